"""The foot of the window: saved when, last bundle, head; and long work with its estimate and its cancel."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.progress import Cancel, Progress
from app.models.enums import Action, Role
from app.models.rights import NotAllowed
from app.services.exchange.missing import Missing
from app.services.status import Bundle, Status, seat, status
from app.ui.kit.kit import Kit
from app.ui.shell.status_line import StatusLine
from tests.station_world import StationWorld
from tests.ui.fixtures import NOW

Shown = Callable[[Status], StatusLine]


@pytest.fixture
def line(qtbot: QtBot, kit: Kit) -> StatusLine:
    made = StatusLine(kit)
    qtbot.addWidget(made)
    made.resize(1366, 26)
    made.show()
    return made


def said(line: QWidget, name: str) -> str:
    found = line.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def test_what_the_services_say_of_a_store_never_exchanged(world: StationWorld) -> None:
    found = status(world.officer)
    assert found.saved is not None
    assert found.bundle is None
    assert len(found.head) == 16


def test_the_seat_says_what_the_role_may(world: StationWorld) -> None:
    found = seat(world.officer)
    assert (found.officer, found.roles, found.station) == ("Verhaegen", (Role.FILE_OFFICER,), "BRU1")
    assert Action.READ in found.may
    assert Action.ACCOUNTS not in found.may
    assert "Verhaegen" not in repr(found)
    with pytest.raises(NotAllowed):
        seat(world.nobody)


def test_a_day_is_named_as_people_do(kit: Kit, line: StatusLine) -> None:
    line.show_status(Status(NOW, Bundle("ANT1", 12, False, NOW - timedelta(days=1)), "9f3c61d0a2b744e1"))
    assert said(line, "status_saved") == "Alles bewaard 14:07"
    assert said(line, "status_bundle") == "Laatste uitwisselingspakket: van ANT1, gisteren 14:07"
    assert said(line, "status_head") == "kop van het logboek 9f3c 61d0 a2b7 44e1"
    line.show_status(Status(NOW, Bundle("BRU2", 1, True, NOW - timedelta(days=7)), ""))
    before = kit.words.moment(NOW - timedelta(days=7))
    assert said(line, "status_bundle") == f"Laatste uitwisselingspakket: naar BRU2, {before}"
    assert not line.findChild(QLabel, "status_head").isVisible()  # type: ignore[union-attr]  # said() found it


def test_what_is_missing_gives_way_and_is_whole_in_its_tool_tip(line: StatusLine) -> None:
    line.resize(700, 26)
    line.show_status(Status(NOW, None, "9f3c61d0a2b744e1"))
    line.show_missing([Missing("BRU2", list(range(14, 60)), 0, 0)])
    found = line.findChild(QLabel, "status_missing")
    assert isinstance(found, QLabel)
    assert found.text().endswith("…")
    assert found.toolTip().startswith("Van BRU2: uitwisselingspakket 14, 15")


def test_long_work_shows_how_far_it_is_and_stops_when_told(qtbot: QtBot, kit: Kit, line: StatusLine) -> None:
    go, stopped = threading.Event(), threading.Event()

    def work(progress: Progress, cancel: Cancel) -> None:
        progress(300, 1000)
        go.wait(5)
        while True:
            try:
                cancel.check()
            except BaseException:
                stopped.set()
                raise
            threading.Event().wait(0.005)

    kit.jobs.run(line, "Pakket inlezen", work, lambda _: None)
    bar = line.findChild(QProgressBar, "job_progress")
    assert isinstance(bar, QProgressBar)
    qtbot.waitUntil(lambda: bar.value() == 300)
    assert line.job_bar.isVisible()
    assert said(line, "job_title") == "Pakket inlezen"
    go.set()
    cancel = line.findChild(QPushButton, "job_cancel")
    assert isinstance(cancel, QPushButton)
    cancel.click()
    assert said(line, "job_left") == "wordt gestopt…"
    qtbot.waitUntil(lambda: not line.job_bar.isVisible())
    assert stopped.is_set()


def test_of_two_jobs_the_second_shows_when_the_first_ended(qtbot: QtBot, kit: Kit, line: StatusLine) -> None:
    first, second = threading.Event(), threading.Event()
    kit.jobs.run(line, "Eerste", lambda _p, _c: first.wait(5), lambda _: None)
    kit.jobs.run(line, "Tweede", lambda _p, _c: second.wait(5), lambda _: None)
    assert said(line, "job_title") == "Eerste"
    first.set()
    qtbot.waitUntil(lambda: said(line, "job_title") == "Tweede")
    second.set()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert not line.job_bar.isVisible()
