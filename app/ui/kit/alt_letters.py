"""While Alt is held down, the buttons of a window show the letters that press them; else nothing of it is seen.

It is how a sheet is worked without a mouse and without going through all of it by Tab. The letters are found when Alt
goes down, for what is in sight then; what has a key with Alt of its own keeps it.
"""

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6 import QtCore, QtGui  # names said with theirs are made after the first paint
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

from app.ui.kit.buttons import Pressed
from app.ui.kit.mnemonics import letters_of, marked, unmarked

Ticked = QCheckBox | QRadioButton
_ALT = "Alt+"


class AltLetters(QObject):
    """Of `window`; only of what stands in the part that `within` gives, where that is told."""

    def __init__(self, window: QWidget, within: Callable[[], QWidget | None] | None = None) -> None:
        super().__init__(window)
        self._window, self._within = window, within or (lambda: window)
        self._shown: list[tuple[QAbstractButton, QShortcut]] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease) and isinstance(event, QtGui.QKeyEvent):
            if event.key() == QtCore.Qt.Key.Key_Alt and not event.isAutoRepeat():
                self.show() if kind is QEvent.Type.ShortcutOverride else self.hide()
        elif self._shown and kind in (QEvent.Type.WindowDeactivate, QEvent.Type.Hide, QEvent.Type.Close):
            self.hide()
        return super().eventFilter(watched, event)

    def show(self) -> None:
        """Find the letters, show them, and let them be pressed with Alt."""
        self.hide()
        place = self._within()
        if place is None:
            return
        own = {one.key().toString() for one in place.findChildren(QShortcut) if one.isEnabled()}
        own |= {one.shortcut().toString() for one in place.findChildren(QAbstractButton)}
        taken = {key.removeprefix(_ALT).lower() for key in own if key.startswith(_ALT)}
        found = lettered(place)
        letters = letters_of([said(one) for one in found], taken, [one.property("letter") or "" for one in found])
        for one, letter in zip(found, letters, strict=True):
            one.setProperty("letter", letter)
            if letter:
                self._shown.append((one, self._give(one, letter)))

    def hide(self) -> None:
        """Take the letters away again."""
        shown, self._shown = self._shown, []
        for one, key in shown:
            key.setEnabled(False)
            key.deleteLater()
            if not shiboken6.isValid(one):
                continue
            if isinstance(one, Ticked):
                one.setText(unmarked(one.text()))
            elif isinstance(one, Pressed):
                one.show_letter("")

    def _give(self, one: QAbstractButton, letter: str) -> QShortcut:
        """Mark the letter, and answer it: also where the button waits, or what is typed in would get it."""
        if isinstance(one, Ticked):
            one.setText(marked(one.text(), letter))
            one.setShortcut(QtGui.QKeySequence())  # which Qt has just made of it
        elif isinstance(one, Pressed):
            one.show_letter(letter)
        key = QShortcut(QtGui.QKeySequence(f"{_ALT}{letter.upper()}"), self._window)
        key.setAutoRepeat(False)
        key.activated.connect(partial(self._press, one))
        return key

    def _press(self, one: QAbstractButton) -> None:
        if not shiboken6.isValid(one) or not one.isEnabled() or not one.isVisible():
            return
        if one.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus:
            one.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
        one.click()
        if QApplication.activePopupWidget() is not None:  # it hears of Alt no more
            self.hide()


def lettered(place: QWidget) -> list[QAbstractButton]:
    """Return the buttons in sight that a letter can press: buttons first, then what is ticked, then links."""
    found = [
        one
        for one in place.findChildren(QAbstractButton)
        if isinstance(one, Pressed | Ticked) and one.isVisible() and one.window() is place.window() and said(one)
    ]
    return sorted((one for one in found if not _has_its_own(one)), key=_rank)


def said(one: QAbstractButton) -> str:
    """Return what stands on a button."""
    return unmarked(one.text()) if isinstance(one, Ticked) else one.text()


def _has_its_own(one: QAbstractButton) -> bool:
    return not isinstance(one, Ticked) and one.shortcut().toString().startswith(_ALT)


def _rank(one: QAbstractButton) -> int:
    return 1 if isinstance(one, Ticked) else 2 if one.property("link") else 0
