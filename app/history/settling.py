"""What a cell says when the operations that no counted one supersedes are known.

Pure, and depending on the *set* of those operations only: order of arrival, repetition and replay cannot matter. The
rules are those of exchange.md §1; a merge never drops a value, it chooses what is shown meanwhile.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.history.openings import decode_value, encode_value
from app.models.fields import CellSpec, Rule
from app.models.kind_specs import KindSpec

WITHHELD: Any = object()
"""In the place of a value that this store does not hold."""
A_SET = -1
"""In the place of the number of fields: the cell is a set."""


class Live(NamedTuple):
    """An operation that nothing counted supersedes. `value` is None where it is withheld or erased."""

    depth: int
    hash: bytes
    idx: int
    eid: int
    value: bytes | None

    @property
    def order(self) -> tuple[int, bytes, int]:
        """The order in which operations are shown: the graph's, then the hash's, never the clock's."""
        return (self.depth, self.hash, self.idx)


class Settled(NamedTuple):
    """A cell's reading: `shown` is the operation that holds, `values` its fields; on `conflict` someone must choose."""

    shown: Live
    values: Sequence[Any]
    conflict: bool


def settle(
    kind: KindSpec | None, cell: CellSpec | None, lives: Sequence[Live], creator: bytes | None = None
) -> Settled:
    """Return what a cell shows for its live operations (at least one).

    `creator` is the entry that created an entity of a write-once kind, where several wrote it: what others wrote into
    cells it left empty does not count either.
    A kind or cell this version does not know merges as VALUE: kept and forwarded, shown by a later version.
    """
    rule = Rule.VALUE if cell is None else cell.rule
    width = 1 if cell is None else len(cell.fields)
    if kind is not None and kind.once:
        first = min(lives, key=lambda live: live.order)
        counts = creator is None or first.hash == creator
        return Settled(first, read_value(first.value, width) if counts else [None] * width, False)
    if rule in (Rule.SET, Rule.NARROW_SET):
        return _settle_set(rule, lives)
    if len(lives) == 1:
        return Settled(lives[0], read_value(lives[0].value, width), False)
    readings = [(live, read_value(live.value, width)) for live in lives]
    different = len({live.value for live in lives}) > 1 or any(live.value is None for live in lives)
    if rule is Rule.HIGHEST:
        best = max(readings, key=lambda reading: (_number(reading[1][0]), reading[0].order))
        return Settled(best[0], best[1], False)
    if rule is Rule.WORKFLOW and kind is not None and kind.rank is not None:
        rank = kind.rank
        best = max(readings, key=lambda r: (r[1][0] is not WITHHELD, _ranked(rank, r[1]), r[0].order))
        return Settled(best[0], best[1], different)
    best = max(readings, key=lambda reading: reading[0].order)
    return Settled(best[0], best[1], different)


def plain_cells(kind: KindSpec | None) -> Mapping[int, int]:
    """Return the cells in which one that stands alone is all there is to say: number of fields, or A_SET.

    For such a one `settle` gives what `read_alone` reads, and no conflict.
    """
    if kind is None or kind.once:
        return {}
    return {
        cell.id: A_SET if cell.rule in (Rule.SET, Rule.NARROW_SET) else len(cell.fields) for cell in kind.cells.values()
    }


def read_alone(value: bytes | None, width: int) -> Sequence[Any]:
    """Return the values of a cell in which one operation stands."""
    if width != A_SET:
        return read_value(value, width)
    if value is None:
        return [WITHHELD]
    said = decode_value(value)
    return [[said[1]] if isinstance(said, list) and len(said) == 2 and said[0] == 1 else []]


def read_value(value: bytes | None, width: int) -> Sequence[Any]:
    """Return the values of a cell of `width` fields; WITHHELD for each where there is no value."""
    if value is None:
        return [WITHHELD] * width
    values = decode_value(value)
    if not isinstance(values, list):
        return [None] * width
    if len(values) == width:
        return values
    return values + [None] * (width - len(values)) if len(values) < width else values[:width]


def is_removal(live: Live) -> bool:
    """Tell whether a set operation takes its element out: it alone does not keep an entity alive."""
    if live.value is None:
        return False
    values = decode_value(live.value)
    return isinstance(values, list) and len(values) == 2 and values[0] == 0


def _settle_set(rule: Rule, lives: Sequence[Live]) -> Settled:
    added: dict[bytes, Any] = {}
    removed: set[bytes] = set()
    hidden = False
    for live in lives:
        if live.value is None:
            hidden = True
            continue
        values = decode_value(live.value)
        if not isinstance(values, list) or len(values) != 2:
            continue
        if values[0] == 1:
            added[encode_value(values[1])] = values[1]
        elif rule is Rule.NARROW_SET:
            removed.add(encode_value(values[1]))
    elements = [added[key] for key in sorted(added) if key not in removed]
    shown = max(lives, key=lambda live: live.order)
    return Settled(shown, [WITHHELD if hidden and not elements else elements], False)


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1


def _ranked(rank: Any, values: Sequence[Any]) -> tuple[Any, ...]:
    try:
        ranked: tuple[Any, ...] = rank(tuple(None if value is WITHHELD else value for value in values))
    except (TypeError, ValueError, KeyError):
        return ()
    return ranked
