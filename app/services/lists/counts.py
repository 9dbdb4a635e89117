"""What the rail says of each room: open files, visits to come or under way, what is late, what an exchange left to do.

All numbers are of what the officer may see, and those of the situation are the very ones of its screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.enums import Action, FileState
from app.services.desk import Desk
from app.services.lists.columns import ListName
from app.services.lists.declared import listed
from app.services.lists.listing import count_in
from app.services.lists.queries import OneOf, Query
from app.services.situation.needs import NeedKind
from app.services.situation.whole import situation

AT_WORK = OneOf((FileState.DRAFT.value, FileState.OPEN.value, FileState.SUSPENDED.value))
"""States of a file that somebody works on."""
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
        query = Query(filters={"state": AT_WORK})
        found = {
            name.value: RailCount(count_in(view, listed(name), query))
            for name in (ListName.THREAT_FILES, ListName.VISITS)
        }
    now = situation(desk, first=0)
    late = now.late
    found["situation"] = RailCount(late, late=True, more=any(one.more for one in now.counts.values() if one.late))
    left = [now.counts[kind] for kind in LEFT_TO_DO]
    found["exchange"] = RailCount(sum(one.number for one in left), late=True, more=any(one.more for one in left))
    return {screen: one for screen, one in found.items() if one.number}
