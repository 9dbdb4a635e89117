"""What becomes of a file once it is open: suspended and resumed, closed, archived, opened again (domain.md §4).

A suspended file stays in work: its measures run, what is due stays due; new proposals wait for its resumption. Each
step is decided and signed. Opening is `files`.
"""

from collections.abc import Mapping
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileState
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy
from app.models.rules.files import ClosingFacts, check_closing, check_step
from app.models.rules.measures import UNSETTLED
from app.models.rules.paper import COPIES_OUT
from app.services.cases.assignments import core_of, file_record
from app.services.cases.files import decide_on
from app.services.cases.rulings import Ruling
from app.services.choices import check_choice
from app.services.desk import Desk, Unit, View


class NotSuspended(UserError):
    """Resuming a file that works."""

    sentence = N_("This file is not suspended, so it cannot be resumed. Nothing was changed.")


class NotClosed(UserError):
    """Reopening a file that is not closed."""

    sentence = N_("This file is not closed, so it cannot be reopened. Nothing was changed.")


def suspend_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Suspend an open file, with a reason. Raises NotAllowed, FileMayNotBecome, ReasonMissing."""
    with desk.write() as unit:
        check_step(_state(unit, file), FileState.SUSPENDED)
        _decide(unit, file, DecisionKind.SUSPEND_FILE, ruling, {"state": FileState.SUSPENDED})


def resume_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Take up a suspended file again. Raises NotAllowed, NotSuspended."""
    with desk.write() as unit:
        if _state(unit, file) is not FileState.SUSPENDED:
            raise NotSuspended
        _decide(unit, file, DecisionKind.RESUME_FILE, ruling, {"state": FileState.OPEN})


def close_file(desk: Desk, file: Id, reason: str, ruling: Ruling) -> None:
    """Close a file for a reason of the list `closing_reasons`.

    Raises NotAllowed, MeasuresStillRun, CopiesStillOut, ClosingNeedsReason, FileMayNotBecome, NotOnTheList.
    """
    with desk.write() as unit:
        state = _state(unit, file)
        check_closing(state, ClosingFacts(reason, unsettled_measures_of(unit, file), copies_out_of(unit, file)))
        check_choice(unit, "closing_reasons", reason, "closing_reason")
        after = {"state": FileState.CLOSED, "closed_on": desk.today(), "closing_reason": reason}
        _decide(unit, file, DecisionKind.CLOSE_FILE, ruling, after)


def archive_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Archive a closed file; it can still be reopened. Raises NotAllowed, FileMayNotBecome."""
    with desk.write() as unit:
        check_step(_state(unit, file), FileState.ARCHIVED)
        _decide(unit, file, DecisionKind.ARCHIVE_FILE, ruling, {"state": FileState.ARCHIVED})


def reopen_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Reopen a closed or archived file: it keeps its reference and is not a new one. Raises NotAllowed, NotClosed."""
    with desk.write() as unit:
        if _state(unit, file) not in (FileState.CLOSED, FileState.ARCHIVED):
            raise NotClosed
        after = {"state": FileState.OPEN, "closed_on": None, "closing_reason": None}
        _decide(unit, file, DecisionKind.REOPEN_FILE, ruling, after)


def unsettled_measures_of(view: View, file: Id) -> int:
    """Return how many measures of a file or visit stop its closing."""
    found = view.locate(Measure, "file = ?", file)
    return sum(measure.state in UNSETTLED for _, _, measure in found)


def copies_out_of(view: View, file: Id) -> int:
    """Return how many paper copies of a file or visit are still with somebody."""
    held = view.find(DocumentCopy, "document IN (SELECT uid FROM p_issued_document WHERE file = ?)", file)
    return sum(copy.state in COPIES_OUT for _, copy in held)


def _state(unit: Unit, file: Id) -> FileState:
    """Return how the file stands, for an officer who may decide on that. Raises NotAllowed."""
    unit.require(Action.CLOSE, core_of(unit, file))
    return file_record(unit, file).state or FileState.DRAFT


def _decide(unit: Unit, file: Id, kind: DecisionKind, ruling: Ruling, after: Mapping[str, Any]) -> None:
    decide_on(unit, file, core_of(unit, file), kind, ruling, after)
    unit.save(signed=True)
