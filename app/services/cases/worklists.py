"""What is owed and to whom it is shown: measures of a file or person, waiting, overdue, to ratify, to confirm.

Each line is asked for by its own assignment, so that a partner sees what is his and an outsider nothing. States are
those of today: an approved measure is active from its start, and nothing lapses quietly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.core.ids import Id
from app.history.rows import select
from app.models.enums import Action, DecisionKind, MeasureState
from app.models.kinds.measures import Decision, Measure
from app.models.rules.measures import UNSETTLED, Course, decisions_open_to, unconfirmed
from app.models.rules.measures import overdue as is_overdue
from app.models.rules.minister import for_minister
from app.services.cases.courses import contested_measures, course_of, standing_state
from app.services.cases.rulings import proposers_of, substitute_of, withdraws
from app.services.desk import Desk, View
from app.services.foreign import DECISION_BESIDE
from app.services.reported import REPORT_STANDS


@dataclass(frozen=True, slots=True, repr=False)
class MeasureRow:
    """A measure as lists show it. `state` is today's; `record.state` the one decided.

    `contested` while rival courses stand: the one that protects more holds until a supervisor settles it. `minister`
    are the decisions on it that need the Minister, as this store has it set. `decided_here` where this officer's
    organisation gave it out: who executes it decides nothing on it.
    """

    id: Id
    stream: Id
    record: Measure
    course: Course
    state: MeasureState
    overdue: bool
    unconfirmed: bool
    reports: int
    contested: bool
    minister: frozenset[DecisionKind]
    decided_here: bool = True
    own: bool = False
    """This officer proposed it: what answers that, or needs the Minister, a colleague records."""
    withdrawable: bool = False
    """It waits for an answer, and he may take back that it was asked."""
    substitute: str = ""
    """Who decides on it in the Minister's place: its file concerns who would decide otherwise."""

    @property
    def open_decisions(self) -> Sequence[DecisionKind]:
        """The decisions that this measure may take now."""
        return decisions_open_to(self.state)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision as lists show it; `unconfirmed` while an oral one waits for its paper, `late` past its day."""

    id: Id
    stream: Id
    record: Decision
    unconfirmed: bool
    late: bool


def overdue(desk: Desk, today: date) -> list[MeasureRow]:
    """Return the measures on which somebody should have decided before `today`."""
    states = ", ".join(f"'{state.value}'" for state in sorted(UNSETTLED))
    late = "(\"end\" < ? OR review < ? OR (state = 'provisional' AND ratify_by < ?))"
    day = today.isoformat()
    with desk.read() as view:
        return read_measures(view, f"state IN ({states}) AND {late}", day, day, day, today=today)


def read_measures(
    view: View, where: str, *parameters: Any, order: str = "id", today: date | None = None, deciding: bool = False
) -> list[MeasureRow]:
    """Return the measures for which the SQL condition holds and whose stream this officer may read.

    `deciding` also says of each what this officer may not decide, or may take back, because of who proposed it, and who
    decides in the Minister's place.
    """
    day = today or view.desk.today()
    every = view.locate(Measure, where, *parameters, order=order)
    found = [line for line in every if view.may(Action.READ, line[1])]
    counts = _counts(view, [uid for uid, _, _ in found])
    contested = contested_measures(view)
    live = [uid for uid, _, record in found if deciding and record.state in UNSETTLED]
    proposers = proposers_of(view, live) if live else {}
    rows = []
    ministers: dict[str | None, frozenset[DecisionKind]] = {}
    files = {record.file for _, _, record in found} if deciding else ()
    substitutes = {file: substitute_of(view, file) for file in files}
    for uid, stream, record in found:
        if record.type not in ministers:
            ministers[record.type] = for_minister(record.type, view.lists)
        course, reports = course_of(record), counts.get(uid, 0)
        rows.append(
            MeasureRow(
                uid, stream, record, course, standing_state(course, day), is_overdue(course, day),
                unconfirmed(course, day, reports), reports, uid in contested, ministers[record.type],
                view.thing(stream).owner == view.facts.organisation, proposers.get(uid) == view.desk.officer,
                uid in proposers and record.state is MeasureState.PROPOSED
                and withdraws(view, stream, proposers.get(uid)),
                substitutes.get(record.file, ""),
            )
        )  # fmt: skip
    return rows


def read_decisions(view: View, where: str, *parameters: Any, order: str) -> list[DecisionRow]:
    """Return the decisions for which the SQL condition holds and whose stream this officer may read."""
    today = view.desk.today()
    rows = []
    located = view.locate(Decision, f"({where}) AND {DECISION_BESIDE.format('p_decision')}", *parameters, order=order)
    for uid, stream, record in located:
        if not view.may(Action.READ, stream):
            continue
        confirmed = [home for _, home, _ in view.locate(Decision, "confirms = ?", uid)] if record.confirm_by else []
        owed = record.confirm_by is not None and stream not in confirmed
        late = owed and record.confirm_by is not None and record.confirm_by < today
        rows.append(DecisionRow(uid, stream, record, owed, late))
    return rows


def _counts(view: View, measures: Sequence[Id]) -> dict[Id, int]:
    counts: dict[Id, int] = {}
    for start in range(0, len(measures), _AT_ONCE):
        some = measures[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        stands = REPORT_STANDS.format("p_execution_report")
        sql = f"""SELECT measure, count(*) FROM p_execution_report WHERE measure IN ({marks}) AND {stands}
            GROUP BY measure"""  # noqa: S608 - constants
        counts.update({bytes(measure): count for measure, count in select(view.connection, sql, *some)})
    return counts


_AT_ONCE = 500
"""Ids in one SQL condition."""
