"""Entries of the register that may be one human: looked for among all, or among what has just come in.

What is found is a question to an officer, never an answer. Looked through is what he may read, the private halves as
far as they were shared with him; who was joined already, or told apart, is not asked for again. One look costs a few
seconds at a hundred thousand entries; it reports how far it is and stops when asked.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any
from weakref import WeakKeyDictionary

from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.models.enums import Action, DoubleReason, MergeState, Sex
from app.models.names.matching import folded, lookalikes
from app.models.names.sounding import Sounding, meeting_places, shares_word, sound_alike, sounding
from app.services.desk import Desk, View
from app.services.joined import all_edges, all_led
from app.services.lists.curtain import hidden_in
from app.services.seeing import Sight
from app.store.work import Store

AMONG = "uid IN (SELECT unhex(value) FROM json_each(?))"
STEP = 500
"""Entries between two reports of progress."""
CROWD = 12
"""Entries with one number or address from which on it tells nothing: a switchboard, an embassy."""
THRONG = 300
"""Names that meet from which on only those that are written alike are compared."""
WEIGHT: Mapping[DoubleReason, int] = {
    DoubleReason.AT_ODDS: 1000, DoubleReason.NATIONAL_NUMBER: 100, DoubleReason.DOCUMENT: 90, DoubleReason.BIRTH: 80,
    DoubleReason.EMAIL: 60, DoubleReason.PHONE: 50, DoubleReason.NAME: 30, DoubleReason.SOUND: 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Double:
    """Two entries, each the leading one of what it is joined to, and why they may be one; the surest reason first."""

    one: Id
    other: Id
    why: tuple[DoubleReason, ...]

    @property
    def weight(self) -> int:
        """Return how much speaks for it."""
        return sum(WEIGHT[reason] for reason in self.why)


@dataclass(slots=True, repr=False)
class _Entry:
    names: tuple[str, ...]
    sounds: tuple[Sounding, ...]
    sex: Sex | None
    born: date | None = None
    national: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class _Kept:
    officer: Id
    found: tuple[Double, ...]


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def look_for_doubles(
    desk: Desk, among: Collection[Id] | None = None, progress: Progress = silent, cancel: Cancel | None = None
) -> tuple[Double, ...]:
    """Return the pairs that may be one human, the surest first; with `among` those with one of these entries.

    A look at all is kept while the store is open (`known_doubles`). Raises NotAllowed, Cancelled.
    """
    stop = cancel or Cancel()
    with desk.read() as view:
        view.require(Action.READ)
        look = _Look(view, None if among is None else frozenset(among), progress, stop)
        found = tuple(sorted(look.found(), key=lambda one: (-one.weight, one.one, one.other)))
    if among is None:
        _KEPT[desk.store] = _Kept(desk.officer, found)
    return found


def known_doubles(desk: Desk) -> tuple[Double, ...] | None:
    """Return what the last look at all found and nobody answered since; None before the first. Raises NotAllowed."""
    kept = _KEPT.get(desk.store)
    return None if kept is None or kept.officer != desk.officer else still_open(desk, kept.found)


def still_open(desk: Desk, found: Sequence[Double]) -> tuple[Double, ...]:
    """Return those pairs that nobody answered since, and that are still to be read. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        sight = Sight(view)
        answers = _Answers(view, sight)
        asked = json.dumps([person.hex() for one in found for person in (one.one, one.other)])
        sql = f"SELECT uid, sid FROM p_person WHERE {AMONG}"  # noqa: S608 - a constant
        rows = view.connection.exec_driver_sql(sql, (asked,)).all()
        seen = sight.streams({row[1] for row in rows})
        there = {bytes(row[0]) for row in rows if row[1] in seen}
        return tuple(one for one in found if {one.one, one.other} <= there and answers.open(one))


