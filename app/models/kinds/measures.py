"""The assignment of a threat file or visit: one stream per executing organisation, with measures, decisions, reports.

A measure's *course* (state, decision, period, deadline) is one workflow cell: it changes by a decision only, and
while rival courses wait for a supervisor the one that protects more holds (`app.models.rules.measures`). What is
ordered, to whom and where are cells of their own, so that a change of instruction never rivals a prolongation. The
owner organisation has an assignment too: decisions on the file itself are written there.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import (
    Action,
    Capacity,
    Channel,
    DecisionKind,
    FileBasis,
    MeasureCharacter,
    MeasureState,
    MeasureTiming,
    MeasureVisibility,
    ParagraphUse,
    PresenceState,
    SubjectKind,
)
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ANY_KIND, BOTH, SCHEMA
from app.models.kinds.typed import phone_number
from app.models.rules.measures import protection_rank
from app.models.texts import LocalText

PERSONAL = Sensitivity.PERSONAL
EDITABLE = frozenset(
    {
        "instruction",
        "frequency",
        "character",
        "visibility",
        "timing",
        "place",
        "contact",
        "contact_phone",
        "basis",
        "basis_analysis",
    }
)
"""What is no decision of a measure: all that who executes it may write in it."""


@SCHEMA.declare(50, "measure", part="assignment", action=Action.MEASURE, rank=protection_rank, others=EDITABLE)
@dataclass(frozen=True, slots=True)
class Measure:
    """A precautionary or protective measure for a person, place, institution or programme item."""

    state: Annotated[MeasureState | None, Field(1, N_("State"), rule=Rule.WORKFLOW, required=True, printed=BOTH)] = None
    decision: Annotated[Id | None, Field(2, N_("Decision"), cell=1, ref="decision")] = None
    start: Annotated[date | None, Field(3, N_("Start"), cell=1, printed=BOTH)] = None
    end: Annotated[date | None, Field(4, N_("End"), cell=1, printed=BOTH)] = None
    review: Annotated[date | None, Field(5, N_("Review"), cell=1, printed=BOTH)] = None
    ratify_by: Annotated[date | None, Field(6, N_("Ratify by"), cell=1)] = None
    file: Annotated[Id | None, Field(7, N_("File"), ref=ANY_KIND, required=True)] = None
    type: Annotated[
        str | None,
        Field(8, N_("Type of measure"), required=True, show=CatalogueWord("measure_types"), printed=BOTH),
    ] = None
    subject_kind: Annotated[SubjectKind | None, Field(9, N_("Kind of subject"), required=True)] = None
    subject: Annotated[Id | None, Field(10, N_("Subject"), cell=9, ref=ANY_KIND, required=True, printed=BOTH)] = None
    instruction: Annotated[
        LocalText | None,
        Field(
            11,
            N_("Instruction"),
            search=Search.TEXT,
            sensitivity=PERSONAL,
            printed=BOTH,
            paragraphs=ParagraphUse.ORDERS,
        ),
    ] = None
    frequency: Annotated[str | None, Field(12, N_("Frequency"), cell=11, printed=BOTH)] = None
    character: Annotated[MeasureCharacter | None, Field(13, N_("Character"), printed=BOTH)] = None
    visibility: Annotated[MeasureVisibility | None, Field(14, N_("Visibility"), cell=13, printed=BOTH)] = None
    timing: Annotated[MeasureTiming | None, Field(15, N_("Timing"), cell=13, printed=BOTH)] = None
    place: Annotated[Id | None, Field(16, N_("Place"), ref=ANY_KIND, printed=BOTH)] = None
    contact: Annotated[str | None, Field(17, N_("Contact"), sensitivity=PERSONAL, printed=BOTH)] = None
    contact_phone: Annotated[
        str | None,
        Field(18, N_("Phone"), parse=phone_number, cell=17, search=Search.KEY, sensitivity=PERSONAL, printed=BOTH),
    ] = None
    basis: Annotated[FileBasis | None, Field(19, N_("Basis"))] = None
    basis_analysis: Annotated[Id | None, Field(20, N_("Analysis"), cell=19, ref="threat_analysis")] = None
    executing: Annotated[
        tuple[Id, ...],
        Field(21, N_("Executing organisations"), rule=Rule.SET, ref="organisation_entry", printed=BOTH),
    ] = ()


@SCHEMA.declare(51, "decision", part="assignment", action=Action.DECIDE, once=True, signed=True)
@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a measure or a file, by whom, how it was heard and who wrote it down. Never edited."""

    subject: Annotated[Id | None, Field(1, N_("Decided on"), ref=ANY_KIND, required=True)] = None
    kind: Annotated[DecisionKind | None, Field(2, N_("Decision"), cell=1, required=True, printed=BOTH)] = None
    reason: Annotated[str | None, Field(3, N_("Reason"), cell=1, search=Search.TEXT, sensitivity=PERSONAL)] = None
    decider: Annotated[str | None, Field(4, N_("Decided by"), cell=1, sensitivity=PERSONAL, printed=BOTH)] = None
    capacity: Annotated[Capacity | None, Field(5, N_("In the capacity of"), cell=1, printed=BOTH)] = None
    channel: Annotated[Channel | None, Field(6, N_("Channel"), cell=1)] = None
    recorder: Annotated[Id | None, Field(7, N_("Recorded by"), cell=1, ref="officer", required=True)] = None
    dated: Annotated[datetime | None, Field(8, N_("Date"), cell=1, required=True, printed=BOTH)] = None
    reference: Annotated[str | None, Field(9, N_("Reference"), cell=1, search=Search.KEY, printed=BOTH)] = None
    confirm_by: Annotated[date | None, Field(10, N_("Confirm in writing by"), cell=1)] = None
    meeting: Annotated[Id | None, Field(11, N_("Meeting"), cell=1, ref=ANY_KIND)] = None
    scan: Annotated[Id | None, Field(12, N_("Scan"), cell=1, ref="attachment")] = None
    answers: Annotated[Id | None, Field(13, N_("Answers the proposal"), cell=1, ref="decision")] = None
    confirms: Annotated[Id | None, Field(14, N_("Confirms"), cell=1, ref="decision")] = None
    file: Annotated[Id | None, Field(15, N_("File"), cell=1, ref=ANY_KIND)] = None
    urgent_alone: Annotated[bool | None, Field(16, N_("Decided alone, in urgency"), cell=1)] = None


