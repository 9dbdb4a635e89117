"""Notes, presences, persons of concern and attachments as an officer works with them in a file."""

import hashlib
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from app.models.enums import Channel, FileState, Marking, PresenceState, Role
from app.models.kinds.directory import OrganisationEntry
from app.models.kinds.threat import FileNote, PersonOfConcern, Presence
from app.services.cases.analyses import request_analysis
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes
from app.services.cases.concerns import concerns_of, record_concern
from app.services.cases.file_overviews import file_overview
from app.services.cases.handing_over import hand_over_files, my_files
from app.services.cases.notes import record_note
from app.services.cases.presences import record_presence
from app.services.cases.reports import record_report
from app.services.trails import Past
from app.ui.files.attachments import reading as attachment_reading
from app.ui.files.attachments import view as attachment_view
from app.ui.files.attachments.view import AttachmentView
from app.ui.files.leaving_sheet import LeavingSheet
from app.ui.forms.acting import ActSheet
from app.ui.kit.picking import FilePick
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.attachments_tab import AttachmentsTab
from app.ui.screens.threat_file.concerns_page import ConcernsPage
from app.ui.screens.threat_file.notes_tab import NotesTab
from app.ui.screens.threat_file.presence_tab import PresenceTab
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.reads import attachments_of, notes_of, presences_of
from tests.station_world import a_report, a_request
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

DAY = timedelta(days=1)
HTML = b"<b>Ik weet waar u woont.</b>"
MAIL = (
    b"From: =?utf-8?q?Andr=C3=A9?= <a@example.org>\r\nTo: kabinet@example.be\r\nSubject: Bericht\r\n"
    b"Date: Fri, 20 Nov 2026 09:15:00 +0100\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="A"\r\n\r\n--A\r\n\r\nIk weet waar u woont.\r\n'
    b"--A\r\nContent-Type: text/plain; name=lijst.txt\r\n\r\n12.04 school\r\n"
    b"--A\r\nContent-Type: application/vnd.ms-outlook; name=oud.msg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    b"0M8R4KGxGuE=\r\n--A\r\nContent-Type: message/rfc822\r\n\r\n"
    b"From: b@example.org\r\nSubject: Eerder\r\n\r\nWacht.\r\n"
    b"--A--\r\n"
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld, tab: str) -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, tab))


def lines(screen: QWidget, page: type[QWidget]) -> list[list[str]]:
    rows = one(screen, page).findChild(Rows)
    assert isinstance(rows, Rows)
    return [[cell.plain.replace("\u00a0", " ") for cell in line.cells] for line in rows.lines]


def one(screen: QWidget, page: type[QWidget]) -> Any:
    found = screen.findChild(page)
    assert found is not None
    return found


def offered(screen: ThreatFileScreen) -> dict[str, Any]:
    return {action.id: action.run for action in screen.actions_here()}


def run(work: AtWork, screen: ThreatFileScreen, name: str) -> ActSheet:
    offered(screen)[name]()
    work.settle()
    return work.sheet()


# Notes


def test_a_note_is_written_and_stands_in_the_list_with_its_follow_up(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "notes")
    work.press(screen, "add_note")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "text")
    late = world.desk.today() - DAY
    work.fill(sheet, text="Voelt zich gevolgd", with_whom="mevrouw", channel=Channel.PHONE, follow_up="terugbellen")
    work.fill(sheet, follow_up_by=late)
    work.do(sheet)
    assert work.sheets() == []
    [line] = lines(screen, NotesTab)
    assert line[1:3] == ["mevrouw, Telefonisch", "Voelt zich gevolgd"] or line[2] == "Voelt zich gevolgd"
    assert line[3]
    assert work.said(screen, "notes_tab_detail_text") == "Voelt zich gevolgd"


