"""One look through the register for entries that may be one human: what they have in common, and what contradicts it.

Values and birth dates are compared among all; names by how they sound, each once however many bear it. What officers
answered already is passed over.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import Any

from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.enums import DoubleReason, Sex
from app.models.names.full_names import every_name
from app.models.names.matching import folded, lookalikes
from app.models.names.sounding import Heard, Sounding, meeting_places, shares_word, sound_alike, sounding
from app.models.rules.persons import CROWD
from app.services.desk import View
from app.services.joined import Told, all_edges, all_led, is_proposed
from app.services.lists.curtain import hidden_in
from app.services.seeing import Sight

STEP = 500
"""Entries between two reports of progress."""
NAMESAKES = 4
"""Entries that bear one name up to which the name alone is a reason to look."""
THRONG = 400
"""Names that meet in one place from which on the place tells nothing: its key is of one or two sounds."""
WEIGHT: Mapping[DoubleReason, int] = {
    DoubleReason.AT_ODDS: 1000, DoubleReason.PROPOSED: 500, DoubleReason.NATIONAL_NUMBER: 100,
    DoubleReason.DOCUMENT: 90, DoubleReason.BIRTH: 80, DoubleReason.EMAIL: 60, DoubleReason.PHONE: 50,
    DoubleReason.PLATE: 40,
    DoubleReason.NAME: 30, DoubleReason.SOUND: 20,
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


_Name = tuple[str, ...]
"""A name as it is written but for accents, capitals and order."""


@dataclass(slots=True, repr=False)
class _Entry:
    names: tuple[str, ...]
    sex: Sex | None
    born: date | None = None
    national: str | None = None

    def sounds(self) -> list[Sounding]:
        return [sounding(name) for name in self.names]


class Answers:
    """What officers said already: who is joined to whom, and who was told apart."""

    def __init__(self, view: View, sight: Sight) -> None:
        self.led = all_led(view, sight)
        self.apart: set[frozenset[Id]] = set()
        said: dict[frozenset[Id], list[Told]] = defaultdict(list)
        for told in all_edges(view, sight):
            said[told.pair].append(told)
            if not told.edge.joined and told.edge.spoken_for:
                self.apart.add(frozenset(self.head(end) for end in told.pair))
        pairs = {pair: every for pair, every in said.items() if len(pair) == 2}
        states = {pair: {told.edge.joined for told in every if told.edge.spoken_for} for pair, every in pairs.items()}
        self.at_odds = [tuple(sorted(pair)) for pair, both in states.items() if len(both) == 2]
        self.proposed = [tuple(sorted(pair)) for pair, every in pairs.items() if is_proposed(every)]

    def head(self, person: Id) -> Id:
        """Return the entry that leads a person: itself where none does."""
        return self.led.get(person, person)

    def open(self, one: Double) -> bool:
        """Tell whether nobody answered for a pair yet, or two did apart and against each other."""
        heads = frozenset((self.head(one.one), self.head(one.other)))
        return len(heads) == 2 and (heads not in self.apart or DoubleReason.AT_ODDS in one.why)


@dataclass(slots=True, repr=False)
class DoubleLook:
    """One look through the register as an officer may read it; with `among` at pairs with one of these entries.

    Raises Cancelled.
    """

    view: View
    among: frozenset[Id] | None
    progress: Progress
    cancel: Cancel
    entries: dict[Id, _Entry] = field(default_factory=dict)
    pairs: dict[tuple[Id, Id], set[DoubleReason]] = field(default_factory=lambda: defaultdict(set))

    def found(self) -> Iterable[Double]:
        """Return the pairs, each of leading entries and once, with every reason."""
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
        answers = Answers(self.view, Sight(self.view))
        merged: dict[tuple[Id, Id], set[DoubleReason]] = defaultdict(set)
        for (one, other), why in self.pairs.items():
            low, high = sorted((answers.head(one), answers.head(other)))
            if low != high and frozenset((low, high)) not in answers.apart:
                merged[low, high] |= why
        for one, other in answers.at_odds:
            if self.among is None or {one, other} & self.among:
                merged[one, other].add(DoubleReason.AT_ODDS)
        for pair in answers.proposed:
            low, high = sorted(map(answers.head, pair))
            if low != high and (self.among is None or set(pair) & self.among):
                merged[low, high].add(DoubleReason.PROPOSED)
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
        for _, uid, family, given, native, aliases, sex in rows:
            known = Sex(sex) if sex in set(Sex) else None
            self.entries[bytes(uid)] = _Entry(every_name(given, family, native, _texts(aliases)), known)
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
        """Compare names, each once however many bear it: what is borne by many tells nothing of anybody."""
        bearers: dict[_Name, list[Id]] = defaultdict(list)
        spelled: dict[_Name, str] = {}
        for uid, entry in self.entries.items():
            for name in entry.names:
                key = tuple(sorted(folded(name)))
                bearers[key].append(uid)
                spelled.setdefault(key, name)
        rare = [key for key, persons in bearers.items() if key and len(persons) <= NAMESAKES]
        for key in rare:
            self._note(bearers[key], bearers[key], DoubleReason.NAME)
        sounds, places = self._places({key: spelled[key] for key in rare})
        asked = None if self.among is None else {key for key in rare if self.among & set(bearers[key])}
        seen: set[tuple[_Name, _Name]] = set()
        for at, (one, other) in enumerate(_meetings(places.values(), asked)):
            if at % (STEP * STEP) == 0:
                self.cancel.check()
            if (one, other) not in seen:
                seen.add((one, other))
                if sound_alike(sounds[one], sounds[other]):
                    self._note(bearers[one], bearers[other], DoubleReason.SOUND)

    def _places(self, spelled: Mapping[_Name, str]) -> tuple[dict[_Name, Sounding], dict[str, list[_Name]]]:
        sounds: dict[_Name, Sounding] = {}
        places: dict[str, list[_Name]] = defaultdict(list)
        heard: Heard = {}
        for at, (key, name) in enumerate(spelled.items()):
            if at % STEP == 0:
                self._tell(at, len(spelled))
            sounds[key] = sounding(name, heard)
            for place in meeting_places(sounds[key]):
                places[place].append(key)
        return sounds, places

    def _note(self, some: Iterable[Id], others: Iterable[Id], reason: DoubleReason) -> None:
        for one, other in {(min(pair), max(pair)) for pair in product(some, others)}:
            asked = self.among is None or one in self.among or other in self.among
            known = DoubleReason.NAME in self.pairs.get((one, other), ())
            if one != other and asked and not known and not self._contradict(one, other):
                self.pairs[one, other].add(reason)

    def _of(self, persons: Iterable[Id]) -> Iterable[tuple[Id, Id]]:
        """Return the pairs of a crowd that are asked about, each the smaller id first."""
        crowd = set(persons)
        if self.among is None:
            yield from combinations(sorted(crowd), 2)
            return
        for mine in crowd & self.among:
            yield from ((min(mine, other), max(mine, other)) for other in crowd - {mine})

    def _share_word(self, one: Id, other: Id) -> bool:
        return any(shares_word(a, b) for a, b in product(self.entries[one].sounds(), self.entries[other].sounds()))

    def _alike(self, one: Id, other: Id) -> bool:
        mine, theirs = self.entries[one], self.entries[other]
        if any(sound_alike(a, b) for a, b in product(mine.sounds(), theirs.sounds())):
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


def _meetings(places: Iterable[list[_Name]], asked: Set[_Name] | None) -> Iterable[tuple[_Name, _Name]]:
    """Return the names that meet, in pairs, each the smaller first; of which one is asked for where any are."""
    for names in places:
        if not 1 < len(names) <= THRONG:
            continue
        if asked is None:
            yield from combinations(sorted(names), 2)
            continue
        for mine in asked & set(names):
            yield from ((min(mine, other), max(mine, other)) for other in names if other != mine)


def _texts(column: str | None) -> Sequence[str]:
    found = json.loads(column) if column else ()
    return [one for one in found if isinstance(one, str)]


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
