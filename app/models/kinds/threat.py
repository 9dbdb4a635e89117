"""The file of threatened persons: its core, and its threat part (reports, analyses, persons of concern).

A file is not a person: persons come in by involvements. Reports and analyses are write-once and carry their own
marking and originator; a correction is a new one. Their whole content is one cell, for they are true as one; the
source of a report is a cell of its own, so that it can be withheld from those who need the report only.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import (
    Action,
    Channel,
    FileBasis,
    FileOrigin,
    FileState,
    InformationGrade,
    InvolvementRole,
    Marking,
    ParagraphUse,
    PresenceState,
    SourceGrade,
    SubjectKind,
    ThreatKind,
    ThreatLevel,
)
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ANY_KIND, PROTOCOL, SCHEMA
from app.models.rules.files import file_rank
from app.models.texts import LocalText

PERSONAL = Sensitivity.PERSONAL


@SCHEMA.declare(40, "threat_file", part="file_core", action=Action.FILE, rank=file_rank)
@dataclass(frozen=True, slots=True)
class ThreatFile:
    """The protection file of one or more threatened persons."""

    reference: Annotated[str | None, Field(1, N_("Reference"), search=Search.KEY, required=True, printed=PROTOCOL)] = (
        None
    )
    title: Annotated[str | None, Field(2, N_("Title"), search=Search.TEXT, sensitivity=PERSONAL, required=True)] = None
    origin: Annotated[FileOrigin | None, Field(3, N_("Origin of the report"))] = None
    origin_detail: Annotated[str | None, Field(4, N_("Origin in detail"), cell=3)] = None
    basis: Annotated[FileBasis | None, Field(5, N_("Basis"), printed=PROTOCOL)] = None
    employer_contact: Annotated[Id | None, Field(6, N_("Contact at the employer"), ref="person")] = None
    file_officer: Annotated[Id | None, Field(7, N_("File officer"), ref="officer", required=True)] = None
    deputy: Annotated[Id | None, Field(8, N_("Deputy"), ref="officer")] = None
    state: Annotated[FileState | None, Field(9, N_("State"), rule=Rule.WORKFLOW, required=True)] = None
    closed_on: Annotated[date | None, Field(10, N_("Closed on"), cell=9)] = None
    closing_reason: Annotated[
        str | None, Field(11, N_("Closing reason"), cell=9, show=CatalogueWord("closing_reasons"))
    ] = None
    state_decision: Annotated[Id | None, Field(12, N_("Decision"), cell=9, ref="decision")] = None
    opened_on: Annotated[date | None, Field(13, N_("Opened on"))] = None
    substitute_approver: Annotated[str | None, Field(14, N_("Substitute approver"), sensitivity=PERSONAL)] = None
    recused: Annotated[tuple[Id, ...], Field(15, N_("Recused officers"), rule=Rule.SET, ref="officer")] = ()
    legal_hold: Annotated[bool | None, Field(16, N_("Legal hold"))] = None
    summary: Annotated[
        LocalText | None,
        Field(
            17,
            N_("Summary of the threat"),
            rule=Rule.TEXT,
            sensitivity=PERSONAL,
            printed=PROTOCOL,
            paragraphs=ParagraphUse.THREAT,
        ),
    ] = None
    conduct: Annotated[
        LocalText | None,
        Field(18, N_("Conduct advice"), rule=Rule.TEXT, printed=PROTOCOL, paragraphs=ParagraphUse.ADVICE),
    ] = None
    stand_in: Annotated[Id | None, Field(19, N_("Stands in for the file officer"), ref="officer")] = None
    stand_in_from: Annotated[date | None, Field(20, N_("Stands in from"), cell=19)] = None
    stand_in_to: Annotated[date | None, Field(21, N_("Stands in until"), cell=19)] = None


@SCHEMA.declare(41, "involvement", part="file_core", action=Action.FILE)
@dataclass(frozen=True, slots=True)
class Involvement:
    """A person's role in a file over a period."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    person: Annotated[Id | None, Field(2, N_("Person"), ref="person", required=True)] = None
    role: Annotated[InvolvementRole | None, Field(3, N_("Role"), required=True, printed=PROTOCOL)] = None
    from_on: Annotated[date | None, Field(4, N_("From"))] = None
    to_on: Annotated[date | None, Field(5, N_("To"), cell=4)] = None
    remarks: Annotated[str | None, Field(6, N_("Remarks"), sensitivity=PERSONAL)] = None
    accepted: Annotated[bool | None, Field(7, N_("Measures accepted"))] = None
    accepted_on: Annotated[date | None, Field(8, N_("Signed on"), cell=7)] = None
    conduct_signed_on: Annotated[date | None, Field(9, N_("Conduct advice signed on"))] = None


