"""What a long list shows: its columns, what may be sorted and filtered by them, and what one row carries.

A column of a declared field takes label, type and words from its declaration; the others are computed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum, unique
from typing import Any

from app.core.ids import Id
from app.models.catalogues import CatalogueWord, catalogue
from app.models.enums import ThreatLevel
from app.models.fields import FieldSpec


@unique
class ListName(StrEnum):
    """The lists there are."""

    THREAT_FILES = "threat_files"
    VISITS = "visits"
    EVENTS = "events"
    PERSONS = "persons"
    ORGANISATIONS = "organisations"
    PLACES = "places"
    VEHICLES = "vehicles"
    MEASURES = "measures"
    ASSIGNMENTS = "assignments"
    COPIES = "copies"
    ACCOUNTS = "accounts"
    STATIONS = "stations"


class ColumnType(Enum):
    """What stands in a column, and so how it is filtered."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    CHOICE = "choice"
    YES_NO = "yes_no"
    LEVEL = "level"


class RowTone(StrEnum):
    """Why a value is coloured: its day has passed, or comes within a week."""

    OVERDUE = "overdue"
    EXPIRING = "expiring"


@dataclass(frozen=True, slots=True, repr=False)
class Column:
    """One column. `label` is an msgid; `under` names the column whose value stands beneath; `share` parts the width.

    `spec` is the field it shows, None where it is computed; `choices` are the stored values one can filter by, None
    for those of the enumeration or list of the field.
    """

    name: str
    label: str
    type: ColumnType
    spec: FieldSpec | None = None
    shown: bool = False
    sortable: bool = True
    filterable: bool = True
    under: str = ""
    strong: bool = False
    chip: bool = False
    share: int = 2
    least: int = 90
    choices: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class LevelHeld:
    """The level in force of a file: highest that stands, who gave it, whether its validity has passed."""

    level: ThreatLevel
    service: str
    out_of_date: bool
    valid_until: date | None


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One row: `key` for the list itself, `id` of what it opens; values by column, typed; names for ids."""

    key: int
    id: Id
    values: Mapping[str, Any] = field(repr=False)
    tones: Mapping[str, RowTone] = field(default_factory=dict)


def type_of(spec: FieldSpec) -> ColumnType:
    """Return how a declared field is listed."""
    if spec.many or spec.meta.ref is not None:
        return ColumnType.TEXT
    if issubclass(spec.type, ThreatLevel):
        return ColumnType.LEVEL
    if issubclass(spec.type, Enum) or isinstance(spec.meta.show, CatalogueWord):
        return ColumnType.CHOICE
    by_name = {
        "bool": ColumnType.YES_NO,
        "int": ColumnType.NUMBER,
        "float": ColumnType.NUMBER,
        "date": ColumnType.DAY,
        "datetime": ColumnType.MOMENT,
    }
    return by_name.get(spec.type.__name__, ColumnType.TEXT)


def choices_of(spec: FieldSpec) -> tuple[Any, ...]:
    """Return the values of a field of few: the enumeration's members, or the codes of the list that ships."""
    if issubclass(spec.type, Enum):
        return tuple(spec.type)
    if isinstance(spec.meta.show, CatalogueWord):
        return tuple(catalogue(spec.meta.show.name))
    return ()
