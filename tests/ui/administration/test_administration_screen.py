"""The administration under the hands of those who may: every act from button to directory, and every refusal."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import PraesidiumError
from app.core.ids import Id
from app.documents.printing import code_rows
from app.exchange.fingerprint import REQUEST, as_qr_text
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.services.exchange.admitting import read_join_request
from app.services.exchange.joining import request_to_join
from app.services.station.keeping import restore_backup
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, directory_of
from app.ui.forms.acting import ActSheet
from app.ui.forms.references import ReferenceEditor
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.administration.request_code import RequestCode
from app.ui.screens.administration.screen import AdministrationScreen
from tests.ui.exchange.at_the_screen import stopped_at_once
from tests.ui.forms.typing_in import strike
from tests.ui.seeing import faults, texts
from tests.unit.services.station_house import PASSPHRASES, StationHouse, a_house, a_platform

PATIENCE = 20_000
SECRET = "zeven vlinders dansen boven kalm water"
NEXT_YEAR = date(2027, 11, 20)


@dataclass(slots=True)
class Office:
    """The house, and the screen that was opened last."""

    qtbot: QtBot
    kit: Kit
    house: StationHouse
    screen: AdministrationScreen

    def open(self, login: str, tab: str = "accounts") -> AdministrationScreen:
        """Sit down as somebody and open the administration."""
        self.settle()
        self.screen = AdministrationScreen(
            self.kit, self.house.sit(login), Address("administration", tab=tab), None, on=self.house.on
        )
        self.qtbot.addWidget(self.screen)
        self.screen.resize(1158, 670)
        self.screen.show()
        self.load()
        return self.screen

    def load(self) -> None:
        self.screen.load()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.kit.jobs.idle, timeout=PATIENCE)
        QApplication.processEvents()

    def press(self, name: str, where: QWidget | None = None) -> None:
        found = [one for one in (where or self.screen).findChildren(QAbstractButton, name) if one.isVisible()]
        assert found, name
        assert found[0].isEnabled(), name
        found[0].click()
        self.settle()

    def choose(self, name: str) -> None:
        rows = self.screen._accounts.rows
        assert rows.choose(next(line.key for line in rows.lines if line.cells[0].text == name))

    def sheets(self) -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    def sheet(self) -> QDialog:
        (found,) = self.sheets()
        return found

    def act_sheet(self) -> ActSheet:
        found = self.sheet()
        assert isinstance(found, ActSheet)
        return found

    def fill(self, **values: Any) -> ActSheet:
        """Give the fields of the form of the sheet that stands open."""
        sheet = self.act_sheet()
        assert sheet.form is not None
        for name, value in values.items():
            sheet.form.set_value(name, value)
        return sheet

    def type(self, **lines: str) -> None:
        for name, text in lines.items():
            line = self.sheet().findChild(QLineEdit, name)
            assert isinstance(line, QLineEdit), name
            line.setText(text)

    def tick(self, name: str, *, on: bool = True) -> None:
        found = self.sheet().findChild(QCheckBox, name)
        assert isinstance(found, QCheckBox), name
        found.setChecked(on)

    def refused(self) -> str:
        """Return what the open sheet refuses, at its foot or at a field."""
        sheet = self.act_sheet()
        found = [
            one.text() for one in sheet.findChildren(QLabel) if one.isVisible() and one.property("role") == "error"
        ]
        return " ".join(text for text in found if text)

    def said(self) -> str:
        found = self.screen.findChild(QLabel, "administration_said")
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""

    def officer(self, login: str) -> Officer:
        desk = self.house.desk
        assert desk is not None
        with desk.read() as view:
            return next(one for one in view.directory.officers.values() if one.login == login)

    def buttons(self) -> set[str]:
        """Return which buttons of those who may are to be seen, on any tab."""
        found: set[str] = set()
        for tab in ("accounts", "stations", "organisations"):
            self.screen._tabs.turn_to(tab)
            QApplication.processEvents()
            found |= {one.objectName() for one in self.screen.findChildren(QAbstractButton) if one.isVisible()}
        return found & ACTS


ACTS = {
    "new_account", "change_roles", "revoke_officer", "renew_clearance", "admit_station", "new_organisation",
    "known_services", "make_backup", "verify_store", "revoke_station_button",
}  # fmt: skip


@pytest.fixture
def office(qtbot: QtBot, kit: Kit, tmp_path: Path) -> Iterator[Office]:
    made = Office(qtbot, kit, a_house(tmp_path), None)  # type: ignore[arg-type]  # opened by each test
    yield made
    made.settle()
    made.house.lock()


@pytest.mark.parametrize(
    ("login", "acts"),
    [
        ("admin", ACTS - {"renew_clearance", "revoke_station_button"}),
        ("claes", ACTS - {"new_account", "change_roles", "revoke_officer", "make_backup"}),
    ],
)
def test_who_may_something_has_its_button_and_nobody_else(office: Office, login: str, acts: set[str]) -> None:
    office.open(login)
    assert office.buttons() == acts


def test_an_officer_is_enrolled_and_opens_the_store(office: Office) -> None:
    office.open("admin")
    office.press("new_account")
    office.fill(login="maes", name="A. Maes", clearance=Marking.SECRET, clearance_until=NEXT_YEAR)
    office.tick("role_file_officer")
    office.type(passphrase_first=SECRET, passphrase_again=SECRET)
    office.press("new_account_act", office.sheet())
    assert "alleen" in office.refused()
    office.type(second_login="claes", second_passphrase=PASSPHRASES["claes"])
    office.press("new_account_act", office.sheet())
    office.load()
    assert "A. Maes" in [line.cells[0].text for line in office.screen._accounts.rows.lines]
    office.house.lock()
    desk = open_desk(office.house.store, "maes", SECRET, office.house.on)
    desk.close()


@pytest.mark.parametrize(
    ("login", "passphrase", "role"),
    [("verhaegen", SECRET, "role_file_officer"), ("maes", "kort", "role_file_officer"), ("maes", SECRET, "")],
)
def test_an_account_is_refused_in_words_and_what_was_typed_stays(
    office: Office, login: str, passphrase: str, role: str
) -> None:
    office.open("admin")
    office.press("new_account")
    sheet = office.fill(login=login, name="A. Maes", clearance=Marking.SECRET, clearance_until=NEXT_YEAR)
    if role:
        office.tick(role)
    office.type(passphrase_first=passphrase, passphrase_again=passphrase)
    office.press("new_account_act", sheet)
    assert sheet.isVisible()
    assert office.refused() != ""
    assert sheet.form is not None
    assert sheet.form.values()["name"] == "A. Maes"
    desk = office.house.desk
    assert desk is not None
    with desk.read() as view:
        assert all(one.name != "A. Maes" for one in view.directory.officers.values())
    sheet.reject()


def test_who_reads_files_is_not_enrolled_without_a_clearance_and_its_last_day(office: Office) -> None:
    office.open("admin")
    office.press("new_account")
    sheet = office.fill(login="maes", name="A. Maes")
    office.tick("role_approver")
    office.type(passphrase_first=SECRET, passphrase_again=SECRET)
    for fields in ({}, {"clearance": Marking.SECRET}):
        office.fill(**fields)
        office.press("new_account_act", sheet)
        assert "veiligheidsmachtiging" in office.refused()
    office.fill(clearance_until=NEXT_YEAR)
    office.type(second_login="claes", second_passphrase=PASSPHRASES["claes"])
    office.press("new_account_act", sheet)
    assert office.officer("maes").clearance_until == NEXT_YEAR


def test_an_account_for_an_approver_is_one_click_away_where_none_is_there(office: Office) -> None:
    office.open("admin")
    office.choose("Janssens")
    office.press("change_roles")
    office.tick("role_approver", on=False)
    office.tick("role_duty_officer")
    office.press("change_roles_act", office.sheet())
    office.load()
    office.press("enrol_approver")
    sheet = office.fill(login="maes", name="A. Maes", clearance=Marking.SECRET, clearance_until=NEXT_YEAR)
    office.type(passphrase_first=SECRET, passphrase_again=SECRET)
    office.type(second_login="claes", second_passphrase=PASSPHRASES["claes"])
    office.press("new_account_act", sheet)
    assert list(office.officer("maes").roles) == [Role.APPROVER]
    office.load()
    assert not [one for one in office.screen.findChildren(QAbstractButton, "enrol_approver") if one.isVisible()]


def test_a_security_officer_confirms_who_is_to_be_one(office: Office) -> None:
    office.open("admin")
    office.choose("Janssens")
    office.press("change_roles")
    sheet = office.sheet()
    assert not sheet.findChild(QLineEdit, "second_login").isVisible()  # type: ignore[union-attr]  # it is there
    office.tick("role_security_officer")
    office.press("change_roles_act", sheet)
    assert "alleen" in office.refused()
    office.type(second_login="claes", second_passphrase=PASSPHRASES["claes"])
    office.press("change_roles_act", sheet)
    assert Role.SECURITY_OFFICER in office.officer("janssens").roles

    office.load()
    office.choose("Janssens")
    office.press("change_roles")
    office.tick("role_security_officer", on=False)
    office.press("change_roles_act", office.act_sheet())
    assert Role.SECURITY_OFFICER not in office.officer("janssens").roles
    assert office.screen._accounts._undo.isHidden(), "given again, it takes two: no key does that"


def test_roles_are_added_and_taken_away(office: Office) -> None:
    office.open("admin")
    office.choose("Janssens")
    office.press("change_roles")
    office.tick("role_approver", on=False)
    office.tick("role_duty_officer")
    office.press("change_roles_act", office.sheet())
    assert set(office.officer("janssens").roles) == {Role.DUTY_OFFICER}
    office.load()
    assert any("Rollen van Janssens gewijzigd" in text for text in texts(office.screen))
    office.screen.activateWindow()
    office.qtbot.waitUntil(office.screen.isActiveWindow)
    office.screen._accounts.rows.setFocus()
    strike(office.screen._accounts.rows, Qt.Key.Key_Z, ctrl=True)
    office.settle()
    assert set(office.officer("janssens").roles) == {Role.APPROVER}, "both, in one act"


def test_an_administrator_is_not_made_a_file_officer_too_and_nobody_changes_himself(office: Office) -> None:
    office.open("admin")
    for name, role in (("Verhaegen", "role_administrator"), ("A. B.", "role_duty_officer")):
        office.choose(name)
        office.press("change_roles")
        sheet = office.act_sheet()
        office.tick(role)
        office.press("change_roles_act", sheet)
        assert sheet.isVisible()
        assert office.refused() != ""
        sheet.reject()
        office.settle()
    assert set(office.officer("verhaegen").roles) == {Role.FILE_OFFICER}
    assert set(office.officer("admin").roles) == {Role.ADMINISTRATOR}


def test_an_account_is_revoked_after_a_question(office: Office) -> None:
    office.open("admin")
    office.choose("Janssens")
    office.press("revoke_officer")
    assert any("Janssens" in text for text in texts(office.sheet()))
    office.press("revoke_cancel", office.sheet())
    assert office.officer("janssens").state == AccountState.ACTIVE

    office.press("revoke_officer")
    office.press("revoke_now", office.sheet())
    assert office.officer("janssens").state == AccountState.REVOKED
    office.load()
    assert any("krijgt een nieuwe account" in text for text in texts(office.screen)), "no key gives it back"
    line = next(line for line in office.screen._accounts.rows.lines if line.cells[0].text == "Janssens")
    assert "ingetrokken" in line.cells[0].under
    office.house.lock()
    with pytest.raises(PraesidiumError):
        open_desk(office.house.store, "janssens", PASSPHRASES["janssens"], office.house.on)


def test_nobody_revokes_himself(office: Office) -> None:
    office.open("admin")
    office.choose("A. B.")
    office.press("revoke_officer")
    sheet = office.sheet()
    office.press("revoke_now", sheet)
    assert sheet.isVisible()
    assert any("eigen account" in text for text in texts(sheet)), texts(sheet)
    assert office.officer("admin").state == AccountState.ACTIVE
    sheet.reject()


def test_a_clearance_takes_a_second_officer_and_the_wrong_passphrase_changes_nothing(office: Office) -> None:
    office.open("claes")
    before = office.officer("verhaegen").clearance_until
    office.choose("Verhaegen")
    office.press("renew_clearance")
    sheet = office.fill(clearance=Marking.CONFIDENTIAL, clearance_until=NEXT_YEAR)
    office.type(second_login="admin", second_passphrase="niet de wachtzin")
    office.press("renew_clearance_act", sheet)
    assert sheet.isVisible()
    assert office.refused() != ""
    assert office.officer("verhaegen").clearance_until == before

    office.house.clock.at += timedelta(minutes=1)
    office.type(second_login="admin", second_passphrase=PASSPHRASES["admin"])
    office.press("renew_clearance_act", sheet)
    assert office.officer("verhaegen").clearance_until == NEXT_YEAR
    assert office.officer("verhaegen").clearance == Marking.CONFIDENTIAL


def test_a_clearance_goes_back_by_two_as_well(office: Office) -> None:
    office.open("claes")
    before = office.officer("verhaegen")
    office.choose("Verhaegen")
    office.press("renew_clearance")
    sheet = office.fill(clearance=Marking.CONFIDENTIAL, clearance_until=NEXT_YEAR)
    office.type(second_login="admin", second_passphrase=PASSPHRASES["admin"])
    office.press("renew_clearance_act", sheet)
    office.load()
    office.press("undo_bar_act")
    sheet = office.act_sheet()
    assert office.officer("verhaegen").clearance == Marking.CONFIDENTIAL, "nothing by one alone"
    office.press("renew_clearance_act", sheet)
    assert office.refused() != ""
    office.type(second_login="admin", second_passphrase=PASSPHRASES["admin"])
    office.press("renew_clearance_act", sheet)
    after = office.officer("verhaegen")
    assert (after.clearance, after.clearance_until) == (before.clearance, before.clearance_until)


def test_an_organisation_is_entered(office: Office) -> None:
    office.open("admin", "organisations")
    office.press("new_organisation")
    office.fill(code="PZANT", names={"nl": "PZ Antwerpen", "original": "nl"}, kind="local_police")
    office.press("new_organisation_act", office.sheet())
    desk = office.house.desk
    assert desk is not None
    with desk.read() as view:
        found = [one for _, one in view.find(OrganisationEntry, "code = 'PZANT'")]
    assert [one.names["nl"] for one in found if one.names] == ["PZ Antwerpen"]
    office.load()
    rows = office.screen._organisations.rows
    assert [one.cells[0].text for one in rows.lines if one.key == rows.key] == ["PZANT"], "what was made is chosen"


def test_national_services_are_ticked_and_entered_at_once(office: Office) -> None:
    office.open("admin", "organisations")
    office.press("known_services")
    office.press("all_services", office.sheet())
    office.press("services_sheet_act", office.sheet())
    refused = office.sheet().findChild(QLabel, "services_sheet_refused")
    assert refused is not None
    assert refused.text() == "Vink minstens één dienst aan."
    office.press("service_OCAD", office.sheet())
    office.press("service_CIC-WVL", office.sheet())
    office.press("services_sheet_act", office.sheet())
    desk = office.house.desk
    assert desk is not None
    with desk.read() as view:
        codes = {one.code for _, one in view.find(OrganisationEntry)}
    assert {"OCAD", "CIC-WVL"} <= codes
    assert "VSSE" not in codes


def a_request(office: Office, folder: Path) -> Path:
    """A newcomer's request on a stick."""
    folder.mkdir()
    there = a_platform(folder / "there", "there")
    account = Account("declerck", "J. D.", [Role.FILE_OFFICER], Marking.SECRET, NEXT_YEAR)
    (folder / "ant1").mkdir()
    asked = request_to_join(folder / "ant1" / "store", "ANT1", {"nl": "PZ Antwerpen"}, [(account, SECRET)], there)
    file = folder / "request.pbundle"
    file.write_bytes(asked.request)
    return file


