"""The process that is measured: opens the program on a store as `praesidium run` does, and works it by a script.

    python -m app.bench.window.player PIECE STORE LOGIN PASSPHRASE [FILE]

prints what it found as JSON; the store is one of exercise, so its passphrase is no secret. It knows the program by what
an officer knows: windows, their names, and keys; besides, it looks whether the jobs of the window are done.
"""

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

import app.ui.kit  # noqa: F401 - first of ours, as in the program: what is imported after it is imported plainly
from app import bootstrap
from app.bench.window.hand import Hand, Script, for_seconds, top_window
from app.bench.window.resident import resident
from app.core.progress import Cancel, Progress
from app.services.exchange.importing import Imported, import_bundle
from app.store import slots
from app.store.keys import Argon2Cost, StretchedPassphrase, stretch
from app.ui.kit.screen import Address, Screen
from app.ui.shell.window import MainWindow

QUIET = 0.3
"""Seconds in which nothing begins: then what was begun by timers is over too."""


class Piece:
    """What all scripts share: the way in, the window, waiting until it is at rest."""

    def __init__(self, store: Path, login: str, passphrase: str, file: bytes) -> None:
        self.store, self._login, self._passphrase, self.file = store, login, passphrase, file
        self.derived = 0.0
        self.found: dict[str, Any] = {}
        self._note_the_key()

    def run(self) -> dict[str, Any]:
        """Play it in the real program; return what was found. Raises what the script raised."""
        _application = QApplication(["praesidium"])
        hand = Hand(self.script)
        beside = self.store.parent
        bootstrap.window(self.store, language="nl", keyring=False, settings=beside / "settings", log=beside / "log")
        if hand.failure is not None:
            raise hand.failure
        return self.found

    def script(self, hand: Hand) -> Script:
        """Play it."""
        raise NotImplementedError

    @property
    def main(self) -> MainWindow:
        """Return the main window."""
        window = top_window("main_window")
        if not isinstance(window, MainWindow):
            raise TypeError(window)
        return window

    @property
    def idle(self) -> bool:
        """Tell whether nothing is under way off the UI thread."""
        return self.main.kit.jobs.idle

    def enter(self, hand: Hand) -> Script:
        """Unlock, as soon as what the first window brings along by itself has come."""
        hand.step = "unlock"
        yield lambda: top_window("entry_window") is not None
        yield for_seconds(2.5)
        entry = top_window("entry_window")
        if entry is None:
            raise LookupError("entry_window")
        QTest.keyClicks(_child(entry, "unlock_login"), self._login)
        QTest.keyClicks(_child(entry, "unlock_passphrase"), self._passphrase)
        QTest.keyClick(_child(entry, "unlock_confirmed"), Qt.Key.Key_Space)
        QTest.keyClick(_child(entry, "unlock_passphrase"), Qt.Key.Key_Return)
        yield lambda: top_window("main_window") is not None

    def rest(self) -> Script:
        """Wait until the window has nothing to do."""
        yield lambda: self.idle
        yield for_seconds(QUIET)
        yield lambda: self.idle

    def screen(self) -> Screen:
        """Return the screen in front."""
        front = self.main.pages.front
        if front is None:
            raise LookupError("front")
        return front

    def _note_the_key(self) -> None:
        """Note when Argon2id ends: before that an officer waits for what he chose to wait for."""

        def noted(login: str, passphrase: str, salt: bytes, cost: Argon2Cost) -> StretchedPassphrase:
            made = stretch(login, passphrase, salt, cost)
            self.derived = perf_counter()
            return made

        setattr(slots, "stretch", noted)  # noqa: B010 - it is the program's own, and not exported


class Usable(Piece):
    """From the key to a main window that is shown and has all that its screens asked for; counted beside rooms later.

    `usable` is when nothing is pending that an officer waits for, `counted` when nothing is at all.
    """

    def script(self, hand: Hand) -> Script:
        yield from self.enter(hand)
        self.found["shown"] = 1000 * (perf_counter() - self.derived)
        yield lambda: not self.main.kit.jobs.asked
        yield lambda: True  # one turn of the loop: what came is painted
        self.found["usable"] = 1000 * (perf_counter() - self.derived)
        yield lambda: self.idle
        self.found["counted"] = 1000 * (perf_counter() - self.derived)


