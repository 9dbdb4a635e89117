"""The kinds of entity there are, by number and by name: which fields each has, where it lives, who writes it.

Numbers of kinds and parts travel in bundles: one is never used again for another.
"""

import types
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from app.models.fields import CellSpec, Field, FieldSpec

Rank = Callable[[tuple[Any, ...]], tuple[Any, ...]]
"""From the wire values of a WORKFLOW cell to a sortable key; the greatest is what holds while rivals wait."""


@dataclass(frozen=True, slots=True)
class KindSpec:
    """A kind of entity: where it lives, who writes it, what it holds.

    `part` is the kind of stream; `once` makes every cell write-once (notes, reports, decisions: only the creating
    entry counts); `action` is what an author must be allowed to do for an operation on it to count; `signed` demands
    the officer's own signature on the save; `rank` orders rival values of a WORKFLOW cell. A kind with part "*" lives
    in every stream (labels). `others` are the cells that count also when another organisation than the stream's owner
    wrote them, None where all do; a deletion is none of them.
    """

    id: int
    name: str
    part: str
    record: type
    action: str
    once: bool
    signed: bool
    rank: Rank | None
    cells: Mapping[int, CellSpec]
    fields: Mapping[str, FieldSpec]
    others: frozenset[int] | None = None

    def cell_of(self, name: str) -> CellSpec:
        """Return the cell that field `name` belongs to."""
        spec = self.fields[name].meta
        return self.cells[spec.cell if spec.cell is not None else spec.id]

    def is_others(self, cell: int) -> bool:
        """Tell whether another organisation than the stream's owner may write the cell of number `cell`."""
        return self.others is None or cell in self.others


@dataclass(slots=True)
class Schema:
    """All kinds and parts by id and by name; a parameter, so that tests can declare their own."""

    kinds: dict[int, KindSpec] = field(default_factory=dict)
    by_name: dict[str, KindSpec] = field(default_factory=dict)
    by_record: dict[type, KindSpec] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)

    def part(self, number: int, name: str) -> None:
        """Declare a kind of stream. Its number travels in bundles."""
        if number in self.parts or name in self.parts.values():
            raise ValueError(name)
        self.parts[number] = name

    def part_number(self, name: str) -> int:
        """Return the number of the part called `name`. Raises KeyError."""
        for number, known in self.parts.items():
            if known == name:
                return number
        raise KeyError(name)

    def declare(
        self,
        number: int,
        name: str,
        *,
        part: str,
        action: str,
        once: bool = False,
        signed: bool = False,
        rank: Rank | None = None,
        others: Collection[str] | None = None,
    ) -> Callable[[type], type]:
        """Return a class decorator that registers a frozen dataclass of Annotated fields as a kind.

        `others` names the fields that another organisation than the stream's owner may write, None: all.

        Its `repr` says the kind and nothing that the record says: records get into errors and logs by themselves.
        """

        def register(record: type) -> type:
            if number in self.kinds or name in self.by_name:
                raise ValueError(name)
            spec = _kind(number, name, part, record, action, once, signed, rank)
            if others is not None:
                spec = replace(spec, others=frozenset(spec.cell_of(one).id for one in others))
            record.__repr__ = _unshown  # type: ignore[assignment]  # mypy takes it for a bound one
            self.kinds[number] = self.by_name[name] = self.by_record[record] = spec
            return record

        return register


def _unshown(record: object) -> str:
    return f"{type(record).__name__}(…)"


def _kind(
    number: int, name: str, part: str, record: type, action: str, once: bool, signed: bool, rank: Rank | None
) -> KindSpec:
    if not is_dataclass(record):
        raise TypeError(name)
    hints = get_type_hints(record, include_extras=True)
    groups: dict[int, list[FieldSpec]] = {}
    specs: dict[str, FieldSpec] = {}
    for attribute in fields(record):
        hint = hints[attribute.name]
        if get_origin(hint) is not Annotated:
            continue
        bare, meta = get_args(hint)[0], next(m for m in get_args(hint)[1:] if isinstance(m, Field))
        group = groups.setdefault(meta.cell if meta.cell is not None else meta.id, [])
        if any(meta.id == known.meta.id for known in specs.values()) or (
            not group and meta.cell not in (None, meta.id)
        ):
            raise ValueError(f"{name}.{attribute.name}")
        kind, many, optional = _bare(bare)
        spec = FieldSpec(attribute.name, kind, many, optional, len(group), meta)
        group.append(spec)
        specs[attribute.name] = spec
    cells = {key: CellSpec(key, group[0].meta.rule, tuple(group)) for key, group in groups.items()}
    if 0 in cells:
        raise ValueError("0 is the cell of deletion")
    return KindSpec(number, name, part, record, action, once, signed, rank, cells, specs)


def _bare(hint: Any) -> tuple[type, bool, bool]:
    optional = False
    if get_origin(hint) in (Union, types.UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        optional, hint = len(inner) < len(get_args(hint)), inner[0]
    many = get_origin(hint) is tuple
    if many:
        hint = get_args(hint)[0]
    return (get_origin(hint) or hint), many, optional


def from_columns(kind: KindSpec, columns: Sequence[Any]) -> Any:
    """Return the record of a projection row's field columns, in the order of the declarations."""
    values = [
        raw if spec.read is None else spec.read(raw) for spec, raw in zip(kind.fields.values(), columns, strict=True)
    ]
    return kind.record(**dict(zip(kind.fields, values, strict=True)))
