"""A file as its screen shows it: head level, persons, threat part, measures, decisions on the file.

Each part is shown where this officer may read it: a partner who has an assignment alone sees his measures and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, FileState, Marking
from app.models.kinds.persons import Person
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.rules.levels import HeadLevel
from app.services.analyses import Analysed, Asked, levels_of, read_analyses, read_requests
from app.services.assignments import CORE, PART
from app.services.desk import Desk, NotThere, View
from app.services.files import THREAT
from app.services.worklists import DecisionRow, MeasureRow, read_decisions, read_measures


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


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list, with the level at its head."""

    id: Id
    core: Id
    record: ThreatFile
    head: HeadLevel | None


def file_overview(desk: Desk, file: Id) -> FileOverview:
    """Return a file as far as this officer may read it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        core, threat = _readable(view, file, CORE), _readable(view, file, THREAT)
        assigned = [stream for stream in view.parts(file, PART) if view.may(Action.READ, stream)]
        if core is None and not assigned:
            _refuse(view, file)
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
            measures=read_measures(view, "file = ?", file),
            decisions=read_decisions(view, "subject = ?", file, order="dated, uid"),
        )


def files(desk: Desk, states: Sequence[FileState] = ()) -> list[FileRow]:
    """Return the files this officer may read, in any state or in those given, by reference."""
    where = f"state IN ({', '.join('?' * len(states))})" if states else "1"
    with desk.read() as view:
        rows = []
        for uid, core, record in view.locate(ThreatFile, where, *[s.value for s in states], order="reference, id"):
            if view.may(Action.READ, core):
                levels = levels_of(view, uid) if _readable(view, uid, THREAT) else []
                rows.append(FileRow(uid, core, record, levels[0] if levels else None))
        return rows


def _readable(view: View, file: Id, part: str) -> Id | None:
    return next((stream for stream in view.parts(file, part) if view.may(Action.READ, stream)), None)


def _refuse(view: View, file: Id) -> None:
    for part in (CORE, PART):
        for stream in view.parts(file, part):
            view.require(Action.READ, stream)
    raise NotThere


def _involved(view: View, file: Id) -> Sequence[InvolvedRow]:
    rows = []
    for uid, record in view.find(Involvement, "file = ?", file):
        person = None
        if record.person is not None and _readable(view, record.person, "person") is not None:
            person = view.get(Person, record.person)
        rows.append(InvolvedRow(uid, record, person))
    return rows
