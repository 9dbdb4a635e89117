"""Which columns a list shows: all of them in sight as far as there is room, framed as any list."""

from PySide6.QtWidgets import QListWidget, QWidget
from pytestqt.qtbot import QtBot

from app.services.lists.columns import ListName
from app.services.lists.declared import columns_of
from app.ui.kit.kit import Kit
from app.ui.tables.columns_sheet import HIGH, MOST_WHOLE, ColumnsSheet
from app.ui.tables.views import usual
from tests.ui.seeing import faults


def test_sixteen_columns_stand_in_sight_and_nothing_is_cut(qtbot: QtBot, kit: Kit) -> None:
    beneath, columns = QWidget(), columns_of(ListName.THREAT_FILES)
    qtbot.addWidget(beneath)
    sheet = ColumnsSheet(kit, beneath, columns, usual(columns), lambda _chosen: None)
    sheet.show()
    order = sheet.findChild(QListWidget)
    assert order is not None
    assert len(columns) > MOST_WHOLE
    qtbot.waitUntil(lambda: order.height() >= HIGH * MOST_WHOLE)
    assert faults(sheet) == []
