"""What was proposed by mistake is withdrawn: by whom, until when, and what becomes of measures, papers and tasks."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import DecisionKind, MeasureState, NeedKind, Role
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.proposals import Proposal
from app.models.rights import NotAllowed
from app.models.rules.decisions import ReasonMissing
from app.models.rules.measures import IllegalTransition
from app.services.cases.courses import MeasureIsOver
from app.services.cases.decisions import approve_measures, return_measures
from app.services.cases.executions import NeverRan, report_execution
from app.services.cases.file_sheets import file_sheet
from app.services.cases.lead_times import times_of
from app.services.cases.measures import edit_measure, propose_measures, start_urgent
from app.services.cases.proposal_boards import proposable, proposal_board
from app.services.cases.proposal_refusals import (
    DecidedOnIt,
    InAnotherProposal,
    ProposalWithdrawn,
    WithdrawnWithoutReason,
)
from app.services.cases.proposal_sheets import ProposalState, proposals
from app.services.cases.proposals import (
    Answer,
    NewProposal,
    answer_proposal,
    draw_up_proposal,
    put_in,
    submit_proposal,
    take_out,
)
from app.services.cases.rulings import NotTheProposer
from app.services.cases.withdrawing import take_back_proposal, withdraw_measures, withdraw_proposal
from app.services.desk import Desk
from app.services.paper.checks import PaperVerdict, verify_paper
from app.services.paper.copies import RecallReason, hand_over, recall_list
from app.services.paper.proposals import issue_proposal
from app.services.paper.sources import CopyFor
from app.services.situation import needs
from app.services.station.verifying import verify_store
from app.services.undoing import DecisionStays, undo_save
from tests.reads import decisions_on, proposal_sheet
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_ruling,
    a_station,
    the_minister,
    told_why,
)
from tests.unit.services.test_labels_and_past import last_save

WHY = "Dubbel voorgesteld"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("withdrawing"))
    yield made
    made.close()


def a_case(world: StationWorld, by: Desk | None = None, count: int = 2) -> tuple[Id, list[Id]]:
    """Return a file and measures proposed in it, by the file officer or by another."""
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    new = a_measure(person, executing=world.police)
    return file, [propose_measures(by or world.officer, file, new, a_ruling())[0] for _ in range(count)]


def state(world: StationWorld, measure: Id) -> MeasureState | None:
    with world.officer.read() as view:
        return view.get(Measure, measure).state


def told(world: StationWorld, kind: NeedKind, root: Id) -> int:
    return sum(need.file == root for need in needs(world.officer, kind))


def test_who_proposed_a_measure_withdraws_it_and_nobody_has_to_decide_any_more(world: StationWorld) -> None:
    file, (measure, other) = a_case(world)
    assert told(world, NeedKind.PROPOSED, file) == 2

    withdraw_measures(world.officer, [measure], WHY)

    assert (state(world, measure), state(world, other)) == (MeasureState.WITHDRAWN, MeasureState.PROPOSED)
    assert told(world, NeedKind.PROPOSED, file) == 1
    last = decisions_on(world.officer, measure)[-1].record
    assert (last.kind, last.reason, last.recorder) == (DecisionKind.WITHDRAW, WHY, world.officer.officer)
    with pytest.raises(IllegalTransition):
        approve_measures(world.recorder, [measure], the_minister())
    with pytest.raises(MeasureIsOver):
        edit_measure(world.officer, measure, {"frequency": "elk uur"})
    with pytest.raises(NeverRan):
        report_execution(world.officer, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, done=1))
    sheet = file_sheet(world.officer, file, "nl")
    assert [one.of for one in times_of(sheet, TODAY).all if one.of == measure] == []
    assert not verify_store(world.officer).faults


def test_a_withdrawal_says_why_and_takes_nothing_back_that_runs_or_was_answered(world: StationWorld) -> None:
    _, (running, returned) = a_case(world)
    with pytest.raises(ReasonMissing) as refused:
        withdraw_measures(world.officer, [running], "  ")
    assert refused.value.facts["field"] == "reason"
    start_urgent(world.officer, running, a_ruling())
    return_measures(world.recorder, [returned], the_minister(reason="Waarom niet thuis?"))
    for measure in (running, returned):
        with pytest.raises(IllegalTransition):
            withdraw_measures(world.officer, [measure], WHY)


def test_only_who_proposed_it_a_file_officer_or_who_has_the_file_takes_it_back(world: StationWorld) -> None:
    file, (his, also) = a_case(world, by=world.duty)
    _, (ours,) = a_case(world, count=1)
    colleague = world.sit("tweede permanentie", [Role.DUTY_OFFICER])

    for stranger in (world.recorder, world.partner, world.nobody):
        with pytest.raises(NotAllowed):
            withdraw_measures(stranger, [ours], WHY)
    with pytest.raises(NotTheProposer):
        withdraw_measures(colleague, [his], WHY)
    withdraw_measures(world.duty, [his], WHY)
    withdraw_measures(world.officer, [also], WHY)
    rows = {row.id: row for row in file_sheet(world.officer, file, "nl").overview.measures}
    assert not any(row.withdrawable for row in rows.values())


def test_the_screen_knows_what_one_proposed_oneself_and_may_take_back(world: StationWorld) -> None:
    file, (his,) = a_case(world, by=world.duty, count=1)

    def row_of(desk: Desk) -> tuple[bool, bool]:
        (row,) = file_sheet(told_why(desk, file), file, "nl").overview.measures
        return row.own, row.withdrawable

    assert row_of(world.duty) == (True, True)
    assert row_of(world.officer) == (False, True)
    assert row_of(world.recorder) == (False, False)
    approve_measures(world.recorder, [his], the_minister())
    assert row_of(world.duty) == (True, False)


def test_a_proposal_that_is_drawn_up_is_dropped_and_its_measures_are_free(world: StationWorld) -> None:
    officer = world.officer
    _, measures = a_case(world)
    made = draw_up_proposal(officer, NewProposal("Fout", measures))
    with pytest.raises(WithdrawnWithoutReason) as refused:
        withdraw_proposal(officer, made, " ")
    assert refused.value.facts["field"] == "withdrawn_why"

    saved = withdraw_proposal(officer, made, WHY)

    sheet = proposal_sheet(officer, made)
    assert (sheet.state, sheet.waiting, sheet.may_change) == (ProposalState.WITHDRAWN, frozenset(), False)
    assert (sheet.record.withdrawn_on, sheet.record.withdrawn_by) == (TODAY, officer.officer)
    line = next(one for one in proposals(officer) if one.id == made)
    assert (line.state, line.waiting, line.of) == (ProposalState.WITHDRAWN, 0, 2)
    free = {row.id for one in proposable(officer, "nl").files for row in one.measures}
    assert free.issuperset(measures)
    undo_save(officer, saved)
    assert proposal_sheet(officer, made).state is ProposalState.DRAWN_UP
    withdraw_proposal(officer, made, WHY)
    again = draw_up_proposal(officer, NewProposal("Beter", measures))
    assert proposal_sheet(officer, again).waiting == set(measures)


@pytest.mark.parametrize("whole", [True, False])
def test_an_undo_puts_no_measure_before_the_minister_twice(world: StationWorld, whole: bool) -> None:
    officer = world.officer
    _, measures = a_case(world)
    made = draw_up_proposal(officer, NewProposal("Fout", measures))
    if whole:
        withdraw_proposal(officer, made, WHY)
    else:
        take_out(officer, made, measures[:1])
    saved, _ = last_save(officer)
    again = draw_up_proposal(officer, NewProposal("Beter", measures[:1]))
    with pytest.raises(InAnotherProposal) as refused:
        undo_save(officer, saved)
    assert refused.value.facts["count"] == 1
    assert not proposal_sheet(officer, made).waiting & proposal_sheet(officer, again).waiting
    withdraw_proposal(officer, again, WHY)
    undo_save(officer, saved)
    assert proposal_sheet(officer, made).waiting == set(measures)


def test_nothing_is_done_with_a_withdrawn_proposal(world: StationWorld) -> None:
    officer = world.officer
    _, measures = a_case(world)
    made = draw_up_proposal(officer, NewProposal("Fout", measures))
    submit_proposal(officer, made)
    withdraw_proposal(officer, made, WHY)
    acts: list[Callable[[], object]] = [
        lambda: put_in(officer, made, measures[:1]),
        lambda: submit_proposal(officer, made),
        lambda: take_back_proposal(officer, made),
        lambda: withdraw_proposal(officer, made, WHY),
        lambda: issue_proposal(officer, made, "nl", [CopyFor("Kabinet")]),
        lambda: answer_proposal(
            world.recorder, made, [Answer(measures[0], DecisionKind.APPROVE)], the_minister()
        ),
    ]  # fmt: skip
    for act in acts:
        with pytest.raises(ProposalWithdrawn):
            act()
    board = proposal_board(officer, made, "nl")
    assert board.names[officer.officer] == "Verhaegen"
    assert "withdrawn" in {one.value for one in ProposalState}


def test_with_its_measures_withdrawn_nobody_decides_and_nothing_is_undone(world: StationWorld) -> None:
    officer = world.officer
    file, measures = a_case(world, count=3)
    start_urgent(officer, measures[2], a_ruling())
    made = draw_up_proposal(officer, NewProposal("Fout", measures))
    submit_proposal(officer, made)

    saved = withdraw_proposal(officer, made, WHY, with_measures=True)

    assert [state(world, one) for one in measures] == [
        MeasureState.WITHDRAWN, MeasureState.WITHDRAWN, MeasureState.PROVISIONAL,
    ]  # fmt: skip
    assert told(world, NeedKind.PROPOSED, file) == 0
    assert {one.record.reason for one in decisions_on(officer, measures[0])} == {WHY, None}
    with pytest.raises(DecisionStays):
        undo_save(officer, saved)
    assert not verify_store(officer).faults


def test_what_was_decided_in_part_stays_and_measures_are_withdrawn_each(world: StationWorld) -> None:
    officer = world.officer
    _, measures = a_case(world)
    made = draw_up_proposal(officer, NewProposal("Half", measures))
    submit_proposal(officer, made)
    answer_proposal(world.recorder, made, [Answer(measures[0], DecisionKind.APPROVE)], the_minister())

    with pytest.raises(DecidedOnIt) as refused:
        withdraw_proposal(officer, made, WHY)
    assert refused.value.facts["count"] == 1
    withdraw_measures(officer, measures[1:], WHY)
    sheet = proposal_sheet(officer, made)
    assert (sheet.state, sheet.waiting) == (ProposalState.ANSWERED, frozenset())


def test_a_proposal_whose_measures_were_all_withdrawn_asks_nothing_any_more(world: StationWorld) -> None:
    _, measures = a_case(world)
    made = draw_up_proposal(world.officer, NewProposal("Leeg", measures))
    submit_proposal(world.officer, made)
    withdraw_measures(world.officer, measures, WHY)
    assert proposal_sheet(world.officer, made).state is ProposalState.WITHDRAWN


def test_copies_of_a_withdrawn_proposal_come_back(world: StationWorld) -> None:
    officer = world.officer
    _, measures = a_case(world)
    made = draw_up_proposal(officer, NewProposal("Op papier", measures))
    issued = issue_proposal(officer, made, "nl", [CopyFor("Kabinet"), CopyFor("Archief")])
    hand_over(officer, [issued.copies[0].copy], "kabinetschef")
    submit_proposal(officer, made)
    code = issued.copies[0].control_code
    assert (recall_list(officer, made), verify_paper(officer, code).verdict) == ([], PaperVerdict.CURRENT)
    assert told(world, NeedKind.UNACKNOWLEDGED, made) == 1

    withdraw_proposal(officer, made, WHY)

    assert [(one.copy.number, one.why) for one in recall_list(officer, made)] == [
        (1, RecallReason.WITHDRAWN), (2, RecallReason.WITHDRAWN),
    ]  # fmt: skip
    assert verify_paper(officer, code).verdict is PaperVerdict.RECALLED
    assert (told(world, NeedKind.UNACKNOWLEDGED, made), told(world, NeedKind.RECALL, made)) == (0, 2)
    said = next(need.say("nl") for need in needs(officer, NeedKind.RECALL) if need.file == made)
    assert "het voorstel is ingetrokken" in said


def test_every_refusal_is_said_in_four_languages() -> None:
    refusals: list[UserError] = [
        DecidedOnIt(count=2), ProposalWithdrawn(), WithdrawnWithoutReason(), NotTheProposer(),
    ]  # fmt: skip
    for refusal in refusals:
        assert len({refusal.say(language) for language in ("en", "nl", "fr", "de")}) == 4


def test_the_proposing_decision_and_its_withdrawal_both_stand_in_history(world: StationWorld) -> None:
    _, (measure,) = a_case(world, count=1)
    withdraw_measures(world.officer, [measure], WHY)
    with world.officer.read() as view:
        kinds = [one.kind for _, one in view.find(Decision, "subject = ?", measure, order="id")]
        assert view.find(Proposal, "withdrawn_on > ?", TODAY + timedelta(days=1)) == []
    assert kinds == [DecisionKind.PROPOSE, DecisionKind.WITHDRAW]
