"""A small station to build forms in, and a form that is shown."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui.forms.form import Form
from app.ui.forms.specs import FormSpec
from app.ui.kit.kit import Kit
from tests.station_world import StationWorld, a_station

ShowForm = Callable[..., Form]


@pytest.fixture(scope="module", autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Let no working thread collect what widgets left behind: Qt ends the process when one is deleted there."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("station"))
    yield made
    made.close()


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