@SCHEMA.declare(52, "execution_report", part="assignment", action=Action.EXECUTE, once=True)
@dataclass(frozen=True, slots=True)
class ExecutionReport:
    """What a police service did of a measure over a period."""

    measure: Annotated[Id | None, Field(1, N_("Measure"), ref="measure", required=True)] = None
    from_on: Annotated[date | None, Field(2, N_("From"), cell=1, required=True)] = None
    to_on: Annotated[date | None, Field(3, N_("To"), cell=1, required=True)] = None
    planned: Annotated[int | None, Field(4, N_("Planned"), cell=1)] = None
    done: Annotated[int | None, Field(5, N_("Done"), cell=1)] = None
    not_done: Annotated[int | None, Field(6, N_("Not done"), cell=1)] = None
    incidents: Annotated[str | None, Field(7, N_("Incidents"), cell=1, search=Search.TEXT, sensitivity=PERSONAL)] = None
    by_whom: Annotated[str | None, Field(8, N_("By whom"), cell=1, sensitivity=PERSONAL)] = None
    remarks: Annotated[str | None, Field(9, N_("Remarks"), cell=1, sensitivity=PERSONAL)] = None
    organisation: Annotated[Id | None, Field(10, N_("Organisation"), cell=1, ref="organisation_entry")] = None
    acknowledged: Annotated[Id | None, Field(11, N_("Copy returned with it"), cell=1, ref="document_copy")] = None
    corrects: Annotated[Id | None, Field(12, N_("Corrects"), cell=1, ref="execution_report")] = None


@SCHEMA.declare(53, "told_presence", part="assignment", action=Action.MEASURE, others=())
@dataclass(frozen=True, slots=True)
class ToldPresence:
    """Where a protected person is, as told to who executes measures for him: patrols follow it.

    The presence itself stands in the core of the file, which an executing service does not get; this says of it what
    the service needs, and follows it.
    """

    file: Annotated[Id | None, Field(1, N_("File"), ref=ANY_KIND, required=True)] = None
    person: Annotated[Id | None, Field(2, N_("Person"), ref="person", required=True)] = None
    state: Annotated[PresenceState | None, Field(3, N_("Presence"), required=True)] = None
    from_on: Annotated[date | None, Field(4, N_("From"), cell=3)] = None
    to_on: Annotated[date | None, Field(5, N_("To"), cell=3)] = None
    presence: Annotated[Id | None, Field(6, N_("Follows the presence"), ref="presence")] = None
