"""How a list is declared: its columns, and the SQL of their values, made anew for each statement."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.core.ids import Id
from app.services.lists.columns import Column, ListName
from app.services.lists.queries import Bound
from app.services.lists.wordings import Wordings


@dataclass(slots=True, repr=False)
class Asking:
    """What the SQL of one statement is made with: its parameters, the words, what must not be seen, the day."""

    bound: Bound
    words: Wordings
    seen: Callable[[str, str], str]
    """The condition that a row (alias) of a table may be seen."""
    counts: Callable[[str], str]
    """The condition that a row (alias) counts for what it is about."""
    today: str
    organisation: Id
    """Of the officer who asks."""
    led: Callable[[], Mapping[Id, Id]] = dict
    """The entries of the register that another one leads, with which."""


Sql = Callable[[Asking], str]


@dataclass(frozen=True, slots=True, repr=False)
class Defined:
    """A column with the SQL of its value."""

    column: Column
    sql: Sql | None = None
    some: Sql | None = None
    """For a value few rows have: a query of (uid, value), so that a first page need not look at all rows."""
    named: str = ""
    """For an id of the directory with which an index begins: its SQL column, so that rows are read name after name."""


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """One list."""

    name: ListName
    record: type
    columns: Mapping[str, Defined]
    order: str
    """The column it is sorted by where none is asked for."""
    descending: bool
    quick: tuple[str, ...]
    """Columns in which typed letters are looked for."""
    also: Callable[[Asking, str], str] | None = None
    """A further condition that a typed word is found by."""
    where: Sql | None = None
    """What belongs to the list at all."""
