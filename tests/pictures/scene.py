"""What is pictured and on which stage: a `Scene` builds a widget, a `Stage` gives it a kit and a full store.

A module `tests/pictures/scenes/<room>.py` tells its scenes:

    SCENES = (
        Scene("threat_file.measures", measures),
        Scene("threat_file.prolong", prolong, sizes=DIALOG),
    )

    def measures(stage: Stage) -> QWidget:
        address = Address("threat_file", stage.house.ids["file"], "measures")
        return stage.screen(ThreatFileScreen, address)

    def prolong(stage: Stage) -> QWidget:
        screen = stage.show(measures(stage))        # shown and settled: what it read has arrived
        screen.findChild(QPushButton, "prolong").click()
        return stage.sheet()                        # the dialog that stands open

Nothing is registered: `test_pictures` reads the `SCENES` of every module in that folder.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import SeededRandomness
from app.demo.setting import passphrase_of
from app.services.desk import Desk
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen
from tests.pictures.full_house import COST, STORE, House

WINDOW = ((1366, 768), (1920, 1080))
"""The whole window, as on a small and on a usual monitor."""
INSIDE = ((1158, 670), (1712, 982))
"""What bar, rail, strip and status line leave of it for a screen."""
DIALOG: tuple[tuple[int, int], ...] = ()
"""As large as it wants to be."""
SETTLED = 5.0
"""Seconds of this process's own work within which everything asked of the store has arrived, however busy the rest."""
STUCK = 60_000
"""Milliseconds after which nothing will come any more."""


@dataclass(slots=True)
class Stage:
    """Where one scene is built, in one language. Desks opened here work on a copy and are closed afterwards."""

    kit: Kit
    house: House
    qtbot: QtBot
    folder: Path
    size: tuple[int, int] = INSIDE[0]
    desks: list[Desk] = field(default_factory=list)
    grounds: list[QWidget] = field(default_factory=list)

    def desk(self, login: str = "verhaegen", code: str = "BRU1") -> Desk:
        """Sit down as an officer of the full house, at `NOW`."""
        made = open_desk(self.store(code), login, passphrase_of(login), self.platform(login))
        self.desks.append(made)
        return made

    def platform(self, seed: str = "platform") -> Platform:
        """Return what a station stands on, with the clock of the kit."""
        return Platform(self.kit.clock, SeededRandomness(f"picture {seed}"), None, COST)

    def store(self, code: str = "BRU1") -> Path:
        """Return a copy of a station's store that a scene may write to."""
        copy = self.folder / code.lower()
        if not copy.exists():
            shutil.copytree(self.house.store(code).parent, copy)
        return copy / STORE

    def screen(
        self, kind: type[Screen], address: Address, login: str = "verhaegen", code: str = "BRU1", **wired: Any
    ) -> Screen:
        """Build a screen as the shell does, with what `bootstrap` would wire into it, and let it load."""
        made = kind(self.kit, self.desk(login, code), address, None, **wired)
        self.show(made)
        made.load()
        self.settle()
        return made

    def show(self, widget: QWidget) -> QWidget:
        """Show a widget at the stage's size (a dialog at its own) and let it settle."""
        if self.size and not isinstance(widget, QDialog):
            widget.resize(QSize(*self.size))
        self.qtbot.addWidget(widget)
        with self.qtbot.waitExposed(widget):
            widget.show()
        self.settle()
        return widget

    def ground(self) -> QWidget:
        """Return a widget for something to open over, of the size of a window; it lives as long as the stage."""
        made = QWidget()
        made.resize(*WINDOW[0])
        self.qtbot.addWidget(made)
        self.grounds.append(made)
        return made

    def settle(self) -> None:
        """Wait until everything asked of the store has arrived and is laid out."""
        for _ in range(2):  # what arrived in the first round may have asked for more
            self._idle()
            for _ in range(3):
                QApplication.processEvents()
        self._idle()

    def _idle(self) -> None:
        last = process_time() + SETTLED
        self.qtbot.waitUntil(lambda: self.kit.jobs.idle or process_time() > last, timeout=STUCK)
        assert self.kit.jobs.idle, "what was asked of the store did not arrive"

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for what is not asked of the store, such as a page that is drawn in a process of its own."""
        self.qtbot.waitUntil(until, timeout=STUCK)
        self.settle()

    def sheet(self) -> QDialog:
        """Return the dialog that stands open."""
        self.settle()
        found = self.front()
        assert found is not None, "no dialog stands open"
        return found

    def front(self) -> QDialog | None:
        """Return the dialog that stands open now, if any."""
        open_now = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        assert len(open_now) <= 1, f"{len(open_now)} dialogs stand open"
        return open_now[0] if open_now else None

    def close(self) -> None:
        """Close the stores, once nothing is read or written any more: a window keeps how it stood."""
        self.settle()
        for desk in self.desks:
            desk.store.close()


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to picture: `name` is `room.what`; `sizes` empty pictures the widget as large as it wants to be."""

    name: str
    build: Callable[[Stage], QWidget]
    sizes: tuple[tuple[int, int], ...] = INSIDE
    faults: bool = True
    """Whether the eyes of `tests/ui/seeing.py` judge it too; False only where the same is judged in another scene."""
