"""Long lists: every column sorts and filters in SQL, pages hold what may be seen and no more, and the count agrees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from app.core.ids import Id
from app.models.enums import Marking, Role, ThreatLevel
from app.models.fields import Sensitivity
from app.models.kinds.label import Label
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.labels import set_marking
from app.services.desk import Desk
from app.services.lists.columns import ColumnType, ListName, Row, RowTone
from app.services.lists.counts import rail_counts
from app.services.lists.declared import columns_of
from app.services.lists.listing import first_page, order_of, rows_of
from app.services.lists.queries import Between, Condition, Contains, OneOf, Query
from tests.reads import count, fetch
from tests.statements import read_by
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_person,
    a_proposal,
    a_station,
    an_analysis,
    the_minister,
)

NAMES = ("Énault", "adriaens", "Zwart", "Peeters", "De Smedt", "Öztürk", "Özdemir")


@dataclass(frozen=True, slots=True)
class Filled:
    """A station with persons, files of different levels, measures."""

    world: StationWorld
    persons: dict[str, Id]
    files: list[Id]

    @property
    def desk(self) -> Desk:
        return self.world.officer


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    world = a_station(tmp_path_factory.mktemp("lists"))
    persons = {name: a_person(world.officer, name, f"Voor{at}") for at, name in enumerate(NAMES)}
    files = [a_file(world.officer, person, title=f"{name} en gezin") for name, person in persons.items()]
    for file, level in zip(files, (ThreatLevel.LOW, ThreatLevel.VERY_SERIOUS, ThreatLevel.SERIOUS), strict=False):
        until = TODAY + timedelta(days=3) if level is ThreatLevel.SERIOUS else None
        record_analysis(world.officer, file, an_analysis(world.centre, level, valid_until=until))
    person = persons["adriaens"]
    late = a_proposal(world, files[1], person)
    approve_measures(world.recorder, [late], the_minister())
    yield Filled(world, persons, files)
    world.close()


def titles(rows: Any) -> list[str]:
    return [row.values["title"].split(" en ")[0] for row in rows]


def rows(desk: Desk, name: ListName, query: Query) -> tuple[Row, ...]:
    return rows_of(desk, name, list(order_of(desk, name, query).keys), query.language)


@pytest.mark.parametrize("name", list(ListName))
def test_every_column_that_sorts_gives_the_same_rows_either_way(filled: Filled, name: ListName) -> None:
    for column in columns_of(name):
        if not column.sortable:
            with pytest.raises(KeyError):
                order_of(filled.desk, name, Query(column.name))
            continue
        up = order_of(filled.desk, name, Query(column.name, language="nl"))
        down = order_of(filled.desk, name, Query(column.name, descending=True, language="nl"))
        first = first_page(filled.desk, name, Query(column.name, language="nl"), 3)
        assert sorted(up.keys) == sorted(down.keys)
        assert [row.key for row in first.rows] == list(up.page(0, 3))
        assert first.more == (len(up) > 3)


@pytest.mark.parametrize("name", list(ListName))
def test_every_column_that_filters_takes_its_own_sort_of_condition(filled: Filled, name: ListName) -> None:
    whole = count(filled.desk, name, Query())
    for column in columns_of(name):
        if not column.filterable:
            continue
        nothing: Condition
        condition: Condition
        nothing, condition = OneOf((None,)), OneOf(tuple(column.choices) or (1,))
        if column.type is ColumnType.TEXT:
            condition, nothing = Contains("zz zz"), Contains("qq")
            assert count(filled.desk, name, Query(filters={column.name: condition})) == 0
        elif column.type in (ColumnType.DAY, ColumnType.MOMENT):
            condition = Between(date(1900, 1, 1), date(2200, 1, 1))
        elif column.type is ColumnType.NUMBER:
            condition = Between(-1e9, 1e9)
        some = count(filled.desk, name, Query(filters={column.name: condition}))
        if column.type not in (ColumnType.TEXT, ColumnType.YES_NO):
            assert some + count(filled.desk, name, Query(filters={column.name: nothing})) == whole


def test_names_sort_without_regard_to_case_and_the_first_page_is_the_beginning_of_the_order(filled: Filled) -> None:
    query = Query("name", text="voor", language="nl")  # those of the station as it was filled
    page = fetch(filled.desk, ListName.PERSONS, query, 0, 3)
    assert [row.values["name"].split(",")[0] for row in page.rows] == ["adriaens", "De Smedt", "Peeters"]
    assert page.more
    later = fetch(filled.desk, ListName.PERSONS, query, 1, 3)
    assert later.rows[0].values["name"].startswith("Zwart")
    assert not fetch(filled.desk, ListName.PERSONS, query, 2, 4).more


def test_letters_are_found_in_any_case_and_without_accents(filled: Filled) -> None:
    for typed in ("enault", "ÉNAULT", "énault voor0"):
        found = rows(filled.desk, ListName.PERSONS, Query(text=typed, language="nl"))
        assert [row.values["family_name"] for row in found] == ["Énault"]
    assert count(filled.desk, ListName.PERSONS, Query(text="oz")) == 2


@pytest.mark.parametrize("typed", ["*", "?", "[", "]", "^", "[^a]", "%", "_", "'; DROP TABLE p_person; --", "\\", '"'])
def test_what_is_typed_is_letters_and_never_a_pattern(filled: Filled, typed: str) -> None:
    assert count(filled.desk, ListName.PERSONS, Query(text=typed)) == 0
    assert count(filled.desk, ListName.PERSONS, Query(filters={"family_name": Contains(typed)})) == 0


def test_a_file_is_found_by_the_name_of_a_person_in_it(filled: Filled) -> None:
    assert titles(rows(filled.desk, ListName.THREAT_FILES, Query(text="voor2"))) == ["Zwart"]


def test_level_overdue_and_review_are_those_of_the_rules(filled: Filled) -> None:
    found = rows(filled.desk, ListName.THREAT_FILES, Query("level", descending=True, language="nl"))
    assert titles(found)[:3] == ["adriaens", "Zwart", "Énault"]
    highest, serious = found[0].values["level"], found[1]
    assert (highest.level, highest.out_of_date) == (ThreatLevel.VERY_SERIOUS, False)
    assert highest.service == "Nationaal Crisiscentrum"
    assert serious.tones["level"] is RowTone.EXPIRING
    assert found[0].values["next_review"] == TODAY + timedelta(days=30)
    assert found[-1].values["level"] is None
    only = Query(filters={"level": OneOf((4,))})
    assert titles(rows(filled.desk, ListName.THREAT_FILES, only)) == ["adriaens"]


def test_what_may_not_be_seen_is_not_listed_not_counted_and_takes_no_part_in_the_order(filled: Filled) -> None:
    world = filled.world
    junior = world.sit("jong", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    before = [count(desk, ListName.PERSONS, Query()) for desk in (world.officer, junior)]
    secret = Label(marking=Marking.SECRET)
    hidden = a_person(world.officer, "Aaa-Aanvang", label=secret)
    a_file(world.officer, hidden, title="Aaa aanvang", label=secret)
    after = [count(desk, ListName.PERSONS, Query()) for desk in (world.officer, junior)]
    assert after == [before[0] + 1, before[1]]
    for desk, there in ((world.officer, True), (junior, False)):
        page = first_page(desk, ListName.PERSONS, Query("name", language="nl"), 2)
        assert (page.rows[0].id == hidden) is there
        assert any(row.id == hidden for row in rows(desk, ListName.PERSONS, Query("name"))) is there
        assert count(desk, ListName.THREAT_FILES, Query(text="aanvang")) == int(there)
    keys = list(order_of(world.officer, ListName.PERSONS, Query()).keys)
    assert hidden not in {row.id for row in rows_of(junior, ListName.PERSONS, keys, "nl")}
    assert count(world.nobody, ListName.PERSONS, Query()) == 0
    assert first_page(world.nobody, ListName.PERSONS, Query()).rows == ()


def test_a_label_that_becomes_narrower_takes_the_row_away_at_once(filled: Filled) -> None:
    world = filled.world
    person = a_person(world.officer, "Straks-Weg")
    junior = world.sit("jonger", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    assert count(junior, ListName.PERSONS, Query(text="straks")) == 1
    with world.officer.read() as view:
        stream = view.part(person, "person")
    set_marking(world.officer, stream, Marking.SECRET, "gevoelig")
    assert count(junior, ListName.PERSONS, Query(text="straks")) == 0
    assert count(world.officer, ListName.PERSONS, Query(text="straks")) == 1


def test_a_page_of_rows_costs_the_same_few_statements_however_many_there_are(filled: Filled) -> None:
    counts = []
    for limit in (1, 7):
        with read_by(filled.desk) as heard:
            first_page(filled.desk, ListName.THREAT_FILES, Query(language="nl"), limit)
        counts.append(len(heard))
    assert counts[1] <= counts[0] + 2


def test_a_column_that_is_none_is_refused(filled: Filled) -> None:
    with pytest.raises(KeyError):
        order_of(filled.desk, ListName.PERSONS, Query("id; DROP TABLE p_person"))
    with pytest.raises(KeyError):
        count(filled.desk, ListName.PERSONS, Query(filters={"uid": Contains("x")}))


def test_the_rail_counts_files_at_work(filled: Filled) -> None:
    counts = rail_counts(filled.desk)
    assert counts["threat_files"].number == count(
        filled.desk, ListName.THREAT_FILES, Query(filters={"state": OneOf(("open",))})
    )
    assert rail_counts(filled.world.nobody) == {}


def test_the_rail_counts_no_file_that_may_not_be_seen(filled: Filled) -> None:
    world = filled.world
    junior = world.sit("stagiair", [Role.FILE_OFFICER], clearance=Marking.NONE)
    before = {name: rail_counts(desk)["threat_files"].number for name, desk in (("he", world.officer), ("she", junior))}
    secret = Label(marking=Marking.SECRET)
    a_file(world.officer, a_person(world.officer, "Aaa-Geheim", label=secret), title="Aaa geheim", label=secret)

    asked_of_few = rail_counts(junior)["threat_files"].number, rail_counts(world.officer)["threat_files"].number
    count(junior, ListName.THREAT_FILES, Query())

    assert asked_of_few == (before["she"], before["he"] + 1)
    assert rail_counts(junior)["threat_files"].number == before["she"]


def test_no_sealed_value_is_a_column() -> None:
    for name in ListName:
        for column in columns_of(name):
            assert column.spec is None or column.spec.meta.sensitivity is not Sensitivity.SEALED
