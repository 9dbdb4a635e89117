"""What tests of the screens share: an officer at work."""

import gc
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from tests.ui.screens.at_work import AtWork


@pytest.fixture(scope="module", autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Let no working thread collect what widgets left behind: Qt ends the process when one is deleted there."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture
def work(qtbot: QtBot, kit: Kit) -> AtWork:
    """An officer's hands and eyes."""
    return AtWork(qtbot, kit)