def test_a_workstation_is_admitted_once_the_words_were_compared(office: Office, tmp_path: Path) -> None:
    file = a_request(office, tmp_path / "stick")
    screen = office.open("admin", "organisations")
    office.press("new_organisation")
    office.fill(code="PZANT", names={"nl": "PZ Antwerpen", "original": "nl"}, kind="local_police")
    office.press("new_organisation_act", office.sheet())
    desk = office.house.desk
    assert desk is not None
    with desk.read() as view:
        zone = view.find(OrganisationEntry, "code = 'PZANT'")[0][0]
    screen.admit(file)
    office.settle()
    sheet = office.fill(organisation=zone, ceiling=Marking.SECRET)
    before = set(file.parent.iterdir())
    office.press("admit_act", sheet)
    assert "Vergelijk" in office.refused()
    assert set(file.parent.iterdir()) == before

    office.tick("words_same")
    for cleared in ({}, {"clearance": Marking.SECRET}):
        office.fill(**cleared)
        office.press("admit_act", sheet)
        assert set(file.parent.iterdir()) == before, "a partner without a clearance that runs reads nothing here"
    office.fill(clearance_until=NEXT_YEAR)
    office.press("admit_act", sheet)
    assert "alleen" in office.refused()
    assert set(file.parent.iterdir()) == before, "he would clear a reader of his own making"
    office.type(second_login="claes", second_passphrase=PASSPHRASES["claes"])
    office.press("admit_act", sheet)
    (invitation,) = set(file.parent.iterdir()) - before
    assert invitation.name in office.said()
    office.load()
    assert "ANT1" in [line.cells[0].text for line in screen._stations.rows.lines]
    with desk.read() as view:
        newcomer = next(one for one in view.directory.officers.values() if one.name == "J. D.")
    assert (newcomer.clearance, newcomer.clearance_until) == (Marking.SECRET, NEXT_YEAR)


