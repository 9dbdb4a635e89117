"""Editor of several values: each a chip that can be taken away, and one editor below to add the next.

Enter or a choice adds; Backspace in the empty editor takes the last away; a chip that has the focus goes by Delete.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.ui.forms.checked_texts import AS_TYPED
from app.ui.forms.choices import TYPED, ChoiceEditor
from app.ui.forms.editor import Editor, State
from app.ui.forms.flow import FlowLayout
from app.ui.forms.references import ReferenceEditor
from app.ui.kit.kit import Kit

MOST = 200
"""Values of one field; what has more is a list of its own."""
WIDEST = 320
SMALL_BUTTON = "QPushButton { min-height: 22px; padding: 0 8px; border-radius: 12px; font-size: 12px; }"


class TooMany(UserError):
    """More values than a field holds. Facts: most."""

    sentence = N_("No more than {most} can stand here.")


class ManyEditor(Editor):
    """Several values typed in `entry`, one after the other. The state is the list of the entry's states.

    `shown` words one state for its chip. Values are a tuple without doubles, in the order they were added.
    """

    def __init__(
        self, kit: Kit, name: str, entry: Editor, shown: Callable[[State], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(kit, name, parent)
        self._entry, self._shown = entry, shown
        self._states: list[State] = []
        self._values: list[Any] = []
        """What each state means; read when it became a chip, for the entry is being typed in."""
        self._names: dict[bytes, str] = {}
        self._label = ""
        self._chips = _ChipBox(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        entry.setParent(self)
        box.addWidget(entry)
        box.addWidget(self._chips)
        self.watch(*entry.inputs)
        entry.edited.connect(self._on_entry_edited)

    @property
    def chips(self) -> list[QPushButton]:
        """Return the chips in their order."""
        return self._chips.findChildren(QPushButton)

    def state(self) -> State:
        pending = self._entry.state()
        if pending is not None and self._readable(pending):
            return [*self._states, *([pending] if pending not in self._states else [])]
        return [*self._states, {TYPED: pending}] if pending is not None else list(self._states) or None

    def draw(self, state: State) -> None:
        given = state if isinstance(state, list) else []
        self._states = [one for one in given if not isinstance(one, dict) or TYPED not in one]
        self._values = [self._value_of(one) for one in self._states]
        pending = next((one[TYPED] for one in given if isinstance(one, dict) and TYPED in one), None)
        self._entry.restore(pending)
        self._draw_chips()

    def state_of(self, value: Any) -> State:
        return [self._entry.state_of(one) for one in value or ()] or None

    def value(self) -> Any:
        values = list(self._values)
        pending = self._entry.value()
        if pending is not None and pending not in values:
            values.append(pending)
        if len(values) > MOST:
            raise TooMany(most=MOST)
        return tuple(values)

    def tidy(self) -> None:
        self._entry.tidy()
        self._take_entry()

    def remark(self) -> str:
        return self._entry.remark()

    @property
    def kept_as_typed(self) -> bool:
        return any(isinstance(state, dict) and AS_TYPED in state for state in [*self._states, self._entry.state()])

    def keep_as_typed(self) -> None:
        self._entry.keep_as_typed()
        self._take_entry()

    def set_wrong(self, wrong: bool) -> None:
        self._entry.set_wrong(wrong)

    def describe(self, label: str, said: str) -> None:
        self._label = label
        super().describe(label, said)
        for chip in self.chips:
            chip.setAccessibleName(self.kit.words(N_("{value}: take away"), value=chip.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if isinstance(watched, QPushButton) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                watched.click()
                return True
            if watched in self._inputs and self._entry_key(event):
                return True
        return super().eventFilter(watched, event)

    def _entry_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Backspace and self._entry.state() is None and self._states:
            self._remove(len(self._states) - 1)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._entry.state() is not None:
            self._entry.enter()
            self._take_entry()
            return True
        return False

    def _on_entry_edited(self) -> None:
        picked = isinstance(self._entry, ReferenceEditor) and isinstance(self._entry.state(), bytes)
        line = self._entry.inputs[0]
        chosen = isinstance(self._entry, ChoiceEditor) and isinstance(line, QLineEdit) and not line.isModified()
        if (picked or chosen) and self._take_entry():
            return
        self.touched()

    def _take_entry(self) -> bool:
        """Make a chip of what stands in the entry, if it can be read; tell whether one was made."""
        state = self._entry.state()
        if state is None or not self._readable(state):
            return False
        if isinstance(self._entry, ReferenceEditor) and isinstance(state, bytes):
            self._names[state] = self._entry.name_shown
        value = self._entry.value()
        self._entry.restore(None)
        if state not in self._states:
            self._states.append(state)
            self._values.append(value)
            self._draw_chips()
        self.touched()
        return True

    def _remove(self, at: int) -> None:
        del self._states[at], self._values[at]
        self._draw_chips()
        self._entry.setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched()

    def _readable(self, state: State) -> bool:
        if isinstance(state, dict) and TYPED in state:
            return False
        try:
            return self._entry.value() is not None
        except UserError:
            return False

    def _value_of(self, state: State) -> Any:
        if isinstance(self._entry, ReferenceEditor):
            return state
        self._entry.restore(state)
        try:
            return self._entry.value()
        except UserError:
            return state

    def _draw_chips(self) -> None:
        chips = []
        for at, state in enumerate(self._states):
            chip = _Chip(self.kit, self._text(state), f"{self.name}_{at}")
            chip.clicked.connect(partial(self._on_chip_clicked, at))
            chip.installEventFilter(self)
            chips.append(chip)
        self._chips.show_chips(chips)
        for before, after in pairwise([self._inputs[-1], *chips]):
            QWidget.setTabOrder(before, after)
        unnamed = [one for one in self._states if isinstance(one, bytes) and one not in self._names]
        if unnamed and isinstance(self._entry, ReferenceEditor):
            self.kit.jobs.read(self, partial(self._entry.source.names, unnamed), partial(self._on_named, unnamed))

    def _on_chip_clicked(self, at: int, _checked: bool = False) -> None:
        self._remove(at)

    def _on_named(self, asked: list[bytes], names: dict[bytes, str]) -> None:
        unseen = self.kit.words(N_("not for you to see"))
        self._names.update({uid: names.get(uid) or unseen for uid in asked})
        self._draw_chips()

    def _text(self, state: State) -> str:
        return self._names.get(state, "…") if isinstance(state, bytes) else self._shown(state)


class _ChipBox(QWidget):
    """The chips in lines, as high as their lines need."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, 6)
        self.hide()

    def show_chips(self, chips: Sequence[QPushButton]) -> None:
        """Show these instead of those that are there."""
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.setParent(None)
                gone.deleteLater()
        for chip in chips:
            self._flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(chips))
        self._take_height()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._take_height()

    def _take_height(self) -> None:
        self.setFixedHeight(max(self._flow.heightForWidth(self.width()), 1))
        self._flow.setGeometry(self.rect())


class _Chip(QPushButton):
    """One value with its cross; what does not fit is elided, and whole in its tool tip."""

    def __init__(self, kit: Kit, text: str, name: str) -> None:
        super().__init__(text)
        self._whole = text
        self.setObjectName(name)
        self.setAccessibleName(kit.words(N_("{value}: take away"), value=text))
        self.setIcon(kit.icons("x", "secondary"))
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAutoDefault(False)
        self.setStyleSheet(SMALL_BUTTON)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        hint = super().sizeHint()
        text = min(self.fontMetrics().horizontalAdvance(self._whole), WIDEST)
        return QSize(hint.width() - self.fontMetrics().horizontalAdvance(self.text()) + text, hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(48, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        around = super().sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - around + 1
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
