"""The file of a threatened person as an officer works in it: each act stands in the store, each refusal is read."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton

from app.core.clock import SteppingClock
from app.core.ids import Id
from app.models.enums import (
    Action,
    Capacity,
    Channel,
    DecisionKind,
    FileBasis,
    FileState,
    InformationGrade,
    InvolvementRole,
    MeasureState,
    Role,
    SourceGrade,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import AnalysisRequest, FileNote, Involvement, ThreatAnalysis, ThreatFile, ThreatReport
from app.models.texts import local_text
from app.services.access_log import Access, AccessFilter, AccessReason, read_access_log
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.evaluation import keep_measure
from app.services.cases.files import NewFile, open_file
from app.services.cases.reports import record_report
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.registers.persons import edit_person, open_person
from app.services.trail_sheets import trail_sheet
from app.services.trails import Past
from app.ui.files.attachments.view import AttachmentView
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.kit import picking
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.reads import attachments_of, drafts_of
from tests.ui.screens.at_work import AtWork
from tests.ui.screens.test_person_screen import LONG, NAMES
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

OWN = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, reason="Verzoek")
ONE, TWO, *_ = InformationGrade
YESTERDAY = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(
    work: AtWork, world: PaperWorld, tab: str = "", desk: Desk | None = None, file: Id | None = None
) -> ThreatFileScreen:
    address = Address("threat_file", file or world.file, tab)
    return work.show(ThreatFileScreen, desk or world.desk, address, issue=lambda *_: None)


def offer(work: AtWork, screen: ThreatFileScreen, name: str) -> ActSheet:
    """Do one of what the screen offers in its menu; return the sheet that opens."""
    {one.id: one.run for one in screen.actions_here()}[name]()
    work.settle()
    return work.sheet()


def measure(world: PaperWorld, name: str) -> Measure:
    with world.desk.read() as view:
        return view.get(Measure, world.measures[name])


def decisions(world: PaperWorld, subject: Id) -> list[Decision]:
    with world.desk.read() as view:
        return [one for _, one in view.find(Decision, "subject = ?", subject)]


def a_recorder(world: PaperWorld) -> Desk:
    return sit(world.admin, world.on, "Rik Recorder", Role.APPROVER)


def let_in(work: AtWork, screen: ThreatFileScreen, tab: str) -> None:
    """Give the reason that is asked of who opens a file that is not his own."""
    work.press(screen, f"reason_{AccessReason.DUTY.value}")
    screen._tabs.turn_to(tab)
    work.settle()


# Reports, requests, analyses


def test_a_report_is_kept_as_typed_and_stands_in_the_list(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    work.press(screen, "add_report")
    sheet = work.sheet()
    work.fill(sheet, form="letter", moment=YESTERDAY, source_grade=SourceGrade.B)
    work.do(sheet)
    assert work.refused_at(sheet, "information_grade") == "Vul dit in."
    work.fill(sheet, information_grade=TWO)
    work.do(sheet)
    assert work.refused_at(sheet, "description") == "Vul dit in."
    said = "Brief in de bus.\nHandgeschreven, geen afzender.\n\t« on vous aura »"
    work.fill(sheet, description=said, targets=[world.person])
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        [(_, record)] = view.find(ThreatReport, "file = ?", world.file)
    assert (record.form, record.moment, record.description, record.targets) == (
        "letter", YESTERDAY, said, (world.person,)
    )  # fmt: skip
    assert "Meldingen 1" in texts(screen)
    assert any("Brief in de bus." in text for text in texts(screen))


def test_escape_keeps_a_report_half_typed(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    work.press(screen, "add_report")
    sheet = work.sheet()
    assert sheet.form is not None
    field = sheet.form.editor("description").inputs[0]
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    field.insertPlainText("Eerste regel\nTweede regel")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    work.settle()
    assert work.sheets() == []
    work.press(screen, "add_report")
    again = work.sheet().form
    assert again is not None
    assert again.editor("description").value() == "Eerste regel\nTweede regel"
    assert again.notices.draft.words


def test_pressing_twice_records_once(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    work.press(screen, "add_report")
    sheet = work.sheet()
    work.fill(sheet, form="letter", description="Brief", source_grade=SourceGrade.A,
              information_grade=ONE)  # fmt: skip
    sheet.act_button.click()
    sheet.act_button.click()
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    with world.desk.read() as view:
        assert len(view.find(ThreatReport, "file = ?", world.file)) == 1


def test_escape_while_it_is_recorded_leaves_no_draft_to_record_again(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    work.press(screen, "add_report")
    sheet = work.sheet()
    work.fill(sheet, form="letter", description="Brief", source_grade=SourceGrade.A, information_grade=ONE)
    assert sheet.form is not None
    sheet.form.keep_now()
    work.settle()
    sheet.act_button.click()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    work.settle()
    assert work.sheets() == []
    with world.desk.read() as view:
        assert len(view.find(ThreatReport, "file = ?", world.file)) == 1
    assert drafts_of(world.desk) == []


def test_a_request_waits_until_its_analysis_answers_it(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "analyses")
    work.press(screen, "add_request")
    sheet = work.sheet()
    assert sheet.form is not None
    begun = sheet.form.editor("asked_on").value(), sheet.form.editor("wanted_by").value()
    assert begun == (date(2026, 11, 21), date(2026, 11, 27))
    assert not sheet.form.is_dirty
    work.fill(sheet, service=world.cuta)
    work.do(sheet)
    assert work.refused_at(sheet, "question") == "Vul dit in."
    work.fill(sheet, question="Welk niveau?")
    work.do(sheet)
    assert "gevraagd, nog geen antwoord" in " ".join(texts(screen)).lower()
    work.press(screen, "add_analysis")
    sheet = work.sheet()
    work.fill(sheet, service=world.cuta, kind=ThreatKind.ORGANISED_CRIME, level=ThreatLevel.VERY_SERIOUS,
              dated=date(2026, 11, 21), text="Concreet.")  # fmt: skip
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        [(_, request)] = view.find(AnalysisRequest, "file = ?", world.file)
        assert request.answer is not None
        assert view.get(ThreatAnalysis, request.answer).level is ThreatLevel.VERY_SERIOUS
    assert work.said(screen, "file_level") == "4 ZEER ERNSTIG"


def test_an_analysis_opens_a_draft_with_the_decision_heard(work: AtWork, world: PaperWorld) -> None:
    file = open_file(world.desk, NewFile("Journalist", FileBasis.ANALYSIS), OWN)
    screen = opened(work, world, "analyses", file=file)
    work.press(screen, "add_analysis")
    sheet = work.sheet()
    assert sheet.ruling is not None
    work.fill(sheet, service=world.cuta, kind=ThreatKind.TERRORISM, level=ThreatLevel.MEDIUM, dated=date(2026, 11, 20))
    work.do(sheet)
    with world.desk.read() as view:
        state = view.get(ThreatFile, file).state
    if state is not FileState.OPEN:
        assert work.refused_at(sheet, "reason"), "why is asked"
        work.fill(sheet, reason="Analyse OCAD")
        work.do(sheet)
        with world.desk.read() as view:
            state = view.get(ThreatFile, file).state
    assert state is FileState.OPEN
    assert [one.kind for one in decisions(world, file)] == [DecisionKind.OPEN_FILE]


def test_a_draft_is_opened_on_a_status_without_analysis(work: AtWork, world: PaperWorld) -> None:
    file = open_file(world.desk, NewFile("Minister van Staat", FileBasis.ANALYSIS), OWN)
    screen = opened(work, world, file=file)
    sheet = offer(work, screen, "file_admit")
    work.fill(sheet, reason="Statuut")
    work.do(sheet)
    assert work.refused_at(sheet, "basis"), "no analysis yet"
    work.fill(sheet, basis=FileBasis.STATUS)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert (view.get(ThreatFile, file).state, view.get(ThreatFile, file).basis) == (
            FileState.OPEN, FileBasis.STATUS,
        )  # fmt: skip
    assert "file_admit" not in {one.id for one in screen.actions_here()}


# Measures


def propose(work: AtWork, screen: ThreatFileScreen, world: PaperWorld, button: str) -> ActSheet:
    work.press(screen, button)
    sheet = work.sheet()
    work.fill(sheet, type="close_protection", executing=[world.zone], start=date(2026, 11, 22), end=date(2026, 12, 5),
              reason="Niveau 3")  # fmt: skip
    return sheet


def test_a_measure_is_proposed_for_those_ticked(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures")
    sheet = propose(work, screen, world, "propose_measure")
    asked = {"Einde · verplicht als er geen evaluatie is", "Evaluatie · verplicht als er geen einde is"}
    assert asked <= set(texts(sheet))
    work.do(sheet)
    assert work.refused(sheet) or work.refused_at(sheet, "type"), "nobody is ticked"
    ticks = [one for one in sheet.findChildren(QCheckBox) if one.objectName().startswith("measure_for_")]
    for tick in ticks[:2]:
        tick.click()
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        found = [one for _, one in view.find(Measure, "type = 'close_protection'")]
    assert [one.state for one in found] == [MeasureState.PROPOSED] * 2
    assert world.person in {one.subject for one in found}
    assert "Maatregelen 5" in texts(screen)


def test_an_urgent_measure_runs_before_its_approval(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures")
    sheet = propose(work, screen, world, "start_urgent")
    work.fill(sheet, start=date(2026, 11, 21))
    next(one for one in sheet.findChildren(QCheckBox) if one.objectName() == "measure_for_0").click()
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    with world.desk.read() as view:
        [(_, found)] = view.find(Measure, "type = 'close_protection'")
    assert found.state is MeasureState.PROVISIONAL


def decide(work: AtWork, screen: ThreatFileScreen, chosen: Id, kind: str) -> None:
    assert screen._measures is not None
    assert screen._measures.choose(chosen)
    work.press(screen, f"decide_{kind}")


def typed(screen: ThreatFileScreen, name: str) -> Form:
    """Return the form of the decision panel that asks for a field."""
    return next(form for form in screen.findChildren(Form) if name in form.spec.names and form.isVisibleTo(screen))


def record(work: AtWork, screen: ThreatFileScreen) -> None:
    work.press(screen, "record_decision")


def test_a_measure_is_kept_until_its_next_review(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures")
    decide(work, screen, world.measures["contact"], "keep")
    typed(screen, "review").set_value("review", date(2026, 12, 31))
    typed(screen, "reason").set_value("reason", "Dreiging ongewijzigd")
    record(work, screen)
    assert measure(world, "contact").review == date(2026, 12, 31)
    [decision] = decisions(world, world.measures["contact"])
    assert (decision.kind, decision.reason) == (DecisionKind.KEEP, "Dreiging ongewijzigd")


def minister_says(screen: ThreatFileScreen, reason: str, channel: Channel = Channel.PAPER) -> None:
    form = typed(screen, "capacity")
    form.set_value("capacity", Capacity.MINISTER)
    form.set_value("channel", channel)
    form.set_value("decider", "de minister")
    form.set_value("reason", reason)


def test_a_widening_names_the_analysis_it_rests_on(work: AtWork, world: PaperWorld) -> None:
    one = ThreatAnalysis(
        service=world.cuta, kind=ThreatKind.STALKING, dated=date(2026, 11, 21), level=ThreatLevel.SERIOUS
    )
    analysis = record_analysis(world.desk, world.file, one)
    screen = opened(work, world, "measures", a_recorder(world))
    let_in(work, screen, "measures")
    decide(work, screen, world.measures["patrols"], "widen")
    typed(screen, "frequency").set_value("frequency", "6/24 h")
    typed(screen, "basis_analysis").set_value("basis_analysis", analysis)
    minister_says(screen, "Niveau steeg")
    record(work, screen)
    found = measure(world, "patrols")
    assert (found.frequency, found.basis_analysis) == ("6/24 h", analysis)


def test_reducing_asks_why_and_keeps_what_was_typed(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures", a_recorder(world))
    let_in(work, screen, "measures")
    decide(work, screen, world.measures["patrols"], "reduce")
    typed(screen, "frequency").set_value("frequency", "1/24 h")
    record(work, screen)
    assert measure(world, "patrols").frequency == "3/24 h"
    words = typed(screen, "reason").row("reason").words or work.said(screen, "panel_refused")
    assert words, "why is asked"
    assert typed(screen, "frequency").editor("frequency").value() == "1/24 h"
    minister_says(screen, "Niveau daalde")
    record(work, screen)
    assert measure(world, "patrols").frequency == "1/24 h"
    assert [one.kind for one in decisions(world, world.measures["patrols"])] == [DecisionKind.REDUCE]


def test_a_measure_is_prolonged_only_to_a_later_day(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures", a_recorder(world))
    let_in(work, screen, "measures")
    decide(work, screen, world.measures["patrols"], "prolong")
    typed(screen, "end").set_value("end", date(2026, 12, 1))
    minister_says(screen, "Te kort")
    record(work, screen)
    assert measure(world, "patrols").end == date(2026, 12, 19)
    assert typed(screen, "end").row("end").words or work.said(screen, "panel_refused")
    typed(screen, "end").set_value("end", date(2027, 1, 31))
    record(work, screen)
    assert measure(world, "patrols").end == date(2027, 1, 31)


def test_a_decision_of_a_meeting_says_which_wherever_it_is_read(work: AtWork, world: PaperWorld) -> None:
    uid, held = world.measures["contact"], "Ambassades, 17 november 2026"
    said = Ruling(Capacity.FILE_OFFICER, Channel.MEETING, reason="Rustig", reference=held)
    decision = keep_measure(world.desk, uid, said, world.desk.today() + timedelta(days=30))
    screen = opened(work, world, "decisions")
    rows = screen.findChild(Rows, "decisions_tab_rows")
    assert rows is not None
    assert rows.choose(decision)
    work.settle()
    assert [one for one in ("Vergadering en datum", held) if one not in texts(screen)] == []
    screen._tabs.turn_to("history")
    work.settle()
    trail = screen.findChild(Rows, "trail_rows")
    assert trail is not None
    assert any(f"Vergadering en datum: {held}" in cell.text for line in trail.lines for cell in line.cells)


def test_a_measure_ends_by_a_decision(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures")
    decide(work, screen, world.measures["patrols"], "end")
    typed(screen, "reason").set_value("reason", "Verhuisd")
    record(work, screen)
    assert measure(world, "patrols").state is MeasureState.ENDED
    assert any("Beëindigd" in text for text in texts(screen))


def test_one_paper_confirms_what_one_call_decided(work: AtWork, world: PaperWorld) -> None:
    for name in ("patrols", "contact"):
        world.change(world.assignment, world.measures[name], Measure, Action.MEASURE, state=MeasureState.PROPOSED)
    recorder = a_recorder(world)
    call = Ruling(Capacity.MINISTER, Channel.PHONE, "De minister", "Dringend", confirm_by=date(2026, 11, 30))
    approve_measures(recorder, [world.measures["patrols"], world.measures["contact"]], call)
    screen = opened(work, world, "decisions", recorder)
    let_in(work, screen, "decisions")
    work.press(screen, "confirm_decision")
    sheet = work.sheet()
    assert faults(sheet) == []
    assert english(sheet, "nl") == []
    tick = sheet.findChild(QCheckBox, "confirm_others")
    assert tick is not None
    assert "nog 1 beslissing" in tick.text()
    work.do(sheet)
    assert [len(decisions(world, world.measures[name])) for name in ("patrols", "contact")] == [2, 2]
    assert not work.there(screen, "confirm_decision")


def test_what_the_minister_said_aloud_is_confirmed_in_writing(work: AtWork, world: PaperWorld, tmp_path: Path) -> None:
    world.change(world.assignment, world.measures["patrols"], Measure, Action.MEASURE, state=MeasureState.PROPOSED)
    recorder = a_recorder(world)
    screen = opened(work, world, "measures", recorder)
    let_in(work, screen, "measures")
    decide(work, screen, world.measures["patrols"], "approve")
    minister_says(screen, "Dringend", Channel.PHONE)
    record(work, screen)
    assert measure(world, "patrols").state in (MeasureState.APPROVED, MeasureState.ACTIVE)
    [spoken] = decisions(world, world.measures["patrols"])
    assert spoken.confirm_by is not None
    screen._tabs.turn_to("decisions")
    work.settle()
    assert [text for text in texts(screen) if text.lower().startswith("te bevestigen")] != []
    work.press(screen, "confirm_decision")
    sheet = work.sheet()
    assert faults(sheet) == []
    work.fill(sheet, reference="2026/MIN/977")
    assert sheet.ruling is not None
    assert sheet.ruling._pick is not None
    sheet.ruling._pick.take(tmp_path / "weg.pdf")
    work.do(sheet)
    assert work.refused(sheet)
    assert len(decisions(world, world.measures["patrols"])) == 1
    paper = tmp_path / "besluit.txt"
    paper.write_text("Goedgekeurd.", encoding="utf-8")
    sheet.ruling._pick.take(paper)
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    both = decisions(world, world.measures["patrols"])
    assert [(one.kind, one.reason, one.reference) for one in both] == [
        (DecisionKind.APPROVE, "Dringend", None), (DecisionKind.APPROVE, "Dringend", "2026/MIN/977"),
    ]  # fmt: skip
    assert [text for text in texts(screen) if text.lower().startswith("te bevestigen")] == []
    assert "Schriftelijke bevestiging: goedkeuring" in texts(screen), "it was decided once"
    assert not work.there(screen, "confirm_decision")
    [scan] = attachments_of(world.desk, world.file)
    assert [one.scan for one in both] == [None, scan.id]
    assert (scan.name, scan.record.subject) == ("besluit.txt", world.file)
    assert "besluit.txt" in texts(screen)
    work.press(screen, "show_scan")
    assert isinstance(work.sheets()[0], AttachmentView)


def test_a_pasted_scan_of_a_decision_is_encoded_beside_the_window(
    work: AtWork, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    here: list[bool] = []
    bring = picking._Pasted.bring

    def told(pasted: picking._Pasted) -> bytes:
        here.append(threading.current_thread() is threading.main_thread())
        return bring(pasted)

    monkeypatch.setattr(picking._Pasted, "bring", told)
    world.change(world.assignment, world.measures["patrols"], Measure, Action.MEASURE, state=MeasureState.PROPOSED)
    screen = opened(work, world, "measures", a_recorder(world))
    let_in(work, screen, "measures")
    decide(work, screen, world.measures["patrols"], "approve")
    minister_says(screen, "Dringend", Channel.PHONE)
    record(work, screen)
    screen._tabs.turn_to("decisions")
    work.settle()
    work.press(screen, "confirm_decision")
    sheet = work.sheet()
    assert sheet.ruling is not None
    assert sheet.ruling._pick is not None
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(0xFF00FF)
    sheet.ruling._pick.take_picture(picture)
    assert sheet.ruling.is_dirty
    work.do(sheet)
    assert work.sheets() == [], work.refused(sheet)
    assert here == [False]
    [scan] = attachments_of(world.desk, world.file)
    assert scan.name == picking.PASTED


def test_what_a_police_service_did_is_reported(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "measures", world.desk)
    assert screen._measures is not None
    assert screen._measures.choose(world.measures["patrols"])
    work.press(screen, "report_execution")
    sheet = work.sheet()
    assert sheet.form is not None
    begun = sheet.form.editor("from_on").value(), sheet.form.editor("to_on").value()
    with world.desk.read() as view:
        assert begun == (view.get(Measure, world.measures["patrols"]).start, date(2026, 11, 21))
    work.fill(sheet, from_on=date(2026, 11, 20), to_on=date(2026, 11, 19), planned=3, done=3)
    work.do(sheet)
    assert work.refused_at(sheet, "from_on") or work.refused_at(sheet, "to_on")
    work.fill(sheet, to_on=date(2026, 11, 20))
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        [(_, found)] = view.find(ExecutionReport, "measure = ?", world.measures["patrols"])
    assert (found.planned, found.done) == (3, 3)


# Persons


def test_beside_a_role_stands_what_somebody_is_to_others_of_the_file(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "persons")

    def said() -> dict[str, str]:
        rows = screen.findChild(Rows, "persons_tab_rows")
        assert rows is not None
        return {line.cells[0].text: line.cells[1].under for line in rows.lines}

    now = {
        "Hilde VAN DEN BROECK": "", "Mohammed AL-HASSAN": "Levenspartner van Hilde VAN DEN BROECK",
        "Nino AL-HASSAN": "Kind van Hilde VAN DEN BROECK",
    }  # fmt: skip
    assert said() == now
    screen.show_as_of(world.desk.clock.now(), Past.KNOWN_HERE)
    work.settle()
    assert work.said(screen, "past_text")
    assert said() == now


def test_a_person_joins_in_a_role_that_is_changed_later(work: AtWork, world: PaperWorld) -> None:
    other = open_person(world.desk, Person(family_name="PEETERS", given_names="Jan")).id
    screen = opened(work, world, "persons")
    work.press(screen, "add_person")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "person") == "Vul dit in."
    work.fill(sheet, person=other, role=InvolvementRole.HOUSEHOLD)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        [(uid, found)] = view.find(Involvement, "person = ?", other)
    assert found.role is InvolvementRole.HOUSEHOLD
    rows = screen.findChild(Rows, "persons_tab_rows")
    assert rows is not None
    assert rows.choose(uid)
    work.press(screen, "change_person")
    sheet = work.sheet()
    work.fill(sheet, role=InvolvementRole.CONTACT, to_on=date(2026, 12, 1))
    work.do(sheet)
    with world.desk.read() as view:
        found = view.get(Involvement, uid)
    assert (found.role, found.to_on) == (InvolvementRole.CONTACT, date(2026, 12, 1))
    with work.qtbot.waitSignal(screen.wanted) as asked:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert asked.args == [Address("person", other)]


# The life of the file


def test_a_file_closes_for_a_reason_when_nothing_runs_and_is_reopened(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    sheet = offer(work, screen, "file_close")
    work.fill(sheet, closing_reason="threat_ended", reason="Dader aangehouden")
    work.do(sheet)
    assert work.refused(sheet), "three measures still run"
    assert sheet.ruling is not None
    assert sheet.ruling.form.editor("reason").value() == "Dader aangehouden"
    for name in world.measures:
        world.change(world.assignment, world.measures[name], Measure, Action.MEASURE, state=MeasureState.ENDED)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert view.get(ThreatFile, world.file).state is FileState.CLOSED
    assert work.said(screen, "file_state") == "Afgesloten"
    sheet = offer(work, screen, "file_reopen")
    work.fill(sheet, reason="Nieuwe brief")
    work.do(sheet)
    with world.desk.read() as view:
        assert view.get(ThreatFile, world.file).state is FileState.OPEN


def test_a_closed_file_refuses_a_report_and_keeps_it_typed(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    work.press(screen, "add_report")
    sheet = work.sheet()
    work.fill(sheet, form="letter", description="Brief", source_grade=SourceGrade.A,
              information_grade=ONE)  # fmt: skip
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.CLOSED)
    work.do(sheet)
    assert "gesloten" in work.refused(sheet)
    assert sheet.form is not None
    assert sheet.form.editor("description").value() == "Brief"
    assert sheet.act_button.isEnabled()


def test_a_file_that_is_over_offers_nothing_it_would_refuse_and_says_so(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world, "reports")
    before = {action.id for action in screen.actions_here() if action.enabled()}
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.CLOSED)
    screen._read()
    work.settle()

    offered = {action.id: action.enabled() for action in screen.actions_here()}
    refused = {
        "file_new_report", "file_request", "file_analysis", "file_propose", "file_urgent", "file_involve", "file_edit",
        "file_issue", "file_note", "file_presence", "file_concern", "file_attach", "file_recuse", "file_give",
    }  # fmt: skip
    assert refused <= before
    assert {name for name, enabled in offered.items() if not enabled} >= refused
    assert offered["file_reopen"]
    assert offered["file_task"]
    for tab, name in (
        ("reports", "add_report"), ("persons", "add_person"), ("analyses", "add_request"), ("notes", "add_note"),
        ("measures", "propose_measure"), ("measures", "start_urgent"), ("attachments", "add_attachment"),
    ):  # fmt: skip
        screen._tabs.turn_to(tab)
        work.settle()
        [made] = [one for one in screen.findChildren(QPushButton, name) if one.isVisible()]
        assert (made.isEnabled(), "heropen" in made.toolTip().lower()) == (False, True), name

    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.OPEN)
    screen._read()
    work.settle()
    assert {action.id for action in screen.actions_here() if action.enabled()} >= refused


def test_the_file_is_edited_and_never_without_title(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    sheet = offer(work, screen, "file_edit")
    work.fill(sheet, title="")
    work.do(sheet)
    assert work.refused_at(sheet, "title")
    work.fill(sheet, title="Onderzoeksrechter te Antwerpen")
    work.do(sheet)
    assert work.said(screen, "file_title") == "Onderzoeksrechter te Antwerpen"


def test_a_link_turns_to_a_page_of_the_open_file_and_from_the_past_to_one_of_today(
    work: AtWork, world: PaperWorld
) -> None:
    assert isinstance(world.on.clock, SteppingClock)
    moment = world.desk.clock.now()
    world.on.clock.at += timedelta(hours=3)
    screen = opened(work, world)
    for tab, page, inside in (("measures", "measures", ""), ("concerns", "reports", "concerns")):
        assert screen.turn(Address("threat_file", world.file, tab))
        work.settle()
        assert (screen._tabs.current, screen._content.inside(page)) == (page, inside)
    assert not screen.turn(Address("threat_file", world.file, "no such page"))
    screen.show_as_of(moment, Past.KNOWN_HERE)
    work.settle()
    assert not screen.turn(Address("threat_file", world.file, "measures"))
    assert screen._tabs.current == "reports"


def test_as_of_shows_what_was_known_and_offers_nothing_to_write(work: AtWork, world: PaperWorld) -> None:
    assert isinstance(world.on.clock, SteppingClock)
    moment = world.desk.clock.now()
    world.on.clock.at += timedelta(hours=3)
    record_report(world.desk, world.file, ThreatReport(
        form="letter", description="Later", source_grade=SourceGrade.A, information_grade=ONE
    ))  # fmt: skip
    world.change(world.core, world.file, ThreatFile, Action.FILE, title="Nu anders")
    screen = opened(work, world)
    assert "Meldingen 1" in texts(screen)
    screen.show_as_of(moment, Past.KNOWN_HERE)
    work.settle()
    assert work.said(screen, "file_title") == "Bedreigde onderzoeksrechter"
    assert "Meldingen" in texts(screen)
    assert [one.id for one in screen.actions_here()] == ["file_as_of"]
    assert "worden vandaag gelezen" in work.said(screen, "past_without")
    assert not any(screen._tabs.turn_to(name) for name in ("papers", "knowing"))
    screen._tabs.turn_to("history")
    screen._tabs._step(-1)
    assert screen._tabs.current == "attachments"
    screen._tabs.turn_to("reports")
    work.settle()
    assert not work.there(screen, "add_report")
    work.press(screen, "back_to_now")
    assert work.said(screen, "file_title") == "Nu anders"
    screen._tabs.turn_to("knowing")
    assert work.there(screen, "share_file")
    screen.show_as_of(moment, Past.KNOWN_HERE)
    work.settle()
    assert (screen._tabs.current, work.there(screen, "share_file")) == ("overview", False)


def test_outside_ones_own_files_a_reason_is_logged_before_anything_is_read(work: AtWork, world: PaperWorld) -> None:
    other = a_recorder(world)
    screen = opened(work, world, desk=other)
    assert "Bedreigde onderzoeksrechter" not in texts(screen)
    assert faults(screen) == []
    work.press(screen, f"reason_{AccessReason.REPLACING.value}")
    assert "Bedreigde onderzoeksrechter" in texts(screen)
    auditor = sit(world.admin, world.on, "auditor", Role.AUDITOR)
    (line,) = read_access_log(auditor, AccessFilter(officer=other.officer, act=Access.OUTSIDE_OWN_FILES))
    assert line.reason is AccessReason.REPLACING
    assert isinstance(world.on.clock, SteppingClock)
    world.on.clock.at += timedelta(days=1)
    screen.show_as_of(None, Past.KNOWN_HERE)
    work.settle()
    assert work.there(screen, "reason_card"), "it held for that day"
    work.press(screen, f"reason_{AccessReason.DUTY.value}")
    assert not work.there(screen, "reason_card")


# Breaking it


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize("tab", ["overview", "persons", "measures", "decisions", "knowing", "history"])
def test_long_names_of_every_script_stay_inside_the_window(
    work: AtWork, world: PaperWorld, tab: str, language: str
) -> None:
    for given, family in NAMES:
        person = open_person(world.desk, Person(family_name=family, given_names=given)).id
        with world.desk.write() as unit:
            unit.require(Action.FILE, world.core)
            unit.create(
                world.core, Involvement(file=world.file, person=person, role=InvolvementRole.HOUSEHOLD, remarks=LONG)
            )
            unit.save()
    edit_person(world.desk, world.person, {"family_name": NAMES[3][1], "function": local_text(language, LONG)})
    world.change(world.core, world.file, ThreatFile, Action.FILE, title=LONG)
    screen = opened(work, world, tab)
    assert faults(screen) == []
    assert english(screen, language) == []
    assert (screen.width(), screen.height()) == (1158, 668)


def test_an_empty_file_says_on_every_tab_what_to_do_first(work: AtWork, world: PaperWorld) -> None:
    file = open_file(world.desk, NewFile("Leeg", FileBasis.ANALYSIS), OWN)
    screen = opened(work, world, file=file)
    for tab in screen._tabs.names:
        screen._tabs.turn_to(tab)
        work.settle()
        assert faults(screen) == [], tab
        assert len([one for one in texts(screen) if one]) > 10
    assert english(screen, "nl") == []


def test_a_long_history_shows_its_newest_and_all_of_it_on_demand(work: AtWork, world: PaperWorld) -> None:
    with world.desk.write() as unit:
        unit.require(Action.FILE, world.core)
        for number in range(120):
            unit.create(world.core, FileNote(file=world.file, moment=world.desk.clock.now(), text=f"Contact {number}"))
        unit.save()
    screen = opened(work, world, "history")
    shown = screen.findChild(Rows, "trail_rows")
    assert shown is not None
    rows = shown.model().rowCount
    total = trail_sheet(world.desk, world.file, "nl").total
    assert rows() == 100 < total
    assert f"Alle {total} tonen" in texts(screen)
    work.press(screen, "trail_older")
    assert rows() == total
    assert not work.there(screen, "trail_older")


def test_five_hundred_measures_are_shown_and_decided_on(work: AtWork, world: PaperWorld) -> None:
    with world.desk.write() as unit:
        unit.require(Action.MEASURE, world.assignment)
        for number in range(500):
            world.measures[f"m{number}"] = unit.create(world.assignment, Measure(
                state=MeasureState.ACTIVE, start=date(2026, 11, 3), end=date(2026, 12, 19), file=world.file,
                type="patrols", subject=world.person, executing=(world.zone,), frequency=f"{number}/24 h",
            ))  # fmt: skip
        unit.save()
    screen = opened(work, world, "measures")
    decide(work, screen, world.measures["m499"], "end")
    typed(screen, "reason").set_value("reason", "Dubbel")
    record(work, screen)
    assert measure(world, "m499").state is MeasureState.ENDED
    assert measure(world, "m0").state is MeasureState.ACTIVE
    screen._tabs.turn_to("overview")
    work.settle()
    assert faults(screen) == []
