"""A station far away whose saves are applied: keys, a directory, and measures in a thousand assignments.

It writes what a year of work writes: protective measures with ten cells each, in streams that exist, most of them new
and the others changed after they stood. See `Sender.work` for the mix.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from app.core.clock import SeededRandomness
from app.core.ids import NIL, Id
from app.history.applying import Trust
from app.history.openings import commitment, encode_value
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
    encode,
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
from app.models.kinds.measures import Measure
from app.store.keys import SigningKey

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MOMENT = 1_795_251_600_000
MIX = "nonnsnsnon"
"""What ten entries in a row do in one stream: a new measure, the old one (there before), the one before this (same)."""

_LABEL, _MEASURE = SCHEMA.by_record[Label], SCHEMA.by_record[Measure]
_MARKING = _LABEL.cell_of("marking").id
_EXECUTING = _MEASURE.cell_of("executing").id
_INSTRUCTION = "Controle van voertuigen die stilstaan, ronde {}. Verslag per ronde aan de permanentie."


@dataclass(slots=True)
class _Thing:
    """A measure, and the operation that stands in each of its cells."""

    uid: Id
    stands: dict[int, tuple[bytes, int]] = field(default_factory=dict)


@dataclass(slots=True)
class _Line:
    """An assignment's stream: its file, its last entry and its measures."""

    stream: Id
    file: Id
    tip: bytes
    things: list[_Thing]


@dataclass(frozen=True, slots=True)
class _Operation:
    who: int
    cell: int
    value: Sequence[object]
    supersedes: tuple[bytes, int] | None = None


class Sender:
    """The station: its keys, its directory and the next save."""

    def __init__(self) -> None:
        self._random = SeededRandomness("bench")
        self.key, self.station_key = SigningKey.generate(self._random), SigningKey.generate(self._random)
        self.root_key = SigningKey.generate(self._random)
        self.station, self.officer, self.organisation, self._other = (self._random(16) for _ in range(4))
        born = Genesis(self._random(16), SCHEMA.part_number("directory"), NIL, self.root_key.public)
        self._root = born.root
        self.trust = Trust(stream_id(born), self.root_key.public)
        word = self.station_key.sign(cert_message(self.station, self.key.public))
        self.cert = encode(ReplicaCert(1, self.station, self.key.public, word))
        self.replica = replica_id(self.key.public)
        self._number, self._previous, self._head = 0, b"", [b""]
        self._author = b""
        self._places: list[Id] = [self._random(16) for _ in range(500)]
        self._lines: list[_Line] = []

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

    def births(self, streams: int, saves: int) -> Batch:
        """Return a batch that begins `streams` assignments, each with its label and one measure of ten cells."""
        signed: list[SignedSave] = []
        carried: list[CarriedEntry] = []
        for _ in range(saves):
            self._begin_save()
            entries = [self._birth() for _ in range(streams // saves)]
            signed.append(self._save(entries))
            carried += entries
        return Batch([self.cert], signed, carried)

    def work(self, entries: int, saves: int) -> Batch:
        """Return `entries` entries of ten operations in `saves` saves, in turn over the streams that were begun.

        Six of ten make a measure of ten cells. Four write all ten cells of one that stands: half of these stood before
        the batch came, half came with it. A change supersedes the value it found; of the set it adds an element.
        """
        signed: list[SignedSave] = []
        carried: list[CarriedEntry] = []
        for _ in range(saves):
            self._begin_save()
            mine: list[CarriedEntry] = []
            for _ in range(entries // saves):
                at = len(carried) + len(mine)
                mine.append(self._next(self._lines[at % len(self._lines)], MIX[at // len(self._lines) % len(MIX)], at))
            signed.append(self._save(mine))
            carried += mine
        return Batch([self.cert], signed, carried)

    def _begin_save(self) -> None:
        self._number += 1
        self._author = author_hash(self._previous, self._head, self.officer, MOMENT, [])

    def _save(self, entries: Sequence[CarriedEntry]) -> SignedSave:
        body = encode(SaveBody(
            VERSION, "ed25519", self.replica, self._number, self._previous, self._head, self.officer, MOMENT,
            "bench", 1, [], [entry_hash(entry.skeleton) for entry in entries],
        ))  # fmt: skip
        self._previous = save_hash(body)
        return SignedSave(body, self.key.sign(save_message(body)), [])

    def _birth(self) -> CarriedEntry:
        root: Id = self._random(16)
        born = Genesis(root, SCHEMA.part_number("assignment"), self.organisation, self._random(16))
        thing = _Thing(self._random(16))
        line = _Line(stream_id(born), root, b"", [thing])
        self._lines.append(line)
        label = _Operation(0, _MARKING, [to_wire(Marking.RESTRICTED)])
        made = [_Operation(1, cell, value) for cell, value in self._cells(line, len(self._lines), self.organisation)]
        return self._entry(line, born, line.stream + thing.uid, [_LABEL.id, _MEASURE.id], [label, *made], thing)

    def _next(self, line: _Line, what: str, number: int) -> CarriedEntry:
        if what == "n":
            line.things.append(_Thing(self._random(16)))
        thing = line.things[0] if what == "o" else line.things[-1]
        organisation = self.organisation if what == "n" else self._other
        made = [
            _Operation(0, cell, value, None if cell == _EXECUTING else thing.stands.get(cell))
            for cell, value in self._cells(line, number, organisation)
        ]
        return self._entry(line, None, thing.uid, [_MEASURE.id], made, thing)

    def _cells(self, line: _Line, number: int, organisation: Id) -> list[tuple[int, list[object]]]:
        """Return the ten cells of a measure as they travel."""
        text = {"nl": _INSTRUCTION.format(number), "original": "nl"}
        values: list[list[object]] = [
            ["active", None, "2026-11-21", "2027-02-21", None, None], [line.file], ["patrol"],
            ["person", line.file], [text, f"{number % 7} x per week"], ["preventive", "visible", "permanent"],
            [self._places[number % 500]], [f"HINP Claes {number}", f"+3225{number:06}"],
            ["threat", None], [1, organisation],
        ]  # fmt: skip
        return list(zip(_MEASURE.cells, values, strict=True))

    def _entry(
        self,
        line: _Line,
        born: Genesis | None,
        uids: bytes,
        kinds: list[int],
        operations: Sequence[_Operation],
        thing: _Thing,
    ) -> CarriedEntry:
        values = [encode_value(operation.value) for operation in operations]
        salts = [self._random(SALT) for _ in values]
        gone = [operation.supersedes for operation in operations if operation.supersedes is not None]
        refs = {name: at for at, name in enumerate(dict.fromkeys(name for name, _ in gone))}
        skeleton = encode(Skeleton(
            VERSION, line.stream, self.replica, self._number, [line.tip] if line.tip else [], born, uids, kinds,
            [operation.who for operation in operations], [operation.cell for operation in operations],
            [int(operation.supersedes is not None) for operation in operations],
            [refs[name] for name, _ in gone], [idx for _, idx in gone], list(refs),
            b"".join(commitment(salt, value) for salt, value in zip(salts, values, strict=True)), self._author,
        ))  # fmt: skip
        line.tip = entry_hash(skeleton)
        mine = len(kinds) - 1
        thing.stands |= {op.cell: (line.tip, idx) for idx, op in enumerate(operations) if op.who == mine}
        return CarriedEntry(skeleton, encode(Openings(None, b"".join(salts), values)))
