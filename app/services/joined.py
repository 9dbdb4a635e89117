"""Which entries of the register are one human, and which of them leads: as far as this officer may read.

An edge counts for whom both its ends and itself are to read, and for the entries that its organisation owns, or owns
together with others: two are one where every entry is joined by who keeps it. Anybody else proposes. What leads stands
for all: in lists, in Ctrl+K, on the card, on paper. Entries that nobody joined to another cost one look-up.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import MergeState
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Person
from app.models.rules.persons import Edge, joined_pairs, leaders
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.kept import Kept, entries_of
from app.services.readable import readable
from app.services.seeing import Sight

PERSON = "person"


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What one edge says, and whose word it is."""

    record: SamePerson
    by: Id
    """The organisation whose edge it is."""
    edge: Edge

    @property
    def pair(self) -> frozenset[Id]:
        """Return its two ends."""
        return frozenset((self.edge.one, self.edge.other))


Edges = Mapping[Id, Told]


_LED = Kept[Mapping[Id, Id]]()


def group_of(view: View, sight: Sight, person: Id) -> tuple[tuple[Id, ...], tuple[tuple[Id, SamePerson], ...]]:
    """Return the entries joined to one, itself included, the leading one first, and the edges that join them."""
    edges = _reached(view, sight, {person})
    pairs = joined_pairs(told.edge for told in edges.values())
    head = leaders(pairs)
    mine = head.get(person, person)
    group = sorted((one for one, lead in head.items() if lead == mine), key=lambda one: (one != mine, one)) or [person]
    joined = {frozenset(pair) for pair in pairs}
    kept = [
        (uid, edges[uid].record) for uid in sorted(edges)
        if edges[uid].edge.joined and edges[uid].edge.spoken_for
        and edges[uid].pair <= set(group) and edges[uid].pair in joined
    ]  # fmt: skip
    return tuple(group), tuple(kept)


def leads_of(view: View, sight: Sight, persons: Collection[Id]) -> dict[Id, Id]:
    """Return, for those of the persons whom another entry leads, which one."""
    if not persons or not _any(view):
        return {}
    head = leaders(joined_pairs(told.edge for told in _reached(view, sight, set(persons)).values()))
    return {person: head[person] for person in persons if head.get(person, person) != person}


def all_led(view: View, sight: Sight) -> Mapping[Id, Id]:
    """Return all entries of the register that another one leads, with which; kept until something is written."""
    if not _any(view):
        return {}

    def look() -> Mapping[Id, Id]:
        head = leaders(joined_pairs(told.edge for told in all_edges(view, sight)))
        return {person: lead for person, lead in head.items() if person != lead}

    return _LED.answer(view, entries_of(view), view.facts, lambda _earlier: look())


def all_edges(view: View, sight: Sight) -> Collection[Told]:
    """Return all edges of the register that this officer may read, with both their ends."""
    return _seen(view, sight, view.locate(SamePerson)).values() if _any(view) else ()


def said_of(view: View, sight: Sight, persons: Collection[Id]) -> Edges:
    """Return all edges between any of these and others, joined, apart or proposed, that this officer may read."""
    asked = among(persons)
    return _seen(view, sight, view.locate(SamePerson, f"one {AMONG} OR other {AMONG}", asked, asked))


def at_odds(view: View, sight: Sight) -> list[tuple[Id, Id]]:
    """Return the pairs that one station joined and another told apart: until somebody answers they are apart."""
    sql = """SELECT min(one, other), max(one, other) FROM p_same_person WHERE one <> other
        GROUP BY 1, 2 HAVING count(DISTINCT state) > 1 ORDER BY 1, 2"""
    pairs = [(bytes(row[0]), bytes(row[1])) for row in view.connection.exec_driver_sql(sql)]
    edges = list(said_of(view, sight, {one for one, _ in pairs}).values()) if pairs else []
    return [
        pair for pair in pairs
        if len({told.edge.joined for told in edges if told.pair == set(pair) and told.edge.spoken_for}) > 1
    ]  # fmt: skip


def is_proposed(said: Iterable[Told]) -> bool:
    """Tell whether somebody joins the two of which all this is said, and who keeps one of them has not answered."""
    every = list(said)
    answered = any(not told.edge.joined and told.edge.spoken_for for told in every)
    return any(told.edge.joined for told in every) and not answered and not joined_pairs(told.edge for told in every)


