"""What every widget is given: words, colours, icons, threads, the error door, actions, files, drafts and the clock."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.core.clock import Clock
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


def make_kit(theme: Theme, clock: Clock, language: str) -> Kit:
    """Wire one kit; `kit.jobs.close()` ends its threads."""
    words = Words(language)
    holder: list[Kit] = []
    door = Door(lambda: holder[0].words if holder else words)
    jobs = Jobs(door)
    kit = Kit(words, theme, Icons(theme), jobs, door, Actions(), clock, Chooser(jobs), DraftNews())
    holder.append(kit)
    return kit
