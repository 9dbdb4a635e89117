"""Editors of what is chosen: one of a list by typing a part of its words, and yes or no."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.fields import FieldSpec, from_wire, to_wire
from app.ui.forms.editor import Editor, State
from app.ui.forms.options import Option, beginning, exactly, fitting
from app.ui.forms.suggesting import PickLine
from app.ui.kit.kit import Kit

TYPED = "typed"
"""Key of a state that is not chosen yet."""


class NoSuchChoice(UserError):
    """What was typed is not on the list."""

    sentence = N_("This is not on the list. Type a part of the word and choose, or press Down to see the whole list.")


class ChoiceEditor(Editor):
    """One of a list. `read` turns what is kept of an option into the value, `write` back."""

    def __init__(
        self,
        kit: Kit,
        name: str,
        options: Sequence[Option],
        parent: QWidget | None = None,
        *,
        read: Callable[[Any], Any] = lambda raw: raw,
        write: Callable[[Any], Any] = to_wire,
    ) -> None:
        super().__init__(kit, name, parent)
        self._options = tuple(options)
        self._read, self._write = read, write
        self._chosen: Option | None = None
        self.unlisted: Callable[[Any], str] = str
        """How a value is worded that is not on the list: chosen once, and offered no more."""
        self.line = PickLine(kit, self)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.watch(self.line)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.picked.connect(self._on_picked)
        self.line.asked_all.connect(lambda: self.line.offer(self._options, chosen=self._chosen))

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer another list; what is chosen stays, in the list's words, and what is being typed is left alone."""
        self._options = tuple(options)
        if self._chosen is None or self.line.hasFocus():
            return
        known = next((one for one in self._options if one.value == self._chosen.value), None)
        if known is not None and known.text == self.line.text():
            self._chosen = known  # as it stands there: drawn anew, what Tab marked would be marked no more
        else:
            self.restore(self._chosen.value)

    @property
    def offered(self) -> tuple[Option, ...]:
        """Return the list."""
        return self._options

    def state(self) -> State:
        if self._chosen is not None:
            return self._chosen.value
        typed = self.line.text().strip()
        return {TYPED: typed} if typed else None

    def draw(self, state: State) -> None:
        if isinstance(state, dict):
            self._chosen = None
            self.line.setText(str(state.get(TYPED, "")))
            return
        known = next((option for option in self._options if option.value == state), None)
        unknown = Option(state, self.unlisted(state)) if state is not None else None
        self._chosen = known or unknown
        self.line.setText(self._chosen.text if self._chosen else "")
        self.line.setCursorPosition(0)

    def state_of(self, value: Any) -> State:
        return None if value is None else self._write(value)

    def value(self) -> Any:
        if self._chosen is not None:
            return self._read(self._chosen.value)
        if self.line.text().strip():
            raise NoSuchChoice
        return None

    def tidy(self) -> None:
        self.line.close_list()
        typed = self.line.text().strip()
        if self._chosen is not None:
            self.line.setText(self._chosen.text)
        elif typed:
            fit = fitting(self._options, typed)
            meant = exactly(self._options, typed) or (fit[0] if len(fit) == 1 else beginning(self._options, typed))
            if meant is not None:
                self._choose(meant)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        mine = watched is self.line and event.type() is QEvent.Type.FocusIn
        if mine and isinstance(event, QFocusEvent) and event.reason() is Qt.FocusReason.MouseFocusReason:
            self.line.deselect()
        return super().eventFilter(watched, event)

    def _on_text_edited(self, text: str) -> None:
        self._chosen = exactly(self._options, text)
        self.touched()
        if text.strip():
            self.line.offer(fitting(self._options, text), self.kit.words(N_("Nothing on the list fits")))
        else:
            self.line.close_list()

    def _on_picked(self, option: Option) -> None:
        self._choose(option)

    def _choose(self, option: Option) -> None:
        self._chosen = option
        self.line.setText(option.text)
        self.touched()


def choice_for(kit: Kit, spec: FieldSpec, options: Sequence[Option], parent: QWidget | None = None) -> ChoiceEditor:
    """Return the editor of one value of a field that is chosen from `options`."""
    single = FieldSpec(spec.name, spec.type, False, True, spec.at, spec.meta)
    return ChoiceEditor(kit, spec.name, options, parent, read=lambda raw: from_wire(single, raw))


class YesNoEditor(Editor):
    """Yes, no, or not said. The pressed one is pressed again to take it back."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None) -> None:
        super().__init__(kit, name, parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        self._buttons: dict[bool, QPushButton] = {}
        for answer, text in ((True, kit.words(N_("Yes"))), (False, kit.words(N_("No")))):
            made = QPushButton(text, self)
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setMinimumWidth(72)
            made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            made.clicked.connect(lambda _=False, answer=answer: self._on_clicked(answer))
            box.addWidget(made)
            self._buttons[answer] = made
        box.addStretch(1)
        self.watch(*self._buttons.values())
        self._buttons[False].setObjectName(f"{name}_no")

    def state(self) -> State:
        return next((answer for answer, button in self._buttons.items() if button.isChecked()), None)

    def draw(self, state: State) -> None:
        for answer, button in self._buttons.items():
            button.setChecked(state is answer)

    def state_of(self, value: Any) -> State:
        return value

    def value(self) -> Any:
        return self.state()

    def describe(self, label: str, said: str) -> None:
        for button in self._buttons.values():
            button.setAccessibleName(f"{label}: {button.text()}")
            button.setAccessibleDescription(said)

    def _on_clicked(self, answer: bool) -> None:
        self._buttons[not answer].setChecked(False)
        self.touched()
