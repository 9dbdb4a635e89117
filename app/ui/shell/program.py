"""The running program: one application, one kit, and by turns the window before a store is open and the main one.

The main window is made by whoever wires it, after the unlock, so that the first paint waits for nothing.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QApplication

from app.core.clock import Clock, Offset, untold
from app.core.i18n import LANGUAGES
from app.ui.kit.bringing import Bringing
from app.ui.kit.collecting import Collecting
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode, Theme, application
from app.ui.kit.uncaught import Uncaught
from app.ui.kit.words import Words
from app.ui.shell.entry.window import EntryWindow
from app.ui.shell.fitting import fit
from app.ui.shell.icon import program_icon
from app.ui.shell.no_trace import leave_no_trace
from app.ui.shell.qt_words import QtWords
from app.ui.shell.windows_guard import windows_guard

if TYPE_CHECKING:  # loaded on a thread, after the first paint
    from app.services.desk import Desk
    from app.services.station.stations import Platform
    from app.ui.shell.window import MainWindow

ROOMS = tuple(f"app.ui.{room}" for room in ("kit", "forms", "tables", "files", "shell", "screens"))
"""Of the window; each stands on those before it."""
GIVE_WAY = 0.001
"""Seconds after which a thread that computes gives way: with Python's own 5 ms each turn makes a keystroke wait."""


class Keep(Protocol):
    """Keeps what must be known before a store is open: `language`, `colours`, `store`."""

    def __call__(self, **changed: str) -> None: ...


@dataclass(frozen=True, slots=True, repr=False)
class Start:
    """How the program begins. An empty language is that of the system, where we speak it, else English."""

    store: Path
    language: str
    colours: str
    clock: Clock
    offset: Offset = untold
    """In which time zone the machine is set."""


class Program(QObject):
    """Make one and `run` it; it ends when a window is closed.

    `main` makes the main window; `bring` loads what it asks of the services and is called on a thread, after the first
    paint; the rooms of the window follow here.
    """

    def __init__(
        self, start: Start, platform: "Callable[[], Platform]", main: "Callable[[Kit, Desk], MainWindow]", keep: Keep,
        bring: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        self._app = QApplication.instance() or application()
        super().__init__()
        if not isinstance(self._app, QApplication):
            raise TypeError("an application without windows runs already")
        self._app.setApplicationName("Praesidium")
        self._app.setQuitOnLastWindowClosed(False)
        self._app.lastWindowClosed.connect(self._on_last_closed)
        self._platform, self._main, self._keep = platform, main, keep
        self._bring = bring
        self._store = start.store
        theme = Theme(self._app, Mode(start.colours))
        self._of_all = start.language or _of_the_system()
        """The language of who has chosen none of his own: that of the way in."""
        self.kit = Kit(theme, start.clock, self._of_all, offset=start.offset)
        sys.setswitchinterval(GIVE_WAY)
        self._collecting = Collecting(lambda: not self.kit.jobs.idle, self)
        self._qt_words = QtWords(self._app)
        self._qt_words.speak(self.kit.words)
        self._guard = windows_guard(self._app, self)
        if self._guard is not None:
            self._guard.locked.connect(self._on_session_left)
        self.entry: EntryWindow | None = None
        self._why = ""
        """What went wrong with a window that never came."""
        self.main: MainWindow | None = None

    def run(self) -> int:
        """Show the first window and stay until the last is closed; return the exit code."""
        uncaught = Uncaught(self.kit.door)
        try:
            self.show_entry()
            return int(self._app.exec())
        finally:
            uncaught.stop()
            if self._guard is not None:
                self._guard.stop()
            self.kit.jobs.close()
            self._collecting.stop()

    def show_entry(self) -> None:
        """Show the window before a store is open."""
        entry = EntryWindow(self.kit, self._platform, self._store, there=self._store.is_file())
        entry.opened.connect(self._on_opened)
        entry.language_chosen.connect(self._on_language)
        entry.colours_chosen.connect(lambda colours: self._keep(colours=colours))
        entry.store_chosen.connect(self._on_store)
        entry.painted.connect(self._on_painted)
        entry.complete.connect(self._on_complete)
        self.entry = entry
        entry.show()

    def _on_painted(self) -> None:
        """Do what the first paint need not wait for."""
        leave_no_trace()  # no dialog opens sooner
        QApplication.setWindowIcon(program_icon(self.kit.icons))

    def _on_complete(self) -> None:
        """Bring what the main window needs while the officer types."""
        bring, self._bring = self._bring, None
        if bring is not None:
            rooms = Bringing(ROOMS, self)
            rooms.done.connect(self._collecting.leave_out_what_is_here)
            self.kit.jobs.read(self, bring, lambda _: rooms.begin())

    def _on_opened(self, desk: "Desk") -> None:
        try:
            main = self._main(self.kit, desk)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the officer is told and can try again
            self.kit.door.show(failure)
            why = self.kit.door.say(failure)
            self.kit.jobs.write(self, desk.close, lambda _: self._come_back(why))
            return
        main.refused.connect(self._on_refused)
        main.locked.connect(self._on_locked)
        main.left.connect(self._app.quit)
        main.language_chosen.connect(lambda _: self._qt_words.speak(self.kit.words))
        main.colours_chosen.connect(lambda colours: self._keep(colours=colours))
        main.ready.connect(self._on_ready)
        self.main = main
        main.begin()

    def _on_ready(self) -> None:
        entry, self.entry = self.entry, None
        if self.main is not None:
            fit(self.main)
            self.main.show()
        if entry is not None:
            entry.hide()
            entry.deleteLater()

    def _on_session_left(self) -> None:
        if self.main is not None:
            self.main.lock()

    def _on_refused(self, why: str) -> None:
        self._why = why

    def _come_back(self, why: str) -> None:
        """Show the way in, with what went wrong; where it still stands it begins anew.

        It speaks its own language: what an officer chose in his window is his, and nobody else's.
        """
        if self.entry is None:
            self.kit.words = Words(self._of_all)
            self._qt_words.speak(self.kit.words)
            self.show_entry()
        if self.entry is not None and why:
            self.entry.say(why)

    def _on_locked(self) -> None:
        main, self.main = self.main, None
        why, self._why = self._why, ""
        self._come_back(why)
        if main is not None:
            main.hide()
            main.deleteLater()

    def _on_last_closed(self) -> None:
        """Leave when the entry was closed; while a store is open or being locked another window follows."""
        if self.main is None:
            self._app.quit()

    def _on_language(self, language: str) -> None:
        self._of_all = language
        self._qt_words.speak(self.kit.words)
        self._keep(language=language)

    def _on_store(self, store: Path) -> None:
        self._store = store
        self._keep(store=str(store))


def _of_the_system() -> str:
    found = QLocale.system().name()[:2]
    return found if found in LANGUAGES else "en"
