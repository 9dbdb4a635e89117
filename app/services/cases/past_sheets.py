"""A file as it stood at a moment, in the very shape its screen shows today: what was known, or what was decided, then.

Nothing of it can be acted on. Names are those of today: an office that was renamed is still the same office.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from app.core.ids import Id
from app.models.enums import Action, Marking, MeasureState
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.paper import Attachment
from app.models.kinds.persons import Person
from app.models.kinds.threat import (
    AnalysisRequest,
    ConcernLink,
    FileNote,
    Involvement,
    Presence,
    ThreatAnalysis,
    ThreatFile,
    ThreatReport,
)
from app.models.rules.levels import HeadLevel, side_by_side
from app.models.rules.measures import overdue, unconfirmed
from app.models.rules.minister import for_minister
from app.services.cases.analyses import Analysed, asked_as, fact_of
from app.services.cases.attachments import among_attached
from app.services.cases.concerns import concerned
from app.services.cases.courses import course_of, standing_state
from app.services.cases.executions import Executed, standing
from app.services.cases.file_overviews import FileOverview, InvolvedRow
from app.services.cases.file_sheets import FileSheet
from app.services.cases.notes import noted
from app.services.cases.presences import where_on
from app.services.cases.relations import relations_as_of
from app.services.cases.reports import under_seal
from app.services.cases.worklists import DecisionRow, MeasureRow
from app.services.desk import Desk, NotThere, View, today_of
from app.services.naming import ids_in, read_names
from app.services.own_files import require_reason
from app.services.reported import corrected_among, kept_of
from app.services.trails import Past, PastEntity, as_of

R = TypeVar("R")


def file_sheet_as_of(desk: Desk, file: Id, moment: datetime, past: Past, language: str) -> FileSheet:
    """Return the file as it stood at `moment`.

    Raises NotAllowed, NotThere (also where it was not there yet), ReasonOfReading.
    """
    with desk.read() as view:
        require_reason(view, file)
    stood = as_of(desk, file, moment, past)
    if not stood:
        raise NotThere
    day = today_of(moment)
    with desk.read() as view:
        core = next(iter(view.parts(file, "file_core")), None)
        threat = next((one for one in view.parts(file, "file_threat") if view.may(Action.READ, one)), None)
        analyses = _of(stood, ThreatAnalysis)
        facts = [fact for uid, _, record in analyses if (fact := fact_of(uid, record)) is not None]
        levels = list(side_by_side(facts, day))
        reports = [under_seal(*line) for line in _of(stood, ThreatReport)]
        executions = _executions(view, stood)
        records = [entity.record for entity in stood]
        overview = FileOverview(
            file=file, core=core, record=next((one for _, _, one in _of(stood, ThreatFile)), None),
            marking=max((view.thing(one.stream).marking for one in stood), default=Marking.NONE),
            involved=[_involved(view, uid, one) for uid, _, one in _of(stood, Involvement)],
            threat=threat, head=levels[0] if levels else None, levels=levels, analyses=_analysed(analyses, levels),
            requests=[asked_as(uid, one, day) for uid, _, one in _of(stood, AnalysisRequest)],
            measures=[_measure(view, line, day, executions) for line in _of(stood, Measure)],
            decisions=(),
        )  # fmt: skip
        names = read_names(view, ids_in(desk.schema, records) | {file}, language)
        links = [(uid, one) for uid, _, one in _of(stood, ConcernLink)]
        concerns = concerned(view, links, {one.id: one.record for one in reports})
        attachments = among_attached(view, _of(stood, Attachment))
        related = relations_as_of(view, (row.record for row in overview.involved), moment, past)
    notes = sorted(_of(stood, FileNote), key=lambda line: (line[2].moment is not None, line[2].moment), reverse=True)
    places = sorted(_of(stood, Presence), key=lambda line: (line[2].from_on is not None, line[2].from_on), reverse=True)
    decisions = [DecisionRow(uid, stream, one, False, False) for uid, stream, one in _of(stood, Decision)]
    decisions.sort(key=lambda row: (row.record.dated is not None, row.record.dated, row.id), reverse=True)
    return FileSheet(
        overview, reports, decisions, executions, names, frozenset(),
        noted([(uid, one) for uid, _, one in notes], day), where_on([(uid, one) for uid, _, one in places], day),
        concerns, attachments, relations=related,
    )  # fmt: skip


def _of(stood: Sequence[PastEntity], kind: type[R]) -> list[tuple[Id, Id, R]]:
    return [(entity.uid, entity.stream, entity.record) for entity in stood if isinstance(entity.record, kind)]


def _involved(view: View, uid: Id, record: Involvement) -> InvolvedRow:
    person = None
    if record.person is not None:
        streams = view.parts(record.person, "person")
        if streams and view.may(Action.READ, streams[0]):
            person = view.get(Person, record.person)
    return InvolvedRow(uid, record, person)


def _analysed(analyses: Sequence[tuple[Id, Id, ThreatAnalysis]], levels: Sequence[HeadLevel]) -> list[Analysed]:
    late = {level.analysis.id: level.out_of_date for level in levels}
    rows = [Analysed(uid, record, uid in late, late.get(uid, False)) for uid, _, record in analyses]
    return sorted(rows, key=lambda row: not row.standing)


def _measure(view: View, line: tuple[Id, Id, Measure], day: date, executions: dict[Id, list[Executed]]) -> MeasureRow:
    """Return a measure as it stood; who decides on such a one is said as the lists of today have it."""
    uid, stream, record = line
    course, reports = course_of(record), len(standing(executions.get(uid, ())))
    state: MeasureState = standing_state(course, day)
    late, silent = overdue(course, day), unconfirmed(course, day, reports)
    minister = for_minister(record.type, view.lists)
    return MeasureRow(uid, stream, record, course, state, late, silent, reports, contested=False, minister=minister)


def _executions(view: View, stood: Sequence[PastEntity]) -> dict[Id, list[Executed]]:
    """Return the reports of then; what came later corrects none of them yet."""
    found: dict[Id, list[Executed]] = {}
    lines = _of(stood, ExecutionReport)
    kept = kept_of(view, [uid for uid, _, _ in lines])
    corrected = corrected_among((uid, record) for uid, _, record in lines if uid in kept)
    for uid, stream, record in reversed(lines):
        if record.measure is not None and uid in kept:
            found.setdefault(record.measure, []).append(Executed(uid, stream, record, corrected.get(uid)))
    return found
