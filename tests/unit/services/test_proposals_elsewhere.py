"""Proposals at two workstations of the centre and at a partner's: who gets them, and what two did apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.history.digest import stream_digests
from app.models.enums import Action, Capacity, DecisionKind, MeasureState
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.proposals import Proposal
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.cases.measures import propose_measures
from app.services.cases.proposal_refusals import InAnotherProposal
from app.services.cases.proposal_sheets import ProposalState, Reasons, proposals
from app.services.cases.proposals import (
    NewProposal,
    argue,
    draw_up_proposal,
    name_proposal,
    put_in,
    submit_proposal,
    take_out,
)
from app.services.cases.rulings import last_proposal, standing_proposals, write_decision
from app.services.cases.withdrawing import take_back_proposal, withdraw_measures, withdraw_proposal
from app.services.desk import Desk, NotThere
from app.services.exchange.conflict_sheets import conflict_sheets
from app.services.exchange.conflicts import settle_conflict
from app.services.station.verifying import verify_store
from app.services.trail_sheets import trail_sheet
from tests.reads import decisions_on, measures_of, proposal_sheet
from tests.station_world import a_file, a_measure, a_person, a_ruling
from tests.unit.services.two_desks import TwoDesks, two_desks


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    with two_desks(tmp_path) as made:
        yield made


def a_dossier(desks: TwoDesks) -> tuple[Id, Id, list[Id], Id]:
    """Return person, file, two measures by the police, and a proposal over both, at both desks of the centre."""
    person = a_person(desks.here)
    file = a_file(desks.here, person)
    new = a_measure(person, executing=desks.police)
    measures = [
        *propose_measures(desks.here, file, new, a_ruling()),
        *propose_measures(desks.here, file, new, a_ruling()),
    ]
    proposal = draw_up_proposal(desks.here, NewProposal("Week 47", measures))
    desks.carry(desks.here, desks.there, person, file, proposal)
    return person, file, measures, proposal


def same_here_and_there(desks: TwoDesks) -> bool:
    with desks.here.read() as here, desks.there.read() as there:
        return stream_digests(here.connection) == stream_digests(there.connection)


def sound(desk: Desk) -> bool:
    return not verify_store(desk).faults


def test_a_partner_who_gets_the_measures_gets_no_proposal(desks: TwoDesks) -> None:
    person, file, measures, proposal = a_dossier(desks)
    argue(desks.here, proposal, file, Reasons(local_text("nl", "Nabij.")))
    desks.carry(desks.here, desks.zone, person, file, proposal)

    with desks.zone.read() as view:
        assert {uid for uid in measures if view.stream_of(uid)} == set(measures)
    with pytest.raises((NotThere, NotAllowed)):
        proposal_sheet(desks.zone, proposal)
    assert proposals(desks.zone) == []
    assert sound(desks.zone)


def test_two_titles_stand_side_by_side_until_somebody_chooses(desks: TwoDesks) -> None:
    person, file, _, proposal = a_dossier(desks)
    name_proposal(desks.here, proposal, "Week 48", Capacity.CABINET)
    name_proposal(desks.there, proposal, "Week 49", Capacity.SUBSTITUTE)
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    for desk in (desks.here, desks.there):
        found = {tuple(one.conflict.fields): one for one in conflict_sheets(desk, "nl") if one.conflict.uid == proposal}
        assert set(found) == {("title",), ("addressee",)}
        assert all(one.may_settle for one in found.values())
    chosen = next(one for one in conflict_sheets(desks.here, "nl") if tuple(one.conflict.fields) == ("title",))
    settle_conflict(desks.here, chosen.conflict, {"title": "Weken 48 en 49"})
    desks.meet(person, file, proposal)
    assert proposal_sheet(desks.there, proposal).record.title == "Weken 48 en 49"
    assert sound(desks.here)
    assert sound(desks.there)
    assert same_here_and_there(desks)


def test_reasons_written_at_both_are_read_alike_at_both(desks: TwoDesks) -> None:
    person, file, _, proposal = a_dossier(desks)
    argue(desks.here, proposal, file, Reasons(local_text("nl", "Nabij.")))
    argue(desks.there, proposal, file, Reasons(local_text("nl", "Ernstig.")))
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    here, there = (proposal_sheet(desk, proposal).files[0].reasons for desk in (desks.here, desks.there))
    assert here == there
    assert here.necessity is not None
    assert set(here.necessity["nl"].split("\n\n")) == {"Nabij.", "Ernstig."}
    argue(desks.there, proposal, file, Reasons(local_text("nl", "Ernstig en nabij.")))
    desks.meet(person, file, proposal)
    assert proposal_sheet(desks.here, proposal).files[0].reasons == Reasons(local_text("nl", "Ernstig en nabij."))


def test_what_was_put_before_the_minister_waits_although_it_was_taken_out_elsewhere_meanwhile(
    desks: TwoDesks,
) -> None:
    person, file, measures, proposal = a_dossier(desks)
    submit_proposal(desks.here, proposal)
    take_out(desks.there, proposal, measures[:1])
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    for desk in (desks.here, desks.there):
        assert proposal_sheet(desk, proposal).waiting == set(measures)
        with pytest.raises(InAnotherProposal):
            draw_up_proposal(desk, NewProposal("Nog een", measures[:1]))
    take_back_proposal(desks.here, proposal)
    assert proposal_sheet(desks.here, proposal).waiting == set(measures[1:])
    put_in(desks.here, proposal, measures[:1])
    assert sound(desks.here)


def test_submitted_twice_apart_is_one_conflict_and_both_say_submitted(desks: TwoDesks) -> None:
    person, file, measures, proposal = a_dossier(desks)
    submit_proposal(desks.here, proposal)
    submit_proposal(desks.there, proposal)
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    for desk in (desks.here, desks.there):
        found = [one for one in conflict_sheets(desk, "nl") if one.conflict.uid == proposal]
        assert [one.conflict.fields[0] for one in found] == ["submitted_on"]
        with desk.read() as view:
            assert view.get(Proposal, proposal).submitted_on is not None
        assert proposal_sheet(desk, proposal).waiting == set(measures)


def test_proposed_again_apart_one_proposal_stands_for_all_whichever_arrived_first(desks: TwoDesks) -> None:
    person, file, measures, proposal = a_dossier(desks)
    subject = measures[0]
    for desk in (desks.here, desks.there):
        with desk.write() as unit:
            stream = unit.part(file, "assignment")
            write_decision(unit, stream, subject, DecisionKind.PROPOSE, a_ruling(), file)
            unit.save(signed=True)
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    stands = []
    for desk in (desks.here, desks.there):
        with desk.read() as view:
            last = last_proposal(view, subject)
            assert last is not None
            assert standing_proposals(view, measures)[subject] == last[0]
            stands.append(last[0])
    assert stands[0] == stands[1]


def test_history_calls_what_was_put_forward_by_its_measures(desks: TwoDesks) -> None:
    _, _, measures, proposal = a_dossier(desks)
    submit_proposal(desks.here, proposal)

    sheet = trail_sheet(desks.here, proposal, "nl")
    asked = next(one.values["asked"] for one in sheet.changes if one.values and one.values.get("asked"))
    assert len(asked) == len(measures)
    assert all("(voorstel)" in sheet.names[one] for one in asked)


def approved_there(desks: TwoDesks, measure: Id) -> None:
    """Write an approval at the second workstation of the centre, as an approver there would."""
    with desks.there.write() as unit:
        stream, record = unit.stream_of(measure, Measure), unit.get(Measure, measure)
        unit.require(Action.DECIDE, stream)
        found = last_proposal(unit, measure)
        assert found is not None
        approval = Decision(
            subject=measure, kind=DecisionKind.APPROVE, capacity=Capacity.MINISTER, recorder=desks.there.officer,
            dated=desks.there.clock.now(), answers=found[0], file=record.file,
        )  # fmt: skip
        made = unit.create(stream, approval)
        unit.change(stream, measure, Measure, {"state": MeasureState.APPROVED, "decision": made})
        unit.save(signed=True)


def test_withdrawn_here_and_approved_there_the_approval_holds_until_somebody_settles_it(desks: TwoDesks) -> None:
    person, file, (measure, _), proposal = a_dossier(desks)
    submit_proposal(desks.here, proposal)
    desks.meet(person, file, proposal)
    approved_there(desks, measure)
    withdraw_proposal(desks.here, proposal, "Vergissing", with_measures=True)
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    for desk in (desks.here, desks.there):
        row = next(one for one in measures_of(desk, file) if one.id == measure)
        assert (row.record.state, row.contested) == (MeasureState.APPROVED, True)
        sheet = proposal_sheet(desk, proposal)
        assert (sheet.state, sheet.waiting) == (ProposalState.WITHDRAWN, frozenset())
        assert sound(desk)
    assert same_here_and_there(desks)
    open_now = [one.conflict for one in conflict_sheets(desks.here, "nl") if one.conflict.uid == measure]
    assert ["state" in one.fields for one in open_now] == [True]


def test_withdrawn_twice_apart_is_withdrawn_once_and_the_reasons_stand_side_by_side(desks: TwoDesks) -> None:
    person, file, (measure, _), proposal = a_dossier(desks)
    for desk, why in ((desks.here, "Vergissing"), (desks.there, "Dubbel")):
        withdraw_proposal(desk, proposal, why)
        withdraw_measures(desk, [measure], why)
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    shown = []
    for desk in (desks.here, desks.there):
        sheet = proposal_sheet(desk, proposal)
        shown.append((sheet.state, sheet.record.withdrawn_why))
        row = next(one for one in measures_of(desk, file) if one.id == measure)
        assert row.record.state is MeasureState.WITHDRAWN
        reasons = {one.record.reason for one in decisions_on(desk, measure)} - {None}
        assert reasons == {"Vergissing", "Dubbel"}
        assert sound(desk)
    assert shown[0] == shown[1]
    assert same_here_and_there(desks)


def test_submitted_there_while_it_was_withdrawn_here_it_asks_nothing_any_more(desks: TwoDesks) -> None:
    person, file, measures, proposal = a_dossier(desks)
    withdraw_proposal(desks.here, proposal, "Vergissing")
    submit_proposal(desks.there, proposal)
    desks.meet(person, file, proposal)
    desks.meet(person, file, proposal)

    for desk in (desks.here, desks.there):
        sheet = proposal_sheet(desk, proposal)
        assert (sheet.state, sheet.waiting) == (ProposalState.WITHDRAWN, frozenset())
    again = draw_up_proposal(desks.there, NewProposal("Opnieuw", measures))
    assert proposal_sheet(desks.there, again).waiting == set(measures)
