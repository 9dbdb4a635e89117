"""A small station to build forms in, and a form that is shown."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui.forms.form import Form
from app.ui.forms.specs import FormSpec
from app.ui.kit.kit import Kit
from tests.standing import world
from tests.station_world import StationWorld
from tests.ui.fixtures import _collect_on_this_thread

__all__ = ["_collect_on_this_thread", "world"]

ShowForm = Callable[..., Form]


@pytest.fixture
def desk(world: StationWorld) -> Desk:
    return world.officer


@pytest.fixture
def show_form(qtbot: QtBot, kit: Kit, desk: Desk) -> ShowForm:
    """Show a form and wait until everything it asked for has arrived."""

    def show(spec: FormSpec, record: Any = None, key: str | None = None, width: int = 800, **more: Any) -> Form:
        form = Form(kit, more.pop("desk", desk), spec, record, key, **more)
        qtbot.addWidget(form)
        form.resize(width, 700)
        with qtbot.waitExposed(form):
            form.show()
        form.activateWindow()
        qtbot.waitUntil(lambda: kit.jobs.idle and form.isActiveWindow())
        return form

    return show