class OpenFile(Piece):
    """Opening the file that was worked on for years, again and again in a window that has opened others."""

    TURNS = 7

    def script(self, hand: Hand) -> Script:
        yield from self.enter(hand)
        yield from self.rest()
        times = []
        for _ in range(self.TURNS):
            self.main.pages.open(Address("threat_files"))
            yield from self.rest()
            begun = perf_counter()
            self.main.pages.open(Address("threat_file", self.file), apart=True)
            yield lambda: self.idle
            yield lambda: True
            times.append(1000 * (perf_counter() - begun))
            self.main.pages.close_tab(sure=True)
            yield from self.rest()
        self.found["times"] = times


class Journey(Piece):
    """An officer at work through the screens while a bundle of 10,000 entries is taken in, and for a moment after it.

    What the import left is looked through for garbage once the program has stood still for a second: watched too.
    """

    AFTER = 2.0

    def script(self, hand: Hand) -> Script:
        yield from self.enter(hand)
        yield from self.rest()
        self._begin_import()
        hand.watch(True)
        while "imported" not in self.found:
            yield from self._turn(hand)
        hand.step = "after"
        yield for_seconds(self.AFTER)
        hand.watch(False)
        yield from self.rest()
        hand.stalls.sort(reverse=True)
        self.found["longest"] = hand.stalls[0][0]
        self.found["beats"] = len(hand.stalls)
        self.found["stalls"] = hand.stalls[:12]

    def _begin_import(self) -> None:
        main, files, begun = self.main, sorted((self.store.parent / "stick").iterdir()), perf_counter()

        def work(progress: Progress, cancel: Cancel) -> Imported:
            return import_bundle(main.desk, files, progress, cancel)

        def done(imported: Imported) -> None:
            self.found["imported"] = imported.entries
            self.found["import_seconds"] = perf_counter() - begun

        main.kit.jobs.run(main, "import", work, done, writes=True)

    def _turn(self, hand: Hand) -> Script:
        pages, box = self.main.pages, self.main.frame.find_box
        for screen in ("threat_files", "visits", "persons", "situation", "exchange", "threat_files"):
            hand.step = screen
            pages.open(Address(screen))
            yield for_seconds(0.15)
        yield from self._type(hand)
        hand.step = "find"
        self.main.find_anything()
        for letter in "lambrecht":
            QTest.keyClicks(box, letter)
            yield for_seconds(0.03)
        QTest.keyClick(box, Qt.Key.Key_Escape)
        hand.step = "threat_file"
        pages.open(Address("threat_file", self.file), apart=True)
        yield for_seconds(0.4)
        for tab in ("measures", "decisions", "history"):
            hand.step = f"threat_file {tab}"
            pages.open(Address("threat_file", self.file, tab), apart=True)
            yield for_seconds(0.3)
        hand.step = "close"
        pages.close_tab(sure=True)
        yield for_seconds(0.1)

    def _type(self, hand: Hand) -> Script:
        """Type into the form of a new file, and leave it: what was typed is kept as a draft."""
        hand.step = "form"
        next(one for one in self.screen().actions_here() if one.id == "new_file").run()
        yield lambda: _form(self.main) is not None
        form = _form(self.main)
        if form is None:
            raise LookupError("form")
        line = next(one for one in form.findChildren(QLineEdit) if one.isVisible() and one.isEnabled())
        for letter in "Een nieuw dossier":
            hand.step = "form typing"
            QTest.keyClicks(line, letter)
            yield for_seconds(0.02)
        hand.step = "form left"
        form.reject()
        yield for_seconds(0.1)


class Memory(Piece):
    """The program at rest with a store open in its main window: what it keeps in memory."""

    def script(self, hand: Hand) -> Script:
        yield from self.enter(hand)
        yield from self.rest()
        yield for_seconds(1.0)
        self.found["resident"] = resident()


def _form(main: QWidget) -> QDialog | None:
    return next((one for one in main.findChildren(QDialog) if one.isVisible()), None)


def _child(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    if found is None:
        raise LookupError(name)
    return found


PIECES: dict[str, type[Piece]] = {"usable": Usable, "open_file": OpenFile, "ui_stall": Journey, "memory": Memory}


def main(piece: str, store: str, login: str, passphrase: str, file: str = "") -> int:
    """Play a piece and print what it found."""
    found = PIECES[piece](Path(store), login, passphrase, bytes.fromhex(file)).run()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