def test_a_note_is_corrected_by_a_new_one_that_begins_with_its_words(work: AtWork, world: PaperWorld) -> None:
    wrong = record_note(world.desk, world.file, FileNote(text="om 8 u."))
    screen = opened(work, world, "notes")
    work.press(screen, "correct_note")
    sheet = work.sheet()
    assert sheet.form is not None
    assert sheet.form.values()["text"] == "om 8 u."
    work.fill(sheet, text="om 9 u.")
    work.do(sheet)
    assert {one.record.text: one.corrected_by is None for one in notes_of(world.desk, world.file)} == {
        "om 8 u.": False, "om 9 u.": True,
    }  # fmt: skip
    one(screen, NotesTab).rows.choose(wrong)
    assert not work.there(screen, "correct_note")


def test_a_follow_up_that_was_done_waits_no_more(work: AtWork, world: PaperWorld) -> None:
    today = world.desk.today()
    record_note(world.desk, world.file, FileNote(text="gebeld", follow_up="terugbellen", follow_up_by=today - DAY))
    screen = opened(work, world, "notes")
    work.press(screen, "follow_up_done")
    work.fill(work.sheet(), text="teruggebeld, alles rustig")
    work.do(work.sheet())
    assert [one.late for one in notes_of(world.desk, world.file)] == [False, False]
    assert not work.there(screen, "follow_up_done")


def test_what_was_typed_of_a_note_comes_back(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "notes")
    sheet = run(work, screen, "file_note")
    work.fill(sheet, text="half getypt")
    sheet.reject()
    work.settle()
    screen.take_up(f"note:{world.file.hex()}")
    work.settle()
    again = work.sheet().form
    assert again is not None
    assert again.values()["text"] == "half getypt"


# Presence and consent


def test_a_presence_is_recorded_changed_removed_and_put_back(work: AtWork, world: PaperWorld) -> None:
    screen, today = opened(work, world, "presence"), world.desk.today()
    assert lines(screen, PresenceTab)[0][1] != ""
    work.press(screen, "add_presence")
    sheet = work.sheet()
    work.fill(sheet, person=world.person, state=PresenceState.ABROAD, from_on=today, to_on=today - DAY)
    work.do(sheet)
    assert work.refused_at(sheet, "to_on")
    work.fill(sheet, to_on=today + DAY)
    work.do(sheet)
    [mine] = presences_of(world.desk, world.file)
    one(screen, PresenceTab).rows.choose(mine.id)
    work.press(screen, "change_presence")
    work.fill(work.sheet(), to_on=today + 3 * DAY)
    work.do(work.sheet())
    assert presences_of(world.desk, world.file)[0].record.to_on == today + 3 * DAY
    one(screen, PresenceTab).rows.choose(mine.id)
    work.press(screen, "remove_presence")
    assert presences_of(world.desk, world.file) == []
    work.press(screen, "undo_bar_act")
    assert [line.id for line in presences_of(world.desk, world.file)] == [mine.id]


def test_consent_and_conduct_advice_are_recorded_beside_the_person(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "presence")
    work.press(screen, "record_consent")
    sheet = work.sheet()
    work.fill(sheet, accepted=False, conduct_signed_on=world.desk.today())
    work.do(sheet)
    record = file_overview(world.desk, world.file).involved[0].record
    assert (record.accepted, record.accepted_on) == (False, world.desk.today())
    assert record.conduct_signed_on == world.desk.today()


# Persons of concern


def test_a_person_of_concern_stands_under_the_reports_with_the_report_and_its_grading(
    work: AtWork, world: PaperWorld
) -> None:
    screen = opened(work, world, "concerns")
    work.press(screen, "add_concern")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "family_name")
    work.fill(sheet, family_name="Onbekend", given_names="Jan", phones=("0470 12 34 56",))
    work.do(sheet)
    [found] = concerns_of(world.desk, world.file)
    assert found.record is not None
    assert found.record.phones == ("+32470123456",)
    assert lines(screen, ConcernsPage)[0][0] == "Jan Onbekend"
    work.press(screen, "edit_concern")
    work.fill(work.sheet(), aliases=("de Pet",))
    work.do(work.sheet())
    assert lines(screen, ConcernsPage)[0][0] == "Jan Onbekend, de Pet"
    work.press(screen, "unlink_concern")
    assert concerns_of(world.desk, world.file) == []
    work.press(screen, "undo_bar_act")
    assert len(concerns_of(world.desk, world.file)) == 1


