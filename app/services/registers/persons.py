"""The register of persons: one human, in a public stream and a private one, each with its own label (domain.md §2).

What many may know (name, office, languages) travels without what few need (numbers, addresses, relations, code words).
Nobody is deleted from here: an undo takes back a line, an erasure a person.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, ContactUse, Marking, RelationKind
from app.models.kinds.label import Label
from app.models.kinds.persons import Email, HomeAddress, Person, PersonPrivate, Phone, Relation
from app.services.among import AMONG, among
from app.services.choices import check_listed, check_stays
from app.services.contacts import Entered, checked_email, checked_national_number, checked_phone
from app.services.desk import Desk, Unit, View
from app.services.registers.ordered_there import check_changed, check_removed

PUBLIC = "person"
PRIVATE = "person_private"
UNMARKED = Label(marking=Marking.NONE)
LINES = (Phone, Email, HomeAddress, Relation)
"""What hangs on a person line by line, in the private stream."""

Line = TypeVar("Line", Phone, Email, HomeAddress, Relation)


class NameMissing(UserError):
    """A person without any name cannot be told from others."""

    sentence = N_("Give the family name, or the only name this person has. Nothing was saved.")


class RelatedToSelf(UserError):
    """A relation is between two persons."""

    sentence = N_("A person cannot be related to himself or herself. Choose another person.")


class RelationReversed(UserError):
    """A relation ends on the day it began or later."""

    sentence = N_("This relation would end before it began. Correct the days; nothing was saved.")


PrivateLine = TypeVar("PrivateLine", PersonPrivate, Phone, Email, HomeAddress, Relation)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as a screen shows it. The private half is None and empty where this officer may not read it."""

    id: Id
    stream: Id
    record: Person
    private_stream: Id | None
    private: PersonPrivate | None
    phones: Sequence[tuple[Id, Phone]] = ()
    emails: Sequence[tuple[Id, Email]] = ()
    addresses: Sequence[tuple[Id, HomeAddress]] = ()
    relations: Sequence[tuple[Id, Relation]] = ()


def open_person(
    desk: Desk, person: Person, private: PersonPrivate | None = None, lines: Sequence[Phone | HomeAddress] = (),
    *, label: Label = UNMARKED, private_label: Label | None = None, keep: bool = False,
) -> Entered:  # fmt: skip
    """Enter a person in the register; return the id and the warning about the national register number.

    `private_label` None is the marking of `label`, for the own organisation alone; `lines`, numbers as typed and
    addresses, stand there too. Raises NotAllowed, NameMissing and what the check of a number refuses, unless `keep`.
    """
    if not (person.family_name or person.given_names or person.native_name or "").strip():
        raise NameMissing(field="family_name")
    warning = None
    with desk.write() as unit:
        uid = desk.ids.new()
        check_listed(unit, person)
        public = unit.begin(uid, PUBLIC, label, Action.REGISTER)
        narrow = private_label or replace(label, co_owners=(), distribution=(), consented=())
        hidden = unit.begin(uid, PRIVATE, narrow, Action.REGISTER)
        unit.create(public, person, uid)
        given = private or PersonPrivate()
        if given.national_number:
            number = checked_national_number(given.national_number, desk.today(), given.birth_date, keep=keep)
            given, warning = replace(given, national_number=number.value), number.warning
        unit.create(hidden, replace(given, person=uid))
        for line in lines:
            said = checked_phone(line.number or "", keep=keep).value if isinstance(line, Phone) else line.number
            unit.create(hidden, replace(line, person=uid, number=said))
        unit.save()
    return Entered(uid, warning)


def edit_person(desk: Desk, person: Id, fields: Mapping[str, Any]) -> None:
    """Write fields of the public half. Raises NotAllowed, NotThere, NameMissing."""
    with desk.write() as unit:
        stream = unit.part(person, PUBLIC)
        unit.require(Action.REGISTER, stream)
        before = unit.get(Person, person)
        after = replace(before, **fields)
        check_listed(unit, after, before)
        if not (after.family_name or after.given_names or after.native_name or "").strip():
            raise NameMissing(field="family_name")
        unit.change(stream, person, Person, fields)
        unit.save()


def edit_private(desk: Desk, person: Id, fields: Mapping[str, Any], *, keep: bool = False) -> Entered:
    """Write fields of the private half, the national register number checked against the date of birth.

    Raises NotAllowed, NotThere, RelationReversed and what the check refuses, unless `keep`.
    """
    check_stays(fields, "person")
    with desk.write() as unit:
        stream = unit.part(person, PRIVATE)
        unit.require(Action.REGISTER, stream)
        uid, now = unit.find(PersonPrivate, "person = ?", person)[0]
        after, warning = replace(now, **fields), None
        given = dict(fields)
        if fields.get("national_number"):
            number = checked_national_number(after.national_number or "", desk.today(), after.birth_date, keep=keep)
            given["national_number"], warning = number.value, number.warning
        unit.change(stream, uid, PersonPrivate, given)
        unit.save()
    return Entered(uid, warning)


def add_phone(
    desk: Desk, person: Id, typed: str, use: ContactUse | None = None,
    *, order: int | None = None, remarks: str | None = None, keep: bool = False,
) -> Entered:  # fmt: skip
    """Add a phone number as typed. Raises NotAllowed, NotThere and what the check refuses, unless `keep`."""
    number = checked_phone(typed, keep=keep)
    record = Phone(person=person, number=number.value, use=use, order=order, remarks=remarks)
    return Entered(_add(desk, person, record), number.warning)


