"""The conflict desk as its screen shows it: what each conflict is about in words, and what stood before both wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.ids import Id
from app.history.conflicts import OpenConflict, open_conflicts
from app.history.forebear import forebear_of
from app.models.enums import Action
from app.models.fields import from_wire
from app.models.kinds.merge import SamePerson
from app.models.rights import HOUSE
from app.services.desk import Desk, View
from app.services.exchange.conflicts import Conflict, conflict_of
from app.services.naming import read_names

__all__ = ["ConflictSheet", "Former", "conflict_sheets"]


@dataclass(frozen=True, slots=True, repr=False)
class Former:
    """The value all rivals were written after; `values` is None where this store does not hold it."""

    moment: datetime
    values: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, repr=False)
class ConflictSheet:
    """One conflict for the desk: where it stands, what it is about, the rivals, their common ancestor, whose choice."""

    conflict: Conflict
    root_title: str
    title: str
    former: Former | None
    names: Mapping[Id, str]
    """What the ids among the values are called."""
    may_settle: bool


def conflict_sheets(desk: Desk, language: str) -> list[ConflictSheet]:
    """Return the open conflicts in what this officer may read, oldest stream first. Raises NotAllowed."""
    with desk.read() as view:
        found = [one for one in open_conflicts(view.connection, desk.schema) if view.may(Action.READ, one.stream)]
        return [_sheet(view, one, language) for one in found]


def _sheet(view: View, one: OpenConflict, language: str) -> ConflictSheet:
    conflict = conflict_of(view, one)
    former = _former(view, one)
    records = [*(standing.values or {} for standing in conflict.standing), (former.values or {}) if former else {}]
    ids = {value for values in records for value in _ids(values)}
    # Who leads two joined entries is the very question: each is called by its own name.
    own = one.kind is not None and one.kind.record is SamePerson
    names = read_names(view, {conflict.root, conflict.uid, *ids}, language, as_entered=own)
    action = Action.APPROVE if conflict.workflow else Action(one.kind.action) if one.kind else Action.READ
    may = one.kind is not None and action not in HOUSE and view.may(action, conflict.stream)
    if may and one.kind is not None and one.cell is not None and not one.kind.is_others(one.cell.id):
        may = view.thing(conflict.stream).owner == view.facts.organisation
    return ConflictSheet(conflict, names.get(conflict.root, ""), names.get(conflict.uid, ""), former, names, may)


def _former(view: View, one: OpenConflict) -> Former | None:
    if one.cell is None:
        return None
    entries = [rival.entry for rival in one.rivals]
    found = forebear_of(view.connection, one.stream, one.uid, one.cell.id, entries)
    if found is None:
        return None
    if found.values is None:
        return Former(found.moment, None)
    padded = [*found.values, *([None] * len(one.cell.fields))]
    return Former(found.moment, {spec.name: from_wire(spec, padded[spec.at]) for spec in one.cell.fields})


def _ids(values: Mapping[str, Any]) -> Sequence[Id]:
    found = []
    for value in values.values():
        if isinstance(value, bytes):
            found.append(value)
        elif isinstance(value, tuple):
            found += [item for item in value if isinstance(item, bytes)]
    return found
