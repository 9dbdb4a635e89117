"""Which hospitals and safe places of the register a paper names: none until the officer chooses."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.paper.havens import Haven, havens_now
from app.services.paper.protocols import SealedValue
from app.ui.files.places import PLACE_KIND, enter_place
from app.ui.forms.chips import ManyEditor
from app.ui.forms.editor import State
from app.ui.forms.options import Option
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.kit.kit import Kit
from app.ui.kit.words import capital
from app.ui.screens.paper.before_issuing import Section

if TYPE_CHECKING:
    from app.services.desk import Desk


class HavenChoices(Section):
    """Chips, with what the register has to choose from; a new place is entered from the field."""

    changed = Signal()

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__(kit, kit.words(N_("Hospitals and safe places")), "issue_havens")
        self._desk = desk
        self._names: dict[Id, str] = {}
        self._sealed: dict[Id, SealedValue] = {}
        self._entry = ReferenceEditor(kit, "havens", Source(kit, desk, PLACE_KIND, ()))
        enter_place(kit, desk, self, [self._entry])
        self.editor = ManyEditor(kit, "havens", self._entry, self._shown)
        self.editor.describe(kit.words(N_("Hospitals and safe places")), "")
        self.editor.edited.connect(self._on_edited)
        self.box.addWidget(self.editor)

    @property
    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in its order."""
        return [self._entry.line] if not self.isHidden() else []

    def put(self, havens: Sequence[Haven] | None, chosen: Sequence[Id]) -> None:
        """Show what there is to choose from and what the last version had; None hides it: this paper names none."""
        self._know(havens or ())
        self.restore(chosen)
        self.setVisible(havens is not None)

    @property
    def sealed(self) -> Sequence[SealedValue]:
        """Return what is chosen that prints with a reason alone."""
        return tuple(self._sealed[one] for one in self.chosen() if one in self._sealed)

    def _know(self, havens: Sequence[Haven]) -> None:
        words = self._kit.words
        options = [
            Option(one.id, words.text(one.names), " · ".join(part for part in (capital(words.enum(one.kind)), one.where)
                                                             if part))
            for one in havens
        ]  # fmt: skip
        self._names = {one.id: words.text(one.names) for one in havens}
        self._sealed = {one.id: one.sealed for one in havens if one.sealed is not None}
        self._entry.look_in(Source(self._kit, self._desk, PLACE_KIND, options))

    def chosen(self) -> tuple[Id, ...]:
        """Return the places chosen; a name that is typed and not chosen is none yet."""
        try:
            found: tuple[Id, ...] = self.editor.value()
        except UserError:
            return tuple(one for one in self.editor.state() or () if isinstance(one, bytes))
        return found

    def restore(self, chosen: Sequence[Id]) -> None:
        """Show these as chosen."""
        self.editor.restore(list(chosen) or None)

    def _on_edited(self) -> None:
        """Say so; a place that was entered from here only now is looked at first: it may be under protection."""
        if self._names.keys() >= set(self.chosen()):
            self.changed.emit()
        else:
            self._kit.jobs.read(self, partial(havens_now, self._desk, self.chosen()), self._on_entered)

    def _on_entered(self, havens: Sequence[Haven]) -> None:
        self._know(havens)
        self.changed.emit()

    def _shown(self, state: State) -> str:
        return self._names.get(state, "") if isinstance(state, bytes) else ""
