"""A painter that raises is told of like any other slip, and lets go of what it paints: Qt ended the program on it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from app.ui.kit.uncaught import Uncaught


class Slips(QWidget):
    """Raises in the midst of painting itself, and keeps the painter where it was."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.drawLine(0, 0, 9, 9)
        self.painted += 1
        raise ValueError


def test_what_is_painted_next_is_painted(qtbot: QtBot, kit: Kit) -> None:
    told: list[str] = []
    failures: list[BaseException] = []
    kit.door.said.connect(lambda text, _bug, _near: told.append(text))
    door_shows = kit.door.show

    def show(failure: BaseException, near: object = None) -> None:
        failures.append(failure)  # whoever keeps a failure keeps what stood in its frames
        door_shows(failure, near)

    kit.door.show = show  # type: ignore[method-assign]  # as whoever listens at it
    uncaught = Uncaught(kit.door)
    try:
        made = Slips()
        qtbot.addWidget(made)
        made.resize(80, 60)
        made.show()
        qtbot.waitUntil(lambda: made.painted > 0)
        first = made.painted
        made.resize(120, 90)
        qtbot.waitUntil(lambda: made.painted > first)
    finally:
        uncaught.stop()
        kit.door.show = door_shows  # type: ignore[method-assign]  # as above
    assert told
    assert all(isinstance(one, ValueError) for one in failures)
