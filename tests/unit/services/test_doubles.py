"""Who may stand in the register twice: why, among whom, within rights, and never asked again once answered."""

from datetime import date
from typing import Any

import pytest

from app.core.errors import Cancelled
from app.core.ids import Id
from app.core.progress import Cancel
from app.models.enums import ContactUse, DoubleReason, Marking, Role, Sex
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate
from app.models.rights import NotAllowed
from app.services.desk import Desk
from app.services.doubles.finding import known_doubles, look_for_doubles
from app.services.doubles.look import NAMESAKES
from app.services.doubles.sheets import doubles_page
from app.services.registers.comparing import Standing, compare_persons
from app.services.registers.merging import join_persons, tell_apart
from app.services.registers.persons import add_email, add_phone, open_person
from app.services.registers.sharing_values import sharing_values
from tests.station_world import StationWorld, a_file

R = DoubleReason
BORN = date(1970, 5, 12)


def enter(desk: Desk, family: str, given: str = "", label: Label | None = None, **more: Any) -> Id:
    public = {name: more.pop(name) for name in ("native_name", "sex", "aliases") if name in more}
    phone, email = more.pop("phone", None), more.pop("email", None)
    person = Person(family, given or None, **public)
    made = open_person(desk, person, PersonPrivate(**more), label=label or Label(marking=Marking.NONE), keep=True).id
    if phone:
        add_phone(desk, made, phone, ContactUse.MOBILE)
    if email:
        add_email(desk, made, email)
    return made


