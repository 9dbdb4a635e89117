"""The first screen: its numbers open their lists, a line opens its file, nothing is cut in any language."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import Marking, Role
from app.models.rights import NotAllowed
from app.services.desk import Desk
from app.services.situation import NeedKind, Opening, beginning
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.recovery import make_recovery_shares
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode, weight
from app.ui.screens.situation import SituationScreen
from app.ui.screens.situation.need_list import FILE, PAD_X, WHAT, WHO
from app.ui.screens.situation.numbers import NumberCard
from tests.ui.screens.busy_world import a_busy_day
from tests.ui.seeing import english, faults, tab_order, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.station_house import a_house
from tests.unit.services.visit_paper_world import VisitPaper

SMALL = (1158, 668)
LARGE = (1712, 980)
BIG_NUMBERS = [f"number_{kind}" for kind in ("overdue", "ratify", "unacknowledged", "evaluate", "proposed", "visit")]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PaperWorld, VisitPaper]]:
    made = a_busy_day(tmp_path_factory.mktemp("busy"))
    yield made
    made[0].admin.store.close()


def shown(qtbot: QtBot, kit: Kit, world: PaperWorld, size: tuple[int, int] = SMALL, tab: str = "") -> SituationScreen:
    screen = SituationScreen(kit, world.desk, Address("situation", tab=tab))
    qtbot.addWidget(screen)
    screen.setProperty("role", "ground")
    screen.resize(*size)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return screen


def lines(screen: SituationScreen) -> list[str]:
    model = table(screen).model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def press(screen: SituationScreen, name: str) -> None:
    found = screen.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def table(screen: SituationScreen) -> QTableView:
    found = screen.findChild(QTableView, "needs")
    assert isinstance(found, QTableView)
    return found


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_nothing_is_cut_faint_nameless_or_english(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper], language: str, size: tuple[int, int]
) -> None:
    screen = shown(qtbot, kit, busy[0], size)
    assert faults(screen) == []
    assert english(screen, language) == []


def test_the_latest_stands_first_and_the_numbers_say_how_many(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    screen = shown(qtbot, kit, busy[0])
    said = texts(screen)
    assert "1 verstreken maatregel" in said
    assert "7 binnenkort te evalueren" in said
    assert lines(screen)[0].startswith("Begeleiding: ")
    assert str(table(screen).model().index(0, 0).data()) == "20 dagen te laat"
    assert "maandag 23 november 2026, 10:30" in said
    assert {"verwachte analyse", "bezoek met ontbrekende stukken"} <= set(said)


def test_a_number_opens_its_list_and_escape_comes_back(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    screen = shown(qtbot, kit, busy[0])
    everything = lines(screen)
    press(screen, "number_overdue")
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert lines(screen) == ["Patrouilles op wisselende tijdstippen: behouden, verlengen of beëindigen"]
    assert "Verstreken maatregelen" in texts(screen)
    assert screen.state() == {"kind": "overdue"}
    QTest.keyClick(screen, Qt.Key.Key_Escape)
    assert lines(screen) == everything
    assert screen.state() == {}


def test_enter_on_a_number_opens_its_list_too(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = shown(qtbot, kit, busy[0])
    number = screen.findChild(QAbstractButton, "number_ratify")
    assert isinstance(number, QAbstractButton)
    QTest.keyClick(number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert [line.rpartition(": ")[2] for line in lines(screen)] == ["bekrachtiging door de minister"]
    QTest.keyClick(number, Qt.Key.Key_Space)
    assert screen.state() == {}


def test_what_has_no_big_number_opens_its_list_too(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = shown(qtbot, kit, busy[0])
    press(screen, "also_confirm")
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert len(lines(screen)) == 1
    assert lines(screen)[0].startswith("Mondelinge beslissing")


@pytest.mark.parametrize("tab", [kind.value for kind in NeedKind])
def test_every_list_is_an_address_and_comes_back_by_its_state(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper], tab: str
) -> None:
    screen = shown(qtbot, kit, busy[0], tab=tab)
    assert screen.state() == {"kind": tab}
    screen.restore({"kind": "nonsense"})
    assert screen.state() == {}


def test_enter_opens_the_file_on_its_tab_and_with_control_apart(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    screen = shown(qtbot, kit, busy[0], tab="overdue")
    table(screen).setFocus()
    with qtbot.waitSignal(screen.wanted) as asked:
        QTest.keyClick(table(screen), Qt.Key.Key_Return)
    assert asked.args == [Address("threat_file", busy[0].file, "measures")]
    with qtbot.waitSignal(screen.wanted_apart) as asked:
        QTest.keyClick(table(screen), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [Address("threat_file", busy[0].file, "measures")]


def test_a_line_for_many_files_opens_the_list_of_its_kind(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    screen = shown(qtbot, kit, busy[0])
    need = replace(screen._seen.first[0], opens=Opening("situation", None, "evaluate")) if screen._seen else None
    with qtbot.assertNotEmitted(screen.wanted):
        screen._list.opened.emit(need, False)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert len(lines(screen)) == 7
    assert screen.state() == {"kind": "evaluate"}


def test_the_keyboard_begins_in_the_list(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = shown(qtbot, kit, busy[0])
    assert screen.focusWidget() is table(screen)


def test_a_point_of_the_day_opens_its_visit(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = shown(qtbot, kit, busy[0])
    points = screen._points
    said = [str(points.model().index(row, 0).data()) for row in range(points.model().rowCount())]
    assert said[0] == "morgen"
    assert "niet gedekt door een maatregel" in said[2]
    assert "niet gedekt" not in said[1]
    points.setCurrentIndex(points.model().index(2, 0))
    with qtbot.waitSignal(screen.wanted) as asked:
        QTest.keyClick(points, Qt.Key.Key_Return)
    assert asked.args == [Address("visit", busy[1].visit, "programme")]


def test_tab_goes_numbers_list_day(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    order = tab_order(shown(qtbot, kit, busy[0]))
    assert [name for name in order if name in {*BIG_NUMBERS, "needs", "day_points"}] == [
        *BIG_NUMBERS, "needs", "day_points",
    ]  # fmt: skip


def test_it_is_marked_as_what_it_shows(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = SituationScreen(kit, busy[0].desk, Address("situation"))
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.marked) as marked:
        screen.load()
    assert marked.args == [Marking.CONFIDENTIAL]


def test_looking_again_keeps_the_line_that_was_chosen(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]
) -> None:
    screen = shown(qtbot, kit, busy[0])
    table(screen).selectRow(3)
    chosen = lines(screen)[3]
    (action,) = screen.actions_here()
    assert action.shortcut == "F5"
    action.run()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert lines(screen)[table(screen).currentIndex().row()] == chosen


def test_a_screen_in_sight_looks_again_by_itself(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = shown(qtbot, kit, busy[0])
    assert screen.again.isActive()
    screen.again.timeout.emit()
    assert not kit.jobs.idle
    qtbot.waitUntil(lambda: kit.jobs.idle)
    screen.hide()
    assert not screen.again.isActive()


def begun(qtbot: QtBot, kit: Kit, desk: Desk) -> SituationScreen:
    screen = SituationScreen(kit, desk, Address("situation"))
    qtbot.addWidget(screen)
    screen.resize(*SMALL)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert not table(screen).isVisible()
    assert faults(screen) == []
    return screen


def test_who_holds_nothing_yet_of_a_full_house_is_led_to_the_bundles(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    world = a_paper_world(tmp_path)
    screen = begun(qtbot, kit, sit(world.admin, world.on, "stil", Role.PARTNER, world.cuta))
    assert "Nog niets aangekomen" in texts(screen)
    with qtbot.waitSignal(screen.wanted) as asked:
        press(screen, "begin_bundle")
    assert asked.args == [Address("import")]
    world.admin.store.close()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_an_empty_store_leads_to_its_first_file_and_says_what_is_lacking(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    house = a_house(tmp_path)
    screen = begun(qtbot, kit, house.sit())
    assert house.desk is not None
    lacks = Gap.APPROVER in first_run_gaps(house.desk)
    assert (Gap.APPROVER.say(kit.words.language) in texts(screen)) is lacks
    assert screen.focusWidget() is screen.findChild(QAbstractButton, "begin_file")
    with qtbot.waitSignal(screen.draft_wanted) as asked:
        press(screen, "begin_file")
    assert asked.args == [Address("threat_files"), "file:new"]
    press(screen, "number_overdue")
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert kit.words("Nothing of this kind waits") in texts(screen)  # of another, something may
    press(screen, "needs_all")
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert kit.words("Nothing of this kind waits") not in texts(screen)
    house.lock()


def test_whom_to_ask_for_what_is_lacking_is_a_person_and_no_sheet_of_paper(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    make_recovery_shares(house.sit("admin"))
    begins = beginning(house.sit())
    assert begins is not None
    assert len(begins.administrators) == 1
    assert "recovery" not in begins.administrators
    house.lock()


def test_who_reads_no_content_hears_it_at_the_door(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = SituationScreen(kit, busy[0].admin, Address("situation"))
    qtbot.addWidget(screen)
    with qtbot.waitSignal(kit.door.said) as said:
        screen.load()
    assert not said.args[1], "a refusal, no defect"
    assert NotAllowed.__name__ not in said.args[0]


def test_nothing_of_people_stands_in_object_names(qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper]) -> None:
    screen = shown(qtbot, kit, busy[0])
    names = {one.objectName() for one in screen.findChildren(QWidget)}
    assert not any("Maes" in name or "rechter" in name for name in names)
    assert screen.windowTitle() == ""


@pytest.mark.parametrize("width", [752, 904, 944, 1000, 1158])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_words_keep_their_room_in_a_narrow_window(
    qtbot: QtBot, kit: Kit, busy: tuple[PaperWorld, VisitPaper], language: str, width: int
) -> None:
    screen = shown(qtbot, kit, busy[0], (width, 560))
    assert screen.width() == width
    for card in screen.findChildren(NumberCard):
        assert card.width() >= card.needs(), card.text()
    needs = table(screen)
    room = needs.columnWidth(WHAT) - 2 * PAD_X
    words = {word for line in lines(screen) for word in line.split()}
    metrics = QFontMetrics(weight(needs.font(), 13))
    assert [word for word in words if metrics.horizontalAdvance(word) > room] == []
    people = {str(needs.model().index(row, WHO).data()) for row in range(needs.model().rowCount())}
    if needs.isColumnHidden(WHO):
        assert all(
            any(name in str(needs.model().index(row, FILE).data()) for name in people)
            for row in range(needs.model().rowCount())
        )
    assert faults(screen) == []
