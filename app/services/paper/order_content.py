"""What a visit security order says, read from the visit's parts, its assignments and the registers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.core.errors import UserError
from app.core.i18n import LANGUAGES, N_
from app.core.ids import Id
from app.documents.content import Issue, MeasureLine
from app.documents.visit import (
    CoverageGap,
    OrderContent,
    PhoneLine,
    ProgrammeLine,
    TransportLeg,
    VisitBlock,
)
from app.documents.wording import LocalText, Name
from app.models.checks import country
from app.models.enums import InvolvementRole, SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.movements import Transport
from app.models.kinds.persons import Phone
from app.models.kinds.visits import DelegationMember as Member
from app.models.kinds.visits import ProgrammeItem, VisitFile
from app.services.paper.facts import (
    haven_lines,
    headed,
    level_line,
    measure_line,
    organisation_contacts,
    period_text,
    running_measures,
    signature_lines,
)
from app.services.paper.movements import (
    convoy_lines,
    delegation_lines,
    flight_lines,
    radio_lines,
    stay_lines,
    weapon_lines,
)
from app.services.paper.protocol_content import Choice
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.wording import capital, full_name, in_all, number_text, worded, words
from app.services.visits.coverage import uncovered

ESCORT = "escort"
PARTS = ("visit_core", "visit_delegation", "visit_programme")


class NoProgramme(UserError):
    """An order without programme orders nothing."""

    sentence = N_("This visit has no programme yet: there is nothing to issue. Nothing was issued.")


@dataclass(frozen=True, slots=True)
class OrderKeys:
    """What the lines of an order are: programme items in their order, and all measures on it."""

    items: tuple[Id, ...]
    measures: tuple[Id, ...]


def order_content(
    sources: Sources, visit: Id, issue: Issue, copies: Sequence[CopyFor], choice: Choice, annexes: Sequence[LocalText]
) -> tuple[OrderContent, OrderKeys]:
    """Return the content of an order and what its lines are. Raises NotAllowed, NoProgramme, NotThere."""
    view = sources.view
    for part in PARTS:
        for stream in view.parts(visit, part):
            sources.take(stream)
    record = view.get(VisitFile, visit)
    members = view.find(Member, "file = ?", visit, order="position IS NULL, position, id")
    items = _items(sources, visit)
    if not items:
        raise NoProgramme
    measures = running_measures(sources, visit)
    lines = {uid: measure_line(sources, number, one) for number, (uid, one) in enumerate(measures, start=1)}
    content = OrderContent(
        issue=issue,
        visit=_block(sources, record, members),
        level=level_line(sources, visit, [record.principal] if record.principal else []),
        programme=_programme(sources, visit, items, members, _by_item(measures, lines), _escorts(sources, measures)),
        gaps=_gaps(sources, items, measures),
        delegation=delegation_lines(sources, members),
        flights=flight_lines(sources, visit),
        convoy=convoy_lines(sources, visit, dict(members)),
        stays=stay_lines(sources, visit),
        weapons=weapon_lines(sources, visit, dict(members)),
        radio=radio_lines(sources, visit),
        havens=haven_lines(sources, choice.havens),
        phones=_phones(sources, members, measures),
        annexes=(*_general(measures, lines), *annexes),
        recipients=recipients_of(copies),
        signatures=signature_lines(sources),
    )
    head = headed(sources, issue, content.visit.principal, record.reference or "")
    keys = OrderKeys(tuple(uid for uid, _ in items), tuple(uid for uid, _ in measures))
    return replace(content, issue=head), keys


def _items(sources: Sources, visit: Id) -> list[tuple[Id, ProgrammeItem]]:
    found = sources.view.find(ProgrammeItem, "file = ? AND starts IS NOT NULL", visit, order="starts, id")
    return [(uid, item) for uid, item in found if not item.cancelled]


def _block(sources: Sources, record: VisitFile, members: Sequence[tuple[Id, Member]]) -> VisitBlock:
    principal = sources.person(record.principal) if record.principal else None
    office = next((words(one.office) for _, one in members if one.person == record.principal), None)
    kind = sources.view.lists.find("visit_types", record.visit_type)
    state = record.sending_state or ""
    sender: Name = in_all(lambda code: country.name(state, code)) if state else ""
    if record.sending_organisation is not None:
        sender = sources.organisation(record.sending_organisation)
    return VisitBlock(
        principal=full_name(principal) if principal else record.title or "",
        function=office or (words(principal.function) if principal else None) or in_all(lambda _: ""),
        sender=sender,
        kind=in_all(lambda code: capital(kind.say(code))) if kind else in_all(lambda _: record.visit_type or ""),
        native_name=(principal.native_name or "") if principal else "",
        host=record.host or "",
        arrival=record.arrival,
        departure=record.departure,
        liaison=_liaison(sources, members),
    )


def _liaison(sources: Sources, members: Sequence[tuple[Id, Member]]) -> str:
    for _, one in members:
        if one.role is InvolvementRole.LIAISON and one.person is not None:
            person = sources.person(one.person)
            return " ".join(part for part in (full_name(person), _number(sources, one.person)) if part)
    return ""


def _number(sources: Sources, person: Id) -> str:
    for _, stream, phone in sources.view.locate(Phone, "person = ?", person, order='"order" IS NULL, "order", id'):
        if phone.number and sources.take_if_allowed(stream):
            return number_text(phone.number)
    return ""


def _by_item(
    measures: Sequence[tuple[Id, Measure]], lines: Mapping[Id, MeasureLine]
) -> Mapping[Id, tuple[MeasureLine, ...]]:
    found: dict[Id, list[MeasureLine]] = {}
    for uid, one in measures:
        if one.subject_kind is SubjectKind.PROGRAMME_ITEM and one.subject is not None:
            found.setdefault(one.subject, []).append(lines[uid])
    return {item: tuple(those) for item, those in found.items()}


def _general(measures: Sequence[tuple[Id, Measure]], lines: Mapping[Id, MeasureLine]) -> list[LocalText]:
    """Return the measures for persons and the whole visit, which no programme item carries, as annexes."""
    return [_annex(lines[uid]) for uid, one in measures if one.subject_kind is not SubjectKind.PROGRAMME_ITEM]


def _annex(line: MeasureLine) -> LocalText:
    instruction = line.instruction.texts if line.instruction else dict.fromkeys(LANGUAGES, "")
    texts = {}
    for code, text in instruction.items():
        who = ", ".join(_say(name, code) for name in line.executing)
        head = f"**{line.number} {line.title.read(code)[0]}** – {who} – {period_text(line, code)}"
        texts[code] = f"{head}. {text}".strip()
    return LocalText(line.instruction.original if line.instruction else "en", texts)


def _say(name: Name, code: str) -> str:
    return name.read(code)[0] if isinstance(name, LocalText) else name


def _programme(
    sources: Sources,
    visit: Id,
    items: Sequence[tuple[Id, ProgrammeItem]],
    members: Sequence[tuple[Id, Member]],
    measures: Mapping[Id, tuple[MeasureLine, ...]],
    escorts: Mapping[Id | None, Name],
) -> tuple[ProgrammeLine, ...]:
    legs = {leg.item: leg for _, leg in sources.view.find(Transport, "file = ? AND departs IS NOT NULL", visit)}
    known = dict(members)
    lines = []
    for uid, item in items:
        leg = legs.get(uid)
        lines.append(
            ProgrammeLine(
                start=_moment(item.starts),
                end=item.ends,
                activity=words(item.activity) or in_all(lambda _: "—"),
                place=sources.place(item.place, exact=True) if item.place is not None else (item.place_text or ""),
                responsible=" ".join(part for part in (item.responsible, number_text(item.responsible_phone)) if part),
                participants=_participants(sources, item, known),
                leg=_leg(leg, escorts.get(uid) or escorts.get(None, "")) if leg else None,
                measures=measures.get(uid, ()),
            )
        )
    return tuple(lines)


def _escorts(sources: Sources, measures: Sequence[tuple[Id, Measure]]) -> Mapping[Id | None, Name]:
    """Return who escorts, by programme item; under None who escorts the whole visit or the principal."""
    found: dict[Id | None, Name] = {}
    for _, one in measures:
        if one.type == ESCORT and one.executing:
            item = one.subject if one.subject_kind is SubjectKind.PROGRAMME_ITEM else None
            found.setdefault(item, sources.organisation(one.executing[0]))
    return found


def _moment(moment: datetime | None) -> datetime:
    if moment is None:
        raise ValueError("a programme item without a beginning is not on the paper")
    return moment


def _participants(sources: Sources, item: ProgrammeItem, known: Mapping[Id, Member]) -> LocalText | None:
    people = [known[one].person for one in item.participants if one in known]
    names = " · ".join(full_name(sources.person(uid)) for uid in people if uid is not None)
    return in_all(lambda _: names) if names else None


def _leg(leg: Transport, escort: Name) -> TransportLeg:
    way = " – ".join(part for part in (leg.origin, leg.destination) if part)
    route = ". ".join(part for part in (way, leg.route) if part)
    return TransportLeg(
        departs=_moment(leg.departs),
        arrives=leg.arrives,
        means=worded(leg.mode) if leg.mode else in_all(lambda _: "—"),
        route=in_all(lambda _: route) if route else None,
        escort=escort,
    )


def _gaps(
    sources: Sources, items: Sequence[tuple[Id, ProgrammeItem]], measures: Sequence[tuple[Id, Measure]]
) -> tuple[CoverageGap, ...]:
    owner = sources.organisation(sources.view.facts.organisation)
    return tuple(
        CoverageGap(
            start=_moment(item.starts),
            end=item.ends or _moment(item.starts),
            what=words(item.activity) or in_all(lambda _: "—"),
            owner=owner,
        )
        for _, item in uncovered(items, [one for _, one in measures])
    )


def _phones(
    sources: Sources, members: Sequence[tuple[Id, Member]], measures: Sequence[tuple[Id, Measure]]
) -> tuple[PhoneLine, ...]:
    own = organisation_contacts(sources, [sources.view.facts.organisation])
    executing = [organisation for _, one in measures for organisation in one.executing]
    theirs = organisation_contacts(sources, [one for one in executing if one != sources.view.facts.organisation])
    lines = [PhoneLine(0, line.role, line.name, line.phone) for line in own]
    depth = 1 if lines else 0
    lines += [PhoneLine(depth, line.role, line.name, line.phone) for line in theirs]
    for _, one in members:
        if one.role in (InvolvementRole.LIAISON, InvolvementRole.CONTACT, InvolvementRole.SECURITY) and one.person:
            number = _number(sources, one.person)
            if number:
                lines.append(PhoneLine(depth, worded(one.role), full_name(sources.person(one.person)), number))
    return tuple(lines)
