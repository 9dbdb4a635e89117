"""Projection tables, one per kind, derived from the field declarations; a screen's or a search's quick reading.

`id` is the entity's small key, `uid` its id, `sid` its stream. Tuples are stored as JSON text, dates and moments as ISO
text (they sort), ids as 16 bytes. `withheld` names fields whose value this store does not hold (withheld or erased).
No foreign keys and no content constraints: what would break one is a finding for an officer.
"""

from collections.abc import Mapping
from enum import Enum

from sqlalchemy import BLOB, INTEGER, REAL, TEXT, Column, Index, MetaData, Table

from app.models.fields import FieldSpec
from app.models.kind_specs import KindSpec, Schema

SOUGHT = frozenset(
    {
        "about", "concern", "confirms", "convoy", "document", "entry", "file", "file_officer", "item", "measure",
        "member", "one", "organisation", "other", "person", "principal", "proposal", "subject", "vehicle",
    }
)  # fmt: skip
"""References by which what belongs to something is looked up, and so indexed. All others are followed from their own
side only, and an index costs every import."""


def projection_name(kind: KindSpec) -> str:
    """Return the table that holds the current values of a kind."""
    return f"p_{kind.name}"


def projection_tables(schema: Schema, into: MetaData) -> Mapping[int, Table]:
    """Add one table a kind to `into`; return them by kind id."""
    return {kind.id: _table(kind, into) for kind in schema.kinds.values()}


def _table(kind: KindSpec, into: MetaData) -> Table:
    name = projection_name(kind)
    columns = [Column(spec.name, column_type(spec), nullable=True) for spec in kind.fields.values()]
    refs = [spec.name for spec in kind.fields.values() if spec.name in SOUGHT and spec.meta.ref and not spec.many]
    return Table(
        name,
        into,
        Column("id", INTEGER, primary_key=True, nullable=False),
        Column("uid", BLOB, nullable=False),
        Column("sid", INTEGER, nullable=False),
        *columns,
        Column("withheld", TEXT),
        Index(f"{name}__uid", "uid"),
        *(Index(f"{name}__{ref}", ref) for ref in refs),
    )


def column_type(spec: FieldSpec) -> type[BLOB | INTEGER | REAL[float] | TEXT]:
    """Return the SQLite column type of a field."""
    if spec.many or issubclass(spec.type, dict | Mapping):
        return TEXT
    if issubclass(spec.type, Enum):
        return INTEGER if issubclass(spec.type, int) else TEXT
    if issubclass(spec.type, bool | int):
        return INTEGER
    if issubclass(spec.type, float):
        return REAL
    return BLOB if issubclass(spec.type, bytes) else TEXT
