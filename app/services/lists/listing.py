"""A long list, read: its first page at once, its whole order as keys, any page by keys; counted within rights.

The order of a list is one array of small keys made by SQL, without what the officer may not see. It tells how many
there are and gives any page by its keys in the time of a look-up, however deep it is; a million rows are eight
megabytes. The first page does not wait for it: rows are asked for one by one in their order until the page is full,
as `app.services.cases.file_overviews` does.
"""

import json
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.models.rights import NotAllowed, Refusal
from app.services.desk import Desk, View
from app.services.joined import all_led
from app.services.lists.asking import Asking, Listed
from app.services.lists.by_names import conditions_by_name
from app.services.lists.columns import ColumnType, ListName, Row
from app.services.lists.curtain import hidden_in, is_known
from app.services.lists.declared import listed
from app.services.lists.filling import fill
from app.services.lists.queries import Begins, Bound, Query, condition_sql, matching, pattern
from app.services.lists.wordings import Wordings
from app.services.seeing import Sight

PAGE = 100
"""Rows of a page."""
_AHEAD = 4
"""Pages asked for at once while looking for a first page of what may be seen."""


@dataclass(frozen=True, slots=True)
class Page:
    """The first rows of a list; `more` where others follow."""

    rows: tuple[Row, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Order:
    """All rows of a list that may be seen and fit the query, by key, in order; their count is its length.

    `upto` tells of which moment of the store this is: it grows with each save.
    """

    keys: "array[int]"
    upto: int

    def __len__(self) -> int:
        return len(self.keys)

    def page(self, number: int, size: int = PAGE) -> Sequence[int]:
        """Return the keys of one page."""
        return self.keys[number * size : (number + 1) * size]


def first_page(desk: Desk, name: ListName, query: Query, limit: int = PAGE) -> Page:
    """Return the first rows of a list. Raises NotAllowed; KeyError on a column that is none."""
    with desk.read() as view:
        one = listed(name)
        _ask(view)
        keys = _first_keys(view, one, query, limit + 1)
        return Page(fill(view, one, keys[:limit], query.language), len(keys) > limit)


def order_of(desk: Desk, name: ListName, query: Query) -> Order:
    """Return all keys of a list in order. Raises NotAllowed; KeyError on a column that is none."""
    with desk.read() as view:
        one = listed(name)
        _ask(view)
        upto = int(view.connection.exec_driver_sql("SELECT COALESCE(max(eid), 0) FROM entry").scalar_one())
        asking = _asking(view, query)
        where, order = _where(one, query, asking), _order(one, query, asking)
        sql = (
            f"SELECT json_group_array(id) FROM (SELECT t.id AS id FROM {_table(view, one)} t"  # noqa: S608 - declared
            f" WHERE {asking.seen('t', _table(view, one))} AND {where} ORDER BY {order})"
        )
        found = view.connection.exec_driver_sql(sql, asking.bound.values).scalar_one()
        return Order(array("q", json.loads(found)), upto)


def rows_of(desk: Desk, name: ListName, keys: Sequence[int], language: str) -> tuple[Row, ...]:
    """Return rows by their keys, in that order; what is gone or may not be seen is left out. Raises NotAllowed."""
    with desk.read() as view:
        one = listed(name)
        _ask(view)
        return fill(view, one, keys, language)


def seek(desk: Desk, name: ListName, query: Query, letters: str) -> int | None:
    """Return the key of the first row whose sorted column begins with the letters, None where none does."""
    column = query.sort or listed(name).order
    begun = replace(query, filters={**query.filters, column: Begins(letters)})
    found = first_page(desk, name, begun, 1).rows if listed(name).columns[column].column.filterable else ()
    return found[0].key if found else None


def count_in(view: View, one: Listed, query: Query) -> int:
    """Return how many rows fit the query and may be seen, within a view of whoever asked already."""
    asking = _asking(view, query)
    where = _where(one, query, asking)
    sql = (
        f"SELECT count(*) FROM {_table(view, one)} t"  # noqa: S608 - declared names
        f" WHERE {asking.seen('t', _table(view, one))} AND {where}"
    )
    return int(view.connection.exec_driver_sql(sql, asking.bound.values).scalar_one())


def _ask(view: View) -> None:
    """Every row is asked for by its own stream; where there is none, an account that counts no more is refused too."""
    if not view.facts.active:
        raise NotAllowed(why=Refusal.REVOKED)


def _first_keys(view: View, one: Listed, query: Query, wanted: int) -> list[int]:
    table = _table(view, one)
    asking = _asking(view, query)
    where = _where(one, query, asking)
    if is_known(view, table):
        where = f"{asking.seen('t', table)} AND {where}"
    if query.sort and one.columns[query.sort].named and not query.narrowed:
        return _by_name(view, one.columns[query.sort].named, query, where, wanted, asking, table)
    found: list[int] = []
    some = one.columns[query.sort].some if query.sort else None
    if some is not None:
        order = _order(one, query, asking, "x.value")
        way = "DESC" if query.descending else "ASC"
        most = "" if query.narrowed else f" ORDER BY value {way}, uid {way} LIMIT {wanted * _AHEAD}"
        sql = f"SELECT t.id, t.sid FROM ({some(asking)}{most}) x JOIN {table} t ON t.uid = x.uid"  # noqa: S608 - declared
        found = _walk(view, f"{sql} WHERE {where} ORDER BY {order}", asking, wanted)
    if len(found) < wanted:
        order = _order(one, query, asking)
        sql = f"SELECT t.id, t.sid FROM {table} t WHERE {where} ORDER BY {order}"  # noqa: S608 - declared names
        found = _walk(view, sql, asking, wanted)
    return found


def _by_name(view: View, column: str, query: Query, where: str, wanted: int, asking: Asking, table: str) -> list[int]:
    """Return the first keys in the order of `_order`, without looking up the name of every row."""
    found: list[int] = []
    way = "DESC" if query.descending else "ASC"
    for each in conditions_by_name(view, table, column, asking.words.directory(), descending=query.descending):
        sql = f"SELECT t.id, t.sid FROM {table} t WHERE ({each}) AND {where} ORDER BY t.sid {way}, t.id {way}"  # noqa: S608 - declared
        found += _walk(view, sql, asking, wanted - len(found))
        if len(found) >= wanted:
            break
    return found


def _walk(view: View, sql: str, asking: Asking, wanted: int) -> list[int]:
    """Return the first keys that may be seen, asking for more rows until there are enough."""
    sight, keys, start, size = Sight(view), list[int](), 0, wanted
    while True:
        limits = f" LIMIT {size} OFFSET {start}"
        rows = view.connection.exec_driver_sql(sql + limits, asking.bound.values).all()
        seen = sight.streams([row[1] for row in rows])
        keys += [row[0] for row in rows if row[1] in seen]
        if len(keys) >= wanted or len(rows) < size:
            return keys[:wanted]
        start, size = start + size, wanted * _AHEAD


def _asking(view: View, query: Query) -> Asking:
    bound = Bound()

    def without(column: str, keys: Collection[int]) -> str:
        return f"{column} NOT IN (SELECT value FROM json_each({bound(json.dumps(sorted(keys)))}))" if keys else "1"  # noqa: S608

    def counts(alias: str) -> str:
        return without(f"{alias}.id", view.foreign.rows)

    def seen(alias: str, table: str) -> str:
        return f"{without(f'{alias}.sid', hidden_in(view, table))} AND {counts(alias)}"

    return Asking(
        bound, Wordings(view, query.language), seen, counts, view.desk.today().isoformat(), view.facts.organisation,
        cache(lambda: all_led(view, Sight(view))),
    )  # fmt: skip


def _where(one: Listed, query: Query, asking: Asking) -> str:
    found = [one.where(asking)] if one.where is not None else []
    for name, condition in query.filters.items():
        defined = one.columns[name]
        if defined.sql is None:
            raise KeyError(name)
        moment = defined.column.type is ColumnType.MOMENT
        found.append(condition_sql(defined.sql(asking), condition, asking.bound, moment=moment))
    for word in query.text.split()[:8]:
        places = [sql(asking) for name in one.quick if (sql := one.columns[name].sql) is not None]
        ways = [matching(place, word, asking.bound) for place in places]
        if one.also is not None:
            ways.append(one.also(asking, pattern(word)))
        found.append(f"({' OR '.join(ways)})")
    return " AND ".join(f"({each})" for each in found if each != "1") or "1"


def _order(one: Listed, query: Query, asking: Asking, value: str = "") -> str:
    """Return the terms of the order. Of what is filtered an index would be walked in vain: `+` keeps SQLite from it."""
    name, descending = (query.sort, query.descending) if query.sort else (one.order, one.descending)
    defined = one.columns[name]
    if defined.sql is None or not defined.column.sortable:
        raise KeyError(name)
    way = "DESC NULLS LAST" if descending else "ASC NULLS LAST"
    plus = "+" if query.narrowed else ""
    terms = [f"{plus}{value or defined.sql(asking)} {way}"]
    if name == "name" and "given_names" in one.columns:
        terms.append(f"t.given_names COLLATE NOCASE {way}")
    if defined.some is not None:
        return ", ".join([*terms, f"t.uid {way}", f"t.id {way}"])
    if defined.column.shown:
        return ", ".join([*terms, f"t.sid {way}", f"t.id {way}"])
    # No index to walk backwards: downwards each later row of the same value would have to be sorted in.
    return ", ".join([*terms, "t.id"])


def _table(view: View, one: Listed) -> str:
    return f"p_{view.desk.schema.by_record[one.record].name}"
