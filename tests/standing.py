"""A station at work, founded once for the tests of a module: a conftest imports the fixture for its folder."""

from collections.abc import Iterator

import pytest

from tests.station_world import StationWorld, a_station


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("station"))
    yield made
    made.close()
