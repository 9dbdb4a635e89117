"""The end in the hands of those who may: seen beforehand, done by two, proved afterwards; refused, all stands."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import DecisionKind, FileState, Marking
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision
from app.models.kinds.threat import ThreatFile
from app.models.rules.files import FileMayNotBecome
from app.services.cases.files import FileTransferred, edit_file
from app.services.cases.life import NotClosed, archive_file, close_file, reopen_file
from app.services.desk import Desk
from app.services.erasing.proofs import proofs
from app.services.erasing.records import erasure_record
from app.services.erasing.retention import due_files
from app.services.erasing.transferring import LetterMissing, transfer_file
from app.store.delay import Delay
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.erasing.screen import ErasingScreen
from tests.station_world import a_file, a_person, a_ruling
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults, texts
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house

TERM = timedelta(days=3660)
WHY, LIST = "Einde van de bewaartermijn", "Selectielijst 2031/4"
PAPERS: list[str] = []


class AtTheEnd:
    """The house ten years after a file closed, and who sits in it."""

    def __init__(self, house: StationHouse, work: AtWork, archived: Id, closed: Id) -> None:
        self.house, self.work, self.archived, self.closed = house, work, archived, closed

    def open(self, login: str = "verhaegen", **address: Any) -> ErasingScreen:
        """Sit down as somebody and open the screen."""
        desk = self.house.sit(login)
        return self.work.show(
            ErasingScreen, desk, Address("erasing", **address), on=self.house.on,
            show_made=lambda _kit, _near, _text, name, make, _hint: PAPERS.append(name + make("nl").pdf[:4].decode()),
        )  # fmt: skip

    @property
    def desk(self) -> Desk:
        assert self.house.desk is not None
        return self.house.desk

    def is_there(self) -> bool:
        """Tell whether the archived file is still there, whole."""
        with self.desk.read() as view:
            return bool(view.find(ThreatFile, "uid = ? AND title IS NOT NULL", self.archived))

    def asked(self, screen: ErasingScreen) -> ActSheet:
        """Choose the archived file and ask for its erasure."""
        assert screen._pages["due"].rows.choose(self.archived)
        self.work.press(screen, "erase_due")
        return self.work.sheet()

    def sign(self, sheet: ActSheet, login: str = "janssens", passphrase: str | None = None) -> None:
        """Type a reason, and let a second officer type his name and passphrase."""
        assert sheet.form is not None
        sheet.form.set_value("stream", WHY)
        sheet.form.set_value("entity", LIST)
        for name, text in (("second_login", login), ("second_passphrase", passphrase or PASSPHRASES[login])):
            line = sheet.findChild(QLineEdit, name)
            assert line is not None
            line.setText(text)
        self.work.press(sheet, "erase_act")


@pytest.fixture
def end(qtbot: QtBot, kit: Kit, tmp_path: Path) -> Iterator[AtTheEnd]:
    house, work = a_house(tmp_path), AtWork(qtbot, kit)
    desk = house.sit()
    label = Label(marking=Marking.RESTRICTED)
    archived = a_file(desk, a_person(desk, "Kanarie"), title="Dossier Kanarie", label=label)
    closed = a_file(desk, a_person(desk, "Peeters", "Jan"), title="Dossier Peeters")
    for file in (archived, closed):
        close_file(desk, file, "threat_ended", a_ruling())
    archive_file(desk, archived, a_ruling())
    house.lock()
    house.clock.at += TERM
    PAPERS.clear()
    with ExitStack() as stack:
        stack.callback(house.lock)
        yield AtTheEnd(house, work, archived, closed)
        work.settle()


def test_what_is_past_its_term_is_listed_and_the_closed_one_is_archived_first(end: AtTheEnd) -> None:
    screen = end.open(uid=end.closed)
    lines = screen._pages["due"].rows.lines
    assert {line.key for line in lines} == {end.archived, end.closed}
    assert screen._pages["due"].rows.key == end.closed
    end.work.press(screen, "archive_due_button")
    end.work.press(end.work.sheet(), "archive_due_act")
    assert {one.state for one in due_files(end.desk)} == {FileState.ARCHIVED}


def test_two_officers_erase_it_and_the_proof_is_printed(end: AtTheEnd) -> None:
    screen = end.open()
    sheet = end.asked(screen)
    told = " ".join(texts(sheet)).replace("\u00a0", " ")
    for words in ("Dossier Kanarie", "voorgoed", "Beschermingsdossier: 1", "Geen andere werkpost", "Kanarie, Nele"):
        assert words in told, words
    end.sign(sheet)
    assert not end.work.sheets()
    assert not end.is_there()
    assert screen._tabs.current == "done"
    assert "vernietigingsverslag" in end.work.said(screen, "erasing_said")
    end.work.press(screen, "erasure_record")
    assert PAPERS == ["erasure_record%PDF"]
    assert [one.lines[1:] for one in proofs(end.desk)] == [[LIST, WHY]]
    assert [line.cells[0].text for line in screen._pages["persons"].rows.lines] == ["Kanarie, Nele"]


@pytest.mark.parametrize(
    ("login", "passphrase"),
    [("janssens", "geen idee"), ("claes", None), ("verhaegen", None)],
    ids=["wrong passphrase", "no right", "the same officer"],
)
def test_refused_nothing_is_erased_and_the_words_say_so(end: AtTheEnd, login: str, passphrase: str | None) -> None:
    screen = end.open()
    sheet = end.asked(screen)
    end.sign(sheet, login, passphrase)
    assert sheet.isVisible()
    refused = end.work.said(sheet, "erase_refused")
    assert refused.endswith("Er werd niets gewist.")
    assert end.is_there()
    assert proofs(end.desk) == []


def test_without_words_or_cancelled_nothing_is_erased_and_what_was_typed_waits(end: AtTheEnd) -> None:
    screen = end.open()
    sheet = end.asked(screen)
    assert sheet.form is not None
    end.work.press(sheet, "erase_act")
    assert sheet.isVisible()
    assert any("Rijksarchivaris" in text for text in texts(sheet))
    sheet.form.set_value("stream", WHY)
    end.work.press(sheet, "erase_cancel")
    assert end.work.said(screen, "erasing_said") == "Geannuleerd. Er werd niets gewist."
    assert end.is_there()
    again = end.asked(screen).form
    assert again is not None
    assert again.editor("stream").state() == WHY


def test_without_a_second_officer_it_says_so_and_counts_no_wrong_passphrase(end: AtTheEnd) -> None:
    sheet = end.asked(end.open())
    assert sheet.form is not None
    sheet.form.set_value("stream", WHY)
    sheet.form.set_value("entity", LIST)
    end.work.press(sheet, "erase_act")
    assert "tweede medewerker" in end.work.said(sheet, "erase_refused")
    assert Delay(end.house.store.resolve(), end.house.clock).failures() == 0
    assert end.is_there()


def test_a_closed_file_shows_why_it_may_not_be_erased_yet(end: AtTheEnd) -> None:
    screen = end.open()
    assert screen._pages["due"].rows.choose(end.closed)
    end.work.press(screen, "erase_due")
    sheet = end.work.sheet()
    hindrance = sheet.findChild(QLabel, "reach_hindrance_0")
    assert hindrance is not None
    assert "Archiveer het eerst" in hindrance.text()
    assert not sheet.act_button.isEnabled()


def test_where_nothing_is_due_it_says_when_something_will_be(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    house, work = a_house(tmp_path), AtWork(qtbot, kit)
    screen = work.show(ErasingScreen, house.sit(), Address("erasing"), on=house.on)
    for tab, name in (("due", "due_files_empty"), ("persons", "loose_persons_empty"), ("done", "done_erasures_empty")):
        screen._tabs.turn_to(tab)
        assert work.there(screen, name)
    screen._tabs.turn_to("due")
    assert any("10 voor beschermingsdossiers" in text for text in texts(screen))
    work.settle()
    house.lock()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_nothing_is_cut_faint_or_nameless(end: AtTheEnd) -> None:
    screen = end.open()
    assert faults(screen) == []
    sheet: QWidget = end.asked(screen)
    assert faults(sheet) == []


def test_the_record_is_of_what_was_erased(end: AtTheEnd) -> None:
    screen = end.open()
    end.sign(end.asked(screen))
    (proof,) = proofs(end.desk)
    assert erasure_record(end.desk, proof.save, "fr").pdf.startswith(b"%PDF")


def test_a_legal_hold_keeps_it_until_it_is_lifted(end: AtTheEnd) -> None:
    screen = end.open(uid=end.archived)
    end.work.press(screen, "hold_due")
    end.work.press(end.work.sheet(), "hold_file_act")
    assert end.work.sheets(), "without a reason it is not laid"
    end.work.fill(end.work.sheet(), reason="Gerechtelijk onderzoek loopt")
    end.work.press(end.work.sheet(), "hold_file_act")
    sheet = end.asked(screen)
    assert not sheet.act_button.isEnabled()
    assert any("bewaarplicht" in text for text in texts(sheet))
    end.work.press(sheet, "erase_cancel")
    end.work.press(screen, "hold_due")
    end.work.fill(end.work.sheet(), reason="Onderzoek gesloten")
    end.work.press(end.work.sheet(), "hold_file_act")
    assert end.asked(screen).act_button.isEnabled()


def test_an_archived_file_goes_to_the_state_archives_and_is_only_read(end: AtTheEnd) -> None:
    screen = end.open(uid=end.archived)
    end.work.press(screen, "transfer_due")
    end.work.press(end.work.sheet(), "transfer_file_act")
    assert end.work.sheets(), "without a letter it is not recorded"
    end.work.fill(end.work.sheet(), reason="Selectielijst, blijvend te bewaren", reference="AR 2036/118")
    end.work.press(end.work.sheet(), "transfer_file_act")
    assert not end.work.sheets()

    assert end.archived not in {one.file for one in due_files(end.desk)}
    with end.desk.read() as view:
        decision = view.find(Decision, "kind = ?", DecisionKind.TRANSFER_FILE)[0][1]
        assert view.get(ThreatFile, end.archived).state is FileState.TRANSFERRED
    assert decision.reference == "AR 2036/118"
    with pytest.raises(FileTransferred):
        edit_file(end.desk, end.archived, {"title": "Anders"})
    with pytest.raises(NotClosed):
        reopen_file(end.desk, end.archived, a_ruling())
    with pytest.raises(FileMayNotBecome):
        transfer_file(end.desk, end.archived, a_ruling(reason="Nog eens", reference="AR 2036/118"))
    with pytest.raises(LetterMissing):
        transfer_file(end.desk, end.archived, a_ruling(reason="Nog eens"))
