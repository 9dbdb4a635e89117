"""The stage on which scenes are pictured, and the house they are pictured in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from tests.pictures.full_house import House, build
from tests.pictures.scene import Stage
from tests.ui.fixtures import _no_thread_left, _quiet_qt, kit, language, mode, theme

__all__ = ["_no_thread_left", "_quiet_qt", "kit", "language", "mode", "theme"]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The full house, made once for every process of tests."""
    return build(tmp_path_factory.mktemp("house"))


@pytest.fixture
def stage(kit: Kit, house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A stage in the language and mode of `kit`. Its paths are relative, so that a page shows the same ones always."""
    (tmp_path / "stage").mkdir()
    monkeypatch.chdir(tmp_path / "stage")
    made = Stage(kit, house, qtbot, Path())
    yield made
    made.close()
