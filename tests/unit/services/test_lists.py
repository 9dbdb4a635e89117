"""Long lists: every column sorts and filters in SQL, pages hold what may be seen and no more, and the count agrees."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from app.core.ids import Id
from app.models.enums import ThreatLevel
from app.services.cases.analyses import record_analysis
from app.services.cases.decisions import approve_measures
from app.services.desk import Desk
from app.services.lists.columns import ColumnType, ListName, Row
from app.services.lists.declared import columns_of
from app.services.lists.listing import count, first_page, order_of, rows_of
from app.services.lists.queries import Between, Condition, Contains, OneOf, Query
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
