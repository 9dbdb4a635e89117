"""Three workstations and the stick between them, as `tests.property.exchange` makes them; nothing is left under way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from tests.property.exchange.stick_world import Sticks, build, copied


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Sticks:
    return build(tmp_path_factory.mktemp("template"), ("ANT1",))


@pytest.fixture
def world(kit: Kit, qtbot: QtBot, template: Sticks, tmp_path: Path) -> Iterator[Sticks]:
    """A world of this test's own, closed once nothing is asked of it any more."""
    with copied(template, tmp_path / "world") as made:
        yield made
        qtbot.waitUntil(lambda: kit.jobs.idle)
