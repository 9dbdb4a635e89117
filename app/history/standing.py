"""The tables of standing operations: what `cell`, `rival` and `conflict` hold for a batch, and what changes in them.

Nothing is written that is there already, and what is known to be new is inserted plainly: most of a bundle is new.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from app.history.reading import Place
from app.history.rows import insert_many, insert_rows, select_in
from app.history.settling import Settled

CellName = tuple[int, int]
"""Entity key, cell."""


class StandingTables:
    """Collects what is to be written of cells; `flush` writes it, each table by a few statements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.shown: dict[int, dict[int, Place]] = {}
        """Per entity and cell the operation that the tables say holds."""
        self._crowded: set[CellName] = set()
        self._begin()

    def _begin(self) -> None:
        self.new: list[tuple[int, int, int, int]] = []
        """Rows for cells of which nothing is known: entity, cell, entry key, index."""
        self._moved: list[tuple[int, int, int, int]] = []
        self._empty: list[CellName] = []
        self._had_rivals: list[CellName] = []
        self._rivals: list[tuple[int, int, int, int]] = []
        self._conflicts: list[CellName] = []

    def load(self, entities: Sequence[int]) -> Iterator[tuple[int, int, Place]]:
        """Read the cells of `entities`; yield every standing operation: entity, cell, place."""
        sql = """SELECT entity, field, eid, idx, beside FROM
                 (SELECT *, 0 AS beside FROM cell UNION ALL SELECT *, 1 FROM rival) WHERE entity IN ({keys})"""
        for entity, cell, eid, idx, beside in select_in(self._connection, sql, entities):
            if beside:
                self._crowded.add((entity, cell))
            else:
                self.shown.setdefault(entity, {})[cell] = (eid, idx)
            yield entity, cell, (eid, idx)

    def show(self, entity: int, cell: int, place: Place) -> None:
        """Note that `place` alone stands, or holds among several."""
        before = self.shown.get(entity, {}).get(cell)
        if before is None:
            self.new.append((entity, cell, *place))
        elif before != place:
            self._moved.append((entity, cell, *place))
        if (entity, cell) in self._crowded:
            self._had_rivals.append((entity, cell))

    def settle(self, entity: int, cell: int, places: Sequence[Place], reading: Settled | None) -> None:
        """Note what stands: nothing, or `places`, of which `reading` says which holds (None: the first)."""
        if not places:
            if cell in self.shown.get(entity, {}):
                self._empty.append((entity, cell))
            if (entity, cell) in self._crowded:
                self._had_rivals.append((entity, cell))
            return
        first = places[0] if reading is None else (reading.shown.eid, reading.shown.idx)
        self.show(entity, cell, first)
        self._rivals += [(entity, cell, *place) for place in places if place != first]
        if reading is not None and reading.conflict:
            self._conflicts.append((entity, cell))

    def flush(self) -> None:
        """Write what was noted."""
        run = self._connection
        insert_many(run, "DELETE FROM cell WHERE entity = ? AND field = ?", self._empty)
        insert_many(run, "DELETE FROM rival WHERE entity = ? AND field = ?", self._had_rivals)
        insert_many(run, "DELETE FROM conflict WHERE entity = ? AND field = ?", self._had_rivals)
        insert_rows(run, "INSERT INTO cell", self.new)
        insert_rows(run, "INSERT OR REPLACE INTO cell", self._moved)
        insert_rows(run, "INSERT INTO rival", self._rivals)
        insert_rows(run, "INSERT OR REPLACE INTO conflict", self._conflicts)
        self._begin()
