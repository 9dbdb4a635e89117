"""A station at work, made once for the tests of a module."""

from collections.abc import Iterator

import pytest

from app.core.ids import Id
from tests.station_world import StationWorld, a_file, a_person, a_station


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("station"))
    yield made
    made.close()


@pytest.fixture
def person(world: StationWorld) -> Id:
    """Somebody of the register."""
    return a_person(world.officer)


@pytest.fixture
def file(world: StationWorld, person: Id) -> Id:
    """A file of that person."""
    return a_file(world.officer, person)
