"""The three stations of `tests.property.exchange`, for journeys that end badly."""

import pytest

from tests.property.exchange.stick_world import Sticks, build


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Sticks:
    return build(tmp_path_factory.mktemp("journeys"), ("ANT1",))
