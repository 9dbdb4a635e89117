"""The directory as a save names it: which stations and officers there are, with which keys and rights.

The directory is a stream like any other, written by administrators only. A save names the tips of it that its author
had; what the author may write is judged by that state and by no later one, so every store judges alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.past import EntityState, Name, state_at
from app.history.rows import one_value, select, select_in
from app.models.kind_specs import Schema
from app.models.kinds.directory import Officer, OrganisationEntry, Station


@dataclass(frozen=True, slots=True)
class DirectoryState:
    """Everyone known at one state of the directory, by id."""

    stations: Mapping[Id, Station]
    officers: Mapping[Id, Officer]
    organisations: Mapping[Id, OrganisationEntry]

    def station_by_code(self, code: str) -> tuple[Id, Station] | None:
        """Return the station with that code, the one with the smaller id where two claim it."""
        return min(((uid, found) for uid, found in self.stations.items() if found.code == code), default=None)


@dataclass(frozen=True, slots=True)
class Trust:
    """What this store believes from the start: the directory's stream and the root key that names it."""

    directory: Id | None
    root_key: bytes | None


_STATES = "praesidium directory states"
MOST_STATES = 64


def forget_states(connection: Connection) -> None:
    """Read every directory state anew from now on: values of the directory have come, or nothing is believed."""
    connection.info.pop(_STATES, None)


EMPTY = DirectoryState({}, {}, {})


class Directories:
    """Directory states by the tips that name them, remembered while one batch or one session lasts."""

    def __init__(self, connection: Connection, schema: Schema, stream: Id | None) -> None:
        self._connection = connection
        self._schema = schema
        self.stream = stream
        """Id of the directory this store trusts; None before it has one."""
        self._states: dict[tuple[bytes, ...], DirectoryState] = {}
        self._tips: list[bytes] | None = None

    def at(self, head: tuple[bytes, ...]) -> DirectoryState:
        """Return the state after the entries named; entries of other streams in `head` add nothing."""
        found = self._states.get(head)
        if found is None:
            found = self._states[head] = self._remembered(head)
        return found

    def now(self) -> DirectoryState:
        """Return the state after all that is here."""
        return self.at(tuple(self.tips()))

    def tips(self) -> list[bytes]:
        """Return the hashes of the directory's tips, sorted: what a save names."""
        if self._tips is None:
            sql = "SELECT hash FROM tip JOIN entry USING (eid) JOIN stream ON stream.sid = tip.sid WHERE stream.id = ?"
            self._tips = sorted(row[0] for row in select(self._connection, sql, self.stream))
        return self._tips

    def forget(self) -> None:
        """Read the tips anew: the directory has grown."""
        self._tips = None

    def _remembered(self, head: tuple[bytes, ...]) -> DirectoryState:
        """Return a state read before over this driver's connection: a head of hashes never says anything else."""
        states: dict[Any, DirectoryState] = self._connection.info.setdefault(_STATES, {})
        key = (id(self._schema), self.stream, head)
        if key not in states:
            if len(states) >= MOST_STATES:
                states.clear()
            states[key] = self._read(head)
        return states[key]

    def _read(self, head: tuple[bytes, ...]) -> DirectoryState:
        sid = one_value(self._connection, "SELECT sid FROM stream WHERE id = ?", self.stream)
        if sid is None or not head:
            return EMPTY
        rows = select_in(self._connection, "SELECT eid, sid FROM entry WHERE hash IN ({keys})", head)
        tips = [eid for eid, where in rows if where == sid]
        return directory_state(state_at(self._connection, self._schema, sid, tips))


def directory_state(entities: Mapping[Name, EntityState]) -> DirectoryState:
    """Return who stands in the entities of a directory stream."""
    stations: dict[Id, Station] = {}
    officers: dict[Id, Officer] = {}
    organisations: dict[Id, OrganisationEntry] = {}
    for (uid, _), entity in entities.items():
        if not entity.alive or entity.kind is None:
            continue
        record = entity.record()
        if isinstance(record, Station):
            stations[uid] = record
        elif isinstance(record, Officer):
            officers[uid] = record
        elif isinstance(record, OrganisationEntry):
            organisations[uid] = record
    return DirectoryState(stations, officers, organisations)
