"""An originator's consent is withdrawn from the file's menu: which, who said so, and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox

from app.core.ids import Id
from app.models.kinds.threat import FileNote
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes
from app.services.cases.labels import label_of, record_originator_consent
from app.services.cases.originators import agreed_in
from app.services.cases.reports import record_report
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.reads import attachments_of
from tests.station_world import a_report
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def house(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def other(house: PaperWorld) -> Id:
    with house.desk.read() as view:
        return min(uid for uid in view.directory.organisations if uid != view.facts.organisation)


@pytest.fixture
def threat(house: PaperWorld, other: Id) -> Id:
    with house.desk.read() as view:
        return view.part(house.file, "file_threat")


def opened(work: AtWork, house: PaperWorld) -> ThreatFileScreen:
    screen = work.show(ThreatFileScreen, house.desk, Address("threat_file", house.file))
    {one.id: one.run for one in screen.actions_here()}["file_originator_withdrawn"]()
    work.settle()
    return screen


def test_where_nothing_was_agreed_it_says_where_that_is_recorded(work: AtWork, house: PaperWorld) -> None:
    opened(work, house)
    sheet = work.sheet()
    assert "geen instemming" in work.said(sheet, "withdraw_originator_hint")
    assert not sheet.act_button.isEnabled()
    assert faults(sheet) == []
    sheet.reject()


def test_consent_is_withdrawn_with_who_said_so(work: AtWork, house: PaperWorld, other: Id, threat: Id) -> None:
    record_report(house.desk, house.file, a_report(originator=other))
    record_originator_consent(house.desk, threat, other, "majoor Vos, per brief")
    assert [(one.stream, one.organisation) for one in agreed_in(house.desk, house.file, "nl")] == [(threat, other)]
    opened(work, house)
    sheet = work.sheet()
    choice = sheet.findChild(QComboBox, "agreed")
    assert choice is not None
    assert choice.count() == 1
    assert choice.currentText().startswith("Meldingen en analyses → ")
    assert faults(sheet) == []
    assert english(sheet, "nl") == []
    work.do(sheet)
    assert work.refused_at(sheet, "by_whom")
    work.fill(sheet, by_whom="majoor Vos", remarks="per mail")
    work.do(sheet)
    assert work.sheets() == []
    assert label_of(house.desk, threat).record.consented == ()
    with house.desk.read() as view:
        assert "majoor Vos: per mail" in [note.text for _, note in view.find(FileNote, "file = ?", house.file)]


def test_what_was_typed_of_it_comes_back_from_the_drafts(
    work: AtWork, house: PaperWorld, other: Id, threat: Id
) -> None:
    record_originator_consent(house.desk, threat, other, "toch wel")
    screen = opened(work, house)
    sheet = work.sheet()
    work.fill(sheet, by_whom="half getypt")
    sheet.reject()
    work.settle()
    screen.take_up(f"originator_withdrawn:{house.file.hex()}")
    work.settle()
    again = work.sheet()
    assert again.form is not None
    assert again.form.editor("by_whom").value() == "half getypt"
    again.form.discard()
    again.reject()
    work.settle()


def test_beside_an_attachment_the_door_is_there_once_somebody_may_have_it(
    work: AtWork, house: PaperWorld, other: Id
) -> None:
    attach_bytes(house.desk, house.file, b"een brief", NewAttachment(name="brief.txt", originator=other))
    screen = work.show(ThreatFileScreen, house.desk, Address("threat_file", house.file, "attachments"))
    assert not work.there(screen, "originator_withdrawn")
    [line] = attachments_of(house.desk, house.file)
    record_originator_consent(house.desk, line.stream, other, "per brief")
    screen.load()
    work.settle()
    work.press(screen, "originator_withdrawn")
    sheet = work.sheet()
    choice = sheet.findChild(QComboBox, "agreed")
    assert choice is not None
    assert any(choice.itemText(at).startswith("brief.txt → ") for at in range(choice.count()))
    sheet.reject()
