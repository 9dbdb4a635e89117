"""Who of the register has what is being typed of somebody already: a number, an address, a birth date with his name.

To be shown and judged, never acted upon; who was joined to the person, or told apart from him, is not named.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, DoubleReason
from app.models.kinds.persons import Email, Person, PersonPrivate, Phone
from app.models.kinds.registers import Vehicle
from app.models.names.full_names import names_of
from app.models.names.matching import folded, lookalikes
from app.models.names.sounding import sound_alike, sounding
from app.models.rules.persons import CROWD
from app.services.among import AMONG, among
from app.services.contacts import checked_email, checked_national_number, checked_phone, checked_plate
from app.services.desk import Desk, View
from app.services.joined import PERSON, group_of, leads_of, said_of
from app.services.readable import readable
from app.services.seeing import Sight

MOST = 3
"""Entries that are named."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """An entry that has the same, and what."""

    person: Id
    name: str = field(repr=False)
    why: DoubleReason


def sharing_values(desk: Desk, person: Id | None, typed: Mapping[str, Any]) -> tuple[Sharing, ...]:
    """Return the entries that have what is typed of a person, by field name, the surest first. Raises NotAllowed.

    `person` is None of somebody who is being entered: then a date of birth is not looked for, it needs the name.
    """
    with desk.read() as view:
        view.require(Action.READ, view.part(person, PERSON) if person is not None else None)
        sight = Sight(view)
        own = set(group_of(view, sight, person)[0]) if person is not None else set()
        apart = {
            end
            for told in said_of(view, sight, own).values()
            if not told.edge.joined and told.edge.spoken_for
            for end in told.pair
        }
        found: dict[Id, DoubleReason] = {}
        for why, holders in _holders(view, sight, person, typed):
            others = holders - own - apart
            for one in others if len(holders) <= CROWD else ():
                found.setdefault(one, why)
        leads = leads_of(view, sight, found)
        shown = {leads.get(one, one) for one in found}
        located = view.locate(Person, f"uid {AMONG}", among(shown))
        records = {uid: record for uid, _, record in reversed(readable(view, sight, located))}
        named: dict[Id, Sharing] = {}
        for one, why in sorted(found.items(), key=lambda pair: (list(DoubleReason).index(pair[1]), pair[0])):
            lead = leads.get(one, one)
            if lead in records:
                named.setdefault(lead, Sharing(lead, next(iter(names_of(records[lead])), "—"), why))
        return tuple(named.values())[:MOST]


def _holders(
    view: View, sight: Sight, person: Id | None, typed: Mapping[str, Any]
) -> Iterable[tuple[DoubleReason, set[Id]]]:
    today = view.desk.today()
    if text := typed.get("national_number"):
        number = checked_national_number(str(text), today, None, keep=True).value
        yield DoubleReason.NATIONAL_NUMBER, _with(view, sight, PersonPrivate, "national_number", number)
    if text := typed.get("document_number"):
        yield DoubleReason.DOCUMENT, _with(view, sight, PersonPrivate, "document_number", str(text).strip())
    if person is not None and isinstance(born := typed.get("birth_date"), date):
        same = _with(view, sight, PersonPrivate, "birth_date", born.isoformat())
        yield DoubleReason.BIRTH, _alike(view, person, same - {person})
    if text := typed.get("number"):
        yield DoubleReason.PHONE, _with(view, sight, Phone, "number", checked_phone(str(text), keep=True).value)
    if text := typed.get("address"):
        yield DoubleReason.EMAIL, _with(view, sight, Email, "address", checked_email(str(text), keep=True).value)
    if text := typed.get("plate"):
        plate = checked_plate(str(text), str(typed.get("country") or "") or None, keep=True).value
        cars = readable(view, sight, view.locate(Vehicle, "plate = ?", plate))
        yield DoubleReason.PLATE, {user for _, _, car in cars for user in car.users}


def _with(view: View, sight: Sight, kind: type, column: str, value: str) -> set[Id]:
    located: list[tuple[Id, Id, Any]] = view.locate(kind, f'"{column}" = ? COLLATE NOCASE', value, order="id")
    return {record.person for _, _, record in readable(view, sight, located) if record.person}


def _alike(view: View, person: Id, others: Set[Id]) -> set[Id]:
    """Return those of the others that a name of the person may be meant for."""
    names = {uid: names_of(record) for uid, record in view.get_all(Person, {person, *others}).items()}
    return {
        other for other in others
        if any(
            folded(a) == folded(b) or sound_alike(sounding(a), sounding(b)) or bool(lookalikes(a, [b]))
            for a in names.get(person, ()) for b in names.get(other, ())
        )
    }  # fmt: skip
