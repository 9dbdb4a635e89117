"""A place as its screen shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.places import Place
from app.services.desk import Desk
from app.services.naming import ids_in, read_names
from app.services.registers.entries import register_entry


@dataclass(frozen=True, slots=True, repr=False)
class PlaceSheet:
    """A place of the register, as far as this officer may read it."""

    id: Id
    record: Place
    names: Mapping[Id, str]
    marking: Marking
    may_edit: bool


def place_sheet(desk: Desk, place: Id, language: str) -> PlaceSheet:
    """Return a place for the screen. Raises NotAllowed, NotThere."""
    entry = register_entry(desk, place, Place)
    with desk.read() as view:
        names = read_names(view, ids_in(desk.schema, [entry.record]), language)
        return PlaceSheet(
            entry.id, entry.record, names, view.thing(entry.stream).marking, view.may(Action.REGISTER, entry.stream)
        )
