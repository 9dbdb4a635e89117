"""Conflict of interest: nobody is asked on paper to decide on a file about himself, nor said to have done so."""

from datetime import timedelta

import pytest

from app.core.ids import Id
from app.models.enums import Capacity
from app.models.kinds.measures import Measure
from app.services.cases.decisions import approve_measures
from app.services.cases.file_overviews import file_overview
from app.services.cases.proposal_refusals import ConcernsAddressee
from app.services.cases.proposals import (
    NewProposal,
    draw_up_proposal,
    name_proposal,
    put_in,
    submit_proposal,
)
from app.services.cases.recusals import name_substitute
from app.services.paper.proposals import issue_proposal
from app.services.paper.sources import CopyFor
from app.services.paper.who_decided import by_minister
from app.services.tasks.lines import TaskQuery, Whose
from app.services.tasks.listing import list_tasks
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_proposal, a_ruling, the_minister, told_why
from tests.unit.services.centre_world import text_of

JUSTICE = "Minister van Justitie"


def waiting(world: StationWorld, *, concerned: bool) -> tuple[Id, Id]:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    if concerned:
        name_substitute(world.officer, file, JUSTICE, "Het dossier gaat over de minister.")
    return file, a_proposal(world, file, person, review=TODAY + timedelta(days=20))


def test_measures_of_a_file_about_the_minister_are_put_before_the_substitute_alone(world: StationWorld) -> None:
    (_, usual), (file, own) = waiting(world, concerned=False), waiting(world, concerned=True)
    with pytest.raises(ConcernsAddressee) as refused:
        draw_up_proposal(world.officer, NewProposal("Week 47", [usual, own]))
    assert "BP-2026-BRU1-" in refused.value.say("nl")
    drawn = draw_up_proposal(world.officer, NewProposal("Week 47", [usual]))
    with pytest.raises(ConcernsAddressee):
        put_in(world.officer, drawn, [own])
    apart = draw_up_proposal(world.officer, NewProposal("Apart", [own], Capacity.SUBSTITUTE))
    with pytest.raises(ConcernsAddressee):
        name_proposal(world.officer, apart, None, Capacity.CABINET)
    issued = issue_proposal(world.officer, apart, "nl", [CopyFor(JUSTICE)], accept_untranslated=True)
    assert f"Plaatsvervangende goedkeurder · {JUSTICE}" in text_of(issued)
    submit_proposal(world.officer, apart)
    assert file


def test_who_is_found_to_be_concerned_later_is_not_asked_either(world: StationWorld) -> None:
    file, measure = waiting(world, concerned=False)
    drawn = draw_up_proposal(world.officer, NewProposal("Week 47", [measure]))
    name_substitute(world.officer, file, JUSTICE, "Het dossier gaat over de minister.")
    with pytest.raises(ConcernsAddressee):
        submit_proposal(world.officer, drawn)


def test_a_letter_does_not_tell_the_minister_that_the_minister_decided(world: StationWorld) -> None:
    (_, usual), (_, own) = waiting(world, concerned=False), waiting(world, concerned=True)
    approve_measures(world.recorder, [usual], the_minister())
    approve_measures(world.recorder, [own], a_ruling(Capacity.SUBSTITUTE))
    with world.officer.read() as view:
        assert by_minister(view, [(usual, view.get(Measure, usual))])
        assert not by_minister(view, [(own, view.get(Measure, own))])


def test_the_panel_of_such_a_file_names_who_decides_instead(world: StationWorld) -> None:
    (usual, _), (own, _) = waiting(world, concerned=False), waiting(world, concerned=True)
    named = [file_overview(told_why(world.recorder, file), file).measures[0].substitute for file in (usual, own)]
    assert named == ["", JUSTICE]


def test_nobody_is_told_that_the_minister_decides_on_a_file_about_the_minister(world: StationWorld) -> None:
    (_, usual), (_, own) = waiting(world, concerned=False), waiting(world, concerned=True)
    lines = list_tasks(world.officer, TaskQuery(Whose.ALL), "nl").lines
    said = {line.ref.subject: (line.say("nl"), line.say_who("nl")) for line in lines}
    assert "de minister beslist" in said[usual][0]
    assert "zonder de minister" in said[own][0]
    assert "Kabinet" not in said[own][1]