class _Answers:
    """What officers said already: who is joined to whom, and who was told apart."""

    def __init__(self, view: View, sight: Sight) -> None:
        self.led = all_led(view, sight)
        self.apart: set[frozenset[Id]] = set()
        said: dict[frozenset[Id], set[bool]] = defaultdict(set)
        for edge in all_edges(view, sight):
            if edge.one and edge.other:
                joined = edge.state is MergeState.JOINED
                said[frozenset((edge.one, edge.other))].add(joined)
                if not joined:
                    self.apart.add(frozenset((self.head(edge.one), self.head(edge.other))))
        self.at_odds = [tuple(sorted(pair)) for pair, states in said.items() if len(states) == 2 and len(pair) == 2]

    def head(self, person: Id) -> Id:
        return self.led.get(person, person)

    def open(self, one: Double) -> bool:
        heads = frozenset((self.head(one.one), self.head(one.other)))
        return len(heads) == 2 and (heads not in self.apart or DoubleReason.AT_ODDS in one.why)


@dataclass(slots=True, repr=False)
class _Look:
    view: View
    among: frozenset[Id] | None
    progress: Progress
    cancel: Cancel
    entries: dict[Id, _Entry] = field(default_factory=dict)
    pairs: dict[tuple[Id, Id], set[DoubleReason]] = field(default_factory=lambda: defaultdict(set))

    def found(self) -> Iterable[Double]:
        self._read()
        for table, column, reason in (
            ("p_person_private", "national_number", DoubleReason.NATIONAL_NUMBER),
            ("p_person_private", "document_number", DoubleReason.DOCUMENT),
            ("p_phone", "number", DoubleReason.PHONE),
            ("p_email", "address", DoubleReason.EMAIL),
        ):
            self._same_value(table, column, reason)
        self._same_birth()
        self._same_name()
        answers = _Answers(self.view, Sight(self.view))
        merged: dict[tuple[Id, Id], set[DoubleReason]] = defaultdict(set)
        for (one, other), why in self.pairs.items():
            low, high = sorted((answers.head(one), answers.head(other)))
            if low != high and frozenset((low, high)) not in answers.apart:
                merged[low, high] |= why
        for one, other in answers.at_odds:
            if self.among is None or {one, other} & self.among:
                merged[one, other].add(DoubleReason.AT_ODDS)
        order = list(DoubleReason)
        for why in merged.values():
            if DoubleReason.BIRTH in why:  # it says already that the names sound alike
                why -= {DoubleReason.SOUND, DoubleReason.NAME}
        return [Double(*pair, tuple(sorted(why, key=order.index))) for pair, why in merged.items()]

    def _rows(self, table: str, columns: str) -> list[Any]:
        hidden = hidden_in(self.view, table)
        sql = f"SELECT sid, {columns} FROM {table}"  # noqa: S608 - declared names
        return [row for row in self.view.connection.exec_driver_sql(sql) if row[0] not in hidden]

    def _read(self) -> None:
        rows = self._rows("p_person", "uid, family_name, given_names, native_name, aliases, sex")
        for at, (_, uid, family, given, native, aliases, sex) in enumerate(rows):
            if at % STEP == 0:
                self._tell(at, 3 * len(rows))
            usual = f"{given or ''} {family or ''}".strip()
            names = tuple(dict.fromkeys(one for one in (usual, native or "", *_texts(aliases)) if one.strip()))
            known = Sex(sex) if sex in set(Sex) else None
            self.entries[bytes(uid)] = _Entry(names, tuple(sounding(one) for one in names), known)
        for _, person, born, national in self._rows("p_person_private", "person, birth_date, national_number"):
            entry = self.entries.get(bytes(person or b""))
            if entry is not None:
                entry.born, entry.national = _day(born), national or None

    def _same_value(self, table: str, column: str, reason: DoubleReason) -> None:
        holders: dict[str, set[Id]] = defaultdict(set)
        for _, person, value in self._rows(table, f'person, "{column}"'):
            if value and person and bytes(person) in self.entries:
                holders[str(value).casefold()].add(bytes(person))
        sure = reason in (DoubleReason.NATIONAL_NUMBER, DoubleReason.DOCUMENT)
        for persons in holders.values():
            for one, other in self._of(persons) if len(persons) <= CROWD else ():
                # One number in a household: husband and wife share it, and no word of their names need differ.
                if sure or (self._share_word(one, other) and not self._contradict(one, other)):
                    self.pairs[one, other].add(reason)

    def _same_birth(self) -> None:
        born: dict[date, list[Id]] = defaultdict(list)
        for uid, entry in self.entries.items():
            if entry.born is not None:
                born[entry.born].append(uid)
        for persons in born.values():
            for one, other in self._of(persons):
                if self._alike(one, other) and not self._contradict(one, other):
                    self.pairs[one, other].add(DoubleReason.BIRTH)

    def _same_name(self) -> None:
        places: dict[str, list[Id]] = defaultdict(list)
        for at, (uid, entry) in enumerate(self.entries.items()):
            if at % STEP == 0:
                self._tell(len(self.entries) + at, 3 * len(self.entries))
            for key in {key for one in entry.sounds for key in meeting_places(one)}:
                places[key].append(uid)
        seen: set[tuple[Id, Id]] = set()
        for at, persons in enumerate(places.values()):
            if at % STEP == 0:
                self._tell(2 * len(places) + at, 3 * len(places))
            if len(persons) < 2:
                continue
            for crowd in [persons] if len(persons) <= THRONG else self._written_alike(persons):
                for pair in self._of(crowd):
                    if pair not in seen:
                        seen.add(pair)
                        self._compare(*pair)

    def _compare(self, one: Id, other: Id) -> None:
        mine, theirs = self.entries[one], self.entries[other]
        if self._contradict(one, other):
            return
        words = {tuple(sorted(folded(name))) for name in mine.names}
        if any(tuple(sorted(folded(name))) in words for name in theirs.names):
            self.pairs[one, other].add(DoubleReason.NAME)
        elif any(sound_alike(a, b) for a in mine.sounds for b in theirs.sounds):
            self.pairs[one, other].add(DoubleReason.SOUND)

    def _written_alike(self, persons: Iterable[Id]) -> list[list[Id]]:
        alike: dict[tuple[str, ...], list[Id]] = defaultdict(list)
        for uid in persons:
            for name in self.entries[uid].names:
                alike[tuple(sorted(folded(name)))].append(uid)
        return [found for found in alike.values() if len(found) <= THRONG]

    def _of(self, persons: Iterable[Id]) -> Iterable[tuple[Id, Id]]:
        """Return the pairs of a crowd that are asked about, each the smaller id first."""
        crowd = set(persons)
        if self.among is None:
            yield from combinations(sorted(crowd), 2)
            return
        for mine in crowd & self.among:
            yield from ((min(mine, other), max(mine, other)) for other in crowd - {mine})

    def _share_word(self, one: Id, other: Id) -> bool:
        return any(shares_word(a, b) for a in self.entries[one].sounds for b in self.entries[other].sounds)

    def _alike(self, one: Id, other: Id) -> bool:
        mine, theirs = self.entries[one], self.entries[other]
        if any(sound_alike(a, b) for a in mine.sounds for b in theirs.sounds):
            return True
        return any(lookalikes(name, theirs.names) for name in mine.names)

    def _contradict(self, one: Id, other: Id) -> bool:
        """Tell whether what is certain of both differs: then a name or a number in common is a coincidence."""
        mine, theirs = self.entries[one], self.entries[other]
        return any(
            a is not None and b is not None and a != b
            for a, b in ((mine.born, theirs.born), (mine.national, theirs.national), (mine.sex, theirs.sex))
        )

    def _tell(self, done: int, total: int) -> None:
        self.cancel.check()
        self.progress(done, total)


def _texts(column: str | None) -> Sequence[str]:
    found = json.loads(column) if column else ()
    return [one for one in found if isinstance(one, str)]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
