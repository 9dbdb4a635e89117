"""A file as its screen shows it: head level, persons, threat part, measures, decisions on the file.

Each part is shown where this officer may read it: a partner who has an assignment alone sees his measures and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, FileState, Marking
from app.models.kinds.persons import Person
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.rules.levels import HeadLevel
from app.services.cases.analyses import Analysed, Asked, levels_of, read_analyses, read_requests
from app.services.cases.assignments import CORE, PART
from app.services.cases.files import THREAT
from app.services.cases.worklists import DecisionRow, MeasureRow, read_decisions, read_measures
from app.services.desk import Desk, NotThere, View
from app.services.joined import led_records
from app.services.own_files import require_reason
from app.services.seeing import Sight

_CHUNK = 200
"""Files read at a time."""


@dataclass(frozen=True, slots=True)
class InvolvedRow:
    """A person's role in the file; `person` is None where this officer may not read the person."""

    id: Id
    record: Involvement
    person: Person | None


@dataclass(frozen=True, slots=True)
class FileOverview:
    """All of a file. `record` is None for who has an assignment alone; the threat part is empty without its right."""

    file: Id
    core: Id | None
    record: ThreatFile | None
    marking: Marking
    involved: Sequence[InvolvedRow]
    threat: Id | None
    head: HeadLevel | None
    levels: Sequence[HeadLevel]
    analyses: Sequence[Analysed]
    requests: Sequence[Asked]
    measures: Sequence[MeasureRow]
    decisions: Sequence[DecisionRow]
    compartments: frozenset[str] = frozenset()
    """Those one must be in to read the file's core."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list, with the level at its head."""

    id: Id
    core: Id
    record: ThreatFile
    head: HeadLevel | None


def file_overview(desk: Desk, file: Id) -> FileOverview:
    """Return a file as far as this officer may read it. Raises NotAllowed, NotThere, ReasonOfReading."""
    with desk.read() as view:
        core, threat = _readable(view, file, CORE), _readable(view, file, THREAT)
        assigned = [stream for stream in view.parts(file, PART) if view.may(Action.READ, stream)]
        if core is None and not assigned:
            _refuse(view, file)
        require_reason(view, file)
        levels = levels_of(view, file) if threat else []
        return FileOverview(
            file=file,
            core=core,
            record=view.get(ThreatFile, file) if core else None,
            marking=max(view.thing(stream).marking for stream in (core, threat, *assigned) if stream is not None),
            involved=_involved(view, file) if core else (),
            threat=threat,
            head=levels[0] if levels else None,
            levels=levels,
            analyses=read_analyses(view, file) if threat else (),
            requests=read_requests(view, file) if threat else (),
            measures=read_measures(view, "file = ?", file, deciding=True),
            decisions=read_decisions(view, "subject = ?", file, order="id"),
            compartments=frozenset(view.thing(core).compartments) if core is not None else frozenset(),
        )


def files(
    desk: Desk, states: Sequence[FileState] = (), *, after: FileRow | None = None, limit: int | None = None
) -> list[FileRow]:
    """Return the files this officer may read, in any state or in those given, by reference.

    With a `limit` at most so many, those that follow the row `after`: a page of a long list.
    """
    mark = (after.record.reference or "", after.id) if after else ("", b"")
    rows: list[FileRow] = []
    with desk.read() as view:
        for uid, core, record in _from(view, states, mark):
            if limit is not None and len(rows) == limit:
                break
            if view.may(Action.READ, core):
                levels = levels_of(view, uid) if _readable(view, uid, THREAT) else []
                rows.append(FileRow(uid, core, record, levels[0] if levels else None))
    return rows


def _from(view: View, states: Sequence[FileState], mark: tuple[str, Id]) -> Iterator[tuple[Id, Id, ThreatFile]]:
    """Yield the files after `mark` (reference, id) in order, read a chunk at a time."""
    where = f"state IN ({', '.join('?' * len(states))})" if states else "1"
    where += " AND (COALESCE(reference, ''), uid) > (?, ?)"
    order = f"COALESCE(reference, ''), uid LIMIT {_CHUNK}"
    while chunk := view.locate(ThreatFile, where, *[state.value for state in states], *mark, order=order):
        yield from chunk
        mark = (chunk[-1][2].reference or "", chunk[-1][0])


def _readable(view: View, file: Id, part: str) -> Id | None:
    return next((stream for stream in view.parts(file, part) if view.may(Action.READ, stream)), None)


def _refuse(view: View, file: Id) -> None:
    for part in (CORE, PART):
        for stream in view.parts(file, part):
            view.require(Action.READ, stream)
    raise NotThere


def _involved(view: View, file: Id) -> Sequence[InvolvedRow]:
    rows, sight = [], Sight(view)
    for uid, record in view.find(Involvement, "file = ?", file):
        person = None
        if record.person is not None:
            person = led_records(view, sight, [record.person]).get(record.person)
        rows.append(InvolvedRow(uid, record, person))
    return rows
