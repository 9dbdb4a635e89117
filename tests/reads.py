"""What a store says to an officer, read as the screens read it: for tests, to see what came of what they did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.ids import Id
from app.documents.finished import RenderedDocument
from app.documents.wording import LocalText, MissingTranslation
from app.models.enums import Action, MeasureState
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import ThreatReport
from app.models.kinds.visits import ProgrammeItem
from app.services.cases.analyses import Analysed, Asked, read_analyses, read_requests
from app.services.cases.assignments import core_of
from app.services.cases.attachments import Attached, read_attachments
from app.services.cases.executions import Executed
from app.services.cases.file_sheets import executions_of_measures, file_sheet
from app.services.cases.lead_times import LeadTimes, times_of
from app.services.cases.notes import Noted, read_notes
from app.services.cases.presences import Whereabout, read_presences
from app.services.cases.proposal_sheets import ProposalSheet, read_proposal
from app.services.cases.reports import Recorded, threat_stream
from app.services.cases.worklists import DecisionRow, MeasureRow, read_decisions, read_measures
from app.services.desk import Desk
from app.services.drafts import Draft, stored_drafts
from app.services.lists.columns import ListName
from app.services.lists.declared import listed
from app.services.lists.listing import PAGE, Page, count_in, first_page, order_of, rows_of
from app.services.lists.queries import Query
from app.services.paper.issuing import check_texts, preview_copy
from app.services.paper.orders import prepared_order
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import NOTHING, PROTOCOL, prepared_protocol
from app.services.paper.sources import CopyFor
from app.services.preferences import preferences_in
from app.services.registers.persons import PUBLIC, PersonCard, person_cards
from app.services.registers.photos import read_photo
from app.services.search.short_lists import lists_of
from app.services.seeing import Sight
from app.services.visits.completeness import RULES, Lacking, lacking
from app.services.visits.coverage import uncovered
from app.services.visits.delegation_remainders import kept_rows
from app.services.visits.events import PART as EVENT_PART
from app.services.visits.visits import CORE, PROGRAMME, VisitSheet, programme_of, sheet_of


def analyses_of(desk: Desk, file: Id) -> list[Analysed]:
    """Return all analyses of a file, those that stand first, the highest level first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, threat_stream(view, file))
        return read_analyses(view, file)


def requests_of(desk: Desk, file: Id) -> list[Asked]:
    """Return the requests for analysis of a file, oldest first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, threat_stream(view, file))
        return read_requests(view, file)


def executions_of(desk: Desk, measure: Id) -> list[Executed]:
    """Return the execution reports of a measure, latest period first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        stream = view.stream_of(measure, Measure)
        view.require(Action.READ, stream)
        return executions_of_measures(view, [measure]).get(measure, [])


def attachments_of(desk: Desk, root: Id) -> list[Attached]:
    """Return the attachments of a file or person that this officer may read, the newest first."""
    with desk.read() as view:
        return read_attachments(view, root)


def notes_of(desk: Desk, file: Id) -> list[Noted]:
    """Return the notes of a file, the latest contact first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, core_of(view, file))
        return read_notes(view, file)


def presences_of(desk: Desk, file: Id) -> list[Whereabout]:
    """Return the presences of a file's persons, the latest first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, core_of(view, file))
        return read_presences(view, file)


def proposal_sheet(desk: Desk, proposal: Id) -> ProposalSheet:
    """Return a proposal with its files in the order of their references. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        return read_proposal(view, proposal)


def drafts_of(desk: Desk) -> list[Draft]:
    """Return all drafts of the officer whose subject he may still read, latest first. Raises NotAllowed."""
    with desk.read() as view:
        return [draft for _, draft, _ in stored_drafts(view) if draft is not None]


def visit_sheet(desk: Desk, file: Id) -> VisitSheet:
    """Return a visit as far as this officer may read it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.part(file, CORE))
        return sheet_of(view, file)


def photo_of(desk: Desk, person: Id) -> bytes | None:
    """Return the photograph of a person, None where there is none here that this officer may see. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, view.part(person, PUBLIC))
        return read_photo(view, view.get(Person, person))


def remainder_of(desk: Desk, event: Id) -> Sequence[str]:
    """Return the rows of an event's list that still wait, as `row_in_words` wrote them. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.part(event, EVENT_PART))
        return tuple(kept_rows(view, event) or ())


