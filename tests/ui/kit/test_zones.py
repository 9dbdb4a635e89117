"""Hours are Belgian and say so; a computer set to another zone is told of, wherever somebody might compare the two."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.clock import system_offset, untold
from app.services.status import Status
from app.ui.kit.kit import Kit
from app.ui.kit.words import Words, utc
from app.ui.kit.zones import zone_apart, zone_sentence
from app.ui.shell.entry.steps import TimeStep
from app.ui.shell.status_line import StatusLine
from tests.ui.fixtures import NOW

WINTER, SUMMER = datetime(2026, 11, 21, 13, tzinfo=UTC), datetime(2026, 7, 1, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "winter", "summer"),
    [
        ("nl", "Belgische tijd (CET, UTC+1)", "Belgische tijd (CEST, UTC+2)"),
        ("fr", "heure belge (CET, UTC+1)", "heure belge (CEST, UTC+2)"),
        ("de", "belgische Zeit (MEZ, UTC+1)", "belgische Zeit (MESZ, UTC+2)"),
        ("en", "Belgian time (CET, UTC+1)", "Belgian time (CEST, UTC+2)"),
    ],
)
def test_the_zone_is_that_of_the_moment(language: str, winter: str, summer: str) -> None:
    words = Words(language)
    assert (words.belgian(WINTER), words.belgian(SUMMER)) == (winter, summer)


def test_a_moment_at_the_end_of_the_calendar_has_its_zone_too() -> None:
    assert Words("nl").zone(datetime.max.replace(tzinfo=UTC)) == "UTC"


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "UTC"), (60, "UTC+1"), (-300, "UTC−5"), (330, "UTC+5:30"), (-210, "UTC−3:30")]
)
def test_how_far_from_utc_is_written_as_people_do(minutes: int, said: str) -> None:
    assert utc(timedelta(minutes=minutes)) == said


def test_nothing_is_said_of_a_computer_in_belgian_time_or_of_which_nothing_is_told(kit: Kit) -> None:
    for offset in (untold, lambda _moment: timedelta(hours=1)):
        kit.offset = offset
        assert (zone_apart(kit), zone_sentence(kit)) == ("", "")
    assert system_offset(WINTER) is not None


def test_a_computer_in_another_zone_is_told_of(kit: Kit) -> None:
    kit.offset = lambda _moment: timedelta(hours=-5)
    assert zone_apart(kit) == "Belgische tijd, niet die van deze computer (UTC−5)"
    assert zone_sentence(kit) == (
        "Deze computer staat ingesteld op UTC−5, waar het 08:07 is. Praesidium toont en schrijft Belgische tijd."
    )


@pytest.mark.parametrize("hours", [1, 0])
def test_the_foot_of_the_window_tells_the_zone_and_of_another(qtbot: QtBot, kit: Kit, hours: int) -> None:
    kit.offset = lambda _moment: timedelta(hours=hours)
    line = StatusLine(kit)
    qtbot.addWidget(line)
    line.resize(1366, 26)
    line.show()
    line.show_status(Status(NOW, None, "9f3c61d0a2b744e1"))
    saved, zone = line.findChild(QLabel, "status_saved"), line.findChild(QLabel, "status_zone")
    assert saved is not None
    assert zone is not None
    assert saved.toolTip() == "Belgische tijd (CET, UTC+1)"
    assert zone.isVisible() is (hours != 1)
    assert "UTC," in zone.toolTip() or hours == 1


def test_where_the_clock_is_confirmed_its_zone_stands_and_that_the_computer_shows_another(
    qtbot: QtBot, kit: Kit
) -> None:
    step = TimeStep(kit, "Kijk goed.")
    qtbot.addWidget(step)
    said = step.findChild(QLabel, "time_zone")
    assert said is not None
    assert said.text() == "Belgische tijd (CET, UTC+1)"
    kit.offset = lambda _moment: timedelta(0)
    step.enter()
    assert said.text().startswith(
        "Belgische tijd (CET, UTC+1). Deze computer staat ingesteld op UTC, waar het 13:07 is."
    )
