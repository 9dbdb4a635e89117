"""Whose measures count for a file: those kept by who owns it, or owns it together with him.

A measure names its file, and any workstation that may keep measures can write one that names ours. Its stream is then
another organisation's: it is kept there, but it neither stands among the measures of our file nor goes on its paper.
Where the file itself is not shared with this workstation nothing can be compared, and what was given counts.
"""

from collections.abc import Sequence

from app.core.ids import Id
from app.models.kinds.measures import Measure
from app.services.desk import NotThere, View

Found = tuple[Id, Id, Measure]


def rightful(view: View, found: Sequence[Found]) -> list[Found]:
    """Return the measures (id, stream, record) that count for the file they name, in the same order."""
    keepers: dict[Id, frozenset[Id] | None] = {}
    kept = []
    for line in found:
        file = line[2].file
        if file is not None and file not in keepers:
            keepers[file] = _keepers(view, file)
        may_keep = keepers[file] if file is not None else None
        if may_keep is None or view.thing(line[1]).owner in may_keep:
            kept.append(line)
    return kept


def _keepers(view: View, file: Id) -> frozenset[Id] | None:
    try:
        core = view.thing(view.stream_of(file))
    except NotThere:
        return None
    return core.co_owners | {core.owner}
