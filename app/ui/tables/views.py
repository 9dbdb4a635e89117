"""How an officer looks at a list, as it is kept: columns, widths, order, filters; as JSON and back.

What is kept may be of another version: what it does not know it leaves out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from app.services.lists.columns import Column
from app.services.lists.queries import Between, Condition, Contains, OneOf, Query


class Keeping(Protocol):
    """Keeps JSON-able values for the officer; the shell and tests give their own."""

    def load(self, key: str) -> Any:
        """Return what is kept, None where nothing is."""

    def keep(self, key: str, value: Any) -> None:
        """Keep a value; None forgets it."""


@dataclass(frozen=True, slots=True, repr=False)
class Look:
    """One way to look at a list: the columns shown in their order, and what is asked."""

    columns: tuple[str, ...]
    query: Query
    widths: Mapping[str, int] = field(default_factory=dict)


def to_json(look: Look) -> dict[str, Any]:
    """Return a look as JSON carries it."""
    query = look.query
    return {
        "columns": list(look.columns),
        "widths": dict(look.widths),
        "sort": query.sort,
        "descending": query.descending,
        "text": query.text,
        "filters": {name: _written(one) for name, one in query.filters.items()},
    }


def from_json(raw: Any, columns: Sequence[Column], language: str) -> Look | None:
    """Return the look that is kept in `raw`, without what these columns do not have; None where it is none."""
    if not isinstance(raw, dict):
        return None
    known = {column.name: column for column in columns}
    shown = tuple(name for name in raw.get("columns") or () if name in known)
    sort = raw.get("sort") or ""
    filters = {}
    for name, one in (raw.get("filters") or {}).items():
        condition = _read(one) if name in known and known[name].filterable else None
        if condition is not None:
            filters[name] = condition
    query = Query(
        sort if sort in known and known[sort].sortable else "", bool(raw.get("descending")), filters,
        str(raw.get("text") or ""), language,
    )  # fmt: skip
    widths = {name: width for name, width in (raw.get("widths") or {}).items() if isinstance(width, int)}
    return Look(shown or usual(columns), query, widths)


def usual(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the columns that are shown where nobody chose."""
    return tuple(column.name for column in columns if column.shown)


def _written(condition: Condition) -> dict[str, Any]:
    match condition:
        case OneOf(values):
            return {"one_of": list(values)}
        case Between(least, most):
            return {"between": [_edge(least), _edge(most)]}
        case _:
            return {"contains": condition.letters}


def _edge(value: float | date | None) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(raw: Any) -> Condition | None:
    if not isinstance(raw, dict):
        return None
    if isinstance(raw.get("contains"), str):
        return Contains(raw["contains"])
    if isinstance(raw.get("one_of"), list):
        return OneOf(tuple(one for one in raw["one_of"] if one is None or isinstance(one, str | int)))
    edges = raw.get("between")
    if isinstance(edges, list) and len(edges) == 2:
        try:
            return Between(*(date.fromisoformat(one) if isinstance(one, str) else one for one in edges))
        except ValueError:
            return None
    return None
