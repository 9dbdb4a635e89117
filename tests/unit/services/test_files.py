"""Opening, editing, closing and reopening a file; what its parts may hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import (
    Action,
    CopyState,
    DecisionKind,
    DocumentState,
    FileBasis,
    FileState,
    InvolvementRole,
    Marking,
    Role,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.models.rights import NotAllowed, Refusal
from app.models.rules.files import ClosingNeedsReason, CopiesStillOut, FileMayNotBecome, MeasuresStillRun
from app.services.cases.analyses import (
    AnalysisIncomplete,
    QuestionMissing,
    ReplacesAnother,
    ValidityOver,
    edit_request,
    record_analysis,
    request_analysis,
)
from app.services.cases.courses import AnalysisNotInFile
from app.services.cases.decisions import refuse_measures
from app.services.cases.file_overviews import file_overview, files
from app.services.cases.file_sheets import file_sheet
from app.services.cases.files import (
    BasisMissing,
    BasisNotThere,
    FileIsClosed,
    Involved,
    NoAnalysisYet,
    NotByEditing,
    TitleMissing,
    admit_file,
    edit_file,
    edit_involvement,
    involve_person,
)
from app.services.cases.life import NotClosed, archive_file, close_file, reopen_file
from app.services.cases.measures import start_urgent_measures
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.cases.recusals import end_recusal, recuse_officer
from app.services.cases.reports import (
    DescriptionMissing,
    GradingMissing,
    MarkedAboveItsFile,
    NotOfThisFile,
    record_report,
)
from app.services.choices import BelongsWhereItIs, NotOnTheList
from app.services.desk import NotThere
from app.services.knowing import who_knows
from app.services.numbering import NoStationCode
from app.services.own_files import ReasonOfReading
from app.services.staffing import AsksWhy
from app.services.trail_sheets import trail_sheet
from app.services.trails import Past
from app.services.undoing import undo_save
from tests.reads import analyses_of, reports_of, requests_of
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_report,
    a_request,
    a_ruling,
    a_station,
    an_analysis,
    the_minister,
    told_why,
)
from tests.unit.services.test_file_notes_and_presence import last_save


def state_of(world: StationWorld, file: Id) -> FileState | None:
    record = file_overview(world.officer, file).record
    assert record is not None
    return record.state


def test_references_count_up_and_name_kind_year_and_workstation(world: StationWorld) -> None:
    first, second = (file_overview(world.officer, a_file(world.officer)).record for _ in range(2))
    assert first is not None
    assert second is not None
    numbers = [str(record.reference).rsplit("-", 1) for record in (first, second)]
    assert [stem for stem, _ in numbers] == ["BP-2026-BRU1", "BP-2026-BRU1"]
    assert int(numbers[1][1]) == int(numbers[0][1]) + 1


def test_a_refused_opening_gives_no_number_away(world: StationWorld) -> None:
    before = file_overview(world.officer, a_file(world.officer)).record
    with pytest.raises(NotAllowed):
        a_file(world.recorder)
    made = file_overview(world.officer, a_file(world.officer)).record
    assert before is not None
    assert made is not None
    assert int(str(made.reference)[-4:]) == int(str(before.reference)[-4:]) + 1


def test_a_store_in_its_second_life_gives_other_references(world: StationWorld) -> None:
    with world.admin.store.write() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE name = 'incarnation'", (b"2",))
    made = file_overview(world.officer, a_file(world.officer)).record
    with world.admin.store.write() as connection:
        connection.exec_driver_sql("UPDATE meta SET value = ? WHERE name = 'incarnation'", (b"1",))
    assert made is not None
    assert made.reference == "BP-2026-BRU1.2-0001"


def test_a_workstation_whose_code_cannot_stand_in_a_reference_opens_no_file(tmp_path: Path) -> None:
    odd = a_station(tmp_path, code="bru-1")
    with pytest.raises(NoStationCode):
        a_file(odd.officer)
    assert files(odd.officer) == []
    odd.close()


def test_a_file_on_a_status_is_open_and_signed_by_who_opened_it(world: StationWorld, file: Id) -> None:
    overview = file_overview(world.officer, file)
    assert state_of(world, file) is FileState.OPEN
    [line] = overview.decisions
    assert (line.record.kind, line.record.recorder) == (DecisionKind.OPEN_FILE, world.officer.officer)
    assert overview.record is not None
    assert overview.record.state_decision == line.id


def test_a_file_on_an_analysis_is_a_draft_until_one_is_recorded(world: StationWorld) -> None:
    file = a_file(world.officer, basis=FileBasis.ANALYSIS)
    assert state_of(world, file) is FileState.DRAFT
    with pytest.raises(NoAnalysisYet):
        admit_file(world.officer, file, FileBasis.ANALYSIS, a_ruling())
    record_analysis(world.officer, file, an_analysis(world.police))
    assert state_of(world, file) is FileState.DRAFT
    admit_file(world.officer, file, FileBasis.ANALYSIS, a_ruling())
    assert state_of(world, file) is FileState.OPEN
    with pytest.raises(FileMayNotBecome):
        admit_file(world.officer, file, FileBasis.ANALYSIS, a_ruling())


def test_an_analysis_is_not_out_of_date_before_it_was_made(world: StationWorld, file: Id) -> None:
    made = an_analysis(world.police)
    assert made.dated is not None
    with pytest.raises(ValidityOver):
        record_analysis(world.officer, file, replace(made, valid_until=made.dated - timedelta(days=1)))
    record_analysis(world.officer, file, replace(made, valid_until=made.dated))


def test_a_file_needs_a_title(world: StationWorld, file: Id) -> None:
    with pytest.raises(TitleMissing):
        a_file(world.officer, title="  ")
    with pytest.raises(TitleMissing):
        edit_file(world.officer, file, {"title": None})


def test_state_and_reference_are_not_edited(world: StationWorld, file: Id) -> None:
    for fields in ({"state": FileState.CLOSED}, {"reference": "BP-2026-BRU1-9999"}, {"legal_hold": False}):
        with pytest.raises(NotByEditing):
            edit_file(world.officer, file, fields)


def test_an_open_file_stands_on_an_analysis_only_once_there_is_one(world: StationWorld, file: Id) -> None:
    for basis in (FileBasis.BOTH, FileBasis.ANALYSIS):
        with pytest.raises(BasisNotThere):
            edit_file(world.officer, file, {"basis": basis})
    with pytest.raises(BasisMissing):
        edit_file(world.officer, file, {"basis": None})

    record_analysis(world.officer, file, an_analysis(world.police))
    edit_file(world.officer, file, {"basis": FileBasis.BOTH})
    record = file_overview(world.officer, file).record
    assert record is not None
    assert record.basis is FileBasis.BOTH


def test_a_measure_rests_on_an_analysis_of_its_own_file(world: StationWorld) -> None:
    person = a_person(world.officer)
    file, other = a_file(world.officer, person), a_file(world.officer)
    mine = record_analysis(world.officer, file, an_analysis(world.police))
    elsewhere = record_analysis(world.officer, other, an_analysis(world.police))
    with pytest.raises(AnalysisNotInFile):
        a_proposal(world, file, person, basis_analysis=elsewhere)
    measure = a_proposal(world, file, person, basis_analysis=mine)
    with world.officer.read() as view:
        assert view.get(Measure, measure).basis_analysis == mine


def test_a_recused_officer_neither_reads_nor_writes_nor_begins_anything_in_the_file(world: StationWorld) -> None:
    person = a_person(world.officer)
    chief = world.sit("chief", [Role.FILE_OFFICER])
    file = a_file(world.officer, person, recused=[chief.officer])
    for act in (
        lambda: file_overview(chief, file),
        lambda: edit_file(chief, file, {"title": "x"}),
        lambda: record_report(chief, file, a_report()),
        lambda: start_urgent_measures(chief, file, a_measure(person, executing=world.other_zone), a_ruling()),
        lambda: close_file(chief, file, "threat_ended", a_ruling()),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert refused.value.why is Refusal.RECUSED
    assert file not in [row.id for row in files(chief)]


def test_recusing_works_on_a_file_that_is_open(world: StationWorld, file: Id) -> None:
    colleague = world.sit("colleague", [Role.FILE_OFFICER])
    recuse_officer(world.officer, file, colleague.officer, "familie")
    with pytest.raises(NotAllowed):
        end_recusal(colleague, file, colleague.officer, "toch niet")
    end_recusal(world.officer, file, colleague.officer, "vergissing van persoon")
    edit_file(colleague, file, {"title": "Weer toegelaten"})


def test_who_is_recused_or_decides_instead_changes_with_a_reason_only(world: StationWorld, file: Id) -> None:
    colleague, other = (world.sit(name, [Role.FILE_OFFICER]) for name in ("colleague", "other"))
    recuse_officer(world.officer, file, colleague.officer, "familie")
    for fields in ({"recused": ()}, {"substitute_approver": "de Eerste Minister"}):
        with pytest.raises(AsksWhy):
            edit_file(world.officer, file, fields)
    with pytest.raises(AsksWhy):
        undo_save(other, last_save(world))
    undo_save(world.officer, last_save(world))
    edit_file(colleague, file, {"title": "Een vergissing van vandaag"})


def test_closing_waits_for_measures_and_copies_and_a_reason(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    with pytest.raises(MeasuresStillRun) as running:
        close_file(world.officer, file, "threat_ended", a_ruling())
    assert running.value.count == 1
    refuse_measures(world.recorder, [measure], the_minister(reason="te zwaar"))
    copy = a_copy(world, file)
    with pytest.raises(CopiesStillOut):
        close_file(world.officer, file, "threat_ended", a_ruling())
    with world.officer.write() as unit:
        stream = unit.stream_of(copy, DocumentCopy)
        unit.require(Action.PAPER, stream)
        unit.change(stream, copy, DocumentCopy, {"state": CopyState.RETURNED})
        unit.save()
    with pytest.raises(ClosingNeedsReason):
        close_file(world.officer, file, "", a_ruling())
    with pytest.raises(NotOnTheList):
        close_file(world.officer, file, "because", a_ruling())
    close_file(world.officer, file, "threat_ended", a_ruling())
    record = file_overview(world.officer, file).record
    assert record is not None
    assert (record.state, record.closed_on, record.closing_reason) == (FileState.CLOSED, TODAY, "threat_ended")


def a_copy(world: StationWorld, file: Id) -> Id:
    with world.officer.write() as unit:
        stream = unit.begin(file, "paper", Label(marking=Marking.NONE), Action.PAPER)
        document = unit.create(
            stream,
            IssuedDocument(
                number="R1", file=file, kind="protocol", version=1, language="nl", state=DocumentState.ISSUED
            ),
        )
        copy = unit.create(stream, DocumentCopy(document=document, number=1, state=CopyState.HANDED_OVER))
        unit.save()
    return copy


def test_nothing_is_written_in_a_closed_file_and_reopening_keeps_its_reference(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    reference = getattr(file_overview(world.officer, file).record, "reference", None)
    with pytest.raises(NotClosed):
        reopen_file(world.officer, file, a_ruling())
    close_file(world.officer, file, "level_low", a_ruling())
    for act in (
        lambda: edit_file(world.officer, file, {"title": "x"}),
        lambda: record_report(world.officer, file, a_report()),
        lambda: request_analysis(world.officer, file, a_request(world.police)),
        lambda: record_analysis(world.officer, file, an_analysis(world.police)),
        lambda: start_urgent_measures(world.officer, file, a_measure(person, executing=world.police), a_ruling()),
        lambda: a_proposal(world, file, person),
    ):
        with pytest.raises(FileIsClosed):
            act()
    reopen_file(world.officer, file, a_ruling(reason="nieuwe feiten"))
    record = file_overview(world.officer, file).record
    assert record is not None
    assert (record.state, record.reference, record.closed_on) == (FileState.OPEN, reference, None)
    kinds = [line.record.kind for line in file_overview(world.officer, file).decisions]
    assert kinds == [DecisionKind.OPEN_FILE, DecisionKind.CLOSE_FILE, DecisionKind.REOPEN_FILE]


def test_an_archived_file_was_closed_and_may_be_reopened(world: StationWorld, file: Id) -> None:
    with pytest.raises(FileMayNotBecome):
        archive_file(world.officer, file, a_ruling())
    close_file(world.officer, file, "duplicate", a_ruling())
    archive_file(world.officer, file, a_ruling())
    assert state_of(world, file) is FileState.ARCHIVED
    reopen_file(world.officer, file, a_ruling())
    assert state_of(world, file) is FileState.OPEN


def test_the_threat_part_has_a_label_of_its_own(world: StationWorld) -> None:
    shared = Label(marking=Marking.NONE, distribution=(world.police,))
    file = a_file(world.officer, label=shared)
    seen = file_overview(told_why(world.partner, file), file)
    assert (seen.record is None, seen.threat, list(seen.decisions)) == (False, None, [])


def test_an_edit_moves_nothing_to_another_file(world: StationWorld, file: Id) -> None:
    other = a_file(world.officer)
    line = involve_person(world.officer, file, Involved(a_person(world.officer), InvolvementRole.CONTACT))
    request = request_analysis(world.officer, file, a_request(world.police))
    with pytest.raises(BelongsWhereItIs):
        edit_involvement(world.officer, line, {"file": other})
    with pytest.raises(BelongsWhereItIs):
        edit_request(world.officer, request, {"service": world.other_zone})


def test_only_a_file_officer_closes(world: StationWorld, file: Id) -> None:
    for desk in (world.duty, world.recorder, world.partner, world.nobody, world.admin):
        with pytest.raises(NotAllowed):
            close_file(desk, file, "threat_ended", a_ruling())


def test_a_person_comes_into_a_file_and_his_consent_is_noted(world: StationWorld, file: Id) -> None:
    person = a_person(world.officer, "Claes", "Bart")
    line = involve_person(world.officer, file, Involved(person, InvolvementRole.HOUSEHOLD))
    edit_involvement(world.officer, line, {"accepted": True, "accepted_on": TODAY})
    found = {row.id: row for row in file_overview(world.officer, file).involved}[line]
    assert found.person is not None
    assert (found.record.role, found.record.accepted, found.person.family_name) == (
        InvolvementRole.HOUSEHOLD,
        True,
        "Claes",
    )
    with pytest.raises(NotThere):
        involve_person(world.officer, file, Involved(file, InvolvementRole.HOUSEHOLD))


def test_a_report_is_graded_and_says_what_happened(world: StationWorld, file: Id) -> None:
    with pytest.raises(GradingMissing):
        record_report(world.officer, file, a_report(source_grade=None))
    with pytest.raises(DescriptionMissing):
        record_report(world.officer, file, a_report(" "))
    with pytest.raises(NotOnTheList):
        record_report(world.officer, file, a_report(form="telepathy"))
    assert reports_of(world.officer, file) == []


def test_a_report_marked_above_its_file_is_refused(world: StationWorld, file: Id) -> None:
    with pytest.raises(MarkedAboveItsFile):
        record_report(world.officer, file, a_report(marking=Marking.SECRET))
    secret = a_file(world.officer, label=Label(marking=Marking.SECRET))
    record_report(world.officer, secret, a_report(marking=Marking.SECRET))


def test_a_correction_is_a_new_report_of_the_same_file(world: StationWorld, file: Id) -> None:
    first = record_report(world.officer, file, a_report())
    record_report(world.officer, file, a_report("Geen kogel maar een huls", corrects=first))
    with pytest.raises(NotOfThisFile):
        record_report(world.officer, a_file(world.officer), a_report(corrects=first))
    assert len(reports_of(world.officer, file)) == 2


def test_the_threat_part_is_not_shown_to_who_has_an_assignment_alone(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    record_report(world.officer, file, a_report())
    record_analysis(world.officer, file, an_analysis(world.police))
    measure = a_proposal(world, file, person)
    seen = file_overview(told_why(world.partner, file), file)
    assert (seen.record, seen.head, list(seen.involved), list(seen.analyses)) == (None, None, [], [])
    assert [row.id for row in seen.measures] == [measure]
    with pytest.raises(NotAllowed):
        reports_of(world.partner, file)
    with pytest.raises(NotAllowed):
        file_overview(world.sit("other", [Role.PARTNER], world.other_zone), file)


def test_the_head_is_the_highest_level_its_own_service_did_not_replace(world: StationWorld, file: Id) -> None:
    first = record_analysis(world.officer, file, an_analysis(world.police, ThreatLevel.VERY_SERIOUS))
    record_analysis(world.officer, file, an_analysis(world.other_zone, ThreatLevel.MEDIUM))
    later = an_analysis(world.police, ThreatLevel.LOW, replaces=first, valid_until=TODAY + timedelta(days=5))
    record_analysis(world.officer, file, later)
    overview = file_overview(world.officer, file)
    assert overview.head is not None
    assert overview.head.level is ThreatLevel.MEDIUM
    assert [head.level for head in overview.levels] == [ThreatLevel.MEDIUM, ThreatLevel.LOW]
    assert [line.standing for line in overview.analyses] == [True, True, False]


def test_a_level_past_its_validity_stays_and_is_marked_out_of_date(world: StationWorld, file: Id) -> None:
    old = an_analysis(world.police, valid_until=TODAY - timedelta(days=1), dated=TODAY - timedelta(days=90))
    record_analysis(world.officer, file, old)
    [line] = analyses_of(world.officer, file)
    assert (line.standing, line.out_of_date) == (True, True)


def test_an_analysis_replaces_none_of_another_service_kind_or_file(world: StationWorld, file: Id) -> None:
    first = record_analysis(world.officer, file, an_analysis(world.police))
    for wrong in (
        an_analysis(world.other_zone, replaces=first),
        an_analysis(world.police, kind=ThreatKind.STALKING, replaces=first),
        an_analysis(world.police, dated=TODAY - timedelta(days=1), replaces=first),
    ):
        with pytest.raises(ReplacesAnother):
            record_analysis(world.officer, file, wrong)
    with pytest.raises(NotOfThisFile):
        record_analysis(world.officer, a_file(world.officer), an_analysis(world.police, replaces=first))
    with pytest.raises(AnalysisIncomplete):
        record_analysis(world.officer, file, replace(an_analysis(world.police), level=None))


def test_a_request_is_owed_until_it_is_answered(world: StationWorld, file: Id) -> None:
    with pytest.raises(QuestionMissing):
        request_analysis(world.officer, file, replace(a_request(world.police), question=" "))
    request = request_analysis(world.officer, file, a_request(world.police, TODAY - timedelta(days=1)))
    [line] = requests_of(world.officer, file)
    assert (line.id, line.late, line.record.asked_on) == (request, True, TODAY - timedelta(days=1))
    edit_request(world.officer, request, {"wanted_by": TODAY})
    assert not requests_of(world.officer, file)[0].late
    record_analysis(world.officer, file, an_analysis(world.police), answers=request)
    assert requests_of(world.officer, file)[0].record.answer is not None


def test_an_analyst_records_an_analysis_but_opens_no_file(world: StationWorld) -> None:
    analyst = world.sit("analyst", [Role.ANALYST])
    file = a_file(world.officer, basis=FileBasis.ANALYSIS)
    with pytest.raises(NotAllowed):
        record_analysis(analyst, file, an_analysis(world.police), ruling=a_ruling())
    assert analyses_of(world.officer, file) == []
    record_analysis(analyst, file, an_analysis(world.police))
    assert len(analyses_of(world.officer, file)) == 1


def test_a_file_of_a_colleague_asks_a_reason_but_not_of_the_permanence(world: StationWorld, file: Id) -> None:
    colleague = world.sit("reader", [Role.FILE_OFFICER])
    for desk in (world.officer, world.duty):
        assert file_overview(desk, file).record is not None
    looks: tuple[Callable[[], object], ...] = (
        lambda: file_overview(colleague, file),
        lambda: file_sheet(colleague, file, "nl"),
        lambda: file_sheet_as_of(colleague, file, world.clock.now(), Past.KNOWN_HERE, "nl"),
        lambda: trail_sheet(colleague, file, "nl"),
        lambda: who_knows(colleague, file, "nl"),
    )
    for look in looks:
        with pytest.raises(ReasonOfReading):
            look()
    told_why(colleague, file)
    for look in looks:
        assert look() is not None
    world.clock.at += timedelta(days=1)
    for look in looks:
        with pytest.raises(ReasonOfReading):
            look()


def test_files_are_listed_page_by_page_for_those_who_may(world: StationWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.cases.file_overviews._CHUNK", 2)
    made = [a_file(world.officer, basis=basis) for basis in (FileBasis.STATUS, FileBasis.ANALYSIS) * 3]
    everything = files(world.officer)
    assert [row.record.reference for row in everything] == sorted(str(row.record.reference) for row in everything)
    assert {*made} <= {row.id for row in everything}
    first = files(world.officer, limit=5)
    rest = files(world.officer, after=first[-1])
    assert [row.id for row in (*first, *rest)] == [row.id for row in everything]
    drafts = files(world.officer, [FileState.DRAFT])
    assert {row.record.state for row in drafts} == {FileState.DRAFT}
    assert {*made[1::2]} <= {row.id for row in drafts}
    assert not {*made} & {row.id for row in files(world.partner)}
