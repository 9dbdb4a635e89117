"""Proposals to the Minister: measures of several files on one paper, argued, submitted, answered one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Capacity, Channel, DecisionKind, Marking, MeasureState, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, Measure
from app.models.rights import NotAllowed
from app.models.rules.decisions import ConfirmationMissing, ProposerRecords, ReasonMissing
from app.models.texts import local_text
from app.services.cases.attaching import Scan
from app.services.cases.decisions import approve_measures, return_measures
from app.services.cases.measures import propose_again, propose_measures, start_urgent
from app.services.cases.proposal_refusals import (
    AlreadySubmitted,
    InAnotherProposal,
    NothingProposed,
    NotOfThisProposal,
    NotSubmitted,
    NotToTheMinister,
    NotWaiting,
    ProposalNameMissing,
)
from app.services.cases.proposal_sheets import ProposalState, Reasons, proposals
from app.services.cases.proposals import (
    Answer,
    NewProposal,
    answer_proposal,
    argue,
    draw_up_proposal,
    name_proposal,
    put_in,
    submit_proposal,
    take_out,
)
from app.services.cases.withdrawing import take_back_proposal
from app.services.desk import Desk
from app.services.station.verifying import verify_store
from tests.reads import attachments_of, proposal_sheet
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_measure,
    a_person,
    a_proposal,
    a_ruling,
    a_station,
    the_minister,
)

NECESSARY = local_text("nl", "De bedreiging is ernstig en nabij.")


@dataclass(frozen=True, slots=True)
class Two:
    """Two files, each with measures that wait: two for Lambrecht, one for Moreau."""

    world: StationWorld
    first: Id
    second: Id
    patrols: Id
    survey: Id
    other: Id

    @property
    def all(self) -> list[Id]:
        return [self.patrols, self.survey, self.other]

    def drawn_up(self) -> Id:
        return draw_up_proposal(self.world.officer, NewProposal("Week 47", self.all))

    def submitted(self) -> Id:
        made = self.drawn_up()
        submit_proposal(self.world.officer, made)
        return made

    def state(self, measure: Id) -> MeasureState | None:
        with self.world.officer.read() as view:
            return view.get(Measure, measure).state


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    world = a_station(tmp_path)
    nele, jean = a_person(world.officer), a_person(world.officer, "Moreau", "Jean")
    first = a_file(world.officer, nele)
    second = a_file(world.officer, jean, title="Moreau", label=Label(marking=Marking.CONFIDENTIAL))
    yield Two(
        world, first, second, a_proposal(world, first, nele), a_proposal(world, first, nele, type="techno_prevention"),
        a_proposal(world, second, jean),
    )  # fmt: skip
    world.close()


def decision_on(desk: Desk, measure: Id) -> Decision:
    with desk.read() as view:
        return view.find(Decision, "subject = ?", measure, order="id DESC")[0][1]


def test_a_proposal_bundles_measures_of_several_files_and_bears_the_highest_marking(two: Two) -> None:
    made = two.drawn_up()

    sheet = proposal_sheet(two.world.officer, made)
    assert sheet.record.reference == "PRO-2026-BRU1-0001"
    assert sheet.record.addressee is Capacity.MINISTER
    assert sheet.state is ProposalState.DRAWN_UP
    assert [one.title for one in sheet.files] == ["Lambrecht en gezin", "Moreau"]
    assert [[row.id for row in one.measures] for one in sheet.files] == [[two.patrols, two.survey], [two.other]]
    assert sheet.waiting == frozenset(two.all)
    with two.world.officer.read() as view:
        assert view.thing(view.stream_of(made)).marking is Marking.CONFIDENTIAL


def test_what_is_put_in_later_raises_the_marking(two: Two) -> None:
    made = draw_up_proposal(two.world.officer, NewProposal("Week 47", [two.patrols]))
    put_in(two.world.officer, made, [two.other])

    with two.world.officer.read() as view:
        assert view.thing(view.stream_of(made)).marking is Marking.CONFIDENTIAL
    take_out(two.world.officer, made, [two.patrols])
    assert [one.title for one in proposal_sheet(two.world.officer, made).files] == ["Moreau"]


def test_reasons_live_with_their_file_and_are_written_over(two: Two) -> None:
    made = two.drawn_up()
    argue(two.world.officer, made, two.first, Reasons(necessity=local_text("nl", "Eerst")))
    argue(two.world.officer, made, two.first, Reasons(necessity=NECESSARY, alternatives=local_text("fr", "Aucune")))

    first, second = proposal_sheet(two.world.officer, made).files
    assert first.reasons == Reasons(NECESSARY, None, local_text("fr", "Aucune"))
    assert second.reasons == Reasons()


def test_a_submitted_proposal_stays_as_it_is_until_it_is_taken_back(two: Two) -> None:
    officer, made = two.world.officer, two.submitted()
    record = proposal_sheet(officer, made).record
    assert (record.submitted_on, record.submitted_by) == (TODAY, officer.officer)
    acts: list[Callable[[], object]] = [
        lambda: put_in(officer, made, [two.patrols]),
        lambda: take_out(officer, made, [two.patrols]),
        lambda: argue(officer, made, two.first, Reasons(NECESSARY)),
        lambda: name_proposal(officer, made, "Anders", Capacity.CABINET),
        lambda: submit_proposal(officer, made),
    ]
    for act in acts:
        with pytest.raises(AlreadySubmitted):
            act()

    take_back_proposal(officer, made)
    name_proposal(officer, made, "Anders", Capacity.CABINET)
    sheet = proposal_sheet(officer, made)
    assert (sheet.state, sheet.record.title) == (ProposalState.DRAWN_UP, "Anders")
    with pytest.raises(NotSubmitted):
        take_back_proposal(officer, made)


def test_one_answer_approves_amends_refuses_and_returns_in_one_save(two: Two) -> None:
    made = two.submitted()
    until = TODAY + timedelta(days=14)
    answers = [
        Answer(two.patrols, DecisionKind.APPROVE_AMENDED, fields={"end": until, "review": None}),
        Answer(two.survey, DecisionKind.REFUSE, "Niet evenredig"),
        Answer(two.other, DecisionKind.RETURN, "Waarom niet thuis?"),
    ]

    heard = replace(the_minister(), scan=Scan(data=b"%PDF-1.7 ja, neen", name="antwoord.pdf"))
    answer_proposal(two.world.recorder, made, answers, heard)

    states = [two.state(one) for one in two.all]
    assert states == [MeasureState.APPROVED, MeasureState.REFUSED, MeasureState.RETURNED]
    decided = [decision_on(two.world.officer, one) for one in two.all]
    assert [one.reference for one in decided] == ["PRO-2026-BRU1-0001"] * 3
    assert [one.reason or "" for one in decided] == ["", "Niet evenredig", "Waarom niet thuis?"]
    assert {one.recorder for one in decided} == {two.world.recorder.officer}
    kept = [attachments_of(two.world.officer, file) for file in (two.first, two.second)]
    assert [[one.name for one in of] for of in kept] == [["antwoord.pdf"]] * 2  # one for each file, whatever it answers
    assert [one.scan for one in decided] == [kept[0][0].id, kept[0][0].id, kept[1][0].id]
    with two.world.officer.read() as view:
        assert view.get(Measure, two.patrols).end == until
    assert proposal_sheet(two.world.officer, made).state is ProposalState.ANSWERED
    assert not verify_store(two.world.officer).faults


def test_what_is_not_ticked_stays_proposed(two: Two) -> None:
    made = two.submitted()
    answer_proposal(two.world.recorder, made, [Answer(two.patrols, DecisionKind.APPROVE)], the_minister())

    sheet = proposal_sheet(two.world.officer, made)
    assert (sheet.state, sheet.waiting) == (ProposalState.SUBMITTED, frozenset({two.survey, two.other}))
    line = proposals(two.world.officer)[0]
    assert (line.reference, line.state, line.waiting, line.of) == (
        "PRO-2026-BRU1-0001", ProposalState.SUBMITTED, 2, 3,
    )  # fmt: skip


def test_one_answer_that_cannot_be_leaves_all_unanswered(two: Two) -> None:
    made = two.submitted()
    answers = [Answer(two.patrols, DecisionKind.APPROVE), Answer(two.survey, DecisionKind.REFUSE)]

    with pytest.raises(ReasonMissing):
        answer_proposal(two.world.recorder, made, answers, the_minister())
    with pytest.raises(ConfirmationMissing):
        answer_proposal(two.world.recorder, made, answers[:1], the_minister(Channel.PHONE))
    with pytest.raises(NotAllowed):
        answer_proposal(two.world.officer, made, answers[:1], the_minister())
    with pytest.raises(NotOfThisProposal):
        answer_proposal(two.world.recorder, made, [*answers[:1], *answers[:1]], the_minister())
    with pytest.raises(NotOfThisProposal):
        answer_proposal(two.world.recorder, made, [], the_minister())

    assert {two.state(one) for one in two.all} == {MeasureState.PROPOSED}


def test_who_proposed_may_not_record_the_answer(two: Two) -> None:
    both = two.world.sit("allebei", [Role.FILE_OFFICER, Role.APPROVER])
    person = a_person(both, "Claes", "An")
    file = a_file(both, person)
    measure = propose_measures(both, file, a_measure(person, executing=two.world.police), a_ruling())[0]
    made = draw_up_proposal(both, NewProposal("Week 47", [measure]))
    submit_proposal(both, made)

    with pytest.raises(ProposerRecords):
        answer_proposal(both, made, [Answer(measure, DecisionKind.APPROVE)], the_minister())
    answer_proposal(two.world.recorder, made, [Answer(measure, DecisionKind.APPROVE)], the_minister())
    assert two.state(measure) is MeasureState.APPROVED


def test_nothing_is_answered_before_it_is_submitted(two: Two) -> None:
    with pytest.raises(NotSubmitted):
        answer_proposal(two.world.recorder, two.drawn_up(), [Answer(two.patrols, DecisionKind.APPROVE)], the_minister())


def test_a_measure_stands_in_one_proposal_until_it_is_answered_there(two: Two) -> None:
    officer, made = two.world.officer, two.submitted()
    with pytest.raises(InAnotherProposal) as refused:
        draw_up_proposal(officer, NewProposal("Nog een", [two.other]))
    assert refused.value.facts["reference"] == "PRO-2026-BRU1-0001"

    return_measures(two.world.recorder, [two.other], the_minister(reason="Waarom?"))
    with pytest.raises(NotWaiting):
        draw_up_proposal(officer, NewProposal("Nog een", [two.other]))
    propose_again(officer, two.other, a_ruling())

    again = draw_up_proposal(officer, NewProposal("Nog een", [two.other]))
    assert proposal_sheet(officer, again).waiting == {two.other}
    assert proposal_sheet(officer, made).waiting == {two.patrols, two.survey}


def test_only_what_waits_is_put_before_the_minister(two: Two) -> None:
    officer = two.world.officer
    start_urgent(officer, two.survey, a_ruling())
    approve_measures(two.world.recorder, [two.patrols], the_minister())

    with pytest.raises(NotWaiting):
        draw_up_proposal(officer, NewProposal("Week 47", two.all))
    with pytest.raises(NothingProposed):
        draw_up_proposal(officer, NewProposal("Week 47", []))
    with pytest.raises(ProposalNameMissing):
        draw_up_proposal(officer, NewProposal("  ", [two.other]))
    with pytest.raises(NotToTheMinister):
        draw_up_proposal(officer, NewProposal("Week 47", [two.other], Capacity.POLICE))
    made = draw_up_proposal(officer, NewProposal("Week 47", [two.survey, two.other]))
    assert proposal_sheet(officer, made).waiting == {two.survey, two.other}


def test_who_may_not_see_a_file_sees_neither_its_measures_nor_its_reasons(two: Two) -> None:
    made = two.drawn_up()
    argue(two.world.officer, made, two.first, Reasons(NECESSARY))

    for stranger in (two.world.partner, two.world.nobody):
        with pytest.raises(NotAllowed):
            proposal_sheet(stranger, made)
        with pytest.raises(NotAllowed):
            draw_up_proposal(stranger, NewProposal("Week 47", [two.other]))
        assert not [line for line in proposals(two.world.partner) if line.id == made]


def test_an_officer_recused_from_a_file_does_not_read_its_part(two: Two) -> None:
    officer = two.world.officer
    recused = a_file(officer, a_person(officer, "Claes", "An"), title="Claes", recused=(two.world.duty.officer,))
    with officer.read() as view:
        person = view.connection.exec_driver_sql(
            "SELECT person FROM p_involvement WHERE file = ?", (recused,)
        ).scalar_one()
    made = draw_up_proposal(officer, NewProposal("Week 47", [two.patrols, a_proposal(two.world, recused, person)]))
    argue(officer, made, recused, Reasons(NECESSARY))

    sheet = proposal_sheet(two.world.duty, made)
    assert [one.title for one in sheet.files] == ["Lambrecht en gezin"]
    assert sheet.hidden == 1
