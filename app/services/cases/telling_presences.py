"""Telling executing services where the protected persons are: patrols follow it, and the file's core is not theirs.

Into each assignment that another organisation holds goes what it needs: of whom its running measures protect, the
presences that hold today or will. A measure for the whole file protects all in it; one on a place or an institution
those who are known to live or work there. It follows the presences, in the very save that changes them or sets a
measure to work; what is over, and what no running measure needs any more, is taken out. The gate counts it with what
leaves. An assignment that is marked lower than the core, or for more eyes, is told nothing: that would write the core
down.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from app.core.ids import Id
from app.models.enums import Action, MeasureState, SubjectKind
from app.models.kinds.measures import Measure, ToldPresence
from app.models.kinds.threat import Presence
from app.services.cases.assignments import CORE, PART
from app.services.cases.lived_in import concerned_at
from app.services.desk import Unit

RUNNING = frozenset({MeasureState.APPROVED, MeasureState.PROVISIONAL, MeasureState.ACTIVE})
"""States of a measure that somebody executes, or will."""


@dataclass(slots=True, repr=False)
class _Written:
    """What a unit writes of one file, and cannot read back before it is saved."""

    presences: dict[Id, Presence | None] = field(default_factory=dict)
    measures: dict[Id, Mapping[str, Any]] = field(default_factory=dict)
    begun: dict[Id, tuple[Id, Measure]] = field(default_factory=dict)


_WRITTEN: WeakKeyDictionary[Unit, dict[Id, _Written]] = WeakKeyDictionary()


def tell_presences(
    unit: Unit, file: Id, presences: Mapping[Id, Presence | None] | None = None,
    measures: Mapping[Id, Mapping[str, Any]] | None = None, begun: Mapping[Id, tuple[Id, Measure]] | None = None,
) -> None:  # fmt: skip
    """Let the assignments of a file be told of its presences when this unit is saved.

    `presences` (None: taken away), fields of `measures` and those that are `begun` (with their stream) are what the
    unit writes. Assignments that this officer may not write are left as they are; all are where the file is not here.
    """
    written = _WRITTEN.setdefault(unit, {}).setdefault(file, _Written())
    written.presences |= presences or {}
    written.measures |= measures or {}
    written.begun |= begun or {}
    unit.before_save((ToldPresence, file), partial(_tell, unit, file, written))


def _tell(unit: Unit, file: Id, written: _Written) -> None:
    cores = unit.parts(file, CORE)
    if not cores:
        return
    core = unit.thing(cores[0])
    standing = {**dict(unit.find(Presence, "file = ?", file)), **written.presences}
    told = unit.locate(ToldPresence, "file = ?", file)
    if not standing and not told:
        return
    today = unit.desk.today()
    current = {
        uid: one for uid, one in standing.items()
        if one is not None and one.state is not None and (one.to_on is None or one.to_on >= today)
    }  # fmt: skip
    for stream in dict.fromkeys([*unit.parts(file, PART), *(home for home, _ in written.begun.values())]):
        thing = unit.thing(stream)
        elsewhere = thing.co_owners | thing.distribution
        if thing.owner != unit.facts.organisation or not elsewhere or not unit.may(Action.MEASURE, stream):
            continue
        protected = _protected(unit, file, stream, written, {one.person for one in current.values() if one.person})
        below = thing.marking < core.marking or not core.compartments <= thing.compartments
        wanted = {
            uid: ToldPresence(file, one.person, one.state, one.from_on, one.to_on, uid)
            for uid, one in current.items()
            if (protected is None or one.person in protected) and not below
        }
        _write(unit, stream, wanted, {uid: one for uid, home, one in told if home == stream})


def _protected(unit: Unit, file: Id, stream: Id, written: _Written, persons: Collection[Id]) -> frozenset[Id] | None:
    """Return whom the running measures of an assignment protect; None where one protects all of the file."""
    found = set[Id]()
    known = [(uid, home, record) for uid, home, record in unit.locate(Measure, "file = ?", file)]
    known += [(uid, home, record) for uid, (home, record) in written.begun.items()]
    for uid, home, record in known:
        measure = replace(record, **written.measures.get(uid, {}))
        if home != stream or measure.state not in RUNNING:
            continue
        if measure.subject_kind is SubjectKind.FILE or measure.subject is None:
            return None
        if measure.subject_kind is SubjectKind.PERSON:
            found.add(measure.subject)
        else:
            found |= concerned_at(unit, measure.subject_kind, measure.subject, persons)
    return frozenset(found)


def _write(unit: Unit, stream: Id, wanted: Mapping[Id, ToldPresence], told: Mapping[Id, ToldPresence]) -> None:
    # Two stations that set measures to work apart have both told of a presence: the older line stays.
    there = {one.presence: (uid, one) for uid, one in sorted(told.items(), reverse=True)}
    kept = {uid for presence, (uid, _) in there.items() if presence in wanted}
    gone = sorted(told.keys() - kept)
    fresh = [one for presence, one in wanted.items() if presence not in there]
    other = [
        (there[presence][0], one) for presence, one in wanted.items()
        if presence in there and there[presence][1] != one
    ]  # fmt: skip
    if not (gone or fresh or other):
        return
    unit.require(Action.MEASURE, stream)
    for uid in gone:
        unit.delete(stream, uid, ToldPresence)
    for one in fresh:
        unit.create(stream, one)
    for uid, one in other:
        unit.change(stream, uid, ToldPresence, {"state": one.state, "from_on": one.from_on, "to_on": one.to_on})
