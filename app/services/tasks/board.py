"""All that waits, read at once and kept until something is written: the program's tasks and those that people set.

Raised tasks are the needs of the situation (`app.services.situation`), each of them and not only the most pressing,
with what this desk's officers did with them. They are derived, so a list of them costs a look at all facts; what was
read serves until the next commit or the next day. Nothing here is worded: names are read for a page.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from app.core.garbage import nothing_collected
from app.core.ids import Id
from app.history.claims import COUNTS
from app.models.enums import AccountState, Action, NeedKind
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.kept import Answer, Kept, entries_of
from app.services.lists.curtain import changed_since, hidden_in
from app.services.seeing import Sight
from app.services.situation import Need
from app.services.situation.clearances import clearances
from app.services.situation.look import Horizon, Look
from app.services.situation.visits import Visits
from app.services.situation.whole import LISTS
from app.services.tasks.lines import TaskRef, TaskState, Whose

ALL_OF_IT = Horizon(most=100_000, looked_through=200)
HERE_ONLY = frozenset({NeedKind.BUNDLE, NeedKind.HELD, NeedKind.FINDING, NeedKind.VISIT, NeedKind.ERASED})
"""Needs that are no task: of this workstation alone, or nobody's work."""
AFTER_TODAY = 1
"""What has no day stands between today and tomorrow."""


_Key = tuple[Id, str, str]
"""Subject, rule and fact of a raised task."""


class Waiting(NamedTuple):
    """A task that is not finished, as far as it is needed to filter and sort. `row` is its key where people set it."""

    ref: TaskRef
    urgency: tuple[int, int, int]
    due: date | None
    about: Id | None
    owner: Id
    officers: frozenset[Id]
    """Who took it on or was asked, as far as he still has an account, and who stands in for him in the file today:
    what nobody can do is the desk's again."""
    desks: frozenset[Id]
    """Organisations that are asked, by name or by their officers."""
    staff: frozenset[Id]
    steps: frozenset[Id]
    """The steps by which it is put off, if it is."""
    until: date | None
    need: Need | None = None

    def is_of(self, whose: Whose, officer: Id, organisation: Id) -> bool:
        """Tell whether it is on the list of that officer, or of his desk."""
        if whose is Whose.ALL:
            return True
        if whose is Whose.DESK:
            return self.owner == organisation or organisation in self.desks
        return officer in (self.officers or self.staff)

    def state(self, today: date) -> TaskState:
        """Return whether it waits to be done or is put off: it comes back on the day it is put off to."""
        return TaskState.PUT_OFF if self.until is not None and self.until > today else TaskState.OPEN


@dataclass(frozen=True, slots=True, repr=False)
class Board:
    """All that waits, what is late first."""

    tasks: Sequence[Waiting]


_BOARD = Kept[Board]()
"""The rail counts beside the list that reads: one of them looks at all facts, the other waits for it."""
_SEEN = Kept[Sight]()
"""What was asked of rights."""


def board_of(view: View) -> Board:
    """Return all that waits and that this officer may know of. Raises NotAllowed where the account counts no more."""
    holds_for = (view.desk.officer, view.desk.today())
    return _BOARD.answer(view, view.commits, holds_for, lambda _earlier: _read(view))


def fact_of(need: Need) -> TaskRef | None:
    """Return what identifies a raised task; None for a need that is none.

    That its day has passed is a fact of its own: what was put off before comes back then.
    """
    if need.raised is None or need.kind in HERE_ONLY:
        return None
    fact = need.raised.fact + ("/late" if need.late else "")
    return TaskRef(rule=need.kind, subject=need.raised.subject, fact=fact)


def _read(view: View) -> Board:
    look = Look(view, ALL_OF_IT, _kept_sight(view))
    with nothing_collected():  # a quarter of the time went there
        found = [*_raised(look), *_set_by_people(look)]
        found.sort(key=lambda one: (one.urgency, one.ref.subject or b"", one.ref.uid or b""))
    return Board(found)


