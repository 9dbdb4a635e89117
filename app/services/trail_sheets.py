"""The history of one root as a screen shows it: changes by field with everybody's names; sealed values stay sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.ids import Id
from app.models.fields import Sensitivity
from app.models.kind_specs import KindSpec
from app.services.desk import Desk, View
from app.services.naming import read_names
from app.services.own_files import require_reason
from app.services.trails import FieldChange, field_history, newest_changes

HIDDEN = frozenset({"vouch", "document_data"})
"""Kinds that mean nothing to an officer: bookkeeping of stations, frozen bytes of papers."""


@dataclass(frozen=True, slots=True, repr=False)
class TrailSheet:
    """Changes, oldest first; `names` has no entry for what this officer may not read."""

    changes: Sequence[FieldChange]
    names: Mapping[Id, str]
    total: int
    """How many changes there are; `changes` may be the newest of them."""


def trail_sheet(
    desk: Desk, root: Id, language: str, newest: int | None = None, uid: Id | None = None
) -> TrailSheet:  # fmt: skip
    """Return the history of a root, or at least its `newest` so many changes; with `uid` all of one entity of it.

    Raises NotAllowed, NotThere, ReasonOfReading.
    """
    with desk.read() as view:
        require_reason(view, root)
    return unasked_trail(desk, root, language, newest, uid)


def unasked_trail(
    desk: Desk, root: Id, language: str, newest: int | None = None, uid: Id | None = None
) -> TrailSheet:  # fmt: skip
    """Return the same where no file is read: beside what is held back of it, and waits to be adopted.

    Raises NotAllowed, NotThere.
    """
    if newest is None or uid is not None:
        told = [one for one in field_history(desk, root, uid) if one.kind not in HIDDEN]
        total = len(told)
    else:
        told, total = newest_changes(desk, root, newest, HIDDEN)
    with desk.read() as view:
        return named_changes(view, told, language, total)


def named_changes(view: View, told: Sequence[FieldChange], language: str, total: int) -> TrailSheet:
    """Return changes with everybody's names, what is sealed left out of them."""
    found = [_unsealed(one, view.desk.schema.by_name) for one in told]
    ids: set[Id] = set()
    for change in found:
        ids |= {change.uid, change.officer, change.station}
        for value in (change.values or {}).values():
            if isinstance(value, bytes):
                ids.add(value)
            elif isinstance(value, tuple):
                ids.update(item for item in value if isinstance(item, bytes))
    return TrailSheet(found, read_names(view, ids, language), total)


def _unsealed(change: FieldChange, kinds: Mapping[str, KindSpec]) -> FieldChange:
    spec = kinds.get(change.kind or "")
    if spec is None or change.values is None:
        return change
    kept: dict[str, Any] = {}
    for name, value in change.values.items():
        sealed = name in spec.fields and spec.fields[name].meta.sensitivity is Sensitivity.SEALED
        kept[name] = None if sealed else value
    return replace(change, values=kept)
