"""The conflict desk under the hands of an officer: one choice a press, refusals in place, nothing typed is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.core.clock import SteppingClock
from app.core.ids import NIL, Id
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.schema import SCHEMA
from app.services.exchange.conflict_sheets import ConflictSheet, Former, conflict_sheets
from app.services.exchange.conflicts import Conflict, Standing, settle_conflict
from app.services.station.stations import enrol_officer
from app.services.waiting_drafts import waiting_drafts
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import draft_places
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.exchange import conflicts
from app.ui.screens.exchange.conflict_cards import ConflictCards
from app.ui.screens.exchange.conflicts import TWICE, ConflictScreen
from tests.property.exchange.stick_world import SECRET, Sticks, a_platform, name_of, officer, rename, write_person
from tests.ui.exchange.at_the_screen import is_there, press, said, settle, show
from tests.ui.fixtures import NOW
from tests.ui.seeing import faults, texts


def in_conflict(world: Sticks, *names: str) -> list[Id]:
    """Persons whose name both workstations wrote: `<name>-hier` at BRU1, `<name>-daar` at ANT1."""
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    made = [write_person(world.at("BRU1"), name, label) for name in names]
    world.carry("BRU1", "ANT1", *made)
    for uid, name in zip(made, names, strict=True):
        rename(world.at("BRU1"), uid, f"{name}-hier")
        rename(world.at("ANT1"), uid, f"{name}-daar")
    world.carry("ANT1", "BRU1", *made)
    return made


def the_desk(qtbot: QtBot, kit: Kit, world: Sticks) -> ConflictScreen:
    screen = ConflictScreen(kit, world.at("BRU1"), Address("conflicts"))
    show(qtbot, kit, screen)
    return screen


def type_key(qtbot: QtBot, kit: Kit, screen: ConflictScreen, key: Qt.Key) -> None:
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    QTest.keyClick(screen, key)
    settle(qtbot, kit)


def later(kit: Kit) -> None:
    """Let as much time pass as two halves of a double press lie apart at most."""
    assert isinstance(kit.clock, SteppingClock)
    kit.clock.at += TWICE


def settled(world: Sticks, uid: Id) -> str | None:
    """Return the name that holds, None while two do."""
    if any(one.conflict.uid == uid for one in conflict_sheets(world.at("BRU1"), "nl")):
        return None
    return name_of(world.at("BRU1"), uid)


def the_sheet(screen: ConflictScreen) -> ActSheet:
    open_now = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    (found,) = open_now
    assert isinstance(found, ActSheet)
    return found


def type_name(sheet: ActSheet, text: str) -> None:
    line = sheet.findChild(QLineEdit, "family_name")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_one_key_keeps_one_value_and_says_so(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    assert {"Peeters-hier", "Peeters-daar", "Peeters"} <= set(texts(screen))
    type_key(qtbot, kit, screen, Qt.Key.Key_2)
    assert settled(world, uid) in ("Peeters-hier", "Peeters-daar")
    assert str(settled(world, uid)) in said(screen, "kept_said")
    assert is_there(screen, "no_conflicts")


def test_a_double_press_does_not_decide_the_next_conflict_unseen(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    uids = in_conflict(world, "Peeters", "Maes")
    screen = the_desk(qtbot, kit, world)

    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)

    assert [settled(world, uid) is None for uid in uids] == [False, True]
    later(kit)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    assert all(settled(world, uid) for uid in uids)


def test_a_key_held_down_is_one_press(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    screen = the_desk(qtbot, kit, world)
    keys = [one for one in screen.findChildren(QShortcut) if "+" not in one.key().toString()]
    assert [one.key().toString() for one in keys] == [str(number) for number in range(1, 10)]
    assert not any(one.autoRepeat() for one in keys)


def test_pressed_while_the_first_is_being_written_nothing_else_is_chosen(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    uids = in_conflict(world, "Peeters", "Maes")
    screen = the_desk(qtbot, kit, world)
    QTest.keyClick(screen, Qt.Key.Key_1)
    QTest.keyClick(screen, Qt.Key.Key_2)
    settle(qtbot, kit)
    assert [settled(world, uid) is None for uid in uids] == [False, True]
    assert said(screen, "conflicts_refused") == ""


def test_a_double_click_does_not_decide_the_next_one_either(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    uids = in_conflict(world, "Peeters", "Maes")
    screen = the_desk(qtbot, kit, world)
    press(qtbot, kit, screen, "keep_0")
    press(qtbot, kit, screen, "keep_0")
    assert [settled(world, uid) is None for uid in uids] == [False, True]


def test_the_keyboard_goes_on_with_the_next_conflict(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    in_conflict(world, "Peeters", "Maes")
    screen = the_desk(qtbot, kit, world)
    first = screen._first
    assert first is not None
    first.choices[1].setFocus()
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    assert screen._first is not None
    assert screen._first is not first
    assert screen._first.choices[0].hasFocus()


def test_a_slip_of_the_hand_is_chosen_again(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    first = settled(world, uid)

    press(qtbot, kit, screen, "choose_again")
    press(qtbot, kit, screen, "keep_1")

    assert {first, settled(world, uid)} == {"Peeters-hier", "Peeters-daar"}
    assert str(settled(world, uid)) in said(screen, "kept_said")
    assert not is_there(screen, "conflict_9")


def test_choosing_again_can_be_left(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    before = settled(world, uid)
    press(qtbot, kit, screen, "choose_again")
    press(qtbot, kit, screen, "choose_again")
    assert not is_there(screen, "conflict_9")
    assert settled(world, uid) == before


def test_choosing_again_is_refused_in_place_where_something_else_holds_by_now(
    qtbot: QtBot, kit: Kit, world: Sticks
) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    rename(world.at("BRU1"), uid, "Peeters-Maes")
    press(qtbot, kit, screen, "choose_again")
    press(qtbot, kit, screen, "keep_1")
    assert said(screen, "conflicts_refused") == "Dit conflict is intussen beslecht. Er is niets veranderd."
    assert settled(world, uid) == "Peeters-Maes"


def test_what_was_settled_meanwhile_is_said_in_place_and_shown_no_more(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    sheet = conflict_sheets(world.at("BRU1"), "nl")[0]
    settle_conflict(world.at("BRU1"), sheet.conflict, {"family_name": "Peeters-Maes"})
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    assert said(screen, "conflicts_refused") == "Dit conflict is intussen beslecht. Er is niets veranderd."
    assert settled(world, uid) == "Peeters-Maes"
    assert is_there(screen, "no_conflicts")


def test_a_third_value_closes_its_sheet_once_it_holds(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_3)
    sheet = the_sheet(screen)
    settle(qtbot, kit)
    type_name(sheet, "Peeters-Maes")
    sheet.act()
    assert sheet.isVisible(), "nobody has said yes yet"
    settle(qtbot, kit)
    assert settled(world, uid) == "Peeters-Maes"
    assert "Peeters-Maes" in said(screen, "kept_said")


def test_a_third_value_that_is_refused_stays_typed_and_comes_back_as_a_draft(
    qtbot: QtBot, kit: Kit, world: Sticks
) -> None:
    (uid,) = in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_3)
    sheet = the_sheet(screen)
    settle(qtbot, kit)
    type_name(sheet, "Peeters-Maes")
    rename(world.at("ANT1"), uid, "Peeters-elders")
    world.carry("ANT1", "BRU1", uid)
    sheet.act()
    settle(qtbot, kit)
    assert sheet.isVisible()
    assert any("nog een waarde aangekomen" in text for text in texts(sheet)), texts(sheet)
    sheet.reject()
    settle(qtbot, kit)

    screen.load()
    settle(qtbot, kit)
    later(kit)
    type_key(qtbot, kit, screen, Qt.Key.Key_3)
    again = the_sheet(screen)
    settle(qtbot, kit)
    assert again.form is not None
    assert again.form.values()["family_name"] == "Peeters-Maes"
    again.reject()


def test_a_third_value_half_typed_is_taken_up_from_the_drafts(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    in_conflict(world, "Peeters")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_3)
    type_name(the_sheet(screen), "Peeters-Maes")
    the_sheet(screen).reject()
    settle(qtbot, kit)
    (place,) = draft_places(waiting_drafts(world.at("BRU1"), "nl"))
    assert place.address == Address("conflicts")

    screen.take_up(place.draft.key)
    settle(qtbot, kit)
    sheet = the_sheet(screen)
    settle(qtbot, kit)
    assert sheet.form is not None
    assert sheet.form.values()["family_name"] == "Peeters-Maes"
    sheet.reject()


def test_who_may_not_write_a_field_sees_both_values_and_chooses_none(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    (uid,) = in_conflict(world, "Peeters")
    enrol_officer(world.at("BRU1", "admin"), officer("analist", Role.ANALYST), SECRET, a_platform())
    world.at("BRU1", "analist")
    screen = the_desk(qtbot, kit, world)
    assert screen._first is not None
    assert not any(one.isEnabled() for one in screen._first.choices)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    assert settled(world, uid) is None


@pytest.mark.parametrize(
    ("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT), ("en", Mode.DARK)]
)
def test_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    in_conflict(world, "Peeters", "Maes")
    screen = the_desk(qtbot, kit, world)
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    assert faults(screen) == []
    press(qtbot, kit, screen, "choose_again")
    assert faults(screen) == []
    assert timedelta(0) < TWICE < timedelta(seconds=1)


def test_what_is_sealed_is_chosen_by_who_wrote_it(qtbot: QtBot, kit: Kit) -> None:
    standing = [
        Standing("An Maes", code, NOW, {"street": street, "number": "7"})
        for code, street in (("BRU1", "Stille weg"), ("PZA1", "Verre weg"))
    ]
    conflict = Conflict(NIL, NIL, NIL, "sealed_address", ["street", "number"], False, standing, 0)
    former = Former(NOW, {"street": "Oude weg", "number": None})
    cards = ConflictCards(kit, ConflictSheet(conflict, "", "", former, {}, True), 0, keys=True)
    qtbot.addWidget(cards)
    told = "\n".join([*texts(cards), *(one.accessibleName() for one in cards.choices), cards.said(former.values or {})])
    assert "weg" not in told
    assert told.count("Verzegeld: ingevuld, niet getoond") >= len(standing)
    assert [one.isEnabled() for one in cards.choices] == [True, True, True]


def test_the_heading_names_the_fields_that_the_cards_show_and_no_others(qtbot: QtBot, kit: Kit) -> None:
    measure = SCHEMA.by_name["measure"]
    fields = [one.name for one in measure.cell_of("instruction").fields]
    nothing = dict.fromkeys(fields)
    both = {"instruction": "3 per 24 uur", "frequency": "om de 8 uur"}
    standing = [
        Standing("An Maes", "BRU1", NOW, nothing | both),
        Standing("Jo Smit", "PZA1", NOW, nothing | {"instruction": "4 per 24 uur"}),
    ]
    conflict = Conflict(NIL, NIL, NIL, "measure", fields, False, standing, 0)
    cards = ConflictCards(kit, ConflictSheet(conflict, "", "", Former(NOW, nothing), {}, True), 0, keys=True)
    qtbot.addWidget(cards)
    cards.show()
    assert cards.about() == "Instructie, Frequentie"
    assert [said(cards, f"rival_1_{name}") for name in both] == ["4 per 24 uur", "—"]
    alike = [replace(one, values=nothing | {"instruction": one.station}) for one in standing]
    sheet = ConflictSheet(replace(conflict, standing=alike), "", "", Former(NOW, nothing), {}, True)
    assert ConflictCards(kit, sheet, 0, keys=True).about() == "Instructie"


def test_many_conflicts_are_narrowed_and_the_first_that_is_left_has_the_keys(
    qtbot: QtBot, kit: Kit, world: Sticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conflicts, "MANY", 2)
    uids = in_conflict(world, "Ménard", "Lambrecht")
    screen = the_desk(qtbot, kit, world)
    line = screen.findChild(QLineEdit, "conflicts_filter")
    assert isinstance(line, QLineEdit)
    assert line.isVisible()
    line.setText("niemand")
    settle(qtbot, kit)
    assert screen.findChildren(ConflictCards) == []
    line.setText("lambrecht daar")
    settle(qtbot, kit)
    later(kit)
    screen._area.setFocus()
    type_key(qtbot, kit, screen, Qt.Key.Key_1)
    assert [settled(world, uid) is None for uid in uids] == [True, False]
    assert line.isVisible(), "what is typed there still narrows"
