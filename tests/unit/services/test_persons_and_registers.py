"""The registers: persons in two halves, organisations with contacts, places, vehicles; what was typed is checked."""

from datetime import date

import pytest

from app.core.ids import Id
from app.models.checks.checked import KEPT_AS_TYPED, Empty
from app.models.checks.coordinates import SWAPPED, CoordinatesRange, CoordinatesUnreadable
from app.models.checks.email_address import EmailWithoutAt
from app.models.checks.national_number import OTHER_BIRTH_DATE, NationalNumberChecksum
from app.models.checks.phone import PhoneUnreadable
from app.models.checks.plate import PlateUnreadable
from app.models.enums import Action, AddressUse, ContactUse, Marking, RelationKind, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Email, HomeAddress, Person, PersonPrivate, Phone, Relation
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation, OrganisationContact, Vehicle
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.choices import BelongsWhereItIs
from app.services.desk import NotThere
from app.services.registers.entries import (
    NoName,
    add_contact,
    edit_contact,
    edit_entry,
    register_entry,
    register_organisation,
    register_place,
    remove_contact,
)
from app.services.registers.persons import (
    NameMissing,
    RelatedToSelf,
    RelationReversed,
    add_address,
    add_email,
    add_phone,
    edit_line,
    edit_person,
    edit_private,
    open_person,
    relate_persons,
    remove_line,
)
from app.services.registers.vehicles import add_vehicle
from tests.reads import person_card
from tests.station_world import StationWorld, a_person, distribute

NUMBER = "85.07.30-033.28"


def test_of_a_second_private_half_only_those_it_is_marked_for_see_anything(world: StationWorld) -> None:
    """Whoever owns an entry together with us may begin one, and mark it otherwise than ours."""
    person = a_person(world.officer)
    add_phone(world.officer, person, "+32470123456")
    with world.officer.write() as unit:
        other = unit.begin(person, "person_private", Label(marking=Marking.SECRET), Action.REGISTER)
        unit.create(other, Phone(person=person, number="+32470999999"))
        unit.save()
    uncleared = world.sit("onbevoegd", [Role.FILE_OFFICER], clearance=Marking.NONE)

    assert [one.number for _, one in person_card(uncleared, person).phones] == ["+32470123456"]
    assert len(person_card(world.officer, person).phones) == 2


def test_a_person_has_a_public_half_and_a_private_one_with_labels_of_their_own(world: StationWorld) -> None:
    public = Label(marking=Marking.NONE, distribution=(world.police,))
    private = PersonPrivate(national_number="85073003328", birth_date=date(1985, 7, 30))
    made = open_person(world.officer, Person(family_name="Lambrecht"), private, label=public)
    assert made.warning is None
    own, theirs = person_card(world.officer, made.id), person_card(world.partner, made.id)
    assert own.private is not None
    assert own.private.national_number == NUMBER
    assert (theirs.record.family_name, theirs.private, theirs.private_stream) == ("Lambrecht", None, None)
    distribute(world.officer, own.private_stream or b"", world.police)
    assert person_card(world.partner, made.id).private == own.private


def test_a_person_is_named(world: StationWorld, person: Id) -> None:
    with pytest.raises(NameMissing):
        open_person(world.officer, Person(family_name=" "))
    with pytest.raises(NameMissing):
        edit_person(world.officer, person, {"family_name": None, "given_names": ""})
    edit_person(world.officer, person, {"family_name": None, "given_names": "Ayu", "nationalities": ("ID", "BE")})
    assert set(person_card(world.officer, person).record.nationalities) == {"ID", "BE"}
    edit_person(world.officer, person, {"nationalities": ("BE",)})
    assert person_card(world.officer, person).record.nationalities == ("BE",)


def test_a_wrong_national_number_is_refused_or_kept_with_a_warning(world: StationWorld, person: Id) -> None:
    with pytest.raises(NationalNumberChecksum):
        edit_private(world.officer, person, {"national_number": "85.07.30-033.29"})
    kept = edit_private(world.officer, person, {"national_number": "85.07.30-033.29"}, keep=True)
    assert kept.warning == KEPT_AS_TYPED
    odd = edit_private(world.officer, person, {"national_number": NUMBER, "birth_date": date(1986, 1, 1)})
    assert odd.warning == OTHER_BIRTH_DATE
    edit_private(world.officer, person, {"national_number": None})
    private = person_card(world.officer, person).private
    assert private is not None
    assert private.national_number is None


def test_a_refused_number_leaves_no_half_a_person(world: StationWorld) -> None:
    before = count(world)
    with pytest.raises(NationalNumberChecksum):
        open_person(world.officer, Person(family_name="X"), PersonPrivate(national_number="85.07.30-033.29"))
    assert count(world) == before


def count(world: StationWorld) -> int:
    with world.officer.read() as view:
        return len(view.find(Person))


def test_numbers_and_addresses_come_into_one_form(world: StationWorld, person: Id) -> None:
    second = add_phone(world.officer, person, "0470 12 34 56", ContactUse.MOBILE, order=2)
    first = add_phone(world.officer, person, "02 279 17 11", ContactUse.WORK, order=1)
    with pytest.raises(PhoneUnreadable):
        add_phone(world.officer, person, "vraag zijn zus")
    kept = add_phone(world.officer, person, "vraag zijn zus", keep=True)
    assert kept.warning == KEPT_AS_TYPED
    with pytest.raises(Empty):
        add_phone(world.officer, person, " ", keep=True)
    card = person_card(world.officer, person)
    assert [uid for uid, _ in card.phones] == [first.id, second.id, kept.id]
    assert [line.number for _, line in card.phones] == ["+3222791711", "+32470123456", "vraag zijn zus"]
    add_email(world.officer, person, "Nele@Example.BE")
    with pytest.raises(EmailWithoutAt):
        add_email(world.officer, person, "nele.example.be")
    assert [line.address for _, line in person_card(world.officer, person).emails] == ["Nele@example.be"]


