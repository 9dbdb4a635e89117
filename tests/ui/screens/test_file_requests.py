"""Requests for analysis on their tab: answered by what the officer names, withdrawn; what a file that is over says."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.core.ids import Id
from app.models.enums import Action, FileState, InformationGrade, SourceGrade, ThreatKind, ThreatLevel
from app.models.kinds.measures import Measure
from app.models.kinds.threat import AnalysisRequest, PersonOfConcern, ThreatAnalysis, ThreatFile, ThreatReport
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes
from app.services.cases.concerns import record_concern
from app.services.cases.reports import record_report
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.concern_reading import ConcernReading
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world

TODAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path_factory.mktemp("requests"))
    yield made
    made.admin.store.close()


@pytest.fixture
def world(house: PaperWorld) -> Iterator[PaperWorld]:
    """The house, with its file open again and nothing asked when the test is over."""
    yield house
    house.change(house.core, house.file, ThreatFile, Action.FILE, state=FileState.OPEN)
    left = answers(house)
    if not left:
        return
    with house.desk.write() as unit:
        unit.require(Action.REPORT, house.threat)
        for uid in left:
            unit.delete(house.threat, uid, AnalysisRequest)
        unit.save()


def opened(work: AtWork, world: PaperWorld, tab: str = "analyses") -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, tab))


def asked(world: PaperWorld, service: Id, question: str, day: int) -> Id:
    request = AnalysisRequest(service=service, question=question, asked_on=date(2026, 11, day))
    return request_analysis(world.desk, world.file, request)


def answers(world: PaperWorld) -> dict[Id, Id | None]:
    with world.desk.read() as view:
        return {uid: one.answer for uid, one in view.find(AnalysisRequest, "file = ?", world.file)}


def over(world: PaperWorld, state: FileState) -> None:
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=state)


def rows(screen: ThreatFileScreen, name: str) -> Rows:
    found = screen.findChild(Rows, name)
    assert found is not None
    return found


def enter(work: AtWork, on: Rows, key: Id) -> None:
    assert on.choose(key)
    on.setFocus()
    QTest.keyClick(on, Qt.Key.Key_Return)
    work.settle()


def chosen(sheet: ActSheet, name: str) -> object:
    assert sheet.form is not None
    return sheet.form.editor(name).value()


def complete(work: AtWork, sheet: ActSheet) -> None:
    work.fill(sheet, kind=ThreatKind.ORGANISED_CRIME, level=ThreatLevel.MEDIUM, dated=TODAY)
    work.do(sheet)
    assert work.sheets() == []


def above(screen: ThreatFileScreen) -> str:
    bar = screen.findChild(UndoBar)
    assert bar is not None
    return bar.words


def test_what_was_withdrawn_here_and_answered_elsewhere_says_both(work: AtWork, world: PaperWorld) -> None:
    """As an exchange of two workstations leaves it: `test_requests_elsewhere`."""
    request = asked(world, world.zone, "Welke feiten?", 5)
    analysis = ThreatAnalysis(
        service=world.zone, kind=ThreatKind.ORGANISED_CRIME, level=ThreatLevel.MEDIUM, dated=TODAY
    )
    record_analysis(world.desk, world.file, analysis, answers=request)
    given = {"withdrawn_on": TODAY, "withdrawn_why": "Niet bevoegd", "withdrawn_by": world.desk.officer}
    world.change(world.threat, request, AnalysisRequest, Action.REPORT, **given)
    screen = opened(work, world)
    line = next(one for one in rows(screen, "requests_rows").lines if one.key == request)
    assert (line.cells[1].text, line.cells[1].under.replace("\u00a0", " ")) == (
        "Beantwoord, hoewel ingetrokken", "ingetrokken op 21 nov 2026",
    )  # fmt: skip
    assert rows(screen, "requests_rows").choose(request)
    work.settle()
    assert {"Niet bevoegd", "21 nov 2026"} <= {one.replace("\u00a0", " ") for one in texts(screen)}
    assert faults(screen) == []


def test_the_only_request_to_a_service_is_suggested_and_what_the_officer_chooses_stays(
    work: AtWork, world: PaperWorld
) -> None:
    mine, theirs = asked(world, world.cuta, "Welk niveau?", 3), asked(world, world.zone, "Welke feiten?", 5)
    screen = opened(work, world)
    work.press(screen, "add_analysis")
    sheet = work.sheet()
    assert chosen(sheet, "answers") is None
    work.fill(sheet, service=world.cuta)
    assert chosen(sheet, "answers") == mine
    work.fill(sheet, service=world.zone)
    assert chosen(sheet, "answers") == theirs
    work.fill(sheet, answers=None)
    work.fill(sheet, service=world.cuta)
    assert chosen(sheet, "answers") is None, "he took it away"
    complete(work, sheet)
    assert answers(world) == {mine: None, theirs: None}


def test_of_two_requests_to_a_service_none_is_suggested_and_the_younger_one_is_answered_where_it_is_chosen(
    work: AtWork, world: PaperWorld
) -> None:
    old, young = asked(world, world.cuta, "Welk niveau?", 3), asked(world, world.cuta, "En voor het gezin?", 9)
    screen = opened(work, world)
    work.press(screen, "add_analysis")
    sheet = work.sheet()
    work.fill(sheet, service=world.cuta)
    assert chosen(sheet, "answers") is None
    work.fill(sheet, answers=young)
    complete(work, sheet)
    found = answers(world)
    assert (found[old], found[young] is not None) == (None, True)
    requests = rows(screen, "requests_rows")
    requests.choose(young)
    work.settle()
    assert rows(screen, "analyses_rows").key == found[young]


@pytest.mark.parametrize("how", ["its button", "Enter"])
def test_the_answer_to_a_request_is_recorded_from_its_line(work: AtWork, world: PaperWorld, how: str) -> None:
    old, young = asked(world, world.cuta, "Welk niveau?", 3), asked(world, world.cuta, "En voor het gezin?", 9)
    screen = opened(work, world)
    requests = rows(screen, "requests_rows")
    if how == "Enter":
        enter(work, requests, young)
    else:
        requests.choose(young)
        work.press(screen, "answer_request")
    sheet = work.sheet()
    assert english(sheet, "nl") == []
    assert (chosen(sheet, "answers"), chosen(sheet, "service")) == (young, world.cuta)
    assert sheet.form is not None
    assert not sheet.form.is_dirty
    complete(work, sheet)
    found = answers(world)
    assert (found[old], found[young] is not None) == (None, True)


def test_a_wrong_answer_is_mended_on_the_request(work: AtWork, world: PaperWorld) -> None:
    request = asked(world, world.cuta, "Welk niveau?", 3)
    one = ThreatAnalysis(service=world.cuta, kind=ThreatKind.STALKING, dated=TODAY, level=ThreatLevel.LOW)
    wrong = record_analysis(world.desk, world.file, one, answers=request)
    right = record_analysis(world.desk, world.file, one)
    screen = opened(work, world)
    rows(screen, "requests_rows").choose(request)
    work.press(screen, "change_request")
    sheet = work.sheet()
    assert chosen(sheet, "answer") == wrong
    work.fill(sheet, answer=right)
    work.do(sheet)
    assert answers(world) == {request: right}


def test_a_request_is_withdrawn_with_why_stays_on_its_line_and_comes_back(work: AtWork, world: PaperWorld) -> None:
    request = asked(world, world.cuta, "Welk niveau?", 3)
    screen = opened(work, world)
    rows(screen, "requests_rows").choose(request)
    work.press(screen, "withdraw_request")
    sheet = work.sheet()
    assert english(sheet, "nl") == []
    assert chosen(sheet, "withdrawn_on") == TODAY
    work.do(sheet)
    assert work.refused_at(sheet, "withdrawn_why") == "Vul dit in."
    work.fill(sheet, withdrawn_why="Verhuisd naar het buitenland")
    work.do(sheet)
    assert work.sheets() == []
    [line] = [line for line in rows(screen, "requests_rows").lines if line.key == request]
    assert line.cells[1].text == "Ingetrokken"
    rows(screen, "requests_rows").choose(request)
    work.settle()
    said = texts(screen)
    assert "Verhuisd naar het buitenland" in said
    with world.desk.read() as view:
        own = view.get(AnalysisRequest, request)
    assert own.withdrawn_by == world.desk.officer
    for gone in ("answer_request", "change_request", "withdraw_request"):
        assert not work.there(screen, gone)
    assert faults(screen) == []
    work.press(screen, "undo_bar_act")
    with world.desk.read() as view:
        assert view.get(AnalysisRequest, request).withdrawn_on is None


def test_what_is_withdrawn_meanwhile_is_refused_and_keeps_what_was_typed(work: AtWork, world: PaperWorld) -> None:
    request = asked(world, world.cuta, "Welk niveau?", 3)
    screen = opened(work, world)
    rows(screen, "requests_rows").choose(request)
    work.press(screen, "answer_request")
    sheet = work.sheet()
    work.fill(sheet, kind=ThreatKind.STALKING, level=ThreatLevel.LOW, text="Niets concreets.")
    world.change(world.threat, request, AnalysisRequest, Action.REPORT, withdrawn_on=TODAY, withdrawn_why="Niet nodig")
    work.do(sheet)
    assert "ingetrokken" in work.refused_at(sheet, "answers")
    assert chosen(sheet, "text") == "Niets concreets."
    work.fill(sheet, answers=None)
    work.do(sheet)
    assert work.sheets() == []


def test_beside_a_report_stand_its_persons_of_concern_attachments_and_corrections(
    work: AtWork, world: PaperWorld
) -> None:
    def reported(description: str, **more: Any) -> Id:
        given = ThreatReport(
            form="letter", description=description, moment=MOMENT, source_grade=SourceGrade.B,
            information_grade=InformationGrade.TWO, **more,
        )  # fmt: skip
        return record_report(world.desk, world.file, given)

    first = reported("Brief in de bus")
    record_concern(world.desk, world.file, PersonOfConcern(family_name="SCHRIJVER"), first)
    attach_bytes(world.desk, first, b"brief", NewAttachment(name="brief.txt"))
    later = reported("Brief onder de deur", corrects=first)
    screen = opened(work, world, "reports")
    seen = {}
    for report in (first, later):
        assert rows(screen, "reports_tab_rows").choose(report)
        work.settle()
        seen[report] = [one.text() for one in screen.findChildren(QLabel) if one.isVisibleTo(screen)]
    for report in (first, later):
        assert {"SCHRIJVER", "brief.txt"} <= set(seen[report]), "what corrects it has them too"
    assert ("Verbeterd door" in seen[first], "Verbeterd door" in seen[later]) == (True, False)
    assert faults(screen) == []


OVER = {
    FileState.CLOSED: "gesloten: heropen",
    FileState.ARCHIVED: "gearchiveerd: heropen",
    FileState.TRANSFERRED: "overgebracht naar het Rijksarchief",
    FileState.ERASED: "gewist: er wordt niets meer aan toegevoegd",
}


@pytest.mark.parametrize("state", OVER)
def test_enter_in_a_file_that_is_over_reads_or_says_why_not(work: AtWork, world: PaperWorld, state: FileState) -> None:
    request = asked(world, world.cuta, "Welk niveau?", 3)
    report = record_report(world.desk, world.file, ThreatReport(
        form="letter", description="Brief", source_grade=SourceGrade.B, information_grade=next(iter(InformationGrade))
    ))  # fmt: skip
    concern = PersonOfConcern(family_name="Onbekend", aliases=("De Lange",), phones=("+32470112233",))
    record_concern(world.desk, world.file, concern, report)
    over(world, state)

    screen = opened(work, world, "concerns")
    page = rows(screen, "concerns_page_rows")
    enter(work, page, page.lines[-1].key)
    [reading] = work.sheets()
    assert isinstance(reading, ConcernReading)
    said = " ".join(texts(reading))
    assert "De Lange" in said
    assert OVER[state] in said
    assert english(reading, "nl") == []
    assert faults(reading) == []
    reading.accept()

    for tab, name, key in (("reports", "reports_tab_rows", report), ("analyses", "requests_rows", request)):
        screen = opened(work, world, tab)
        enter(work, rows(screen, name), key)
        assert work.sheets() == []
        assert OVER[state] in above(screen)


def test_a_measure_is_put_on_another_analysis(work: AtWork, world: PaperWorld) -> None:
    one = ThreatAnalysis(service=world.zone, kind=ThreatKind.STALKING, dated=TODAY, level=ThreatLevel.LOW)
    analysis = record_analysis(world.desk, world.file, one)
    measure = world.measures["patrols"]
    screen = opened(work, world, "measures")
    assert screen._main.measures is not None
    screen._main.measures.choose(measure)
    work.settle()
    work.press(screen, "change_this_measure")
    sheet = work.sheet()
    work.fill(sheet, basis_analysis=analysis)
    work.do(sheet)
    with world.desk.read() as view:
        assert view.get(Measure, measure).basis_analysis == analysis
