"""What was just taken away or saved, with the way back: a line above the screen, Ctrl+Z while it stands there.

What comes back is what was there, by a new entry of history that reverses the old one; nothing is typed anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.services.undoing import done_with_save, undo_save
from app.ui.forms.acting import ActSheet, Work
from app.ui.forms.notices import Notice
from app.ui.kit.keys import key_text
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

KEY = "Ctrl+Z"


@dataclass(frozen=True, slots=True, repr=False)
class Removed:
    """What was taken away, in words, and the hash of the save that did it."""

    what: str
    save: bytes


class UndoBar(Notice):
    """Hidden until something can be reversed. Its key answers in all of `screen`, but in a form that undoes typing."""

    def __init__(self, kit: Kit, desk: "Desk", screen: QWidget) -> None:
        super().__init__(kit, "undo_bar", screen)
        self._desk = desk
        self._reverse: Callable[[], object] | None = None
        self._asks = False
        """The way back is a sheet that asks, not an act."""
        self._times = 0
        """How often it said something or fell silent."""
        self._key = QShortcut(QKeySequence(KEY), screen)
        self._key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._key.setEnabled(False)
        self._key.activated.connect(self._undo)

    def watch(self, sheet: ActSheet) -> None:
        """Offer to reverse what the sheet will save, where that may be; what stood here before is of an older act."""
        found: list[bytes] = []
        desk, what, times = self._desk, sheet.accessibleName(), self._times

        def around(work: Work) -> Work:
            def run() -> object:
                answer, save = done_with_save(desk, work)
                found.extend([] if save is None else [save])
                return answer

            return run

        def tell(_answer: object) -> None:
            if self._times != times:  # whoever opened the sheet says it in better words
                return
            if found:
                said = self._kit.words(N_("Saved: {what}"), what=what)
                self.offer(said, partial(undo_save, desk, found[-1]))
            else:
                self.forget()

        sheet.around = around
        sheet.acted.connect(tell)

    def show_removed(self, removed: Removed) -> None:
        """Say what was removed, and offer to put it back."""
        said = self._kit.words(N_("Removed: {what}"), what=removed.what)
        self.offer(said, partial(undo_save, self._desk, removed.save), "trash-2")

    def offer(self, said: str, reverse: Callable[[], object], icon: str = "check", act: str = "") -> None:
        """Say what was done, and offer to `reverse` it on the writing thread; `act` says so where it is no undo."""
        self._reverse, self._asks = reverse, False
        self._times += 1
        words = self._kit.words
        self.say(said, icon, f"{act or words(N_('Undo'))} ({key_text(KEY, words)})", self._undo)
        self._key.setEnabled(True)

    def offer_asking(self, said: str, ask: Callable[[], object]) -> None:
        """Say what was done, and offer to open what asks before it is reversed: an act that takes two."""
        self.offer(said, ask)
        self._asks = True

    def tell(self, said: str, act: str, do: Callable[[], object]) -> None:
        """Say what became possible, and offer it once; nothing is undone by it."""
        self.forget()

        def once() -> None:
            self.forget()
            do()

        self.say(said, "check", act, once)

    def forget(self) -> None:
        """Take the line away: nothing can be put back any more."""
        self._reverse = None
        self._times += 1
        self._key.setEnabled(False)
        self.say("")

    def _undo(self) -> None:
        if (reverse := self._reverse) is None:
            return
        self.forget()
        if self._asks:
            reverse()
        else:
            self._kit.jobs.write(self, reverse, None, self._on_failed)

    def _on_failed(self, failure: BaseException) -> None:
        self.say(self._kit.door.say(failure), "circle-alert")
