"""The end of a visit file and its second life: closed for a reason, archived, reopened: each by decision."""

from collections.abc import Mapping
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileState
from app.models.kinds.visits import VisitFile
from app.models.rules.files import ClosingFacts, check_closing, check_step
from app.services.cases.assignments import own_assignment
from app.services.cases.life import NotClosed, copies_out_of, unsettled_measures_of
from app.services.cases.rulings import Ruling, write_decision
from app.services.choices import check_choice
from app.services.desk import Desk, Unit
from app.services.visits.visits import CORE


def close_visit(desk: Desk, file: Id, reason: str, ruling: Ruling) -> None:
    """Close a visit for a reason of the list `closing_reasons`.

    Raises NotAllowed, NotThere, MeasuresStillRun, CopiesStillOut, ClosingNeedsReason, FileMayNotBecome, NotOnTheList.
    """
    with desk.write() as unit:
        state = _state(unit, file)
        facts = ClosingFacts(reason, unsettled_measures_of(unit, file), copies_out_of(unit, file))
        check_closing(state, facts)
        check_choice(unit, "closing_reasons", reason, "closing_reason")
        after = {"state": FileState.CLOSED, "closed_on": desk.today(), "closing_reason": reason}
        _decide(unit, file, DecisionKind.CLOSE_FILE, ruling, after)
        unit.save(signed=True)


def archive_visit(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Archive a closed visit; it can still be reopened. Raises NotAllowed, NotThere, FileMayNotBecome."""
    with desk.write() as unit:
        check_step(_state(unit, file), FileState.ARCHIVED)
        _decide(unit, file, DecisionKind.ARCHIVE_FILE, ruling, {"state": FileState.ARCHIVED})
        unit.save(signed=True)


def reopen_visit(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Reopen a closed or archived visit: it keeps its reference. Raises NotAllowed, NotThere, NotClosed."""
    with desk.write() as unit:
        if _state(unit, file) not in (FileState.CLOSED, FileState.ARCHIVED):
            raise NotClosed
        after = {"state": FileState.OPEN, "closed_on": None, "closing_reason": None}
        _decide(unit, file, DecisionKind.REOPEN_FILE, ruling, after)
        unit.save(signed=True)


def _state(unit: Unit, file: Id) -> FileState:
    unit.require(Action.CLOSE, unit.part(file, CORE))
    return unit.get(VisitFile, file).state or FileState.DRAFT


def _decide(unit: Unit, file: Id, kind: DecisionKind, ruling: Ruling, after: Mapping[str, Any]) -> None:
    core = unit.part(file, CORE)
    unit.require(Action.VISIT, core)
    own = own_assignment(unit, file, core, Action.DECIDE)
    decision = write_decision(unit, own, file, kind, ruling, file)
    unit.change(core, file, VisitFile, {**after, "state_decision": decision})