def test_of_a_newcomer_only_the_role_that_is_proposed_is_read_until_others_are_asked_for(
    office: Office, tmp_path: Path
) -> None:
    office.open("admin", "stations").admit(a_request(office, tmp_path / "stick"))
    office.settle()
    sheet = office.act_sheet()
    ticks = [one for one in sheet.findChildren(QCheckBox) if one.objectName().startswith("role_")]
    assert [one.objectName() for one in ticks if one.isVisible()] == ["role_partner"]
    office.press("roles_more", sheet)
    assert len([one for one in ticks if one.isVisible()]) == len(Role)
    assert faults(sheet) == []


def a_photograph(text: str) -> QImage:
    """The code as a camera has it: light around it, eight dots a module."""
    rows = code_rows(text)
    small = QImage(len(rows) + 8, len(rows) + 8, QImage.Format.Format_RGB888)
    small.fill(QColor("white"))
    for y, line in enumerate(rows):
        for x, dark in enumerate(line):
            if dark:
                small.setPixelColor(x + 4, y + 4, QColor("black"))
    return small.scaled(small.size() * 8)


def test_the_code_on_the_newcomers_screen_is_compared_from_a_photograph(office: Office, tmp_path: Path) -> None:
    file = a_request(office, tmp_path / "stick")
    office.open("admin", "stations").admit(file)
    office.settle()
    sheet = office.act_sheet()
    code, same = sheet.findChild(RequestCode), sheet.findChild(QCheckBox, "words_same")
    assert code is not None
    assert same is not None
    right = read_join_request(file)[0].hash
    for digest, ticked, said in ((right, True, ""), (bytes(32), False, "andere aanvraag"), (right, True, "")):
        code.pick.take_picture(a_photograph(as_qr_text(REQUEST, digest)))
        office.settle()
        assert (same.isChecked(), bool(said)) == (ticked, bool(office.refused()))
        assert said in office.refused()
    code.pick.take_picture(a_photograph("https://example.org"))
    office.settle()
    assert not same.isChecked()
    assert "foto" in office.refused()


