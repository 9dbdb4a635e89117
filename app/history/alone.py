"""Entities that one entry has made and nothing else has written: most of what a bundle brings.

Nothing stood in their cells and nothing was superseded, so there is nothing to settle: what the entry says is shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.history.arrived import ArrivedEntry
from app.history.openings import NO_VALUE, decode_bare
from app.history.settling import read_alone


def makes_whole(entry: ArrivedEntry, plain: Mapping[int, int]) -> bool:
    """Tell whether all of `entry` counts and writes cells of one entity, each once, that are among `plain`."""
    skeleton = entry.skeleton
    if entry.void is not None or skeleton.sup_ref or len(skeleton.kinds) > 1:
        return False
    cells = set(skeleton.cells)
    return len(cells) == len(skeleton.cells) and cells <= plain.keys()


def read_whole(
    entity: int, entry: ArrivedEntry, plain: Mapping[int, int], rows: list[tuple[int, int, int, int]]
) -> dict[int, Sequence[Any] | None]:
    """Return what each cell of `entity` (key) says, and add to `rows` what stands in it: entity, cell, entry, index."""
    cells, eid = entry.skeleton.cells, entry.eid
    rows += [(entity, cell, eid, idx) for idx, cell in enumerate(cells)]
    read: dict[int, Sequence[Any] | None] = {}
    for cell, value in zip(cells, entry.values, strict=True):
        width = plain[cell]
        try:
            values = None if value is None else decode_bare(value)
        except NO_VALUE:
            values = None
        # The form nearly every value has; whatever else it may be, `read_alone` knows.
        read[cell] = values if type(values) is list and len(values) == width else read_alone(value, width)
    return read