def test_a_known_person_of_concern_is_linked_and_remarked_on(work: AtWork, world: PaperWorld) -> None:
    concern = record_concern(world.desk, world.file, PersonOfConcern(family_name="Onbekend")).id
    report = record_report(world.desk, world.file, a_report())
    screen = opened(work, world, "concerns")
    work.press(screen, "link_concern")
    sheet = work.sheet()
    work.fill(sheet, concern=concern)
    work.do(sheet)
    assert work.refused_at(sheet, "report"), "it is linked to the file already"
    work.fill(sheet, report=report)
    work.do(sheet)
    assert [line[2] for line in lines(screen, ConcernsPage)] == ["", "B2"]
    page = one(screen, ConcernsPage)
    page.opened.emit(page.rows.key)
    work.settle()
    work.fill(work.sheet(), remarks="buurman")
    work.do(work.sheet())
    assert "buurman" in {line[3] for line in lines(screen, ConcernsPage)}


def test_as_of_a_past_moment_everything_is_shown_and_nothing_offered(work: AtWork, world: PaperWorld) -> None:
    record_note(world.desk, world.file, FileNote(text="gebeld"))
    record_presence(world.desk, world.file, Presence(person=world.person, state=PresenceState.AWAY))
    attach_bytes(world.desk, world.file, b"x", NewAttachment(name="nota.txt"))
    moment = world.desk.clock.now()
    record_note(world.desk, world.file, FileNote(text="later"))
    for tab, page, button in (
        ("notes", NotesTab, "add_note"), ("presence", PresenceTab, "add_presence"),
        ("attachments", AttachmentsTab, "add_attachment"),
    ):  # fmt: skip
        screen = opened(work, world, tab)
        screen.show_as_of(moment, Past.KNOWN_HERE)
        work.settle()
        assert len(lines(screen, page)) >= 1
        assert not work.there(screen, button)
        assert "later" not in {cell for line in lines(screen, page) for cell in line}


def test_who_has_no_right_to_the_threat_part_sees_no_person_of_concern(work: AtWork, world: PaperWorld) -> None:
    record_concern(world.desk, world.file, PersonOfConcern(family_name="Onbekend"))
    approver = sit(world.admin, world.on, "A. Pprover", Role.APPROVER)
    screen = work.show(ThreatFileScreen, approver, Address("threat_file", world.file, "concerns"))
    assert not work.there(screen, "add_concern")
    assert not work.there(screen, "unlink_concern")
    assert not {"file_note", "file_presence", "file_concern", "file_attach", "hand_over"} & set(offered(screen))


# Attachments


def jpeg() -> bytes:
    held = BytesIO()
    Image.new("RGB", (60, 40), (90, 60, 40)).save(held, "JPEG")
    return held.getvalue()


def test_a_dropped_file_is_attached_with_what_is_said_of_it(work: AtWork, world: PaperWorld, tmp_path: Path) -> None:
    letter = tmp_path / "brief.pdf"
    letter.write_bytes(b"%PDF-1.7 letter")
    screen = opened(work, world, "attachments")
    drop(one(screen, AttachmentsTab), letter)
    sheet = work.sheet()
    work.fill(sheet, description="Dreigbrief", marking=Marking.CONFIDENTIAL)
    work.do(sheet)
    [line] = attachments_of(world.desk, world.file)
    assert (line.name, line.record.description, line.marking) == ("brief.pdf", "Dreigbrief", Marking.CONFIDENTIAL)
    assert lines(screen, AttachmentsTab)[0][0] == "brief.pdf, Dreigbrief"


