"""Fills in the police zone of an address from its town, as the register knows it; what the officer chose stays."""

from typing import TYPE_CHECKING

from app.core.ids import Id
from app.services.registers.zones import zone_of_town
from app.ui.files.as_typed import AsTyped
from app.ui.forms.editor import State
from app.ui.forms.form import Form
from app.ui.forms.sealed import UNTOUCHED
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

TOWN = ("postcode", "municipality")


class ZoneFound(AsTyped):
    """Stands in the form, unseen. A zone it did not put there itself, and that was not begun with, it leaves alone."""

    def __init__(self, kit: Kit, desk: "Desk", form: Form) -> None:
        super().__init__(kit, "zone_found", "zone_found", 0)
        self.setParent(form)
        self._desk = desk
        self._town: tuple[str, ...] = ()
        self._own: State = None
        """The state of the zone that nobody chose."""
        self.watch(form)

    def begin(self, form: Form) -> None:
        self._town = self._typed(form)
        begun = form.editor("zone").state()
        self._own = begun if not any(self._town) and begun != UNTOUCHED else None

    def fresh(self, form: Form) -> bool:
        return self._typed(form) != self._town

    def look(self, form: Form) -> None:
        self._town = self._typed(form)
        (postcode, municipality), desk, language = self._town, self._desk, self.kit.words.language
        self.latest.read(lambda: zone_of_town(desk, postcode, municipality, language), self._on_found)

    def _on_found(self, zone: Id | None) -> None:
        form = self._form
        if form is None or zone is None or form.editor("zone").state() not in (None, self._own):
            return
        form.set_value("zone", zone)
        self._own = form.editor("zone").state()

    def _typed(self, form: Form) -> tuple[str, ...]:
        said = (form.editor(name).state() for name in TOWN)
        return tuple(one.strip() if isinstance(one, str) else "" for one in said)