def test_a_line_is_edited_with_the_same_check_and_taken_off(world: StationWorld, person: Id) -> None:
    phone = add_phone(world.officer, person, "0470 12 34 56").id
    edit_line(world.officer, phone, Phone, {"number": "0470 12 34 57", "use": ContactUse.MOBILE})
    with pytest.raises(BelongsWhereItIs):
        edit_line(world.officer, phone, Phone, {"person": a_person(world.officer)})
    with pytest.raises(PhoneUnreadable):
        edit_line(world.officer, phone, Phone, {"number": "nummer?"})
    [(_, line)] = person_card(world.officer, person).phones
    assert (line.number, line.use, line.person) == ("+32470123457", ContactUse.MOBILE, person)
    address = add_address(world.officer, person, HomeAddress(use=AddressUse.HOME, street="Wetstraat", number="16"))
    remove_line(world.officer, phone, Phone)
    remove_line(world.officer, address, HomeAddress)
    card = person_card(world.officer, person)
    assert (card.phones, card.addresses) == ((), ())
    with pytest.raises(NotThere):
        remove_line(world.officer, phone, Email)


def test_two_persons_are_related_but_nobody_to_himself(world: StationWorld, person: Id) -> None:
    other = a_person(world.officer, "Claes")
    relate_persons(world.officer, person, other, RelationKind.SPOUSE)
    [(_, line)] = person_card(world.officer, person).relations
    assert (line.other, line.kind) == (other, RelationKind.SPOUSE)
    with pytest.raises(RelatedToSelf):
        relate_persons(world.officer, person, person)


def test_a_relation_ends_on_the_day_it_began_or_later(world: StationWorld, person: Id) -> None:
    other = a_person(world.officer, "Wouters")
    with pytest.raises(RelationReversed):
        relate_persons(world.officer, person, other, from_on=date(2026, 5, 2), to_on=date(2026, 5, 1))
    relation = relate_persons(world.officer, person, other, RelationKind.PARTNER, from_on=date(2026, 5, 2))
    with pytest.raises(RelationReversed):
        edit_line(world.officer, relation, Relation, {"to_on": date(2026, 5, 1)})
    edit_line(world.officer, relation, Relation, {"to_on": date(2026, 5, 2)})
    found = dict(person_card(world.officer, person).relations)[relation]
    assert (found.from_on, found.to_on) == (date(2026, 5, 2), date(2026, 5, 2))


def test_who_may_not_write_a_register_writes_nothing(world: StationWorld, person: Id) -> None:
    for desk in (world.partner, world.recorder, world.admin, world.nobody):
        with pytest.raises(NotAllowed):
            open_person(desk, Person(family_name="X"))
        with pytest.raises(NotAllowed):
            add_phone(desk, person, "02 279 17 11")
        with pytest.raises(NotAllowed):
            register_place(desk, Place(names=local_text("nl", "Hotel")))
    with pytest.raises(NotAllowed):
        person_card(world.partner, person)


def test_an_organisation_has_contacts_in_calling_order(world: StationWorld) -> None:
    record = Organisation(names=local_text("nl", "Politiezone Brussel"), phone="02 279 79 79")
    made = register_organisation(world.officer, record).id
    late = add_contact(world.officer, made, OrganisationContact(name="Wacht", phone="0470 12 34 56", order=2)).id
    first = add_contact(world.officer, made, OrganisationContact(name="CIC", email="CIC@Police.Belgium.eu", order=1)).id
    edit_contact(world.officer, late, {"phone": "0470 12 34 57"})
    found = register_entry(world.officer, made, Organisation)
    assert found.record.phone == "+3222797979"
    assert [(uid, line.phone or line.email) for uid, line in found.contacts] == [
        (first, "CIC@police.belgium.eu"),
        (late, "+32470123457"),
    ]
    remove_contact(world.officer, late)
    assert len(register_entry(world.officer, made, Organisation).contacts) == 1
    with pytest.raises(NoName):
        register_organisation(world.officer, Organisation())


def test_places_and_vehicles_are_entered_edited_and_listed_for_those_who_may(world: StationWorld) -> None:
    place = register_place(world.officer, Place(names=local_text("fr", "Hôtel du Parc"), phone="02 511 11 11")).id
    edit_entry(world.officer, place, Place, {"municipality": "Bruxelles", "phone": "02 511 11 12"})
    found = register_entry(world.officer, place, Place).record
    assert (found.municipality, found.phone) == ("Bruxelles", "+3225111112")
    with pytest.raises(NoName):
        edit_entry(world.officer, place, Place, {"names": {}})
    with pytest.raises(CoordinatesRange):
        edit_entry(world.officer, place, Place, {"latitude": 95.0, "longitude": 4.0})
    with pytest.raises(CoordinatesUnreadable):
        edit_entry(world.officer, place, Place, {"latitude": 50.8, "longitude": None})
    assert edit_entry(world.officer, place, Place, {"latitude": 4.35, "longitude": 50.85}).warning == SWAPPED
    car = add_vehicle(world.officer, a_person(world.officer), Vehicle(plate="1abc234")).id
    with pytest.raises(PlateUnreadable):
        edit_entry(world.officer, car, Vehicle, {"plate": "???"})
    assert register_entry(world.officer, car, Vehicle).record.plate == "1-ABC-234"
    for desk, seen in ((world.officer, [car]), (world.partner, [])):
        with desk.read() as view:
            assert [uid for uid, stream, _ in view.locate(Vehicle) if view.may(Action.READ, stream)] == seen