def _kept_sight(view: View) -> Sight:
    """Return what may be read, with all that was asked before and still holds: thousands of streams change little."""
    last = _SEEN.last(view, view.facts)
    changed = changed_since(view, last.upto) if last is not None else None
    sight = Sight(view) if last is None or changed is None else last.value.without(view, changed)
    _SEEN.keep(view, Answer(sight, entries_of(view), view.facts))
    return sight


def _raised(look: Look) -> list[Waiting]:
    # Kept by plain keys: thousands of records and members of enumerations to hash cost a tenth of the whole.
    needs = {_key(ref): (ref, need) for need in _needs(look) if (ref := fact_of(need)) is not None}
    subjects = {key[0] for key in needs}
    owners, dealt, active = _owners(look, [need for _, need in needs.values()]), _dealt(look, subjects), _active(look)
    untils = _untils(look.view, {step for one in dealt.values() for step in one.steps})
    mine, none = look.view.facts.organisation, frozenset[Id]()
    made = []
    for key, (ref, need) in needs.items():
        owner, own = owners.get(key[0], b""), look.file(need.file).staff
        if need.kind is NeedKind.CLEARANCE:
            owner, own = mine, frozenset({key[0]})
        officers, steps, until = none, none, None
        if (deal := dealt.get(key)) is not None:
            officers = _with_stand_in(look, need.file, deal.officers, active)
            steps = frozenset(deal.steps)
            until = _first(untils, steps)
        made.append(
            Waiting(ref, need.urgency, need.due, need.file, owner, officers, none, own, steps, until, need)
        )  # fmt: skip
    return made


def _key(ref: TaskRef) -> _Key:
    return ref.subject or b"", ref.rule.value if ref.rule is not None else "", ref.fact


def _needs(look: Look) -> Iterable[Need]:
    if not look.view.may(Action.READ):
        return clearances(look).needs
    visits = Visits(look)
    lists = [lister(look) for lister, kinds in LISTS.items() if not kinds <= HERE_ONLY]
    lists += [visits.papers(), visits.gaps(visits.points())]
    return [need for one in lists for need in one.needs]


def _owners(look: Look, needs: Iterable[Need]) -> Mapping[Id, Id]:
    """Return whose work each subject is: by its stream, which was looked at a moment ago, or by itself."""
    raised = [need.raised for need in needs if need.raised is not None]
    sids = json.dumps(sorted({one.stream for one in raised if one.stream is not None}))
    sql = "SELECT sid, owner FROM stream WHERE sid IN (SELECT value FROM json_each(?))"
    of_stream = {row[0]: bytes(row[1]) for row in look.rows(sql, sids)}
    sql = f"SELECT uid, owner FROM entity JOIN stream USING (sid) WHERE uid {AMONG} AND kind <> 1 AND {COUNTS}"  # noqa: S608
    rows = look.rows(sql, among({one.subject for one in raised if one.stream not in of_stream}))
    found = {bytes(row[0]): bytes(row[1]) for row in rows}
    return found | {one.subject: of_stream[one.stream] for one in raised if one.stream in of_stream}


@dataclass(slots=True, repr=False)
class _Dealt:
    """What officers of this desk did with a raised task, over all rows that say something of it."""

    officers: set[Id] = field(default_factory=set)
    steps: set[Id] = field(default_factory=set)


def _dealt(look: Look, subjects: Iterable[Id]) -> Mapping[_Key, _Dealt]:
    """Return what this desk did with each: what another writes of it puts nothing off here."""
    sql = f"""SELECT subject, sid, rule, fact, officers, put_off FROM p_task JOIN stream USING (sid)
        WHERE subject {AMONG} AND rule IS NOT NULL AND owner = ?"""  # noqa: S608 - a constant
    found: dict[_Key, _Dealt] = defaultdict(_Dealt)
    rows = look.rows(sql, among(subjects), look.view.facts.organisation)
    # Who keeps clearances and reads nothing else was given those tasks: what was done with them is his too.
    kept = not look.view.may(Action.READ) and look.view.may(Action.KEYS)
    for subject, _, rule, fact, officers, steps in _of_clearances(look, rows) if kept else look.readable(rows):
        one = found[bytes(subject), rule, fact or ""]
        one.officers |= ids_of(officers)
        one.steps |= ids_of(steps)
    return found


