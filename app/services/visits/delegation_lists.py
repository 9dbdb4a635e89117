"""Review a delegation list before anything is written: who is on it, who is in the register, what waits and why.

Nothing here writes. Somebody counts as known only where name and country are the same as in the register; a likeness,
be it one lost letter, is shown and never acted upon. Every row of the list ends in the review.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from app.core.ids import Id
from app.core.progress import Cancel, Progress, Steps, silent
from app.models.catalogues import CATALOGUE_DIR
from app.models.enums import Action
from app.models.kinds.paper import Attachment
from app.models.kinds.persons import Person
from app.models.kinds.visits import DelegationMember, Event, VisitFile
from app.models.names.delegations import COLUMNS, Country, Delegation, Member, Remaining, Why, invited, sort_out
from app.models.names.doubts import Doubt
from app.models.names.full_names import names_of
from app.models.names.holders import HolderParse
from app.models.names.matching import Alike, folded, lookalikes
from app.models.names.table import read_table
from app.services.desk import Desk, View
from app.services.search.finding import find_in
from app.services.search.indexing import drain_index

CANDIDATES = 8
"""Entries of the register compared with each name."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """An entry of the register that may be the person. `alike` None: the same name, of no or another country."""

    person: Id
    name: str = field(repr=False)
    alike: Alike | None
    errors: int


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """One person of the list. `key` is the first row that names him, counted from 0."""

    key: int
    country: str
    holder: HolderParse
    offices: Sequence[str]
    rows: Sequence[int]
    known: Id | None = None
    """His entry in the register, where there is no doubt about it."""
    resembles: Sequence[Resemblance] = ()
    resembles_rows: Sequence[tuple[int, Alike]] = ()
    """Earlier rows of the same delegation that may name the same person."""

    @property
    def unsure(self) -> bool:
        """Tell whether an officer must say who this is before anything is written."""
        return self.known is None and bool(self.resembles or self.resembles_rows)


@dataclass(frozen=True, slots=True)
class ListedDelegation:
    """The persons of one country; `visit` is the visit file that the list's event already has for it."""

    country: str
    name: str
    members: Sequence[Listed]
    visit: Id | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A row that nobody acts on unseen, as received. `country` is its code, "" where it is not invited."""

    row: int
    country: str
    country_name: str
    office: str
    text: str
    why: Why
    doubts: Sequence[Doubt]


@dataclass(frozen=True, slots=True)
class Review:
    """A whole list, every row in one place. `digest` is the SHA-256 of its bytes."""

    digest: bytes
    rows: Sequence[Mapping[str, str]] = field(repr=False)
    delegations: Sequence[ListedDelegation]
    hosts: ListedDelegation | None
    remainder: Sequence[Waiting]
    event: Id | None
    """An event that was made from this very list before."""
    data: bytes = field(repr=False)
    countries: Sequence[Country] = field(repr=False)
    host: str
    head: int = field(compare=False)
    """The last save the review had seen."""

    @property
    def persons(self) -> Sequence[Listed]:
        """Return everybody recognised, the host's own first."""
        groups = [*([self.hosts] if self.hosts else []), *self.delegations]
        return tuple(member for group in groups for member in group.members)

    @property
    def unsure(self) -> Sequence[Listed]:
        """Return those an officer must decide on."""
        return tuple(member for member in self.persons if member.unsure)


@cache
def union_members() -> tuple[Country, ...]:
    """Return the countries of the European Union from the shipped list."""
    return invited(read_table((CATALOGUE_DIR / "eu-members.csv").read_bytes()))


def review_delegations(
    desk: Desk, data: bytes, *, countries: Sequence[Country] | None = None, host: str = "BE",
    progress: Progress = silent, cancel: Cancel | None = None,
) -> Review:  # fmt: skip
    """Review a list (CSV) for the invited `countries` (None: the European Union); writes nothing.

    `progress` counts persons. Raises NotAllowed, Cancelled and what `read_table` refuses: NotATable, TableTooLarge,
    TableColumnMissing and others.
    """
    rows = read_table(data, needed=COLUMNS)
    come = union_members() if countries is None else countries
    while drain_index(desk):
        if cancel is not None:
            cancel.check()
    with desk.read() as view:
        view.require(Action.VISIT)
        digest = hashlib.sha256(data).digest()
        event = event_of_list(view, digest)
        found = sort_out(rows, come, host=host)
        groups = [*found.delegations, *([] if found.hosts is None else [found.hosts])]
        steps = Steps(sum(len(one.members) for one in groups), progress, cancel)
        reviewing = _Reviewing(view, rows, come, visits_of(view, event) if event else {}, steps)
        return Review(
            digest, tuple(rows), tuple(reviewing.delegation(one) for one in found.delegations),
            None if found.hosts is None else reviewing.delegation(found.hosts),
            tuple(reviewing.waiting(one) for one in found.remainder),
            event, data, tuple(come), host, last_save(view),
        )  # fmt: skip


