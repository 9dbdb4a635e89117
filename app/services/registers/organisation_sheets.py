"""An organisation as its screen shows it: what it is, its number for day and night, whom to ring and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.registers import Organisation, OrganisationContact
from app.services.desk import Desk
from app.services.naming import ids_in, read_names
from app.services.registers.entries import register_entry


@dataclass(frozen=True, slots=True, repr=False)
class OrganisationSheet:
    """An organisation as far as this officer may read one; `contacts` are in calling order."""

    id: Id
    record: Organisation
    contacts: Sequence[tuple[Id, OrganisationContact]]
    names: Mapping[Id, str]
    marking: Marking
    may_edit: bool


def organisation_sheet(desk: Desk, organisation: Id, language: str) -> OrganisationSheet:
    """Return an organisation for the screen. Raises NotAllowed, NotThere."""
    entry = register_entry(desk, organisation, Organisation)
    with desk.read() as view:
        names = read_names(view, ids_in(desk.schema, [entry.record]), language)
        return OrganisationSheet(
            entry.id, entry.record, entry.contacts, names, view.thing(entry.stream).marking,
            view.may(Action.REGISTER, entry.stream),
        )  # fmt: skip
