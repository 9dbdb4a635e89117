"""Look at a window as a critical officer does: what is cut off, what lies over what, what has no name, what is faint.

Each function takes a shown widget and returns findings, one sentence each with the object's name; none is good:

    assert faults(screen) == []                     # all of them at once
    assert clipped(screen) == []                    # or one by one
    assert tab_order(screen) == ["family_name", "given_names", "save"]

Only what is visible now is judged: show it at the size that matters first. A part that is drawn over others on purpose
says so: `widget.setProperty("over", True)`.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QTabBar,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from app.ui.kit.palette import contrast
from installer.msgids import placeholders, translated_in
from installer.words import LOCALE

READABLE = 4.5
"""WCAG 2.2, 1.4.3."""
SLACK = 1
"""Pixels by which rounding may be out."""
PARTS_OF_QT = (QScrollBar, QSizeGrip, QSplitterHandle)
MADE_BY_QT = (QAbstractScrollArea, QAbstractSpinBox, QCalendarWidget, QComboBox, QTabWidget, QLineEdit)
"""Whose children Qt itself arranges."""


def faults(widget: QWidget) -> list[str]:
    """Return every finding."""
    look: tuple[Callable[[QWidget], list[str]], ...] = (clipped, overlapping, unnamed, jumps, faint)
    return [finding for one in look for finding in one(widget)]


def clipped(widget: QWidget) -> list[str]:
    """Return whose text does not fit and cannot be read in a tool tip either, and what reaches out of its parent."""
    found: list[str] = []
    for one in _shown(widget):
        found += [f"{_named(one)}: {said}" for said in _cut(one)]
        parent = one.parentWidget()
        if parent is None or one is widget or one.isWindow() or _scrolled(one) or isinstance(parent, MADE_BY_QT):
            continue
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(one.geometry()):
            found.append(f"{_named(one)}: reaches out of {_named(parent)}")
    return found


def overlapping(widget: QWidget) -> list[str]:
    """Return which siblings lie over one another."""
    found: list[str] = []
    for parent in _shown(widget):
        if isinstance(parent, MADE_BY_QT):
            continue
        beside = [one for one in _children(parent) if _lies_beside_others(one)]
        for number, one in enumerate(beside):
            for other in beside[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > SLACK and shared.height() > SLACK:
                    found.append(f"{_named(one)} and {_named(other)} overlap by {shared.width()}×{shared.height()}")
    return found


def unnamed(widget: QWidget) -> list[str]:
    """Return which controls lack an object name or an accessible name."""
    found: list[str] = []
    for one in _controls(widget):
        if not one.objectName() or one.objectName().startswith("qt_"):
            found.append(f"{_named(one)} {accessible_name(one)!r}: no object name")
        if not accessible_name(one):
            found.append(f"{_named(one)}: no accessible name")
    return found


def tab_order(widget: QWidget) -> list[str]:
    """Return the object names of what Tab goes through, in that order."""
    return [one.objectName() for one in _chain(widget)]


def jumps(widget: QWidget) -> list[str]:
    """Return where Tab goes against the eye: up, or to the left on the same line, inside what holds both.

    Up and to the right is the next column, which is how the eye goes.
    """
    found: list[str] = []
    chain = _chain(widget)
    for one, other in pairwise(chain):
        pair = _where_they_part(one, other, widget)
        if pair is None:
            continue
        here, there = pair
        above = there.bottom() < here.top() and there.left() <= here.right()
        backwards = there.right() < here.left() and there.top() <= here.bottom() and there.bottom() >= here.top()
        if above or backwards:
            found.append(f"Tab goes {'up' if above else 'back'} from {_named(one)} to {_named(other)}")
    return found


def faint(widget: QWidget, at_least: float = READABLE) -> list[str]:
    """Return which texts are read against their ground at less than `at_least`:1, the ground as it is painted."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found: list[str] = []
    for one in _shown(widget):
        if not isinstance(one, QLabel | QAbstractButton) or not one.text() or not one.isEnabled():
            continue
        area = QRect(one.mapTo(widget, QPoint(0, 0)), one.size()).intersected(picture.rect())
        if area.isEmpty():
            continue
        ground = _commonest(picture, area)
        text = one.palette().color(one.foregroundRole()).name()
        ratio = contrast(text, ground)
        if ratio < at_least:
            found.append(f"{_named(one)}: {text} on {ground} reads at {ratio:.2f}:1")
    return found


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader calls the widget."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face is not None else ""