def organisations_offered(office: Office, tmp_path: Path) -> tuple[ActSheet, ReferenceEditor]:
    """Open the admission of a newcomer and the list of organisations on it."""
    screen = office.open("admin", "stations")
    screen.admit(a_request(office, tmp_path / "stick"))
    office.settle()
    admission = office.act_sheet()
    assert admission.form is not None
    editor = admission.form.editor("organisation")
    assert isinstance(editor, ReferenceEditor)
    editor.line.setFocus()
    editor.line.asked_all.emit()
    office.settle()
    return admission, editor


def test_the_newcomers_organisation_is_entered_where_it_is_asked_for_and_chosen(office: Office, tmp_path: Path) -> None:
    admission, editor = organisations_offered(office, tmp_path)
    assert editor.line.offered[-1] == "Nieuwe organisatie…"
    for _ in editor.line.offered[1:]:
        strike(editor.line.popup, Qt.Key.Key_Down)
    strike(editor.line.popup, Qt.Key.Key_Return)
    (entering,) = [one for one in office.sheets() if one is not admission]
    assert isinstance(entering, ActSheet)
    assert entering.form is not None
    assert entering.form.editor("names").value() == {"nl": "PZ Antwerpen", "original": "nl"}, "as the request says"
    entering.form.set_value("code", "PZANT")
    entering.form.set_value("kind", "local_police")
    office.press("new_organisation_act", entering)
    assert editor.name_shown == "PZ Antwerpen"
    admission.reject()