def visit_lacks(desk: Desk, file: Id) -> tuple[Lacking, ...]:
    """Return what a visit lacks today, in the order of the rules. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.part(file, CORE))
        return lacking(sheet_of(view, file), desk.today(), view.lists.offered(RULES))


def lead_times(desk: Desk, file: Id) -> LeadTimes:
    """Return how long the steps of a file took or are taking. Raises NotAllowed, NotThere."""
    return times_of(file_sheet(desk, file, "en"), desk.today())


def list_of(desk: Desk, name: str, language: str) -> list[tuple[str, str]]:
    """Return code and words of a list as this store has it today, the shipped lines and those added or replaced here.

    What is withdrawn is left out. Raises NotAllowed; FileNotFoundError on a list that does not ship.
    """
    return [(code, entry.say(language)) for code, entry in lists_of(desk).offered(name).items()]


def fetch(desk: Desk, name: ListName, query: Query, number: int, size: int = PAGE) -> Page:
    """Return one page of a list by its number. Raises NotAllowed."""
    if number == 0:
        return first_page(desk, name, query, size)
    order = order_of(desk, name, query)
    return Page(rows_of(desk, name, order.page(number, size), query.language), len(order) > (number + 1) * size)


def preview_protocol(
    desk: Desk, file: Id, person: Id, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING,
    kind: str = PROTOCOL,
) -> RenderedDocument:  # fmt: skip
    """Return a draft with a watermark and no number, in memory; nothing is recorded, so nothing sealed is shown.

    Raises NotAllowed, FileIsClosed, NotProtectedHere, NothingToPrint, MissingGlyph.
    """
    with desk.read() as view:
        paper, _ = prepared_protocol(view, kind, file, person, copies, replace(choice, reveals={}))
    return preview_copy(paper, copies, language)


def untranslated_texts(desk: Desk, file: Id, person: Id, languages: Sequence[str]) -> tuple[MissingTranslation, ...]:
    """Return the texts of a protocol that `languages` do not have: what issuing will ask about."""
    with desk.read() as view:
        paper, _ = prepared_protocol(view, PROTOCOL, file, person, (), NOTHING)
    return check_texts(paper.content, languages, accept_untranslated=True)


def preview_order(
    desk: Desk, visit: Id, language: str, copies: Sequence[CopyFor] = (), choice: Choice = NOTHING,
    annexes: Sequence[LocalText] = (),
) -> RenderedDocument:  # fmt: skip
    """Return a draft with a watermark and no number, in memory; nothing is recorded, so nothing sealed is shown.

    Raises NotAllowed, VisitIsClosed, NoProgramme, MissingGlyph.
    """
    with desk.read() as view:
        paper, _ = prepared_order(view, visit, copies, replace(choice, reveals={}), annexes)
    return preview_copy(paper, copies, language)


def untranslated_in_order(desk: Desk, visit: Id, languages: Sequence[str]) -> tuple[MissingTranslation, ...]:
    """Return the texts of an order that `languages` do not have: what issuing will ask about."""
    with desk.read() as view:
        paper, _ = prepared_order(view, visit, (), NOTHING)
    return check_texts(paper.content, languages, accept_untranslated=True)


def to_ratify(desk: Desk) -> list[MeasureRow]:
    """Return the urgent starts that wait for ratification."""
    with desk.read() as view:
        return read_measures(view, "state = ?", MeasureState.PROVISIONAL.value)


def unconfirmed_measures(desk: Desk) -> list[MeasureRow]:
    """Return the measures that should run and of which no execution report has come in yet."""
    with desk.read() as view:
        return [row for row in read_measures(view, "1") if row.unconfirmed]


def to_confirm(desk: Desk) -> list[DecisionRow]:
    """Return the oral decisions not yet confirmed in writing."""
    with desk.read() as view:
        return [row for row in read_decisions(view, "1", order="uid") if row.unconfirmed]


def reports_of(desk: Desk, file: Id) -> list[Recorded]:
    """Return the threat reports of a file, latest event first. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        stream = threat_stream(view, file)
        view.require(Action.READ, stream)
        found = view.find(ThreatReport, "file = ?", file, order="moment DESC, uid DESC")
        return [Recorded(uid, stream, record) for uid, record in found]


def measures_of(desk: Desk, file: Id) -> list[MeasureRow]:
    """Return the measures of a file that this officer may read, the newest last."""
    with desk.read() as view:
        return read_measures(view, "file = ?", file)


def waiting(desk: Desk) -> list[MeasureRow]:
    """Return the proposals that wait for an answer, the earliest start first."""
    with desk.read() as view:
        return read_measures(view, "state = ?", MeasureState.PROPOSED.value, order="start IS NULL, start, id")


def returned(desk: Desk) -> list[MeasureRow]:
    """Return the proposals that came back with a question."""
    with desk.read() as view:
        return read_measures(view, "state = ?", MeasureState.RETURNED.value)


def decisions_on(desk: Desk, subject: Id) -> list[DecisionRow]:
    """Return the decisions on a measure or a file, oldest first."""
    with desk.read() as view:
        return read_decisions(view, "subject = ?", subject, order="id")


def preferences(desk: Desk) -> Mapping[str, Any]:
    """Return all that the officer at the desk keeps, by key."""
    with desk.read() as view:
        return preferences_in(view)


def count(desk: Desk, name: ListName, query: Query) -> int:
    """Return how many rows fit the query and may be seen."""
    with desk.read() as view:
        return count_in(view, listed(name), query)


def person_card(desk: Desk, person: Id) -> PersonCard:
    """Return a person as a screen shows it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        return person_cards(view, [person])[0]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The points without a measure. `hidden` tells that this officer may not read some measures of the visit."""

    gaps: Sequence[tuple[Id, ProgrammeItem]]
    items: int
    hidden: bool


def coverage_gaps(desk: Desk, file: Id) -> Coverage:
    """Return the points of a visit's programme that no measure covers. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.part(file, CORE))
        view.require(Action.READ, view.part(file, PROGRAMME))
        items = [(uid, item) for uid, item, _ in programme_of(view, file) if not item.cancelled]
        found = view.locate(Measure, "file = ?", file)
        sight = Sight(view)
        seen = [measure for _, stream, measure in found if sight.stream(stream)]
        hidden = any(not sight.stream(stream) for stream in view.parts(file, "assignment"))
        return Coverage(uncovered(items, seen), len(items), hidden)
