"""A save in the making: what one officer changes, in as many streams as it takes, signed once and applied whole.

A writer supersedes what stands in a cell when it is committed and its author could see; so two officers who change the
same cell apart from each other leave two values, and one who has seen both settles it by writing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.core.clock import Randomness, milliseconds
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.applying import Applied, Trust, apply
from app.history.directory import Directories
from app.history.openings import commitment, encode_value
from app.history.rows import select
from app.history.settling import Live, settle
from app.history.superseding import Operation, Standing
from app.history.wire import (
    DELETION,
    SALT,
    VERSION,
    Batch,
    CarriedEntry,
    Genesis,
    Openings,
    SaveBody,
    SignedSave,
    Skeleton,
    author_hash,
    encode,
    entry_hash,
    save_hash,
    save_message,
    stream_id,
)
from app.models.fields import CellSpec, Rule, to_wire
from app.models.kind_specs import Schema
from app.models.kinds.label import Label

Sign = Callable[[bytes], bytes]
"""Return the Ed25519 signature over a message; who holds the key is not history's business."""


class NothingToBuildOn(UserError):
    """All entries of a stream wait in quarantine: what is written after them would let them count unseen."""

    sentence = N_(
        "All of this was written at a workstation that is revoked. An officer of the owner organisation must adopt it "
        "before it can be changed. Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class Pen:
    """With what a store writes: its replica's certificate and key, the program and schema version it states."""

    replica: bytes
    cert: bytes
    sign: Sign
    app: str
    schema_version: int


@dataclass(frozen=True, slots=True)
class Cosigner:
    """An officer (or, with the empty id, the directory's root) who signs with his own key."""

    officer: Id
    sign: Sign


@dataclass(slots=True)
class _StreamDraft:
    stream: Id
    genesis: Genesis | None
    operations: list[Operation] = field(default_factory=list)
    above: set[bytes] = field(default_factory=set)
    """Entries to be written after, besides the tips."""


class Writer:
    """Collects operations; `commit` makes the save. Nothing is read or written before."""

    def __init__(
        self,
        connection: Connection,
        schema: Schema,
        trust: Trust,
        pen: Pen,
        randomness: Randomness,
        directories: Directories | None = None,
    ) -> None:
        self._directories = directories or Directories(connection, schema, trust.directory)
        self._connection = connection
        self._schema = schema
        self._trust = trust
        self._pen = pen
        self._randomness = randomness
        self._drafts: dict[Id, _StreamDraft] = {}

    def begin_stream(self, root: Id, part: str, owner: Id, label: Label | None, nonce: bytes | None = None) -> Id:
        """Begin a stream of `root` owned by organisation `owner`; return its id."""
        born = Genesis(root, self._schema.part_number(part), owner, nonce or self._randomness(16))
        stream = stream_id(born)
        self._drafts[stream] = _StreamDraft(stream, born)
        if label is not None:
            self.create(stream, stream, label)
        return stream

    def create(self, stream: Id, uid: Id, record: Any) -> None:
        """Write all of a new entity's cells that say something. The record's kind follows from its class."""
        kind = self._schema.by_record[type(record)]
        wrote = False
        for cell in kind.cells.values():
            values = [to_wire(getattr(record, spec.name)) for spec in cell.fields]
            if _is_set(cell):
                for element in values[0]:
                    self._add(stream, Operation(uid, kind.id, cell.id, [1, element], element, is_set=True))
                    wrote = True
            elif any(value is not None and value != [] for value in values):
                self._add(stream, Operation(uid, kind.id, cell.id, values))
                wrote = True
        if not wrote:
            first = next(iter(kind.cells.values()))
            self._add(stream, Operation(uid, kind.id, first.id, [None] * len(first.fields)))

    def change(self, stream: Id, uid: Id, kind: type, fields: Mapping[str, Any]) -> None:
        """Write the cells that hold `fields`, a cell's other fields staying as they stand."""
        spec = self._schema.by_record[kind]
        by_cell: dict[int, dict[str, Any]] = {}
        for name, value in fields.items():
            by_cell.setdefault(spec.cell_of(name).id, {})[name] = value
        for number, given in by_cell.items():
            if _is_set(spec.cells[number]):
                raise ValueError(f"{spec.name}: sets are added to and removed from")
            self._add(stream, Operation(uid, spec.id, number, given))

    def add(self, stream: Id, uid: Id, kind: type, name: str, element: Any) -> None:
        """Add an element to a set."""
        self._change_set(stream, uid, kind, name, element, 1)

    def remove(self, stream: Id, uid: Id, kind: type, name: str, element: Any) -> None:
        """Take an element out of a set."""
        self._change_set(stream, uid, kind, name, element, 0)

    def delete(self, stream: Id, uid: Id, kind: type) -> None:
        """Delete an entity: all that is seen of it is superseded. Roots are never deleted (the services see to it)."""
        spec = self._schema.by_record[kind]
        self._add(stream, Operation(uid, spec.id, DELETION, [], everything=True))

    def act(
        self, stream: Id, uid: Id, record: Any, names: Sequence[tuple[bytes, int]], above: Iterable[bytes] = ()
    ) -> None:
        """Write an act about the history that names operations, and is written after the entries in `above`."""
        self.create(stream, uid, record)
        draft = self._drafts[stream]
        draft.operations[-1].names = names
        draft.above |= set(above)

    @property
    def has_written(self) -> bool:
        """Tell whether something waits to be committed."""
        return any(draft.operations for draft in self._drafts.values())

    def commit(
        self, officer: Id, now: datetime, moment: datetime | None = None, cosigners: Sequence[Cosigner] = ()
    ) -> "Saved":
        """Sign and apply what was collected. `moment` is the author's, `now` the arrival's; normally the same.

        Raises ValueError where nothing was collected.
        """
        drafts = [draft for draft in self._drafts.values() if draft.operations]
        if not drafts:
            raise ValueError("nothing to save")
        number, prev = self._last_save()
        when, head = milliseconds(moment or now), self._directories.tips()
        signers = [cosigner.officer for cosigner in cosigners]
        author = author_hash(prev, head, officer, when, signers)
        entries = [self._entry(draft, number + 1, author) for draft in drafts]
        body = encode(
            SaveBody(
                VERSION,
                "ed25519",
                self._pen.replica,
                number + 1,
                prev,
                head,
                officer,
                when,
                self._pen.app,
                self._pen.schema_version,
                signers,
                [entry_hash(entry.skeleton) for entry in entries],
            )
        )
        name = save_hash(body)
        cosigs = [(cosigner.officer, cosigner.sign(name)) for cosigner in cosigners]
        batch = Batch([self._pen.cert], [SignedSave(body, self._pen.sign(save_message(body)), cosigs)], entries)
        self._drafts = {}
        self._directories.forget()
        return Saved(name, apply(self._connection, self._schema, self._trust, batch, now=now, trusted=True))

    def _change_set(self, stream: Id, uid: Id, kind: type, name: str, element: Any, sign: int) -> None:
        spec = self._schema.by_record[kind]
        wire = to_wire(element)
        self._add(stream, Operation(uid, spec.id, spec.cell_of(name).id, [sign, wire], wire, is_set=True))

    def _add(self, stream: Id, operation: Operation) -> None:
        self._drafts.setdefault(stream, _StreamDraft(stream, None)).operations.append(operation)

    def _last_save(self) -> tuple[int, bytes]:
        sql = "SELECT no, hash FROM save JOIN replica USING (rid) WHERE replica.id = ? ORDER BY no DESC LIMIT 1"
        rows = select(self._connection, sql, self._pen.replica)
        return (rows[0][0], rows[0][1]) if rows else (0, b"")

    def _entry(self, draft: _StreamDraft, number: int, author: bytes) -> CarriedEntry:
        standing = Standing(self._connection, draft.stream, draft.operations) if draft.genesis is None else None
        parents = sorted({*standing.tips, *draft.above}) if standing else []
        if standing and not parents:
            raise NothingToBuildOn
        names: dict[tuple[Id, int], int] = {}
        refs: dict[bytes, int] = {}
        who, cells, sup_count, sup_ref, sup_idx = [], [], [], [], []
        salts, values, commitments = [], [], []
        for operation in draft.operations:
            who.append(names.setdefault((operation.uid, operation.kind), len(names)))
            cells.append(operation.cell)
            lives = standing.superseded(operation) if standing else []
            sup_count.append(len(lives) + len(operation.names))
            for live in lives:
                sup_ref.append(refs.setdefault(live.hash, len(refs)))
                sup_idx.append(live.idx)
            for named, at in operation.names:
                sup_ref.append(refs.setdefault(named, len(refs)))
                sup_idx.append(at)
            value = encode_value(self._value(operation, standing.held(operation) if standing else []))
            salt = self._randomness(SALT)
            salts.append(salt)
            values.append(value)
            commitments.append(commitment(salt, value))
        skeleton = Skeleton(
            VERSION, draft.stream, self._pen.replica, number,
            parents, draft.genesis,
            b"".join(uid for uid, _ in names), [kind for _, kind in names],
            who, cells, sup_count, sup_ref, sup_idx, list(refs), b"".join(commitments), author,
        )  # fmt: skip
        return CarriedEntry(encode(skeleton), encode(Openings(None, b"".join(salts), values)))

    def _value(self, operation: Operation, lives: Sequence[Live]) -> Any:
        """Return the cell's list; given fields over those of the value that is shown of `lives`."""
        if not isinstance(operation.value, dict):
            return operation.value
        kind = self._schema.kinds[operation.kind]
        cell = kind.cells[operation.cell]
        values = list(settle(kind, cell, lives).values) if lives else [None] * len(cell.fields)
        for spec in cell.fields:
            if spec.name in operation.value:
                values[spec.at] = to_wire(operation.value[spec.name])
        return values


@dataclass(frozen=True, slots=True)
class Saved:
    """A save that is in the store: its hash is the store's head."""

    head: bytes
    applied: Applied


def _is_set(cell: CellSpec) -> bool:
    return cell.rule in (Rule.SET, Rule.NARROW_SET)
