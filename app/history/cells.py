"""Standing operations of the entities a batch touches: loaded at once, moved in memory, written back at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.admitting import ArrivedEntry
from app.history.frontier import Frontier
from app.history.past import is_alive, is_void
from app.history.projecting import project
from app.history.reading import Place, lives_of
from app.history.rows import insert_many, one_value, select_in
from app.history.settling import Live, Settled, settle
from app.history.wire import DELETION
from app.models.fields import KindSpec, Schema

EntityName = tuple[int, Id, int]
"""Stream key, id, kind."""


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
        self._before: dict[tuple[int, int], tuple[Place, ...]] = {}
        self._arrived: dict[int, ArrivedEntry] = {}
        self._refresh: set[tuple[int, int]] = set()
        self.kinds: set[int] = set()
        self.changed: set[int] = set()

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
        for key, sid, uid, kind in select_in(self._connection, sql, {name[1]: None for name in wanted}):
            if (sid, uid, kind) in wanted:
                self._name(key, (sid, uid, kind))
                known.append(key)
        at = int(one_value(self._connection, "SELECT coalesce(max(id), 0) FROM entity"))
        for name in wanted:
            if name not in self._keys:
                at += 1
                self._name(at, name)
                self._born.append(name)
        self._load_cells(known)

    def write(self, entry: ArrivedEntry) -> None:
        """Apply the counted operations of one entry to the cells in memory."""
        skeleton, eid, sid, refs = entry.skeleton, entry.eid, entry.sid, entry.refs
        uids, kinds = skeleton.uids, skeleton.kinds
        keys = [self._keys[sid, uids[16 * at : 16 * at + 16], kind] for at, kind in enumerate(kinds)]
        once = [self._is_once(kind) for kind in kinds]
        frontier_write = self._frontier.write
        if not skeleton.sup_ref and entry.void is None:
            for idx, (who, cell) in enumerate(zip(skeleton.who, skeleton.cells, strict=True)):
                frontier_write(keys[who], cell, (eid, idx), (), once=True)
            return
        at = 0
        for idx, (who, cell, count) in enumerate(zip(skeleton.who, skeleton.cells, skeleton.sup_count, strict=True)):
            places = [(refs[skeleton.sup_ref[i]], skeleton.sup_idx[i]) for i in range(at, at + count)]
            at += count
            if entry.void is None or not is_void(entry.void, idx):
                frontier_write(keys[who], cell, (eid, idx), places, once=once[who])

    def reread(self, eids: Sequence[int]) -> None:
        """Show values that have become readable: the cells in which operations of `eids` stand."""
        for table in ("cell", "rival"):
            sql = f"SELECT entity, field FROM {table} WHERE eid IN ({{keys}})"  # noqa: S608
            self._refresh |= {(row[0], row[1]) for row in select_in(self._connection, sql, eids)}
        entities = {entity for entity, _ in self._refresh}
        for key, sid, uid, kind in select_in(
            self._connection, "SELECT id, sid, uid, kind FROM entity WHERE id IN ({keys})", entities
        ):
            self._name(key, (sid, uid, kind))
        self._load_cells(sorted(entities))
        self._frontier.touched |= self._refresh
        self.flush()

    def flush(self) -> None:
        """Write entities, cells, rivals, conflicts and projection of all that was touched."""
        rows = [(self._keys[name], *name) for name in self._born]
        insert_many(self._connection, "INSERT INTO entity (id, sid, uid, kind) VALUES (?,?,?,?)", rows)
        settled = self._settle_touched()
        self._write_cells(settled)
        dead = self._dead_ones()
        touched: dict[int, dict[int, Settled | None]] = {}
        for (entity, cell), reading in settled.items():
            if cell != DELETION:
                touched.setdefault(entity, {})[cell] = reading
        self._revive(touched, dead)
        if self._erased is not None:
            dead |= {entity for entity in touched if self._erased(self._names[entity])}
        project(self._connection, self._schema, touched, self._names, dead)
        self.changed |= {entity for entity, _ in settled}
        self.kinds |= {self._names[entity][2] for entity, _ in settled}
        self._frontier.touched.clear()
        self._before = {}
        self._born = []
        self._frontier = Frontier()

    def _name(self, key: int, name: EntityName) -> None:
        self._keys[name] = key
        self._names[key] = name

    def _is_once(self, number: int) -> bool:
        kind = self._schema.kinds.get(number)
        return kind is not None and kind.once

    def _load_cells(self, known: Iterable[int]) -> None:
        keys = list(known)
        for table in ("cell", "rival"):
            sql = f"SELECT entity, field, eid, idx FROM {table} WHERE entity IN ({{keys}})"  # noqa: S608
            for entity, cell, eid, idx in select_in(self._connection, sql, keys):
                self._frontier.load(entity, cell, (eid, idx))
        self._before = {key: tuple(places) for key, places in self._frontier.standing.items()}

    def _settle_touched(self) -> dict[tuple[int, int], Settled | None]:
        again = self._written_again()
        standing = self._frontier.standing
        arrived = self._arrived
        found: dict[tuple[int, int], Settled | None] = {}
        rest: list[tuple[int, int]] = []
        for key in sorted(self._frontier.touched):
            places = standing[key]
            if len(places) == 1 and key[1] != DELETION and places[0][0] in arrived and key[0] not in again:
                kind = self._schema.kinds.get(self._names[key[0]][2])
                found[key] = settle(kind, None if kind is None else kind.cells.get(key[1]), [self._live(places[0])])
            else:
                rest.append(key)
        if rest:
            self._settle_rest(rest, again, found)
        return found

    def _settle_rest(
        self,
        keys: Sequence[tuple[int, int]],
        again: Mapping[int, Sequence[Place]],
        found: dict[tuple[int, int], Settled | None],
    ) -> None:
        """Settle the cells in which more stands than one operation that has just come."""
        standing = self._frontier.standing
        wanted = [place for key in keys for place in standing[key]]
        stored = [place for place in wanted if place[0] not in self._arrived]
        lives: Mapping[Place, Live] = lives_of(self._connection, stored) if stored else {}
        read = {place: lives[place] if place in lives else self._live(place) for place in wanted}
        creators = {entity: min(read[place].order for place in places)[1] for entity, places in again.items()}
        for key in keys:
            places = standing[key]
            if not places or key[1] == DELETION:
                places.sort(key=lambda place: read[place].order, reverse=True)
                found[key] = None
                continue
            kind = self._schema.kinds.get(self._names[key[0]][2])
            cell = kind.cells.get(key[1]) if kind is not None else None
            found[key] = settle(kind, cell, [read[place] for place in places], creators.get(key[0]))

    def _written_again(self) -> dict[int, list[Place]]:
        """Return the operations of touched write-once entities that several entries wrote, and touch all their cells.

        The entry that created such an entity decides all of it, whichever came first.
        """
        found: dict[int, list[Place]] = {}
        for entity in {entity for entity, _ in self._frontier.touched}:
            if not self._is_once(self._names[entity][2]):
                continue
            cells = [cell for cell in self._frontier.cells[entity] if cell != DELETION]
            places = [place for cell in cells for place in self._frontier.standing[entity, cell]]
            if len({eid for eid, _ in places}) > 1:
                found[entity] = places
                self._frontier.touched |= {(entity, cell) for cell in cells}
        return found

    def _live(self, place: Place) -> Live:
        eid, idx = place
        entry = self._arrived[eid]
        opened = entry.opened[idx]
        return Live(entry.depth, entry.hash, idx, eid, None if opened is None else opened[1])

    def _write_cells(self, settled: Mapping[tuple[int, int], Settled | None]) -> None:
        shown: list[tuple[int, int, int, int]] = []
        empty: list[tuple[int, int]] = []
        rivals: list[tuple[int, int, int, int]] = []
        had_rivals: list[tuple[int, int]] = []
        conflicts: list[tuple[int, int]] = []
        standing, known = self._frontier.standing, self._before
        for key, reading in settled.items():
            places = standing[key]
            if len(places) == 1 and reading is not None and key not in known:
                shown.append((*key, *places[0]))
                continue
            if len(known.get(key, ())) > 1:
                had_rivals.append(key)
            if not places:
                empty.append(key)
                continue
            first = places[0] if reading is None else (reading.shown.eid, reading.shown.idx)
            shown.append((*key, *first))
            rivals += [(*key, *place) for place in places if place != first]
            if reading is not None and reading.conflict:
                conflicts.append(key)
        run = self._connection
        insert_many(run, "DELETE FROM cell WHERE entity = ? AND field = ?", empty)
        insert_many(run, "INSERT OR REPLACE INTO cell VALUES (?,?,?,?)", shown)
        insert_many(run, "DELETE FROM rival WHERE entity = ? AND field = ?", had_rivals)
        insert_many(run, "DELETE FROM conflict WHERE entity = ? AND field = ?", had_rivals)
        insert_many(run, "INSERT INTO rival VALUES (?,?,?,?)", rivals)
        insert_many(run, "INSERT OR REPLACE INTO conflict VALUES (?,?)", conflicts)

    def _dead_ones(self) -> set[int]:
        """Return the touched entities that live no more; only those with a deletion or an emptied cell can."""
        dead: set[int] = set()
        for entity in {entity for entity, _ in self._frontier.touched}:
            cells = self._frontier.cells[entity]
            if not self._frontier.standing.get((entity, DELETION)):
                continue
            lives = {cell: [self._any_live(place) for place in self._frontier.standing[entity, cell]] for cell in cells}
            if not is_alive(lives):
                dead.add(entity)
        return dead

    def _any_live(self, place: Place) -> Live:
        return self._live(place) if place[0] in self._arrived else lives_of(self._connection, [place])[place]

    def _revive(self, touched: dict[int, dict[int, Settled | None]], dead: set[int]) -> None:
        """Read all cells of an entity that may have been deleted before and lives: its row must be whole."""
        standing = self._frontier.standing
        for entity in {
            e for e, cell in self._frontier.touched if cell == DELETION or standing.get((e, DELETION))
        } - dead:
            kind: KindSpec | None = self._schema.kinds.get(self._names[entity][2])
            for cell in self._frontier.cells[entity]:
                places = self._frontier.standing[entity, cell]
                if cell != DELETION and places and cell not in touched.setdefault(entity, {}):
                    spec = kind.cells.get(cell) if kind else None
                    touched[entity][cell] = settle(kind, spec, [self._any_live(place) for place in places])
