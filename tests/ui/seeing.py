"""Look at a window as a critical officer does: what is cut off, what lies over what, what has no name, what is faint.

Each function takes a shown widget and returns findings, one sentence each with the object's name; none is good:

    assert faults(screen) == []                     # all of them at once
    assert clipped(screen) == []                    # or one by one
    assert tab_order(screen) == ["family_name", "given_names", "save"]

Only what is visible now is judged: show it at the size that matters first. A part that is drawn over others on purpose
says so: `widget.setProperty("over", True)`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QMetaObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QTabWidget,
    QWidget,
)

from installer.msgids import APP, placeholders, translated_in, used_in
from installer.words import LOCALE
from tests.ui.contrast import contrast
from tests.ui.fitting import SLACK, cells, cut
from tests.ui.lettering import letterless
from tests.ui.walking import chain, children, controls, lies_beside_others, named, scrolled, shown, where_they_part

UI = APP / "ui"
READABLE = 4.5
"""WCAG 2.2, 1.4.3."""
UNSAFE = ("QScrollArea", "QAbstractScrollArea")
"""Classes for which Qt looks a part up without asking whether it is there."""
ANSWERED = (*UNSAFE, "QTextEdit", "QPlainTextEdit", "QTableView", "QListView", "QTreeView", "QHeaderView", "QWidget")
"""Names of classes that scroll, or stand before those that do; a header never has bars, so that none can hide."""
MADE_BY_QT = (QAbstractScrollArea, QAbstractSpinBox, QCalendarWidget, QComboBox, QTabWidget, QLineEdit)
"""Whose children Qt itself arranges."""


def faults(widget: QWidget) -> list[str]:
    """Return every finding."""
    look: tuple[Callable[[QWidget], list[str]], ...] = (clipped, overlapping, unnamed, jumps, faint, unsafe, letterless)
    return [finding for one in look for finding in one(widget)]


def clipped(widget: QWidget) -> list[str]:
    """Return whose text does not fit and cannot be read in a tool tip either, and what reaches out of its parent."""
    found: list[str] = []
    for one in shown(widget):
        found += [f"{named(one)}: {said}" for said in cut(one)]
        parent = one.parentWidget()
        if parent is None or one is widget or one.isWindow() or scrolled(one) or isinstance(parent, MADE_BY_QT):
            continue
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(one.geometry()):
            found.append(f"{named(one)}: reaches out of {named(parent)}")
    return found


def overlapping(widget: QWidget) -> list[str]:
    """Return which siblings lie over one another."""
    found: list[str] = []
    for parent in shown(widget):
        if isinstance(parent, MADE_BY_QT):
            continue
        beside = [one for one in children(parent) if lies_beside_others(one)]
        for number, one in enumerate(beside):
            for other in beside[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > SLACK and shared.height() > SLACK:
                    found.append(f"{named(one)} and {named(other)} overlap by {shared.width()}×{shared.height()}")
    return found


def unnamed(widget: QWidget) -> list[str]:
    """Return which controls lack an object name or an accessible name."""
    found: list[str] = []
    for one in controls(widget):
        if not one.objectName() or one.objectName().startswith("qt_"):
            found.append(f"{named(one)} {accessible_name(one)!r}: no object name")
        if not accessible_name(one):
            found.append(f"{named(one)}: no accessible name")
    for line in shown(
        widget
    ):  # what one clicks in a line has no place in the order of Tab, and is read out all the same
        ends = line.findChildren(QAbstractButton) if isinstance(line, QLineEdit) else []
        found += [f"{named(line)}: a nameless picture at its end" for one in ends if not accessible_name(one)]
    return found


def tab_order(widget: QWidget) -> list[str]:
    """Return the object names of what Tab goes through, in that order."""
    return [one.objectName() for one in chain(widget)]


def jumps(widget: QWidget) -> list[str]:
    """Return where Tab goes against the eye: up, or to the left on the same line, inside what holds both.

    Up and to the right is the next column, which is how the eye goes.
    """
    found: list[str] = []
    for one, other in pairwise(chain(widget)):
        pair = where_they_part(one, other, widget)
        if pair is None:
            continue
        here, there = pair
        above = there.bottom() < here.top() and there.left() <= here.right()
        backwards = there.right() < here.left() and there.top() <= here.bottom() and there.bottom() >= here.top()
        if above or backwards:
            found.append(f"Tab goes {'up' if above else 'back'} from {named(one)} to {named(other)}")
    return found


def faint(widget: QWidget, at_least: float = READABLE) -> list[str]:
    """Return which texts are read against their ground at less than `at_least`:1, the ground as it is painted."""
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found: list[str] = []
    for one in shown(widget):
        if not isinstance(one, QLabel | QAbstractButton) or not one.text() or not one.isEnabled():
            continue
        seen = one.visibleRegion().boundingRect()  # what is scrolled out of sight lies under something else
        area = seen.translated(one.mapTo(widget, QPoint(0, 0))).intersected(picture.rect())
        if area.isEmpty():
            continue
        ground = _commonest(picture, area)
        text = one.palette().color(one.foregroundRole()).name()
        ratio = contrast(text, ground)
        if ratio < at_least:
            found.append(f"{named(one)}: {text} on {ground} reads at {ratio:.2f}:1")
    return found


def unsafe(widget: QWidget) -> list[str]:
    """Return what would end the program when a reader asks it for a part that is not there (`app.ui.kit.scrolling`)."""
    return [f"{named(one)}: not of app.ui.kit.scrolling" for one in shown(widget) if answered_as(one) in UNSAFE]


def answered_as(widget: QWidget) -> str:
    """Return the name among `ANSWERED` by which Qt chooses who answers a reader for this widget."""
    kind: QMetaObject | None = widget.metaObject()
    while kind is not None and kind.className() not in ANSWERED:
        kind = kind.superClass()
    return kind.className() if kind is not None else ""


def accessible_name(widget: QWidget) -> str:
    """Return what a screen reader calls the widget."""
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face is not None else ""


def texts(widget: QWidget) -> list[str]:
    """Return every text that can be read in the widget now: for tests that look for a word, or for English."""
    found: list[str] = []
    for one in shown(widget):
        if isinstance(one, QLabel | QAbstractButton):
            found.append(one.text())
        elif isinstance(one, QLineEdit):
            found += [one.text(), one.placeholderText()]
        elif isinstance(one, QComboBox):
            found.append(one.currentText())
        elif isinstance(one, QTabBar):
            found += [one.tabText(number) for number in range(one.count())]
        elif isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            found += [str(index.data() or "") for index in cells(one)]
    return [text for text in found if text]


def _said_besides(widget: QWidget) -> Iterator[str]:
    """Return what is said besides: headings of columns, tool tips, and names that only a reader hears."""
    for one in shown(widget):
        yield from (text for text in (one.toolTip(), accessible_name(one)) if text)
        model = one.model() if isinstance(one, QHeaderView) else None
        if isinstance(one, QHeaderView) and model is not None:
            yield from (str(model.headerData(at, one.orientation()) or "") for at in range(one.count()))


def english(widget: QWidget, language: str) -> list[str]:
    """Return which texts stand there in English: `language` has other words for them, or none yet."""
    plain, filled, right = _words(language)
    return [
        f"English: “{text}”"
        for text in dict.fromkeys((*texts(widget), *_said_besides(widget)))
        if text not in right and (text in plain or any(pattern.fullmatch(text) for pattern in filled))
    ]


@cache
def _words(language: str) -> tuple[dict[str, str], list[re.Pattern[str]], frozenset[str]]:
    """Return texts of the window with their translation, patterns of those with placeholders and words around, and
    what a translation looks like, at the beginning of a line too."""
    plain = dict.fromkeys(_msgids(), "")
    for entry in translated_in(LOCALE, language):
        plain |= zip(entry.msgid, entry.forms, strict=False)
    filled = [msgid for msgid, form in plain.items() if placeholders(msgid) and form != msgid]
    apart = [re.split(r"{\w+}", msgid) for msgid in filled]
    telling = [parts for parts in apart if len(re.findall(r"\b[a-z]{2,}\b", " ".join(parts))) > 1]
    right = frozenset(said for form in plain.values() for said in (form, form[:1].upper() + form[1:]))
    return plain, [re.compile(".+".join(re.escape(part) for part in parts)) for parts in telling], right


@cache
def _msgids() -> tuple[str, ...]:
    """Return the texts of the window as its code has them: to read all of it takes seconds."""
    return tuple(msgid for used in used_in(UI) for msgid in used.msgid or ())


def _commonest(picture: QImage, area: QRect) -> str:
    """Return the colour of most pixels of an area, of every second one on every second line."""
    pixels, across = memoryview(picture.constBits()).cast("I"), picture.bytesPerLine() // 4
    counts: Counter[int] = Counter()
    for y in range(area.top(), area.bottom() + 1, 2):
        counts.update(pixels[y * across + area.left() : y * across + area.right() + 1 : 2].tolist())
    return QColor.fromRgb(max(counts, key=lambda pixel: counts[pixel])).name()
