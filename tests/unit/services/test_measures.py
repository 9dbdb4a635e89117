"""Measures: proposed, decided by a colleague's hand, evaluated, executed; and what is refused on the way."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import (
    Capacity,
    Channel,
    DecisionKind,
    FileBasis,
    InvolvementRole,
    MeasureState,
    MeasureVisibility,
    Role,
)
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.rights import NotAllowed, Refusal
from app.models.rules.decisions import (
    BeforeOpening,
    BeforeProposal,
    ConfirmationMissing,
    NeedsMinister,
    ProposerRecords,
    ReasonMissing,
)
from app.models.rules.measures import IllegalTransition, PeriodMissing, PeriodReversed
from app.models.texts import local_text
from app.services.cases.assignments import OrganisationUnknown, Share
from app.services.cases.attaching import Scan
from app.services.cases.courses import DecidedApart, DecidedNotEdited, MeasureIsOver
from app.services.cases.decisions import (
    NothingToConfirm,
    NotInWriting,
    approve_amended,
    approve_measures,
    confirm_decision,
    ratify_measures,
    refuse_measures,
    return_measures,
)
from app.services.cases.evaluation import (
    EndsLater,
    NextReviewMissing,
    NotLonger,
    NotShorter,
    end_measure,
    keep_measure,
    prolong_measure,
    reduce_measure,
    resume_measure,
    suspend_measure,
    widen_measure,
)
from app.services.cases.executions import CountsUnclear, NeverRan, PeriodUnclear, report_execution
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.life import close_file
from app.services.cases.measures import (
    FileNotOpen,
    NobodyNamed,
    PersonNotInFile,
    edit_measure,
    propose_again,
    propose_measures,
    start_urgent,
    start_urgent_measures,
)
from app.services.cases.rulings import DatedAhead, SubstituteDecides
from app.services.cases.worklists import MeasureRow, overdue
from app.services.choices import NotOnTheList
from app.services.trails import field_history
from app.services.undoing import undo_save
from tests.reads import (
    decisions_on,
    executions_of,
    measures_of,
    returned,
    to_confirm,
    to_ratify,
    unconfirmed_measures,
    waiting,
)
from tests.station_world import (
    START,
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    the_minister,
)

LATER = TODAY + timedelta(days=60)


@pytest.fixture
def proposed(world: StationWorld, file: Id, person: Id) -> Id:
    return a_proposal(world, file, person)


@pytest.fixture
def active(world: StationWorld, proposed: Id) -> Id:
    approve_measures(world.recorder, [proposed], the_minister())
    return proposed


def row_of(world: StationWorld, measure: Id) -> MeasureRow:
    with world.officer.read() as view:
        file = view.get(Measure, measure).file
    return next(row for row in measures_of(world.officer, file or b"") if row.id == measure)


def ids(rows: list[Any]) -> list[Id]:
    return [row.id for row in rows]


def test_a_proposal_for_several_persons_makes_a_measure_for_each_by_each_organisation(world: StationWorld) -> None:
    people = [a_person(world.officer, name) for name in ("Lambrecht", "Claes", "Maes")]
    file = a_file(world.officer, *people)
    made = propose_measures(world.officer, file, a_measure(*people, executing=world.police), a_ruling())
    rows = measures_of(world.officer, file)
    assert ids(rows) == list(made)
    assert [row.record.subject for row in rows] == people
    assert len({row.stream for row in rows}) == 1
    assert [row.record.character for row in rows] == [rows[0].record.character] * 3
    assert rows[0].record.character is not None


def test_each_executing_organisation_has_one_assignment_in_a_file(world: StationWorld, file: Id, person: Id) -> None:
    first = a_proposal(world, file, person)
    second = a_proposal(world, file, person, type="fixed_post")
    other = propose_measures(world.officer, file, a_measure(person, executing=world.other_zone), a_ruling())[0]
    own = propose_measures(world.officer, file, a_measure(person, executing=world.centre), a_ruling())[0]
    streams = {uid: row_of(world, uid).stream for uid in (first, second, other, own)}
    assert streams[first] == streams[second]
    assert len(set(streams.values())) == 3
    assert [line.stream for line in decisions_on(world.officer, file)] == [streams[own]]
    assert ids(measures_of(world.partner, file)) == [first, second]


def test_a_distributed_assignment_is_reported_on_but_not_edited(world: StationWorld, file: Id, person: Id) -> None:
    new = a_measure(person, executing=world.police)
    measure = propose_measures(world.officer, file, new, a_ruling(), Share.DISTRIBUTION)[0]
    approve_measures(world.recorder, [measure], the_minister())
    with pytest.raises(NotAllowed) as refused:
        edit_measure(world.partner, measure, {"contact": "Inspecteur Dubois"})
    assert refused.value.why is Refusal.RECEIVER
    report_execution(world.partner, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, done=2))
    assert row_of(world, measure).reports == 1


def test_what_a_proposal_lacks_is_said(world: StationWorld, file: Id, person: Id) -> None:
    stranger = a_person(world.officer, "Vreemd")
    police = world.police
    for new, refusal in (
        (a_measure(executing=police), NobodyNamed),
        (a_measure(stranger, executing=police), PersonNotInFile),
        (a_measure(person, executing=stranger), OrganisationUnknown),
        (a_measure(person, executing=police, type="levitation"), NotOnTheList),
        (a_measure(person, executing=police, review=None), PeriodMissing),
        (a_measure(person, executing=police, end=TODAY - timedelta(days=1)), PeriodReversed),
    ):
        with pytest.raises(refusal):
            propose_measures(world.officer, file, new, a_ruling())
    assert measures_of(world.officer, file) == []


def test_a_proposal_needs_an_open_file_but_an_urgent_start_does_not(world: StationWorld, person: Id) -> None:
    draft = a_file(world.officer, person, basis=FileBasis.ANALYSIS)
    new = a_measure(person, executing=world.police, start=None)
    with pytest.raises(FileNotOpen):
        propose_measures(world.officer, draft, new, a_ruling())
    [measure] = start_urgent_measures(world.duty, draft, new, a_ruling(Capacity.DUTY_OFFICER, Channel.PHONE))
    row = row_of(world, measure)
    assert (row.state, row.course.start) == (MeasureState.PROVISIONAL, TODAY)
    assert row.course.ratify_by == TODAY + timedelta(days=3)


@pytest.mark.parametrize("who", ["partner", "recorder", "admin", "nobody"])
def test_only_officers_of_files_and_permanence_propose(world: StationWorld, file: Id, person: Id, who: str) -> None:
    with pytest.raises(NotAllowed):
        propose_measures(getattr(world, who), file, a_measure(person, executing=world.police), a_ruling())


def test_a_file_officer_does_not_record_what_the_minister_decided(world: StationWorld, proposed: Id) -> None:
    for desk in (world.officer, world.duty, world.partner, world.nobody, world.admin):
        with pytest.raises(NotAllowed):
            approve_measures(desk, [proposed], the_minister())


def test_the_proposer_never_records_the_answer(world: StationWorld, file: Id, person: Id) -> None:
    both = world.sit("both", [Role.FILE_OFFICER, Role.APPROVER])
    [measure] = propose_measures(both, file, a_measure(person, executing=world.police), a_ruling())
    minister = the_minister(reason="omdat")
    for act in (approve_measures, refuse_measures, return_measures):
        with pytest.raises(ProposerRecords):
            act(both, [measure], minister)
    with pytest.raises(ProposerRecords):
        approve_amended(both, measure, minister, {})
    approve_measures(world.recorder, [measure], minister)
    with pytest.raises(ProposerRecords):
        widen_measure(both, measure, minister, {})
    end_measure(both, measure, a_ruling(reason="voorbij"))


def test_who_proposed_again_may_not_record_but_who_proposed_first_may(
    world: StationWorld, file: Id, person: Id
) -> None:
    both = world.sit("first", [Role.FILE_OFFICER, Role.APPROVER])
    [measure] = propose_measures(both, file, a_measure(person, executing=world.police), a_ruling())
    return_measures(world.recorder, [measure], the_minister(reason="waarom zo lang?"))
    assert measure in ids(returned(world.officer))
    propose_again(world.officer, measure, a_ruling(reason="ingekort"), {"review": TODAY + timedelta(days=7)})
    assert row_of(world, measure).course.review == TODAY + timedelta(days=7)
    decision = approve_measures(both, [measure], the_minister())[0]
    answered = next(line.record.answers for line in decisions_on(world.officer, measure) if line.id == decision)
    proposals = [line.id for line in decisions_on(world.officer, measure) if line.record.kind is DecisionKind.PROPOSE]
    assert answered == proposals[-1]


def test_a_proposal_dated_back_is_still_the_latest(world: StationWorld, file: Id, person: Id) -> None:
    both = world.sit("dated", [Role.FILE_OFFICER, Role.APPROVER])
    measure = a_proposal(world, file, person)
    return_measures(world.recorder, [measure], the_minister(reason="waarom?"))
    propose_again(both, measure, a_ruling(dated=START - timedelta(days=400)))
    with pytest.raises(ProposerRecords):
        approve_measures(both, [measure], the_minister())
    with pytest.raises(DatedAhead):
        approve_measures(world.recorder, [measure], the_minister(dated=START + timedelta(days=1)))


def test_an_answer_does_not_lie_before_its_proposal(world: StationWorld, proposed: Id) -> None:
    with pytest.raises(BeforeProposal) as refused:
        approve_measures(world.recorder, [proposed], the_minister(dated=START - timedelta(hours=1)))
    assert refused.value.facts["field"] == "dated"
    assert row_of(world, proposed).state is MeasureState.PROPOSED
    approve_measures(world.recorder, [proposed], the_minister(dated=START - timedelta(minutes=1)))  # two clocks


def test_a_proposal_of_a_clock_that_runs_ahead_can_be_answered_now(world: StationWorld, file: Id, person: Id) -> None:
    new = a_measure(person, executing=world.police)
    [ahead] = propose_measures(world.officer, file, new, a_ruling(dated=START + timedelta(minutes=9)))
    approve_measures(world.recorder, [ahead], the_minister(dated=START))
    assert row_of(world, ahead).state is MeasureState.ACTIVE


def test_a_decision_does_not_lie_before_the_day_its_file_was_opened(
    world: StationWorld, file: Id, person: Id, active: Id
) -> None:
    early = START - timedelta(days=3)
    with pytest.raises(BeforeOpening):
        end_measure(world.officer, active, a_ruling(dated=early, reason="voorbij"))
    new = NewFile("Oud dossier", FileBasis.STATUS, involved=[Involved(person, InvolvementRole.THREATENED)])
    old = open_file(world.officer, new, a_ruling(dated=early))
    new_one = a_measure(person, executing=world.police)
    [measure] = propose_measures(world.officer, old, new_one, a_ruling(dated=early))
    approve_measures(world.recorder, [measure], the_minister(dated=early))


def test_what_needs_the_minister_is_advice_from_anybody_else(world: StationWorld, proposed: Id) -> None:
    for capacity in (Capacity.MEETING, Capacity.DIRECTOR, Capacity.FILE_OFFICER, Capacity.POLICE):
        with pytest.raises(NeedsMinister):
            approve_measures(world.recorder, [proposed], a_ruling(capacity))
    approve_measures(world.recorder, [proposed], a_ruling(Capacity.SUBSTITUTE))


def test_where_a_file_names_a_substitute_nobody_else_approves(world: StationWorld, person: Id) -> None:
    file = a_file(world.officer, person, substitute_approver="de Eerste Minister")
    measure = a_proposal(world, file, person)
    for capacity in (Capacity.MINISTER, Capacity.CABINET):
        with pytest.raises(SubstituteDecides):
            approve_measures(world.recorder, [measure], a_ruling(capacity))
    approve_measures(world.recorder, [measure], a_ruling(Capacity.SUBSTITUTE))
    assert row_of(world, measure).state is MeasureState.ACTIVE


def test_one_paper_answers_several_proposals_or_none(world: StationWorld, file: Id, person: Id) -> None:
    first, second = a_proposal(world, file, person), a_proposal(world, file, person, type="escort")
    approve_measures(world.recorder, [first], the_minister())
    with pytest.raises(IllegalTransition):
        approve_measures(world.recorder, [second, first], the_minister())
    assert row_of(world, second).state is MeasureState.PROPOSED
    assert len(decisions_on(world.officer, second)) == 1


def test_an_approval_as_amended_writes_what_differs(world: StationWorld, proposed: Id) -> None:
    with pytest.raises(PeriodMissing):
        approve_amended(world.recorder, proposed, the_minister(), {"review": None})
    with pytest.raises(PeriodReversed):
        approve_amended(world.recorder, proposed, the_minister(), {"end": TODAY - timedelta(days=1)})
    discreet = MeasureVisibility.DISCREET
    amended = {"end": LATER, "frequency": "tweemaal per dag", "contact": "wachtofficier", "visibility": discreet}
    approve_amended(world.recorder, proposed, the_minister(), amended)
    record = row_of(world, proposed).record
    assert (record.contact, record.visibility) == ("wachtofficier", MeasureVisibility.DISCREET)
    history = field_history(world.officer, record.file or b"", proposed)
    entries = {
        name: [one.entry for one in history if name in (one.values or {})][-1] for name in (*amended, "decision")
    }
    assert len(set(entries.values())) == 1
    assert (record.state, record.end, record.frequency) == (MeasureState.APPROVED, LATER, "tweemaal per dag")
    with pytest.raises(IllegalTransition):
        approve_amended(world.recorder, proposed, the_minister(), {"end": None})


def test_an_amendment_cannot_move_a_measure_to_another_person(world: StationWorld, proposed: Id) -> None:
    for fields in ({"subject": proposed}, {"state": MeasureState.ENDED}, {"executing": ()}, {"file": proposed}):
        with pytest.raises(DecidedNotEdited):
            approve_amended(world.recorder, proposed, the_minister(), fields)


def test_a_refusal_and_a_return_are_explained(world: StationWorld, proposed: Id) -> None:
    for act in (refuse_measures, return_measures):
        with pytest.raises(ReasonMissing):
            act(world.recorder, [proposed], the_minister())
    refuse_measures(world.recorder, [proposed], the_minister(reason="geen dreiging meer"))
    assert row_of(world, proposed).state is MeasureState.REFUSED
    assert proposed not in ids(waiting(world.officer))


def test_a_word_by_phone_waits_for_its_paper(world: StationWorld, proposed: Id) -> None:
    with pytest.raises(ConfirmationMissing):
        approve_measures(world.recorder, [proposed], the_minister(Channel.PHONE))
    spoken = approve_measures(
        world.recorder, [proposed], the_minister(Channel.PHONE, confirm_by=TODAY - timedelta(days=1))
    )[0]
    [line] = [line for line in to_confirm(world.officer) if line.id == spoken]
    assert (line.unconfirmed, line.late) == (True, True)
    with pytest.raises(NotInWriting):
        confirm_decision(world.recorder, spoken, the_minister(Channel.RADIO))
    confirm_decision(world.recorder, spoken, the_minister(Channel.EMAIL, reference="MIN/2026/11"))
    assert spoken not in ids(to_confirm(world.officer))
    with pytest.raises(NothingToConfirm):
        confirm_decision(world.recorder, spoken, the_minister(Channel.EMAIL))
    assert row_of(world, proposed).state is MeasureState.ACTIVE


def test_one_paper_confirms_all_that_one_call_decided(world: StationWorld, file: Id, person: Id, proposed: Id) -> None:
    others = propose_measures(world.officer, file, a_measure(person, executing=world.police, type="checks"), a_ruling())
    call = the_minister(Channel.PHONE, reason="telefonisch", confirm_by=TODAY)
    first, second = approve_measures(world.recorder, [proposed, *others], call)
    third = approve_measures(
        world.recorder,
        propose_measures(world.officer, file, a_measure(person, executing=world.police, type="escort"), a_ruling()),
        replace(call, reason="eerst niet"),
    )[0]
    paper = Scan(data=b"Goedgekeurd.", name="besluit.txt")
    written = the_minister(Channel.PAPER, reference="MIN/2026/12", scan=paper)
    with world.officer.read() as view:
        asked = view.find(Decision, "subject = ? AND kind = ?", proposed, DecisionKind.PROPOSE)[0][0]
    with pytest.raises(NotAllowed):
        confirm_decision(world.recorder, first, written, [second, asked])
    assert {first, second, third} <= set(ids(to_confirm(world.officer)))
    confirm_decision(world.recorder, first, written, [first, second, third])
    assert not {first, second, third} & set(ids(to_confirm(world.officer)))
    with world.officer.read() as view:
        made = [one for _, one in view.find(Decision, "reference = ?", "MIN/2026/12")]
    assert len({one.scan for one in made}) == 1, "the paper is kept once"
    assert sorted(one.reason or "" for one in made) == ["eerst niet", "telefonisch", "telefonisch"]


def test_an_urgent_start_is_ratified_in_time_or_shows_as_overdue(world: StationWorld, file: Id, person: Id) -> None:
    new = a_measure(person, executing=world.police)
    [measure] = start_urgent_measures(world.duty, file, new, a_ruling(Capacity.DUTY_OFFICER, urgent_alone=True))
    limit = TODAY + timedelta(days=3)
    assert measure in ids(to_ratify(world.recorder))
    assert measure not in ids(overdue(world.officer, limit))
    assert measure in ids(overdue(world.officer, limit + timedelta(days=1)))
    ratify_measures(world.recorder, [measure], the_minister())
    row = row_of(world, measure)
    assert (row.state, row.course.ratify_by) == (MeasureState.ACTIVE, None)
    assert measure not in ids(overdue(world.officer, limit + timedelta(days=1)))


def test_a_refused_urgent_start_ends(world: StationWorld, proposed: Id) -> None:
    start_urgent(world.duty, proposed, a_ruling(Capacity.DUTY_OFFICER))
    refuse_measures(world.recorder, [proposed], the_minister(reason="niet nodig"))
    assert row_of(world, proposed).state is MeasureState.ENDED


def test_an_approved_measure_is_active_from_its_start_date_on(world: StationWorld, file: Id, person: Id) -> None:
    soon = TODAY + timedelta(days=3)
    measure = a_proposal(world, file, person, start=soon)
    approve_measures(world.recorder, [measure], the_minister())
    row = row_of(world, measure)
    assert (row.state, row.unconfirmed) == (MeasureState.APPROVED, False)
    with pytest.raises(IllegalTransition):
        suspend_measure(world.officer, measure, a_ruling())
    with pytest.raises(NeverRan):
        report_execution(world.partner, measure, ExecutionReport(from_on=TODAY, to_on=TODAY))
    end_measure(world.officer, measure, a_ruling(reason="reis afgelast"))
    assert row_of(world, measure).course.start == soon


def test_widening_reducing_and_keeping_write_new_versions_of_the_same_measure(world: StationWorld, active: Id) -> None:
    more = {"instruction": local_text("nl", "Vaste post, dag en nacht"), "frequency": "permanent"}
    widen_measure(world.recorder, active, the_minister(), more)
    assert row_of(world, active).record.frequency == "permanent"
    with pytest.raises(ReasonMissing):
        reduce_measure(world.recorder, active, the_minister(), {"frequency": "overdag"})
    reduce_measure(world.recorder, active, the_minister(reason="dreiging daalt"), {"frequency": "overdag"})
    keep_measure(world.officer, active, a_ruling(Capacity.MEETING), LATER)
    row = row_of(world, active)
    assert (row.state, row.record.frequency, row.course.review) == (MeasureState.ACTIVE, "overdag", LATER)
    kinds = [line.record.kind for line in decisions_on(world.officer, active)]
    assert kinds[-3:] == [DecisionKind.WIDEN, DecisionKind.REDUCE, DecisionKind.KEEP]
    assert row.course.decision == decisions_on(world.officer, active)[-1].id
    with pytest.raises(NextReviewMissing):
        keep_measure(world.officer, active, a_ruling(), TODAY)


def test_prolonging_gives_a_later_day_only(world: StationWorld, active: Id) -> None:
    for days in ({}, {"review": TODAY}, {"review": TODAY + timedelta(days=30)}):
        with pytest.raises(NotLonger):
            prolong_measure(world.recorder, active, the_minister(), **days)
    prolong_measure(world.recorder, active, the_minister(), review=LATER)
    assert row_of(world, active).course.review == LATER


def test_a_measure_ends_today_or_before_and_is_shortened_by_reducing_it(world: StationWorld, active: Id) -> None:
    until = TODAY + timedelta(days=30)
    prolong_measure(world.recorder, active, the_minister(), end=until)
    why = the_minister(reason="dreiging daalt")
    with pytest.raises(EndsLater):
        end_measure(world.recorder, active, why, on=TODAY + timedelta(days=1))
    with pytest.raises(NotShorter):
        reduce_measure(world.recorder, active, why, {"end": until + timedelta(days=1)})
    reduce_measure(world.recorder, active, why, {"end": until - timedelta(days=10)})
    row = row_of(world, active)
    assert (row.state, row.course.end) == (MeasureState.ACTIVE, until - timedelta(days=10))
    end_measure(world.recorder, active, why, on=TODAY)
    assert row_of(world, active).course.end == TODAY


def test_nothing_lapses_quietly(world: StationWorld, active: Id) -> None:
    day = TODAY + timedelta(days=31)
    assert active in ids(overdue(world.officer, day))
    assert row_of(world, active).state is MeasureState.ACTIVE
    assert active not in ids(overdue(world.officer, TODAY + timedelta(days=30)))
    assert active not in ids(overdue(world.sit("x", [Role.PARTNER], world.other_zone), day))


def test_a_measure_rests_runs_again_and_ends(world: StationWorld, active: Id) -> None:
    suspend_measure(world.officer, active, a_ruling(reason="op reis"))
    assert row_of(world, active).state is MeasureState.SUSPENDED
    with pytest.raises(IllegalTransition):
        suspend_measure(world.officer, active, a_ruling())
    resume_measure(world.officer, active, a_ruling())
    with pytest.raises(ReasonMissing):
        end_measure(world.officer, active, a_ruling())
    end_measure(world.officer, active, a_ruling(reason="mandaat voorbij"))
    row = row_of(world, active)
    assert (row.state, row.course.end) == (MeasureState.ENDED, TODAY)
    assert row.open_decisions == ()
    with pytest.raises(MeasureIsOver):
        edit_measure(world.partner, active, {"contact": "niemand"})
    for act in (suspend_measure, resume_measure):
        with pytest.raises(IllegalTransition):
            act(world.officer, active, a_ruling())
    report_execution(world.partner, active, ExecutionReport(from_on=TODAY, to_on=TODAY, done=1))


def test_the_executing_co_owner_edits_instruction_and_contact_but_no_course(world: StationWorld, active: Id) -> None:
    edit_measure(world.partner, active, {"contact": "Inspecteur Dubois", "contact_phone": "+3222791711"})
    assert row_of(world, active).record.contact == "Inspecteur Dubois"
    for fields in ({"end": LATER}, {"state": MeasureState.ENDED}, {"type": "escort"}, {"decision": active}):
        with pytest.raises(DecidedNotEdited):
            edit_measure(world.partner, active, fields)
    with pytest.raises(NotAllowed):
        prolong_measure(world.partner, active, the_minister(), review=LATER)


def test_rival_courses_are_settled_before_anybody_decides_further(world: StationWorld, active: Id) -> None:
    with world.admin.store.write() as connection:
        sql = "INSERT INTO conflict (entity, field) SELECT id, 1 FROM entity WHERE uid = ?"
        connection.exec_driver_sql(sql, (active,))
    assert row_of(world, active).contested
    with pytest.raises(DecidedApart):
        suspend_measure(world.officer, active, a_ruling())
    with world.admin.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM conflict")
    assert not row_of(world, active).contested
    suspend_measure(world.officer, active, a_ruling())


def test_a_measure_is_unconfirmed_until_its_first_report(world: StationWorld, active: Id) -> None:
    assert active in ids(unconfirmed_measures(world.officer))
    report_execution(world.partner, active, ExecutionReport(from_on=TODAY, to_on=TODAY, planned=3, done=2, not_done=1))
    assert active not in ids(unconfirmed_measures(world.officer))
    [line] = executions_of(world.officer, active)
    assert (line.record.organisation, line.record.measure) == (world.police, active)


def test_an_execution_report_is_of_a_past_period_of_a_measure_that_ran(world: StationWorld, proposed: Id) -> None:
    with pytest.raises(NeverRan):
        report_execution(world.partner, proposed, ExecutionReport(from_on=TODAY, to_on=TODAY))
    approve_measures(world.recorder, [proposed], the_minister())
    tomorrow = TODAY + timedelta(days=1)
    for from_on, to_on in ((None, TODAY), (TODAY, None), (TODAY, TODAY - timedelta(days=1)), (TODAY, tomorrow)):
        with pytest.raises(PeriodUnclear):
            report_execution(world.partner, proposed, ExecutionReport(from_on=from_on, to_on=to_on))
    with pytest.raises(CountsUnclear):
        report_execution(world.partner, proposed, ExecutionReport(from_on=TODAY, to_on=TODAY, done=-1))
    with pytest.raises(NotAllowed):
        report_execution(world.sit("y", [Role.PARTNER], world.other_zone), proposed, an_execution())
    with pytest.raises(NotAllowed):
        report_execution(world.recorder, proposed, an_execution())


def an_execution() -> ExecutionReport:
    return ExecutionReport(from_on=TODAY, to_on=TODAY, done=1)


def test_every_decision_is_signed_by_its_recorder_and_counts(world: StationWorld, active: Id) -> None:
    assert len(decisions_on(world.officer, active)) == 2
    with world.officer.read() as view:
        sql = """SELECT count(*) FROM entry WHERE void IS NOT NULL"""
        assert view.connection.exec_driver_sql(sql).scalar_one() == 0
        for uid, record in view.find(Decision):
            sql = """SELECT DISTINCT save.officer, hex(cosigs) FROM entity JOIN cell ON cell.entity = entity.id
                     JOIN entry USING (eid) JOIN save USING (vid) WHERE uid = ?"""
            [(officer, signatures)] = view.connection.exec_driver_sql(sql, (uid,)).all()
            assert officer == record.recorder
            assert (record.recorder or b"").hex().upper() in signatures


def test_a_refusal_leaves_no_trace_in_any_table(world: StationWorld, file: Id, person: Id, active: Id) -> None:
    late = [a_measure(person, executing=world.other_zone), a_measure(file, executing=world.police)]
    refused = (
        lambda: propose_measures(world.officer, file, late[1], a_ruling()),
        lambda: propose_measures(world.partner, file, late[0], a_ruling()),
        lambda: start_urgent_measures(world.duty, file, late[0], a_ruling(dated=START + timedelta(days=9))),
        lambda: approve_measures(world.recorder, [active], the_minister()),
        lambda: widen_measure(world.recorder, active, a_ruling(), {"frequency": "x"}),
        lambda: end_measure(world.officer, active, a_ruling()),
        lambda: edit_measure(world.partner, active, {"end": LATER}),
        lambda: report_execution(world.partner, active, ExecutionReport()),
        lambda: close_file(world.officer, file, "threat_ended", a_ruling()),
        lambda: undo_save(world.officer, bytes(32)),
    )
    before = tables(world)
    for act in refused:
        with pytest.raises(UserError):
            act()
        assert tables(world) == before


def tables(world: StationWorld) -> dict[str, int]:
    """Return a digest of the rows of every table."""
    with world.admin.read() as view:
        names = view.connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        rows = {name: view.connection.exec_driver_sql(f'SELECT * FROM "{name}"').all() for name in names}
    return {name: hash(tuple(sorted(map(repr, found)))) for name, found in rows.items() if name != "access_log"}