def drop(target: QWidget, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    target.dropEvent(event)  # Qt itself sends it only to where something is being dragged
    QApplication.processEvents()


def test_without_a_file_nothing_is_attached_and_a_pasted_picture_is_one(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "attachments")
    work.press(screen, "add_attachment")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused(sheet)
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    work.press(sheet, "paste_picture")
    work.do(sheet)
    [line] = attachments_of(world.desk, world.file)
    assert (line.name, line.record.media_type) == ("clipboard.png", "image/png")


def test_a_file_that_cannot_be_read_is_refused_and_what_was_typed_stands(
    work: AtWork, world: PaperWorld, tmp_path: Path
) -> None:
    screen = opened(work, world, "attachments")
    work.press(screen, "add_attachment")
    sheet = work.sheet()
    pick = sheet.findChild(FilePick)
    assert isinstance(pick, FilePick)
    pick.take(tmp_path / "weg.pdf")
    work.fill(sheet, description="blijft staan")
    work.do(sheet)
    assert work.refused(sheet)
    assert sheet.form is not None
    assert sheet.form.values()["description"] == "blijft staan"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("picture", "picture"),
        ("program", "attachment_message"),
        ("half", "attachment_message"),
        ("text", "attachment_text"),
    ],
)
def test_an_attachment_is_shown_from_memory_or_said_not_to_be(
    work: AtWork, world: PaperWorld, data: str, shown: str
) -> None:
    content = {"picture": jpeg(), "program": b"MZ\x90", "half": jpeg()[:99], "text": HTML}[data]
    attach_bytes(world.desk, world.file, content, NewAttachment(name="foto.jpg"))
    screen = opened(work, world, "attachments")
    work.press(screen, "show_attachment")
    view = work.sheets()[0]
    assert isinstance(view, AttachmentView)
    assert work.there(view, shown)
    if shown == "attachment_message":
        assert work.said(view, shown)
    if shown == "attachment_text":
        assert one(view, QPlainTextEdit).toPlainText() == HTML.decode()  # as it is: never as HTML
    assert not work.there(view, "attachment_save")  # nowhere to prove a second officer: see the next


def told(view: QWidget, name: str) -> str:
    found = view.findChild(QPlainTextEdit, name)
    assert isinstance(found, QPlainTextEdit)
    return found.toPlainText()


def fact(view: QWidget, number: int) -> str:
    """Return a fact of a mail; what was shown before may not be gone yet."""
    found = view.findChildren(QLabel, f"mail_facts_value_{number}")
    return found[-1].text().replace("\u00a0", " ")


