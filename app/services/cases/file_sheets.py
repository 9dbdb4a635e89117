"""The screen of a threatened-person file in one look: the overview, its reports and executions, and everybody's names.

History, papers and who knows what are long and asked for when their tab is turned to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.paper import IssuedDocument
from app.models.kinds.persons import Relation
from app.models.kinds.threat import ThreatReport
from app.services.cases.attachments import Attached, read_attachments
from app.services.cases.concerns import Concerning, read_concerns
from app.services.cases.executions import Executed
from app.services.cases.file_overviews import FileOverview, file_overview
from app.services.cases.file_places import FilePlace, read_file_places
from app.services.cases.notes import Noted, read_notes
from app.services.cases.presences import Whereabout, read_presences
from app.services.cases.relations import read_relations
from app.services.cases.reports import Recorded, under_seal
from app.services.cases.worklists import DecisionRow, read_decisions
from app.services.desk import Desk, View
from app.services.naming import ids_in, read_names
from app.services.reported import REPORT_KEPT, corrected_among, written_by

_AT_ONCE = 500
"""Ids in one SQL condition."""


@dataclass(frozen=True, slots=True, repr=False)
class FileSheet:
    """A file as far as this officer may read it. `names` has no entry for what he may not."""

    overview: FileOverview
    reports: Sequence[Recorded]
    """The latest event first; the source is sealed and not among it."""
    decisions: Sequence[DecisionRow]
    """On the file and on its measures, the newest first."""
    executions: Mapping[Id, Sequence[Executed]]
    """By measure, the newest first."""
    names: Mapping[Id, str]
    may: frozenset[Action]
    """What this officer may do to the file or to one of its assignments: the screen offers nothing else."""
    notes: Sequence[Noted] = ()
    """The latest contact first."""
    presences: Sequence[Whereabout] = ()
    """The latest first."""
    concerns: Sequence[Concerning] = ()
    """For who may read the threat part."""
    attachments: Sequence[Attached] = ()
    """Of the file and of what is in it, the newest first."""
    papers: int = 0
    """How many documents were issued of it, those that no longer count among them."""
    places: Sequence[FilePlace] = ()
    """Addresses of its persons that hold today, as far as they may be read."""
    relations: Sequence[Relation] = ()
    """What its persons are to one another today, as far as that may be read."""


_ASKED = (
    Action.FILE,
    Action.REPORT,
    Action.ANALYSE,
    Action.PROPOSE,
    Action.DECIDE,
    Action.APPROVE,
    Action.MEASURE,
    Action.EXECUTE,
    Action.CLOSE,
    Action.PAPER,
    Action.PRINT,
    Action.LABEL,
    Action.TASK,
    Action.ATTACH,
    Action.REVEAL,
)


def file_sheet(desk: Desk, file: Id, language: str) -> FileSheet:
    """Return a file for its screen, with names in `language`. Raises NotAllowed, NotThere, ReasonOfReading."""
    overview = file_overview(desk, file)
    with desk.read() as view:
        measures = [row.id for row in overview.measures]
        decisions = [*overview.decisions, *decisions_on_measures(view, measures)]
        decisions.sort(key=lambda row: (row.record.dated is not None, row.record.dated, row.id), reverse=True)
        executions = executions_of_measures(view, measures)
        reports = _reports(view, file) if overview.threat else []
        notes = read_notes(view, file) if overview.core else []
        presences = read_presences(view, file) if overview.core else []
        concerns = read_concerns(view, file) if overview.threat else []
        attachments = read_attachments(view, file)
        places = read_file_places(view, file) if overview.core else []
        related = read_relations(view, (row.record for row in overview.involved))
        issued = view.locate(IssuedDocument, "file = ?", file)
        papers = sum(view.may(Action.READ, stream) for _, stream, _ in issued)
        records = [
            *([overview.record] if overview.record else []),
            *(row.record for row in overview.involved),
            *(row.record for row in overview.analyses),
            *(row.record for row in overview.requests),
            *(row.record for row in overview.measures),
            *(row.record for row in decisions),
            *(row.record for row in reports),
            *(row.record for row in presences),
            *(row.record for row in concerns if row.record is not None),
            *(row.record for row in attachments),
            *(one.record for some in executions.values() for one in some),
        ]
        ids = ids_in(desk.schema, records) | {file, *(one.person for one in places)}
        streams = [one for one in (overview.core, overview.threat) if one is not None]
        streams += sorted({row.stream for row in overview.measures})
        may = frozenset(action for action in _ASKED if any(view.may(action, stream) for stream in streams))
        names = read_names(view, ids, language)
        return FileSheet(
            overview, reports, decisions, executions, names, may, notes, presences, concerns, attachments, papers,
            places, related,
        )  # fmt: skip


def _reports(view: View, file: Id) -> list[Recorded]:
    found = view.locate(ThreatReport, "file = ?", file, order="moment DESC, id DESC")
    mine = [line for line in found if view.may(Action.READ, line[1])]
    return [under_seal(*line) for line in mine]


def decisions_on_measures(view: View, measures: Sequence[Id]) -> list[DecisionRow]:
    """Return the decisions on these measures that this officer may read, oldest first."""
    found: list[DecisionRow] = []
    for some in _chunks(measures):
        marks = ", ".join("?" * len(some))
        found += read_decisions(view, f"subject IN ({marks})", *some, order="id")
    return found


def executions_of_measures(view: View, measures: Sequence[Id]) -> dict[Id, list[Executed]]:
    """Return the execution reports on these measures that this officer may read, the newest first.

    Those that were corrected stand among them and say so.
    """
    found: dict[Id, list[Executed]] = {}
    for some in _chunks(measures):
        marks = ", ".join("?" * len(some))
        where = f"measure IN ({marks}) AND {REPORT_KEPT.format('p_execution_report')}"
        lines = view.locate(ExecutionReport, where, *some, order="to_on DESC, id DESC")
        corrected = corrected_among((uid, record) for uid, _, record in lines)
        wrote, own = written_by(view, [uid for uid, _, _ in lines]), view.facts.organisation
        for uid, stream, record in lines:
            if record.measure is not None and view.may(Action.READ, stream):
                one = Executed(uid, stream, record, corrected.get(uid), wrote.get(uid) == own)
                found.setdefault(record.measure, []).append(one)
    return found


def _chunks(ids: Sequence[Id]) -> Sequence[Sequence[Id]]:
    return [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
