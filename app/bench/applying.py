"""Applying what a bundle brings, against the bare insert of as many rows through the raw driver.

10,000 entries of ten operations each, every signature checked, into a store that knows the directory only: each entry
begins a stream with its label and one person. The yardstick is 100,000 rows of four columns by `executemany` into the
same kind of file, as durable.
"""

import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine

from app.bench.rows import Measured
from app.core.clock import SeededRandomness, system_randomness
from app.core.ids import NIL, Id
from app.history.applying import Trust, apply
from app.history.stored import decode_cosigs
from app.history.wire import (
    SALT,
    VERSION,
    Batch,
    CarriedEntry,
    Genesis,
    Openings,
    ReplicaCert,
    SaveBody,
    SignedSave,
    Skeleton,
    author_hash,
    cert_message,
    commitment,
    encode,
    encode_value,
    entry_hash,
    replica_id,
    save_hash,
    save_message,
    stream_id,
)
from app.history.writing import Cosigner, Pen, Writer
from app.models.enums import AccountState, Marking, Role
from app.models.fields import to_wire
from app.models.kinds import SCHEMA
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.store.engine import Role as Connected
from app.store.engine import connect, writing_engine
from app.store.keys import SigningKey, StoreKey
from app.store.migrate import migrate

ENTRIES = 10_000
ROWS = 100_000
ROUNDS = 3
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MOST_MEMORY = 250 << 20


def apply_1000_saves() -> Measured:
    """Return seconds for 10,000 entries of ten operations in 1,000 saves."""
    return _measured(1_000, most=10.0)


def apply_10000_saves() -> Measured:
    """Return seconds for 10,000 entries of ten operations in 10,000 saves."""
    return _measured(10_000, most=20.0)


