"""The visit file: core, delegation and programme, and the event that groups visits.

The three parts are streams apart: a hotel liaison needs the programme, not the weapons; a protocol service needs the
delegation, not the measures. Measures of a visit are in its assignments (`app.models.kinds.measures`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import (
    Action,
    EventKind,
    FileState,
    InvolvementRole,
)
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ORDER, SCHEMA
from app.models.kinds.typed import phone_number
from app.models.rules.files import file_rank
from app.models.texts import LocalText

PERSONAL = Sensitivity.PERSONAL


@SCHEMA.declare(60, "visit_file", part="visit_core", action=Action.VISIT, rank=file_rank)
@dataclass(frozen=True, slots=True)
class VisitFile:
    """The visit of a foreign dignitary."""

    reference: Annotated[str | None, Field(1, N_("Reference"), search=Search.KEY, required=True, printed=ORDER)] = None
    title: Annotated[str | None, Field(2, N_("Title"), search=Search.TEXT, required=True, printed=ORDER)] = None
    visit_type: Annotated[
        str | None, Field(3, N_("Type of visit"), show=CatalogueWord("visit_types"), printed=ORDER)
    ] = None
    host: Annotated[str | None, Field(4, N_("Host"), search=Search.TEXT, printed=ORDER)] = None
    sending_state: Annotated[str | None, Field(5, N_("Sending state"), printed=ORDER)] = None
    sending_organisation: Annotated[Id | None, Field(6, N_("Sending organisation"), cell=5, ref="organisation")] = None
    arrival: Annotated[datetime | None, Field(7, N_("Arrival"), printed=ORDER)] = None
    departure: Annotated[datetime | None, Field(8, N_("Departure"), cell=7, printed=ORDER)] = None
    state: Annotated[FileState | None, Field(9, N_("State"), rule=Rule.WORKFLOW, required=True)] = None
    closed_on: Annotated[date | None, Field(10, N_("Closed on"), cell=9)] = None
    closing_reason: Annotated[
        str | None, Field(11, N_("Closing reason"), cell=9, show=CatalogueWord("closing_reasons"))
    ] = None
    state_decision: Annotated[Id | None, Field(12, N_("Decision"), cell=9, ref="decision")] = None
    opened_on: Annotated[date | None, Field(13, N_("Opened on"))] = None
    principal: Annotated[Id | None, Field(14, N_("Principal"), ref="person", printed=ORDER)] = None
    file_officer: Annotated[Id | None, Field(15, N_("File officer"), ref="officer", required=True)] = None
    deputy: Annotated[Id | None, Field(16, N_("Deputy"), ref="officer")] = None
    substitute_approver: Annotated[str | None, Field(17, N_("Substitute approver"), sensitivity=PERSONAL)] = None
    recused: Annotated[tuple[Id, ...], Field(18, N_("Recused officers"), rule=Rule.SET, ref="officer")] = ()
    note_verbale: Annotated[str | None, Field(19, N_("Note verbale"), search=Search.KEY)] = None
    note_verbale_on: Annotated[date | None, Field(20, N_("Note verbale received on"), cell=19)] = None
    embassy_contact: Annotated[Id | None, Field(21, N_("Contact at the embassy"), ref="person")] = None
    summary: Annotated[LocalText | None, Field(22, N_("Summary"), rule=Rule.TEXT, printed=ORDER)] = None
    legal_hold: Annotated[bool | None, Field(23, N_("Legal hold"))] = None
    stand_in: Annotated[Id | None, Field(24, N_("Stands in for the file officer"), ref="officer")] = None
    stand_in_from: Annotated[date | None, Field(25, N_("Stands in from"), cell=24)] = None
    stand_in_to: Annotated[date | None, Field(26, N_("Stands in until"), cell=24)] = None


@SCHEMA.declare(61, "programme_item", part="visit_programme", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One point of the programme: when, where, what, who answers for it, who takes part."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    starts: Annotated[datetime | None, Field(2, N_("From"), required=True, printed=ORDER)] = None
    ends: Annotated[datetime | None, Field(3, N_("To"), cell=2, printed=ORDER)] = None
    activity: Annotated[
        LocalText | None, Field(4, N_("Activity"), search=Search.TEXT, required=True, printed=ORDER)
    ] = None
    place: Annotated[Id | None, Field(5, N_("Place"), ref="place", printed=ORDER)] = None
    place_text: Annotated[str | None, Field(6, N_("Place in words"), cell=5, printed=ORDER)] = None
    responsible: Annotated[str | None, Field(7, N_("Responsible"), printed=ORDER)] = None
    responsible_phone: Annotated[
        str | None, Field(8, N_("Phone"), parse=phone_number, cell=7, search=Search.KEY, printed=ORDER)
    ] = None
    participants: Annotated[
        tuple[Id, ...], Field(9, N_("Participants"), rule=Rule.SET, ref="delegation_member", printed=ORDER)
    ] = ()
    remarks: Annotated[str | None, Field(10, N_("Remarks"), rule=Rule.TEXT, printed=ORDER)] = None
    cancelled: Annotated[bool | None, Field(11, N_("Cancelled"), printed=ORDER)] = None


@SCHEMA.declare(63, "delegation_member", part="visit_delegation", action=Action.VISIT)
@dataclass(frozen=True, slots=True)
class DelegationMember:
    """A person who comes along, with the office held in this visit."""

    file: Annotated[Id | None, Field(1, N_("File"), ref="visit_file", required=True)] = None
    person: Annotated[Id | None, Field(2, N_("Person"), ref="person", required=True, printed=ORDER)] = None
    title: Annotated[str | None, Field(3, N_("Form of address"), printed=ORDER)] = None
    office: Annotated[LocalText | None, Field(4, N_("Function"), cell=3, search=Search.TEXT, printed=ORDER)] = None
    head: Annotated[bool | None, Field(5, N_("Head of delegation"), printed=ORDER)] = None
    role: Annotated[InvolvementRole | None, Field(6, N_("Role"), printed=ORDER)] = None
    position: Annotated[int | None, Field(7, N_("Position"))] = None
    remarks: Annotated[str | None, Field(8, N_("Remarks"))] = None


@SCHEMA.declare(69, "event", part="event", action=Action.VISIT, rank=file_rank)
@dataclass(frozen=True, slots=True)
class Event:
    """A summit or gathering that groups visit files."""

    reference: Annotated[str | None, Field(1, N_("Reference"), search=Search.KEY)] = None
    names: Annotated[LocalText | None, Field(2, N_("Name"), search=Search.TEXT, required=True, printed=ORDER)] = None
    kind: Annotated[EventKind | None, Field(3, N_("Kind of event"), printed=ORDER)] = None
    place: Annotated[Id | None, Field(4, N_("Place"), ref="place", printed=ORDER)] = None
    starts: Annotated[date | None, Field(5, N_("From"), printed=ORDER)] = None
    ends: Annotated[date | None, Field(6, N_("To"), cell=5, printed=ORDER)] = None
    visits: Annotated[tuple[Id, ...], Field(7, N_("Visits"), rule=Rule.SET, ref="visit_file")] = ()
    public_order: Annotated[str | None, Field(8, N_("Public order"), rule=Rule.TEXT)] = None
    lessons: Annotated[str | None, Field(9, N_("Lessons learned"), rule=Rule.TEXT)] = None
    state: Annotated[FileState | None, Field(10, N_("State"), rule=Rule.WORKFLOW)] = None
