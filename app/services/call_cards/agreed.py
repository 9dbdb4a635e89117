"""What is agreed about a person: the levels in force, the advice of the files, the measures that run today."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rules.measures import AROUND, runs_on, unratified
from app.services.call_cards.cards import Advice, LevelHere, MeasureNow
from app.services.cases.analyses import levels_of
from app.services.cases.worklists import MeasureRow, read_measures
from app.services.desk import View
from app.services.paper.wording import number_text
from app.services.saying import InTongues, TypeName

Files = Mapping[Id, ThreatFile | VisitFile]


def levels_in(view: View, entries: Sequence[Id], files: Files) -> tuple[LevelHere, ...]:
    """Return the levels in force for the person or for a whole file he is in, the highest first."""
    found = []
    for file, record in files.items():
        if not any(view.may(Action.READ, stream) for stream in view.parts(file, "file_threat")):
            continue
        for head in levels_of(view, file):
            one = head.analysis
            if one.subject in (file, b"", *entries):
                found.append(
                    LevelHere(file, record.reference or "", one.level, organisation(view, one.service), one.kind,
                              one.dated, one.valid_until, head.out_of_date)
                )  # fmt: skip
    return tuple(sorted(found, key=lambda level: (-level.level, level.out_of_date, -level.dated.toordinal())))


def advice_of(files: Files) -> tuple[Advice, ...]:
    """Return what the files say of threat and conduct; a visit has a summary only."""
    found = []
    for file, record in files.items():
        conduct = record.conduct if isinstance(record, ThreatFile) else None
        if record.summary or conduct:
            found.append(Advice(file, record.reference or "", record.summary, conduct))
    return tuple(found)


def measures_now(view: View, entries: Sequence[Id], files: Files) -> tuple[MeasureNow, ...]:
    """Return the measures that are to be executed today for the person, and those for his files as a whole."""
    rows = [row for entry in entries for row in read_measures(view, "subject = ?", entry)]
    rows += [
        row
        for file in files
        for row in read_measures(view, "file = ?", file)
        if row.record.subject_kind in AROUND and row.record.subject not in entries
    ]
    today = view.desk.today()
    return tuple(_now(view, row, files, today) for row in _once(rows) if runs_on(row.course, today))


def organisation(view: View, entry: Id | None) -> InTongues:
    """Return the name of an organisation of the directory."""
    found = view.directory.organisations.get(entry or b"")
    return InTongues(found.names, found.code or "—") if found else InTongues(None)


def _once(rows: Iterable[MeasureRow]) -> list[MeasureRow]:
    return list({row.id: row for row in rows}.values())


def _now(view: View, row: MeasureRow, files: Files, today: date) -> MeasureNow:
    measure = row.record
    limits = [day for day in (measure.end, measure.review) if day is not None]
    until = min(limits, default=None)
    file = files.get(measure.file or b"")
    return MeasureNow(
        row.id, measure.file, (file.reference or "") if file else "", TypeName(measure.type, view.lists), row.state,
        measure.instruction, measure.frequency or "", tuple(organisation(view, one) for one in measure.executing),
        measure.contact or "", number_text(measure.contact_phone), measure.start, until,
        row.overdue, until is not None and until != measure.end, unratified(row.course, today),
    )  # fmt: skip
