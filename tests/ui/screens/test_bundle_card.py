"""The card of a bundle on a low screen: nothing that is said in it is cut, it scrolls."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.store.refusals import StoreMissing
from app.ui.kit.kit import Kit
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.exchange.bundle_card import BundleCard


@pytest.mark.parametrize(("height", "scrolls"), [(320, True), (900, False)])
def test_what_is_said_is_whole_and_in_sight(qtbot: QtBot, kit: Kit, height: int, scrolls: bool) -> None:
    card = BundleCard(kit)
    qtbot.addWidget(card)
    card.resize(340, height)
    with qtbot.waitExposed(card):
        card.show()
    card.refuse(StoreMissing(path="x"))
    (area,) = card.findChildren(ScrollArea)
    (said,) = card.findChildren(QLabel, "bundle_refused")
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect().height() == said.height())

    assert said.height() >= said.heightForWidth(said.width())
    assert (area.verticalScrollBar().maximum() > 0) is scrolls