def test_one_click_on_cancel_closes_a_sheet_whose_list_is_open(office: Office, tmp_path: Path) -> None:
    admission, editor = organisations_offered(office, tmp_path)
    assert editor.line.is_open
    QTest.mouseClick(admission.cancel, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.sheets() == []


def test_national_services_are_offered_where_none_is_there(office: Office) -> None:
    screen = office.open("admin")
    office.press("enter_services")
    office.press("services_sheet_act", office.sheet())
    office.load()
    assert not [one for one in screen.findChildren(QAbstractButton, "enter_services") if one.isVisible()]
    office.open("claes")
    assert not [one for one in office.screen.findChildren(QAbstractButton, "enter_services") if one.isVisible()]


def a_second_station(office: Office) -> Id:
    """A workstation that was admitted before."""
    desk = office.house.sit("admin")
    with desk.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(desk))
        uid = unit.create(directory_of(desk), Station(code="ANT1", ceiling=Marking.SECRET, state=AccountState.ACTIVE))
        unit.save(signed=True)
    return uid


def test_a_stolen_workstation_is_revoked_by_two(office: Office) -> None:
    stolen = a_second_station(office)
    screen = office.open("claes", "stations")
    for code, able in (("BRU1", False), ("ANT1", True)):
        assert screen._stations.rows.choose(
            next(line.key for line in screen._stations.rows.lines if line.cells[0].text == code)
        )
        assert screen._stations.revoke.isEnabled() is able
    office.press("revoke_station_button")
    sheet = office.act_sheet()
    office.type(second_login="claes", second_passphrase=PASSPHRASES["claes"])
    office.press("revoke_station_act", sheet)
    assert sheet.isVisible()
    assert office.refused() != "", "one officer is not two"
    office.type(second_login="admin", second_passphrase=PASSPHRASES["admin"])
    office.press("revoke_station_act", sheet)
    desk = office.house.desk
    assert desk is not None
    with desk.read() as view:
        assert view.directory.stations[stolen].state == AccountState.REVOKED
        assert view.directory.stations[stolen].cut_off is None
    assert "ANT1" in office.said()
    office.load()
    assert not screen._stations.revoke.isEnabled(), "it is revoked already"


