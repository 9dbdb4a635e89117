"""Builders for tests of history: a directory with stations and officers, and replicas that keep real stores."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from app.core.clock import SeededRandomness, SteppingClock
from app.core.ids import NIL, Id, IdMaker
from app.history.applying import Applied, Trust, apply
from app.history.checking import decode_cosigs
from app.history.wire import (
    Batch,
    CarriedEntry,
    Genesis,
    ReplicaCert,
    SignedSave,
    cert_message,
    encode,
    replica_id,
    stream_id,
)
from app.history.writing import Cosigner, Pen, Saved, Writer
from app.models.enums import AccountState, Marking, Role
from app.models.kind_specs import Schema
from app.models.kinds import SCHEMA
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.models.kinds.label import Label
from app.models.tables import metadata
from app.store.keys import SigningKey
from app.store.search.tables import DDL
from app.store.staging import staging

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FOREVER = date(2099, 1, 1)


@dataclass(slots=True)
class Desk:
    """One officer at one station, with the keys of both and the replica he writes with."""

    code: str
    organisation: Id
    station: Id
    officer: Id
    station_key: SigningKey
    officer_key: SigningKey
    replica_key: SigningKey
    roles: tuple[Role, ...]

    def pen(self) -> Pen:
        """Return what this desk signs with."""
        key = self.replica_key
        cert = ReplicaCert(1, self.station, key.public, self.station_key.sign(cert_message(self.station, key.public)))
        return Pen(replica_id(key.public), encode(cert), key.sign, "0.1.0", 1)

    def cosigner(self) -> Cosigner:
        """Return the officer's own signature."""
        return Cosigner(self.officer, self.officer_key.sign)


@dataclass(slots=True)
class World:
    """Ids, keys and the directory everybody shares."""

    seed: int | str = 1
    schema: Schema = field(default_factory=lambda: SCHEMA)
    random: SeededRandomness = field(init=False)
    clock: SteppingClock = field(init=False)
    ids: IdMaker = field(init=False)
    root: SigningKey = field(init=False)
    directory_root: Id = field(init=False)
    desks: dict[str, Desk] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.random = SeededRandomness(self.seed)
        self.clock = SteppingClock(START, timedelta(seconds=1))
        self.ids = IdMaker(self.clock, self.random)
        self.root = SigningKey.generate(self.random)
        self.directory_root = self.ids.new()

    @property
    def trust(self) -> Trust:
        """Return what every store of this world believes."""
        born = Genesis(self.directory_root, self.schema.part_number("directory"), NIL, self.root.public)
        return Trust(stream_id(born), self.root.public)

    def desk(
        self,
        code: str,
        roles: Sequence[Role] = (Role.FILE_OFFICER,),
        organisation: Id | None = None,
        beside: Desk | None = None,
    ) -> Desk:
        """Make a desk; it counts once the directory has it. `beside` shares another's workstation."""
        found = Desk(
            code,
            organisation or (beside.organisation if beside else self.ids.new()),
            beside.station if beside else self.ids.new(),
            self.ids.new(),
            beside.station_key if beside else SigningKey.generate(self.random),
            SigningKey.generate(self.random),
            SigningKey.generate(self.random),
            tuple(roles),
        )
        self.desks[code] = found
        return found

    def found_directory(self, connection: Connection, by: Desk) -> Saved:
        """Write the directory's first entry: all desks so far, signed by the root and by `by`."""
        writer = self.writer(connection, by)
        label = Label(marking=Marking.NONE)
        stream = writer.begin_stream(self.directory_root, "directory", NIL, label, nonce=self.root.public)
        seen: set[Id] = set()
        for desk in self.desks.values():
            if desk.organisation not in seen:
                seen.add(desk.organisation)
                writer.create(stream, desk.organisation, OrganisationEntry(code=desk.code, names={"en": desk.code}))
            self.enrol(writer, stream, desk, station=desk.station not in seen)
            seen.add(desk.station)
        now = self.clock.now()
        return writer.commit(by.officer, now, cosigners=[Cosigner(NIL, self.root.sign)])

    def enrol(self, writer: Writer, stream: Id, desk: Desk, *, station: bool = True) -> None:
        """Put a desk's station and officer into the directory."""
        record = Station(
            code=desk.code,
            organisation=desk.organisation,
            ceiling=Marking.SECRET,
            signing_key=desk.station_key.public,
            state=AccountState.ACTIVE,
        )
        officer = Officer(
            login=desk.code.lower(),
            name=f"Officer {desk.code}",
            organisation=desk.organisation,
            roles=desk.roles,
            clearance=Marking.SECRET,
            clearance_until=FOREVER,
            stations=(desk.station,),
            public_key=desk.officer_key.public,
            state=AccountState.ACTIVE,
        )
        if station:
            writer.create(stream, desk.station, record)
        writer.create(stream, desk.officer, officer)

    def writer(self, connection: Connection, desk: Desk) -> Writer:
        """Return a writer for what `desk` saves in the store of `connection`."""
        return Writer(connection, self.schema, self.trust, desk.pen(), self.random)

    def receive(self, connection: Connection, batch: Batch, source: int | None = None) -> Applied:
        """Apply what came from elsewhere."""
        return apply(connection, self.schema, self.trust, batch, now=self.clock.now(), source=source)


@contextmanager
def a_store(folder: Path, seed: str) -> Iterator[Connection]:
    """Give an empty store with all tables; it ends with the unit."""
    with staging(folder, SeededRandomness(seed)) as connection:
        make_tables(connection)
        yield connection


def make_tables(connection: Connection) -> None:
    """Make the tables of a store in an empty database."""
    metadata.create_all(connection)
    for statement in DDL:
        connection.exec_driver_sql(statement)


def everything(connection: Connection) -> Batch:
    """Return all that a store holds, as it would travel."""
    certs = [row[0] for row in connection.exec_driver_sql("SELECT cert FROM replica")]
    saves = connection.exec_driver_sql("SELECT body, sig, cosigs FROM save ORDER BY vid")
    entries = connection.exec_driver_sql("SELECT skeleton, openings FROM entry ORDER BY eid")
    return Batch(
        certs,
        [SignedSave(row[0], row[1], decode_cosigs(row[2])) for row in saves],
        [CarriedEntry(row[0], row[1]) for row in entries],
    )
