"""What every widget is given: words, colours, icons, threads, the error door, actions, files, drafts and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.core.clock import Clock, Offset, untold
from app.core.confirmed_clock import ConfirmedClock
from app.ui.kit.actions import Actions
from app.ui.kit.choosing import Chooser
from app.ui.kit.door import Door
from app.ui.kit.icons import Icons
from app.ui.kit.jobs import Jobs
from app.ui.kit.theme import Theme
from app.ui.kit.words import Words


class DraftNews(QObject):
    """Tells that a draft was kept for the first time, or is gone: for whoever counts or lists them."""

    changed = Signal()


class HelpNews(QObject):
    """Tells that the manual is wanted over a sheet, which keeps its keys from the window beneath."""

    wanted = Signal(object)
    """The sheet."""


@dataclass(slots=True, eq=False, repr=False)
class Kit:
    """Made once by `make_kit`; `words` is exchanged on a switch of language, and the screens are then built anew."""

    words: Words
    theme: Theme
    icons: Icons
    jobs: Jobs
    door: Door
    actions: Actions
    clock: Clock
    chooser: Chooser
    drafts: DraftNews
    confirmed: ConfirmedClock
    help: HelpNews
    offset: Offset = untold
    """How far from UTC the machine's own time is."""
    orders: dict[str, tuple[int, bool]] = field(default_factory=dict)
    """How the officer ordered short lists: by their names the column, and whether the greatest stands first."""


def make_kit(
    theme: Theme, clock: Clock, language: str, ticks: Callable[[], float] = monotonic, offset: Offset = untold
) -> Kit:
    """Wire one kit; `kit.jobs.close()` ends its threads.

    `ticks` are seconds of a clock that nobody can set, `offset` tells in which time zone the machine is set.
    """
    words = Words(language)
    holder: list[Kit] = []
    door = Door(lambda: holder[0].words if holder else words)
    jobs = Jobs(door)
    confirmed = ConfirmedClock(clock, ticks)
    kit = Kit(
        words, theme, Icons(theme), jobs, door, Actions(), clock, Chooser(jobs), DraftNews(), confirmed, HelpNews(),
        offset,
    )  # fmt: skip
    holder.append(kit)
    return kit
