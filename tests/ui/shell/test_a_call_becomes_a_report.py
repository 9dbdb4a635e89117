"""A call becomes a threat report by keyboard alone; the keys are counted, choosing counts, what one writes does not."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import anywhere
from app.core.ids import Id
from app.models.enums import Channel, FileState, InformationGrade, InvolvementRole, SourceGrade
from app.models.kinds.persons import Person
from app.models.kinds.threat import Involvement, ThreatFile, ThreatReport
from app.services.desk import Desk
from app.services.drafts import drop_draft, key_of, take_back
from app.services.search.indexing import drain_index
from app.services.waiting_drafts import waiting_drafts
from app.ui.files.call_home import CallHome, NobodyThreatened
from app.ui.files.call_sheet import call_again, call_sheet
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import draft_places
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.call_card import CallCardScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.shell.window import MainWindow
from tests.reads import drafts_of
from tests.station_world import StationWorld, a_file, a_person
from tests.ui.fixtures import NOW
from tests.ui.forms.typing_in import press
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import PLACES, _keep_the_desk, settle
from tests.unit.services.station_house import a_platform

MOST = 25
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SAID = "Man belt: « ik weet waar ze woont ». Hing op."


class Keyboard:
    """Nothing but keys, sent to whatever has the keyboard; those that count are counted."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window
        self.count = 0

    def strike(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key, with those held that are held."""
        self.count += 1
        QTest.keyClick(self._target(), key, held)
        self._qtbot.waitUntil(lambda: not any(one.isDown() for one in buttons()))
        settle(self._qtbot, self._window.kit)

    def choose(self, letters: str) -> None:
        """Type what leads to something on a list: each letter is a key."""
        self.count += len(letters)
        self.write(letters)

    def write(self, text: str) -> None:
        """Type free text, which is not counted."""
        press(self._target(), text)
        settle(self._qtbot, self._window.kit)

    def tab(self, times: int = 1) -> None:
        """Go on to the next field."""
        for _ in range(times):
            self.strike(Qt.Key.Key_Tab)

    def _target(self) -> QWidget:
        if QApplication.activeWindow() is None:  # a sheet closed: whoever manages windows goes back to the one below
            open_now: list[QWidget] = [self._window, *sheets()]
            open_now[-1].activateWindow()
            self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        found = QApplication.activePopupWidget() or QApplication.focusWidget() or self._window
        assert isinstance(found, QWidget)
        return found


def buttons() -> list[QAbstractButton]:
    """Every button: one pressed by its key stays down for a moment before it acts."""
    return [one for one in QApplication.allWidgets() if isinstance(one, QAbstractButton) and one.isVisible()]


def sheets() -> list[ActSheet]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ActSheet) and one.isVisible()]


@pytest.fixture
def window(
    qtbot: QtBot, kit: Kit, desk: Desk, world: StationWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window with the real screens of a person and a file, and what can be done anywhere."""
    monkeypatch.setitem(PLACES, "threat_file", ThreatFileScreen)
    monkeypatch.setitem(PLACES, "call_card", CallCardScreen)
    made = MainWindow(kit, desk, PLACES, None, anywhere(a_platform(tmp_path)))
    qtbot.addWidget(made, before_close_func=_keep_the_desk)
    with qtbot.waitSignal(made.ready, timeout=5000):
        made.begin()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    settle(qtbot, kit)
    return made


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow) -> Keyboard:
    return Keyboard(qtbot, window)


@pytest.fixture(scope="module")
def known(world: StationWorld) -> tuple[Id, Id]:
    """A threatened person and her file."""
    person = a_person(world.officer, "Qvarnström", "Alma")
    file = a_file(world.officer, person, title="Rechter in Luik")
    drain_index(world.officer)
    return person, file


def the_report(desk: Desk, file: Id) -> ThreatReport:
    with desk.read() as view:
        [(_, found)] = view.find(ThreatReport, "file = ?", file)
    return found


def grade_and_record(keys: Keyboard) -> None:
    """From the form of threat to the end: by phone, what was said, both grades, record."""
    keys.choose("tel")
    keys.tab(2)
    keys.write(SAID)
    keys.tab()
    keys.choose("x")
    keys.tab()
    keys.choose("4")
    keys.strike(Qt.Key.Key_Return)
    keys.strike(Qt.Key.Key_Return, CTRL)


