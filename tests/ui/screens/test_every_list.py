"""Every list in the window: a line is changed after its uses were shown, has its history, is withdrawn and taken up."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.models.kinds.catalogue import item_id
from app.models.lists import LISTS
from app.services.catalogues.sheets import catalogue_sheet
from app.services.trails import field_history
from app.ui.files.trail_tab import TrailTab
from tests.station_world import StationWorld
from tests.ui.screens.at_work import AtWork
from tests.ui.screens.test_catalogues_page import at_the_lists, write


@pytest.mark.parametrize("name", LISTS)
def test_a_line_is_changed_withdrawn_and_shows_its_history(work: AtWork, world: StationWorld, name: str) -> None:
    kind, code = LISTS[name], next(iter(catalogue_sheet(world.admin).lists.all(name)))
    _, page = at_the_lists(work, world)
    page.turn_to(name, code)
    work.settle()
    shown = {one.objectName() for one in page.findChildren(QPushButton) if one.isVisible()}
    assert ("new_item" in shown) is not kind.fixed
    assert ("withdraw_item" in shown) is not kind.lasting

    work.press(page, "change_item")
    sheet = work.sheet()
    uses = sheet.findChild(QLabel, "uses_said")
    assert (uses is not None) is kind.used
    write(sheet, "names", nl="Proef")
    work.do(sheet)

    assert not work.sheets()
    assert catalogue_sheet(world.admin).lists.say(name, code, "nl") == "Proef"
    work.press(page, "item_history")
    [history] = work.sheets()
    assert history.findChild(TrailTab) is not None
    history.reject()
    assert [line for line in field_history(world.admin, item_id(name, code)) if line.values]
    if not kind.lasting:
        work.press(page, "withdraw_item")
        work.do(work.sheet())
        assert code not in catalogue_sheet(world.admin).lists.offered(name)
        work.press(page, "take_up_item")
        assert code in catalogue_sheet(world.admin).lists.offered(name)
