"""What others changed since one last looked, on the overview and by a dot on the tabs; seen when one leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.models.enums import Role
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import FileNote
from app.services.access_log import AccessReason
from app.services.cases.notes import record_note
from app.services.desk import Desk
from app.services.trails import Past
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.screens.threat_file.since_card import TABS
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def test_what_stands_on_a_tab_is_a_kind_there_is_and_an_issued_paper_is_news_of_the_protocols() -> None:
    assert set(TABS) <= set(SCHEMA.by_name)
    assert TABS["issued_document"] == TABS["document_copy"] == "papers"


def visit(work: AtWork, world: PaperWorld, tab: str = "") -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, tab))


def leave(work: AtWork, screen: ThreatFileScreen) -> None:
    screen.hide()
    work.settle()


@pytest.fixture
def colleague(world: PaperWorld) -> Desk:
    return sit(world.admin, world.on, "Rik Collega", Role.FILE_OFFICER)


def tab_texts(screen: ThreatFileScreen) -> list[str]:
    return [screen._tabs.bar.tabText(at) for at in range(screen._tabs.bar.count())]


def test_the_first_visit_says_nothing_of_visits_before(work: AtWork, world: PaperWorld) -> None:
    screen = visit(work, world)
    assert not work.there(screen, "since_title")
    assert faults(screen) == []
    assert english(screen, "nl") == []


def test_what_a_colleague_wrote_stands_there_with_tab_and_author_until_one_has_left(
    work: AtWork, world: PaperWorld, colleague: Desk
) -> None:
    leave(work, visit(work, world))
    record_note(colleague, world.file, FileNote(text="afgesproken om 9 u."))
    screen = visit(work, world)
    assert faults(screen) == []
    assert english(screen, "nl") == []
    assert work.said(screen, "since_what_0").endswith(": nieuw")
    assert "Rik Collega" in work.said(screen, "since_who_0")
    assert "Notities 1 •" in tab_texts(screen)
    work.press(screen, "since_tab_0")
    assert screen._tabs.current == "notes"
    leave(work, screen)
    again = visit(work, world)
    assert work.there(again, "since_nothing")
    assert "Notities 1" in tab_texts(again)


def test_to_open_is_not_to_have_seen(work: AtWork, world: PaperWorld, colleague: Desk) -> None:
    leave(work, visit(work, world))
    record_note(colleague, world.file, FileNote(text="afgesproken om 9 u."))
    screen = visit(work, world, "measures")  # by way of a task: the overview was never in front
    assert "Notities 1 •" in tab_texts(screen)
    leave(work, screen)
    assert work.there(visit(work, world), "since_what_0")


def test_what_comes_during_the_visit_is_added(work: AtWork, world: PaperWorld, colleague: Desk) -> None:
    leave(work, visit(work, world))
    screen = visit(work, world)
    assert work.there(screen, "since_nothing")
    record_note(colleague, world.file, FileNote(text="net nog"))
    screen.load()
    work.settle()
    assert work.there(screen, "since_what_0")


def test_tab_comes_through_what_changed_before_what_stands_below_it(
    work: AtWork, world: PaperWorld, colleague: Desk
) -> None:
    leave(work, visit(work, world))
    screen = visit(work, world)
    before = screen.findChild(QPushButton, "to_measures")
    record_note(colleague, world.file, FileNote(text="net nog"))
    screen.hide()
    screen.show()
    work.settle()
    assert screen.findChild(QPushButton, "to_measures") is before, "the rest of the page was left alone"
    names = ["since_tab_0", "since_history", "to_measures"]
    first = next(one for one in screen.findChildren(QPushButton, names[0]) if one.isVisible())
    first.setFocus()
    came = []
    for _ in names:
        focused = screen.window().focusWidget()
        assert focused is not None
        came.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert came == names
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Backtab)
    focused = screen.window().focusWidget()
    assert focused is not None
    assert focused.objectName() == "file_overview"


def test_one_comes_back_to_a_page_that_was_hidden(work: AtWork, world: PaperWorld, colleague: Desk) -> None:
    screen = visit(work, world)
    leave(work, screen)
    record_note(colleague, world.file, FileNote(text="net nog"))
    screen.show()
    work.settle()
    assert work.there(screen, "since_what_0")


def test_the_past_says_nothing_of_it(work: AtWork, world: PaperWorld) -> None:
    screen = visit(work, world)
    screen.show_as_of(world.on.clock.now(), Past.KNOWN_HERE)
    work.settle()
    assert not any(one.isVisibleTo(screen) for one in screen.findChildren(QLabel, "since_title"))


def test_who_is_asked_why_is_told_nothing_before(work: AtWork, world: PaperWorld, colleague: Desk) -> None:
    screen = work.show(ThreatFileScreen, colleague, Address("threat_file", world.file))
    assert not work.there(screen, "since_title")
    work.press(screen, f"reason_{AccessReason.DUTY.value}")
    assert not work.there(screen, "since_title"), "it is the first visit"