@SCHEMA.declare(42, "file_note", part="file_core", action=Action.FILE, once=True)
@dataclass(frozen=True, slots=True)
class FileNote:
    """A contact with the person or a partner, with what follows from it."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    moment: Annotated[datetime | None, Field(2, N_("Moment"), cell=1, required=True)] = None
    channel: Annotated[Channel | None, Field(3, N_("Channel"), cell=1)] = None
    with_whom: Annotated[str | None, Field(4, N_("With whom"), cell=1, sensitivity=PERSONAL)] = None
    text: Annotated[
        str | None, Field(5, N_("Text"), cell=1, search=Search.TEXT, sensitivity=PERSONAL, required=True)
    ] = None
    follow_up: Annotated[str | None, Field(6, N_("Follow-up"), cell=1, sensitivity=PERSONAL)] = None
    follow_up_by: Annotated[date | None, Field(7, N_("Follow-up by"), cell=1)] = None
    corrects: Annotated[Id | None, Field(8, N_("Corrects"), cell=1, ref="file_note")] = None


@SCHEMA.declare(43, "presence", part="file_core", action=Action.FILE)
@dataclass(frozen=True, slots=True)
class Presence:
    """Where a protected person is during a period."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    person: Annotated[Id | None, Field(2, N_("Person"), ref="person", required=True)] = None
    state: Annotated[PresenceState | None, Field(3, N_("Presence"), required=True)] = None
    from_on: Annotated[date | None, Field(4, N_("From"), cell=3)] = None
    to_on: Annotated[date | None, Field(5, N_("To"), cell=3)] = None


@SCHEMA.declare(45, "threat_report", part="file_threat", action=Action.REPORT, once=True)
@dataclass(frozen=True, slots=True)
class ThreatReport:
    """What happened, where, against whom, and how well it is known."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    moment: Annotated[datetime | None, Field(2, N_("Moment"), cell=1)] = None
    place: Annotated[Id | None, Field(3, N_("Place"), cell=1, ref="place")] = None
    place_text: Annotated[str | None, Field(4, N_("Place in words"), cell=1, search=Search.TEXT)] = None
    form: Annotated[
        str | None, Field(5, N_("Form of threat"), cell=1, required=True, show=CatalogueWord("threat_forms"))
    ] = None
    description: Annotated[
        str | None,
        Field(6, N_("Description"), cell=1, search=Search.TEXT, sensitivity=PERSONAL, required=True),
    ] = None
    targets: Annotated[tuple[Id, ...], Field(7, N_("Against whom"), cell=1, ref="person")] = ()
    channel: Annotated[Channel | None, Field(8, N_("Came in by"), cell=1)] = None
    information_grade: Annotated[InformationGrade | None, Field(9, N_("Grading of the information"), cell=1)] = None
    police_report: Annotated[str | None, Field(10, N_("Police report number"), cell=1, search=Search.KEY)] = None
    prosecutor: Annotated[str | None, Field(11, N_("Public prosecutor's office"), cell=1)] = None
    marking: Annotated[Marking | None, Field(12, N_("Marking"), cell=1)] = None
    originator: Annotated[Id | None, Field(13, N_("Originator"), cell=1, ref="organisation_entry")] = None
    corrects: Annotated[Id | None, Field(14, N_("Corrects"), cell=1, ref="threat_report")] = None
    source: Annotated[str | None, Field(15, N_("Source"), sensitivity=Sensitivity.SEALED)] = None
    source_grade: Annotated[SourceGrade | None, Field(16, N_("Grading of the source"), cell=15)] = None
    received_as: Annotated[
        str | None, Field(17, N_("Marking as received"), cell=1, show=CatalogueWord("foreign_markings"))
    ] = None


@SCHEMA.declare(46, "analysis_request", part="file_threat", action=Action.REPORT)
@dataclass(frozen=True, slots=True)
class AnalysisRequest:
    """A question put to an analysing service; it is owed an answer, and followed up, until it has one or is withdrawn.

    What answers it is said here, not in the analysis: that is never edited, and a wrong choice can be mended.
    """

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    service: Annotated[Id | None, Field(2, N_("To which service"), ref="organisation_entry", required=True)] = None
    question: Annotated[str | None, Field(3, N_("Question"), cell=2, search=Search.TEXT, required=True)] = None
    asked_on: Annotated[date | None, Field(4, N_("Requested on"), cell=2)] = None
    wanted_by: Annotated[date | None, Field(5, N_("Wanted by"))] = None
    reference: Annotated[str | None, Field(6, N_("Reference"), search=Search.KEY)] = None
    answer: Annotated[Id | None, Field(7, N_("Answered by"), ref="threat_analysis")] = None
    withdrawn_on: Annotated[date | None, Field(8, N_("Withdrawn on"))] = None
    withdrawn_why: Annotated[str | None, Field(9, N_("Why withdrawn"), cell=8, sensitivity=PERSONAL)] = None
    withdrawn_by: Annotated[Id | None, Field(10, N_("Withdrawn by"), cell=8, ref="officer")] = None


@SCHEMA.declare(47, "threat_analysis", part="file_threat", action=Action.ANALYSE, once=True)
@dataclass(frozen=True, slots=True)
class ThreatAnalysis:
    """The level one service gives to one subject for one kind of threat, until a date or its replacement."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    subject_kind: Annotated[SubjectKind | None, Field(2, N_("Kind of subject"), cell=1)] = None
    subject: Annotated[Id | None, Field(3, N_("Subject"), cell=1, ref=ANY_KIND)] = None
    service: Annotated[
        Id | None, Field(4, N_("Service"), cell=1, ref="organisation_entry", required=True, printed=PROTOCOL)
    ] = None
    kind: Annotated[ThreatKind | None, Field(5, N_("Kind of threat"), cell=1, required=True, printed=PROTOCOL)] = None
    reference: Annotated[str | None, Field(6, N_("Reference"), cell=1, search=Search.KEY, printed=PROTOCOL)] = None
    dated: Annotated[date | None, Field(7, N_("Date"), cell=1, required=True, printed=PROTOCOL)] = None
    level: Annotated[ThreatLevel | None, Field(8, N_("Level"), cell=1, required=True, printed=PROTOCOL)] = None
    text: Annotated[str | None, Field(9, N_("Text"), cell=1, search=Search.TEXT, sensitivity=PERSONAL)] = None
    valid_until: Annotated[date | None, Field(10, N_("Valid until"), cell=1, printed=PROTOCOL)] = None
    replaces: Annotated[Id | None, Field(11, N_("Replaces"), cell=1, ref="threat_analysis")] = None
    marking: Annotated[Marking | None, Field(12, N_("Marking"), cell=1)] = None
    originator: Annotated[Id | None, Field(13, N_("Originator"), cell=1, ref="organisation_entry")] = None
    received_as: Annotated[
        str | None, Field(14, N_("Marking as received"), cell=1, show=CatalogueWord("foreign_markings"))
    ] = None


