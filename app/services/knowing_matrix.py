"""Who knows what, recipient by version: a row each recipient, a column each version of a paper and each part by bundle.

What went to a workstation and what went on paper to its organisation stand in one row: both are known there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import CopyState
from app.services.exchange.release import Held
from app.services.knowing import Knowing
from app.services.paper.copies import HeldCopy

OUT = frozenset({CopyState.HANDED_OVER, CopyState.ACKNOWLEDGED})
"""States of a copy that its recipient has."""


@dataclass(frozen=True, slots=True, repr=False)
class Knower:
    """A row: an organisation, or who is known by name alone; `also` are its workstations and the names on its copies.

    `name` is empty where nobody here knows what an organisation is called.
    """

    key: Id | str
    name: str
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A column: the `part` of the file that went by bundle, or a version of a `paper`, by any copy of it."""

    key: Id | str
    part: str = ""
    paper: HeldCopy | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Has:
    """A cell: what of one column goes to its recipient: by workstation, or copies, those that he has now first."""

    shared: tuple[Held, ...] = ()
    copies: tuple[HeldCopy, ...] = ()

    @property
    def still(self) -> bool:
        """Tell whether the recipient has it now: a part that went is never given back."""
        return bool(self.shared) or any(copy.state in OUT for copy in self.copies)


@dataclass(frozen=True, slots=True, repr=False)
class Matrix:
    """Rows by name; the parts first, then the papers as they were given, newest first. `cells` by row and column."""

    knowers: Sequence[Knower]
    told: Sequence[Told]
    cells: Mapping[tuple[Id | str, Id | str], Has]


def matrix_of(knowing: Knowing) -> Matrix:
    """Return the matrix of who knows what of a file."""
    rows = _Rows(knowing)
    shared: dict[tuple[Id | str, Id | str], list[Held]] = {}
    copies: dict[tuple[Id | str, Id | str], list[HeldCopy]] = {}
    told: dict[Id | str, Told] = {}
    for part in dict.fromkeys(one.part for one in knowing.shared):
        told[part] = Told(part, part=part)
    for held in knowing.shared:
        row = rows.row(held.station, "", knowing.names.get(held.station, ""))
        shared.setdefault((row, held.part), []).append(held)
    for copy in knowing.copies:
        told.setdefault(copy.document, Told(copy.document, paper=copy))
        row = rows.row(copy.organisation, copy.recipient, copy.recipient)
        copies.setdefault((row, copy.document), []).append(copy)
    cells = {at: Has(shared=tuple(held)) for at, held in shared.items()}
    for at, held_copies in copies.items():
        cells[at] = Has(copies=tuple(sorted(held_copies, key=_with_whom)))
    return Matrix(rows.knowers(), list(told.values()), cells)


class _Rows:
    """Finds the row of a recipient: what was typed by hand and is called as an organisation is that organisation."""

    def __init__(self, knowing: Knowing) -> None:
        self._names, self._organisations = knowing.names, knowing.organisations
        self._also: dict[Id | str, dict[str, None]] = {}
        self._first: dict[Id | str, str] = {}
        ids = {copy.organisation for copy in knowing.copies if copy.organisation}
        known = {self._organisations.get(uid, uid) for uid in {*ids, *(one.station for one in knowing.shared)}}
        self._called = {name.casefold(): uid for uid in known if (name := self._names.get(uid, ""))}

    def row(self, whose: Id | None, name: str, also: str) -> Id | str:
        """Return the key of the row of an organisation, workstation or name, and note what else it is called."""
        key: Id | str
        if whose is not None:
            key = self._organisations.get(whose, whose)
        else:
            key = self._called.get(name.casefold(), name.casefold())
        self._first.setdefault(key, name)
        self._also.setdefault(key, {}).setdefault(also)
        return key

    def knowers(self) -> list[Knower]:
        """Return the rows, by name."""
        found = []
        for key, also in self._also.items():
            name = (self._names.get(key, "") if isinstance(key, bytes) else "") or self._first[key]
            found.append(Knower(key, name, tuple(one for one in also if one and one.casefold() != name.casefold())))
        return sorted(found, key=lambda one: (one.name.casefold(), str(one.key)))


def _with_whom(copy: HeldCopy) -> int:
    return 0 if copy.state in OUT else 1 if copy.state is CopyState.PREPARED else 2
