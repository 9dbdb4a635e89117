"""Random histories: replicas that write apart, exchange badly, are copied and put back, and end with everything."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from app.core.ids import Id
from app.history.digest import store_digest
from app.history.given import GivenIds
from app.history.writing import Writer
from app.models.enums import AccountState, Marking, Role
from app.models.kinds.directory import Officer, Station
from app.models.kinds.label import Label
from tests.property.comparing import as_stored, differences
from tests.property.forging import Forger, Op
from tests.property.made_up import FULL, STATES, Done, Note, Novelty, OldThing, Ruling, Task, Thing
from tests.property.oracle.bytes_read import read_entry
from tests.property.oracle.tables import DELETED, LABEL
from tests.property.oracle.view import View
from tests.property.replicas import MOST, House, Mail, Replica

WORDS = ("ash", "birch", "cedar", "elm")
DAYS = ("2026-12-01", "2026-12-24", "2027-01-15")
PARTS = {2: "alpha", 3: "assignment"}
KINDS_OF_PART = {2: (30, 30, 30, 31, 33), 3: (32, 32, 34)}
DIRECTORY_KINDS = range(1, 5)
NO_OPENINGS = b"\x93\xc0\xc4\x00\x90"
FORGED_VALUES: list[tuple[int, Any]] = [
    (0, []), (1, ["forged"]), (1, []), (2, ["2026-12-01"]), (5, [1, "ash"]), (5, [0, "ash"]), (6, [1, "ash"]),
    (6, [0, "elm"]), (7, [2]), (9, ["running", "2026-12-24"]), (9, ["unheard of", None]), (77, ["later"]),
]  # fmt: skip


@dataclass
class History:
    """One seed's course."""

    house: House
    seed: int
    saves: int = 0
    everything: Mail = field(default_factory=Mail)
    replicas: list[Replica] = field(default_factory=list)
    roots: list[Id] = field(default_factory=list)
    forgers: dict[str, Forger] = field(default_factory=dict)
    forged: set[bytes] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.house.begin(self.seed)
        self.die = random.Random(self.seed)
        self.ids = random.Random(f"ids {self.seed}")
        self.rulings = random.Random(f"rulings {self.seed}")
        self.world = self.house.world
        self.narrow = WORDS[: self.die.choice((1, 2, 4))]
        self.favourites = [self.die.randrange(100) for _ in range(3)]
        self.revoking = self.die.random() < 0.2
        self.focus = self.die.random() < 0.6
        self.roots = [self.world.random(16) for _ in range(2)]

    def run(self) -> list[str]:
        """Live through the history; return where the stores and the oracle differ, or stores from each other."""
        count = self.die.randint(2, MOST)
        codes = ["OFF1", *self.die.choices(("OFF2", "PART", "OUTS", "ANAL", "ADMI", "OFF1"), k=count - 1)]
        if self.revoking:
            codes[1:3] = ["ADMI", self.die.choice(("OFF2", "OUTS"))]
        self.replicas = [self.house.replica(at, code) for at, code in enumerate(codes[: max(2, count - 1)])]
        spare = list(range(len(self.replicas), MOST))
        if self.die.random() < 0.2:
            self.replicas.append(self.house.older("OFF2"))
        snapshots: dict[str, list[bytes]] = {}
        for _ in range(self.die.randint(10, 40) // self.die.choice((1, 1, 2, 3))):
            chance = self.die.random()
            replica = self.die.choice(self.replicas)
            if chance < 0.62:
                self._write(replica)
            elif chance < 0.94:
                self._exchange(replica, self.die.choice(self.replicas))
            elif chance < 0.97 and spare:
                self._copy(replica, spare.pop())
            elif chance < 0.985:
                snapshots[replica.name] = list(replica.given.entries)
            elif replica.name in snapshots and spare:
                self._restore(replica, snapshots[replica.name], spare.pop())
        return self._finish()

    # what officers do

    def _moment(self) -> datetime:
        if self.die.random() < 0.1:
            return datetime(1970, 1, 2, tzinfo=UTC) + timedelta(days=self.die.randint(0, 47_400))
        return datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=self.die.randint(-90_000, 90_000))

    def _write(self, replica: Replica) -> None:
        if replica.desk.code == "ADMI" and self.die.random() < 0.6:
            self._direct(replica)
            return
        if self.die.random() < 0.06:
            self._forge(replica)
            return
        writer = replica.writer()
        for _ in range(self.die.choice((1, 1, 1, 2))):
            streams = self._streams(replica)
            if not streams or self.die.random() < (0.03 if self.focus else 0.12):
                self._begin(replica, writer)
            else:
                self._touch(replica, writer, *self.die.choice(streams))
        self._save(replica, writer, signed=False)

    def _save(self, replica: Replica, writer: Writer, *, signed: bool) -> None:
        if any(draft.operations for draft in writer._drafts.values()):
            replica.save(writer, self._moment(), signed=signed)
            self.saves += 1

    def _streams(self, replica: Replica) -> list[tuple[int, Id, int]]:
        rows = replica.connection.exec_driver_sql(
            "SELECT sid, id, part FROM stream WHERE part > 1 AND sid IN (SELECT sid FROM tip) ORDER BY id"
        )
        return [(row[0], row[1], row[2]) for row in rows]

    def _begin(self, replica: Replica, writer: Writer) -> None:
        others = [self.house.desks[code].organisation for code in ("PART", "OUTS", "OFF1")]
        label = Label(
            marking=self.die.choice(list(Marking)[:4]),
            co_owners=tuple(self.die.sample(others, self.die.randint(0, 2))),
            distribution=tuple(self.die.sample(others, self.die.randint(0, 2))),
        )
        part = self.die.choice((2, 2, 3))
        root = self.die.choice(self.roots)
        stream = writer.begin_stream(root, PARTS[part], replica.desk.organisation, label)
        self._create(replica, writer, stream, part)

    def _create(self, replica: Replica, writer: Writer, stream: Id, part: int) -> None:
        number = self.die.choice(KINDS_OF_PART[part])
        uid = self._id(replica, stream)
        record: Any = None
        if number == 30:
            given: dict[str, Any] = {
                "title": self._word(), "begins": self._day(), "ends": self._day(), "story": self._word(),
                "tags": tuple(self.die.sample(WORDS, 2)), "keys": tuple(self.die.sample(WORDS, 2)),
                "level": self.die.randint(0, 3), "parts": tuple(self.die.sample(WORDS, 2)),
                "state": self.die.choice(STATES), "until": self._day(),
            }  # fmt: skip
            kept = {name: value for name, value in given.items() if self.die.random() < 0.7}
            record = (Thing if replica.schema is FULL else OldThing)(**kept)
        elif number == 31:
            record = Note(self._word(), self.die.choice((None, "about")))
        elif number == 33 and replica.schema is FULL:
            record = Novelty(self._word(), tuple(self.die.sample(WORDS, 1)))
        elif number == 32:
            record = Task(self._word(), tuple(self.die.sample(WORDS, 2)))
        elif number == 34:
            record = (Ruling if self.rulings.random() < 0.5 else Done)(self._word())
        if record is not None:
            writer.create(stream, uid, record)

    def _id(self, replica: Replica, stream: Id) -> Id:
        """Return the id of something new: one that says who gave it or not, or one that he knows of another stream."""
        fresh = self.world.random(16)
        chance = self.ids.random()
        if chance < 0.2:
            sql = """SELECT DISTINCT uid FROM entity JOIN stream USING (sid) WHERE kind <> 1 AND part > 1
                AND stream.id <> ? ORDER BY uid"""
            known = [bytes(row[0]) for row in replica.connection.exec_driver_sql(sql, (stream,))]
            return self.ids.choice(known) if known else fresh
        if chance < 0.6:
            given = GivenIds(self.world.clock, self.ids.randbytes, replica.desk.pen().replica)
            return given.new(stream if chance < 0.4 else b"")
        return fresh

    def _touch(self, replica: Replica, writer: Writer, sid: int, stream: Id, part: int) -> None:
        sql = "SELECT uid, kind FROM entity WHERE sid = ? ORDER BY uid, kind"
        known = [(row[0], row[1]) for row in replica.connection.exec_driver_sql(sql, (sid,))]
        known = [(uid, kind) for uid, kind in known if kind in replica.schema.kinds]
        if not known or self.die.random() < (0.06 if self.focus and len(known) > 1 else 0.12):
            self._create(replica, writer, stream, part)
            return
        uid, number = self.die.choice(known[:2] if self.focus else known)
        record = replica.schema.kinds[number].record
        if number == LABEL:
            self._relabel(writer, stream)
        elif self.die.random() < 0.12:
            writer.delete(stream, uid, record)
        else:
            self._change(writer, stream, uid, record)

    def _change(self, writer: Writer, stream: Id, uid: Id, record: type) -> None:

        def one(name: str, value: Any) -> None:
            writer.change(stream, uid, record, {name: value})

        put = self.die.choice((writer.add, writer.remove))
        acts: list[Callable[[], None]]
        if record in (Thing, OldThing):
            acts = [
                lambda: one("title", self._word()),
                lambda: one("begins", self._day()),
                lambda: one("ends", self._day()),
                lambda: one("story", self._word()),
                lambda: put(stream, uid, record, "tags", self.die.choice(self.narrow)),
                lambda: put(stream, uid, record, "keys", self.die.choice(self.narrow)),
                lambda: put(stream, uid, record, "keys", self.die.choice(self.narrow)),
                lambda: one("level", self.die.randint(0, 3)),
                lambda: one("parts", tuple(self.die.sample(WORDS, 2))),
                lambda: one("state", self.die.choice(STATES)),
                lambda: one("until", self._day()),
            ]
            if record is Thing:
                acts.append(lambda: one("extra", self._word()))
        elif record is Note:
            acts = [lambda: one("text", self._word()), lambda: one("about", self._word())]
        elif record is Ruling:
            acts = [lambda: one("text", self._word())]
        elif record is Done:
            acts = [lambda: one("title", self._word())]
        else:
            sets = "places" if record is Task else "tags"
            acts = [
                lambda: one("title", self._word()),
                lambda: put(stream, uid, record, sets, self.die.choice(self.narrow)),
            ]
        if self.focus:
            acts = [acts[at % len(acts)] for at in self.favourites]
        self.die.choice(acts)()

    def _relabel(self, writer: Writer, stream: Id) -> None:
        if self.die.random() < 0.5:
            marking = self.die.choice(list(Marking)) if self.die.random() < 0.1 else self.die.choice(list(Marking)[:4])
            writer.change(stream, stream, Label, {"marking": marking})
            return
        name = self.die.choice(("co_owners", "distribution"))
        put = self.die.choice((writer.add, writer.remove))
        put(stream, stream, Label, name, self.house.desks[self.die.choice(("PART", "OUTS"))].organisation)

    def _direct(self, replica: Replica) -> None:
        writer = replica.writer()
        directory = self.world.trust.directory
        assert directory is not None
        desk = self.house.desks[self.die.choice(("OFF2", "PART", "OUTS", "ANAL"))]
        act = self.die.choice((2, 5, 5)) if self.revoking else self.die.randint(0, 6)
        if act == 5:
            desk = self.house.desks[self.die.choice(("OFF1", "OFF2", "OUTS"))]
        if act == 0:
            writer.add(directory, desk.officer, Officer, "roles", self.die.choice((Role.FILE_OFFICER, Role.ANALYST)))
        elif act == 1:
            writer.remove(directory, desk.officer, Officer, "roles", self.die.choice(desk.roles))
        elif act == 2:
            state = self.die.choice((AccountState.ACTIVE, AccountState.ACTIVE, AccountState.REVOKED))
            writer.change(directory, desk.officer, Officer, {"state": state})
        elif act == 3:
            writer.change(directory, desk.officer, Officer, {"clearance": self.die.choice(list(Marking)[2:])})
        elif act == 4:
            writer.change(directory, desk.station, Station, {"ceiling": self.die.choice(list(Marking)[2:])})
        elif act == 5:
            state = self.die.choice((AccountState.ACTIVE, AccountState.REVOKED, AccountState.REVOKED))
            cut_off = self.die.choice((None, 1, 2, 4)) if state is AccountState.REVOKED else None
            writer.change(directory, desk.station, Station, {"state": state, "cut_off": cut_off})
        else:
            writer.change(directory, desk.officer, Officer, {"phone": self._word()})
        self._save(replica, writer, signed=self.die.random() < 0.9)

    def _forge(self, replica: Replica) -> None:
        """Write what no honest program would: references to anything, beside any entry of the stream."""
        held = [name for name in replica.given.entries if name not in self.house.founding.entries]
        known = {row[0] for row in replica.connection.exec_driver_sql("SELECT hash FROM entry")}
        entries = [read_entry(replica.given.entries[name][0], NO_OPENINGS) for name in held if name in known]
        if not entries:
            return
        after = self.die.choice(entries)
        aimed = [one for entry in entries for one in entry.operations if one.kind in (30, LABEL)]
        here = [one for one in aimed if one.stream == after.stream]
        if not here:
            return
        operations: list[Op] = []
        for _ in range(self.die.randint(1, 2)):
            target = self.die.choice(here)
            cell, value = self.die.choice(FORGED_VALUES if target.kind == 30 else [(1, [self.die.randint(0, 3)])])
            refs = [one.name for one in self.die.sample(here, min(len(here), self.die.randint(0, 3)))]
            refs += [self.die.choice(aimed).name] * (self.die.random() < 0.3)
            operations.append((target.uid, target.kind, cell, value, list(dict.fromkeys(refs))))
        forger = self.forgers.setdefault(replica.desk.code, Forger(replica.desk, ()))
        sql = "SELECT hash FROM tip JOIN entry USING (eid) JOIN stream ON stream.sid = tip.sid WHERE stream.id = ?"
        forger.head = [row[0] for row in replica.connection.exec_driver_sql(sql, (self.world.trust.directory,))]
        batch, name = forger.write(after.stream, [after.hash], operations)
        self.forged.add(name)
        replica.receive(batch)
        self.saves += 1

    def _word(self) -> str:
        return self.die.choice(WORDS)

    def _day(self) -> str:
        return self.die.choice(DAYS)

    # what sticks do

    def _exchange(self, source: Replica, target: Replica) -> None:
        names = list(source.given.entries)
        mode = self.die.random()
        if mode < 0.3:  # lost
            names = [name for name in names if self.die.random() < 0.6]
        elif mode < 0.4:  # only the newest: the older ones come later
            names = names[len(names) // 2 :]
        if mode < 0.7:
            self.die.shuffle(names)
        keep = {}
        if self.die.random() < 0.3:  # withheld
            keep = {
                name: {at for at in source.given.entries[name][1] if self.die.random() < 0.5}
                for name in names
                if self.die.random() < 0.5 and not self._always_open(source, name)
            }
        batch = source.given.batch(names, keep)
        target.receive(batch)
        if self.die.random() < 0.1:  # twice
            target.receive(batch)

    def _always_open(self, source: Replica, name: bytes) -> bool:
        entry = read_entry(source.given.entries[name][0], NO_OPENINGS)
        return any(operation.kind in DIRECTORY_KINDS for operation in entry.operations)

    def _copy(self, replica: Replica, at: int) -> None:
        """Copy a store with its key: both write on, and fork."""
        twin = self.house.replica(at, replica.desk.code)
        twin.receive(replica.given.batch(replica.given.entries))
        self.replicas.append(twin)

    def _restore(self, replica: Replica, names: list[bytes], at: int) -> None:
        """Put an older copy in a store's place: it goes on with the same key and numbers."""
        older = self.house.replica(at, replica.desk.code)
        older.receive(replica.given.batch(names))
        self.everything.absorb(replica.given)
        self.replicas[self.replicas.index(replica)] = older

    # how it ends

    def _finish(self) -> list[str]:
        told = []
        for probe in self.die.sample(self.replicas, 2):
            told += differences(probe)
        for replica in self.replicas:
            self.everything.absorb(replica.given)
        names = list(self.everything.entries)
        for replica in self.replicas:
            self.die.shuffle(names)
            half = self.die.randint(0, len(names))
            for part in (names[:half], names[half:]):
                replica.receive(self.everything.batch(part))
        expected: dict[int, View] = {}
        for replica in self.replicas:
            if replica.given.entries != self.everything.entries:
                told.append(f"{replica.name}: the harness lost something")
            version = id(replica.schema)
            if version not in expected:
                expected[version] = as_stored(replica.expected(), replica.kinds)
            told += differences(replica, expected[version])
        digests = {store_digest(replica.connection) for replica in self.replicas if replica.schema is FULL}
        if len(digests) > 1:
            told.append(f"{len(digests)} digests")
        return told + self._lost()

    def _lost(self) -> list[str]:
        """Return every value that neither stands, nor was superseded by one who had seen it, nor is void."""
        replica = next(one for one in self.replicas if one.schema is FULL)
        held = self.everything.held()
        sql = """SELECT hash, idx FROM (SELECT eid, idx FROM cell UNION SELECT eid, idx FROM rival)
                 JOIN entry USING (eid)"""
        stand = {(row[0], row[1]) for row in replica.connection.exec_driver_sql(sql)}
        voids = {
            row[0]: row[1]
            for row in replica.connection.exec_driver_sql("SELECT hash, void FROM entry WHERE void <> ''")
        }
        counted = {
            operation.name: operation
            for entry in held.entries.values()
            for operation in entry.operations
            if voids.get(entry.hash) not in ("*", "?")
            and str(operation.name[1]) not in (voids.get(entry.hash) or "").split(",")
        }
        superseded = {
            ref
            for operation in counted.values()
            for ref in operation.refs
            if ref in counted
            and (counted[ref].cell == operation.cell or DELETED in (counted[ref].cell, operation.cell))
            and counted[ref].uid == operation.uid
            and (operation.name[0] in self.forged or ref[0] in _line(held.entries, operation.name[0]))
        }
        lost = [name for name in counted if name not in stand and name not in superseded]
        return [f"{len(lost)} lost writes"] if lost else []


def _line(entries: dict[bytes, Any], name: bytes) -> set[bytes]:
    found: set[bytes] = set()
    ahead = [name]
    while ahead:
        above = ahead.pop()
        if above not in found:
            found.add(above)
            ahead += entries[above].parents
    return found - {name}
