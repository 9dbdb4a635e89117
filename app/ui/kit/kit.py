"""What every widget is given: words, colours, icons, threads, the error door, actions, files, drafts and the clock."""

from collections.abc import Callable
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


class Kit:
    """Made once; `words` is exchanged on a switch of language, and the screens are then built anew.

    `ticks` are seconds of a clock that nobody can set, `offset` tells in which time zone the machine is set.
    `jobs.close()` ends its threads. It is no dataclass: the first paint would wait a millisecond for the making of one.
    """

    def __init__(
        self, theme: Theme, clock: Clock, language: str, ticks: Callable[[], float] = monotonic,
        offset: Offset = untold,
    ) -> None:  # fmt: skip
        self.words = Words(language)
        self.theme, self.clock, self.offset = theme, clock, offset
        self.icons = Icons(theme)
        self.door = Door(lambda: self.words)
        self.jobs = Jobs(self.door)
        self.actions = Actions()
        self.chooser = Chooser(self.jobs)
        self.drafts = DraftNews()
        self.help = HelpNews()
        self.confirmed = ConfirmedClock(clock, ticks)
        self.orders: dict[str, tuple[int, bool]] = {}
        """How the officer ordered short lists: by their names the column, and whether the greatest stands first."""
