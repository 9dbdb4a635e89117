"""What comparable files decided: how many had a type of measure approved, refused or ended, and which files those are.

It tells and never proposes: no automatic rule leads from a level to a measure (domain.md §1). Files are alike by the
function of the threatened person, the kind of threat and its level; where too few are, one step wider is looked at and
said so. Everything is counted within what this officer may read, file, analysis, person and measure each by its own
stream: a number never tells that there is something he may not know of.
"""

# ruff: noqa: S608 - declared names and fixed conditions; whatever varies is bound

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, FileState, InvolvementRole, ThreatKind, ThreatLevel
from app.models.fields import moment_in
from app.services.cases.analyses import levels_of
from app.services.cases.assignments import CORE
from app.services.cases.files import THREAT
from app.services.desk import Desk, View, today_of
from app.services.lists.curtain import hidden_in
from app.services.lists.queries import Bound

ENOUGH = 5
"""Files below which one step wider is looked at: what three files decided is no precedent."""
LATEST = 500
"""Files of a step in which measures are counted, those opened last: what was decided ten years ago is no precedent, and
an officer waits."""
PAGE = 8
"""Files of a list of precedents."""


class Alike(StrEnum):
    """In what files are alike."""

    FUNCTION = "function"
    KIND = "kind"
    LEVEL = "level"


STEPS: tuple[frozenset[Alike], ...] = (
    frozenset({Alike.FUNCTION, Alike.KIND, Alike.LEVEL}),
    frozenset({Alike.KIND, Alike.LEVEL}),
    frozenset({Alike.KIND}),
    frozenset({Alike.FUNCTION}),
)
"""From narrow to wide. The last is for files that have no level: protected by status."""


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """What a file is compared by: its threatened persons' categories, and kind and level at its head."""

    categories: tuple[str, ...]
    kind: ThreatKind | None
    level: ThreatLevel | None


@dataclass(frozen=True, slots=True)
class Step:
    """How far it was looked, and how many files were found there."""

    alike: frozenset[Alike]
    files: int


@dataclass(frozen=True, slots=True, repr=False)
class Precedent:
    """What became of one type of measure: in how many files it stood, and how. `days` is the median of those ended."""

    type: str
    files: int
    approved: int
    refused: int
    ended: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Precedents:
    """`steps` are those that this file can be compared by; `chosen` the one that `found` is of, None where none is.

    `found` counts in as many files as `looked` says, those opened last.
    """

    compared: Compared
    steps: tuple[Step, ...]
    chosen: int | None
    found: tuple[Precedent, ...]
    looked: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Comparable:
    """A file that may be opened, the latest first; `states` are today's of its measures of the type asked for."""

    id: Id
    reference: str
    title: str
    states: tuple[str, ...]


def precedents(desk: Desk, file: Id, step: int | None = None) -> Precedents:
    """Return what comparable files decided; of the step asked for, else of the narrowest with enough files.

    Raises NotAllowed, NotThere.
    """
    with desk.read() as view:
        compared = _compared(view, file)
        asked = [alike for alike in STEPS if _applies(alike, compared)]
        if not asked:
            return Precedents(compared, (), None, ())
        look = _Look(view, file, compared)
        steps = tuple(Step(alike, number) for alike, number in zip(asked, look.counts(asked), strict=True))
        chosen = step if step is not None and 0 <= step < len(steps) else _enough(steps)
        found = look.precedents(steps[chosen].alike) if steps[chosen].files else ()
        return Precedents(compared, steps, chosen, found, min(steps[chosen].files, LATEST))


def comparable_files(
    desk: Desk, file: Id, step: int, measure_type: str, first: int = 0
) -> tuple[list[Comparable], int]:
    """Return a page of the files of a step that had a measure of this type, and how many there are.

    Raises NotAllowed, NotThere; IndexError on a step that `precedents` does not give.
    """
    with desk.read() as view:
        compared = _compared(view, file)
        alike = [one for one in STEPS if _applies(one, compared)][step]
        return _Look(view, file, compared).files(alike, measure_type, first)


