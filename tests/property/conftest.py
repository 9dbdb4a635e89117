"""Stores for random histories, made once: each history begins again where the directory was founded."""

from collections.abc import Iterator

import pytest

from tests.property.replicas import House, a_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with a_house(tmp_path_factory.mktemp("house")) as found:
        yield found