def test_a_file_that_is_no_request_is_said_so_and_nobody_is_admitted(office: Office, tmp_path: Path) -> None:
    screen = office.open("admin", "stations")
    file = tmp_path / "request.pbundle"
    file.write_bytes(b"no request at all" * 40)
    with office.qtbot.waitSignal(office.kit.door.said) as heard:
        screen.admit(file)
    office.settle()
    assert heard.args is not None
    sentence, bug, _ = heard.args
    assert sentence
    assert not bug
    office.load()
    assert [line.cells[0].text for line in screen._stations.rows.lines] == ["BRU1"]


def test_a_backup_is_written_checked_and_can_be_put_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.open("admin")
    target = tmp_path / "praesidium.backup"
    monkeypatch.setattr(office.kit.chooser, "ask_target", lambda *asked: asked[-1](target))
    office.press("make_backup")
    assert "back-up" in office.said().lower() or "reservekopie" in office.said().lower(), office.said()
    (tmp_path / "elsewhere").mkdir()
    restore_backup(target, tmp_path / "elsewhere" / "store")


@pytest.mark.parametrize("how", ["cancelled", "no such folder", "full"])
def test_a_backup_that_does_not_come_about_leaves_no_file_and_says_why(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    office.open("admin")
    before = set(tmp_path.iterdir())
    target = tmp_path / "gone" / "praesidium.backup" if how == "no such folder" else tmp_path / "praesidium.backup"
    monkeypatch.setattr(office.kit.chooser, "ask_target", lambda *asked: asked[-1](target))
    if how == "full":
        monkeypatch.setattr("app.store.backup.shutil.disk_usage", lambda _: SimpleNamespace(free=10))
    heard: list[tuple[str, bool]] = []
    office.kit.door.said.connect(lambda text, bug, _near: heard.append((text, bug)))
    with stopped_at_once(monkeypatch) if how == "cancelled" else nullcontext():
        office.press("make_backup")
    if how == "cancelled":
        assert heard == []
    else:
        assert [bug for _, bug in heard] == [False]
    assert office.said() == ""
    assert set(tmp_path.iterdir()) == before


def test_the_store_is_verified_and_the_head_is_said(office: Office) -> None:
    office.open("claes")
    office.press("verify_store")
    assert office.said() != ""
    assert any(character.isdigit() for character in office.said())


def test_a_fault_of_the_store_is_said_with_its_place(office: Office) -> None:
    office.open("admin")
    desk = office.house.desk
    assert desk is not None
    with desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE p_officer SET name = 'Somebody else' WHERE login = 'janssens'")
    office.press("verify_store")
    assert office.said() != ""
    assert "Alles" not in office.said()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_nothing_is_cut_faint_or_nameless_once_something_was_said(office: Office) -> None:
    office.open("admin")
    office.press("verify_store")
    assert faults(office.screen) == []
