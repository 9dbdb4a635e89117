"""What the entries of a human say and ever said, field by field, as far as this officer may read and erase it.

What is sealed is named and never told: whoever erases it need not know it. Values that are not held here, or are
erased, are passed over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.fields import CellSpec, Rule, Sensitivity
from app.models.kind_specs import KindSpec
from app.models.rights import NotAllowed
from app.services.desk import Desk, NotThere, View
from app.services.erasing.again import Values
from app.services.erasing.loose import called, human_of
from app.services.erasing.values import is_erasable
from app.services.trails import FieldChange, field_history

_SETS = (Rule.SET, Rule.NARROW_SET)
_EMPTY = (None, (), "")


@dataclass(frozen=True, slots=True, repr=False)
class SaidValues:
    """The fields of one cell of an object: what they say `now` and said `before`, oldest first, by field name.

    Of `sealed` ones both are empty. `removed` tells that the object stands in its `entry` no more.
    """

    chosen: Values
    entry: Id
    now: Mapping[str, Any]
    before: Sequence[Mapping[str, Any]]
    sealed: bool
    removed: bool


@dataclass(frozen=True, slots=True, repr=False)
class PersonSaid:
    """All of a human, the leading entry first; `entries` says what each entry calls him."""

    person: Id
    name: str
    kind: str
    lines: Sequence[SaidValues]
    entries: Mapping[Id, str]
    marking: Marking


def said_of(desk: Desk, person: Id) -> PersonSaid:
    """Return what of a person, or person of concern, is erased by single values. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.ERASE)
        human = human_of(view, person)
    told: list[tuple[Id, FieldChange]] = []
    for entry in human.entries:
        try:
            told += [(entry, change) for change in field_history(desk, entry) if change.values is not None]
        except (NotAllowed, NotThere):
            continue
    with desk.read() as view:
        streams = {change.stream for _, change in told}
        mine = {stream for stream in streams if view.may(Action.ERASE, stream)}
        if not mine:
            view.require(Action.ERASE, next(iter(human.streams)))
        lines = _lines(view, [one for one in told if one[1].stream in mine])
        entries = {entry: called(view, entry) for entry in human.entries}
        if not lines and not any(entries.values()):
            raise NotThere  # erased: the label stays
        marking = max((view.thing(stream).marking for stream in mine), default=Marking.NONE)
        return PersonSaid(person, called(view, person), human.kind, lines, entries, marking)


def _lines(view: View, told: Iterable[tuple[Id, FieldChange]]) -> list[SaidValues]:
    cells: dict[tuple[Id, Id, str, int], tuple[Id, list[FieldChange]]] = {}
    for entry, change in told:
        spec = view.desk.schema.by_name.get(change.kind or "")
        name = next(iter(change.values or {}), "")
        if spec is not None and name and is_erasable(spec, view.thing(change.stream).part, name):
            key = (change.stream, change.uid, spec.name, spec.cell_of(name).id)
            cells.setdefault(key, (entry, []))[1].append(change)
    found = []
    order = {entry: at for at, entry in enumerate(dict.fromkeys(entry for entry, _ in cells.values()))}
    kinds = view.desk.schema.by_name
    for (stream, uid, kind, number), (entry, changes) in sorted(
        cells.items(), key=lambda one: (order[one[1][0]], kinds[one[0][2]].id, one[0][1], one[0][3])
    ):
        spec = kinds[kind]
        found.append(_line(view, (stream, uid, entry), spec, spec.cells[number], changes))
    return [one for one in found if one.sealed or one.before or any(said not in _EMPTY for said in one.now.values())]


def _line(
    view: View, where: tuple[Id, Id, Id], spec: KindSpec, cell: CellSpec, changes: Sequence[FieldChange]
) -> SaidValues:
    stream, uid, entry = where
    names = tuple(field.name for field in cell.fields)
    located: Sequence[tuple[Id, Id, Any]] = view.locate(spec.record, "uid = ?", uid)
    record = next((one for _, home, one in located if home == stream), None)
    chosen, removed = Values(stream, uid, spec.record, names), record is None
    if any(field.meta.sensitivity is Sensitivity.SEALED for field in cell.fields):
        return SaidValues(chosen, entry, {}, (), sealed=True, removed=removed)
    now = {} if record is None else {name: getattr(record, name) for name in names}
    return SaidValues(chosen, entry, now, _before(cell, now, changes), sealed=False, removed=removed)


def _before(cell: CellSpec, now: Mapping[str, Any], changes: Sequence[FieldChange]) -> list[Mapping[str, Any]]:
    """Return what was said and is no more, each once; of a set the elements that were taken away."""
    if cell.rule in _SETS:
        name = cell.fields[0].name
        gone = [(change.values or {}).get(name) for change in changes if change.added]
        left = tuple(dict.fromkeys(one for one in gone if one not in (now.get(name) or ())))
        return [{name: left}] if left else []
    found: list[Mapping[str, Any]] = []
    for change in changes:
        values = dict(change.values or {})
        if values != now and values not in found and any(one not in _EMPTY for one in values.values()):
            found.append(values)
    return found
