"""What a store must show, from nothing but the set of saves and entries it was given."""

from dataclasses import dataclass, field
from typing import Any

from tests.property.oracle.authority import Judge
from tests.property.oracle.bytes_read import Entry, Held, Name, Operation, Save
from tests.property.oracle.cells import WITHHELD, Cell, cell_of, is_alive, show, standing
from tests.property.oracle.claims import lost_claims
from tests.property.oracle.tables import DELETED, LABEL, Kind

Row = dict[str, Any]


@dataclass
class View:
    """Everything that follows from history, by names."""

    applied: set[bytes] = field(default_factory=set)
    waiting: set[bytes] = field(default_factory=set)
    missing: set[tuple[bytes, bytes]] = field(default_factory=set)
    tips: set[bytes] = field(default_factory=set)
    authors: dict[bytes, bytes] = field(default_factory=dict)
    """The save of each entry."""
    depths: dict[bytes, int] = field(default_factory=dict)
    void: set[Name] = field(default_factory=set)
    standing: dict[Cell, set[Name]] = field(default_factory=dict)
    shown: dict[Cell, Name] = field(default_factory=dict)
    conflicts: set[Cell] = field(default_factory=set)
    rows: dict[tuple[str, bytes, bytes], Row] = field(default_factory=dict)
    """By name of kind, stream and entity."""


def view(held: Held, kinds: dict[int, Kind], directory: bytes) -> View:
    """Return what follows from `held` for a version that knows `kinds`."""
    found = View()
    save_of = _saves_by_entry(held)
    needs = {name: _needs(entry, save_of[name]) for name, entry in held.entries.items()}
    while ready := {name for name in needs if name not in found.applied and needs[name] <= found.applied}:
        found.applied |= ready
    found.waiting = set(held.entries) - found.applied
    found.missing = {(name, need) for name in found.waiting for need in needs[name] - found.applied}
    for name in found.applied:
        found.authors[name] = save_of[name].hash
        _depth(held, name, found.depths)
    judge = Judge(held, kinds, directory, save_of, found.depths)
    judge.hold_back(found.applied)
    # Nobody builds on what is held back: that alone would let it in.
    standing_by = found.applied - judge.held_back
    found.tips = standing_by - {above for name in standing_by for above in held.entries[name].parents}
    found.void = {(name, index) for name in found.applied for index in judge.void(name)}
    lost = lost_claims(held, found.applied, save_of, directory)
    found.void |= {
        operation.name
        for name in found.applied
        for operation in held.entries[name].operations
        if operation.kind != LABEL and (operation.stream, operation.uid) in lost
    }
    counted = [
        operation
        for name in found.applied
        for operation in held.entries[name].operations
        if operation.name not in found.void
    ]
    _show(found, counted, kinds)
    return found


def _show(found: View, counted: list[Operation], kinds: dict[int, Kind]) -> None:
    cells = standing(counted, kinds)
    entities: dict[tuple[bytes, bytes, int], dict[int, list[Operation]]] = {}
    creators: dict[tuple[bytes, bytes, int], tuple[int, bytes]] = {}
    for operation in counted:
        if operation.cell == DELETED:
            continue
        entity = cell_of(operation)[:3]
        first = (found.depths[operation.name[0]], operation.name[0])
        creators[entity] = min(creators.get(entity, first), first)
    for cell, there in cells.items():
        found.standing[cell] = {operation.name for operation in there}
        entities.setdefault(cell[:3], {})[cell[3]] = there
    for entity, mine in entities.items():
        alive = is_alive(mine)
        stream, uid, number = entity
        kind = kinds.get(number)
        row: Row = {name: None for _, names in kind.cells.values() for name in names} if kind else {}
        for number_of_cell, there in mine.items():
            cell = (*entity, number_of_cell)
            if number_of_cell == DELETED:
                found.shown[cell] = max((found.depths[one.name[0]], *one.name) for one in there)[1:]
                continue
            shown = show(there, kinds, found.depths, creators[entity][1])
            found.shown[cell] = shown.name
            if shown.conflict:
                found.conflicts.add(cell)
            if kind is not None and number_of_cell in kind.cells:
                row |= zip(kind.cells[number_of_cell][1], shown.values, strict=True)
        if kind is not None and alive:
            hidden = sorted(name for name, value in row.items() if isinstance(value, str) and value == WITHHELD)
            row |= dict.fromkeys(hidden)
            row["withheld"] = ",".join(hidden) or None
            found.rows[kind.name, stream, uid] = row


def _saves_by_entry(held: Held) -> dict[bytes, Save]:
    found: dict[bytes, Save] = {}
    for save in sorted(held.saves.values(), key=lambda one: one.hash, reverse=True):
        for name in save.entries:
            found[name] = save
    return found


def _needs(entry: Entry, save: Save) -> set[bytes]:
    return {*entry.parents, *entry.named, *save.head}


def _depth(held: Held, name: bytes, known: dict[bytes, int]) -> int:
    if name not in known:
        known[name] = 1 + max((_depth(held, above, known) for above in held.entries[name].parents), default=-1)
    return known[name]