def texts(widget: QWidget) -> list[str]:
    """Return every text that can be read in the widget now: for tests that look for a word, or for English."""
    found: list[str] = []
    for one in _shown(widget):
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
        elif isinstance(one, QLineEdit):
            found += [one.text(), one.placeholderText()]
        elif isinstance(one, QComboBox):
            found.append(one.currentText())
        elif isinstance(one, QTabBar):
            found += [one.tabText(number) for number in range(one.count())]
        elif isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            found += [str(index.data() or "") for index in _cells(one)]
    return [text for text in found if text]


def english(widget: QWidget, language: str) -> list[str]:
    """Return which texts stand there in English though `language` has other words for them."""
    plain, filled = _words(language)
    found: list[str] = []
    for text in texts(widget):
        told = plain.get(text)
        if (told is not None and told != text) or any(pattern.fullmatch(text) for pattern in filled):
            found.append(f"English: “{text}”")
    return found


@cache
def _words(language: str) -> tuple[dict[str, str], list[re.Pattern[str]]]:
    """Return the msgids with their translation, and patterns of those with placeholders and two words or more."""
    plain: dict[str, str] = {}
    filled: list[re.Pattern[str]] = []
    for entry in translated_in(LOCALE, language):
        for msgid, form in zip(entry.msgid, entry.forms, strict=False):
            if not placeholders(msgid):
                plain[msgid] = form
            elif len(re.findall(r"\b[a-z]{2,}\b", re.sub(r"{\w+}", "", msgid))) > 1:
                parts = re.split(r"{\w+}", msgid)
                filled.append(re.compile(".+".join(re.escape(part) for part in parts)))
    return plain, filled


# --- what is cut off


def _cut(one: QWidget) -> Iterator[str]:
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
    for index in _cells(view):
        needed, room = view.sizeHintForIndex(index).width(), view.visualRect(index).width()
        if needed > room + SLACK and not index.data(Qt.ItemDataRole.ToolTipRole):
            yield f"cell {index.row()},{index.column()} “{index.data()}” needs {needed} pixels, has {room}"


def _cells(view: QAbstractItemView) -> Iterator[QModelIndex]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    seen = view.viewport().rect()
    for row in range(model.rowCount(view.rootIndex())):
        first = view.visualRect(model.index(row, 0, view.rootIndex()))
        if first.top() > seen.bottom():
            return
        for column in range(model.columnCount(view.rootIndex())):
            if isinstance(view, QTableView) and view.isColumnHidden(column):
                continue
            index = model.index(row, column, view.rootIndex())
            if view.visualRect(index).intersects(seen):
                yield index


# --- walking


def _shown(widget: QWidget) -> Iterator[QWidget]:
    if not shiboken6.isValid(widget) or not widget.isVisible():
        return
    yield widget
    for child in _children(widget):
        if not isinstance(child, PARTS_OF_QT):
            yield from _shown(child)


def _children(widget: QWidget) -> list[QWidget]:
    return [
        one for one in widget.children() if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()
    ]  # fmt: skip


def _controls(widget: QWidget) -> list[QWidget]:
    return [
        one
        for one in _shown(widget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
    ]


def _chain(widget: QWidget) -> list[QWidget]:
    reached = set(_controls(widget))
    found: list[QWidget] = []
    one: QWidget | None = widget
    while one is not None:
        if one in reached and one.isEnabled() and one.focusProxy() is None:
            found.append(one)
        one = one.nextInFocusChain()
        if one is widget:
            break
    return found


def _where_they_part(one: QWidget, other: QWidget, top: QWidget) -> tuple[QRect, QRect] | None:
    ours, theirs = _line(one, top), _line(other, top)
    for here, there in zip(ours, theirs, strict=False):
        if here is not there:
            return here.geometry(), there.geometry()
    return None


def _line(one: QWidget, top: QWidget) -> list[QWidget]:
    line = [one]
    while line[-1] is not top and (parent := line[-1].parentWidget()) is not None:
        line.append(parent)
    return line[::-1]


def _lies_beside_others(one: QWidget) -> bool:
    passes = one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return not (one.property("over") or passes or isinstance(one, PARTS_OF_QT))


def _scrolled(one: QWidget) -> bool:
    parent = one.parentWidget()
    outer = parent.parentWidget() if parent is not None else None
    return isinstance(outer, QAbstractScrollArea) and outer.viewport() is parent


def _commonest(picture: QImage, area: QRect) -> str:
    counts: dict[int, int] = {}
    for y in range(area.top(), area.bottom() + 1, 2):
        for x in range(area.left(), area.right() + 1, 2):
            pixel = picture.pixel(x, y)
            counts[pixel] = counts.get(pixel, 0) + 1
    return QColor.fromRgb(max(counts, key=lambda pixel: counts[pixel])).name()


def _named(one: QWidget) -> str:
    return f"{type(one).__name__} {one.objectName() or '(no name)'}"