class _Look:
    """One look at one moment: the other files in sight, and in what each is like the file."""

    def __init__(self, view: View, file: Id, compared: Compared) -> None:
        self._view = view
        self._bound = Bound(
            file=file, kind=compared.kind and compared.kind.value, level=compared.level and int(compared.level),
            categories=json.dumps(compared.categories), draft=FileState.DRAFT.value,
            threatened=InvolvementRole.THREATENED.value, today=view.desk.today().isoformat(),
        )  # fmt: skip
        self._near = self._rows(self._of_kind() if compared.kind is not None else self._of_function())

    def counts(self, steps: Sequence[frozenset[Alike]]) -> list[int]:
        """Return how many files are alike, by step."""
        return [len(self._keys(alike)) for alike in steps]

    def precedents(self, alike: frozenset[Alike]) -> tuple[Precedent, ...]:
        """Return each type of measure in these files, the most frequent first."""
        rows = self._rows(
            f"""SELECT m.type, m.file, {_APPROVED}, {_REFUSED}, m.state = 'ended', m.start,
                CASE WHEN m.state = 'ended' THEN
                    (SELECT d.dated FROM p_decision d WHERE d.uid = m.decision AND d.sid = m.sid) END
                {self._measures(alike)} AND m.type IS NOT NULL"""
        )
        by_type: dict[str, list[tuple[Id, bool, bool, bool, int | None]]] = {}
        for kind, file, approved, refused, ended, start, dated in rows:
            ran = bool(ended) and not refused
            line = bytes(file), bool(approved), bool(refused), ran, _days(start, dated) if ran else None
            by_type.setdefault(kind, []).append(line)
        found = [_precedent(kind, lines) for kind, lines in by_type.items()]
        return tuple(sorted(found, key=lambda one: (-one.files, one.type)))

    def files(self, alike: frozenset[Alike], measure_type: str, first: int) -> tuple[list[Comparable], int]:
        """Return a page of the files in which the type stood, and how many there are."""
        where = f"{self._measures(alike)} AND m.type = {self._bound(measure_type)}"
        (number,) = self._rows(f"SELECT count(DISTINCT f.uid) {where}")[0]
        rows = self._rows(
            f"""SELECT f.uid, max(f.reference), max(f.title), json_group_array(DISTINCT {_STANDING}) {where}
                GROUP BY f.uid ORDER BY max(f.opened_on) DESC, f.uid DESC
                LIMIT {self._bound(PAGE)} OFFSET {self._bound(first)}"""
        )
        found = [
            Comparable(bytes(uid), reference or "", title or "", tuple(json.loads(states)))
            for uid, reference, title, states in rows
        ]
        return found, int(number)

    def _keys(self, alike: frozenset[Alike]) -> list[int]:
        """Return the files of a step, by their small keys, the one opened last first."""
        level, function = Alike.LEVEL in alike, Alike.FUNCTION in alike
        return [row[0] for row in self._near if (row[1] or not level) and (row[2] or not function)]

    def _measures(self, alike: frozenset[Alike]) -> str:
        return f"""FROM json_each({self._bound(json.dumps(self._keys(alike)[:LATEST]))}) j
            JOIN p_threat_file f ON f.id = j.value JOIN p_measure m ON m.file = f.uid AND m.state IS NOT {_MISTAKEN}
            WHERE {self._seen("m", "p_measure")}"""

    def _of_kind(self) -> str:
        """Return the query of the files with a level of the same kind: key, same level, same function."""
        return f"""WITH levelled AS MATERIALIZED (SELECT a.file AS file, max(a.level = :level) AS level
                FROM p_threat_analysis a WHERE a.kind = :kind AND {self._seen("a", "p_threat_analysis")} AND {_STANDS}
                AND {self._counts("n")}) GROUP BY a.file),
            worked AS MATERIALIZED ({self._worked()})
            SELECT f.id, levelled.level, f.uid IN (SELECT file FROM worked)
            FROM levelled JOIN p_threat_file f ON f.uid = levelled.file WHERE {self._others()} {_LAST_FIRST}"""

    def _of_function(self) -> str:
        """Return the same of the files with a threatened person of the same function, whatever their level."""
        return f"""SELECT f.id, 0, 1 FROM p_threat_file f WHERE f.uid IN ({self._worked()}) AND {self._others()}
            {_LAST_FIRST}"""

    def _worked(self) -> str:
        return f"""SELECT i.file AS file FROM p_person p JOIN p_involvement i ON i.person = p.uid
            WHERE p.category IN (SELECT value FROM json_each(:categories)) AND i.role = :threatened
            AND {self._seen("p", "p_person")} AND {self._seen("i", "p_involvement")}"""

    def _others(self) -> str:
        return f"f.uid <> :file AND f.state <> :draft AND {self._seen('f', 'p_threat_file')}"

    def _rows(self, sql: str) -> Sequence[Sequence[Any]]:
        return self._view.connection.exec_driver_sql(sql, self._bound.values).all()

    def _seen(self, alias: str, table: str) -> str:
        return f"{self._without(f'{alias}.sid', hidden_in(self._view, table))} AND {self._counts(alias)}"

    def _counts(self, alias: str) -> str:
        return self._without(f"{alias}.id", self._view.foreign.rows)

    def _without(self, column: str, keys: Collection[int]) -> str:
        if not keys:
            return "1"
        return f"{column} NOT IN (SELECT value FROM json_each({self._bound(json.dumps(sorted(keys)))}))"


