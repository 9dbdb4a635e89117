"""A visit as its screen shows it: programme, legs, measures and what nobody covers, with everybody's names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.persons import Person
from app.services.cases.executions import Executed
from app.services.cases.file_sheets import decisions_on_measures, executions_of_measures
from app.services.cases.worklists import DecisionRow, MeasureRow, read_decisions, read_measures
from app.services.desk import Desk, View
from app.services.joined import led_records
from app.services.naming import ids_in, read_names
from app.services.own_files import require_reason
from app.services.seeing import Sight
from app.services.visits.completeness import RULES, Lacking, lacking
from app.services.visits.coverage import uncovered
from app.services.visits.visits import CORE, VisitSheet, sheet_of

_ASKED = (
    Action.VISIT, Action.PROPOSE, Action.DECIDE, Action.APPROVE, Action.MEASURE, Action.EXECUTE, Action.CLOSE,
    Action.PAPER, Action.PRINT, Action.LABEL, Action.TASK,
)  # fmt: skip
_AT_ONCE = 500
"""Ids in one SQL condition."""


@dataclass(frozen=True, slots=True, repr=False)
class VisitBoard:
    """A visit as far as this officer may read it. `names` has no entry for what he may not."""

    sheet: VisitSheet
    persons: Mapping[Id, Person]
    """Of the delegation, by the person's id."""
    measures: Sequence[MeasureRow]
    decisions: Sequence[DecisionRow]
    executions: Mapping[Id, Sequence[Executed]]
    gaps: frozenset[Id]
    """Programme items that no measure he may read covers."""
    hidden: bool
    """Some measures of the visit are not his to read: a gap may be covered by one."""
    lacks: Sequence[Lacking]
    rules: int
    """How many rules there are to be met."""
    marking: Marking
    names: Mapping[Id, str]
    may: frozenset[Action]


def visit_board(desk: Desk, file: Id, language: str) -> VisitBoard:
    """Return a visit for its screen. Raises NotAllowed, NotThere, ReasonOfReading."""
    with desk.read() as view:
        core = view.part(file, CORE)
        view.require(Action.READ, core)
        require_reason(view, file)
        sheet, sight = sheet_of(view, file), Sight(view)
        measures = read_measures(view, "file = ?", file, deciding=True)
        streams = [one for part in desk.schema.parts.values() for one in view.parts(file, part)]
        mine = [stream for stream in streams if view.may(Action.READ, stream)]
        items = [(uid, item) for uid, item, _ in sheet.programme or () if not item.cancelled]
        decisions = _decisions(view, file, [row.id for row in measures])
        executions = executions_of_measures(view, [row.id for row in measures])
        members = [member for _, member in sheet.members or ()]
        lines = [record for some in (sheet.stays, sheet.flights, sheet.convoys, sheet.weapons, sheet.radios)
                 for _, record in some]  # fmt: skip
        legs = [leg for _, _, leg in sheet.programme or () if leg is not None]
        records: list[Any] = [sheet.record, *members, *(item for _, item in items), *legs, *lines]
        records += [row.record for row in measures] + [row.record for row in decisions]
        records += [one.record for some in executions.values() for one in some]
        return VisitBoard(
            sheet=sheet,
            persons=_persons(view, sight, [member.person for member in members if member.person]),
            measures=measures,
            decisions=decisions,
            executions=executions,
            gaps=frozenset(uid for uid, _ in uncovered(items, [row.record for row in measures])),
            hidden=len(mine) < len(streams),
            lacks=lacking(sheet, desk.today(), view.lists.offered(RULES)),
            rules=len(view.lists.offered(RULES)),
            marking=max(view.thing(stream).marking for stream in mine),
            names=read_names(view, ids_in(desk.schema, records) | {file}, language),
            may=frozenset(action for action in _ASKED if any(view.may(action, stream) for stream in mine)),
        )


def _decisions(view: View, file: Id, measures: Sequence[Id]) -> list[DecisionRow]:
    found = read_decisions(view, "subject = ?", file, order="id")
    found += decisions_on_measures(view, measures)
    return sorted(found, key=lambda row: (row.record.dated is not None, row.record.dated, row.id), reverse=True)


def _persons(view: View, sight: Sight, uids: Sequence[Id]) -> dict[Id, Person]:
    return led_records(view, sight, uids)
