"""A window around screens of no content: each says where it is, counts its loads and can be told to be typed in."""

from typing import Any, ClassVar

from PySide6.QtWidgets import QPushButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.models.enums import Marking
from app.services.desk import Desk
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.parts import title
from app.ui.kit.screen import Address, Screen
from app.ui.shell.frame import Counts
from app.ui.shell.window import MainWindow


class Room(Screen):
    """A screen of one button."""

    help_page: ClassVar[str] = "index"
    text: ClassVar[str] = "Uitwisseling"
    marking: ClassVar[Marking] = Marking.NONE

    def __init__(self, kit: Kit, desk: Desk, address: Address) -> None:
        super().__init__(kit, desk, address)
        self.loads = 0
        self.typed = False
        self.turns = False
        self.turned: list[str] = []
        self.kept: dict[str, Any] = {}
        self.button = QPushButton(self.text)
        self.button.setObjectName("room_open")
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 16)
        box.addWidget(title(self.text, "room_title"))
        box.addWidget(self.button)
        box.addStretch(1)
        self.setFocusProxy(self.button)

    def load(self) -> None:
        self.loads += 1
        self.titled.emit(self.text if self.address.uid is None else f"{self.text} {self.address.uid.hex()[-4:]}")
        self.marked.emit(self.marking)

    def state(self) -> dict[str, Any]:
        return self.kept

    def restore(self, state: dict[str, Any]) -> None:
        self.kept = dict(state)

    def unsaved(self) -> bool:
        return self.typed

    def turn(self, address: Address) -> bool:
        if self.turns:
            self.turned.append(address.tab)
        return self.turns

    def actions_here(self) -> list[Action]:
        return [Action(f"{self.address.screen}.again", "Opnieuw kijken", self.load, "F5", "refresh-cw", self.text)]


class Situation(Room):
    """What is marked CONFIDENTIAL."""

    text: ClassVar[str] = "Situatie"
    marking: ClassVar[Marking] = Marking.CONFIDENTIAL


class Files(Room):
    """What is marked RESTRICTED."""

    text: ClassVar[str] = "Bedreigde personen"
    marking: ClassVar[Marking] = Marking.RESTRICTED


class File(Room):
    """What is marked SECRET."""

    text: ClassVar[str] = "Dossier"
    marking: ClassVar[Marking] = Marking.SECRET


PLACES = {
    "situation": Situation, "threat_files": Files, "threat_file": File, "call_card": File, "exchange": Room,
    "administration": Room,
}  # fmt: skip


def a_window(qtbot: QtBot, kit: Kit, desk: Desk, counts: Counts | None = None) -> MainWindow:
    """Return a window that is shown, ready and has loaded everything."""
    made = MainWindow(kit, desk, PLACES, counts)
    qtbot.addWidget(made, before_close_func=_keep_the_desk)
    with qtbot.waitSignal(made.ready, timeout=5000):
        made.begin()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle(qtbot, kit)
    return made


def settle(qtbot: QtBot, kit: Kit) -> None:
    """Wait until everything asked of the store has arrived and was shown."""
    for _ in range(3):
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=5000)
        qtbot.wait(1)


def front(window: MainWindow) -> Room:
    """Return the screen in front."""
    found = window.pages.front
    assert isinstance(found, Room)
    return found


def _keep_the_desk(window: MainWindow) -> None:
    """Let the window go without its way out: the desk is used by the next test."""
    window.take_away()
