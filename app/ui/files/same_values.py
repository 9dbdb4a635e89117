"""Says while a number, an address, a plate or a birth date is typed of a person who else of the register has it."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.registers.sharing_values import MOST, Sharing, sharing_values
from app.ui.files.as_typed import AsTyped
from app.ui.forms.form import Form
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

NAMES = ("national_number", "birth_date", "document_number", "number", "address", "plate")


class SameValues(AsTyped):
    """Stands above a form about a person, empty until somebody has the same; `chosen` tells who it is about.

    `person` is None of somebody who is being entered; `names` are then the fields of the form by what they ask.
    """

    chosen = Signal(object)

    def __init__(
        self, kit: Kit, desk: "Desk", person: Id | None, names: Mapping[str, str] | None = None, act: str = ""
    ) -> None:
        super().__init__(kit, "same_values", "same_value", MOST)
        self._desk, self._person = desk, person
        self._names = names or {name: name for name in NAMES}
        self._act = act or kit.words(N_("Side by side"))
        self._stood: dict[str, Any] = {}

    def begin(self, form: Form) -> None:
        self._stood = self._typed(form)

    def look(self, form: Form) -> None:
        typed = self._typed(form)
        fresh = {name: value for name, value in typed.items() if value and value != self._stood.get(name)}
        desk, person = self._desk, self._person
        self.latest.read(lambda: sharing_values(desk, person, fresh), self._on_found)

    def _on_found(self, found: tuple[Sharing, ...]) -> None:
        words = self.kit.words
        self.tell([
            (
                words(N_("In the register already: {name}"), name=f"{one.name} ({words.enum(one.why)})"),
                self._act, partial(self.chosen.emit, one.person),
            )
            for one in found
        ])  # fmt: skip

    def _typed(self, form: Form) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for asked, name in self._names.items():
            if name not in form.spec.names:
                continue
            editor = form.editor(name)
            try:
                found[asked] = editor.value()
            except UserError:
                found[asked] = editor.state()
        return found
