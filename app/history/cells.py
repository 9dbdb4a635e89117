"""Standing operations of the entities a batch touches: loaded at once, moved in memory, written back at once."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.alone import makes_whole, read_whole
from app.history.arrived import ArrivedEntry
from app.history.frontier import Frontier
from app.history.labels import LABEL
from app.history.past import is_alive, is_void
from app.history.projecting import project
from app.history.reading import Place, lives_of
from app.history.rows import insert_rows, one_value, select_in
from app.history.settling import Live, plain_cells, read_alone, settle
from app.history.standing import StandingTables
from app.history.wire import DELETION
from app.models.kind_specs import KindSpec, Schema

EntityName = tuple[int, Id, int]
"""Stream key, id, kind."""

Readings = dict[int, dict[int, Sequence[Any] | None]]
"""Per entity key the values of the cells that changed; None where no operation stands any more."""

MANY = 200
"""New entities from which on they are written in turns, each while the next is thought out."""
TURNS = 6


class CellBook:
    """Cells and entities of one batch."""

    def __init__(
        self, connection: Connection, schema: Schema, erased: Callable[[EntityName], bool] | None = None
    ) -> None:
        self._connection = connection
        self._schema = schema
        self._erased = erased
        self._keys: dict[EntityName, int] = {}
        self._names: dict[int, EntityName] = {}
        self._born: list[EntityName] = []
        self._frontier: Frontier[int] = Frontier()
        self._tables = StandingTables(connection)
        self._arrived: dict[int, ArrivedEntry] = {}
        self._plain: dict[int, Mapping[int, int]] = {}
        self._unwritten: set[int] = set()
        """New entities that nothing has written yet."""
        self._whole: dict[int, ArrivedEntry] = {}
        """Those that one entry has made whole; the frontier knows nothing of them."""
        self.kinds: set[int] = set()
        self.changed: set[int] = set()
        self.shared: set[Id] = set()
        """Ids that were written under in several streams."""

    def load(self, entries: Sequence[ArrivedEntry]) -> None:
        """Find the entities that `entries` write, and their cells as they stand; make keys for new entities."""
        self._arrived = {entry.eid: entry for entry in entries}
        wanted: dict[EntityName, None] = {}
        for entry in entries:
            sid, uids = entry.sid, entry.skeleton.uids
            for at, kind in enumerate(entry.skeleton.kinds):
                wanted[sid, uids[16 * at : 16 * at + 16], kind] = None
        known: list[int] = []
        sql = "SELECT id, sid, uid, kind FROM entity WHERE uid IN ({keys})"
        homes = {uid: sid for sid, uid, _ in wanted}
        for key, sid, uid, kind in select_in(self._connection, sql, homes):
            if (sid, uid, kind) in wanted:
                self._name(key, (sid, uid, kind))
                known.append(key)
            elif homes[uid] != sid and kind != LABEL:
                self.shared.add(uid)
        if len(homes) < len(wanted):
            self.shared |= {uid for sid, uid, kind in wanted if homes[uid] != sid and kind != LABEL}
        self._load_cells(known)
        if len(known) == len(wanted):
            return
        at = int(one_value(self._connection, "SELECT coalesce(max(id), 0) FROM entity"))
        for name in wanted:
            if name not in self._keys:
                at += 1
                self._name(at, name)
                self._born.append(name)
                self._unwritten.add(at)

    def write(self, entry: ArrivedEntry) -> None:
        """Apply the counted operations of one entry to the cells in memory."""
        skeleton, eid, sid, refs = entry.skeleton, entry.eid, entry.sid, entry.refs
        uids, kinds = skeleton.uids, skeleton.kinds
        keys = [self._keys[sid, uids[16 * at : 16 * at + 16], kind] for at, kind in enumerate(kinds)]
        if keys[0] in self._unwritten and makes_whole(entry, self._plain_cells(kinds[0])):
            self._unwritten.discard(keys[0])
            self._whole[keys[0]] = entry
            return
        self._unwritten.difference_update(keys)
        for key in self._whole.keys() & keys:
            first = self._whole.pop(key)
            self._frontier.write_new([key], first.skeleton.who, first.skeleton.cells, first.eid)
        if not skeleton.sup_ref and entry.void is None:
            self._frontier.write_new(keys, skeleton.who, skeleton.cells, eid)
            return
        once = [self._is_once(kind) for kind in kinds]
        named = [(refs[ref], idx) for ref, idx in zip(skeleton.sup_ref, skeleton.sup_idx, strict=True)]
        ends = list(accumulate(skeleton.sup_count))
        superseded = [named[end - count : end] for end, count in zip(ends, skeleton.sup_count, strict=True)]
        if entry.void is None:
            self._frontier.write_over(keys, once, skeleton.who, skeleton.cells, superseded, eid)
            return
        for idx, (who, cell, gone) in enumerate(zip(skeleton.who, skeleton.cells, superseded, strict=True)):
            if not is_void(entry.void, idx):
                self._frontier.write(keys[who], cell, (eid, idx), gone, once=once[who])

    def reread(self, eids: Sequence[int]) -> None:
        """Show values that have become readable: the cells in which operations of `eids` stand."""
        cells: dict[int, set[int]] = {}
        for table in ("cell", "rival"):
            sql = f"SELECT entity, field FROM {table} WHERE eid IN ({{keys}})"  # noqa: S608
            for entity, cell in select_in(self._connection, sql, eids):
                cells.setdefault(entity, set()).add(cell)
        sql = "SELECT id, sid, uid, kind FROM entity WHERE id IN ({keys})"
        for key, sid, uid, kind in select_in(self._connection, sql, cells):
            self._name(key, (sid, uid, kind))
        self._load_cells(sorted(cells))
        for entity, there in cells.items():
            self._frontier.touch(entity, there)
        self.flush()

    def flush(self) -> None:
        """Write entities, cells, rivals, conflicts and projection of all that was touched."""
        rows = [(self._keys[name], *name) for name in self._born]
        insert_rows(self._connection, "INSERT INTO entity (id, sid, uid, kind)", rows)
        again = self._written_again()
        born = {row[0] for row in rows}
        for entities in _in_turns(sorted([*self._frontier.touched, *self._whole]), born):
            self._flush(entities, again, born)
        self._born = []
        self._whole = {}
        self._frontier = Frontier()
        self._tables = StandingTables(self._connection)

    def _flush(self, entities: Sequence[int], again: Mapping[int, Sequence[Place]], born: Container[int]) -> None:
        readings = self._settle_touched(entities, again)
        self._tables.flush()
        dead = self._dead_ones(entities)
        self._revive(readings, dead)
        if self._erased is not None:
            dead |= {entity for entity, cells in readings.items() if cells and self._erased(self._names[entity])}
        touched = {entity: cells for entity, cells in readings.items() if cells}
        project(self._connection, self._schema, touched, self._names, dead, born)
        self.changed |= readings.keys()
        self.kinds |= {self._names[entity][2] for entity in readings}

    def _name(self, key: int, name: EntityName) -> None:
        self._keys[name] = key
        self._names[key] = name

    def _kind(self, entity: int) -> KindSpec | None:
        return self._schema.kinds.get(self._names[entity][2])

    def _is_once(self, number: int) -> bool:
        kind = self._schema.kinds.get(number)
        return kind is not None and kind.once

    def _plain_cells(self, number: int) -> Mapping[int, int]:
        found = self._plain.get(number)
        if found is None:
            found = self._plain[number] = plain_cells(self._schema.kinds.get(number))
        return found

    def _load_cells(self, known: Sequence[int]) -> None:
        for entity, cell, place in self._tables.load(known):
            self._frontier.load(entity, cell, place)

    def _settle_touched(self, entities: Iterable[int], again: Mapping[int, Sequence[Place]]) -> Readings:
        """Return what the touched cells of `entities` say, and note for the tables what stands in them."""
        arrived, tables, new = self._arrived, self._tables, self._tables.new
        found: Readings = {}
        rest: list[tuple[int, int]] = []
        for entity in entities:
            whole = self._whole.get(entity)
            if whole is not None:
                found[entity] = read_whole(entity, whole, self._plain_cells(self._names[entity][2]), new)
                continue
            cells = self._frontier.touched[entity]
            standing = self._frontier.standing[entity]
            plain = {} if entity in again else self._plain_cells(self._names[entity][2])
            unknown = entity not in tables.shown
            read = found[entity] = {}
            for cell in cells:
                places = standing[cell]
                if len(places) == 1 and cell in plain and places[0][0] in arrived:
                    eid, idx = places[0]
                    read[cell] = read_alone(arrived[eid].values[idx], plain[cell])
                    if unknown:
                        new.append((entity, cell, eid, idx))
                    else:
                        tables.show(entity, cell, places[0])
                else:
                    rest.append((entity, cell))
        if rest:
            self._settle_rest(rest, again, found)
        return found

    def _settle_rest(
        self, cells: Sequence[tuple[int, int]], again: Mapping[int, Sequence[Place]], found: Readings
    ) -> None:
        """Settle the cells in which there is more to say than what one operation that has just come says."""
        standing = self._frontier.standing
        wanted = [place for entity, cell in cells for place in standing[entity][cell]]
        stored = [place for place in wanted if place[0] not in self._arrived]
        lives: dict[Place, Live] = lives_of(self._connection, stored) if stored else {}
        read = {place: lives[place] if place in lives else self._live(place) for place in wanted}
        creators = {
            entity: min(read[place].order for place in places)[1] for entity, places in again.items() if entity in found
        }
        for entity, cell in cells:
            places = standing[entity][cell]
            if not places or cell == DELETION:
                places.sort(key=lambda place: read[place].order, reverse=True)
                self._tables.settle(entity, cell, places, None)
                if cell != DELETION:
                    found[entity][cell] = None
                continue
            kind = self._kind(entity)
            spec = kind.cells.get(cell) if kind is not None else None
            reading = settle(kind, spec, [read[place] for place in places], creators.get(entity))
            self._tables.settle(entity, cell, places, reading)
            found[entity][cell] = reading.values

    def _written_again(self) -> dict[int, list[Place]]:
        """Return the operations of touched write-once entities that several entries wrote, and touch all their cells.

        The entry that created such an entity decides all of it, whichever came first.
        """
        found: dict[int, list[Place]] = {}
        for entity, touched in self._frontier.touched.items():
            if not self._is_once(self._names[entity][2]):
                continue
            standing = self._frontier.standing[entity]
            places = [place for cell, there in standing.items() if cell != DELETION for place in there]
            if len({eid for eid, _ in places}) > 1:
                found[entity] = places
                touched.update(cell for cell in standing if cell != DELETION)
        return found

    def _live(self, place: Place) -> Live:
        eid, idx = place
        entry = self._arrived[eid]
        return Live(entry.depth, entry.hash, idx, eid, entry.values[idx])

    def _dead_ones(self, entities: Iterable[int]) -> set[int]:
        """Return those of `entities` that live no more; only those with a deletion can."""
        dead: set[int] = set()
        for entity in entities:
            standing = self._frontier.standing.get(entity, {})
            if standing.get(DELETION):
                lives = {cell: [self._any_live(place) for place in places] for cell, places in standing.items()}
                if not is_alive(lives):
                    dead.add(entity)
        return dead

    def _any_live(self, place: Place) -> Live:
        return self._live(place) if place[0] in self._arrived else lives_of(self._connection, [place])[place]

    def _revive(self, readings: Readings, dead: Iterable[int]) -> None:
        """Read all cells of an entity that may have been deleted before and lives: its row must be whole."""
        for entity in readings.keys() - set(dead) - self._whole.keys():
            standing = self._frontier.standing[entity]
            if DELETION not in self._frontier.touched[entity] and not standing.get(DELETION):
                continue
            kind = self._kind(entity)
            for cell, places in standing.items():
                if cell != DELETION and places and cell not in readings[entity]:
                    spec = kind.cells.get(cell) if kind else None
                    lives = [self._any_live(place) for place in places]
                    readings[entity][cell] = settle(kind, spec, lives).values


def _in_turns(entities: Sequence[int], born: Container[int]) -> Iterator[Sequence[int]]:
    """Part `entities` by whether something must be asked of the store for them: for those that are `born` nothing is.

    The number of turns does not grow with the number of entities.
    """
    new = [entity for entity in entities if entity in born]
    if len(new) < MANY:
        yield entities
        return
    size = -(-len(new) // TURNS)
    for start in range(0, len(new), size):
        yield new[start : start + size]
    if len(new) < len(entities):
        yield [entity for entity in entities if entity not in born]
