"""The label of a stream (marking, compartments, who may have it) as the author of an entry had seen it.

Labels are cells of the stream itself, so they travel with it. Nearly every stream has one label entry, its first; only
where there are more is the graph walked.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from app.core.ids import Id
from app.history.arrived import ArrivedEntry
from app.history.label_view import LabelView, label_view
from app.history.lone import LoneLabels
from app.history.openings import decode_value, encode_value
from app.history.past import ALL, HELD, PastEntry, ancestors, fold
from app.history.reading import values_in
from app.history.rows import select_in
from app.history.wire import Skeleton, decode
from app.models.fields import Rule
from app.models.kind_specs import Schema
from app.models.kinds.label import Label

__all__ = ["LABEL", "LabelBook", "LabelView", "label_view"]

_Said = tuple[tuple[int, int, bytes | None], ...]
"""The label operations of a stream's first entry: which of its entities, cell, value."""

_BIRTHS = "praesidium labels at birth"
"""Where a connection remembers what label operations say: the same ones never say anything else."""
MOST_BIRTHS = 64

LABEL = 1
"""The kind of a stream's label; its entity has the stream's own id."""


class LabelBook:
    """Labels of the streams of one batch: what is stored plus what the batch has brought so far."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._entries: dict[int, list[PastEntry]] = {}
        self._births: dict[int, tuple[int, Id, Id]] = {}
        self._parents: dict[int, list[int]] = {}
        self._views: dict[tuple[int, frozenset[int]], LabelView] = {}
        self._lone: dict[int, LabelView] = {}
        self._remembered = LoneLabels(connection)
        self._born_with: dict[int, bytes] = {}
        """Of the streams of a few entries those in which only the first entry, by its hash, has a label."""
        births: dict[int, dict[_Said, list[Label]]] = connection.info.setdefault(_BIRTHS, {})
        self._births_alike = births.setdefault(id(schema), {})

    def load(self, streams: Iterable[int]) -> None:
        """Read the label entries of stored streams (keys), all at once."""
        keys = list(streams)
        unnamed = [sid for sid in keys if sid not in self._births]
        sql = "SELECT sid, part, root, owner FROM stream WHERE sid IN ({keys})"
        for birth in select_in(self._connection, sql, unnamed):
            self.name(*birth)
        self._load_by("sid", keys)

    def load_before(self, entries: Sequence[ArrivedEntry]) -> None:
        """Read the label entries of the streams of a few entries, without looking through those known to have one."""
        births: dict[int, bytes] = {}
        others: set[int] = set()
        for entry in entries:
            birth = self._remembered.before(entry.skeleton.parents)
            if birth is None:
                others.add(entry.sid)
            else:
                births[entry.sid] = birth
        self._load_by("hash", [birth for sid, birth in births.items() if sid not in others])
        self.load(others)
        here = [(sid, self._entries[sid]) for sid in births.keys() | others]
        self._born_with = {sid: there[0].hash for sid, there in here if len(there) == 1 and there[0].depth == 0}

    def _load_by(self, column: str, keys: Sequence[Any]) -> None:
        sql = f"""SELECT eid, hash, depth, skeleton, openings, void, sid FROM entry
                  WHERE label = 1 AND {column} IN ({{keys}})"""  # noqa: S608 - a column named above
        for *row, sid in sorted(tuple(found) for found in select_in(self._connection, sql, keys)):
            eid, name, depth, skeleton, openings, void = row
            self._entries[sid].append(PastEntry(eid, name, depth, decode(Skeleton, skeleton), openings, void))

    def name(self, sid: int, part: int, root: Id, owner: Id) -> None:
        """Note what a stored stream (key) is from birth."""
        self._births[sid] = (part, root, owner)
        self._entries.setdefault(sid, [])

    def born(self, entry: ArrivedEntry) -> None:
        """Note a stream that begins with `entry`."""
        if entry.skeleton.genesis is not None:
            born = entry.skeleton.genesis
            self._births.setdefault(entry.sid, (born.part, born.root, born.owner))
            self._entries.setdefault(entry.sid, [])

    def applied(self, entry: ArrivedEntry) -> None:
        """Note an entry once judged: later entries of the batch are written after it."""
        self._parents[entry.eid] = entry.parents
        if not self.touches(entry):
            if entry.sid in self._born_with:
                self._remembered.note(entry.hash, self._born_with[entry.sid])
            return
        self._born_with.pop(entry.sid, None)
        if entry.void not in (ALL, HELD):
            self._entries[entry.sid].append(_as_past(entry))
            self._lone.pop(entry.sid, None)

    def touches(self, entry: ArrivedEntry) -> bool:
        """Tell whether `entry` writes a label."""
        return LABEL in entry.skeleton.kinds

    def operations(self, entry: ArrivedEntry) -> list[int]:
        """Return the indices of the label operations of `entry`."""
        kinds = entry.skeleton.kinds
        return [idx for idx, who in enumerate(entry.skeleton.who) if kinds[who] == LABEL] if LABEL in kinds else []

    def names_unseen(self, entry: ArrivedEntry) -> bool:
        """Tell whether a label operation of `entry` supersedes what its author had not applied.

        Honest programs never do it. It would take away a narrowing that the label he is judged by does not show.
        """
        skeleton, named, at = entry.skeleton, set[int](), 0
        for who, count in zip(skeleton.who, skeleton.sup_count, strict=True):
            if skeleton.kinds[who] == LABEL:
                named |= {entry.refs[ref] for ref in skeleton.sup_ref[at : at + count]}
            at += count
        return bool(named) and not named <= self._line(entry.parents)

    def takes_other_elements(self, entry: ArrivedEntry) -> bool:
        """Tell whether a label operation of `entry` on one element of a set supersedes one on another element.

        Honest programs never do it. It could take away a removal, so that an addition elsewhere, which the author never
        saw, would give access again.
        """
        skeleton, at = entry.skeleton, 0
        cells = self._schema.kinds[LABEL].cells
        known = {past.eid: past for past in self._entries.get(entry.sid, [])}
        for idx, (who, number, count) in enumerate(zip(skeleton.who, skeleton.cells, skeleton.sup_count, strict=True)):
            cell = cells.get(number)
            if skeleton.kinds[who] == LABEL and cell is not None and cell.rule in (Rule.SET, Rule.NARROW_SET):
                mine = _element(entry.values[idx] or b"")
                for place in range(at, at + count):
                    past = known.get(entry.refs[skeleton.sup_ref[place]])
                    value = values_in(past.openings).get(skeleton.sup_idx[place]) if past else None
                    if value is not None and _element(value) != mine:
                        return True
            at += count
        return False

    def before(self, entry: ArrivedEntry) -> LabelView:
        """Return the label as the author of `entry` had seen it."""
        lone = self._lone.get(entry.sid)
        if lone is not None:
            return lone
        labels = self._entries.get(entry.sid, [])
        if len(labels) == 1 and labels[0].depth == 0:
            view = self._lone[entry.sid] = self._first(entry.sid, labels[0])
            return view
        seen = self._line(entry.parents)
        return self._view(entry.sid, [past for past in labels if past.eid in seen])

    def after(self, entry: ArrivedEntry, void: list[int] | None) -> LabelView:
        """Return the label with the operations of `entry` that are not in `void`."""
        past = _as_past(entry)
        if not void and entry.skeleton.genesis is not None and not entry.refs and not self._entries.get(entry.sid):
            return self._at_birth(entry, past)
        if void:
            past = PastEntry(past.eid, past.hash, past.depth, past.skeleton, past.openings, ",".join(map(str, void)))
        seen = self._line(entry.parents)
        labels = [known for known in self._entries.get(entry.sid, []) if known.eid in seen]
        return self._read(entry.sid, [*labels, past])

    def _at_birth(self, entry: ArrivedEntry, past: PastEntry) -> LabelView:
        """Return the label a stream is born with; most streams are born with one of a few."""
        skeleton = entry.skeleton
        said = tuple(
            (who, skeleton.cells[idx], value)
            for idx, (who, value) in enumerate(zip(skeleton.who, entry.values, strict=True))
            if skeleton.kinds[who] == LABEL
        )
        part, root, owner = self._births[entry.sid]
        return label_view(self._schema.parts.get(part, ""), root, owner, self._records_at_birth(said, past))

    def _first(self, sid: int, past: PastEntry) -> LabelView:
        """Return the label that a stream's first entry left; read once for all that say the same."""
        skeleton = past.skeleton
        mine = [idx for idx, who in enumerate(skeleton.who) if skeleton.kinds[who] == LABEL]
        if skeleton.refs or past.void is not None or len({skeleton.who[idx] for idx in mine}) != 1:
            return self._view(sid, [past])
        values = values_in(past.openings)
        said = tuple((skeleton.who[idx], skeleton.cells[idx], values.get(idx)) for idx in mine)
        part, root, owner = self._births[sid]
        return label_view(self._schema.parts.get(part, ""), root, owner, self._records_at_birth(said, past))

    def _records_at_birth(self, said: _Said, past: PastEntry) -> list[Label]:
        records = self._births_alike.get(said)
        if records is None:
            if len(self._births_alike) >= MOST_BIRTHS:
                self._births_alike.clear()
            found = fold(self._schema, [past], only=LABEL)
            records = self._births_alike[said] = [entity.record() for entity in found.values()]
        return records

    def _line(self, eids: Iterable[int]) -> set[int]:
        """Return `eids` and all they were written after, of the batch and of the store."""
        found: set[int] = set()
        stored: set[int] = set()
        stack = list(eids)
        while stack:
            eid = stack.pop()
            if eid in found:
                continue
            found.add(eid)
            if eid in self._parents:
                stack.extend(self._parents[eid])
            else:
                stored.add(eid)
        return found | ancestors(self._connection, stored)

    def _view(self, sid: int, labels: list[PastEntry]) -> LabelView:
        key = (sid, frozenset(past.eid for past in labels))
        found = self._views.get(key)
        if found is None:
            found = self._views[key] = self._read(sid, labels)
        return found

    def _read(self, sid: int, labels: list[PastEntry]) -> LabelView:
        part, root, owner = self._births[sid]
        # By arrival: each after all it names, even where a forged reference goes beyond what its author had seen.
        entities = fold(self._schema, sorted(labels, key=lambda past: past.eid), only=LABEL)
        records = [entities[name].record() for name in sorted(entities)]
        return label_view(self._schema.parts.get(part, ""), root, owner, records)


def _element(value: bytes) -> bytes:
    """Return what a set operation is about; another shape is about nothing."""
    found = decode_value(value) if value else None
    return encode_value(found[1]) if isinstance(found, list) and len(found) == 2 else b""


def _as_past(entry: ArrivedEntry) -> PastEntry:
    return PastEntry(entry.eid, entry.hash, entry.depth, entry.skeleton, entry.openings, entry.void)