def _of_clearances(look: Look, rows: Iterable[Any]) -> list[Any]:
    own = json.dumps(sorted({row[1] for row in rows if row[2] == NeedKind.CLEARANCE}))
    sql = "SELECT sid FROM stream WHERE owner = ? AND sid IN (SELECT value FROM json_each(?))"
    sids = {row[0] for row in look.rows(sql, look.view.facts.organisation, own)}
    return [row for row in rows if row[1] in sids]


def _set_by_people(look: Look) -> list[Waiting]:
    sql = """SELECT t.uid, t.sid, t.due, t.about, stream.owner, t.officers, t.desks, t.put_off FROM p_task t
        JOIN stream USING (sid) WHERE t.rule IS NULL AND coalesce(t.finished, '[]') = '[]'"""
    hidden = hidden_in(look.view, "p_task")
    rows = [row for row in look.rows(sql) if row[1] not in hidden]
    untils = _untils(look.view, {step for row in rows for step in ids_of(row[7])})
    made, active = [], _active(look)
    look.files({bytes(row[3]) for row in rows if row[3]})
    for uid, _, due, about, owner, officers, desks, steps in rows:
        day = day_of(due)
        left = None if day is None else (day - look.today).days
        put_off, asked = ids_of(steps), _with_stand_in(look, about, ids_of(officers), active)
        made.append(
            Waiting(
                TaskRef(bytes(uid)), (left or 0, 0 if day else AFTER_TODAY, len(NeedKind)), day, about, bytes(owner),
                asked, ids_of(desks) | {active[one] for one in asked}, frozenset(), put_off,
                _first(untils, put_off) if put_off else None,
            )
        )  # fmt: skip
    return made


def _with_stand_in(look: Look, file: Id | None, asked: Iterable[Id], active: Mapping[Id, Id]) -> frozenset[Id]:
    """Return who of those asked has an account, with whoever stands in today for one of them whose file it is."""
    known, named = look.file(file), set(asked)
    if known.stand_in is not None and known.away in named:
        named.add(known.stand_in)
    return frozenset(named & active.keys())


def _active(look: Look) -> Mapping[Id, Id]:
    """Return the officers who have an account, with their organisations."""
    known = look.view.directory.officers
    return {
        uid: one.organisation for uid, one in known.items()
        if one.state == AccountState.ACTIVE and one.organisation is not None
    }  # fmt: skip


def _untils(view: View, steps: Iterable[Id]) -> Mapping[Id, date]:
    wanted = among(steps)
    if wanted == "[]":
        return {}
    sql = f"SELECT uid, until FROM p_task_step WHERE uid {AMONG}"  # noqa: S608 - a constant
    rows = view.connection.exec_driver_sql(sql, (wanted,)).all()
    days = {bytes(uid): day_of(until) for uid, until in rows}
    return {uid: day for uid, day in days.items() if day is not None}


def day_of(text: object) -> date | None:
    """Return the day in a column; none where another workstation wrote something else."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _first(untils: Mapping[Id, date], steps: Iterable[Id]) -> date | None:
    return min((untils[step] for step in steps if step in untils), default=None)


@lru_cache(maxsize=4_096)
def ids_of(column: str | None) -> frozenset[Id]:
    """Return the ids of a set's column, without what another workstation wrote that is none."""
    return frozenset(bytes.fromhex(item) for item in json.loads(column) if _is_id(item)) if column else frozenset()


def _is_id(item: object) -> bool:
    return isinstance(item, str) and len(item) == 32 and all(sign in "0123456789abcdef" for sign in item)


def count(desk: Desk, whose: Whose, board: Board, organisation: Id) -> tuple[int, int]:
    """Return how many wait to be done, and how many of them are late."""
    today = desk.today()
    mine = [
        one for one in board.tasks
        if one.is_of(whose, desk.officer, organisation) and one.state(today) is TaskState.OPEN
    ]  # fmt: skip
    return len(mine), sum(one.due is not None and one.due < today for one in mine)
