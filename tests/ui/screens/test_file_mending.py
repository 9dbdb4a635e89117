"""What stands in a file is mended from its screen: recusals, corrections, markings, requests, what takes long."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar

from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.enums import Channel, InformationGrade, Marking, Role, SourceGrade, SubjectKind, ThreatKind, ThreatLevel
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.paper import Attachment
from app.models.kinds.threat import AnalysisRequest, FileNote, ThreatAnalysis, ThreatFile, ThreatReport
from app.services.cases.analyses import request_analysis
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_file, attach_several
from app.services.cases.executions import report_execution
from app.services.cases.handing_over import my_files
from app.services.cases.reports import record_report
from app.services.desk import Desk
from app.store.audit import read_back
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.attachments_tab import AttachmentsTab
from app.ui.screens.threat_file.reports_tab import ReportsTab
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.reads import attachments_of
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path_factory.mktemp("mending"))
    yield made
    made.admin.store.close()


@pytest.fixture(scope="module")
def colleague(house: PaperWorld) -> Desk:
    return sit(house.admin, house.on, "Rik Collega", Role.FILE_OFFICER)


def opened(work: AtWork, world: PaperWorld, tab: str = "") -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, tab))


def offer(work: AtWork, screen: ThreatFileScreen, name: str) -> ActSheet:
    {one.id: one.run for one in screen.actions_here()}[name]()
    work.settle()
    sheet = work.sheet()
    assert english(sheet, "nl") == []
    return sheet


def record(world: PaperWorld) -> ThreatFile:
    with world.desk.read() as view:
        return view.get(ThreatFile, world.file)


def notes(world: PaperWorld) -> list[str]:
    with world.desk.read() as view:
        return [one.text or "" for _, one in view.find(FileNote, "file = ?", world.file)]


def test_an_officer_is_recused_with_why_and_let_back(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    screen = opened(work, house)
    assert "file_end_recusal" not in {one.id for one in screen.actions_here()}
    sheet = offer(work, screen, "file_recuse")
    work.fill(sheet, officer=colleague.officer)
    work.do(sheet)
    assert work.refused_at(sheet, "reason")
    work.fill(sheet, reason="Familie van de betrokkene")
    work.do(sheet)
    assert record(house).recused == (colleague.officer,)
    assert "Familie van de betrokkene" in notes(house)
    sheet = offer(work, screen, "file_end_recusal")
    work.fill(sheet, officer=colleague.officer, reason="Niet langer familie")
    work.do(sheet)
    assert record(house).recused == ()


def test_a_substitute_approver_is_named_with_why(work: AtWork, house: PaperWorld) -> None:
    screen = opened(work, house)
    sheet = offer(work, screen, "file_substitute")
    work.fill(sheet, decider="de minister van Justitie", reason="Het dossier betreft de minister")
    work.do(sheet)
    assert record(house).substitute_approver == "de minister van Justitie"
    assert any("de minister van Justitie" in text for text in texts(screen))
    sheet = offer(work, screen, "file_substitute")
    work.fill(sheet, decider="", reason="Niet meer nodig")
    work.do(sheet)
    assert record(house).substitute_approver is None


def test_a_report_is_corrected_by_a_new_one_and_the_former_says_so(work: AtWork, house: PaperWorld) -> None:
    first = ThreatReport(
        form="letter", description="Brief in de bus", source_grade=SourceGrade.B,
        information_grade=next(iter(InformationGrade)),
    )  # fmt: skip
    former = record_report(house.desk, house.file, first)
    screen = opened(work, house, "reports")
    work.press(screen, "correct_report")
    sheet = work.sheet()
    assert sheet.form is not None
    assert sheet.form.editor("description").value() == "Brief in de bus"
    work.fill(sheet, description="Brief onder de deur")
    work.do(sheet)
    with house.desk.read() as view:
        [later] = [one for _, one in view.find(ThreatReport, "file = ?", house.file) if one.corrects == former]
    assert later.description == "Brief onder de deur"
    rows = screen.findChild(Rows, "reports_tab_rows")
    assert rows is not None
    assert [line.cells[2].under for line in rows.lines if line.key == former] == ["verbeterd"]
    assert faults(screen) == []


def test_a_request_is_given_another_day(work: AtWork, house: PaperWorld) -> None:
    asked = AnalysisRequest(service=house.cuta, question="Welk niveau?", wanted_by=date(2026, 11, 25))
    request = request_analysis(house.desk, house.file, asked)
    screen = opened(work, house, "analyses")
    rows = screen.findChild(Rows, "requests_rows")
    assert rows is not None
    rows.choose(request)
    work.press(screen, "change_request")
    sheet = work.sheet()
    work.fill(sheet, wanted_by=date(2026, 12, 4), reference="2026/77")
    work.do(sheet)
    with house.desk.read() as view:
        moved = view.get(AnalysisRequest, request)
    assert (moved.wanted_by, moved.reference, moved.question) == (date(2026, 12, 4), "2026/77", "Welk niveau?")


def test_an_analysis_is_of_a_person_where_one_is_chosen(work: AtWork, house: PaperWorld) -> None:
    screen = opened(work, house, "analyses")
    work.press(screen, "add_analysis")
    sheet = work.sheet()
    work.fill(sheet, service=house.cuta, kind=ThreatKind.STALKING, level=ThreatLevel.MEDIUM, subject=house.person,
              dated=date(2026, 11, 20))  # fmt: skip
    work.do(sheet)
    assert work.sheets() == []
    with house.desk.read() as view:
        found = [one for _, one in view.find(ThreatAnalysis, "file = ?", house.file) if one.dated == date(2026, 11, 20)]
    assert [(one.subject, one.subject_kind) for one in found] == [(house.person, SubjectKind.PERSON)]


def test_all_that_was_reported_of_a_measure_is_read_in_one_place(work: AtWork, house: PaperWorld) -> None:
    measure = next(iter(house.measures.values()))
    day = date(2026, 11, 20)
    done = ExecutionReport(from_on=day, to_on=day, planned=3, done=2, incidents="Een grijze bestelwagen")
    report_execution(house.desk, measure, done)
    screen = opened(work, house, "measures")
    assert screen._measures is not None
    screen._measures.choose(measure)
    work.press(screen, "show_executions")
    [sheet] = work.sheets()
    assert faults(sheet) == []
    assert english(sheet, "nl") == []
    assert any("Een grijze bestelwagen" in text for text in texts(sheet))
    sheet.close()


def test_a_report_that_was_typed_wrong_is_corrected_and_stays_crossed_out(work: AtWork, house: PaperWorld) -> None:
    measure = list(house.measures.values())[1]
    day = date(2026, 11, 20)
    report_execution(house.desk, measure, ExecutionReport(from_on=day, to_on=day, planned=3, done=33))
    screen = opened(work, house, "measures")
    assert screen._measures is not None
    screen._measures.choose(measure)
    work.press(screen, "show_executions")
    [listed] = work.sheets()
    work.press(listed, "correct_report")
    sheet = work.sheet()
    assert english(sheet, "nl") == []
    work.fill(sheet, done=3)
    work.do(sheet)

    work.press(screen, "show_executions")
    [listed] = work.sheets()
    rows = listed.findChild(Rows)
    assert rows is not None
    struck = {line.cells[1].text: line.cells[1].struck for line in rows.lines}
    assert struck == {"3 van 3": False, "33 van 3": True}
    assert work.there(listed, "correct_report")
    rows.selectRow(next(at for at, line in enumerate(rows.lines) if line.cells[1].struck))
    assert "verbeterd" in " ".join(texts(listed)).lower()
    assert not work.there(listed, "correct_report")
    listed.close()


def test_the_marking_of_the_file_is_raised_with_why(work: AtWork, house: PaperWorld) -> None:
    screen = opened(work, house)
    with house.desk.read() as view:
        core = view.part(house.file, "file_core")
        before = view.thing(core).marking
    sheet = offer(work, screen, "file_marking")
    raised = Marking.SECRET if before != Marking.SECRET else Marking.CONFIDENTIAL
    work.fill(sheet, marking=raised, description="Nieuwe bron")
    work.do(sheet)
    assert work.sheets() == []
    with house.desk.read() as view:
        assert view.thing(core).marking == raised
    assert "Nieuwe bron" in notes(house)


def attached(world: PaperWorld) -> list[Id]:
    with world.desk.read() as view:
        return [uid for uid, _ in view.find(Attachment, "1")]


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(
    work: AtWork, house: PaperWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.bin"
    path.write_bytes(b"0123456789abcdef" * 300_000)
    before = attached(house)
    screen = opened(work, house, "attachments")
    page = screen.findChild(AttachmentsTab)
    assert isinstance(page, AttachmentsTab)
    page.added.emit([path])
    work.settle()
    sheet = work.sheet()
    bar = sheet.findChild(QProgressBar, "attach_progress")
    assert bar is not None
    seen: list[int] = []
    bar.valueChanged.connect(seen.append)
    place, keep = "app.ui.files.attachments.attach_sheet.attach_file", attach_file

    def stopped(
        desk: Desk, subject: Id, path: Path, new: NewAttachment, progress: Progress, cancel: Cancel
    ) -> Id:  # fmt: skip
        cancel.request()
        return keep(desk, subject, path, new, progress, cancel)

    monkeypatch.setattr(place, stopped)
    work.do(sheet)
    assert attached(house) == before
    assert "Er werd niets bijgevoegd" in work.refused(sheet)
    monkeypatch.setattr(place, keep)
    work.do(sheet)
    assert work.sheets() == []
    assert len(attached(house)) == len(before) + 1
    assert max(seen) > 1


def test_a_hand_over_is_undone_where_it_is_told(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    screen = opened(work, house)
    sheet = offer(work, screen, "hand_over")
    work.fill(sheet, stand_in=colleague.officer, stand_in_to=date(2026, 12, 1))
    work.do(sheet)
    if not any(one.stand_in == colleague.officer for one in my_files(house.desk)):
        pytest.fail("nothing was handed over")
    work.press(screen, "undo_bar_act")
    assert all(one.stand_in is None for one in my_files(house.desk))


def test_the_source_of_a_report_is_under_seal_and_opened_with_why(work: AtWork, house: PaperWorld) -> None:
    report = ThreatReport(
        form="letter", description="Met een bron", source="Een buurvrouw", source_grade=SourceGrade.B,
        information_grade=InformationGrade.TWO,
    )  # fmt: skip
    made = record_report(house.desk, house.file, report)
    screen = opened(work, house, "reports")
    reports = screen.findChild(ReportsTab)
    assert isinstance(reports, ReportsTab)
    reports.rows.choose(made)
    assert "Verzegeld" in texts(reports)
    assert "tijdstip niet bekend" in " ".join(cell.plain for line in reports.rows.lines for cell in line.cells)
    work.press(reports, "open_source")
    work.press(screen, "reveal_reason_linked")
    assert "Een buurvrouw" in texts(reports)
    assert "Verzegeld" not in texts(reports)
    with house.desk.read() as view:
        last = next(line.body for line in read_back(view.connection) if line.body is not None)
    assert (last.act, list(last.subjects), last.reason) == ("reveal", [made], "linked")
    reports.cover_up()
    assert "Een buurvrouw" not in texts(reports)
    reports.rows.opened.emit(made)
    work.settle()
    assert work.sheet().objectName() == "correct_report"
    work.sheet().reject()


def test_several_files_are_attached_at_once_and_one_that_is_refused_hinders_no_other(
    work: AtWork, house: PaperWorld, tmp_path: Path
) -> None:
    paths = [tmp_path / name for name in ("een.txt", "leeg.txt", "weg.txt", "twee.txt")]
    for path, data in zip(paths, (b"1", b"", None, b"2"), strict=True):
        if data is not None:
            path.write_bytes(data)
    before = names_of(house)
    screen = opened(work, house, "attachments")
    page = screen.findChild(AttachmentsTab)
    assert isinstance(page, AttachmentsTab)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(mime)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    sheet = work.sheet()
    work.fill(sheet, description="Uit de bus")
    work.do(sheet)
    assert names_of(house) - before == {"een.txt", "twee.txt"}
    said = work.refused(sheet)
    assert said.startswith("2 bestanden werden bijgevoegd.")
    assert [name in said for name in ("leeg.txt", "weg.txt", "een.txt")] == [True, True, False]
    assert sheet.form is not None
    assert sheet.form.values()["description"] == "Uit de bus"
    paths[1].write_bytes(b"3")
    paths[2].write_bytes(b"4")
    work.do(sheet)  # what was refused stayed chosen
    assert work.sheets() == []
    assert names_of(house) - before == {path.name for path in paths}


def names_of(house: PaperWorld) -> set[str]:
    return {one.name for one in attachments_of(house.desk, house.file)}


def test_stopping_among_several_keeps_nothing_of_the_one_under_way_and_says_how_many_are_left(
    house: PaperWorld, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{at}.bin" for at in range(3)]
    for path in paths:
        path.write_bytes(b"0123456789abcdef" * 200_000)
    cancel = Cancel()
    seen: list[tuple[int, int]] = []

    def far(done: int, total: int) -> None:
        seen.append((done, total))
        if done > total // 2:
            cancel.request()

    answer = attach_several(house.desk, house.file, paths, NewAttachment(), far, cancel)
    assert answer.stopped
    assert (len(answer.made), answer.left) == (1, (paths[1], paths[2]))
    assert names_of(house) & {path.name for path in paths} == {"0.bin"}
    assert seen == sorted(seen)
    assert {total for _, total in seen} == {3 * 3_200_000}


def test_a_picture_is_pasted_on_the_list_itself_and_a_text_is_not(work: AtWork, house: PaperWorld) -> None:
    before = names_of(house)
    page = opened(work, house, "attachments").findChild(AttachmentsTab)
    assert isinstance(page, AttachmentsTab)
    page.rows.setFocus()
    QGuiApplication.clipboard().setText("geen bestand")
    QTest.keyClick(page.rows, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert work.sheets() == []
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    QTest.keyClick(page.rows, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    work.do(work.sheet())
    assert names_of(house) - before == {"clipboard.png"}


def test_a_correction_loses_no_field_but_the_source(work: AtWork, house: PaperWorld) -> None:
    first = ThreatReport(
        moment=datetime(2026, 11, 18, 7, 30, tzinfo=UTC), place=house.hospital, place_text="Aan de poort",
        form="letter", description="Brief aan de poort", targets=(house.person,), channel=Channel.EMAIL,
        information_grade=next(iter(InformationGrade)), police_report="BR.30.L1.004711/2026",
        prosecutor="Parket Brussel", marking=Marking.RESTRICTED, originator=house.cuta, source="De conciërge",
        source_grade=SourceGrade.B, received_as="eu_restricted",
    )  # fmt: skip
    assert [one.name for one in fields(first) if not getattr(first, one.name)] == ["file", "corrects"]
    former = record_report(house.desk, house.file, first)
    screen = opened(work, house, "reports")
    rows = screen.findChild(Rows, "reports_tab_rows")
    assert rows is not None
    rows.choose(former)
    work.press(screen, "correct_report")
    sheet = work.sheet()
    work.fill(sheet, description="Brief onder de poort")
    work.do(sheet)
    assert work.sheets() == []
    with house.desk.read() as view:
        [later] = [one for _, one in view.find(ThreatReport, "file = ?", house.file) if one.corrects == former]
    kept = replace(first, file=house.file, source=None)
    assert later == replace(kept, description="Brief onder de poort", corrects=former)