@SCHEMA.declare(48, "concern_link", part="file_threat", action=Action.REPORT)
@dataclass(frozen=True, slots=True)
class ConcernLink:
    """That a person of concern plays a part in a file or a report."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="threat_file", required=True)] = None
    concern: Annotated[Id | None, Field(2, N_("Person of concern"), ref="person_of_concern", required=True)] = None
    report: Annotated[Id | None, Field(3, N_("Report"), cell=2, ref="threat_report")] = None
    remarks: Annotated[str | None, Field(4, N_("Remarks"), rule=Rule.TEXT, sensitivity=PERSONAL)] = None


@SCHEMA.declare(49, "person_of_concern", part="person_of_concern", action=Action.REPORT)
@dataclass(frozen=True, slots=True)
class PersonOfConcern:
    """Who threatens or may, as far as known."""

    family_name: Annotated[str | None, Field(1, N_("Family name"), search=Search.TEXT, sensitivity=PERSONAL)] = None
    given_names: Annotated[
        str | None, Field(2, N_("Given names"), cell=1, search=Search.TEXT, sensitivity=PERSONAL)
    ] = None
    native_name: Annotated[
        str | None, Field(3, N_("Name in native script"), search=Search.TEXT, sensitivity=PERSONAL)
    ] = None
    aliases: Annotated[
        tuple[str, ...], Field(4, N_("Also known as"), rule=Rule.SET, search=Search.TEXT, sensitivity=PERSONAL)
    ] = ()
    birth_date: Annotated[date | None, Field(5, N_("Date of birth"), sensitivity=PERSONAL)] = None
    nationalities: Annotated[tuple[str, ...], Field(6, N_("Nationalities"), rule=Rule.SET, sensitivity=PERSONAL)] = ()
    national_number: Annotated[
        str | None, Field(7, N_("National register number"), search=Search.KEY, sensitivity=PERSONAL)
    ] = None
    description: Annotated[
        str | None, Field(8, N_("Description"), rule=Rule.TEXT, search=Search.TEXT, sensitivity=PERSONAL)
    ] = None
    vehicles: Annotated[tuple[Id, ...], Field(9, N_("Vehicles"), rule=Rule.SET, ref="vehicle")] = ()
    phones: Annotated[
        tuple[str, ...], Field(10, N_("Phones"), rule=Rule.SET, search=Search.KEY, sensitivity=PERSONAL)
    ] = ()
