"""Which entries of the register are one human, and which of them leads: as far as this officer may read.

An edge counts for whom both its ends and itself are to read. What leads stands for all: in lists, in Ctrl+K, on the
card, on paper. Entries that nobody joined to another cost one look-up.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from app.core.ids import Id
from app.models.enums import MergeState
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Person
from app.models.rights import OfficerFacts
from app.models.rules.persons import Edge, joined_pairs, leaders
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.readable import readable
from app.services.seeing import Sight
from app.store.work import Store

PERSON = "person"
Edges = Mapping[Id, SamePerson]


@dataclass(frozen=True, slots=True, repr=False)
class _Kept:
    """Who is led by whom, for whom, when the store had so many entries."""

    facts: OfficerFacts
    upto: int
    led: Mapping[Id, Id]


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def group_of(view: View, sight: Sight, person: Id) -> tuple[tuple[Id, ...], tuple[tuple[Id, SamePerson], ...]]:
    """Return the entries joined to one, itself included, the leading one first, and the edges that join them."""
    edges = _reached(view, sight, {person})
    pairs = joined_pairs(_said(edges.values()))
    head = leaders(pairs)
    mine = head.get(person, person)
    group = sorted((one for one, lead in head.items() if lead == mine), key=lambda one: (one != mine, one)) or [person]
    joined = {frozenset(pair) for pair in pairs}
    kept = [
        (uid, edge) for uid, edge in sorted(edges.items())
        if edge.state is MergeState.JOINED and {edge.one, edge.other} <= set(group)
        and frozenset((edge.one or b"", edge.other or b"")) in joined
    ]  # fmt: skip
    return tuple(group), tuple(kept)


def leads_of(view: View, sight: Sight, persons: Collection[Id]) -> dict[Id, Id]:
    """Return, for those of the persons whom another entry leads, which one."""
    if not persons or not _any(view):
        return {}
    head = leaders(joined_pairs(_said(_reached(view, sight, set(persons)).values())))
    return {person: head[person] for person in persons if head.get(person, person) != person}


def all_led(view: View, sight: Sight) -> Mapping[Id, Id]:
    """Return all entries of the register that another one leads, with which; kept until something is written."""
    if not _any(view):
        return {}
    upto = int(view.connection.exec_driver_sql("SELECT COALESCE(max(eid), 0) FROM entry").scalar_one())
    kept = _KEPT.get(view.desk.store)
    if kept is None or (kept.facts, kept.upto) != (view.facts, upto):
        head = leaders(joined_pairs(_said(all_edges(view, sight))))
        led = {person: lead for person, lead in head.items() if person != lead}
        kept = _KEPT[view.desk.store] = _Kept(view.facts, upto, led)
    return kept.led


def all_edges(view: View, sight: Sight) -> Collection[SamePerson]:
    """Return all edges of the register that this officer may read, with both their ends."""
    return _seen(view, sight, view.locate(SamePerson)).values() if _any(view) else ()


def said_of(view: View, sight: Sight, persons: Collection[Id]) -> Edges:
    """Return all edges between any of these and others, joined or apart, that this officer may read."""
    asked = among(persons)
    return _seen(view, sight, view.locate(SamePerson, f"one {AMONG} OR other {AMONG}", asked, asked))


def at_odds(view: View, sight: Sight) -> list[tuple[Id, Id]]:
    """Return the pairs that one station joined and another told apart: until somebody answers they are apart."""
    sql = """SELECT min(one, other), max(one, other) FROM p_same_person WHERE one <> other
        GROUP BY 1, 2 HAVING count(DISTINCT state) > 1 ORDER BY 1, 2"""
    pairs = [(bytes(row[0]), bytes(row[1])) for row in view.connection.exec_driver_sql(sql)]
    edges = said_of(view, sight, {one for one, _ in pairs}).values() if pairs else ()
    return [
        pair for pair in pairs
        if len({edge.state for edge in edges if {edge.one, edge.other} == set(pair)}) > 1
    ]  # fmt: skip


def led_records(view: View, sight: Sight, persons: Collection[Id]) -> dict[Id, Person]:
    """Return for each of these persons that may be read the record of the entry that leads it."""
    leads = leads_of(view, sight, persons)
    seen = _readable(view, sight, {*persons, *leads.values()})
    records = view.get_all(Person, seen)
    return {uid: records[leads.get(uid, uid)] for uid in persons if uid in records}


def _reached(view: View, sight: Sight, persons: Collection[Id]) -> dict[Id, SamePerson]:
    seen, edges, todo = set(persons), dict[Id, SamePerson](), set(persons)
    while todo:
        found = said_of(view, sight, todo)
        edges.update(found)
        ends = {
            end for edge in found.values() if edge.state is MergeState.JOINED for end in (edge.one, edge.other) if end
        }
        todo = ends - seen
        seen |= ends
    return edges


def _seen(view: View, sight: Sight, found: Sequence[tuple[Id, Id, SamePerson]]) -> dict[Id, SamePerson]:
    edges = {uid: edge for uid, _, edge in readable(view, sight, found)}
    ends = {end for edge in edges.values() for end in (edge.one, edge.other) if end}
    known = _readable(view, sight, ends)
    return {uid: edge for uid, edge in edges.items() if edge.one in known and edge.other in known}


def _readable(view: View, sight: Sight, persons: Collection[Id]) -> set[Id]:
    sql = f"SELECT uid, sid FROM p_person WHERE uid {AMONG}"  # noqa: S608 - a constant
    rows = view.connection.exec_driver_sql(sql, (among(persons),)).all() if persons else []
    seen = sight.streams({row[1] for row in rows})
    return {bytes(row[0]) for row in rows if row[1] in seen}


def _said(edges: Iterable[SamePerson]) -> Iterable[Edge]:
    for edge in edges:
        if edge.one and edge.other:
            yield Edge(edge.one, edge.other, edge.state is MergeState.JOINED)


def _any(view: View) -> bool:
    return view.connection.exec_driver_sql("SELECT 1 FROM p_same_person LIMIT 1").first() is not None
