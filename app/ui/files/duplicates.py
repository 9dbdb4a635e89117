"""Says while a name is typed who of the register it may be, so that nobody is entered twice."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.services.registers.resembling import MOST, Resembling, resembling_persons
from app.ui.files.as_typed import AsTyped
from app.ui.forms.form import Form
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

NAMES = ("given_names", "family_name", "native_name")


class Duplicates(AsTyped):
    """Stands above a form of a person, empty until somebody resembles; `taken` tells whom it is after all."""

    taken = Signal(object)

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__(kit, "duplicates", "resembles", MOST)
        self._desk = desk
        self._asked: tuple[str, ...] = ("", "", "")

    def fresh(self, form: Form) -> bool:
        return _typed(form) != self._asked

    def look(self, form: Form) -> None:
        self._asked = given, family, native = _typed(form)
        desk, language = self._desk, self.kit.words.language
        self.latest.read(lambda: resembling_persons(desk, given, family, native, language), self._on_found)

    def _on_found(self, found: tuple[Resembling, ...]) -> None:
        itself = self.kit.words(N_("It is this person"))
        self.tell([(self._said(one), itself, partial(self.taken.emit, one)) for one in found])

    def _said(self, one: Resembling) -> str:
        same = N_("In the register already: {name}") if one.same else N_("Resembles {name} in the register")
        return self.kit.words(same, name=", ".join(part for part in (one.name, one.function) if part))


def _typed(form: Form) -> tuple[str, ...]:
    return tuple(str(form.editor(name).state() or "") for name in NAMES)
