"""What tests of the screens share: an officer at work."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from tests.standing import world
from tests.ui.fixtures import _collect_on_this_thread
from tests.ui.screens.at_work import AtWork

__all__ = ["_collect_on_this_thread", "world"]


@pytest.fixture
def work(qtbot: QtBot, kit: Kit) -> AtWork:
    """An officer's hands and eyes."""
    return AtWork(qtbot, kit)