def test_about_somebody_who_has_a_file(keys: Keyboard, window: MainWindow, desk: Desk, known: tuple[Id, Id]) -> None:
    person, file = known
    keys.strike(Qt.Key.Key_K, CTRL)
    keys.choose("qvar")
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    grade_and_record(keys)
    assert sheets() == []
    made = the_report(desk, file)
    assert (made.form, made.description, made.channel, made.targets) == ("phone", SAID, Channel.PHONE, (person,))
    assert (made.source_grade, made.information_grade) == (SourceGrade.X, InformationGrade.FOUR)
    assert made.moment == NOW.replace(second=0, microsecond=0)
    assert window.pages.front is not None
    assert (window.pages.front.address.uid, window.pages.front.address.tab) == (file, "reports")
    assert drafts_of(desk) == []
    assert keys.count <= MOST, f"{keys.count} keys from a call to its report in a file that is there"
    assert keys.count == 17, "the number that help and change log say"


def test_the_key_before_the_answer_takes_whom_was_typed_and_not_who_stood_there(
    qtbot: QtBot, keys: Keyboard, window: MainWindow, desk: Desk, known: tuple[Id, Id]
) -> None:
    other = a_person(desk, "Ysebaert", "Jozef")
    a_file(desk, other, title="Schepen in Gent")
    drain_index(desk)
    keys.strike(Qt.Key.Key_K, CTRL)
    keys.choose("yseb")
    box = window.frame.find_box
    box.selectAll()
    QTest.keyClicks(box, "qvar")
    QTest.keyClick(box, Qt.Key.Key_C, CTRL | SHIFT)
    assert sheets() == [], "what is listed is of what was typed before"
    qtbot.waitUntil(lambda: len(sheets()) == 1)
    settle(qtbot, window.kit)
    sheet = sheets()[0]
    assert [one.text() for one in sheet.findChildren(QLineEdit) if "Ysebaert" in one.text()] == []
    assert any("Qvarnström" in one.text() for one in sheet.findChildren(QLineEdit))
    sheet.reject()
    settle(qtbot, window.kit)


def test_about_somebody_of_whom_nothing_is_known(keys: Keyboard, window: MainWindow, desk: Desk) -> None:
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    keys.write("Wölfflin")
    keys.strike(Qt.Key.Key_Return)
    keys.tab()
    keys.write("Ottilie")
    keys.strike(Qt.Key.Key_Return, CTRL)
    keys.tab(4)
    grade_and_record(keys)
    assert sheets() == []
    with desk.read() as view:
        [(person, record)] = view.find(Person, "family_name = 'Wölfflin'")
        [(_, involved)] = view.find(Involvement, "person = ?", person)
        file = view.get(ThreatFile, involved.file or b"")
    assert (record.given_names, involved.role) == ("Ottilie", InvolvementRole.THREATENED)
    assert (file.title, file.state) == ("Ottilie Wölfflin", FileState.DRAFT)
    assert the_report(desk, involved.file or b"").description == SAID
    assert keys.count <= MOST, f"{keys.count} keys from a call to its report in a new file of a new person"
    assert keys.count == 19, "the number that help and change log say"


def test_gradings_are_never_guessed(keys: Keyboard, known: tuple[Id, Id], desk: Desk) -> None:
    before = len(reports(desk))
    keys.strike(Qt.Key.Key_K, CTRL)
    keys.choose("qvar")
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (sheet,) = sheets()
    assert sheet.form is not None
    assert [sheet.form.editor(name).value() for name in ("source_grade", "information_grade", "form")] == [None] * 3
    keys.choose("tel")
    keys.tab(2)
    keys.write(SAID)
    keys.strike(Qt.Key.Key_Return, CTRL)
    assert sheet.form.row("source_grade").words == "Vul dit in."
    assert len(reports(desk)) == before
    sheet.form.discard()
    sheet.reject()


def test_from_the_call_card_the_person_is_chosen(
    qtbot: QtBot, kit: Kit, keys: Keyboard, window: MainWindow, known: tuple[Id, Id]
) -> None:
    window.pages.open(Address("call_card", known[0]))
    settle(qtbot, kit)
    button = window.findChild(QWidget, "call_to_report")
    assert button is not None
    assert button.isVisible()
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (sheet,) = sheets()
    assert sheet.form is not None
    assert sheet.form.editor("targets").value() == (known[0],)
    sheet.reject()


def test_what_was_typed_waits_for_whoever_looks_the_person_up_first(
    qtbot: QtBot, kit: Kit, keys: Keyboard, window: MainWindow, desk: Desk, known: tuple[Id, Id]
) -> None:
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (sheet,) = sheets()
    assert sheet.form is not None
    described = sheet.form.editor("description").inputs[0]
    described.setFocus()
    keys.write(SAID)
    keys.strike(Qt.Key.Key_Escape)
    settle(qtbot, kit)
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (again,) = sheets()
    assert again.form is not None
    assert again.form.editor("description").value() == SAID
    assert again.form.editor("moment").value() == NOW.replace(second=0, microsecond=0)
    again.form.discard()
    again.reject()
    settle(qtbot, kit)


