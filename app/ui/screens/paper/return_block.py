"""A block of a return form on the screen: labelled editors on a grid, and below them why something is refused.

It is one thing of the sheet's form: the draft keeps it, undo walks through it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.ui.forms.editor import Editor, State
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, secondary
from app.ui.kit.scrolling import ScrollArea

SAID_ALREADY = "said_already"
"""A fact of refusals that stand at their field."""


class Block(Card):
    """Labelled editors on a grid. `edited` tells of the officer's hand.

    A state is all that stands in it once something differs from how it began: the draft of yesterday means yesterday.
    """

    edited = Signal()

    def __init__(self, kit: Kit, name: str, title: str) -> None:
        super().__init__(name)
        self.kit = kit
        self.setAccessibleName(title)
        self._editors: dict[str, Editor] = {}
        self._labels: dict[str, str] = {}
        self._said: dict[str, UserError] = {}
        """What is refused, by field: said below all of them, where there is room for a sentence."""
        self._begun: dict[str, State] = {}
        self._last = ""
        self.box.addWidget(heading(title, f"{name}_title"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self.box.addLayout(self._grid)
        self._refused = label("", f"{name}_refused", "error", wrap=True)
        self._refused.hide()
        self.box.addWidget(self._refused)

    @property
    def editors(self) -> Sequence[Editor]:
        """Return its editors in the order of the eye."""
        return list(self._editors.values())

    def editor(self, name: str) -> Editor:
        """Return one editor. Raises KeyError."""
        return self._editors[name]

    def words(self, name: str) -> str:
        """Return why a field is refused; empty where it is not."""
        found = self._said.get(name)
        return found.say(self.kit.words.language) if found is not None else ""

    def put(self, values: Mapping[str, Any]) -> None:
        """Show what it begins with."""
        for name, value in values.items():
            self.editor(name).show_value(value)
        self._begun = self._states()

    def value(self, name: str) -> Any:
        """Return what is typed. Raises UserError, which is shown at the field."""
        try:
            return self.editor(name).value()
        except UserError as refusal:
            self.refuse(name, refusal)
            raise

    def refuse(self, name: str, refusal: UserError) -> None:
        """Say why a field is refused, and lead there; what is said needs not be said again."""
        refusal.facts[SAID_ALREADY] = True
        self._say(name, refusal)
        self.editor(name).setFocus()
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, ScrollArea):
            above = above.parentWidget()
        if isinstance(above, ScrollArea):
            above.ensureWidgetVisible(self, 0, 3 * GRID)

    def state(self) -> State:
        """Return what stands in it, None while nothing differs from how it began."""
        now = self._states()
        return now if now != self._begun else None

    def restore(self, state: State) -> None:
        """Show a state without telling of it."""
        for name, begun in self._begun.items():
            self._show(name, (state or {}).get(name, begun))

    def setFocus(self) -> None:  # type: ignore[override]  # noqa: N802 - Qt's name
        """Go to the field that was typed in last, or to the first."""
        (self.editor(self._last) if self._last in self._editors else self.editors[0]).setFocus()

    def _add(self, name: str, text: str, editor: Editor, line: int, column: int, wide: int = 1) -> None:
        above = secondary(text, f"label_{editor.name}", wrap=True)
        above.setBuddy(editor)
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(above)
        cell.addWidget(editor)
        cell.addStretch(1)
        self._grid.addLayout(cell, line, column, 1, wide)
        editor.describe(text, "")
        self._editors[name], self._labels[name] = editor, text
        editor.edited.connect(lambda: self._on_edited(name))
        editor.left.connect(lambda: self._judge(name))

    def _on_edited(self, name: str) -> None:
        self._last = name
        self._say(name, None)
        self.edited.emit()

    def _judge(self, name: str) -> None:
        try:
            self.editor(name).value()
            self._say(name, None)
        except UserError as refusal:
            self._say(name, refusal)

    def _say(self, name: str, refusal: UserError | None) -> None:
        words, editor = self.kit.words, self.editor(name)
        self._said.pop(name, None)
        if refusal is not None:
            self._said[name] = refusal
        editor.set_wrong(refusal is not None)
        editor.describe(self._labels[name], self.words(name))
        text = "\n".join(words.pair(self._labels[one], self.words(one)) for one in self._editors if one in self._said)
        self._refused.setText(text)
        self._refused.setVisible(bool(text))

    def _states(self) -> dict[str, State]:
        return {name: editor.state() for name, editor in self._editors.items()}

    def _show(self, name: str, state: State) -> None:
        self.editor(name).restore(state)
        self._say(name, None)
