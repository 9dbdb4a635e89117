"""Chooses a marking up to what officer and workstation may hold: what it means, and why there is no higher one."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Marking
from app.models.rights import Refusal
from app.services.markings import Ceiling, marking_ceiling
from app.ui.forms.choices import ChoiceEditor
from app.ui.forms.editor import State
from app.ui.forms.options import Option
from app.ui.forms.rows import FieldRow, Said
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

MEANING = {
    Marking.NONE: N_("For everybody with whom this is shared."),
    Marking.RESTRICTED: N_("For those who need it for their work."),
    Marking.CONFIDENTIAL: N_("For officers with a clearance of CONFIDENTIAL or higher."),
    Marking.SECRET: N_("For officers with a clearance of SECRET or higher."),
    Marking.TOP_SECRET: N_("For officers with a clearance of TOP SECRET."),
}
WHY_NOT_HIGHER = {
    Refusal.CLEARANCE: N_("Nothing higher is offered: your clearance goes up to {marking}."),
    Refusal.EXPIRED: N_("Nothing higher is offered: your clearance has expired. The security officer renews it."),
    Refusal.CEILING: N_("Nothing higher is offered: this workstation is approved up to {marking}."),
}
TOO_HIGH = N_("You may not give this marking any more. Choose a lower one, or ask a colleague who may.")

WIDEST = 420


class MarkingPicker(QWidget):
    """One of the markings up to the ceiling; begins at `marking`, or at the ceiling where that is lower.

    `chosen` tells of the officer's choice; with `edited`, `state` and `restore` a form keeps it in its draft.
    """

    chosen = Signal(Marking)
    limited = Signal()
    """What may be offered is known: the words beneath may be longer by that."""
    edited = Signal()

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
        self._usual, self._ceiling = marking, Ceiling(ceiling)
        self._marking: Marking | None = None
        self._editor = ChoiceEditor(kit, "marking", ())
        self._row = FieldRow(kit, label or kit.words(N_("Marking")), self._editor, required=False, parent=self)
        box = QHBoxLayout(self)  # not one above the other: that asks for the height at more than the greatest width
        box.setContentsMargins(0, 0, 0, 0)
        self._row.setMaximumWidth(WIDEST)
        box.addWidget(self._row, 1)
        box.addStretch(0)
        self.setFocusProxy(self._editor)
        self._editor.edited.connect(self._on_edited)
        self._editor.left.connect(self._on_left)
        self.limit(self._ceiling)

    def limit(self, ceiling: Ceiling) -> None:
        """Offer nothing above this; what was chosen stays, and is refused where it is above."""
        self._ceiling = ceiling
        self._editor.set_options(_options(self.kit, [one for one in Marking if one <= ceiling.highest]))
        self._show()
        for one in (*self._row.findChildren(QWidget), self._row, self):
            one.updateGeometry()
            if (layout := one.layout()) is not None:
                layout.invalidate()  # each hears of longer words only in its turn, and whoever is told now asks now
        self.limited.emit()

    def marking(self) -> Marking:
        """Return what is chosen; where nothing readable is, the marking chosen last."""
        return self._begin if self._marking is None else self._marking

    def value(self) -> Marking:
        """Return what stands there. Raises UserError, shown at the field, where it cannot be read or is too high."""
        self._editor.tidy()
        try:
            self._editor.value()
        except UserError as refusal:
            self._row.say(Said.REFUSED, refusal.say(self.kit.words.language))
            raise
        return self.marking()

    def set_marking(self, marking: Marking) -> None:
        """Show another marking, without telling of it."""
        self.restore(int(marking))

    def state(self) -> State:
        """Return what the officer chose, None where he left it as it began."""
        return None if self._marking in (None, self._begin) else int(self.marking())

    def restore(self, state: State) -> None:
        """Show a choice without telling of it."""
        self._marking = Marking(state) if isinstance(state, int) and state in set(Marking) else None
        self._show()

    @property
    def _begin(self) -> Marking:
        return min(self._usual, self._ceiling.highest)

    def _show(self) -> None:
        shown = self.marking()
        known = {one.value for one in self._editor.offered}
        if int(shown) not in known:  # a draft of somebody who was cleared higher then
            self._editor.set_options([*self._editor.offered, *_options(self.kit, [shown])])
        self._editor.show_value(shown)
        self._say()

    def _say(self) -> None:
        words, shown = self.kit.words, self.marking()
        if shown > self._ceiling.highest:
            self._row.say(Said.REFUSED, words(TOO_HIGH))
            return
        said = [words(MEANING[shown])]
        if self._ceiling.why in WHY_NOT_HIGHER and shown == self._ceiling.highest:
            said.append(words(WHY_NOT_HIGHER[self._ceiling.why], marking=words.enum(self._ceiling.highest)))
        self._row.say(Said.REMARK, " ".join(said))

    def _on_edited(self) -> None:
        state = self._editor.state()
        if isinstance(state, int) and state != self.marking():
            self._marking = Marking(state)
            self._say()
            self.chosen.emit(self._marking)
            self.edited.emit()

    def _on_left(self) -> None:
        if not isinstance(self._editor.state(), int):
            self._editor.show_value(self.marking())
            self._say()


def marking_for(kit: Kit, desk: "Desk", usual: Marking, parent: QWidget | None = None) -> MarkingPicker:
    """Return a picker that offers what the officer at the desk may give; nothing above `usual` before that is known."""
    made = MarkingPicker(kit, usual, usual, parent=parent)
    kit.jobs.read(made, partial(marking_ceiling, desk), made.limit)
    return made


def _options(kit: Kit, markings: Collection[Marking]) -> list[Option]:
    return [Option(int(one), kit.words.enum(one)) for one in markings]
