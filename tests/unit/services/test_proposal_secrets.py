"""Proposals and their papers against who may not have what they say, and against two who work on one at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, DecisionKind, Marking, NeedKind, Role
from app.models.kinds.label import Label
from app.models.kinds.paper import IssuedDocument
from app.models.kinds.proposals import Proposal, ProposalReasons
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.cases.labels import set_marking
from app.services.cases.proposal_boards import proposal_board
from app.services.cases.proposal_refusals import AnsweredMeanwhile, InAnotherProposal, SubmittedAhead
from app.services.cases.proposal_sheets import Reasons, proposals
from app.services.cases.proposals import (
    Answer,
    NewProposal,
    answer_proposal,
    argue,
    draw_up_proposal,
    put_in,
    submit_proposal,
    take_out,
)
from app.services.cases.recusals import recuse_officer
from app.services.cases.sharing import sharing_of
from app.services.cases.withdrawing import take_back_proposal
from app.services.desk import Desk
from app.services.paper.copies import copy_register, hand_over, recall_list
from app.services.paper.papers import reprint
from app.services.paper.proposals import issue_proposal, preview_proposal
from app.services.paper.registry import RegistryList, registry_paper
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import paper_subjects
from app.services.search.finding import find
from app.services.situation import needs
from app.services.trail_sheets import trail_sheet
from app.services.waiting_drafts import WaitingDraft, waiting_drafts
from tests.reads import proposal_sheet
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_proposal, a_station, the_minister

COPIES = [CopyFor("Kabinet van de minister")]
NECESSARY = Reasons(local_text("nl", "De bedreiging is ernstig en nabij."))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def a_proposed(world: StationWorld, name: str = "Lambrecht", marking: Marking = Marking.NONE) -> tuple[Id, Id]:
    """Return a file and a measure in it that waits."""
    person = a_person(world.officer, name, "Nele")
    file = a_file(world.officer, person, title=name, label=Label(marking=marking))
    return file, a_proposal(world, file, person)


def home_of_reasons(desk: Desk, proposal: Id) -> Id:
    with desk.read() as view:
        return view.locate(ProposalReasons, "proposal = ?", proposal)[0][1]


def test_a_paper_is_marked_no_lower_than_the_reasons_it_prints(world: StationWorld) -> None:
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    argue(world.officer, made, file, NECESSARY)
    set_marking(world.officer, home_of_reasons(world.officer, made), Marking.SECRET, "bron")

    issued = issue_proposal(world.officer, made, "nl", COPIES)

    with world.officer.read() as view:
        assert view.get(IssuedDocument, issued.document).marking is Marking.SECRET
    assert proposal_board(world.officer, made, "nl").marking is Marking.SECRET


def test_the_screen_is_marked_no_lower_than_the_files_it_names(world: StationWorld) -> None:
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    with world.officer.read() as view:
        core = view.part(file, "file_core")
    set_marking(world.officer, core, Marking.SECRET, "bron")
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)

    assert proposal_board(world.officer, made, "nl").marking is Marking.SECRET
    board = proposal_board(low, made, "nl")
    assert (board.marking, board.sheet.files[0].title) == (Marking.NONE, "")


def test_who_may_not_read_the_reasons_gets_no_paper_without_them(world: StationWorld) -> None:
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    argue(world.officer, made, file, NECESSARY)
    set_marking(world.officer, home_of_reasons(world.officer, made), Marking.SECRET, "bron")
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)

    assert proposal_sheet(low, made).files[0].reasons == Reasons()
    with pytest.raises(NotAllowed):
        preview_proposal(low, made, "nl")


def test_who_may_not_read_the_reasons_does_not_write_over_them(world: StationWorld) -> None:
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    argue(world.officer, made, file, NECESSARY)
    set_marking(world.officer, home_of_reasons(world.officer, made), Marking.SECRET, "bron")
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)

    with pytest.raises(NotAllowed):
        argue(low, made, file, Reasons())
    assert proposal_sheet(world.officer, made).files[0].reasons == NECESSARY


@pytest.mark.parametrize("out", [False, True])
def test_an_officer_recused_from_a_file_prints_no_paper_of_a_proposal_that_tells_of_it(
    world: StationWorld, out: bool
) -> None:
    file, measure = a_proposed(world)
    _, other = a_proposed(world, "Moreau")
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure, other]))
    issued = issue_proposal(world.officer, made, "nl", COPIES)
    recuse_officer(world.officer, file, world.duty.officer, "familie")
    if out:
        take_out(world.officer, made, [measure])

    with pytest.raises(NotAllowed):
        reprint(world.duty, issued.document, 1, "kwijt")
    assert reprint(world.officer, issued.document, 1, "kwijt").pdf == issued.copies[0].pdf


def test_who_may_not_see_a_measure_does_not_take_it_out(world: StationWorld) -> None:
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    recuse_officer(world.officer, file, world.duty.officer, "familie")

    with pytest.raises(NotAllowed):
        take_out(world.duty, made, [measure])


def test_a_refusal_names_no_proposal_that_the_officer_may_not_read(world: StationWorld) -> None:
    _, high = a_proposed(world, "Moreau", Marking.SECRET)
    _, measure = a_proposed(world)
    draw_up_proposal(world.officer, NewProposal("Week 47", [measure, high]))
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)

    with pytest.raises(InAnotherProposal) as refused:
        draw_up_proposal(low, NewProposal("Nog een", [measure]))
    assert "PRO-" not in refused.value.say("nl")


def test_the_copies_of_a_proposal_are_not_fetched_back_because_its_measures_are_not_running(
    world: StationWorld,
) -> None:
    _, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    issue_proposal(world.officer, made, "nl", COPIES)
    submit_proposal(world.officer, made)
    assert recall_list(world.officer, made) == []

    answer_proposal(world.recorder, made, [Answer(measure, DecisionKind.REFUSE, "niet nodig")], the_minister())
    assert recall_list(world.officer, made) == []


def test_an_answer_to_what_a_colleague_answered_meanwhile_says_so(world: StationWorld) -> None:
    _, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    submit_proposal(world.officer, made)
    answer_proposal(world.recorder, made, [Answer(measure, DecisionKind.APPROVE)], the_minister())
    colleague = world.sit("claes", [Role.APPROVER])

    with pytest.raises(AnsweredMeanwhile):
        answer_proposal(colleague, made, [Answer(measure, DecisionKind.REFUSE, "neen")], the_minister())
    with world.officer.read() as view:
        assert view.get(Proposal, made).submitted_on == TODAY


def test_a_proposal_is_not_submitted_on_a_day_to_come(world: StationWorld) -> None:
    _, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    with pytest.raises(SubmittedAhead):
        submit_proposal(world.officer, made, TODAY.replace(year=TODAY.year + 1))


def twice_argued(world: StationWorld) -> tuple[Id, Id]:
    """Return a proposal and its file for which two workstations wrote reasons apart from each other."""
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    argue(world.officer, made, file, Reasons(local_text("nl", "Nabij."), local_text("nl", "Minder volstaat niet.")))
    with world.officer.write() as unit:
        own = home_of_reasons(world.officer, made)
        unit.require(Action.PROPOSE, own)
        unit.create(own, ProposalReasons(made, file, local_text("nl", "Ernstig."), None, local_text("fr", "Aucune.")))
        unit.save()
    return made, file


def test_reasons_written_twice_apart_are_all_shown_and_become_one_when_written_over(world: StationWorld) -> None:
    made, file = twice_argued(world)

    found = proposal_sheet(world.officer, made).files[0].reasons
    assert found == Reasons(
        local_text("nl", "Nabij.\n\nErnstig."), local_text("nl", "Minder volstaat niet."), local_text("fr", "Aucune.")
    )
    argue(world.officer, made, file, NECESSARY)
    assert proposal_sheet(world.officer, made).files[0].reasons == NECESSARY


def test_what_was_taken_out_or_put_in_already_is_passed_over(world: StationWorld) -> None:
    _, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    take_out(world.officer, made, [measure])
    assert proposal_sheet(world.officer, made).record.measures == ()

    put_in(world.officer, made, [measure])
    put_in(world.officer, made, [measure])
    assert proposal_sheet(world.officer, made).record.measures == (measure,)


def test_the_situation_opens_the_proposal_whose_copy_nobody_signed_for(world: StationWorld) -> None:
    _, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    issued = issue_proposal(world.officer, made, "nl", COPIES)
    hand_over(world.officer, [issued.copies[0].copy], "Kabinet")

    found = needs(world.officer, NeedKind.UNACKNOWLEDGED)
    opens = [one.opens for one in found]
    assert [(one.screen, one.uid, one.tab) for one in opens] == [("proposal", made, "papers")]
    assert [(one.reference, one.title) for one in found] == [("PRO-2026-BRU1-0001", "Week 47")]
    assert [one.say("nl") for one in found] == [
        "Voorstel aan de minister v1, exemplaar 1: geen ontvangstbewijs van Kabinet van de minister"
    ]
    issue_proposal(world.officer, made, "nl", COPIES)
    assert [one.say("fr").split(",")[0] for one in needs(world.officer, NeedKind.RECALL)] == [
        "Proposition au ministre v1"
    ]


@pytest.mark.parametrize(
    ("role", "elsewhere"),
    [
        (Role.ADMINISTRATOR, False), (Role.AUDITOR, False), (Role.SECURITY_OFFICER, False), (Role.INSPECTOR, False),
        (Role.PARTNER, True), (Role.FILE_OFFICER, True), (Role.APPROVER, True),
    ],
)  # fmt: skip
def test_nothing_of_a_proposal_is_seen_without_the_right(world: StationWorld, role: Role, elsewhere: bool) -> None:
    file, measure = a_proposed(world)
    made = draw_up_proposal(world.officer, NewProposal("Zwanenmeer", [measure]))
    argue(world.officer, made, file, NECESSARY)
    issued = issue_proposal(world.officer, made, "nl", COPIES)
    submit_proposal(world.officer, made)
    other = world.sit("ander", [role], world.police if elsewhere else None)

    assert proposals(other) == []
    assert find(other, "Zwanenmeer") == []
    assert find(world.officer, "Zwanenmeer") != []
    assert copy_register(other, made) == []
    assert read_nothing(lambda: waiting_drafts(other, "nl"))
    acts: list[Callable[[], object]] = [
        lambda: proposal_sheet(other, made),
        lambda: proposal_board(other, made, "nl"),
        lambda: trail_sheet(other, made, "nl"),
        lambda: preview_proposal(other, made, "nl"),
        lambda: issue_proposal(other, made, "nl", COPIES),
        lambda: reprint(other, issued.document, 1, "kwijt"),
        lambda: registry_paper(other, made, RegistryList.REGISTER, "nl"),
        lambda: paper_subjects(other, made),
        lambda: take_back_proposal(other, made),
        lambda: argue(other, made, file, NECESSARY),
        lambda: answer_proposal(other, made, [Answer(measure, DecisionKind.APPROVE)], the_minister()),
        lambda: sharing_of(other, made, "nl"),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def read_nothing(read: Callable[[], list[WaitingDraft]]) -> bool:
    """Whether there is nothing to read, or no right to ask."""
    try:
        return read() == []
    except NotAllowed:
        return True
