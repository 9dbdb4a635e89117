"""Replicas that keep real stores, and what each was ever given, logged apart from the engine for the oracle."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from app.core.clock import SeededRandomness
from app.history.applying import apply
from app.history.wire import Batch, CarriedEntry, SignedSave
from app.history.writing import Writer
from app.models.enums import Role
from app.models.kind_specs import Schema
from app.store.staging import staging
from tests.history_world import Desk, World
from tests.property.made_up import FULL, SMALL, make_tables
from tests.property.oracle.bytes_read import Held, read_entry, read_save
from tests.property.oracle.tables import KINDS, OLDER, Kind
from tests.property.oracle.view import View, view

MOST = 6
"""Stores of one history."""


@dataclass
class Mail:
    """What can be sent: entries with the openings that are there, the saves and certificates that go with them."""

    certs: dict[bytes, None] = field(default_factory=dict)
    saves: dict[bytes, SignedSave] = field(default_factory=dict)
    entries: dict[bytes, tuple[bytes, dict[int, tuple[bytes, bytes]]]] = field(default_factory=dict)
    save_of: dict[bytes, bytes] = field(default_factory=dict)

    def put(self, cert: bytes, save: SignedSave, entries: Iterable[CarriedEntry]) -> list[bytes]:
        """Add one save with some of its entries; return their hashes."""
        self.certs[cert] = None
        read = read_save(save.body)
        self.saves[read.hash] = save
        return [self._put_entry(read.hash, carried) for carried in entries]

    def _put_entry(self, save: bytes, carried: CarriedEntry) -> bytes:
        name = read_entry(carried.skeleton, carried.openings).hash
        which, salts, values = msgspec.msgpack.decode(carried.openings)
        places = range(len(values)) if which is None else which
        opened = {at: (salts[16 * n : 16 * n + 16], values[n]) for n, at in enumerate(places)}
        before = self.entries.get(name, (carried.skeleton, {}))[1]
        self.entries[name] = (carried.skeleton, before | opened)
        self.save_of[name] = save
        return name

    def batch(self, names: Iterable[bytes], keep: dict[bytes, set[int]] | None = None) -> Batch:
        """Pack entries; of those in `keep` only the openings named there."""
        wanted = list(names)
        saves = dict.fromkeys(self.save_of[name] for name in wanted)
        return Batch(
            list(self.certs),
            [self.saves[save] for save in saves],
            [CarriedEntry(self.entries[name][0], self._openings(name, (keep or {}).get(name))) for name in wanted],
        )

    def _openings(self, name: bytes, keep: set[int] | None) -> bytes:
        opened = self.entries[name][1]
        which = sorted(at for at in opened if keep is None or at in keep)
        salts = b"".join(opened[at][0] for at in which)
        return msgspec.msgpack.encode([which, salts, [opened[at][1] for at in which]])

    def absorb(self, other: "Mail") -> None:
        """Add all of `other`."""
        self.certs |= other.certs
        self.saves |= other.saves
        self.save_of |= other.save_of
        for name, (raw, opened) in other.entries.items():
            self.entries[name] = (raw, self.entries.get(name, (raw, {}))[1] | opened)

    def held(self) -> Held:
        """Take everything apart for the oracle."""
        stations: dict[bytes, bytes] = {}
        for cert in self.certs:
            _, station, public, _ = msgspec.msgpack.decode(cert)
            stations[_replica_id(public)] = station
        entries = {name: read_entry(raw, self._openings(name, None)) for name, (raw, _) in self.entries.items()}
        return Held(
            stations, {save.hash: save for save in map(read_save, (s.body for s in self.saves.values()))}, entries
        )


def _replica_id(public: bytes) -> bytes:
    return sha256(b"praesidium/replica/1\0" + public).digest()


@dataclass
class Replica:
    """A store, the desk that writes in it, and what it was given."""

    name: str
    connection: Connection
    desk: Desk
    world: World
    schema: Schema
    given: Mail = field(default_factory=Mail)

    @property
    def kinds(self) -> dict[int, Kind]:
        """Return what the oracle knows of this version's domain."""
        return KINDS if self.schema is FULL else OLDER

    def writer(self) -> Writer:
        """Return a writer for this store."""
        return Writer(self.connection, self.schema, self.world.trust, self.desk.pen(), self.world.random)

    def save(self, writer: Writer, moment: datetime, *, signed: bool = False) -> list[bytes]:
        """Commit, note what was written, and return the entries' hashes."""
        last = self.connection.exec_driver_sql("SELECT coalesce(max(eid), 0) FROM entry").scalar_one()
        cosigners = [self.desk.cosigner()] if signed else []
        writer.commit(self.desk.officer, self.world.clock.now(), moment, cosigners)
        return self.note_after(last)

    def note_after(self, last: int) -> list[bytes]:
        """Note what the store wrote itself after entry key `last`."""
        sql = """SELECT cert, body, sig, cosigs, skeleton, openings FROM entry JOIN save USING (vid)
                 JOIN replica USING (rid) WHERE eid > ? ORDER BY eid"""
        names: list[bytes] = []
        for cert, body, sig, cosigs, skeleton, openings in self.connection.exec_driver_sql(sql, (last,)):
            pairs = [(bytes(one), bytes(two)) for one, two in msgspec.msgpack.decode(cosigs)]
            names += self.given.put(cert, SignedSave(body, sig, pairs), [CarriedEntry(skeleton, openings)])
        return names

    def receive(self, batch: Batch) -> None:
        """Apply what came, and note it."""
        certs = {_replica_id(msgspec.msgpack.decode(cert)[2]): cert for cert in batch.certs}
        listed: dict[bytes, tuple[bytes, SignedSave]] = {}
        for save in batch.saves:
            read = read_save(save.body)
            for name in read.entries:
                listed[name] = (certs[read.replica], save)
        for carried in batch.entries:
            cert, save = listed[read_entry(carried.skeleton, carried.openings).hash]
            self.given.put(cert, save, [carried])
        apply(self.connection, self.schema, self.world.trust, batch, now=self.world.clock.now(), source=1)

    def expected(self) -> View:
        """Return what the oracle says this store must show."""
        directory = self.world.trust.directory
        assert directory is not None
        return view(self.given.held(), self.kinds, directory)


