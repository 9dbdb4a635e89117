"""A link: where there is no room for its words they end in an ellipsis, and all can still be read."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import row
from tests.ui.seeing import clipped


def test_a_link_without_room_says_all_in_its_tool_tip(qtbot: QtBot, kit: Kit) -> None:
    box = QWidget()
    long = link("Onderzoeksrechter in het gerechtelijk arrondissement Antwerpen, afdeling Mechelen", "long", print)
    box.setLayout(row(long, None))
    qtbot.addWidget(box)
    box.resize(200, 40)
    box.show()
    assert box.width() == 200
    assert long.toolTip() == long.text()
    assert clipped(box) == []
    box.resize(900, 40)
    qtbot.waitUntil(lambda: long.toolTip() == "")
