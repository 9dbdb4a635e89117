"""The card of a bundle on a low screen: nothing that is said in it is cut, it scrolls."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.store.refusals import StoreMissing
from app.ui.kit.facts import Facts
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
    qtbot.waitUntil(lambda: said.height() >= said.heightForWidth(said.width()))
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect().height() == said.height())
    assert (area.verticalScrollBar().maximum() > 0) is scrolls


def test_the_card_is_as_high_as_what_it_says_when_that_is_known_later(qtbot: QtBot, kit: Kit) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    box = QVBoxLayout(holder)
    card = BundleCard(kit)
    box.addWidget(card)
    box.addStretch(1)
    holder.resize(360, 900)
    with qtbot.waitExposed(holder):
        holder.show()
    (area,) = card.findChildren(ScrollArea)
    (facts,) = card.findChildren(Facts)
    page = area.widget()
    assert page is not None
    for count in (8, 1):
        facts.show_facts([(f"wat {number}", "iets") for number in range(count)])
        qtbot.waitUntil(lambda: facts.height() == facts.sizeHint().height())
        follows = page.hasHeightForWidth()
        wanted = page.heightForWidth(page.width()) if follows else page.sizeHint().height()
        assert area.height() == page.height() == wanted
        assert area.verticalScrollBar().maximum() == 0
