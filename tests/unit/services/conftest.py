"""A station at work, made once for the tests of a module."""

import pytest

from app.core.ids import Id
from tests.standing import world
from tests.station_world import StationWorld, a_file, a_person

__all__ = ["world"]


@pytest.fixture
def person(world: StationWorld) -> Id:
    """Somebody of the register."""
    return a_person(world.officer)


@pytest.fixture
def file(world: StationWorld, person: Id) -> Id:
    """A file of that person."""
    return a_file(world.officer, person)
