"""What an officer typed and has not saved: all of it, for him alone, also where its subject is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.rights import NotAllowed
from app.services.cases.recusals import recuse_officer
from app.services.drafts import NEW, base_of, drop_draft, keep_draft
from app.services.registers.persons import edit_person
from app.services.waiting_drafts import MOST_LETTERS, waiting_drafts
from tests.reads import drafts_of
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_station


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def test_each_says_where_it_belongs_and_how_it_begins(world: StationWorld) -> None:
    desk = world.officer
    person = a_person(desk)
    file = a_file(desk, person, title="Lambrecht en gezin", label=Label(marking=Marking.CONFIDENTIAL))
    measure = a_proposal(world, file, person)
    keep_draft(desk, "file:new", NEW, {"title": "Vlaams  Parlement", "marking": int(Marking.SECRET)})
    keep_draft(desk, f"decide:{measure.hex()}:keep", NEW.__class__(measure), {"reason": {"nl": "x" * 200}})
    one, other = waiting_drafts(desk, "nl")
    assert one.key.startswith("decide:")
    assert (one.root, one.root_kind, one.title) == (file, "threat_file", "Lambrecht en gezin")
    assert one.reference
    assert len(one.begins) == MOST_LETTERS
    assert one.begins.endswith("…")
    assert (other.key, other.begins, other.marking, other.root) == ("file:new", "Vlaams Parlement", Marking.SECRET, b"")


def test_they_are_their_officers_own(world: StationWorld) -> None:
    keep_draft(world.officer, "file:new", NEW, {"title": "Parlement"})
    assert waiting_drafts(world.duty, "nl") == []
    with pytest.raises(NotAllowed):
        waiting_drafts(world.nobody, "nl")


def test_it_says_that_the_record_has_changed_since(world: StationWorld) -> None:
    person = a_person(world.officer)
    keep_draft(world.officer, f"person:{person.hex()}", base_of(world.officer, person, Person), {"remarks": "x"})
    assert not waiting_drafts(world.officer, "nl")[0].changed
    edit_person(world.officer, person, {"given_names": "An"})
    assert waiting_drafts(world.officer, "nl")[0].changed


def test_what_may_be_read_no_more_is_told_of_without_a_word_of_it(world: StationWorld) -> None:
    desk = world.duty
    file = a_file(world.officer, title="Lambrecht")
    keep_draft(desk, f"report:{file.hex()}", NEW.__class__(file), {"description": "Brief met kogel"})
    recuse_officer(world.officer, file, desk.officer, "familie")
    assert drafts_of(desk) == []
    (found,) = waiting_drafts(desk, "nl")
    assert not found.here
    assert (found.title, found.begins, found.reference, found.root) == ("", "", "", b"")
    drop_draft(desk, found.key)
    assert waiting_drafts(desk, "nl") == []
