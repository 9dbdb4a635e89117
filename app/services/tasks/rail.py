"""What the rail says of each room, the officer's own tasks among them."""

from collections.abc import Mapping

from app.services.desk import Desk
from app.services.lists import counts
from app.services.lists.counts import RailCount
from app.services.tasks.lines import Whose
from app.services.tasks.listing import HERE, task_count


def rail_counts(desk: Desk) -> Mapping[str, RailCount]:
    """Return the numbers by screen: in red how many of one's own tasks are late, else how many there are.

    Raises NotAllowed where the account counts no more.
    """
    found, mine = dict(counts.rail_counts(desk)), task_count(desk, Whose.MINE)
    if mine:
        found[HERE] = RailCount(mine.late, late=True) if mine.late else RailCount(mine.number)
    return found
