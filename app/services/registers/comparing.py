"""Two entries of the register side by side, field by field: both values, who wrote each where and when.

What each appears in stands beside it, and what was said of the two before: joined, told apart, by whom and why. Sealed
words are not among what is shown; the private halves are, as far as this officer may read them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.core.clock import from_milliseconds
from app.core.ids import Id
from app.history.rows import select
from app.history.trail import trail
from app.models.enums import Action, Marking, MergeState
from app.models.fields import FieldSpec, from_wire
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Email, HomeAddress, Person, PersonPrivate, Phone
from app.models.rules.persons import joined_pairs
from app.services.desk import Desk, View
from app.services.joined import PERSON, Told, group_of, is_proposed, needs_others, said_of
from app.services.naming import ids_in, read_names
from app.services.readable import open_streams, readable
from app.services.registers.appearing import Appearance, appearances_in
from app.services.registers.photos import read_photo
from app.services.seeing import Sight

PUBLIC = (
    "family_name", "given_names", "native_name", "aliases", "sex", "nationalities", "function", "category", "employer",
    "languages", "honorific", "remarks",
)  # fmt: skip
PRIVATE = (
    "national_number", "birth_date", "birth_place", "birth_country", "document_number", "marital_status", "blood_group",
)  # fmt: skip
LINES: Sequence[tuple[type, str]] = ((Phone, "number"), (Email, "address"), (HomeAddress, "street"))


class Standing(StrEnum):
    """How two entries stand to each other."""

    OPEN = "open"
    JOINED = "joined"
    """By an edge between them."""
    HANG_TOGETHER = "hang_together"
    """By a third entry."""
    APART = "apart"


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """Who wrote a value, at which workstation, when."""

    officer: Id
    station: Id
    moment: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """One field of both; of what is kept in lines (numbers, addresses) all lines. `same` where both say one thing."""

    spec: FieldSpec
    values: tuple[Any, Any]
    written: tuple[Written | None, Written | None]

    @property
    def same(self) -> bool:
        """Tell whether both say the same, or only one says anything."""
        one, other = (self._plain(value) for value in self.values)
        return bool(one == other)

    @property
    def both(self) -> bool:
        """Tell whether both say something."""
        return all(value not in (None, "", (), []) for value in self.values)

    def _plain(self, value: Any) -> Any:
        """Return of lines what is compared: which numbers there are, not what each is used for."""
        if isinstance(value, tuple) and value and isinstance(value[0], Phone | Email | HomeAddress):
            return {str(getattr(record, self.spec.name) or "").casefold() for record in value}
        return value


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """One of the two. `private` tells whether its private half was shared with this officer."""

    person: Id
    record: Person
    entered: Written | None
    private: bool
    files: Sequence[Appearance]
    joined: Sequence[Id]
    """Entries joined to it already."""
    photo: bytes | None


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What somebody said of the two."""

    state: MergeState
    reason: str
    by: Written


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Two entries for the desk; the side that leads is the first where they are joined."""

    sides: tuple[Side, Side]
    fields: Sequence[Compared]
    said: Sequence[Said]
    standing: Standing
    proposed: bool
    """Whether one organisation joins them and another, which keeps one of the entries, has not answered."""
    needs_others: bool
    """Whether this officer's word alone does not join them."""
    names: Mapping[Id, str]
    may: bool
    """Whether this officer may answer."""
    marking: Marking


