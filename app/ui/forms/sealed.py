"""Editor of a sealed value: that there is one is shown, never what it is; one replaces it unseen or leaves it.

A sealed value is shown only after a reveal with a reason, which is no business of a form (security.md §3).
"""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.forms.editor import Editor, State
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import secondary

UNTOUCHED = {"sealed": True}
"""State of a value that stands and was not replaced."""


class SealedEditor(Editor):
    """Wraps the editor of the field; a stored value stays outside it."""

    def __init__(self, kit: Kit, entry: Editor, parent: QWidget | None = None) -> None:
        super().__init__(kit, entry.name, parent)
        self._entry = entry
        self._stored: Any = None
        self._covered = False
        self.wide = entry.wide
        self._cover = QWidget(self)
        row = QHBoxLayout(self._cover)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        said = kit.words(N_("Sealed: filled in, not shown"))
        row.addWidget(secondary(said, f"{entry.name}_sealed", wrap=True), 1)
        self.replace = button(kit, kit.words(N_("Replace…")), f"{entry.name}_replace", self._on_replace, icon="lock")
        row.addWidget(self.replace)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._cover)
        entry.setParent(self)
        box.addWidget(entry)
        self.watch(*entry.inputs)
        entry.edited.connect(self.touched)
        self._cover_up(False)

    def show_value(self, value: Any) -> None:
        self._stored = value
        super().show_value(value)

    def put_value(self, value: Any) -> None:
        with self.quietly():
            self._entry.put_value(value)
            self._cover_up(False)

    def state(self) -> State:
        return UNTOUCHED if self._covered else self._entry.state()

    def draw(self, state: State) -> None:
        covered = state == UNTOUCHED and self._stored not in (None, "")
        self._entry.restore(None if state == UNTOUCHED else state)
        self._cover_up(covered)

    def state_of(self, value: Any) -> State:
        return UNTOUCHED if value not in (None, "") else None

    def value(self) -> Any:
        return self._stored if self._covered else self._entry.value()

    def tidy(self) -> None:
        self._entry.tidy()

    def remark(self) -> str:
        return self._entry.remark()

    @property
    def kept_as_typed(self) -> bool:
        return not self._covered and self._entry.kept_as_typed

    def keep_as_typed(self) -> None:
        self._entry.keep_as_typed()

    def describe(self, label: str, said: str) -> None:
        self._entry.describe(label, said)
        self.replace.setAccessibleName(f"{label}: {self.replace.text()}")

    def uncover(self) -> None:
        """Let the value be replaced: what stands there stays unseen, and is gone unless it is typed again."""
        self._cover_up(False)
        self.touched()

    def _cover_up(self, covered: bool) -> None:
        self._covered = covered
        self._cover.setVisible(covered)
        self._entry.setVisible(not covered)

    def _on_replace(self) -> None:
        self.uncover()
        self._entry.setFocus()