def test_a_mail_is_read_with_what_it_brought_along_and_one_pages_on_to_the_next(
    work: AtWork, world: PaperWorld
) -> None:
    for data, name in ((b"nota", "nota.txt"), (MAIL, "bericht.eml")):
        attach_bytes(world.desk, world.file, data, NewAttachment(name=name))
    screen = opened(work, world, "attachments")
    work.press(screen, "show_attachment")
    view = work.sheets()[0]
    facts = [fact(view, n) for n in range(4)]
    assert facts == ["André <a@example.org>", "kabinet@example.be", "20 nov 2026 09:15", "Bericht"]
    assert told(view, "mail_text").strip() == "Ik weet waar u woont."
    assert hashlib.sha256(MAIL).hexdigest() in work.said(view, "attachment_about")
    rows = view.findChild(Rows, "mail_attachments")
    assert isinstance(rows, Rows)
    found = [[cell.plain for cell in line.cells[:2]] for line in rows.lines]
    assert found == [
        ["lijst.txt", "Tekst"],
        ["oud.msg", "Kan hier niet worden getoond"],
        ["Eerder.eml", "E-mailbericht"],
    ]
    assert faults(view) == []

    shown = {0: "attachment_text", 1: "attachment_message", 2: "mail"}
    for at, page in shown.items():
        rows.choose(at)
        QTest.keyClick(rows, Qt.Key.Key_Return)
        work.settle()
        assert work.there(view, page)
        if at == 2:
            assert fact(view, 0) == "b@example.org"
            assert not work.there(view, "mail_attachments")
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        work.qtbot.waitUntil(lambda: work.there(view, "mail") and fact(view, 3) == "Bericht")  # a key presses softly
    assert not work.there(view, "attachment_back")

    QTest.keyClick(view, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    work.qtbot.waitUntil(lambda: work.there(view, "attachment_text"))
    assert (work.said(view, "attachment_view_title"), view.accessibleName()) == ("nota.txt", "nota.txt")
    assert told(view, "attachment_text") == "nota"
    assert work.said(view, "attachment_count") == "2 van 2"
    work.press(view, "attachment_previous")
    assert work.there(view, "mail")


def test_nothing_of_an_attachment_is_told_apart_on_the_thread_that_paints(
    work: AtWork, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    at: list[tuple[str, bool]] = []

    def watched(name: str) -> None:
        real = getattr(attachment_reading, name)

        def told(*given: object) -> object:
            at.append((name, threading.current_thread() is threading.main_thread()))
            return real(*given)

        monkeypatch.setattr(attachment_reading, name, told)

    for name in ("look_at", "begins_as_mail", "text_of", "kind_of"):
        watched(name)
    monkeypatch.setattr(attachment_view, "look_at", attachment_reading.look_at)
    attach_bytes(world.desk, world.file, MAIL, NewAttachment(name="bericht.eml"))
    screen = opened(work, world, "attachments")
    work.press(screen, "show_attachment")
    assert work.there(work.sheets()[0], "mail")
    assert {name for name, _ in at} == {"look_at", "begins_as_mail", "text_of", "kind_of"}
    assert not any(here for _, here in at)


def test_an_attachment_is_saved_as_a_file_for_a_reason_that_a_note_keeps(
    work: AtWork, world: PaperWorld, tmp_path: Path
) -> None:
    attach_bytes(world.desk, world.file, b"PK\x03\x04", NewAttachment(name="verslag.docx"))
    address = Address("threat_file", world.file, "attachments")
    screen = work.show(ThreatFileScreen, world.desk, address, on=world.on)
    work.press(screen, "show_attachment")
    work.press(work.sheets()[0], "attachment_save")
    sheet = one(screen, LeavingSheet)
    assert faults(sheet) == []
    sheet.folder.setText(str(tmp_path))
    work.press(sheet, "file_write")
    assert not (tmp_path / "verslag.docx").exists()  # no reason yet
    sheet.reason.setPlainText("Voor het parket")
    work.press(sheet, "file_write")
    assert (tmp_path / "verslag.docx").read_bytes() == b"PK\x03\x04"
    assert [path.name for path in tmp_path.glob("*.tmp")] == []
    [note] = notes_of(world.desk, world.file)
    assert "Voor het parket" in (note.record.text or "")


def test_the_originators_consent_is_recorded_with_who_said_so(work: AtWork, world: PaperWorld) -> None:
    with world.desk.read() as view:
        other = next(
            uid for uid, found in view.directory.organisations.items()
            if isinstance(found, OrganisationEntry) and uid != view.facts.organisation
        )  # fmt: skip
    attach_bytes(world.desk, world.file, b"x", NewAttachment(name="nota.txt", originator=other))
    screen = opened(work, world, "attachments")
    work.press(screen, "originator_consent")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "organisation")
    work.fill(sheet, organisation=other, by_whom="majoor Vos", remarks="per brief")
    work.do(sheet)
    assert attachments_of(world.desk, world.file)[0].consented == {other}
    assert notes_of(world.desk, world.file)[0].record.text == "majoor Vos: per brief"


# Quiet days and hand-over


def test_a_file_is_suspended_with_a_reason_and_resumed(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "overview")
    sheet = run(work, screen, "file_suspend")
    work.do(sheet)
    assert work.refused_at(sheet, "reason")
    work.fill(sheet, reason="een jaar in het buitenland")
    work.do(sheet)
    assert state(world) is FileState.SUSPENDED
    assert "file_suspend" not in offered(screen)
    work.do(run(work, screen, "file_resume"))
    assert state(world) is FileState.OPEN


def state(world: PaperWorld) -> FileState | None:
    record = file_overview(world.desk, world.file).record
    assert record is not None
    return record.state


def test_all_my_files_are_handed_over_until_a_day_and_taken_back(work: AtWork, world: PaperWorld) -> None:
    colleague = sit(world.admin, world.on, "C. Ollega", Role.FILE_OFFICER)
    screen = opened(work, world, "overview")
    sheet = run(work, screen, "hand_over")
    work.fill(sheet, stand_in=world.desk.officer, stand_in_to=world.desk.today() + DAY)
    work.do(sheet)
    assert work.refused_at(sheet, "stand_in")
    work.fill(sheet, stand_in=colleague.officer, stand_in_to=date(2020, 1, 1))
    work.do(sheet)
    assert work.refused_at(sheet, "stand_in_to")
    work.fill(sheet, stand_in_to=world.desk.today() + DAY)
    work.do(sheet)
    assert {one.stand_in for one in my_files(world.desk)} == {colleague.officer}
    work.do(run(work, screen, "take_back"))
    assert {one.stand_in for one in my_files(world.desk)} == {None}


def test_a_file_is_given_to_another_officer_for_good(work: AtWork, world: PaperWorld) -> None:
    colleague = sit(world.admin, world.on, "C. Ollega", Role.FILE_OFFICER)
    approver = sit(world.admin, world.on, "A. Ndere", Role.AUDITOR)
    screen = opened(work, world, "overview")
    sheet = run(work, screen, "file_give")
    work.fill(sheet, file_officer=approver.officer)
    work.do(sheet)
    assert work.refused_at(sheet, "file_officer")
    work.fill(sheet, file_officer=colleague.officer)
    work.do(sheet)
    record = file_overview(colleague, world.file).record
    assert record is not None
    assert record.file_officer == colleague.officer


def test_the_overview_says_who_stands_in_and_how_long_each_step_took(work: AtWork, world: PaperWorld) -> None:
    colleague = sit(world.admin, world.on, "C. Ollega", Role.FILE_OFFICER)
    hand_over_files(world.desk, colleague.officer, world.desk.today() + DAY)
    request_analysis(world.desk, world.file, a_request(world.cuta))
    screen = opened(work, world, "overview")
    assert any("C. Ollega, " in said for said in texts(screen))
    assert work.there(screen, "overview_times")
    assert faults(screen) == []


def test_the_consent_of_who_wrote_a_report_is_recorded_for_the_threat_part(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    assert "file_originator" not in offered(screen)
    with world.desk.read() as view:
        other = next(uid for uid in view.directory.organisations if uid != view.facts.organisation)
        threat = view.part(world.file, "file_threat")
    record_report(world.desk, world.file, a_report(originator=other))
    screen.load()
    work.settle()
    sheet = run(work, screen, "file_originator")
    work.fill(sheet, organisation=other, by_whom="majoor Vos")
    work.do(sheet)
    with world.desk.read() as view:
        assert view.thing(threat).consented == {other}


# What every page holds


def test_nothing_is_cut_and_all_of_it_is_readable_in_every_language(work: AtWork, world: PaperWorld) -> None:
    record_note(world.desk, world.file, FileNote(text="lang " * 200, with_whom="wie " * 30))
    record_presence(world.desk, world.file, Presence(person=world.person, state=PresenceState.AWAY))
    record_concern(world.desk, world.file, PersonOfConcern(description="man met rode pet"))
    attach_bytes(world.desk, world.file, jpeg(), NewAttachment(name="x" * 300 + ".jpg", description="lang " * 60))
    for tab in ("notes", "presence", "concerns", "attachments"):
        screen = opened(work, world, tab)
        assert faults(screen) == []
        screen.close()
