"""The life of a file: suspended and resumed, handed over, its officers recused, the time each step takes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import AccountState, Action, DecisionKind, FileState, Marking, NeedKind, Role
from app.models.kinds.directory import Officer
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport
from app.models.rights import NotAllowed, Refusal
from app.models.rules.decisions import ReasonMissing
from app.models.rules.files import FileMayNotBecome
from app.models.rules.lead_times import LeadTime, Step, lead_time, longest
from app.models.rules.officers import StillOnTheFile
from app.services.access_log import Access, AccessFilter, read_access_log
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.evaluation import end_measure
from app.services.cases.executions import report_execution
from app.services.cases.file_overviews import file_overview
from app.services.cases.files import edit_file
from app.services.cases.handing_over import (
    HandOverUnclear,
    NothingToHandOver,
    OfficerCannot,
    ToOneself,
    give_file,
    hand_over_files,
    my_files,
    name_deputy,
    stood_in_for,
    take_back_files,
)
from app.services.cases.life import NotSuspended, close_file, resume_file, suspend_file
from app.services.cases.measures import FileNotOpen
from app.services.cases.notes import record_note
from app.services.cases.recusals import (
    NotRecused,
    RecusedAlready,
    WhyRecused,
    end_recusal,
    name_substitute,
    recuse_officer,
)
from app.services.cases.rulings import SubstituteDecides
from app.services.desk import Desk
from app.services.own_files import reason_asked
from app.services.seconding import SameOfficer, SecondOfficer
from app.services.situation.whole import needs
from app.services.staffing import NotItsOfficer
from app.services.station.stations import directory_of
from app.services.tasks.acting import NewTask, add_task, take_on
from app.services.tasks.lines import TaskLine, TaskQuery, Whose
from app.services.tasks.listing import list_tasks
from app.services.undoing import DecisionStays, undo_save
from app.services.visits.visits import NewVisit, edit_visit, open_visit
from tests.reads import lead_times, notes_of, requests_of
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_proposal,
    a_request,
    a_ruling,
    a_station,
    an_analysis,
    distribute,
    the_minister,
    told_why,
)
from tests.unit.services.test_file_notes_and_presence import a_note, last_save

DAY = timedelta(days=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def lone(world: StationWorld) -> Desk:
    """A file officer who has no files yet."""
    return world.sit("nieuw", [Role.FILE_OFFICER])


@pytest.fixture
def colleague(world: StationWorld) -> Desk:
    return world.sit("collega", [Role.FILE_OFFICER])


def state_of(world: StationWorld, file: Id) -> FileState | None:
    record = file_overview(told_why(world.officer, file), file).record
    assert record is not None
    return record.state


def test_a_suspended_file_takes_notes_and_no_proposals_until_it_is_resumed(
    world: StationWorld, person: Id, file: Id
) -> None:
    suspend_file(world.officer, file, a_ruling(reason="mevrouw is een jaar in het buitenland"))
    assert state_of(world, file) is FileState.SUSPENDED
    record_note(world.officer, file, a_note())
    with pytest.raises(FileNotOpen):
        a_proposal(world, file, person)
    resume_file(world.officer, file, a_ruling())
    assert state_of(world, file) is FileState.OPEN
    kinds = [line.record.kind for line in file_overview(world.officer, file).decisions]
    assert kinds == [DecisionKind.OPEN_FILE, DecisionKind.SUSPEND_FILE, DecisionKind.RESUME_FILE]
    with pytest.raises(DecisionStays):
        undo_save(world.officer, last_save(world))


def test_suspending_needs_a_reason_a_right_and_an_open_file(world: StationWorld, file: Id) -> None:
    with pytest.raises(ReasonMissing):
        suspend_file(world.officer, file, a_ruling())
    with pytest.raises(NotAllowed):
        suspend_file(world.duty, file, a_ruling(reason="rust"))
    with pytest.raises(NotSuspended):
        resume_file(world.officer, file, a_ruling())
    close_file(world.officer, file, "threat_ended", a_ruling())
    with pytest.raises(FileMayNotBecome):
        suspend_file(world.officer, file, a_ruling(reason="rust"))


def test_all_my_files_go_to_a_colleague_until_a_day_and_come_back_by_themselves(
    world: StationWorld, lone: Desk, colleague: Desk
) -> None:
    files = [a_file(lone), a_file(lone)]
    assert reason_asked(colleague, files[0])
    done = hand_over_files(lone, colleague.officer, TODAY + DAY)
    assert (set(done.files), done.left) == (set(files), ())
    assert not reason_asked(colleague, files[0])
    assert [one.id for one in stood_in_for(colleague)] == sorted(files)
    assert all(one.now and one.stand_in == colleague.officer for one in my_files(lone))
    clock = world.clock
    clock.at += 2 * DAY
    try:
        assert stood_in_for(colleague) == []
        assert reason_asked(colleague, files[0])
        assert not reason_asked(lone, files[0])
    finally:
        clock.at -= 2 * DAY


def test_a_hand_over_of_next_week_begins_next_week_and_is_taken_back(lone: Desk, colleague: Desk) -> None:
    file = a_file(lone)
    hand_over_files(lone, colleague.officer, TODAY + 9 * DAY, first=TODAY + 7 * DAY)
    assert stood_in_for(colleague) == []
    assert take_back_files(lone) == (file,)
    assert take_back_files(lone) == ()
    assert my_files(lone)[0].stand_in is None


def test_what_the_colleague_may_not_read_stays_and_is_named_with_why(world: StationWorld, lone: Desk) -> None:
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    plain, secret = a_file(lone), a_file(lone, label=Label(marking=Marking.SECRET))
    done = hand_over_files(lone, low.officer, TODAY + DAY)
    assert (done.files, done.left) == ((plain,), ((secret, Refusal.CLEARANCE),))
    assert done.called == {secret: next(one.reference for one in my_files(lone) if one.id == secret)}


def test_a_file_of_mine_that_i_may_read_no_more_keeps_me_from_handing_over_none_of_the_others(
    world: StationWorld, lone: Desk, colleague: Desk
) -> None:
    secret, plain = a_file(lone, label=Label(marking=Marking.SECRET)), a_file(lone)
    with world.admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(world.admin))
        unit.change(directory_of(world.admin), lone.officer, Officer, {"clearance": Marking.RESTRICTED})
        unit.save(signed=True)
    done = hand_over_files(lone, colleague.officer, TODAY + DAY)
    assert (done.files, done.left, done.called, done.unread) == ((plain,), (), {}, 1)
    assert file_overview(told_why(colleague, secret), secret).record.stand_in is None  # type: ignore[union-attr]  # it is there
    assert take_back_files(lone) == (plain,)


def test_a_file_shared_with_another_organisation_is_not_its_officers_to_get(world: StationWorld, lone: Desk) -> None:
    file, approver = a_file(lone), world.sit("baas", [Role.APPROVER])
    with lone.read() as view:
        core = view.part(file, "file_core")
    distribute(lone, core, world.police)
    for stranger in (world.partner, approver):
        for way in (give_file, name_deputy):
            with pytest.raises(OfficerCannot):
                way(lone, file, stranger.officer)
        with pytest.raises(NothingToHandOver):
            hand_over_files(lone, stranger.officer, TODAY + DAY)
    there = world.sit("zone", [Role.FILE_OFFICER], world.police)
    with pytest.raises(OfficerCannot):
        give_file(lone, file, there.officer)


def test_a_hand_over_that_cannot_be_changes_nothing(world: StationWorld, lone: Desk, colleague: Desk) -> None:
    with pytest.raises(NothingToHandOver):
        hand_over_files(lone, colleague.officer, TODAY)
    a_file(lone)
    with pytest.raises(ToOneself):
        hand_over_files(lone, lone.officer, TODAY)
    with pytest.raises(HandOverUnclear):
        hand_over_files(lone, colleague.officer, TODAY - DAY)
    with pytest.raises(NothingToHandOver):
        hand_over_files(lone, world.nobody.officer, TODAY)
    with pytest.raises(OfficerCannot):
        hand_over_files(lone, world.police, TODAY)
    assert my_files(lone)[0].stand_in is None


def test_a_hand_over_is_undone_whole(world: StationWorld, lone: Desk, colleague: Desk) -> None:
    a_file(lone), a_file(lone)
    hand_over_files(lone, colleague.officer, TODAY + DAY)
    undo_save(lone, last_save(world))
    assert [one.stand_in for one in my_files(lone)] == [None, None]


def test_a_file_is_given_to_another_officer_and_has_a_deputy(world: StationWorld, file: Id, colleague: Desk) -> None:
    name_deputy(world.officer, file, colleague.officer)
    give_file(world.officer, file, colleague.officer)
    name_deputy(colleague, file, world.officer.officer)
    name_deputy(colleague, file, None)
    record = file_overview(colleague, file).record
    assert record is not None
    assert (record.file_officer, record.deputy) == (colleague.officer, None)
    with pytest.raises(OfficerCannot):
        give_file(colleague, file, world.partner.officer)
    with pytest.raises(NotAllowed):
        give_file(world.partner, file, colleague.officer)


def test_nobody_makes_a_colleagues_file_his_own_by_himself(world: StationWorld, file: Id, colleague: Desk) -> None:
    visit = open_visit(world.officer, NewVisit("Werkbezoek"))
    mine = colleague.officer
    for one in (file, visit):
        for way in (give_file, name_deputy):
            with pytest.raises(NotItsOfficer):
                way(colleague, one, mine)
    with pytest.raises(NotItsOfficer):
        edit_file(colleague, file, {"deputy": mine})
    with pytest.raises(NotItsOfficer):
        edit_file(colleague, file, {"stand_in": mine, "stand_in_to": TODAY + DAY})
    with pytest.raises(NotItsOfficer):
        edit_visit(colleague, visit, {"file_officer": mine})
    edit_file(colleague, file, {"title": "Anders", "deputy": None})
    assert reason_asked(colleague, file)


def test_while_the_officer_is_away_an_approver_or_administrator_confirms_whose_a_file_is(
    world: StationWorld, file: Id, colleague: Desk
) -> None:
    approver, admin, duty = (
        SecondOfficer(one.officer, one.officer_key) for one in (world.recorder, world.admin, world.duty)
    )
    with pytest.raises(NotAllowed):
        name_deputy(colleague, file, colleague.officer, duty)
    with pytest.raises(SameOfficer):
        name_deputy(colleague, file, colleague.officer, SecondOfficer(colleague.officer, colleague.officer_key))
    assert reason_asked(colleague, file)

    name_deputy(colleague, file, colleague.officer, approver)
    assert not reason_asked(colleague, file)
    give_file(colleague, file, colleague.officer, admin)
    assert file in {one.id for one in my_files(colleague)}

    lines = read_access_log(world.sit("auditor", [Role.AUDITOR]), AccessFilter(act=Access.STAFFED))
    assert [(line.officer, line.subjects) for line in lines] == [
        (colleague.officer, (file, world.admin.officer)), (colleague.officer, (file, world.recorder.officer)),
    ]  # fmt: skip


def test_who_was_taken_off_a_file_does_not_undo_that(world: StationWorld, file: Id, colleague: Desk) -> None:
    name_deputy(world.officer, file, colleague.officer)
    name_deputy(world.officer, file, None)
    with pytest.raises(NotItsOfficer):
        undo_save(colleague, last_save(world))
    undo_save(world.officer, last_save(world))
    assert not reason_asked(colleague, file)


def test_a_file_given_away_is_taken_back_on_the_day_and_no_later(
    world: StationWorld, file: Id, colleague: Desk
) -> None:
    give_file(world.officer, file, colleague.officer)
    undo_save(world.officer, last_save(world))
    give_file(world.officer, file, colleague.officer)
    world.clock.at += DAY
    with pytest.raises(NotItsOfficer):
        undo_save(world.officer, last_save(world))
    assert file in {one.id for one in my_files(colleague)}


def test_a_file_that_closed_is_no_file_in_which_one_stands_in(world: StationWorld, lone: Desk, colleague: Desk) -> None:
    file, other = a_file(lone), a_file(lone)
    hand_over_files(lone, colleague.officer, TODAY + DAY)
    close_file(lone, file, "threat_ended", a_ruling())
    assert [one.id for one in stood_in_for(colleague)] == [other]


def test_a_recused_officer_reads_the_file_no_more_and_why_is_in_its_notes(
    world: StationWorld, file: Id, colleague: Desk
) -> None:
    recuse_officer(world.officer, file, colleague.officer, "familie van mevrouw")
    with pytest.raises(NotAllowed):
        file_overview(colleague, file)
    with pytest.raises(NotAllowed):
        end_recusal(colleague, file, colleague.officer, "toch niet")
    with pytest.raises(RecusedAlready):
        recuse_officer(world.officer, file, colleague.officer, "nog eens")
    assert notes_of(world.officer, file)[0].record.text == "familie van mevrouw"
    end_recusal(world.officer, file, colleague.officer, "vergissing van persoon")
    assert file_overview(told_why(colleague, file), file).record is not None
    with pytest.raises(NotRecused):
        end_recusal(world.officer, file, colleague.officer, "nog eens")


def test_nobody_is_recused_from_a_file_that_is_his_or_without_a_reason(world: StationWorld, file: Id) -> None:
    with pytest.raises(StillOnTheFile):
        recuse_officer(world.officer, file, world.officer.officer, "ik ken haar")
    recuse_officer(world.officer, file, world.duty.officer, "familie van mevrouw")
    with pytest.raises(StillOnTheFile):
        edit_file(world.officer, file, {"deputy": world.duty.officer})
    with pytest.raises(WhyRecused):
        recuse_officer(world.officer, file, world.duty.officer, " ")


def test_with_a_substitute_named_the_minister_decides_no_more(world: StationWorld, person: Id, file: Id) -> None:
    measure = a_proposal(world, file, person)
    name_substitute(world.officer, file, "De Minister van Justitie", "het gaat over de Minister zelf")
    with pytest.raises(SubstituteDecides):
        approve_measures(world.recorder, [measure], the_minister())
    name_substitute(world.officer, file, None, "vergissing")
    approve_measures(world.recorder, [measure], the_minister())


def test_each_step_of_a_file_is_timed_until_today_while_it_waits(world: StationWorld, person: Id, file: Id) -> None:
    request = request_analysis(world.officer, file, a_request(world.police))
    assert [(one.of, one.took.step, one.took.waiting) for one in lead_times(world.officer, file).all] == [
        (request, Step.ANALYSIS, True)
    ]
    record_analysis(world.officer, file, an_analysis(world.police), answers=request)
    measure = a_proposal(world, file, person)
    approve_measures(world.recorder, [measure], the_minister())
    found = lead_times(world.officer, file)
    assert [(one.took.step, one.took.waiting) for one in found.all] == [
        (Step.ANALYSIS, False), (Step.PROPOSAL, False), (Step.DECISION, False), (Step.EXECUTION, True),
    ]  # fmt: skip
    report_execution(world.partner, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, done=1))
    assert [one.waiting for one in lead_times(world.officer, file).longest] == [False] * 4
    assert [one.took.step for one in lead_times(told_why(world.partner, file), file).all] == [
        Step.DECISION,
        Step.EXECUTION,
    ]


def test_nothing_is_waited_for_of_what_ended(world: StationWorld, person: Id, file: Id) -> None:
    request_analysis(world.officer, file, a_request(world.police))
    measure = a_proposal(world, file, person)
    approve_measures(world.recorder, [measure], the_minister())
    end_measure(world.recorder, measure, the_minister(reason="niet meer nodig"))
    assert [one.step for one in lead_times(world.officer, file).longest if one.waiting] == [Step.ANALYSIS]
    close_file(world.officer, file, "threat_ended", a_ruling())
    assert [one for one in lead_times(world.officer, file).longest if one.waiting] == []
    assert requests_of(world.officer, file)[0].late is False


def test_the_longest_of_each_step_is_named_and_a_step_never_counts_backwards() -> None:
    short = lead_time(Step.DECISION, TODAY, TODAY + DAY, TODAY)
    waits = lead_time(Step.DECISION, TODAY - 3 * DAY, None, TODAY)
    odd = lead_time(Step.ANALYSIS, TODAY, TODAY - DAY, TODAY)
    assert lead_time(Step.EXECUTION, None, TODAY, TODAY) is None
    assert short is not None
    assert waits is not None
    assert odd == LeadTime(Step.ANALYSIS, TODAY, TODAY - DAY, 0)
    assert longest([short, waits, odd]) == [odd, waits]


def test_a_deputy_typed_into_the_file_needs_no_reason_to_read_it(
    world: StationWorld, file: Id, colleague: Desk
) -> None:
    edit_file(world.officer, file, {"deputy": colleague.officer})
    assert not reason_asked(colleague, file)


def test_what_waits_in_a_file_is_on_the_list_of_its_deputy_and_of_who_stands_in(
    world: StationWorld, lone: Desk, colleague: Desk
) -> None:
    file = a_file(lone)
    deputy = world.sit("adjunct", [Role.FILE_OFFICER])
    request_analysis(lone, file, replace(a_request(world.centre), asked_on=TODAY - 2 * DAY, wanted_by=TODAY - DAY))
    add_task(lone, NewTask("De wijkagent bellen", file, officers=[lone.officer]))
    add_task(lone, NewTask("Voor een ander", file, officers=[deputy.officer]))
    assert mine(colleague, file) == []
    name_deputy(lone, file, deputy.officer)
    raised = [line.say("nl") for line in tasks(deputy, file) if line.raised]
    assert raised
    assert {(line.say_who("nl"), line.say_for("nl")) for line in tasks(deputy, file) if line.raised} == {("Nieuw", "")}
    hand_over_files(lone, colleague.officer, TODAY + DAY)
    assert set(mine(colleague, file)) == {"De wijkagent bellen", *raised}
    for reader in (colleague, lone, deputy):
        shown = {(line.say_who("nl"), line.say_for("nl")) for line in tasks(reader, file) if line.raised}
        assert shown == {("Collega", "vervangt Nieuw")}
    assert {need.say_who("fr") for need in needs(lone, NeedKind.REQUEST)} == {"Collega, remplace Nieuw"}
    taken = next(line for line in tasks(lone, file) if line.raised)
    take_on(lone, taken.ref)
    assert taken.say("nl") in mine(colleague, file)
    assert taken.say("nl") not in mine(deputy, file)
    take_back_files(lone)
    assert mine(colleague, file) == []


def test_a_stand_in_whose_account_was_taken_away_does_nobodys_tasks_and_keeps_no_list_from_being_read(
    world: StationWorld, lone: Desk, colleague: Desk
) -> None:
    file = a_file(lone)
    add_task(lone, NewTask("De wijkagent bellen", file, officers=[lone.officer]))
    hand_over_files(lone, colleague.officer, TODAY + DAY)
    with world.admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(world.admin))
        unit.change(directory_of(world.admin), colleague.officer, Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)
    assert "De wijkagent bellen" in mine(lone, file)


def test_of_an_officer_without_an_account_the_deputy_is_named(world: StationWorld, lone: Desk, colleague: Desk) -> None:
    file = a_file(lone)
    request_analysis(lone, file, replace(a_request(world.centre), asked_on=TODAY - 2 * DAY, wanted_by=TODAY - DAY))
    name_deputy(lone, file, colleague.officer)
    with world.admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(world.admin))
        unit.change(directory_of(world.admin), lone.officer, Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)
    assert {(line.say_who("nl"), line.say_for("nl")) for line in tasks(colleague, file)} == {
        ("Collega", "vervangt Nieuw")
    }


def tasks(desk: Desk, file: Id) -> Sequence[TaskLine]:
    return list_tasks(desk, TaskQuery(Whose.MINE, about=file), "nl").lines


def mine(desk: Desk, file: Id) -> list[str]:
    return [line.say("nl") for line in tasks(desk, file)]


def test_a_visit_is_given_to_another_officer_and_has_a_deputy(world: StationWorld, colleague: Desk) -> None:
    visit = open_visit(world.officer, NewVisit("Werkbezoek"))
    name_deputy(world.officer, visit, colleague.officer)
    assert [one.deputy for one in my_files(world.officer) if one.id == visit] == [colleague.officer]
    give_file(world.officer, visit, colleague.officer)
    assert [(one.id, one.deputy) for one in my_files(colleague)] == [(visit, None)]
    with pytest.raises(OfficerCannot):
        give_file(colleague, visit, world.partner.officer)
