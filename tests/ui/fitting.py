"""Whose text does not fit: labels, buttons, hints, tabs, headings and cells, each by what it would need."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QRadioButton,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

SLACK = 1
"""Pixels by which rounding may be out."""


def cut(one: QWidget) -> Iterator[str]:
    match one:
        case QLabel():
            if one.text() and not one.toolTip():
                yield from _label_cut(one)
        case QPushButton() | QToolButton() | QCheckBox() | QRadioButton():
            if one.text() and not one.toolTip() and one.width() + SLACK < one.sizeHint().width():
                yield f"“{one.text()}” needs {one.sizeHint().width()} pixels, has {one.width()}"
        case QLineEdit():
            room = one.contentsRect().width() - one.textMargins().left() - one.textMargins().right()
            needed = one.fontMetrics().horizontalAdvance(one.placeholderText())
            if not one.text() and not one.toolTip() and needed > room:
                yield f"hint “{one.placeholderText()}” needs {needed} pixels, has {room}"
        case QComboBox():
            needed = one.fontMetrics().horizontalAdvance(one.currentText())
            if not one.toolTip() and needed > one.contentsRect().width() - 24:
                yield f"“{one.currentText()}” needs {needed} pixels"
        case QTabBar():
            yield from _tabs_cut(one)
        case QHeaderView():
            yield from _header_cut(one)
        case QAbstractItemView():
            yield from _cells_cut(one)


def _label_cut(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK:
            yield f"“{label.text()}” needs {needed} pixels of height, has {label.height()}"
    elif label.sizeHint().width() > label.width() + SLACK:
        yield f"“{label.text()}” needs {label.sizeHint().width()} pixels, has {label.width()}"
    elif label.sizeHint().height() > label.height() + 2 * SLACK:
        yield f"“{label.text()}” needs {label.sizeHint().height()} pixels of height, has {label.height()}"


def _tabs_cut(bar: QTabBar) -> Iterator[str]:
    for number in range(bar.count()):
        needed = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        if bar.isTabVisible(number) and not bar.tabToolTip(number) and needed > bar.tabRect(number).width():
            yield f"tab “{bar.tabText(number)}” needs {needed} pixels"
    if bar.count() and bar.tabRect(bar.count() - 1).right() > bar.width() and not bar.usesScrollButtons():
        yield "its last tab cannot be seen"


def _header_cut(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, header.orientation()) or "")
        tip = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        needed = QFontMetrics(header.font()).horizontalAdvance(text)
        if text and not tip and not header.isSectionHidden(section) and needed > header.sectionSize(section):
            yield f"heading “{text}” needs {needed} pixels, has {header.sectionSize(section)}"


def _cells_cut(view: QAbstractItemView) -> Iterator[str]:
    for index in cells(view):
        needed, room = view.sizeHintForIndex(index).width(), view.visualRect(index).width()
        if needed > room + SLACK and not index.data(Qt.ItemDataRole.ToolTipRole):
            yield f"cell {index.row()},{index.column()} “{index.data()}” needs {needed} pixels, has {room}"


def cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    seen = view.viewport().rect()
    for row in range(model.rowCount(view.rootIndex())):
        first = view.visualRect(model.index(row, 0, view.rootIndex()))
        if first.top() > seen.bottom():
            return
        columns = 1 if isinstance(view, QListView) else model.columnCount(view.rootIndex())
        for column in range(columns):
            if isinstance(view, QTableView) and view.isColumnHidden(column):
                continue
            index = model.index(row, column, view.rootIndex())
            if view.visualRect(index).intersects(seen):
                yield index
