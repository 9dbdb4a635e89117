"""Registers of organisations with their contacts, of places and of vehicles: each its own root and stream."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks.coordinates import check as check_coordinates
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation, OrganisationContact, Vehicle
from app.models.texts import in_language
from app.services.choices import check_listed, check_stays
from app.services.contacts import Entered, checked_email, checked_phone, checked_plate
from app.services.desk import Desk, Unit
from app.services.registers.ordered_there import check_changed

Entry = TypeVar("Entry", Organisation, Place, Vehicle)
UNMARKED = Label(marking=Marking.NONE)
PARTS: Mapping[type, str] = {Organisation: "organisation", Place: "place", Vehicle: "vehicle"}


class NoName(UserError):
    """An entry that nobody could find again."""

    sentence = N_("Give it a name. Nothing was saved.")


@dataclass(frozen=True, slots=True)
class Registered(Generic[Entry]):
    """An entry of a register, with the contacts of an organisation."""

    id: Id
    stream: Id
    record: Entry
    contacts: tuple[tuple[Id, OrganisationContact], ...] = ()


def register_organisation(desk: Desk, record: Organisation, label: Label = UNMARKED, *, keep: bool = False) -> Entered:
    """Enter an organisation, its 24/7 number checked. Raises NotAllowed, NoName and what the check refuses."""
    return _register(desk, record, label, keep)


def register_place(desk: Desk, record: Place, label: Label = UNMARKED, *, keep: bool = False) -> Entered:
    """Enter a place, its number and coordinates checked. Raises NotAllowed, NoName and what the check refuses."""
    return _register(desk, record, label, keep)


def edit_entry(
    desk: Desk, uid: Id, kind: type[Entry], fields: Mapping[str, Any], *, keep: bool = False, knowing: bool = False
) -> Entered:
    """Write fields of an organisation, place or vehicle.

    Raises NotAllowed, NotThere, NoName, what checks refuse, and MeasuresThere of a place that moves, unless `knowing`.
    """
    with desk.write() as unit:
        stream = unit.part(uid, PARTS[kind])
        unit.require(Action.REGISTER, stream)
        before = unit.get(kind, uid)
        after, warning = _checked(replace(before, **fields), keep, set(fields))
        check_listed(unit, after, before)
        if isinstance(before, Place) and not knowing:
            check_changed(unit, uid, before, fields)
        unit.change(stream, uid, kind, {name: getattr(after, name) for name in fields})
        unit.save()
    return Entered(uid, warning)


def add_contact(desk: Desk, organisation: Id, contact: OrganisationContact, *, keep: bool = False) -> Entered:
    """Add whom to ring or write to. Raises NotAllowed, NotThere and what the checks refuse, unless `keep`."""
    given, warning = _checked_contact(contact, keep, {"phone", "email"})
    with desk.write() as unit:
        stream = unit.part(organisation, "organisation")
        unit.require(Action.REGISTER, stream)
        made = unit.create(stream, replace(given, organisation=organisation))
        unit.save()
    return Entered(made, warning)


def edit_contact(desk: Desk, contact: Id, fields: Mapping[str, Any], *, keep: bool = False) -> Entered:
    """Write fields of a contact. Raises NotAllowed, NotThere, BelongsWhereItIs and what the checks refuse."""
    check_stays(fields, "organisation")
    with desk.write() as unit:
        stream = unit.stream_of(contact, OrganisationContact)
        unit.require(Action.REGISTER, stream)
        after, warning = _checked_contact(replace(unit.get(OrganisationContact, contact), **fields), keep, set(fields))
        unit.change(stream, contact, OrganisationContact, {name: getattr(after, name) for name in fields})
        unit.save()
    return Entered(contact, warning)


def remove_contact(desk: Desk, contact: Id) -> bytes:
    """Take a contact off its organisation; return the hash of the save, for an undo. Raises NotAllowed, NotThere."""
    with desk.write() as unit:
        stream = unit.stream_of(contact, OrganisationContact)
        unit.require(Action.REGISTER, stream)
        unit.delete(stream, contact, OrganisationContact)
        return unit.save().head


def register_entry(desk: Desk, uid: Id, kind: type[Entry]) -> Registered[Entry]:
    """Return one entry. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        stream = view.part(uid, PARTS[kind])
        view.require(Action.READ, stream)
        order = '"order" IS NULL, "order", id'
        contacts = tuple(view.find(OrganisationContact, "organisation = ?", uid, order=order))
        return Registered(uid, stream, view.get(kind, uid), contacts if kind is Organisation else ())


def _register(desk: Desk, record: Organisation | Place, label: Label, keep: bool) -> Entered:
    given, warning = _checked(record, keep, {"phone", "latitude"})
    with desk.write() as unit:
        uid = desk.ids.new()
        check_listed(unit, given)
        unit.create(_begun(unit, uid, PARTS[type(record)], label), given, uid)
        unit.save()
    return Entered(uid, warning)


def _begun(unit: Unit, uid: Id, part: str, label: Label) -> Id:
    return unit.begin(uid, part, label, Action.REGISTER)


def _checked(record: Any, keep: bool, names: set[str]) -> tuple[Any, str | None]:
    """Return the record with what is among `names` checked, and the warning."""
    if isinstance(record, Vehicle):
        if not names & {"plate", "country"}:
            return record, None
        plate = checked_plate(record.plate or "", record.country, keep=keep)
        return replace(record, plate=plate.value), plate.warning
    if not record.names or not in_language(record.names, "nl")[0].strip():
        raise NoName(field="names")
    warning = None
    if isinstance(record, Place) and names & {"latitude", "longitude"}:
        warning = check_coordinates(record.latitude, record.longitude)
    if "phone" not in names or not record.phone:
        return record, warning
    number = checked_phone(record.phone, keep=keep)
    return replace(record, phone=number.value), number.warning or warning


def _checked_contact(
    contact: OrganisationContact, keep: bool, names: set[str]
) -> tuple[OrganisationContact, str | None]:
    warning = None
    if "phone" in names and contact.phone:
        number = checked_phone(contact.phone, keep=keep)
        contact, warning = replace(contact, phone=number.value), number.warning
    if "email" in names and contact.email:
        address = checked_email(contact.email, keep=keep)
        contact, warning = replace(contact, email=address.value), warning or address.warning
    return contact, warning
