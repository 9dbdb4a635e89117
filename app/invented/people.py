"""Persons of the register: somebody who is threatened, with a household that lives and is named with him.

Each has a public and a private stream, as `app.services.registers.persons` writes them. Now and then one was entered
twice, with the name as somebody else heard it, and a colleague joined the two later.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.ids import Id
from app.invented.day import Day
from app.invented.house import UNMARKED
from app.invented.names import Named, a_name, misspelt, native_of
from app.invented.particulars import Town, a_mail, a_national_number, a_phone, a_plate, a_street
from app.invented.wording import OFFICES
from app.models.enums import (
    AddressUse,
    BloodGroup,
    ContactUse,
    Marking,
    MergeState,
    RelationKind,
    Sex,
    VehicleRole,
)
from app.models.kinds.label import Label
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Email, HomeAddress, Person, PersonPrivate, Phone, Relation
from app.models.kinds.registers import Vehicle
from app.models.texts import local_text

_HIDDEN = Label(marking=Marking.RESTRICTED)
_NATIONS = {"tr": "TR", "ru": "RU", "el": "GR", "ar": "MA", "en": "GB", "de": "DE"}


@dataclass(frozen=True, slots=True)
class Somebody:
    """An entry of the register, and where its parts are written."""

    id: Id
    named: Named
    public: Id
    private: Id


def a_household(day: Day, many: int, town: Town, category: str, rnd: random.Random) -> list[Somebody]:
    """Write so many persons of one address, who is threatened first."""
    head = _person(day, a_name(rnd), town, category, rnd, adult=True)
    street, number = a_street(town, rnd)
    found, spouse = [head], RelationKind.SPOUSE if rnd.random() < 0.6 else RelationKind.PARTNER
    for at in range(1, many):
        adult = at == 1
        named = a_name(rnd, *_of_the_family(head.named)) if not adult or rnd.random() < 0.3 else a_name(rnd)
        one = _person(day, named, town, "household", rnd, adult=adult)
        day.create(head.private, Relation(person=head.id, other=one.id, kind=spouse if adult else RelationKind.CHILD))
        found.append(one)
    for one in found[:2]:
        day.create(one.private, HomeAddress(
            person=one.id, use=AddressUse.HOME, street=street, number=number, postcode=town.postcode,
            municipality=town.name, country="BE",
        ))  # fmt: skip
    if rnd.random() < 0.35:
        _vehicle(day, head, rnd)
    return found


def entered_twice(day: Day, one: Somebody, town: Town, rnd: random.Random) -> Somebody:
    """Write the same human once more, as a colleague heard the name."""
    return _person(day, misspelt(one.named, rnd), town, "", rnd, adult=True)


def join(day: Day, one: Somebody, other: Somebody) -> None:
    """Write that two entries are one human."""
    edge = day.ids.new()
    stream = day.begin(edge, "same_person", UNMARKED)
    low, high = sorted((one.id, other.id))
    day.create(stream, SamePerson(one=low, other=high, state=MergeState.JOINED, reason="Zelfde adres en nummer"), edge)


def _person(day: Day, named: Named, town: Town, category: str, rnd: random.Random, *, adult: bool) -> Somebody:
    uid = day.ids.new()
    public, private = day.begin(uid, "person", UNMARKED), day.begin(uid, "person_private", _HIDDEN)
    office = OFFICES.get(category)
    foreign = rnd.random() < 0.5
    day.create(public, Person(
        family_name=named.family, given_names=named.given, native_name=named.native,
        sex=Sex.FEMALE if named.female else Sex.MALE,
        nationalities=(_NATIONS[named.tongue],) if named.tongue in _NATIONS and foreign else ("BE",),
        languages=(town.language,),
        function=local_text(town.language, f"{_worded(office, town)}, {town.name}") if office else None,
        category=category or None,
    ), uid)  # fmt: skip
    born = _birthday(day.today, rnd, adult=adult)
    day.create(private, PersonPrivate(
        person=uid, birth_date=born, national_number=a_national_number(born) if rnd.random() < 0.4 else None,
        blood_group=rnd.choice(list(BloodGroup)) if rnd.random() < 0.3 else None,
    ))  # fmt: skip
    if adult:
        day.create(private, Phone(person=uid, number=a_phone(rnd, named.tongue), use=ContactUse.MOBILE, order=1))
        if rnd.random() < 0.4:
            day.create(private, Email(person=uid, address=a_mail(named, rnd), use=ContactUse.PRIVATE))
    return Somebody(uid, named, public, private)


def _worded(office: Mapping[str, str], town: Town) -> str:
    return office.get(town.language, office["fr"])


def _of_the_family(named: Named) -> tuple[str, str, str]:
    return named.tongue, named.family, native_of(named)


def _vehicle(day: Day, one: Somebody, rnd: random.Random) -> None:
    uid = day.ids.new()
    stream = day.begin(uid, "vehicle", UNMARKED)
    day.create(stream, Vehicle(
        plate=a_plate(rnd), country="BE", colour=rnd.choice(("grijs", "zwart", "blauw", "wit")),
        role=VehicleRole.PRIVATE, users=(one.id,),
    ), uid)  # fmt: skip


def _birthday(today: date, rnd: random.Random, *, adult: bool) -> date:
    years = rnd.uniform(26, 72) if adult else rnd.uniform(1, 20)
    return today - timedelta(days=int(365.25 * years))
