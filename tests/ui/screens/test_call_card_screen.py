"""The call card in the window: one look, one key each; a reason where it is asked; sealed things cover themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView
from pytestqt.qtbot import QtBot

from app.models.enums import Marking, Role
from app.models.kinds.persons import Person
from app.services.access_log import Access, AccessFilter, AccessReason, read_access_log
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.sheet import Sheet
from app.ui.kit.theme import Mode
from app.ui.screens.call_card import CallCardScreen
from app.ui.screens.call_card.beside import reach_card
from app.ui.screens.call_card.clip import SECONDS
from tests.ui.screens.busy_world import a_busy_day, go_to
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, sit

SMALL = (1158, 668)
LARGE = (1712, 980)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made, _ = a_busy_day(tmp_path_factory.mktemp("call"))
    yield made
    made.admin.store.close()


def shown(
    qtbot: QtBot, kit: Kit, world: PaperWorld, desk: Desk | None = None, size: tuple[int, int] = SMALL
) -> CallCardScreen:
    screen = CallCardScreen(kit, desk or world.desk, Address("call_card", world.person))
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    return screen


def pressed(screen: CallCardScreen | Sheet, name: str) -> None:
    found = screen.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton), name
    found.click()


def sheet_of(screen: CallCardScreen) -> Sheet:
    found = [one for one in screen.findChildren(Sheet, "reveal") if one.isVisible()]  # one that closed may linger
    assert len(found) == 1
    return found[0]


def give_reason_for(qtbot: QtBot, kit: Kit, screen: CallCardScreen, seal: int) -> None:
    pressed(screen, f"seal_open_{seal}")
    pressed(sheet_of(screen), "reveal_reason_duty")
    qtbot.waitUntil(lambda: kit.jobs.idle)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_nothing_is_cut_faint_nameless_or_english(
    qtbot: QtBot, kit: Kit, world: PaperWorld, language: str, size: tuple[int, int]
) -> None:
    screen = shown(qtbot, kit, world, size=size)
    assert faults(screen) == []
    assert english(screen, language) == []
    page, view = screen._area.widget(), screen._area.viewport()
    assert page is not None
    assert page.width() <= view.width(), "nothing lies beyond the right edge"


def test_one_look_answers_who_what_level_what_to_do_and_whom_to_ring(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    said = texts(screen)
    assert "VAN DEN BROECK, Hilde" in said
    assert "3 ERNSTIG" in said
    assert any(text.startswith("OCAD, 14 nov") for text in said)
    assert any("Wissel van route en uur." in text and "**" not in text for text in said)
    assert "Vaste politionele contactpersoon, 24/7 bereikbaar" in said
    ring = screen.findChild(QListView, "ring")
    assert isinstance(ring, QListView)
    lines = [str(ring.model().index(row, 0).data()) for row in range(ring.model().rowCount())]
    assert lines[0].replace("\u00a0", " ") == "1. Vaste contactpersoon · HINP Dirk Claes, 03 000 00 00, 24/7"
    assert lines[-1].startswith("3. Dossierbeheerder · An Maes")
    assert QApplication.focusWidget() in (ring, None)


def test_nothing_known_is_said_instead_of_an_empty_card(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    card = shown(qtbot, kit, world)._card
    assert card is not None
    bare = replace(card, private=True, phones=(), homes=(), cars=(), seals=())
    reach = reach_card(kit, bare, {}, lambda _: None, lambda _: None)
    qtbot.addWidget(reach)
    reach.show()
    assert texts(reach) == ["Nummers en adressen", "Van deze persoon is geen nummer of adres bekend."]


def test_c_copies_the_chosen_number_which_leaves_the_clipboard(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    ring = screen.findChild(QListView, "ring")
    assert isinstance(ring, QListView)
    ring.setCurrentIndex(ring.model().index(2, 0))
    pressed(screen, "call_copy")
    assert QGuiApplication.clipboard().text() == "02 506 00 00"
    assert screen._copy.timer.interval() == SECONDS * 1000
    screen._copy.timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""
    QTest.keyClick(ring, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "02 506 00 00"
    QGuiApplication.clipboard().setText("iets anders")
    screen._copy.timer.timeout.emit()
    assert QGuiApplication.clipboard().text() == "iets anders", "what somebody copied since is his"


def test_a_number_leaves_the_clipboard_although_the_card_was_closed(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = CallCardScreen(kit, world.desk, Address("call_card", world.person))
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    pressed(screen, "call_copy")
    passing = screen._copy
    with qtbot.waitSignal(screen.destroyed):
        screen.deleteLater()
    assert passing.timer.isActive()
    assert QGuiApplication.clipboard().text() == "03 000 00 00"
    with qtbot.waitSignal(passing.destroyed):
        passing.timer.setInterval(0)
    assert QGuiApplication.clipboard().text() == ""


def test_the_persons_own_number_is_copied_likewise(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    pressed(screen, "phone_0_copy")
    assert QGuiApplication.clipboard().text() == "0470 12 34 56"
    assert any("verdwijnt over 10 seconden" in text for text in texts(screen))
    screen._copy.clear()


def test_a_visitor_with_a_name_in_arabic_stands_under_his_name_with_his_day(
    qtbot: QtBot, kit: Kit, world: PaperWorld
) -> None:
    with world.desk.read() as view:
        visitor = view.find(Person, "family_name = 'AL-HASSAN' AND given_names = 'Mohammed'", order="id DESC")[0][0]
    go_to(world, date(2026, 11, 24))
    screen = CallCardScreen(kit, world.desk, Address("call_card", visitor))
    qtbot.addWidget(screen)
    screen.resize(*SMALL)
    screen.show()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    native, name = screen.findChild(QLabel, "call_native"), screen.findChild(QLabel, "call_name")
    assert isinstance(native, QLabel)
    assert isinstance(name, QLabel)
    assert native.text() == "محمد الحسن"
    assert native.alignment() & Qt.AlignmentFlag.AlignAbsolute
    said = texts(screen)
    assert said.count("nu") == 1
    assert said[said.index("10:00") + 1 :][:2] == ["Meeting with the Prime Minister", "Egmontpaleis"]
    assert "Hier is geen dreigingsniveau bekend" in said
    assert faults(screen) == []


def test_keys_stand_beside_what_they_do(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    keys = {
        one.objectName(): one.shortcut().toString()
        for one in screen.findChildren(QAbstractButton)
        if not one.shortcut().isEmpty()
    }
    assert keys == {"call_copy": "C", "call_open": "O", "seal_open_0": "R"}
    assert [one.id for one in screen.actions_here()] == ["call_card.copy", "call_card.open"]


def test_o_opens_the_file_of_the_level(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    with qtbot.waitSignal(screen.wanted) as asked:
        pressed(screen, "call_open")
    assert asked.args == [Address("threat_file", world.file)]


def test_the_card_is_marked_and_titled(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = CallCardScreen(kit, world.desk, Address("call_card", world.person))
    qtbot.addWidget(screen)
    heard: list[object] = []
    screen.marked.connect(heard.append)
    screen.titled.connect(heard.append)
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert heard == ["VAN DEN BROECK, Hilde", Marking.CONFIDENTIAL]
    assert screen.windowTitle() == ""


def test_a_sealed_address_opens_with_a_reason_and_covers_itself(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    assert not any("Verborgen dreef" in text for text in texts(screen))
    give_reason_for(qtbot, kit, screen, 0)
    assert "Verborgen dreef 7, 9000 Gent" in texts(screen)
    assert screen.cover.isActive()
    screen.cover.timeout.emit()
    assert not any("Verborgen dreef" in text for text in texts(screen))
    give_reason_for(qtbot, kit, screen, 0)
    screen.hide()
    screen.show()
    assert not any("Verborgen dreef" in text for text in texts(screen)), "who comes back finds it covered"


def test_a_reason_pressed_twice_opens_once_and_who_closes_the_sheet_sees_nothing(
    qtbot: QtBot, kit: Kit, world: PaperWorld
) -> None:
    auditor = sit(world.admin, world.on, "auditor3", Role.AUDITOR)
    screen = shown(qtbot, kit, world)
    before = len(read_access_log(auditor, AccessFilter(act=Access.REVEAL)))
    pressed(screen, "seal_open_0")
    sheet = sheet_of(screen)
    pressed(sheet, "reveal_reason_duty")
    pressed(sheet, "reveal_reason_duty")
    sheet.reject()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert len(read_access_log(auditor, AccessFilter(act=Access.REVEAL))) == before + 1
    assert not any("Verborgen dreef" in text for text in texts(screen))


def test_the_sheet_that_asks_why_says_what_is_opened(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = shown(qtbot, kit, world)
    pressed(screen, "seal_open_0")
    sheet = sheet_of(screen)
    assert "Openen: Verzegeld adres (schuiladres)" in texts(sheet)
    assert faults(sheet) == []
    pressed(sheet, "reveal_cancel")
    assert not screen._revealed


def test_reading_again_logs_nothing_more(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    screen = shown(qtbot, kit, world)
    before = len(read_access_log(auditor, AccessFilter(act=Access.SEARCH)))
    screen.load()
    screen.load()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert len(read_access_log(auditor, AccessFilter(act=Access.SEARCH))) == before


def test_outside_ones_own_files_the_reasons_stand_first(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    colleague = sit(world.admin, world.on, "collega", Role.FILE_OFFICER)
    screen = shown(qtbot, kit, world, colleague)
    assert "VAN DEN BROECK, Hilde" not in texts(screen)
    assert "Deze persoon staat in een dossier dat niet van u is" in texts(screen)
    assert faults(screen) == []
    assert screen.actions_here() == []
    pressed(screen, f"reason_{AccessReason.REPLACING.value}")
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert "VAN DEN BROECK, Hilde" in texts(screen)
    auditor = sit(world.admin, world.on, "auditor2", Role.AUDITOR)
    (line,) = read_access_log(auditor, AccessFilter(officer=colleague.officer, act=Access.OUTSIDE_OWN_FILES))
    assert line.reason is AccessReason.REPLACING


def test_without_clearance_the_name_stands_and_nothing_sealed(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    low = sit(world.admin, world.on, "laag", Role.FILE_OFFICER, clearance=Marking.NONE)
    screen = shown(qtbot, kit, world, low)
    said = texts(screen)
    assert "VAN DEN BROECK, Hilde" in said
    assert "Nummers en adressen mag u niet zien." in said
    assert "Hier is geen dreigingsniveau bekend" in said
    assert screen.findChild(QLabel, "seal_name_0") is None
    assert faults(screen) == []


def test_a_person_who_is_not_here_is_said_at_the_door(qtbot: QtBot, kit: Kit, world: PaperWorld) -> None:
    screen = CallCardScreen(kit, world.desk, Address("call_card", bytes(16)))
    qtbot.addWidget(screen)
    with qtbot.waitSignal(kit.door.said) as said:
        screen.load()
    assert not said.args[1], "a refusal, no defect"
