"""What tests of the screens share: an officer at work."""

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit.kit import Kit
from tests.ui.screens.at_work import AtWork


@pytest.fixture
def work(qtbot: QtBot, kit: Kit) -> AtWork:
    """An officer's hands and eyes."""
    return AtWork(qtbot, kit)
