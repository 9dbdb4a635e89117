"""The rules of exchange.md §1 by definition: which operations stand, and what a cell shows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tests.property.oracle.bytes_read import Name, Operation
from tests.property.oracle.tables import DELETED, HIGHEST, NARROW, SET, VALUE, WORKFLOW, Kind, rank

WITHHELD = "<withheld>"
"""In the place of a value that is not held."""

Cell = tuple[bytes, bytes, int, int]
"""Stream, entity, kind, cell."""

Order = tuple[int, bytes, int]
"""Depth, hash, index: no clock."""


@dataclass(frozen=True)
class Shown:
    """A cell's reading."""

    name: Name
    values: list[Any]
    conflict: bool


def cell_of(operation: Operation) -> Cell:
    """Return the cell an operation writes."""
    return (operation.stream, operation.uid, operation.kind, operation.cell)


def supersedes(later: Operation, earlier: Operation, kinds: dict[int, Kind]) -> bool:
    """Whether `later`, which names `earlier`, takes its place.

    In the same cell; or a deletion and what it deletes; or a value and the deletion its author knew of. Never in a
    kind that is written once.
    """
    if later.kind in kinds and kinds[later.kind].once:
        return False
    same_entity = cell_of(later)[:3] == cell_of(earlier)[:3]
    return same_entity and (later.cell == earlier.cell or DELETED in (later.cell, earlier.cell))


def standing(counted: Collection[Operation], kinds: dict[int, Kind]) -> dict[Cell, list[Operation]]:
    """Return per cell the counted operations that no counted one supersedes."""
    by_name = {operation.name: operation for operation in counted}
    gone = {ref for later in counted for ref in later.refs if ref in by_name and supersedes(later, by_name[ref], kinds)}
    found: dict[Cell, list[Operation]] = {}
    for operation in counted:
        if operation.name not in gone:
            found.setdefault(cell_of(operation), []).append(operation)
    return found


def is_alive(cells: dict[int, list[Operation]]) -> bool:
    """Whether an entity lives: any value remains; where it was deleted, what only takes out of a set is no value."""
    values = [operation for cell, there in cells.items() if cell != DELETED for operation in there]
    if cells.get(DELETED):
        return any(not _takes_out(operation) for operation in values)
    return bool(values)


def _takes_out(operation: Operation) -> bool:
    return operation.value is not None and len(operation.value) == 2 and operation.value[0] == 0


def order(depths: dict[bytes, int], operation: Operation) -> Order:
    """Return where an operation comes in the order of showing."""
    return (depths[operation.name[0]], *operation.name)


def show(there: list[Operation], kinds: dict[int, Kind], depths: dict[bytes, int], creator: bytes | None) -> Shown:
    """Return what a cell shows. `creator` is the entry that first wrote the entity, which alone counts where once."""
    there = sorted(there, key=lambda operation: order(depths, operation))
    kind = kinds.get(there[0].kind)
    rule, fields = (VALUE, ("?",)) if kind is None else kind.cells.get(there[0].cell, (VALUE, ("?",)))
    width = len(fields)
    if kind is not None and kind.once:
        first = there[0]
        return Shown(first.name, _values(first, width) if first.name[0] == creator else [None] * width, False)
    if rule in (SET, NARROW):
        return Shown(there[-1].name, [_elements(there, narrow=rule == NARROW)], False)
    readings = [(operation, _values(operation, width)) for operation in there]
    apart = any(operation.value is None for operation in there) or any(one.value != there[0].value for one in there)
    conflict = apart and len(there) > 1
    best = readings[-1]
    if rule == HIGHEST:
        best = max(readings, key=lambda reading: reading[1][0] if isinstance(reading[1][0], int) else -1)
        same = [reading for reading in readings if reading[1] == best[1]]
        return Shown(same[-1][0].name, best[1], False)
    if rule == WORKFLOW:
        held = [reading for reading in readings if reading[1][0] != WITHHELD]
        if held:
            most = max(rank(there[0].kind, values) for _, values in held)
            best = [reading for reading in held if rank(there[0].kind, reading[1]) == most][-1]
    return Shown(best[0].name, best[1], conflict)


def _values(operation: Operation, width: int) -> list[Any]:
    if operation.value is None:
        return [WITHHELD] * width
    return (operation.value + [None] * width)[:width]


def _elements(there: list[Operation], *, narrow: bool) -> Any:
    held = [operation.value for operation in there if operation.value is not None]
    added = [value[1] for value in held if value[0] == 1]
    removed = [value[1] for value in held if value[0] == 0] if narrow else []
    found = {element for element in added if element not in removed}
    if not found and len(held) < len(there):
        return WITHHELD
    return found
