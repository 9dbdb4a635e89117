"""Fields that only the way in has: a choice, a tick. What is typed on a page is kept and put back."""

from collections.abc import Callable, Mapping, Sequence

from PySide6 import QtWidgets  # names said with theirs are made after the first paint
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QWidget

from app.ui.kit.fields import Field


class ChoiceField(Field):
    """One of a list; `options` are (what is kept, what is read)."""

    def __init__(self, text: str, name: str, options: Sequence[tuple[object, str]], hint: str = "") -> None:
        self.combo = QtWidgets.QComboBox()
        for kept, read in options:
            self.combo.addItem(read, kept)
        super().__init__(text, name, self.combo, hint)

    def choose(self, kept: object) -> None:
        """Choose the option that is kept as `kept`."""
        self.combo.setCurrentIndex(max(0, self.combo.findData(kept)))


def check(text: str, name: str, *, on: bool = False) -> QCheckBox:
    """Return a box to tick."""
    made = QCheckBox(text)
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setChecked(on)
    return made


def gather(page: QWidget) -> dict[str, object]:
    """Return what is typed and ticked on a page, by the names of its controls: to build it anew in another language."""
    found: dict[str, object] = {}
    for line in page.findChildren(QLineEdit):
        found[line.objectName()] = line.text()
    for edit in page.findChildren(QtWidgets.QPlainTextEdit):
        found[edit.objectName()] = edit.toPlainText()
    for one in page.findChildren(QAbstractButton):
        if one.isCheckable():
            found[one.objectName()] = one.isChecked()
    for combo in page.findChildren(QtWidgets.QComboBox):
        found[combo.objectName()] = combo.currentIndex()
    return {name: value for name, value in found.items() if name and not name.startswith("qt_")}


def put_back(page: QWidget, kept: Mapping[str, object]) -> None:
    """Fill a page with what `gather` returned; what is not there any more is left out."""
    put: tuple[tuple[type[QWidget], Callable[[QWidget, object], object]], ...] = (
        (QLineEdit, lambda one, value: one.setText(str(value)) if isinstance(one, QLineEdit) else None),
        (
            QtWidgets.QPlainTextEdit,
            lambda one, value: one.setPlainText(str(value)) if isinstance(one, QtWidgets.QPlainTextEdit) else None,
        ),
        (QAbstractButton, lambda one, value: one.setChecked(bool(value)) if isinstance(one, QAbstractButton) else None),
        (QtWidgets.QComboBox, _put_choice),
    )
    for kind, fill in put:
        for one in page.findChildren(kind):
            if one.objectName() in kept:
                fill(one, kept[one.objectName()])


def _put_choice(one: QWidget, value: object) -> None:
    if isinstance(one, QtWidgets.QComboBox) and isinstance(value, int):
        one.setCurrentIndex(value)
