"""Sort a delegation list: whom it names beyond doubt for the countries invited, and the remainder for an officer.

One person who holds two offices of a country is one person. Nobody of the host country gets a visit. Every row ends
somewhere: in a delegation, among the host's own, or in the remainder with its reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.models.names.doubts import Doubt
from app.models.names.holders import HolderParse, parse_holder
from app.models.names.matching import Lookalike, folded, lookalikes, same_person

COLUMNS = ("country", "office", "holder")
"""Columns a list must have; `official_name` and `since` are used where they are there."""


class Why(StrEnum):
    """Why a row stays in the remainder."""

    NOT_INVITED = "not_invited"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Country:
    """One invited country: ISO 3166-1 code and every spelling lists use for it."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """One person of a delegation with the rows (from 0) and offices that name him."""

    holder: HolderParse
    offices: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Delegation:
    """The persons of one country, and which pairs of them merely look alike (place in `members`, likeness)."""

    country: str
    members: tuple[Member, ...]
    possible: tuple[tuple[int, Lookalike], ...] = ()


@dataclass(frozen=True, slots=True)
class Remaining:
    """One row nobody may act on unseen."""

    row: int
    why: Why
    holder: HolderParse


@dataclass(frozen=True, slots=True)
class Sorted:
    """The whole list: `delegations` come, `hosts` are at home, `remainder` waits for an officer."""

    delegations: tuple[Delegation, ...]
    hosts: Delegation | None
    remainder: tuple[Remaining, ...]

    @property
    def persons(self) -> int:
        """Return how many different persons were recognised, the host's own included."""
        return sum(len(d.members) for d in (*self.delegations, *([self.hosts] if self.hosts else ())))


def invited(rows: Iterable[Mapping[str, str]]) -> tuple[Country, ...]:
    """Return the countries of a catalogue with the columns `code`, `name` and `aliases` (separated by "|")."""
    return tuple(
        Country(row["code"], tuple(name for name in (row["name"], *row["aliases"].split("|")) if name)) for row in rows
    )


def sort_out(rows: Sequence[Mapping[str, str]], countries: Iterable[Country], *, host: str = "BE") -> Sorted:
    """Sort the rows of a list read with `COLUMNS`; `host` is the country whose people do not visit."""
    by_name = {folded(name): country.code for country in countries for name in country.names}
    named: dict[str, list[Member]] = {}
    remainder = []
    for number, row in enumerate(rows):
        holder = parse_holder(row["holder"], places=(row["country"], row.get("official_name", "")))
        code = by_name.get(folded(row["country"]))
        if code is None or not holder.certain:
            remainder.append(Remaining(number, Why.DOUBT if code else Why.NOT_INVITED, holder))
            continue
        _join(named.setdefault(code, []), holder, row["office"], number)
    delegations = {code: Delegation(code, tuple(members), _possible(members)) for code, members in named.items()}
    hosts = delegations.pop(host, None)
    return Sorted(tuple(delegations[code] for code in sorted(delegations)), hosts, tuple(remainder))


def _join(members: list[Member], holder: HolderParse, office: str, row: int) -> None:
    for at, member in enumerate(members):
        if same_person(member.holder, holder):
            offices = (*member.offices, office) if office not in member.offices else member.offices
            members[at] = Member(_fuller(member.holder, holder), offices, (*member.rows, row))
            return
    members.append(Member(holder, (office,), (row,)))


def _fuller(one: HolderParse, other: HolderParse) -> HolderParse:
    """Prefer the row that states a title and a date."""
    lacking = {Doubt.NO_TITLE, Doubt.NO_DATE, Doubt.DATE_UNCLEAR}
    return other if len(lacking & set(other.doubts)) < len(lacking & set(one.doubts)) else one


def _possible(members: list[Member]) -> tuple[tuple[int, Lookalike], ...]:
    names = [member.holder.full for member in members]
    return tuple((at, alike) for at in range(1, len(names)) for alike in lookalikes(names[at], names[:at]))
