"""Which markings may be given here, and which the strip must show over lists."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.rights import NotAllowed, Refusal
from app.services.lists.columns import ListName
from app.services.lists.marking import list_marking
from app.services.markings import Ceiling, marking_ceiling, marking_of
from tests.station_world import StationWorld, a_file, a_person, a_station


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("clearance", "ceiling"),
    [
        (Marking.RESTRICTED, Ceiling(Marking.RESTRICTED, Refusal.CLEARANCE)),
        (Marking.SECRET, Ceiling(Marking.SECRET, Refusal.CLEARANCE)),
        (Marking.TOP_SECRET, Ceiling(Marking.SECRET, Refusal.CEILING)),
    ],
)
def test_no_marking_above_officer_and_workstation_may_be_given(
    world: StationWorld, clearance: Marking, ceiling: Ceiling
) -> None:
    desk = world.sit("cleared", [Role.FILE_OFFICER], clearance=clearance)
    assert marking_ceiling(desk) == ceiling


def test_an_expired_clearance_leaves_what_is_not_classified(world: StationWorld) -> None:
    world.clock.at += timedelta(days=365 * 100)
    assert marking_ceiling(world.officer) == Ceiling(Marking.NONE, Refusal.EXPIRED)


def test_whoever_reads_no_content_is_told_so(world: StationWorld) -> None:
    with pytest.raises(NotAllowed):
        marking_ceiling(world.nobody)


def test_a_list_shows_the_highest_marking_of_what_its_reader_may_see(world: StationWorld) -> None:
    assert list_marking(world.officer, ListName.THREAT_FILES) is Marking.NONE
    a_file(world.officer, label=Label(marking=Marking.RESTRICTED))
    a_file(world.officer, label=Label(marking=Marking.SECRET))
    low = world.sit("low", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    assert list_marking(world.officer, ListName.THREAT_FILES) is Marking.SECRET
    assert list_marking(low, ListName.THREAT_FILES) is Marking.RESTRICTED
    assert list_marking(world.officer, ListName.VISITS) is Marking.NONE


def test_a_list_counts_the_names_its_lines_show(world: StationWorld) -> None:
    person = a_person(world.officer, label=Label(marking=Marking.CONFIDENTIAL))
    a_file(world.officer, person, label=Label(marking=Marking.NONE))
    assert list_marking(world.officer, ListName.THREAT_FILES) is Marking.CONFIDENTIAL
    assert list_marking(world.officer, ListName.PERSONS) is Marking.CONFIDENTIAL


def test_the_marking_of_some_things_is_that_of_the_highest_that_may_be_read(world: StationWorld) -> None:
    low = a_person(world.officer, label=Label(marking=Marking.RESTRICTED))
    high = a_person(world.officer, "Peeters", label=Label(marking=Marking.SECRET))
    cleared = world.sit("low", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    assert marking_of(world.officer, [low]) is Marking.RESTRICTED
    assert marking_of(world.officer, [low, high]) is Marking.SECRET
    assert marking_of(cleared, [low, high]) is Marking.RESTRICTED
