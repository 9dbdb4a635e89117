"""One declaration per field: everything that shows, checks, merges, stores or prints a field reads it from here.

A kind of entity is a frozen dataclass of `Annotated[type, Field(...)]`, registered by `Schema.declare`.
Fields that are true only together (a period, an address) share a *cell*: they are written, merged and conflict as
one (exchange.md §1). Ids of kinds, cells and fields travel in bundles: an id or a meaning is never reused, and a
new field is appended to its cell. Field ids are unique in their kind; a cell's id is that of its first field.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from enum import Enum, StrEnum
from functools import partial
from typing import Any


class Rule(StrEnum):
    """How the values of one cell that no other supersedes are merged (exchange.md §1)."""

    VALUE = "value"
    """Several are kept; more than one different value is an open conflict."""
    TEXT = "text"
    """As VALUE, and a three-way proposal is shown; never merged unseen."""
    SET = "set"
    """Elements; an element added again by anyone stays (add wins)."""
    ORDER = "order"
    """One cell that lists ids; merges as VALUE."""
    NARROW_SET = "narrow_set"
    """Elements that grant access; a removal wins over an addition that did not see it."""
    HIGHEST = "highest"
    """Marking: the highest wins."""
    WORKFLOW = "workflow"
    """The course of something decided: what protects more holds meanwhile (`KindSpec.rank`)."""


class Sensitivity(StrEnum):
    """How far a value may go."""

    OPEN = "open"
    """Follows the marking of its stream and nothing more."""
    PERSONAL = "personal"
    """Personal data: never in a log, a title or an error."""
    SEALED = "sealed"
    """Shown, printed and sent only after a reveal with a reason; never in the search index."""


class Search(StrEnum):
    """How a field is found."""

    NO = "no"
    TEXT = "text"
    KEY = "key"
    """As an exact key: phone, plate, reference."""


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of one field besides its type.

    `label` is a msgid. `cell` is the id of the first field of its cell, None for a cell of its own. `ref` names
    the kind of entity an `Id` points to. `parse` turns what an officer typed into the value (raises `UserError`);
    `show` words a value in a language. `printed` names the documents that may carry it. A text of `every_language` is
    whole only in all four: they are asked side by side. `paragraphs` names the standard paragraphs offered with it.
    """

    id: int
    label: str
    rule: Rule = Rule.VALUE
    cell: int | None = None
    ref: str | None = None
    sensitivity: Sensitivity = Sensitivity.OPEN
    search: Search = Search.NO
    required: bool = False
    parse: Callable[[str], Any] | None = None
    show: Callable[[Any, str], str] | None = None
    printed: frozenset[str] = frozenset()
    every_language: bool = False
    paragraphs: StrEnum | None = None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field with its name and type. `type` is the bare type, `many` whether it is a tuple of it."""

    name: str
    type: type
    many: bool
    optional: bool
    at: int
    """Position in its cell's list of values."""
    meta: Field
    read: Callable[[Any], Any] | None = field(init=False, compare=False, repr=False)
    """Returns the typed value of what stands in a column; None where that is the value as it stands."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "read", _reader(self))


@dataclass(frozen=True, slots=True)
class CellSpec:
    """The fields that are written and merged as one."""

    id: int
    rule: Rule
    fields: tuple[FieldSpec, ...]


def to_wire(value: Any) -> Any:
    """Return `value` as what MessagePack carries: text, number, bytes, list, map or nothing."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list | frozenset):
        return [to_wire(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_wire(value[key]) for key in sorted(value)}
    return value


def from_wire(spec: FieldSpec, raw: Any) -> Any:
    """Return the typed value of a field from its wire form.

    An enum value this version does not know stays as it is: newer stations exist. A day or moment that is none, and
    a list that is none, are absent: whatever another station signed must be readable without a crash.
    """
    if raw is None:
        return () if spec.many else None
    if spec.many:
        return tuple(_scalar(spec.type, item) for item in raw) if isinstance(raw, list) else ()
    return _scalar(spec.type, raw)


def _scalar(kind: type, raw: Any) -> Any:
    if issubclass(kind, Enum):
        try:
            return kind(raw)
        except ValueError:
            return raw
    if kind in (datetime, date):
        return _read_day(moment_in if kind is datetime else date.fromisoformat, raw)
    return raw


def moment_in(text: str) -> datetime:
    """Return the moment in a text; one without a zone is UTC, as all that this program writes.

    One of the first or last year of the calendar is that of its neighbour: in another zone it would be out of it.
    Raises ValueError, TypeError.
    """
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        found = found.replace(tzinfo=UTC)
    if MINYEAR < found.year < MAXYEAR:
        return found
    return _EARLIEST if found.year == MINYEAR else _LATEST


_EARLIEST = datetime(MINYEAR + 1, 1, 2, tzinfo=UTC)
_LATEST = datetime(MAXYEAR - 1, 12, 30, tzinfo=UTC)


def _reader(spec: FieldSpec) -> Callable[[Any], Any] | None:
    """Return how a column of this field is read: settled once, for a long file holds ten thousand of them."""
    kind = spec.type
    if spec.many:
        return partial(_read_many, kind)
    if issubclass(kind, Enum):
        # As `from_wire`: a value that this version does not know stays as it is.
        known = {member.value: member for member in kind}
        return lambda raw: known.get(raw, raw)
    if kind in (datetime, date):
        return partial(_read_day, moment_in if kind is datetime else date.fromisoformat)
    if issubclass(kind, Mapping):
        return lambda raw: None if raw is None else json.loads(raw)
    return _read_bool if kind is bool else None


def _read_day(parse: Callable[[Any], Any], raw: Any) -> Any:
    if raw is None:
        return None
    try:
        return parse(raw)
    except (TypeError, ValueError):
        return None


def _read_many(kind: type, raw: Any) -> tuple[Any, ...]:
    found = json.loads(raw) if raw is not None else None
    if not isinstance(found, list):
        return ()
    if issubclass(kind, bytes):
        return tuple(bytes.fromhex(item) for item in found)
    return tuple(_scalar(kind, item) for item in found)


def _read_bool(raw: Any) -> bool | None:
    return None if raw is None else bool(raw)
