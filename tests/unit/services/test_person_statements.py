"""What somebody's entries, files and relations cost the store: the same few statements, however many there are."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.core.ids import Id
from app.models.enums import Action, ContactUse, Marking, RelationKind
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate, Relation
from app.services.cases.reports import record_report
from app.services.desk import Desk
from app.services.joined import group_of
from app.services.registers.appearing import appearances, mentions, relations
from app.services.registers.comparing import compare_persons
from app.services.registers.merging import join_persons, let_lead, shown_person
from app.services.registers.persons import add_phone, open_person
from app.services.registers.resembling import resembling_persons
from app.services.registers.sharing_values import sharing_values
from app.services.seeing import Sight
from tests.statements import read_by
from tests.station_world import StationWorld, a_file, a_report

FEW, MANY = 2, 5
NUMBER = "+3247011220{}"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A human of so many joined entries, each with as many files, reports, relations and numbers; and a double."""

    family: str
    entries: list[Id]
    double: Id

    @property
    def head(self) -> Id:
        return self.entries[0]


def entered(desk: Desk, family: str, many: int) -> Id:
    person = open_person(desk, Person(family, "Jo"), PersonPrivate(), label=Label(marking=Marking.NONE), keep=True).id
    for at in range(many):
        add_phone(desk, person, NUMBER.format(at), ContactUse.MOBILE)
    return person


def somebody(world: StationWorld, family: str, many: int) -> Somebody:
    desk = world.officer
    entries = [entered(desk, family, many) for _ in range(many)]
    for other in entries[1:]:
        join_persons(desk, entries[0], other, "Zelfde mens")
    let_lead(desk, entries[0])
    for entry in entries:
        for _ in range(many):
            file = a_file(desk, entry)
            record_report(desk, file, a_report(targets=(entry,)))
            related(desk, entry, entered(desk, "Verwant", 0))
    return Somebody(family, entries, entered(desk, f"{family}e", many))


def related(desk: Desk, one: Id, other: Id) -> None:
    with desk.write() as unit:
        stream = unit.part(one, "person_private")
        unit.require(Action.REGISTER, stream)
        unit.create(stream, Relation(person=one, other=other, kind=RelationKind.SIBLING))
        unit.save()


def _within(desk: Desk, person: Id, asked: Callable[..., tuple[object, ...]]) -> int:
    with desk.read() as view:
        sight = Sight(view)
        return len(asked(view, sight, group_of(view, sight, person)[0]))


ASKED: dict[str, Callable[[Desk, Somebody], int]] = {
    "shown": lambda desk, one: len(shown_person(desk, one.head).entries),
    "appearances": lambda desk, one: len(appearances(desk, one.head)),
    "mentions": lambda desk, one: _within(desk, one.head, mentions),
    "relations": lambda desk, one: _within(desk, one.head, relations),
    "compared": lambda desk, one: len(compare_persons(desk, one.head, one.double, "nl").sides[0].files),
}
"""Of each thing asked of the store: how many were found."""


@pytest.fixture(scope="module")
def two(world: StationWorld) -> tuple[Somebody, Somebody]:
    return somebody(world, "Tweevoud", FEW), somebody(world, "Veelvoud", MANY)


@pytest.mark.parametrize("asked", ASKED)
def test_it_costs_as_many_statements_for_much_as_for_little(
    world: StationWorld, two: tuple[Somebody, Somebody], asked: str
) -> None:
    counts, found = [], []
    ASKED[asked](world.officer, two[0])  # the first look also reads what is kept from then on
    for one in two:
        with read_by(world.officer) as heard:
            found.append(ASKED[asked](world.officer, one))
        counts.append(len(heard))
    assert found[1] > found[0] > 0
    assert counts[0] == counts[1]


def test_who_resembles_and_who_shares_a_number_cost_as_much_of_many_entries(
    world: StationWorld, two: tuple[Somebody, Somebody]
) -> None:
    counts = []
    for one in (two[0], *two):  # the first look also reads what is kept from then on
        with read_by(world.officer) as heard:
            sharing = sharing_values(world.officer, one.double, {"number": NUMBER.format(0)})
            alike = resembling_persons(world.officer, "Jo", one.family, "", "nl")
        assert one.head in {found.person for found in sharing}
        assert one.head in {found.person for found in alike}
        counts.append(len(heard))
    assert counts[-2] == counts[-1]
