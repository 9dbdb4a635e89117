"""Chooses a marking: none above what officer and station may handle, and what it means in one line."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Marking
from app.ui.forms.choices import ChoiceEditor
from app.ui.forms.options import Option
from app.ui.forms.rows import FieldRow, Said
from app.ui.kit.kit import Kit

MEANING = {
    Marking.NONE: N_("For everybody with whom this is shared."),
    Marking.RESTRICTED: N_("For those who need it for their work."),
    Marking.CONFIDENTIAL: N_("For officers with a clearance of CONFIDENTIAL or higher."),
    Marking.SECRET: N_("For officers with a clearance of SECRET or higher."),
    Marking.TOP_SECRET: N_("For officers with a clearance of TOP SECRET."),
}

WIDEST = 420


class MarkingPicker(QWidget):
    """One of the markings up to `ceiling`. `chosen` tells of the officer's choice."""

    chosen = Signal(Marking)

    def __init__(
        self,
        kit: Kit,
        marking: Marking = Marking.NONE,
        ceiling: Marking = Marking.TOP_SECRET,
        *,
        label: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setObjectName("marking_picker")
        self._editor = ChoiceEditor(kit, "marking", _options(kit, [one for one in Marking if one <= ceiling]))
        self._row = FieldRow(kit, label or kit.words(N_("Marking")), self._editor, required=False, parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._row.setMaximumWidth(WIDEST)
        box.addWidget(self._row)
        self._editor.edited.connect(self._on_edited)
        self._editor.left.connect(self._on_left)
        self.set_marking(marking)

    def marking(self) -> Marking:
        """Return what is chosen; where nothing readable is, the marking chosen last."""
        return self._marking

    def set_marking(self, marking: Marking) -> None:
        """Show another marking, without telling of it."""
        self._marking = marking
        self._editor.show_value(marking)
        self._row.say(Said.REMARK, self.kit.words(MEANING[marking]))

    def _on_edited(self) -> None:
        state = self._editor.state()
        if isinstance(state, int) and state != self._marking:
            self._marking = Marking(state)
            self._row.say(Said.REMARK, self.kit.words(MEANING[self._marking]))
            self.chosen.emit(self._marking)

    def _on_left(self) -> None:
        if not isinstance(self._editor.state(), int):
            self._editor.show_value(self._marking)


def _options(kit: Kit, markings: Collection[Marking]) -> list[Option]:
    return [Option(int(one), kit.words.enum(one)) for one in markings]