def compare_persons(desk: Desk, one: Id, other: Id, language: str) -> Comparison:
    """Return two entries side by side. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        for person in (one, other):
            view.require(Action.READ, view.part(person, PERSON))
        sight = Sight(view)
        group = group_of(view, sight, one)[0]
        if other in group and group.index(other) < group.index(one):
            one, other = other, one
        sides = _side(view, sight, one), _side(view, sight, other)
        found = [*_fields(view, sight, Person, PUBLIC, sides), *_fields(view, sight, PersonPrivate, PRIVATE, sides)]
        found += [_lines(view, sight, kind, name, sides) for kind, name in LINES]
        told = {uid: each for uid, each in said_of(view, sight, [one]).items() if each.pair == {one, other}}
        said, standing = _history(view, told), _standing(told.values(), together=other in group)
        return Comparison(
            sides, found, said, standing, is_proposed(told.values()),
            needs_others(view, (one, other), told.values()), _names(view, sides, found, said, language),
            view.may(Action.MERGE), _marking(view, sides),
        )  # fmt: skip


def _side(view: View, sight: Sight, person: Id) -> Side:
    record = view.get(Person, person)
    group = group_of(view, sight, person)[0]
    private = bool(open_streams(view, sight, view.parts(person, "person_private")))
    entered = _first_written(view, person)
    files = appearances_in(view, sight, [person])
    others = [entry for entry in group if entry != person]
    return Side(person, record, entered, private, files, others, read_photo(view, record))


def _fields(view: View, sight: Sight, kind: type, names: Iterable[str], sides: tuple[Side, Side]) -> Iterable[Compared]:
    spec = view.desk.schema.by_record[kind]
    by = "uid" if kind is Person else "person"
    rows: list[tuple[Any, Mapping[int, Written]]] = []
    for side in sides:
        there: list[tuple[Id, Id, Any]] = view.locate(kind, f"{by} = ?", side.person)
        found = readable(view, sight, there)
        rows.append((found[0][2], _written(view, found[0][0], spec.id)) if found else (kind(), {}))
    for name in names:
        values = tuple(getattr(record, name) for record, _ in rows)
        written = tuple(by_cell.get(spec.cell_of(name).id) for _, by_cell in rows)
        if any(value not in (None, "", (), []) for value in values):
            yield Compared(spec.fields[name], (values[0], values[1]), (written[0], written[1]))


def _lines(view: View, sight: Sight, kind: type, name: str, sides: tuple[Side, Side]) -> Compared:
    """Return all numbers or addresses of both, as records."""
    spec = view.desk.schema.by_record[kind]
    values = []
    for side in sides:
        there: list[tuple[Id, Id, Any]] = view.locate(kind, "person = ?", side.person)
        values.append(tuple(record for _, _, record in readable(view, sight, there)))
    return Compared(spec.fields[name], (values[0], values[1]), (None, None))


def _written(view: View, uid: Id, kind: int) -> Mapping[int, Written]:
    sql = """SELECT cell.field, save.officer, replica.station, save.moment
        FROM entity JOIN cell ON cell.entity = entity.id JOIN entry USING (eid) JOIN save USING (vid)
        JOIN replica USING (rid) WHERE entity.uid = ? AND entity.kind = ?"""
    return {
        field: Written(bytes(officer), bytes(station), from_milliseconds(moment))
        for field, officer, station, moment in select(view.connection, sql, uid, kind)
    }


def _first_written(view: View, person: Id) -> Written | None:
    """Return who entered a person: the author of the first entry of its public stream."""
    sql = """SELECT save.officer, replica.station, save.moment FROM stream JOIN entry USING (sid) JOIN save USING (vid)
        JOIN replica USING (rid) WHERE stream.id = ? ORDER BY depth, save.moment, entry.hash LIMIT 1"""
    rows = select(view.connection, sql, view.part(person, PERSON))
    return Written(bytes(rows[0][0]), bytes(rows[0][1]), from_milliseconds(rows[0][2])) if rows else None


def _history(view: View, edges: Iterable[Id]) -> list[Said]:
    """Return what was said of two entries, the newest first, whether or not it counts."""
    spec = view.desk.schema.by_record[SamePerson]
    found = list[Said]()
    for edge in edges:
        for change in trail(view.connection, view.desk.schema, edge, edge):
            if change.kind is not spec or change.cell is None or change.cell.id != spec.cell_of("state").id:
                continue
            values = [*(change.values or ()), None, None]
            state, reason = (from_wire(spec.fields[name], values[spec.fields[name].at]) for name in ("state", "reason"))
            if change.counted and isinstance(state, MergeState):
                found.append(Said(state, reason or "", Written(change.officer, change.station, change.moment)))
    return sorted(found, key=lambda said: said.by.moment, reverse=True)


def _standing(told: Collection[Told], *, together: bool) -> Standing:
    if joined_pairs(one.edge for one in told):
        return Standing.JOINED
    if together:
        return Standing.HANG_TOGETHER
    apart = any(not one.edge.joined and one.edge.spoken_for for one in told)
    return Standing.APART if apart else Standing.OPEN


def _names(
    view: View, sides: Iterable[Side], found: Iterable[Compared], said: Iterable[Said], language: str
) -> Mapping[Id, str]:
    both = list(sides)
    ids = ids_in(view.desk.schema, [side.record for side in both])
    ids |= {entry for side in both for entry in (side.person, *side.joined)}
    written = [
        *(by for one in found for by in one.written if by), *(side.entered for side in both if side.entered),
        *(one.by for one in said),
    ]  # fmt: skip
    ids |= {uid for by in written for uid in (by.officer, by.station)}
    return read_names(view, ids, language, as_entered=True)


def _marking(view: View, sides: Iterable[Side]) -> Marking:
    streams = [
        stream for side in sides for part in (PERSON, "person_private") for stream in view.parts(side.person, part)
    ]
    return max((view.thing(one).marking for one in streams if view.may(Action.READ, one)), default=Marking.NONE)
