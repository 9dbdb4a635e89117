"""What journeys begin with: a full house, a desk to look at; three stations for those that end badly."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.desk.x_desk import XDesk, a_desk
from tests.pictures.full_house import House
from tests.pictures.full_house import build as build_house
from tests.property.exchange.stick_world import Sticks, build


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Sticks:
    return build(tmp_path_factory.mktemp("journeys"), ("ANT1",))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return build_house(tmp_path_factory.mktemp("house"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[XDesk]:
    with a_desk(tmp_path) as laid:
        yield laid