_MISTAKEN = "'withdrawn'"
"""Proposed by mistake, it says nothing of what such a file needs."""
_LAST_FIRST = "ORDER BY f.opened_on DESC, f.id DESC"
_STANDING = "CASE WHEN m.state = 'approved' AND COALESCE(m.start, :today) <= :today THEN 'active' ELSE m.state END"
"""The state of a measure today (`app.services.cases.courses.standing_state`)."""
_STANDS = """NOT EXISTS (SELECT 1 FROM p_threat_analysis n WHERE n.file = a.file AND n.replaces = a.uid
    AND n.subject IS a.subject AND n.service IS a.service AND n.kind IS a.kind AND n.dated >= a.dated"""
_TOLD = "EXISTS (SELECT 1 FROM p_decision d WHERE d.subject = m.uid AND d.sid = m.sid AND d.kind IN ({kinds}))"
_SAID_YES = _TOLD.format(kinds="'approve', 'approve_amended', 'ratify'")
_SAID_NO = _TOLD.format(kinds="'refuse'")
_APPROVED = f"(m.state IN ('active', 'suspended', 'approved') OR {_SAID_YES})"
_REFUSED = f"(m.state = 'refused' OR {_SAID_NO})"


def _compared(view: View, file: Id) -> Compared:
    """Return what a file is compared by, as far as this officer may read it."""
    core = view.part(file, CORE)
    view.require(Action.READ, core)
    threat = next((one for one in view.parts(file, THREAT) if view.may(Action.READ, one)), None)
    heads = levels_of(view, file) if threat is not None else []
    head = heads[0].analysis if heads else None
    sql = """SELECT DISTINCT p.category, s.id FROM p_involvement i JOIN p_person p ON p.uid = i.person
        JOIN stream s ON s.sid = p.sid WHERE i.file = ? AND i.role = ? AND p.category IS NOT NULL"""
    rows = view.connection.exec_driver_sql(sql, (file, InvolvementRole.THREATENED.value)).all()
    categories = {str(category) for category, stream in rows if view.may(Action.READ, bytes(stream))}
    return Compared(tuple(sorted(categories)), head.kind if head else None, head.level if head else None)


def _applies(alike: frozenset[Alike], compared: Compared) -> bool:
    if Alike.FUNCTION in alike and not compared.categories:
        return False
    if Alike.KIND in alike:
        return compared.kind is not None
    return compared.kind is None


def _enough(steps: Sequence[Step]) -> int:
    """Return the narrowest step with enough files; where none has, the one with most."""
    found = next((at for at, step in enumerate(steps) if step.files >= ENOUGH), None)
    return found if found is not None else max(range(len(steps)), key=lambda at: (steps[at].files, -at))


def _precedent(kind: str, lines: Sequence[tuple[Id, bool, bool, bool, int | None]]) -> Precedent:
    ran = [days for *_, days in lines if days is not None]
    return Precedent(
        kind,
        len({file for file, *_ in lines}),
        len({file for file, approved, *_ in lines if approved}),
        len({file for file, _, refused, *_ in lines if refused}),
        len({file for file, _, _, ended, _ in lines if ended}),
        round(median(ran)) if ran else None,
    )


def _days(start: str | None, dated: str | None) -> int | None:
    """Return how long a measure ran that was ended by a decision of that moment."""
    if not start or not dated:
        return None
    try:
        return max(0, (today_of(moment_in(dated)) - date.fromisoformat(start)).days)
    except ValueError:  # another workstation wrote something else
        return None
