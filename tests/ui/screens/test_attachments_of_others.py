"""What is attached to a visit or a person: looked at, added and saved as a file, for a reason that stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.core.ids import Id
from app.services.cases.attached_sheets import attached_sheet
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes
from app.ui.files.attachments.attach_sheet import AttachSheet
from app.ui.files.attachments.sheet import AttachmentsSheet
from app.ui.files.attachments.view import AttachmentView
from app.ui.files.leaving_sheet import LeavingSheet
from app.ui.kit.screen import Address, Screen
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.visit.screen import VisitScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world
from tests.unit.services.visit_paper_world import a_visit_on_paper


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def screen_of(work: AtWork, world: PaperWorld, kind: str) -> tuple[Screen, Id]:
    if kind == "person":
        address = Address("person", world.person)
        return work.show(PersonScreen, world.desk, address, on=world.on), world.person
    visit = a_visit_on_paper(world).visit
    return work.show(VisitScreen, world.desk, Address("visit", visit), on=world.on), visit


def sheet_of(work: AtWork, kind: type) -> AttachmentsSheet | AttachSheet | AttachmentView | LeavingSheet:
    found = [one for one in work.sheets() if isinstance(one, kind)]
    assert len(found) == 1, work.sheets()
    return found[0]  # type: ignore[return-value]  # asked above


@pytest.mark.parametrize("kind", ["visit", "person"])
def test_an_attachment_is_added_read_and_saved_out_with_its_reason(
    work: AtWork, world: PaperWorld, kind: str, tmp_path: Path
) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_bytes(b"Dreigbrief")
    screen, root = screen_of(work, world, kind)
    next(one for one in screen.actions_here() if one.id == f"{kind}_attachments").run()
    work.settle()
    sheet = sheet_of(work, AttachmentsSheet)
    assert isinstance(sheet, AttachmentsSheet)
    assert work.there(sheet, "attachments_tab_empty")
    assert faults(sheet) == []
    work.press(sheet, "add_attachment")
    adding = sheet_of(work, AttachSheet)
    assert isinstance(adding, AttachSheet)
    adding._pick.take(letter)
    work.fill(adding, description="Gevonden in de bus")
    work.do(adding)
    [kept] = attached_sheet(world.desk, root, "nl").lines
    assert kept.name == "brief.txt"
    sheet.page.rows.choose(kept.id)
    work.press(sheet, "show_attachment")
    view = sheet_of(work, AttachmentView)
    work.press(view, "attachment_save")
    leaving = sheet_of(work, LeavingSheet)
    assert isinstance(leaving, LeavingSheet)
    out = tmp_path / "uit"
    out.mkdir()
    leaving.folder.setText(str(out))
    work.press(leaving, "file_write")
    assert not list(out.iterdir())  # no reason yet
    leaving.reason.setPlainText("Voor het parket")
    if leaving._second:
        pytest.fail("nobody has to confirm what is unmarked")
    work.press(leaving, "file_write")
    assert (out / "brief.txt").read_bytes() == b"Dreigbrief"
    said = [one.record.description or "" for one in attached_sheet(world.desk, root, "nl").lines]
    assert any("Voor het parket" in one for one in said)
    assert len(sheet.page.rows.lines) == 2
    assert faults(sheet) == []


def test_without_a_station_nothing_is_saved_out(work: AtWork, world: PaperWorld) -> None:
    attach_bytes(world.desk, world.person, b"x", NewAttachment(name="nota.txt"))
    screen = work.show(PersonScreen, world.desk, Address("person", world.person))
    work.press(screen, "person_attachments")
    sheet = sheet_of(work, AttachmentsSheet)
    work.press(sheet, "show_attachment")
    view = sheet_of(work, AttachmentView)
    assert not work.there(view, "attachment_save")
    assert [one.text() for one in view.findChildren(QLabel, "attachment_view_title")] == ["nota.txt"]