def add_email(
    desk: Desk, person: Id, typed: str, use: ContactUse | None = None, *, remarks: str | None = None, keep: bool = False
) -> Entered:
    """Add an e-mail address as typed. Raises NotAllowed, NotThere and what the check refuses, unless `keep`."""
    address = checked_email(typed, keep=keep)
    return Entered(
        _add(desk, person, Email(person=person, address=address.value, use=use, remarks=remarks)), address.warning
    )


def add_address(desk: Desk, person: Id, address: HomeAddress) -> Id:
    """Add an address that needs no seal; return its id. Raises NotAllowed, NotThere."""
    return _add(desk, person, replace(address, person=person))


def relate_persons(
    desk: Desk, person: Id, other: Id, kind: RelationKind | None = None, remarks: str | None = None, *,
    from_on: date | None = None, to_on: date | None = None,
) -> Id:  # fmt: skip
    """Record that `other` is the `kind` of `person`. Raises NotAllowed, NotThere, RelatedToSelf, RelationReversed."""
    if person == other:
        raise RelatedToSelf(field="other")
    given = Relation(person=person, other=other, kind=kind, remarks=remarks, from_on=from_on, to_on=to_on)
    check_days(given)
    with desk.write() as unit:
        unit.require(Action.READ, unit.part(other, PUBLIC))
        stream = unit.part(person, PRIVATE)
        unit.require(Action.REGISTER, stream)
        made = unit.create(stream, given)
        unit.save()
    return made


def edit_line(
    desk: Desk, line: Id, kind: type[Line], fields: Mapping[str, Any], *, keep: bool = False, knowing: bool = False
) -> Entered:
    """Write fields of a phone, e-mail, address or relation; a number or address is checked again.

    Raises NotAllowed, NotThere, what the check refuses, unless `keep`, and MeasuresThere, unless `knowing`.
    """
    check_stays(fields, "person")
    given, warning = dict(fields), None
    for name, check in (("number", checked_phone), ("address", checked_email)):
        if (kind, name) in ((Phone, "number"), (Email, "address")) and name in given:
            found = check(str(given[name] or ""), keep=keep)
            given[name], warning = found.value, found.warning
    with desk.write() as unit:
        stream = unit.stream_of(line, kind)
        unit.require(Action.REGISTER, stream)
        record = unit.get(kind, line)
        if isinstance(record, Relation):
            check_days(replace(record, **given))
        if isinstance(record, HomeAddress) and not knowing:
            check_changed(unit, line, record, given)
        unit.change(stream, line, kind, given)
        unit.save()
    return Entered(line, warning)


def remove_line(desk: Desk, line: Id, kind: type[Line], *, knowing: bool = False) -> bytes:
    """Take a phone, e-mail, address or relation off a person; return the hash of the save, for an undo.

    Raises NotAllowed, NotThere, and MeasuresThere of an address, unless `knowing`.
    """
    with desk.write() as unit:
        stream = unit.stream_of(line, kind)
        unit.require(Action.REGISTER, stream)
        if kind is HomeAddress and not knowing:
            check_removed(unit, line)
        unit.delete(stream, line, kind)
        return unit.save().head


def person_cards(view: View, persons: Sequence[Id]) -> list[PersonCard]:
    """Return persons as a screen shows them, in this order. Raises NotAllowed, NotThere."""
    streams = {person: view.part(person, PUBLIC) for person in persons}
    for stream in streams.values():
        view.require(Action.READ, stream)
    hidden = {person: private for person in persons if (private := _private_of(view, person)) is not None}
    asked = among(hidden)

    def of(kind: type[PrivateLine], order: str = "id") -> dict[Id, list[tuple[Id, PrivateLine]]]:
        lines: dict[Id, list[tuple[Id, PrivateLine]]] = defaultdict(list)
        for uid, stream, line in view.locate(kind, f"person {AMONG}", asked, order=order) if hidden else ():
            if view.may(Action.READ, stream):  # who owns the entry with us may have begun a half of his own
                lines[line.person or b""].append((uid, line))
        return lines

    halves, phones = of(PersonPrivate), of(Phone, '"order" IS NULL, "order", id')
    emails, addresses, relations = of(Email), of(HomeAddress), of(Relation)
    return [
        PersonCard(
            person, streams[person], view.get(Person, person), hidden.get(person),
            halves[person][0][1] if halves[person] else None, tuple(phones[person]), tuple(emails[person]),
            tuple(addresses[person]), tuple(relations[person]),
        )
        for person in persons
    ]  # fmt: skip


def _private_of(view: View, person: Id) -> Id | None:
    streams = view.parts(person, PRIVATE)
    return streams[0] if streams and view.may(Action.READ, streams[0]) else None


def _add(desk: Desk, person: Id, record: Phone | Email | HomeAddress) -> Id:
    with desk.write() as unit:
        stream = _asked(unit, person)
        made = unit.create(stream, record)
        unit.save()
    return made


def _asked(unit: Unit, person: Id) -> Id:
    stream = unit.part(person, PRIVATE)
    unit.require(Action.REGISTER, stream)
    return stream


def check_days(relation: Relation) -> None:
    """Raise RelationReversed where it would end before it began."""
    if relation.from_on is not None and relation.to_on is not None and relation.to_on < relation.from_on:
        raise RelationReversed(field="to_on")
