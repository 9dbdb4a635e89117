"""Work off the UI thread: what is counted beside the names of rooms keeps no screen waiting."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit


def test_a_screen_reads_while_the_rail_still_counts(qtbot: QtBot, kit: Kit) -> None:
    owner, counting, said = QObject(), threading.Event(), list[str]()

    def count() -> str:
        assert counting.wait(10)
        return "counted"

    Latest(kit.jobs, owner, counts=True).read(count, said.append)
    kit.jobs.read(owner, lambda: "read", said.append)
    qtbot.waitUntil(lambda: said == ["read"])
    counting.set()
    qtbot.waitUntil(lambda: said == ["read", "counted"])
