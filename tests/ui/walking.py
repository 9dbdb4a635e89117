"""Walk through a window: what is showing, what the keyboard reaches and in which order, who stands beside whom."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QWidget,
)

PARTS_OF_QT = (QScrollBar, QSizeGrip, QSplitterHandle)


def shown(widget: QWidget) -> Iterator[QWidget]:
    if not shiboken6.isValid(widget) or not widget.isVisible():
        return
    yield widget
    for child in children(widget):
        if not isinstance(child, PARTS_OF_QT):
            yield from shown(child)


def children(widget: QWidget) -> list[QWidget]:
    return [
        one for one in widget.children() if isinstance(one, QWidget) and one.isVisible() and not one.isWindow()
    ]  # fmt: skip


def controls(widget: QWidget) -> list[QWidget]:
    return [
        one
        for one in shown(widget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
    ]


def chain(widget: QWidget) -> list[QWidget]:
    reached = set(controls(widget))
    found: list[QWidget] = []
    one: QWidget | None = widget
    while one is not None:
        if one in reached and one.isEnabled() and one.focusProxy() is None:
            found.append(one)
        one = one.nextInFocusChain()
        if one is widget:
            break
    return found


def where_they_part(one: QWidget, other: QWidget, top: QWidget) -> tuple[QRect, QRect] | None:
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


def lies_beside_others(one: QWidget) -> bool:
    passes = one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return not (one.property("over") or passes or isinstance(one, PARTS_OF_QT))


def scrolled(one: QWidget) -> bool:
    parent = one.parentWidget()
    outer = parent.parentWidget() if parent is not None else None
    return isinstance(outer, QAbstractScrollArea) and outer.viewport() is parent


def named(one: QWidget) -> str:
    return f"{type(one).__name__} {one.objectName() or '(no name)'}"
