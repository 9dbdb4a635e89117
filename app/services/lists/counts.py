"""What the rail says of each room: open files, visits to come or under way, what is late, what an exchange left to do.

All numbers are of what the officer may see, and those of the situation are the very ones of its screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.enums import Action, FileState, MeasureState, NeedKind
from app.models.tables import projection_name
from app.services.desk import Desk, View
from app.services.lists.columns import ListName
from app.services.lists.curtain import hidden_of
from app.services.lists.declared import listed
from app.services.lists.listing import count_in
from app.services.lists.queries import OneOf, Query
from app.services.situation.whole import situation
from app.services.status import is_assigned

AT_WORK = ", ".join(f"'{state.value}'" for state in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED))
"""States of a file that somebody works on."""
TO_DO = (MeasureState.APPROVED, MeasureState.PROVISIONAL, MeasureState.ACTIVE)
"""States of a measure that somebody executes, or will."""
LEFT_TO_DO = (NeedKind.CONFLICT, NeedKind.BUNDLE, NeedKind.HELD, NeedKind.FINDING)


@dataclass(frozen=True, slots=True)
class RailCount:
    """A number beside the name of a screen; `late` that it counts what is overdue; `more` where not all was counted."""

    number: int
    late: bool = False
    more: bool = False


def rail_counts(desk: Desk) -> Mapping[str, RailCount]:
    """Return the numbers by screen; none where there is nothing, or nothing to be seen by this officer's roles.

    Raises NotAllowed where the account counts no more.
    """
    with desk.read() as view:
        if not view.may(Action.READ):
            return {}
        found = {name.value: RailCount(_at_work(view, name)) for name in (ListName.THREAT_FILES, ListName.VISITS)}
        if is_assigned(view):
            found["assignments"] = RailCount(_assigned(view))
    now = situation(desk, first=0)
    late = now.late
    found["situation"] = RailCount(late, late=True, more=any(one.more for one in now.counts.values() if one.late))
    left = [now.counts[kind] for kind in LEFT_TO_DO]
    found["exchange"] = RailCount(sum(one.number for one in left), late=True, more=any(one.more for one in left))
    return {screen: one for screen, one in found.items() if one.number}


def _assigned(view: View) -> int:
    """Return how many measures another organisation gives ours to do now or soon."""
    running = Query(filters={"state": OneOf(tuple(state.value for state in TO_DO))})
    return count_in(view, listed(ListName.ASSIGNMENTS), running)


def _at_work(view: View, name: ListName) -> int:
    """Return how many files are at work that may be seen: those at rest are many more, and are not asked for."""
    table = projection_name(view.desk.schema.by_record[listed(name).record])
    sql = f"SELECT sid FROM {table} WHERE state IN ({AT_WORK})"  # noqa: S608 - declared names, states of the code
    sids = [row[0] for row in view.connection.exec_driver_sql(sql)]
    hidden = hidden_of(view, table, set(sids))
    return sum(sid not in hidden for sid in sids)