class _Reviewing:
    def __init__(
        self, view: View, rows: Sequence[Mapping[str, str]], countries: Sequence[Country], visits: Mapping[str, Id],
        steps: Steps,
    ) -> None:  # fmt: skip
        self._view = view
        self._steps = steps
        self._rows = rows
        self._visits = visits
        self._codes = {folded(name): country.code for country in countries for name in country.names}

    def delegation(self, group: Delegation) -> ListedDelegation:
        visit = self._visits.get(group.country)
        name = self._rows[group.members[0].rows[0]]["country"]
        there = {} if visit is None else members_of(self._view, visit)
        members = []
        for at, member in enumerate(group.members):
            alike = tuple((group.members[one.known].rows[0], one.alike) for place, one in group.possible if place == at)
            members.append(replace(self._listed(group.country, member, there), resembles_rows=alike))
        return ListedDelegation(group.country, name, tuple(members), visit)

    def _listed(self, country: str, member: Member, there: Mapping[Id, Person]) -> Listed:
        self._steps.step()
        names = names_of_holder(member.holder)
        same: list[Id] = []
        near: list[Resemblance] = []
        for person, record in {**self._candidates(names[0]), **there}.items():
            theirs = names_of(record) or ("",)
            if {folded(name) for name in names} & {folded(name) for name in theirs}:
                if country in record.nationalities:
                    same.append(person)
                else:
                    near.append(Resemblance(person, theirs[0], None, 0))
                continue
            alike = [one for name in names for one in lookalikes(name, theirs)]
            if alike:
                best = min(alike, key=lambda one: one.errors)
                near.append(Resemblance(person, theirs[0], best.alike, best.errors))
        listed = Listed(member.rows[0], country, member.holder, member.offices, member.rows)
        if len(same) == 1:
            return replace(listed, known=same[0])
        doubles = [Resemblance(person, names[0], None, 0) for person in same]
        return replace(listed, resembles=(*doubles, *sorted(near, key=lambda one: (one.errors, one.person))))

    def _candidates(self, name: str) -> dict[Id, Person]:
        found = find_in(self._view, name, ["person"], CANDIDATES)
        persons = [one.root for one in found if one.root_kind == "person"]
        return {person: self._view.get(Person, person) for person in persons}

    def waiting(self, one: Remaining) -> Waiting:
        cells = self._rows[one.row]
        code = self._codes.get(folded(cells["country"]), "")
        return Waiting(one.row, code, cells["country"], cells["office"], cells["holder"], one.why, one.holder.doubts)


def names_of_holder(holder: HolderParse) -> tuple[str, ...]:
    """Return the ways the list's own marks let the name be written, the usual one first."""
    usual = f"{holder.given} {holder.family}".strip()
    return tuple(dict.fromkeys(name for name in (usual, holder.full) if name))


def last_save(view: View) -> int:
    """Return the small key of the store's last save."""
    return int(view.connection.exec_driver_sql("SELECT coalesce(max(vid), 0) FROM save").scalar_one())


def event_of_list(view: View, digest: bytes) -> Id | None:
    """Return the event that was made from the list with this digest, if this officer may read it."""
    for _, stream, attached in view.locate(Attachment, "media_type = 'text/csv' AND content = ?", digest):
        event = attached.subject
        if event and view.find(Event, "uid = ?", event) and view.may(Action.READ, stream):
            return event
    return None


def visits_of(view: View, event: Id) -> dict[str, Id]:
    """Return the visit files of an event by the code of the sending state, those this officer may read."""
    return {record.sending_state or "": visit for visit, record in _visits(view, event)}


def members_of(view: View, visit: Id) -> dict[Id, Person]:
    """Return the persons in the delegation of a visit."""
    found: dict[Id, Person] = {}
    for _, member in view.find(DelegationMember, "file = ?", visit):
        if member.person:
            found.update(view.find(Person, "uid = ?", member.person))
    return found


def _visits(view: View, event: Id) -> Iterator[tuple[Id, VisitFile]]:
    for visit in view.get(Event, event).visits:
        for found in view.find(VisitFile, "uid = ?", visit):
            if view.may(Action.READ, view.part(visit, "visit_core")):
                yield found
