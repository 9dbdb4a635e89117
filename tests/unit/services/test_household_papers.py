"""Papers of a file in which a household is protected too: for whom, where to go, who lives there, what centres do."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, MeasureState, RelationKind
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Relation
from app.models.kinds.threat import Involvement
from app.models.texts import local_text
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.proposals import NewProposal, draw_up_proposal
from app.services.paper.households import relation_of
from app.services.paper.issuing import Issued
from app.services.paper.proposals import issue_proposal
from app.services.paper.protocol_content import NotProtectedHere
from app.services.paper.protocols import DISPATCHER, PROTOCOL, issue_protocol
from app.services.paper.sources import CopyFor
from app.services.registers.persons import relate_persons
from app.services.station.organisation_acts import add_organisation
from tests.station_world import a_ruling
from tests.unit.services.centre_world import text_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world
from tests.unit.services.test_measures_around import home_of, partner_of


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def child_of(world: PaperWorld) -> Id:
    with world.desk.read() as view:
        return view.find(Relation, "kind = ?", RelationKind.CHILD)[0][1].other or b""


def issue(world: PaperWorld, person: Id, kind: str, language: str = "nl") -> Issued:
    copies = world.copies(language, language, language)
    return issue_protocol(world.desk, world.file, person, language, copies, kind=kind, accept_untranslated=True)


def asked(world: PaperWorld, *subjects: Id) -> str:
    new = NewMeasure("fixed_post", subjects, [world.zone], end=date(2026, 12, 31))
    drawn = draw_up_proposal(
        world.desk, NewProposal("Week 47", propose_measures(world.desk, world.file, new, a_ruling()))
    )
    return text_of(issue_proposal(world.desk, drawn, "nl", [CopyFor("Kabinet")], accept_untranslated=True))


def test_a_proposal_says_which_measure_is_for_the_child_and_which_for_the_mother(world: PaperWorld) -> None:
    said = asked(world, world.person, child_of(world))
    assert "Voor wie: AL-HASSAN, Nino" in said
    assert "Voor wie: VAN DEN BROECK, Hilde" in said


def test_a_proposal_for_the_threatened_person_alone_does_not_repeat_her_on_every_line(world: PaperWorld) -> None:
    assert "Voor wie: " not in asked(world, world.person)


def test_a_measure_at_anothers_home_says_where_that_is_and_ones_own_stands_among_the_addresses(
    world: PaperWorld,
) -> None:
    child, home = child_of(world), home_of(world)
    world.add_measure("night", type="checks", subject=child, place=home)
    world.add_measure("day", type="escort", subject=world.person, place=home)
    said = text_of(issue(world, child, PROTOCOL))
    assert said.count("Voorbeeldstraat 12/3") == 1, "nowhere else on her paper"
    assert text_of(issue(world, world.person, PROTOCOL)).count("Voorbeeldstraat 12/3") == 1, "as an address of hers"


def test_a_measure_at_a_place_of_the_register_says_its_street(world: PaperWorld) -> None:
    world.add_measure("there", type="escort", place=world.hospital)
    assert "Lindendreef 1" in text_of(issue(world, world.person, PROTOCOL))


def test_the_paper_of_a_child_names_whom_it_lives_with_and_what_they_are_to_it(world: PaperWorld) -> None:
    child = child_of(world)
    world.add_measure("night", type="checks", subject=child)
    said = text_of(issue(world, child, PROTOCOL))
    assert "VAN DEN BROECK, Hilde Ouder" in said
    assert "2 huisgenoten" in said


def test_a_relation_counts_from_whichever_page_it_was_entered(world: PaperWorld) -> None:
    child, partner = child_of(world), partner_of(world)
    with world.desk.read() as view:
        assert relation_of(view, [child], [partner]) is None
    relate_persons(world.desk, partner, child, RelationKind.CHILD)
    with world.desk.read() as view:
        assert relation_of(view, [child], [partner]) is RelationKind.PARENT
        assert relation_of(view, [partner], [child]) is RelationKind.CHILD


def test_who_stands_in_the_file_twice_is_one_of_the_household_once(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        found = unit.find(Involvement, "person = ?", partner_of(world))[0]
        unit.require(Action.FILE, world.core)
        unit.create(world.core, found[1])
        unit.save()
    assert text_of(issue(world, world.person, PROTOCOL)).count("AL-HASSAN, Mohammed") == 1


def test_each_centre_reads_on_the_sheet_what_was_ordered_of_it(world: PaperWorld) -> None:
    other = add_organisation(world.admin, "CIC", {"nl": "CIC Antwerpen", "fr": "CIC Anvers", "original": "nl"}, None)
    first = local_text("nl", "Twee ploegen sturen.", fr="Envoyer deux équipes.")
    second = local_text("nl", "Doorschakelen naar 101.", fr="Transférer au 101.")
    world.add_measure("calls", type="priority_calls", instruction=first)
    assert "Twee ploegen sturen." in text_of(issue(world, world.person, DISPATCHER))
    world.add_measure("pass", type="priority_calls", instruction=second, executing=(other,))
    said = text_of(issue(world, world.person, DISPATCHER))
    assert "PZ Antwerpen: Twee ploegen sturen." in said
    assert "CIC Antwerpen: Doorschakelen naar 101." in said
    french = text_of(issue(world, world.person, DISPATCHER, "fr"))
    assert "Transférer au 101." in french
    assert "Twee ploegen" not in french


def test_a_measure_that_rests_is_not_said_to_have_ended(world: PaperWorld) -> None:
    issue(world, world.person, PROTOCOL)
    world.change(world.assignment, world.measures["contact"], Measure, Action.MEASURE, state=MeasureState.SUSPENDED)
    said = text_of(issue(world, world.person, PROTOCOL))
    assert "opgeschort tot nader order" in said
    assert "geldt niet meer" not in said


def test_what_runs_for_who_left_the_household_is_still_put_on_paper(world: PaperWorld) -> None:
    child = child_of(world)
    with world.desk.read() as view:
        line = view.find(Involvement, "person = ?", child)[0][0]
    world.change(world.core, line, Involvement, Action.FILE, from_on=date(2026, 1, 1), to_on=date(2026, 11, 1))
    with pytest.raises(NotProtectedHere):
        issue(world, child, PROTOCOL)
    world.add_measure("night", type="checks", subject=child)
    assert "AL-HASSAN, Nino" in text_of(issue(world, child, PROTOCOL)), "nobody ended it"
    assert "AL-HASSAN, Nino" not in text_of(issue(world, world.person, PROTOCOL)), "she lives elsewhere now"
