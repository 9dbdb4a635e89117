"""Where a measure is, or on what: an address of the file's persons, or a place of the register, entered from the field.

A person is no place: whoever types the street of somebody's work gets that address, not the person.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.places import Place
from app.services.call_cards.cards import SealedKind
from app.services.cases.file_places import FilePlace, file_places
from app.services.cases.rulings import Ruling
from app.services.paper.wording import address_text
from app.services.registers.entries import edit_entry, register_place
from app.services.registers.ordered_there import WHERE
from app.ui.files.entering import fill_name, offer_entering
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.marking import marking_for
from app.ui.forms.options import Option, fitting
from app.ui.forms.references import FEWEST_SIGNS, ReferenceEditor, Source
from app.ui.forms.rows import Said
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.words import Words, capital

if TYPE_CHECKING:
    from app.services.desk import Desk

PLACE_KIND = "place"
PLACE = (
    "names", "kind", "street", "number", "box", "postcode", "municipality", "country", "latitude", "phone", "zone",
    "sensitivity", "remarks",
)  # fmt: skip
"""Fields of the sheet of a place, in their order."""


class PlaceSource(Source):
    """Offers the addresses of a file's persons, and looks for places of the register; nothing else."""

    def __init__(self, kit: Kit, desk: "Desk", file: Id) -> None:
        super().__init__(kit, desk, PLACE_KIND)
        self._file = file

    @property
    def listed(self) -> bool:
        return True

    def options(self, typed: str) -> list[Option]:
        found = fitting(self._addresses(), typed)
        return [*found, *super().options(typed)] if len(typed) >= FEWEST_SIGNS else found

    def names(self, uids: Collection[Id]) -> dict[Id, str]:
        known: dict[Any, str] = {option.value: option.text for option in self._addresses()}
        named = {uid: known[uid] for uid in uids if uid in known}
        return named | super().names([uid for uid in uids if uid not in named])

    def _addresses(self) -> list[Option]:
        words = self.kit.words
        found, names = file_places(self.desk, self._file, words.language)
        return [Option(one.id, address_name(words, one), names.get(one.person, "")) for one in found]


def address_name(words: Words, place: FilePlace) -> str:
    """Return an address of a person as a choice: its use first; of a sealed one no more than that it is sealed."""
    use = capital(words.plain(place.use)) if place.use is not None else ""
    if place.record is None:
        sealed = words.enum(SealedKind.ADDRESS)
        return f"{sealed} ({words.plain(place.use)})" if place.use is not None else sealed
    return " · ".join(part for part in (use, address_text(place.record)) if part)


def new_place_sheet(kit: Kit, desk: "Desk", parent: QWidget | None) -> ActSheet:
    """Return the sheet that enters a place in the register; `acted` gives an `Entered`."""
    marking = marking_for(kit, desk, Marking.NONE)
    form = Form(kit, desk, form_spec(Place, PLACE, rest=False), None, "place:new", beside={"marking": marking})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        label, keep = Label(marking=marking.value()), "phone" in form.kept_as_typed
        return lambda: register_place(desk, Place(**values), label, keep=keep)

    text = kit.words(N_("New place"))
    return ActSheet(
        kit, parent, text, "register_place", act, form=form, above=marking, button=kit.words(N_("Add place")), width=860
    )


def edit_place_sheet(kit: Kit, desk: "Desk", parent: QWidget, place: Id, record: Place) -> ActSheet:
    """Return the sheet that changes a place of the register."""
    form = Form(kit, desk, form_spec(Place, PLACE, rest=False), record, f"place:{place.hex()}", about=place)
    form.changed.connect(lambda: _look_at_coordinates(kit, form))

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed, keep, knowing = form.changed_values(), "phone" in form.kept_as_typed, made.knowing
        return lambda: edit_entry(desk, place, Place, changed, keep=keep, knowing=knowing) if changed else None

    made = ActSheet(kit, parent, kit.words(N_("Change place")), "edit_place", act, form=form, width=860)
    return made


def _look_at_coordinates(kit: Kit, form: Form) -> None:
    """Say beneath the coordinates that they are of the former address, where that alone was changed."""
    changed = form.typed_states()
    row = form.row("latitude")
    if "latitude" in changed or row.editor.state() is None:
        return
    moved = bool(changed.keys() & WHERE)
    row.say(Said.REMARK, kit.words(N_("The address changes: are these coordinates still right?")) if moved else "")


def offer_file_places(kit: Kit, desk: "Desk", form: Form, file: Id, name: str = "place") -> Form:
    """Let a field of a form be an address of the file's persons or a place of the register, and nothing else."""
    editor = form.editor(name)
    if isinstance(editor, ReferenceEditor):
        editor.look_in(PlaceSource(kit, desk, file))
        offer_new_place(kit, desk, form, editor)
    return form


def offer_new_place(kit: Kit, desk: "Desk", form: Form, *beside: ReferenceEditor) -> Form:
    """Offer in every field of a form, and `beside` it, that names a place to enter one first. Return the form."""
    fields_of = [form.editor(name) for name in form.spec.names if form.spec.field(name).meta.ref == PLACE_KIND]
    enter_place(kit, desk, form, [*beside, *(one for one in fields_of if isinstance(one, ReferenceEditor))])
    return form


def enter_place(kit: Kit, desk: "Desk", near: QWidget, editors: Sequence[ReferenceEditor]) -> None:
    """Offer in these fields, to whom it is allowed, to enter a place first; what was is chosen there.

    The sheet of the new place opens above; both keep what is typed.
    """
    make, fill = partial(new_place_sheet, kit, desk), partial(fill_name, kit)
    offer_entering(kit, desk, near, editors, kit.words(N_("New place…")), make, fill)
