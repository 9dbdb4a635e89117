"""A return form comes back: scanned, filled in with a few keys, recorded; refused or left, nothing is lost."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import CopyState
from app.models.kinds.paper import DocumentCopy
from app.services.drafts import find_draft
from app.services.paper.copies import hand_over
from app.services.paper.issuing import Issued
from app.services.paper.protocols import RETURN_FORM, issue_protocol
from app.services.paper.returning import find_return_form, record_return_form
from app.services.paper.sources import CopyFor
from app.ui.forms.texts import LineEditor
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
from app.ui.kit.words import Words
from app.ui.screens.paper.return_code_sheet import ReturnCodeSheet
from app.ui.screens.paper.return_sheet import ReturnSheet
from app.ui.screens.paper.sheets import PaperSheets
from tests.reads import executions_of
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld
from tests.unit.services.test_returning import done, filled, scanned

PATIENCE = 15_000
FEW = 12
"""Keys after the scan for an acknowledgement and a measure executed as planned."""


@pytest.fixture
def protocol(world: PaperWorld) -> Issued:
    """A protocol that the police zone holds and has not signed for."""
    made = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    hand_over(world.desk, [made.copies[1].copy], "INP Claes")
    return made


@pytest.fixture
def form(world: PaperWorld, protocol: Issued) -> Issued:
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    return issue_protocol(world.desk, world.file, world.person, "nl", copies, kind=RETURN_FORM)


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[ReturnCodeSheet]:
    made = ReturnCodeSheet(kit, world.desk, None)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.open()
    yield made
    made.close()


def scan(qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, text: str) -> ReturnSheet | None:
    """Type as a scanner does, Enter at the end; return what opened."""
    sheet.text.setText(text)
    QTest.keyClick(sheet.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    found = [one for one in sheet.findChildren(ReturnSheet) if one.isVisible()]
    return found[0] if found else None


class Keys:
    """The keys of an officer, counted."""

    def __init__(self, sheet: QWidget) -> None:
        self.sheet, self.count = sheet, 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.sheet, key, held)
        self.count += 1

    def shortcut(self, made: QPushButton, key: str) -> None:
        """Press a button by its key: no window off the screen has the keyboard, so that Qt finds none."""
        assert made.shortcut().toString() == key
        made.click()
        self.count += 1

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.sheet, text)
        self.count += len(text)


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "overhandigd op 21 nov 2026"), ("fr", "remis le 21 nov. 2026"), ("de", "ausgehändigt am 21. Nov. 2026")],
)
def test_a_protocol_that_was_handed_over_is_told_with_its_day_as_a_sentence(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued, language: str, said: str
) -> None:
    kit.words = Words(language)
    opened = scan(qtbot, kit, sheet, scanned(world, form))
    assert opened is not None
    assert any(one.endswith(said) for one in texts(opened))


def test_a_scan_and_a_few_keys_record_a_signature_and_a_measure_executed_as_planned(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, protocol: Issued, form: Issued
) -> None:
    opened = scan(qtbot, kit, sheet, scanned(world, form))
    assert opened is not None
    assert "Antwoordformulier R-2026-BRU1-0001, exemplaar 1" in texts(opened)
    keys = Keys(opened)
    keys.type("42")
    assert [opened.measures[0].editor(name).value() for name in ("planned", "done", "not_done")] == [42, 42, 0]
    keys.shortcut(opened.act_button, "Ctrl+Return")
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)

    assert keys.count <= FEW
    (told,) = executions_of(world.desk, opened.measures[0].line.id)
    assert (told.record.from_on, told.record.to_on) == (date(2026, 11, 3), date(2026, 11, 21))
    assert (told.record.planned, told.record.done, told.record.not_done) == (42, 42, 0)
    assert told.record.by_whom == "INP Claes", "who was handed the protocol"
    with world.desk.read() as view:
        states = [view.get(DocumentCopy, one.copies[at].copy).state for one, at in ((protocol, 1), (form, 0))]
    assert states == [CopyState.ACKNOWLEDGED, CopyState.RETURNED]
    assert any("geregistreerd" in one for one in texts(sheet)), "and the next form can be scanned"
    assert sheet.text.text() == ""


def test_what_was_planned_last_time_stands_there_and_one_key_says_that_it_was_done(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued
) -> None:
    first = find_return_form(world.desk, form.copies[0].control_code)
    record_return_form(world.desk, filled(first, done(first, to_on=date(2026, 11, 14))))
    assert scan(qtbot, kit, sheet, form.copies[0].control_code) is None
    assert any("al eens geregistreerd" in one for one in texts(sheet))
    assert sheet.anyway.hasFocus()
    QTest.keyClick(sheet.anyway, Qt.Key.Key_Return)
    (opened,) = sheet.findChildren(ReturnSheet)
    keys = Keys(opened)
    keys.shortcut(opened.planned, "Ctrl+D")
    block = opened.measures[0]
    assert [block.editor(name).value() for name in ("planned", "done", "not_done")] == [3, 3, 0]
    assert not opened.measures[1].told
    keys.shortcut(opened.act_button, "Ctrl+Return")
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert executions_of(world.desk, block.line.id)[0].record.from_on == date(2026, 11, 15)


def test_what_was_recorded_wrong_of_a_form_is_corrected_where_its_code_is_scanned_again(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued
) -> None:
    first = find_return_form(world.desk, form.copies[0].control_code)
    record_return_form(world.desk, filled(first, done(first, done=33)))
    assert scan(qtbot, kit, sheet, form.copies[0].control_code) is None
    assert sheet.correct.isVisibleTo(sheet)
    QTest.keyClick(sheet.correct, Qt.Key.Key_Return)
    (opened,) = sheet.findChildren(ReturnSheet)
    (block,) = opened.measures
    assert not opened.signed.isVisibleTo(opened)
    assert not opened.planned.isVisibleTo(opened)
    assert [block.editor(name).value() for name in ("planned", "done")] == [3, 33]
    opened.act()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert opened.isVisible(), "nothing differs from what was recorded"
    field = block.editor("done")
    assert isinstance(field, LineEditor)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, "3")
    opened.act()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)

    told = executions_of(world.desk, block.line.id)
    assert sorted((one.record.done, one.corrected_by is None) for one in told) == [(3, True), (33, False)]
    assert {one.record.by_whom for one in told} == {"INP Claes"}
    assert not sheet.correct.isVisibleTo(sheet)


def test_a_wrong_code_says_what_it_is_and_stays_to_be_typed_over(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, protocol: Issued, form: Issued
) -> None:
    good = scanned(world, form)
    forged = f"{good[:-1]}{'A' if good[-1] != 'A' else 'Q'}"
    for typed, said in (
        ("hallo", "Scan"), ("0000-0000", "Geen exemplaar"), (protocol.copies[1].control_code, "ander document"),
        (forged, "veiligheidsofficier"),
    ):  # fmt: skip
        assert scan(qtbot, kit, sheet, typed) is None
        assert any(said in one for one in texts(sheet)), texts(sheet)
        assert sheet.text.selectedText() == typed


def test_what_cannot_be_is_said_at_its_field_and_everything_typed_stands(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued
) -> None:
    opened = scan(qtbot, kit, sheet, form.copies[0].control_code)
    assert opened is not None
    block = opened.measures[0]
    for name, text, why in (
        ("to_on", "1/11/2026", "Het einde ligt vóór"), ("to_on", "32/11", "dag"), ("done", "veel", "geheel getal"),
        ("from_on", "morgen", "niet na vandaag"),
    ):  # fmt: skip
        for field, typed in (("planned", "3"), ("done", "3"), ("to_on", "morgen"), (name, text)):
            line = block.editor(field)
            assert isinstance(line, LineEditor)
            line.line.setText(typed)
        opened.act()
        qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
        assert why in block.words(name), (name, block.words(name))
        assert isinstance(line, LineEditor)
        assert line.line.text() == text
        assert opened.isVisible()
    assert executions_of(world.desk, block.line.id) == []


def test_a_word_where_a_number_belongs_is_refused_though_nothing_else_is_said_of_the_measure(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued
) -> None:
    opened = scan(qtbot, kit, sheet, form.copies[0].control_code)
    assert opened is not None
    planned = opened.measures[0].editor("planned")
    assert isinstance(planned, LineEditor)
    planned.line.setText("drie")
    opened.act()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    assert "geheel getal" in opened.measures[0].words("planned")
    assert (opened.isVisible(), planned.line.text()) == (True, "drie"), "the form is not recorded without it"


def test_nothing_typed_is_lost_by_closing_and_undo_walks_back(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued
) -> None:
    opened = scan(qtbot, kit, sheet, form.copies[0].control_code)
    assert opened is not None
    keys = Keys(opened)
    keys.type("7")
    opened.measures[0].editor("incidents").setFocus()
    keys.type("band lek")
    opened.signed.editor("by_whom").setFocus()
    keys.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.type("ploeg 14")
    opened.reject()
    key = f"return:{form.copies[0].copy.hex()}"
    qtbot.waitUntil(lambda: find_draft(world.desk, key) is not None, timeout=PATIENCE)

    PaperSheets(world.on).go_on_returned(kit, world.desk, sheet, form.copies[0].copy)
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    back = next(one for one in sheet.findChildren(ReturnSheet) if one.isVisible())
    qtbot.waitUntil(lambda: back.signed.editor("by_whom").value() == "ploeg 14", timeout=PATIENCE)
    block = back.measures[0]
    assert [block.editor(name).value() for name in ("planned", "done", "incidents")] == [7, 7, "band lek"]
    number = block.editor("planned")
    number.setFocus()
    Keys(back).press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    Keys(back).type("9")
    assert block.editor("done").value() == 9
    Keys(back).press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [block.editor(name).value() for name in ("planned", "done")] == [7, 7]
    back.reject()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.DARK), ("fr", Mode.LIGHT), ("de", Mode.DARK)])
def test_nothing_is_cut_faint_or_nameless(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, form: Issued
) -> None:
    assert faults(sheet) == []
    opened = scan(qtbot, kit, sheet, form.copies[0].control_code)
    assert opened is not None
    assert faults(opened) == []
    opened.signed.editor("signed_on").show_value(date(2027, 1, 1))
    opened.act()
    assert faults(opened) == []


def test_it_is_asked_for_from_the_copies_of_a_file(qtbot: QtBot, kit: Kit, world: PaperWorld, form: Issued) -> None:
    near = QWidget()
    qtbot.addWidget(near)
    panel = PaperSheets(world.on).copies(kit, world.desk, world.file)
    panel.setParent(near)
    near.show()
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)
    asked = panel.findChild(QPushButton, "copies_return_form")
    assert isinstance(asked, QPushButton)
    asked.click()
    opened = near.findChild(ReturnCodeSheet)
    assert isinstance(opened, ReturnCodeSheet)
    opened.reject()