def test_a_second_call_puts_the_first_aside_and_both_are_gone_on_with(
    qtbot: QtBot, kit: Kit, keys: Keyboard, window: MainWindow, desk: Desk
) -> None:
    other = "Een tweede man, over een andere rechter."
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (sheet,) = sheets()
    assert sheet.form is not None
    sheet.form.set_value("description", SAID)
    keys.strike(Qt.Key.Key_Escape)
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (second,) = sheets()
    assert second.form is not None
    aside = second.form.findChild(QAbstractButton, "notice_draft_act")
    assert aside is not None
    assert aside.text() == "Opzijleggen"
    aside.click()
    settle(qtbot, kit)
    assert second.form.editor("description").value() is None
    assert second.form.editor("channel").value() is Channel.PHONE
    second.form.set_value("description", other)
    keys.strike(Qt.Key.Key_Escape)

    assert {one.values["description"] for one in drafts_of(desk)} == {SAID, other}
    places = draft_places(waiting_drafts(desk, "nl"))
    assert [(one.text, one.address) for one in places] == [("Report of a call", Address("threat_files"))] * 2
    (first,) = (one for one in places if key_of(one.keys[0]) != one.keys[0])
    again = call_again(kit, desk, window, take_back(desk, first.keys[0]))
    assert again is not None
    again.open()
    settle(qtbot, kit)
    assert again.form is not None
    assert again.form.editor("description").value() == SAID
    again.form.discard()
    again.reject()
    settle(qtbot, kit)
    (left,) = drafts_of(desk)
    assert left.values["description"] == other
    drop_draft(desk, left.key)


def test_entering_somebody_from_it_loses_nothing_that_was_typed(keys: Keyboard, window: MainWindow, desk: Desk) -> None:
    keys.strike(Qt.Key.Key_C, CTRL | SHIFT)
    (sheet,) = sheets()
    assert sheet.form is not None
    sheet.form.set_value("description", SAID)
    sheet.form.set_value("source_grade", SourceGrade.B)
    home = sheet.findChild(CallHome)
    assert isinstance(home, CallHome)
    home.whom.setFocus()
    keys.write("Żółkiewska")
    keys.strike(Qt.Key.Key_Return)
    keys.strike(Qt.Key.Key_Return, CTRL)
    assert [one.objectName() for one in sheets()] == ["call_report"]
    assert home.whom.name_shown == "Żółkiewska"
    assert (home.opens_new, home.title.value()) == (True, "Żółkiewska")
    assert sheet.form.editor("description").value() == SAID
    assert sheet.form.editor("source_grade").value() is SourceGrade.B
    sheet.form.discard()
    sheet.reject()


@pytest.mark.parametrize("about", ["nobody", "person", "file"])
def test_what_was_left_is_gone_on_with_from_the_list_of_drafts(
    qtbot: QtBot, kit: Kit, window: MainWindow, desk: Desk, known: tuple[Id, Id], about: str
) -> None:
    person, file = known
    sheet = call_sheet(kit, desk, window, person if about == "person" else None, file if about == "file" else None)
    sheet.open()
    settle(qtbot, kit)
    assert sheet.form is not None
    sheet.form.set_value("description", SAID)
    sheet.reject()
    settle(qtbot, kit)
    (place,) = draft_places(waiting_drafts(desk, "nl"))
    assert (place.text, place.address) == ("Report of a call", Address("threat_files"))
    again = call_again(kit, desk, window, place.keys[0])
    assert again is not None
    again.open()
    settle(qtbot, kit)
    assert again.form is not None
    assert again.form.editor("description").value() == SAID
    assert again.form.editor("targets").value() == (() if about == "nobody" else (person,))
    home = again.findChild(CallHome)
    assert isinstance(home, CallHome)
    if about == "nobody":
        with pytest.raises(NobodyThreatened):
            home.value()
    else:
        assert home.value() == file
    again.form.discard()
    again.reject()
    settle(qtbot, kit)


def test_who_may_not_report_is_not_offered_it(world: StationWorld, tmp_path: Path, open_window: Opens) -> None:
    window = open_window(at=world.recorder)
    assert "call.report" not in {one.id for one in anywhere(a_platform(tmp_path))(window.kit, window.desk, window)}


def reports(desk: Desk) -> list[Id]:
    with desk.read() as view:
        return [uid for uid, _ in view.find(ThreatReport)]