@dataclass
class House:
    """Stores that are used for one history after another: each begins where the directory has just been founded."""

    world: World
    stores: list[Connection]
    small: Connection
    blank: Connection
    """A store without even a directory."""
    founding: Mail
    desks: dict[str, Desk]

    def begin(self, seed: int | str) -> None:
        """Forget the last history."""
        for connection in (*self.stores, self.small):
            connection.exec_driver_sql("ROLLBACK TO founded")
        self.blank.exec_driver_sql("ROLLBACK TO empty")
        self.world.random = SeededRandomness(f"history {seed}")

    def replica(self, at: int, code: str) -> Replica:
        """Return the store of number `at` with a desk before it."""
        return self._seated(f"{at}", self.stores[at], code, FULL)

    def older(self, code: str) -> Replica:
        """Return the store of the older version."""
        return self._seated("older", self.small, code, SMALL)

    def newcomer(self, code: str) -> Replica:
        """Return the store that holds nothing yet, emptied again."""
        self.blank.exec_driver_sql("ROLLBACK TO empty")
        return Replica("newcomer", self.blank, self.desks[code], self.world, FULL)

    def _seated(self, name: str, connection: Connection, code: str, schema: Schema) -> Replica:
        given = Mail(dict(self.founding.certs), dict(self.founding.saves), dict(self.founding.entries))
        given.save_of = dict(self.founding.save_of)
        return Replica(name, connection, self.desks[code], self.world, schema, given)


@contextmanager
def a_house(folder: Path, stores: int = MOST) -> Iterator[House]:
    """Give stores with a directory of five desks: two officers, a partner, an analyst and an administrator."""
    world = World(seed="house", schema=FULL)
    first = world.desk("OFF1")
    world.desk("OFF2", (Role.FILE_OFFICER,), first.organisation)
    world.desk("PART", (Role.PARTNER,))
    world.desk("OUTS", (Role.FILE_OFFICER,))
    world.desk("ANAL", (Role.ANALYST,), first.organisation)
    world.desk("ADMI", (Role.ADMINISTRATOR,), first.organisation)
    with ExitStack() as stack:
        connections = [
            stack.enter_context(staging(folder, SeededRandomness(f"store {number}"))) for number in range(stores + 2)
        ]
        for number, connection in enumerate(connections):
            make_tables(connection, SMALL if number == stores else FULL)
        founder = Replica("founder", connections[0], first, world, FULL)
        world.found_directory(connections[0], first)
        founder.note_after(0)
        batch = founder.given.batch(founder.given.entries)
        connections[-1].exec_driver_sql("SAVEPOINT empty")
        for number, connection in enumerate(connections[:-1]):
            if number:
                schema = FULL if number < stores else SMALL
                apply(connection, schema, world.trust, batch, now=world.clock.now())
            connection.exec_driver_sql("SAVEPOINT founded")
        yield House(world, connections[:-2], connections[-2], connections[-1], founder.given, dict(world.desks))
