"""The three stations, made once; whoever changes them works on a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.property.exchange.stick_world import Sticks, build, copied


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Sticks:
    return build(tmp_path_factory.mktemp("template"))


@pytest.fixture
def world(template: Sticks, tmp_path: Path) -> Iterator[Sticks]:
    with copied(template, tmp_path / "world") as made:
        yield made


@pytest.fixture(scope="module")
def shared(template: Sticks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sticks]:
    """A world of one module's own: for tests that leave the stations as they find them."""
    with copied(template, tmp_path_factory.mktemp("shared") / "world") as made:
        yield made