class Sender:
    """A station far away that wrote what is applied: keys, directory and the next save."""

    def __init__(self) -> None:
        self._random = SeededRandomness("bench")
        self.key, self.station_key = SigningKey.generate(self._random), SigningKey.generate(self._random)
        self.root_key = SigningKey.generate(self._random)
        self.station, self.officer, self.organisation = (self._random(16) for _ in range(3))
        born = Genesis(self._random(16), SCHEMA.part_number("directory"), NIL, self.root_key.public)
        self._root = born.root
        self.trust = Trust(stream_id(born), self.root_key.public)
        word = self.station_key.sign(cert_message(self.station, self.key.public))
        self.cert = encode(ReplicaCert(1, self.station, self.key.public, word))
        self.replica = replica_id(self.key.public)
        self._number, self._previous, self._head = 0, b"", [b""]

    def found(self, connection: Connection) -> None:
        """Write the directory that knows this sender."""
        pen = Pen(self.replica, self.cert, self.key.sign, "bench", 1)
        writer = Writer(connection, SCHEMA, self.trust, pen, self._random)
        label = Label(marking=Marking.NONE)
        home = writer.begin_stream(self._root, "directory", NIL, label, nonce=self.root_key.public)
        active = AccountState.ACTIVE
        writer.create(home, self.organisation, OrganisationEntry(code="NCCN", names={"nl": "NCCN"}, state=active))
        writer.create(home, self.station, Station(
            code="BRU1", organisation=self.organisation, ceiling=Marking.SECRET, signing_key=self.station_key.public,
            state=active,
        ))  # fmt: skip
        writer.create(home, self.officer, Officer(
            login="bench", organisation=self.organisation, roles=(Role.FILE_OFFICER,), clearance=Marking.SECRET,
            clearance_until=date(2099, 1, 1), stations=(self.station,), state=active,
        ))  # fmt: skip
        saved = writer.commit(self.officer, NOW, cosigners=[Cosigner(NIL, self.root_key.sign)])
        self._number, self._previous = 1, saved.head
        self._head = [connection.exec_driver_sql("SELECT hash FROM entry").scalar_one()]

    def batch(self, entries: int, saves: int) -> Batch:
        """Return `entries` streams of one person each, ten operations an entry, in `saves` saves."""
        made = [entry for at in range(saves) for entry in self._save(entries // saves, at)]
        signed = [save for save, _ in made if save is not None]
        return Batch([self.cert], signed, [entry for _, entry in made])

    def _save(self, count: int, at: int) -> Iterator[tuple[SignedSave | None, CarriedEntry]]:
        self._number += 1
        self._author = author_hash(self._previous, self._head, self.officer, 1_795_251_600_000, [])
        entries = [self._entry(at * count + number) for number in range(count)]
        body = encode(SaveBody(
            VERSION, "ed25519", self.replica, self._number, self._previous, self._head, self.officer, 1_795_251_600_000,
            "bench", 1, [], [entry_hash(entry.skeleton) for entry in entries],
        ))  # fmt: skip
        self._previous = save_hash(body)
        yield SignedSave(body, self.key.sign(save_message(body)), []), entries[0]
        for entry in entries[1:]:
            yield None, entry

    def _entry(self, number: int) -> CarriedEntry:
        root: Id = self._random(16)
        born = Genesis(root, SCHEMA.part_number("person"), self.organisation, self._random(16))
        stream = stream_id(born)
        label, kind = SCHEMA.by_record[Label], SCHEMA.by_record[Person]
        cells = [(0, label.cell_of("marking").id, [to_wire(Marking.RESTRICTED)])]
        for cell in [cell for cell in kind.cells.values() if cell.rule == "value"][:9]:
            cells.append((1, cell.id, [_text(spec.type, number) for spec in cell.fields]))
        values = [encode_value(value) for _, _, value in cells]
        salts = [self._random(SALT) for _ in values]
        skeleton = Skeleton(
            VERSION, stream, self.replica, self._number, [], born, stream + root, [label.id, kind.id],
            [who for who, _, _ in cells], [cell for _, cell, _ in cells], [0] * len(cells), [], [], [],
            b"".join(commitment(salt, value) for salt, value in zip(salts, values, strict=True)),
            self._author,
        )  # fmt: skip
        return CarriedEntry(encode(skeleton), encode(Openings(None, b"".join(salts), values)))


def _text(kind: type, number: int) -> object:
    return f"Peeters {number}" if kind is str else None


@contextmanager
def an_empty_store(folder: Path, name: str) -> Iterator[Engine]:
    """Give the writing engine of a new store file."""
    path, key = folder / name, StoreKey.generate(system_randomness)
    path.touch(mode=0o600)
    migrate(path, key, 0)
    engine = writing_engine(path, key)
    try:
        yield engine
    finally:
        engine.dispose()


def _measured(saves: int, most: float) -> Measured:
    sender = Sender()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with an_empty_store(folder, "first") as engine, engine.begin() as connection:
            sender.found(connection)
            directory = _all(connection)
        batch = sender.batch(ENTRIES, saves)
        before = _peak()
        pairs = [(_apply(folder, at, sender, directory, batch), _bare(folder, at)) for at in range(ROUNDS)]
        grown = _peak() - before
    note = f"{grown >> 20} MiB more memory"
    return Measured(
        [work for work, _ in pairs], [yard for _, yard in pairs], "s", most=most, also=grown <= MOST_MEMORY, note=note
    )


def _all(connection: Connection) -> Batch:
    cert = connection.exec_driver_sql("SELECT cert FROM replica").scalar_one()
    body, sig, skeleton, openings = connection.exec_driver_sql(
        "SELECT body, sig, skeleton, openings FROM entry JOIN save USING (vid)"
    ).one()
    cosigs = connection.exec_driver_sql("SELECT cosigs FROM save").scalar_one()
    return Batch([cert], [SignedSave(body, sig, decode_cosigs(cosigs))], [CarriedEntry(skeleton, openings)])


def _apply(folder: Path, at: int, sender: Sender, directory: Batch, batch: Batch) -> float:
    with an_empty_store(folder, f"work{at}") as engine:
        with engine.begin() as connection:
            apply(connection, SCHEMA, sender.trust, directory, now=NOW)
        start = perf_counter()
        with engine.begin() as connection:
            apply(connection, SCHEMA, sender.trust, batch, now=NOW, source=1)
        return perf_counter() - start


def _bare(folder: Path, at: int) -> float:
    path = folder / f"yard{at}"
    path.touch(mode=0o600)
    connection = connect(path, StoreKey.generate(system_randomness), Connected.WRITER)
    rows = [(number, f"Peeters {number}", number * 7, f"Wetstraat {number}") for number in range(ROWS)]
    connection.execute("CREATE TABLE bare (a INTEGER PRIMARY KEY, b TEXT, c INTEGER, d TEXT)")
    start = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO bare VALUES (?,?,?,?)", rows)
    connection.execute("COMMIT")
    took = perf_counter() - start
    connection.close()
    return took


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
