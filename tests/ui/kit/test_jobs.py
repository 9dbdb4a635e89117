"""Work off the UI thread: what is counted beside the names of rooms keeps no screen waiting."""

import os
import sys
import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.standing_back import NICENESS


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


def test_what_is_counted_waits_until_the_screens_have_what_they_asked(qtbot: QtBot, kit: Kit) -> None:
    owner, reading, began = QObject(), threading.Event(), list[str]()

    def read() -> None:
        began.append("read")
        assert reading.wait(10)

    kit.jobs.read(owner, read, lambda _: kit.jobs.read(owner, partial(began.append, "read on"), lambda _: None))
    kit.jobs.count(owner, partial(began.append, "counted"), lambda _: None)
    qtbot.waitUntil(lambda: began == ["read"])
    assert not kit.jobs.idle
    reading.set()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert began == ["read", "read on", "counted"]


def test_what_is_counted_is_not_lost_where_a_screen_fails_on_its_answer(qtbot: QtBot, kit: Kit) -> None:
    owner, counted = QObject(), list[int]()

    def fail(_answer: object) -> None:
        raise LookupError("a defect of a screen")

    with qtbot.captureExceptions() as failures:
        kit.jobs.read(owner, lambda: None, fail)
        kit.jobs.count(owner, lambda: 7, counted.append)
        qtbot.waitUntil(lambda: counted == [7])
    assert [kind for kind, _, _ in failures] == [LookupError]


@pytest.mark.skipif(sys.platform != "linux", reason="a thread has a niceness of its own on Linux alone")
def test_long_work_stands_back_and_what_an_officer_waits_for_does_not(qtbot: QtBot, kit: Kit) -> None:
    owner, niceness = QObject(), dict[str, int]()

    def mine() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    begun = mine()
    kit.jobs.read(owner, mine, partial(niceness.__setitem__, "read"))
    kit.jobs.write(owner, mine, partial(niceness.__setitem__, "write"))
    kit.jobs.count(owner, mine, partial(niceness.__setitem__, "count"))
    kit.jobs.run(owner, "long", lambda _progress, _cancel: mine(), partial(niceness.__setitem__, "long"))
    qtbot.waitUntil(lambda: len(niceness) == 4)
    later = max(begun, NICENESS)
    assert niceness == {"read": begun, "write": begun, "count": later, "long": later}
    assert mine() == begun