def why(desk: Desk, one: Id, other: Id) -> tuple[DoubleReason, ...]:
    for found in look_for_doubles(desk, {one}):
        if {found.one, found.other} == {one, other}:
            return found.why
    return ()


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({"family": "Maes", "given": "Jo", "national_number": "70051212376"},
         {"family": "Maas", "given": "Johan", "national_number": "70051212376"}, {R.NATIONAL_NUMBER}),
        ({"family": "Xuereb", "document_number": "592-1"}, {"family": "Xu", "document_number": "592-1"}, {R.DOCUMENT}),
        ({"family": "Иванов", "given": "Пётр", "birth_date": BORN},
         {"family": "Ivanov", "given": "Petr", "birth_date": BORN},
         {R.BIRTH}),
        ({"family": "De Wael", "given": "An", "phone": "0470 11 22 33"},
         {"family": "Dewael", "given": "A.", "phone": "+32470112233"}, {R.PHONE}),
        ({"family": "Bax", "given": "Ine", "email": "ine@voorbeeld.be"},
         {"family": "BAX", "given": "I.", "email": "Ine@Voorbeeld.be"}, {R.EMAIL}),
        ({"family": "Ceulemans", "given": "Rik"}, {"family": "CEULEMANS", "given": "Rik"}, {R.NAME}),
        ({"family": "الحسن", "given": "محمد"}, {"family": "Al-Hassan", "given": "Mohammed"}, {R.SOUND}),
        ({"family": "Tien", "given": "Lo", "native_name": "Γεώργιος Παπαδόπουλος"},
         {"family": "Papadopoulos", "given": "Georgios"}, {R.SOUND}),
    ],
)  # fmt: skip
def test_what_two_entries_share_is_said(
    world: StationWorld, one: dict[str, Any], other: dict[str, Any], reasons: set[DoubleReason]
) -> None:
    made = enter(world.officer, **one), enter(world.officer, **other)
    assert set(why(world.officer, *made)) == reasons
    assert set(why(world.officer, made[1], made[0])) == reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"family": "Pauwels", "given": "Jan", "birth_date": BORN},
         {"family": "Pauwels", "given": "Jan", "birth_date": date(1999, 1, 1)}),
        ({"family": "Wouters", "given": "Dominique", "sex": Sex.FEMALE},
         {"family": "Wouters", "given": "Dominique", "sex": Sex.MALE}),
        ({"family": "Secretariaat", "given": "Kabinet", "phone": "02 555 11 22"},
         {"family": "Goris", "given": "Piet", "phone": "02 555 11 22"}),
    ],
)  # fmt: skip
def test_what_contradicts_is_no_double(world: StationWorld, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert why(world.officer, enter(world.officer, **one), enter(world.officer, **other)) == ()


def test_a_name_that_many_bear_says_nothing(world: StationWorld) -> None:
    many = [enter(world.officer, "Janssens", "Marie") for _ in range(NAMESAKES + 1)]
    assert why(world.officer, many[0], many[1]) == ()


def test_what_is_not_shared_is_not_compared(world: StationWorld) -> None:
    secret = Label(marking=Marking.SECRET)
    one = enter(world.officer, "Verstraete", "Bert", phone="0471 99 88 77")
    other = enter(world.officer, "Verstraete", "B.", phone="0471 99 88 77", label=secret)
    low = world.sit("laag_dubbel", [Role.FILE_OFFICER], clearance=Marking.NONE)
    assert why(world.officer, one, other) == (R.PHONE,)
    assert why(low, one, other) == ()
    with pytest.raises(NotAllowed):
        look_for_doubles(world.nobody)


def test_a_look_at_all_is_kept_what_is_answered_leaves_it_and_a_stop_stops(world: StationWorld) -> None:
    desk = world.sit("zoeker", [Role.FILE_OFFICER])
    one, other, third = (enter(desk, "Quintelier", "Lotte") for _ in range(3))
    assert known_doubles(desk) is None
    assert doubles_page(desk, 5, "nl") is None
    stop = Cancel()
    stop.request()
    with pytest.raises(Cancelled):
        look_for_doubles(desk, cancel=stop)
    assert known_doubles(desk) is None
    told: list[tuple[int, int]] = []
    look_for_doubles(desk, progress=lambda done, total: told.append((done, total)))
    assert all(0 <= done <= total for done, total in told)

    def mine() -> set[frozenset[Id]]:
        return {frozenset((found.one, found.other)) for found in known_doubles(desk) or ()} & {
            frozenset(pair) for pair in ((one, other), (one, third), (other, third))
        }

    assert len(mine()) == 3
    tell_apart(desk, one, other, "Nichten")
    assert mine() == {frozenset((one, third)), frozenset((other, third))}
    join_persons(desk, one, third, "Zelfde persoon")
    assert mine() == set(), "the two that are left were told apart by what they were joined to"
    page = doubles_page(desk, 1, "nl")
    assert page is not None
    assert len(page.lines) <= 1


def test_side_by_side_says_who_wrote_what_and_what_was_said_before(world: StationWorld) -> None:
    one = enter(world.officer, "Rogge", "Ella", birth_date=BORN)
    other = enter(world.duty, "Roggen", "Ella", phone="0472 00 11 22")
    file = a_file(world.officer, other)
    found = compare_persons(world.officer, other, one, "nl")
    assert found.standing is Standing.OPEN
    by_name = {field.spec.name: field for field in found.fields}
    assert (by_name["family_name"].values, by_name["family_name"].same) == (("Roggen", "Rogge"), False)
    assert [found.names[by.officer] for by in by_name["family_name"].written if by] == ["Peeters", "Verhaegen"]
    assert [one_.file for one_ in found.sides[0].files] == [file]
    assert found.sides[1].private

    join_persons(world.officer, one, other, "Zelfde rijbewijs")
    found = compare_persons(world.officer, other, one, "nl")
    assert [side.person for side in found.sides] == [one, other]
    assert found.standing is Standing.JOINED
    assert [said.reason for said in found.said] == ["Zelfde rijbewijs"]
    assert not compare_persons(world.duty, one, other, "nl").may


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"number": "0473 44 55 66"}, R.PHONE), ({"address": "NELE@voorbeeld.be"}, R.EMAIL),
        ({"national_number": "85.07.30-033.28"}, R.NATIONAL_NUMBER), ({"birth_date": date(1985, 7, 30)}, R.BIRTH),
        ({"document_number": "B-77"}, R.DOCUMENT),
    ],
)  # fmt: skip
def test_while_a_value_is_typed_who_else_has_it_is_named(
    world: StationWorld, typed: dict[str, Any], reason: DoubleReason
) -> None:
    desk, given = world.officer, f"Nele{reason.value}"
    known = enter(
        desk, "Vanneste", given, phone="+32473445566", email="nele@voorbeeld.be", national_number="85073003328",
        birth_date=date(1985, 7, 30), document_number="b-77",
    )  # fmt: skip
    fresh = enter(desk, "VANNESTE", given)
    found = [one for one in sharing_values(desk, fresh, typed) if one.person == known]
    others = [one for one in sharing_values(desk, fresh, typed) if one.why is not reason]
    assert found or len(sharing_values(desk, fresh, typed)) == 3, "three are named, whoever else has it"
    assert others == []
    assert sharing_values(desk, known, {"number": "0499 98 97 96"}) == ()
    tell_apart(desk, known, fresh, "Tweelingzus")
    assert known not in {one.person for one in sharing_values(desk, fresh, typed)}
