"""Papers made while two persons were taken for one come back once those are parted; a binder left behind is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.paper.binders import BINDER
from app.services.paper.copies import RecallReason, hand_over, recall_document, recall_list
from app.services.paper.issuing import Issued
from app.services.paper.protocols import issue_protocol
from app.services.registers.merging import join_persons, part_persons, tell_apart
from app.services.situation import NeedKind, needs
from tests.unit.services.centre_world import CentreWorld, a_centre_world
from tests.unit.services.paper_world import PaperWorld


@pytest.fixture
def world(tmp_path: Path) -> Iterator[CentreWorld]:
    made = a_centre_world(tmp_path)
    yield made
    made.paper.admin.store.close()


def a_namesake(world: PaperWorld, name: str = "VANDENBROECK") -> Id:
    twin = world.desk.ids.new()
    with world.desk.write() as unit:
        stream = unit.begin(twin, "person", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Person(family_name=name, given_names="H."), twin)
        unit.save()
    return twin


def handed_out(world: PaperWorld) -> Issued:
    made = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    hand_over(world.desk, [one.copy for one in made.copies], "HINP Wachtofficier")
    return made


def test_what_was_issued_meanwhile_comes_back_and_nothing_else(world: CentreWorld) -> None:
    paper = world.paper
    twin = a_namesake(paper)
    handed_out(paper)
    assert not needs(paper.desk, NeedKind.RECALL)
    join_persons(paper.desk, paper.person, twin, "Zelfde gsm")
    made = handed_out(paper)
    before = [(one.copy.document, one.why) for one in recall_list(paper.desk, paper.file)]
    part_persons(paper.desk, paper.person, twin, "Toch een nicht")

    recalls = {(one.copy.document, one.why) for one in recall_list(paper.desk, paper.file)} - set(before)
    assert recalls == {(made.document, RecallReason.TWO_AS_ONE)}
    mine = [one for one in needs(paper.desk, NeedKind.RECALL) if one.raised and one.raised.fact == "two_as_one"]
    assert len(mine) == 3
    assert "voor één gehouden" in mine[0].say("nl")

    handed_out(paper)
    assert not [one for one in needs(paper.desk, NeedKind.RECALL) if one.raised and one.raised.fact == "two_as_one"]


def test_what_was_never_joined_or_is_joined_again_recalls_nothing(world: CentreWorld) -> None:
    paper = world.paper
    tell_apart(paper.desk, paper.person, a_namesake(paper, "BROECKX"), "Iemand anders")
    twin = a_namesake(paper)
    join_persons(paper.desk, paper.person, twin, "Zelfde gsm")
    handed_out(paper)
    part_persons(paper.desk, paper.person, twin, "Toch een nicht")
    join_persons(paper.desk, paper.person, twin, "Toch wel dezelfde")
    assert recall_list(paper.desk, paper.file) == []


def test_a_binder_that_fell_behind_is_a_task_until_a_new_one_is_issued(world: CentreWorld) -> None:
    desk = world.paper.desk
    world.sheet(0)
    world.issue(world.subject(BINDER, world.antwerp))
    assert not needs(desk, NeedKind.BINDER)
    second = world.sheet(0)
    (need,) = needs(desk, NeedKind.BINDER)
    assert need.say("nl").startswith("Klapper van Noodcentrale Antwerpen")
    assert need.raised is not None
    world.issue(world.subject(BINDER, world.antwerp))
    assert not needs(desk, NeedKind.BINDER)
    recall_document(desk, second.document, "Adres fout")
    assert len(needs(desk, NeedKind.BINDER)) == 1