def needs_others(view: View, pair: Collection[Id], said: Iterable[Told]) -> bool:
    """Tell whether our joining of two only proposes: another organisation keeps one of them and has not joined it."""
    spoken = {end for told in said if told.edge.joined for end in told.edge.spoken_for}
    keepers = _keepers(view, pair)
    return any(view.facts.organisation not in keepers.get(end, ()) for end in set(pair) - spoken)


def asked_of_us(view: View, sight: Sight) -> list[tuple[Id, Id]]:
    """Return the pairs that another organisation joined, and that wait for our word on one of them."""
    sql = """SELECT DISTINCT min(one, other), max(one, other) FROM p_same_person JOIN stream USING (sid)
        WHERE state = 'joined' AND one <> other AND owner <> ? ORDER BY 1, 2"""
    mine = view.facts.organisation
    pairs = [(bytes(row[0]), bytes(row[1])) for row in view.connection.exec_driver_sql(sql, (mine,))]
    edges = list(said_of(view, sight, {one for one, _ in pairs}).values()) if pairs else []
    keepers = _keepers(view, {person for pair in pairs for person in pair})
    found = []
    for pair in pairs:
        said = [told for told in edges if told.pair == set(pair)]
        unspoken = set(pair).difference(*(told.edge.spoken_for for told in said))
        if is_proposed(said) and any(mine in keepers.get(person, ()) for person in unspoken):
            found.append(pair)
    return found


def led_records(view: View, sight: Sight, persons: Collection[Id]) -> dict[Id, Person]:
    """Return for each of these persons that may be read the record of the entry that leads it."""
    leads = leads_of(view, sight, persons)
    seen = _readable(view, sight, {*persons, *leads.values()})
    records = view.get_all(Person, seen)
    return {uid: records[leads.get(uid, uid)] for uid in persons if uid in records}


def _reached(view: View, sight: Sight, persons: Collection[Id]) -> dict[Id, Told]:
    seen, edges, todo = set(persons), dict[Id, Told](), set(persons)
    while todo:
        found = said_of(view, sight, todo)
        edges.update(found)
        ends = {end for told in found.values() if told.edge.joined for end in told.pair}
        todo = ends - seen
        seen |= ends
    return edges


def _seen(view: View, sight: Sight, found: Sequence[tuple[Id, Id, SamePerson]]) -> dict[Id, Told]:
    edges = readable(view, sight, found)
    known = _readable(view, sight, {end for _, _, edge in edges for end in (edge.one, edge.other) if end})
    edges = [line for line in edges if line[2].one in known and line[2].other in known]
    keepers = _keepers(view, {end for _, _, edge in edges for end in (edge.one, edge.other) if end})
    owners = _owners(view, {stream for _, stream, _ in edges})
    told = {}
    for uid, stream, record in edges:
        one, other, by = record.one or b"", record.other or b"", owners[stream]
        joined = record.state is MergeState.JOINED
        told[uid] = Told(record, by, Edge(one, other, joined, by in keepers[one], by in keepers[other]))
    return told


def _keepers(view: View, persons: Collection[Id]) -> Mapping[Id, frozenset[Id]]:
    """Return whose entry each person of the register is: its owner's, and theirs who own it together with him."""
    sql = f"""SELECT p.uid, stream.owner, l.co_owners FROM p_person p JOIN stream USING (sid)
        LEFT JOIN p_label l ON l.uid = stream.id AND l.sid = p.sid WHERE p.uid {AMONG}"""  # noqa: S608 - a constant
    rows = view.connection.exec_driver_sql(sql, (among(persons),)).all() if persons else []
    return {
        bytes(uid): frozenset({bytes(owner), *(bytes.fromhex(one) for one in json.loads(together or "[]"))})
        for uid, owner, together in rows
    }


def _owners(view: View, streams: Collection[Id]) -> Mapping[Id, Id]:
    sql = f"SELECT id, owner FROM stream WHERE id {AMONG}"  # noqa: S608 - a constant
    rows = view.connection.exec_driver_sql(sql, (among(streams),)).all() if streams else []
    return {bytes(row[0]): bytes(row[1]) for row in rows}


def _readable(view: View, sight: Sight, persons: Collection[Id]) -> set[Id]:
    sql = f"SELECT uid, sid FROM p_person WHERE uid {AMONG}"  # noqa: S608 - a constant
    rows = view.connection.exec_driver_sql(sql, (among(persons),)).all() if persons else []
    seen = sight.streams({row[1] for row in rows})
    return {bytes(row[0]) for row in rows if row[1] in seen}


def _any(view: View) -> bool:
    return view.connection.exec_driver_sql("SELECT 1 FROM p_same_person LIMIT 1").first() is not None
