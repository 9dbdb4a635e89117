"""Facts that papers share: their head, level in force, measures that run, organisations to ring, signatures."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from app.core.i18n import LANGUAGES, N_, translate
from app.core.ids import Id
from app.documents.content import ContactLine, HavenLine, Issue, LevelLine, MeasureLine, SignatureLine
from app.documents.dates import period, short_date
from app.documents.wording import LocalText, Name, Sealed
from app.models.enums import MeasureState, MeasureVisibility, PlaceKind, PlaceSensitivity, SubjectKind, say
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.registers import Organisation, OrganisationContact
from app.models.kinds.threat import ThreatAnalysis
from app.models.lists import FOREIGN_MARKINGS, MEASURE_TYPES, Lists
from app.models.rules.levels import head_level
from app.models.rules.measures import AROUND
from app.services.cases.analyses import fact_of
from app.services.paper.sources import Sources
from app.services.paper.wording import (
    address_text,
    capital,
    in_all,
    name_of,
    number_text,
    told,
    whereabouts,
    worded,
    words,
)
from app.services.speaking_for import entries_for

ON_PAPER = (MeasureState.PROVISIONAL, MeasureState.APPROVED, MeasureState.ACTIVE)
"""A measure that was decided and begins later is on the paper too: who executes it holds the paper before that day."""
FIXED_CONTACT = "contact_person"
CALLS = "priority_calls"


def level_line(sources: Sources, file: Id, subjects: Iterable[Id]) -> LevelLine | None:
    """Return the level in force for any of `subjects` (or the file itself), None where no service gave one."""
    streams = sources.view.parts(file, "file_threat")
    if not streams:
        return None
    about = {file, *subjects}
    known = {
        uid: found
        for uid, found in sources.view.find(ThreatAnalysis, "file = ?", file)
        if found.subject is None or found.subject in about
    }
    head = head_level((fact for uid, one in known.items() if (fact := fact_of(uid, one))), sources.view.desk.today())
    if head is None:
        return None
    stream, record = sources.view.stream_of(head.analysis.id, ThreatAnalysis), known[head.analysis.id]
    sources.take(stream)
    sources.credit(stream, record)
    return LevelLine(
        level=int(head.level),
        service=sources.organisation(head.analysis.service),
        reference=record.reference or "—",
        dated=head.analysis.dated,
        valid_until=head.analysis.valid_until,
        kind=in_all(lambda code: say(head.analysis.kind, code)),
        out_of_date=head.out_of_date,
        received=received_text(sources.view.lists, record.received_as),
    )


def received_text(lists: Lists, code: str | None) -> str:
    """Return the marking that something came with, alike in every language; empty where it came with none."""
    return lists.say(FOREIGN_MARKINGS, code, "en") if code else ""


def running_measures(sources: Sources, file: Id, subject: Id | None = None) -> list[tuple[Id, Measure]]:
    """Return the measures of a file that are on paper, oldest first; of one subject where it is given.

    With a person's go those that are around each person of the file: for the file itself, or on a place.
    """
    states, kinds = (", ".join("?" * len(some)) for some in (ON_PAPER, AROUND))
    where = f"file = ? AND state IN ({states}) AND (? IS NULL OR subject = ? OR subject_kind IN ({kinds}))"
    found = sources.view.locate(
        Measure, where, file, *ON_PAPER, subject, subject, *sorted(AROUND), order="start IS NULL, start, id"
    )
    for _, stream, _ in found:
        sources.take(stream)
    return [(uid, measure) for uid, _, measure in found]


def measure_line(sources: Sources, number: int, measure: Measure, listed: Collection[Id] = frozenset()) -> MeasureLine:
    """Return one measure as it is printed. The paper lists the addresses of the persons `listed` elsewhere."""
    kind = sources.view.lists.find(MEASURE_TYPES, measure.type)
    title = in_all(lambda code: capital(kind.say(code))) if kind else worded(measure.type or "—")
    return MeasureLine(
        number=number,
        title=title,
        instruction=_instruction(measure),
        executing=tuple(sources.organisation(one) for one in measure.executing),
        start=measure.start or sources.view.desk.today(),
        end=measure.end,
        review=measure.review if measure.end is None else None,
        contact=" ".join(part for part in (measure.contact, number_text(measure.contact_phone)) if part),
        place=_where(sources, measure, listed),
        provisional=measure.state is MeasureState.PROVISIONAL,
    )


def _where(sources: Sources, measure: Measure, listed: Collection[Id]) -> Name | Sealed:
    """Return where a measure is carried out; of one for an institution its name, and where it is if that may print.

    Without street only where that stands among the addresses on the same paper.
    """
    place, subject = place_of(measure), measure.subject
    if measure.subject_kind is not SubjectKind.ORGANISATION or subject is None:
        named = measure.subject_kind is SubjectKind.PERSON and _is_listed(sources, place, listed)
        return sources.place(place, short=named)
    name = sources.body(subject)
    if place is not None:
        at = sources.place(place)
        return name if isinstance(at, Sealed) else told("{name}, {place}", name=name, place=at)
    seats = [one.place for _, one in sources.view.find(Organisation, "uid = ?", subject) if one.place is not None]
    for seat in seats:
        for _, stream, found in sources.view.locate(Place, "uid = ?", seat):
            hidden = found.sensitivity is PlaceSensitivity.PROTECTED
            if address_text(found) and not hidden and sources.take_if_allowed(stream):
                return told("{name}, {place}", name=name, place=address_text(found))
    return name


def _is_listed(sources: Sources, place: Id | None, listed: Collection[Id]) -> bool:
    """Tell whether a place is an address of one of these persons."""
    view = sources.view
    owners = {one.person for _, one in view.find(HomeAddress, "uid = ?", place)} if place is not None else set()
    owners |= {one.subject for _, one in view.find(SealedAddress, "uid = ?", place)} if place is not None else set()
    return not owners.isdisjoint(listed)


def place_of(measure: Measure) -> Id | None:
    """Return where a measure is carried out: at the place it names, or on the place it is for."""
    return measure.place or (measure.subject if measure.subject_kind is SubjectKind.PLACE else None)


def outline_of(measure: Measure) -> Measure:
    """Return a measure as papers name it that do not order it: without how and where, which are then not even read."""
    return replace(
        measure, instruction=None, frequency=None, visibility=None, place=None, subject=None, subject_kind=None
    )


def period_text(line: MeasureLine, code: str) -> str:
    """Return from when until when (or until which review) a measure runs, in one language."""
    if line.end is not None:
        return period(line.start, line.end, code)
    start = short_date(line.start, code)
    if line.review is None:
        return start
    return translate(N_("{start} – review {date}"), code).format(start=start, date=short_date(line.review, code))


def organisation_contacts(sources: Sources, organisations: Sequence[Id], *, by_name: bool = True) -> list[ContactLine]:
    """Return the round-the-clock numbers of organisations of the directory, as the register has them.

    Without `by_name` nobody who works there is named.
    """
    lines: list[ContactLine] = []
    for entry in dict.fromkeys(organisations):
        for uid, stream, found in entries_for(sources.view, entry):
            if not sources.take_if_allowed(stream):
                continue
            name = name_of(found.names) or sources.organisation(entry)
            if found.phone:
                lines.append(_always(told(N_("Permanence {organisation}"), organisation=name), "", found.phone))
            if not by_name:
                continue
            people = sources.view.find(
                OrganisationContact, "organisation = ? AND round_the_clock = 1 AND phone IS NOT NULL", uid,
                order='"order" IS NULL, "order", id',
            )  # fmt: skip
            lines += [_always(_role(person, name), person.name or "", person.phone or "") for _, person in people]
    return lines


def fixed_contacts(measures: Iterable[Measure]) -> list[ContactLine]:
    """Return the fixed contact persons that measures name."""
    return [
        _always(told(N_("Fixed contact person")), measure.contact or "", measure.contact_phone or "")
        for measure in measures
        if measure.type == FIXED_CONTACT and (measure.contact or measure.contact_phone)
    ]


def haven_lines(sources: Sources, places: Sequence[Id]) -> tuple[HavenLine, ...]:
    """Return the hospitals and safe places that the officer chose. Raises NotThere."""
    lines = []
    for uid in places:
        shown = sources.place(uid)
        found = sources.view.get(Place, uid)
        kind = worded(found.kind) if isinstance(found.kind, PlaceKind) else told(N_("Safe place"))
        if isinstance(shown, Sealed):
            lines.append(HavenLine(kind, "", shown, place=uid))
            continue
        name = name_of(found.names)
        told_name = name if isinstance(name, str) else name.read("nl")[0]
        lines.append(HavenLine(kind, told_name, whereabouts(found), number_text(found.phone), uid))
    return tuple(lines)


def signature_lines(sources: Sources) -> tuple[SignatureLine, ...]:
    """Return who signs: the issuing organisation by the officer at the desk, and who receives."""
    view = sources.view
    officer = view.directory.officers.get(view.desk.officer)
    issuer = sources.organisation(view.facts.organisation)
    return (
        SignatureLine(told(N_("For {organisation}"), organisation=issuer), (officer.name or "") if officer else ""),
        SignatureLine(told(N_("Received"))),
    )


def headed(sources: Sources, issue: Issue, subject: str, reference: str = "") -> Issue:
    """Return the head of a paper once all that stands on it was taken: only then are its marking and handling known."""
    return replace(
        issue, issuer=issuer_of(sources), subject=subject, file_reference=reference or issue.file_reference,
        marking=sources.paper_marking, handling=sources.handling,
    )  # fmt: skip


def issuer_of(sources: Sources) -> LocalText:
    """Return the name of the issuing organisation for the head of the page."""
    name = sources.organisation(sources.view.facts.organisation)
    return name if isinstance(name, LocalText) else in_all(lambda _: name)


def _always(role: LocalText, name: str, phone: str) -> ContactLine:
    return ContactLine(role, name, number_text(phone), in_all(lambda _: "24/7"))


def _role(person: OrganisationContact, organisation: Name) -> LocalText:
    if not person.function:
        return told(N_("Contact {organisation}"), organisation=organisation)
    return told("{function}, {organisation}", function=person.function, organisation=organisation)


def _instruction(measure: Measure) -> LocalText | None:
    """Return frequency, instruction and whether it is discreet, in the languages the instruction has."""
    given = words(measure.instruction)
    codes = list(given.texts) if given else list(LANGUAGES)
    texts = {}
    for code in codes:
        parts = [f"{measure.frequency.strip().rstrip('.')}." if measure.frequency else ""]
        parts.append(given.texts[code].strip() if given else "")
        if measure.visibility is MeasureVisibility.DISCREET:
            parts.append(translate(N_("Discreetly: outsiders must not notice it."), code))
        texts[code] = " ".join(part for part in parts if part)
    if not any(texts.values()):
        return None
    return LocalText(given.original if given else "en", texts)
