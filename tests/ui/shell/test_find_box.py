"""Ctrl+K: everything under one key, off the UI thread, the newest question wins, each look in the log."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import Role
from app.models.kinds.threat import PersonOfConcern
from app.services.access_log import Access, AccessLine, read_access_log
from app.services.cases.concerns import record_concern
from app.services.desk import Desk
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.shell import find_box
from app.ui.shell.find_rows import Row
from app.ui.shell.window import MainWindow
from tests.station_world import StationWorld
from tests.ui.seeing import faults
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import front, settle

CTRL = Qt.KeyboardModifier.ControlModifier


def type_in(qtbot: QtBot, window: MainWindow, text: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.frame.find_box, text)
    settle(qtbot, window.kit)


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.frame.find_box, key, modifiers)


def rows(window: MainWindow) -> list[Row]:
    return list(window.frame.find_box.panel.model.rows)


def said(window: MainWindow) -> list[str]:
    return [row.text for row in rows(window)]


def searches(world: StationWorld) -> list[AccessLine]:
    auditor = world.sit(f"auditor{len(read_names)}", [Role.AUDITOR])
    read_names.append("")
    return [line for line in read_access_log(auditor) if line.act is Access.SEARCH]


read_names: list[str] = []
"""One account more for every look into the log."""


def test_a_part_of_a_name_finds_the_person_and_the_file_in_groups(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    type_in(qtbot, window, "lambr")
    assert said(window) == ["Personen", "Nele Lambrecht", "Beschermingsdossiers", "Lambrecht en gezin"]
    assert rows(window)[3].second == "BP-2026-BRU1-0001"
    assert rows(window)[1].marks == [(5, 5)]
    assert window.frame.find_box.panel.current == rows(window)[1]
    assert faults(window) == []


def test_enter_before_the_answer_opens_what_was_typed_and_not_what_stood_there(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    type_in(qtbot, window, "elodie menard")
    box = window.frame.find_box
    first = box.panel.current
    opened: list[Address] = []
    box.opened.connect(lambda address, _apart: opened.append(address))
    box.selectAll()
    QTest.keyClicks(box, "lambr")
    press(window, Qt.Key.Key_Return)
    assert opened == []
    qtbot.waitUntil(lambda: bool(opened))
    assert first is not None
    assert opened[0] != first.address
    assert opened[0].screen == "call_card"
    settle(qtbot, window.kit)


def test_accents_and_a_slip_of_the_fingers_are_forgiven(qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    type_in(qtbot, window, "elodie menrad")
    assert "Élodie Ménard" in said(window)


def test_enter_on_a_person_opens_the_call_card(qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    type_in(qtbot, window, "nele")
    press(window, Qt.Key.Key_Return)
    assert front(window).address.screen == "call_card"
    assert not window.frame.find_box.panel.isVisible()
    assert window.frame.find_box.text() == ""
    assert front(window).button.hasFocus()


def test_ctrl_enter_opens_in_a_tab_of_its_own_also_where_a_page_has_that_key(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address("threat_file", files[0]))
    front(window).button.setShortcut("Ctrl+Return")
    type_in(qtbot, window, "menard, luik")
    while window.frame.find_box.panel.current != next(row for row in rows(window) if row.text == "Ménard, Luik"):
        press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return, CTRL)
    assert window.pages.addresses[1:] == (Address("threat_file", files[0]), Address("threat_file", files[1]))


def test_a_reference_leads_to_its_file(qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    type_in(qtbot, window, "BP-2026-BRU1-0002")
    press(window, Qt.Key.Key_Return)
    assert front(window).address == Address("threat_file", files[1])


def test_who_threatens_leads_to_the_file_and_stands_among_no_persons(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id], world: StationWorld
) -> None:
    record_concern(world.officer, files[0], PersonOfConcern(family_name="Zwaluwstaart"))
    window = open_window()
    type_in(qtbot, window, "zwaluwst")
    assert said(window) == ["Beschermingsdossiers", "Lambrecht en gezin"]
    assert rows(window)[1].second == "BP-2026-BRU1-0001 · persoon van wie dreiging uitgaat"
    press(window, Qt.Key.Key_Return)
    assert front(window).address == Address("threat_file", files[0], "concerns")


def test_a_command_is_found_by_its_words_without_accents_and_runs(qtbot: QtBot, kit: Kit, open_window: Opens) -> None:
    window = open_window()
    window.set_language("fr")
    settle(qtbot, kit)
    type_in(qtbot, window, "echange")
    assert said(window) == ["Commandes", "Échange"]
    assert rows(window)[1].key == "Alt 3"
    press(window, Qt.Key.Key_Return)
    assert front(window).address == Address("exchange")


def test_what_was_opened_lately_is_listed_before_anything_is_typed(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    for uid in files:
        window.pages.open(Address("threat_file", uid))
    type_in(qtbot, window, "")
    assert said(window)[:4] == ["Onlangs geopend", "Ménard, Luik", "Lambrecht en gezin", "Opdrachten"]
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    assert front(window).address == Address("threat_file", files[0])


def test_arrows_walk_over_headings_and_round_and_esc_goes_back_to_the_page(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    type_in(qtbot, window, "lambr")
    panel = window.frame.find_box.panel
    assert window.frame.find_box.accessibleDescription() == "Nele Lambrecht"
    press(window, Qt.Key.Key_Down)
    assert panel.current == rows(window)[3]
    assert window.frame.find_box.accessibleDescription() == "Lambrecht en gezin, BP-2026-BRU1-0001"
    press(window, Qt.Key.Key_Down)
    assert panel.current == rows(window)[1]
    press(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert front(window).button.hasFocus()


def test_where_nothing_is_found_it_says_what_to_try(qtbot: QtBot, open_window: Opens) -> None:
    window = open_window()
    type_in(qtbot, window, "qzxv")
    nothing = window.findChild(QLabel, "find_nothing")
    assert isinstance(nothing, QLabel)
    assert nothing.isVisible()
    assert nothing.text().startswith("Niets gevonden.")
    press(window, Qt.Key.Key_Return)
    assert front(window).address == Address("situation")


def test_a_page_that_takes_the_focus_when_it_has_read_gives_it_back_to_who_types(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    type_in(qtbot, window, "lam")
    front(window).button.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(window.frame.find_box.hasFocus)
    assert window.frame.find_box.text() == "lam"
    assert window.frame.find_box.panel.isVisible()
    QTest.keyClick(window.frame.find_box, Qt.Key.Key_Tab)
    assert not window.frame.find_box.panel.isVisible()


def test_only_the_newest_question_is_answered_and_typing_never_waits(
    qtbot: QtBot, kit: Kit, open_window: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    asked: list[str] = []
    go = threading.Event()

    def slow(_desk: Desk, query: str, _limit: int, **_more: Any) -> tuple[()]:
        asked.append(query)
        go.wait(5)
        return ()

    monkeypatch.setattr(find_box, "look_up", slow)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    shown: list[str] = []
    window.frame.find_box.shown.connect(lambda: shown.append(window.frame.find_box.text()))
    QTest.keyClicks(window.frame.find_box, "lambrecht")
    assert window.frame.find_box.text() == "lambrecht"
    go.set()
    settle(qtbot, kit)
    assert asked[-1] == "lambrecht"
    assert len(asked) <= 2
    assert shown == ["lambrecht"]


def test_an_officer_without_a_role_finds_nobody(qtbot: QtBot, open_window: Opens, world: StationWorld) -> None:
    window = open_window(at=world.sit("blind", [Role.ADMINISTRATOR]))
    type_in(qtbot, window, "lambrecht")
    assert [row for row in rows(window) if row.address is not None] == []


def test_each_look_is_one_line_in_the_access_log_with_what_was_opened_and_no_reload(
    qtbot: QtBot, open_window: Opens, world: StationWorld, files: tuple[Id, Id]
) -> None:
    window = open_window()
    before = len(searches(world))
    settle(qtbot, window.kit)
    type_in(qtbot, window, "menard, luik")
    press(window, Qt.Key.Key_Escape)
    type_in(qtbot, window, "BP-2026-BRU1-0002")
    loads = front(window).loads
    room = front(window)
    press(window, Qt.Key.Key_Return)
    settle(qtbot, window.kit)
    type_in(qtbot, window, "")
    press(window, Qt.Key.Key_Escape)
    settle(qtbot, window.kit)
    found = searches(world)[: len(searches(world)) - before]
    assert [line.subjects for line in found] == [(files[1],), ()]
    assert [line.number for line in found] == [1, 2]
    assert room.loads == loads


def test_enter_on_what_cannot_be_done_says_why_and_leaves_the_box_open(
    qtbot: QtBot, kit: Kit, open_window: Opens
) -> None:
    window = open_window()
    ran: list[str] = []
    why = "Dit dossier is afgesloten: heropen het eerst."
    waits = Action("held", "Sluiten uitstellen", lambda: ran.append("x"), enabled=lambda: False, why=lambda: why)
    kit.actions.put("test", [waits])
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    box = window.frame.find_box
    QTest.keyClicks(box, "uitstellen")
    settle(qtbot, window.kit)
    panel = box.panel
    assert rows(window)[-1].why == why
    assert why in box.accessibleDescription()  # heard before Enter too
    press(window, Qt.Key.Key_Return)
    assert ran == []
    assert (panel.isVisible(), panel.why.isVisible(), panel.why.text(), box.text()) == (True, True, why, "uitstellen")
    assert box.accessibleDescription() == why
    assert faults(window) == []
    press(window, Qt.Key.Key_Backspace)
    assert not panel.why.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
