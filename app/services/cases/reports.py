"""Threat reports: graded, written once, corrected by a new one (domain.md §2)."""

from dataclasses import dataclass, replace
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.threat import ThreatReport
from app.services.access_log import Access, AccessReason, log_in
from app.services.cases.files import THREAT, check_working
from app.services.cases.received import check_received
from app.services.choices import check_choice
from app.services.desk import Desk, NotThere, Unit, View
from app.services.own_files import ReasonOfReading


class GradingMissing(UserError):
    """A report that nobody graded misleads those who read it later."""

    sentence = N_("Grade the source (A, B, C or X) and the information (1 to 4). The report was not saved.")


class DescriptionMissing(UserError):
    """A report says what happened."""

    sentence = N_("Write what happened. The report was not saved.")


class MarkedAboveItsFile(UserError):
    """What is marked higher than the stream that would hold it."""

    sentence = N_(
        "This is marked higher than the part of the file that would hold it. Raise the marking of that part first. "
        "Nothing was saved."
    )


class NotOfThisFile(UserError):
    """A correction, answer or replacement names something of another file."""

    sentence = N_("What this refers to is not in the same file. Nothing was saved.")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A report in the store; `stream` is the threat part of its file."""

    id: Id
    stream: Id
    record: ThreatReport
    sealed: bool = False
    """It names a source, which is under seal and not in `record`: `source_of` opens it."""


def record_report(desk: Desk, file: Id, report: ThreatReport) -> Id:
    """Keep a threat report for ever; return its id. Its `file` is set here; `corrects` may name an earlier one.

    Raises NotAllowed, GradingMissing, DescriptionMissing, MarkedAboveItsFile, BelowItsEquivalent, NotOnTheList,
    NotOfThisFile, FileIsClosed.
    """
    with desk.write() as unit:
        made = write_report(unit, file, threat_stream(unit, file), report)
        unit.save()
    return made


def write_report(unit: Unit, file: Id, stream: Id, report: ThreatReport, *, new: bool = False) -> Id:
    """Write a report into the threat part `stream` within a unit; `new` where the same unit opens the file.

    Raises as `record_report`.
    """
    if not (report.description or "").strip():
        raise DescriptionMissing(field="description")
    if report.source_grade is None or report.information_grade is None:
        raise GradingMissing(field="source_grade")
    unit.require(Action.REPORT, stream)
    if not new:
        check_working(unit, file)
    check_choice(unit, "threat_forms", report.form, "form")
    check_marking(unit, stream, report.marking)
    check_received(unit, report.received_as, held_as(unit, stream, report.marking))
    if report.corrects is not None:
        check_same_file(unit, ThreatReport, report.corrects, file)
    return unit.create(stream, replace(report, file=file))


def under_seal(uid: Id, stream: Id, record: ThreatReport) -> Recorded:
    """Return a report without its source, and whether it names one."""
    return Recorded(uid, stream, replace(record, source=None) if record.source else record, bool(record.source))


def source_of(desk: Desk, report: Id, reason: AccessReason) -> str:
    """Return whom a report comes from; that it was opened is logged with why.

    Raises NotAllowed, NotThere, ReasonOfReading.
    """
    if reason is AccessReason.NONE:
        raise ReasonOfReading(field="reason")
    with desk.write() as unit:
        unit.require(Action.REVEAL, unit.stream_of(report, ThreatReport))
        source = unit.get(ThreatReport, report).source
        if not source:
            raise NotThere
        log_in(unit, Access.REVEAL, [report], reason=reason)
        return source


def threat_stream(view: View, file: Id) -> Id:
    """Return the threat part of a file. Raises NotThere."""
    return view.part(file, THREAT)


def check_marking(view: View, stream: Id, marking: Marking | None) -> None:
    """Raise MarkedAboveItsFile if the stream's own marking is lower than `marking`."""
    if marking is not None and marking > view.thing(stream).marking:
        raise MarkedAboveItsFile(field="marking")


def held_as(view: View, stream: Id, marking: Marking | None) -> Marking:
    """Return how a record is marked that a stream holds: by itself, or as the stream."""
    return view.thing(stream).marking if marking is None else marking


def check_same_file(unit: Unit, kind: type[Any], uid: Id, file: Id) -> None:
    """Raise NotOfThisFile unless the entity belongs to `file`."""
    if unit.get(kind, uid).file != file:
        raise NotOfThisFile
