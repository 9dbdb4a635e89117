"""What is not read whole on a shown window: cut short by an ellipsis, clipped in its line, or reached sideways only.

`fitting` lets a text be cut where a tool tip says the rest; here every text that is cut is told, so that somebody
decides whether it may be.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from tests.ui.fitting import SLACK
from tests.ui.walking import named, shown

AROUND = 4
"""Pixels of a line beside its text."""
OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def not_whole(widget: QWidget) -> list[str]:
    """Return every text that cannot be read whole now, and what scrolls sideways."""
    found = [f"“{text}” is cut to “{rest}”" for text, rest in sorted(_painted_short(widget))]
    for one in shown(widget):
        found += [f"{named(one)}: {said}" for said in _cut(one)]
    return found


def _cut(one: QWidget) -> Iterator[str]:
    match one:
        case QLabel():
            if one.text() and not one.wordWrap() and one.sizeHint().width() > one.width() + SLACK:
                yield f"“{one.text()}” is clipped"
        case QAbstractButton():
            if one.text() and one.sizeHint().width() > one.width() + SLACK:
                yield f"“{one.text()}” is clipped"
        case QLineEdit():
            if one.fontMetrics().horizontalAdvance(one.displayText()) > _room(one):
                yield f"“{one.displayText()}” is clipped"
        case QAbstractScrollArea():
            if one.horizontalScrollBarPolicy() != OFF and one.horizontalScrollBar().maximum() > SLACK:
                yield f"{one.horizontalScrollBar().maximum()} pixels are reached sideways only"


def _room(line: QLineEdit) -> int:
    """Return the width of the text of a line: within its padding, beside its icons."""
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    rect = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    icons = [one.geometry() for one in line.findChildren(QToolButton) if one.isVisible()]
    right = min([rect.right(), *(icon.left() for icon in icons if icon.left() > rect.center().x())])
    left = max([rect.left(), *(icon.right() for icon in icons if icon.right() < rect.center().x())])
    return right - left - AROUND


def _painted_short(widget: QWidget) -> set[tuple[str, str]]:
    """Return what is painted with an ellipsis, and what is left of it."""
    with _watched(QFontMetrics) as seen, _watched(QFontMetricsF) as also:
        widget.grab()
    return seen | also


@contextmanager
def _watched(kind: Any) -> Iterator[set[tuple[str, str]]]:
    whole: Callable[..., str] = kind.elidedText
    seen: set[tuple[str, str]] = set()

    def watched(metrics: Any, text: str, *how: Any) -> str:
        rest = whole(metrics, text, *how)
        if rest != text:
            seen.add((text, rest))
        return rest

    kind.elidedText = watched
    try:
        yield seen
    finally:
        kind.elidedText = whole
