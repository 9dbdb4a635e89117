"""The copies to be made: numbered from 1, each with recipient, language, whether it goes abroad, and a note."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import LANGUAGES, N_
from app.services.desk import Desk
from app.services.paper.addressees import Addressee
from app.services.paper.sources import CopyFor
from app.services.paper.wording import words
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, secondary
from app.ui.screens.paper.recipient_field import RecipientField

MOST = 60
"""Copies of one version: more is a mistake."""


def language_box(kit: Kit, name: str, *, own: str = "") -> QComboBox:
    """Return a choice of the four languages by their short names; `own` adds a first line for "none of its own"."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(kit.words(N_("Language")))
    if own:
        box.addItem(own, None)
    for code in LANGUAGES:
        box.addItem(code.upper(), code)
    return box


class CopyRow:
    """The controls of one copy."""

    def __init__(self, kit: Kit, desk: Desk, at: int, drop: Callable[["CopyRow"], None]) -> None:
        said = kit.words
        self.number = label("", f"copy_{at}_number", "secondary")
        self.recipient = RecipientField(kit, desk, f"copy_{at}_recipient")
        self.language = language_box(kit, f"copy_{at}_language", own="—")
        self.language.setToolTip(said(N_("— is the language of the document")))
        self.language.setMaximumWidth(80)
        self.foreign = QCheckBox()
        self.foreign.setObjectName(f"copy_{at}_foreign")
        self.foreign.setToolTip(said(N_("A foreign recipient reads the marking in Dutch, French and English")))
        self.note = QLineEdit()
        self.note.setObjectName(f"copy_{at}_note")
        self.note.setMaxLength(120)
        self.drop: Button = button(kit, "", f"copy_{at}_drop", lambda: drop(self), icon="x")
        self.drop.setProperty("flat", True)
        self.recipient.chosen.connect(self._on_chosen)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Return the controls from left to right."""
        return (self.number, self.recipient, self.language, self.foreign, self.note, self.drop)

    def name(self, kit: Kit, number: int) -> None:
        """Number the copy, for the eye and for a screen reader."""
        self.number.setText(str(number))
        said = kit.words
        names = (
            (self.recipient, N_("Recipient of copy {number}")), (self.language, N_("Language of copy {number}")),
            (self.foreign, N_("Copy {number} goes to a foreign recipient")),
            (self.note, N_("Remark for copy {number}")), (self.drop, N_("Leave out copy {number}")),
        )  # fmt: skip
        for widget, text in names:
            widget.setAccessibleName(said(text, number=number))
        self.drop.setToolTip(self.drop.accessibleName())

    def put(self, copy: CopyFor, language: str) -> None:
        """Show a copy; its note in `language`, or its original."""
        self.recipient.put(copy.recipient, copy.organisation)
        self.language.setCurrentIndex(max(self.language.findData(copy.language), 0))
        self.foreign.setChecked(copy.foreign)
        self.note.setText(copy.note.read(language)[0] if copy.note else "")

    def copy(self, language: str) -> CopyFor:
        """Return the copy as it stands; its note is in the copy's language, else in the document's, `language`."""
        note, own = self.note.text().strip(), self.language.currentData()
        return CopyFor(
            self.recipient.text().strip(), self.recipient.organisation, own, self.foreign.isChecked(),
            words({"original": own or language, own or language: note}) if note else None,
        )  # fmt: skip

    def _on_chosen(self, one: Addressee) -> None:
        self.language.setCurrentIndex(max(self.language.findData(one.language), 0))
        self.foreign.setChecked(one.foreign)


class CopiesEditor(QWidget):
    """Rows of copies. `changed` follows every change of what would be issued."""

    changed = Signal()

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._desk = kit, desk
        self._rows: list[CopyRow] = []
        self._made = 0
        self.setObjectName("copies_editor")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(4, 2)
        self._grid.setColumnMinimumWidth(0, 2 * GRID)
        for column, text in enumerate(("", N_("Recipient"), N_("Language"), N_("Abroad"), N_("Remark"))):
            if text:
                self._grid.addWidget(secondary(kit.words(text), f"copies_head_{column}"), 0, column)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(self._grid)
        self.add = button(kit, kit.words(N_("Add a copy")), "copies_add", self._on_add, icon="plus", key="Ctrl+N")
        line = QGridLayout()
        line.addWidget(self.add, 0, 0)
        line.setColumnStretch(1, 1)
        box.addLayout(line)

    def put(self, copies: Sequence[CopyFor]) -> None:
        """Show copies in place of those that stand here."""
        for row in [*self._rows]:
            self._take_out(row)
        for copy in copies[:MOST]:
            self._append(copy)
        self._renumber()
        self.changed.emit()

    @property
    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in its order."""
        return [*(one for row in self._rows for one in row.widgets[1:]), self.add]

    def copies(self, language: str) -> list[CopyFor]:
        """Return the copies as they stand, also those without a recipient; `language` is the document's."""
        return [row.copy(language) for row in self._rows]

    def mark_empty(self) -> bool:
        """Mark the recipients that are missing; True if there is none to mark, and at least one copy."""
        for row in self._rows:
            empty = not row.recipient.text().strip()
            row.recipient.setProperty("wrong", empty)
            row.recipient.style().polish(row.recipient)
            if empty:
                row.recipient.setFocus()
        return bool(self._rows) and all(row.recipient.text().strip() for row in self._rows)

    def _append(self, copy: CopyFor | None = None) -> CopyRow:
        self._made += 1
        row = CopyRow(self._kit, self._desk, self._made, self._on_drop)
        self._rows.append(row)
        if copy is not None:
            row.put(copy, self._kit.words.language)
        row.recipient.textChanged.connect(self.changed)
        row.note.textChanged.connect(self.changed)
        row.language.currentIndexChanged.connect(self.changed)
        row.foreign.toggled.connect(self.changed)
        return row

    def _renumber(self) -> None:
        """Lay the rows anew."""
        for number, row in enumerate(self._rows, start=1):
            row.name(self._kit, number)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, number, column)
        self.add.setEnabled(len(self._rows) < MOST)

    def _on_add(self) -> None:
        row = self._append()
        self._renumber()
        row.recipient.setFocus()
        self.changed.emit()

    def _on_drop(self, row: CopyRow) -> None:
        at = self._rows.index(row)
        self._take_out(row)
        self._renumber()
        near = self._rows[min(at, len(self._rows) - 1)].recipient if self._rows else self.add
        near.setFocus()
        self.changed.emit()

    def _take_out(self, row: CopyRow) -> None:
        self._rows.remove(row)
        for widget in row.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
