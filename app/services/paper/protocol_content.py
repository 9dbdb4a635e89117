"""What a protection protocol says about one person, read from the register and from the person's file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.core.errors import UserError
from app.core.i18n import N_, translate_plural
from app.core.ids import Id
from app.documents.content import (
    ContactLine,
    HouseholdLine,
    Issue,
    Particulars,
    PersonBlock,
    ProtocolContent,
    VehicleLine,
)
from app.documents.wording import LocalText, Name
from app.models.checks import country
from app.models.enums import Action, InvolvementRole, say
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person, PersonPrivate, Phone
from app.models.kinds.registers import Vehicle
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.names.full_names import spoken_name
from app.services.desk import View
from app.services.paper.addresses_told import addresses_of, domicile_of
from app.services.paper.call_orders import calls_told
from app.services.paper.facts import (
    fixed_contacts,
    haven_lines,
    headed,
    level_line,
    measure_line,
    organisation_contacts,
    outline_of,
    running_measures,
    signature_lines,
)
from app.services.paper.households import family_of, relation_of
from app.services.paper.sources import CopyFor, Sources, recipients_of
from app.services.paper.who_decided import by_minister
from app.services.paper.wording import full_name, in_all, number_text, told, worded, words
from app.services.registers.photos import find_photo

CONTACTS_AT = 6
"""The section of a protocol in which its contacts stand."""
CONTACTS = (InvolvementRole.LIAISON, InvolvementRole.CONTACT)


class NotProtectedHere(UserError):
    """The person is not in the file."""

    sentence = N_("This person is not in the file, so no protocol can be issued. Add the person to the file first.")


class NothingToPrint(UserError):
    """A protocol without measures orders nothing."""

    sentence = N_("No measure is decided or running for this person: there is nothing to issue. Nothing was issued.")


_HOME = "BE"
OPEN = ("birth_date", "birth_place", "birth_country", "blood_group", "national_number", "document_number")
"""What a private half says without a seal."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the officer chooses for a protocol besides person and copies.

    `reveals` are sealed addresses, protected places and private records (for medical remarks) that must be printed, by
    id, each with the reason; all others print as sealed. `havens` are places of the register.
    """

    reveals: Mapping[Id, str] = field(default_factory=dict, repr=False)
    havens: Sequence[Id] = ()


def protocol_content(
    sources: Sources, file: Id, person: Id, issue: Issue, copies: Sequence[CopyFor], choice: Choice,
    without: frozenset[str] = frozenset(), section: int = CONTACTS_AT, *, ends: bool = False,
) -> tuple[ProtocolContent, tuple[Id, ...]]:  # fmt: skip
    """Return the content and the ids of its measures in their order; marking, subject and reference are filled in.

    `without` names fields of the content that this paper does not say: they are not even read, and mark it no higher.
    `section` is where it has its contacts. `ends`: it may also say that no measure runs any more.

    Raises NotAllowed, NotProtectedHere, NothingToPrint.
    """
    view = sources.view
    sources.take(view.part(file, "file_core"))
    record = view.get(ThreatFile, file)
    every = [one for _, one in view.find(Involvement, "file = ?", file)]
    involved = [one for one in every if is_now(view, one)]
    if person not in {one.person for one in every}:
        raise NotProtectedHere(field="person")
    measures = running_measures(sources, file, person)
    # A measure runs until somebody decides, also for whoever left the household or joins it only next week.
    if person not in {one.person for one in involved} and all(one.subject != person for _, one in measures):
        raise NotProtectedHere(field="person")
    if not measures and not ends:
        raise NothingToPrint
    subject = sources.person(person)
    private = _private(sources, person)
    family = family_of(view, involved, person)
    level = None if "level" in without else level_line(sources, file, [person])
    listed = frozenset[Id]() if "addresses" in without else frozenset(sources.entries(person))
    content = ProtocolContent(
        issue=issue,
        person=_block(sources, person, subject, private, len(family), identity="identity" not in without),
        level=level,
        measures=tuple(
            measure_line(sources, number, outline_of(one) if "instructions" in without else one, listed)
            for number, (_, one) in enumerate(measures, start=1)
        ),
        calls=None,
        household=() if "household" in without else tuple(_household(sources, person, one) for one in family),
        addresses=() if "addresses" in without else tuple(addresses_of(sources, person)),
        vehicles=() if "vehicles" in without else tuple(_vehicles(sources, [person, *family])),
        contacts=tuple(_contacts(sources, record, [one for _, one in measures], involved, person)),
        havens=haven_lines(sources, choice.havens),
        blood_group="" if "medical" in without else _blood(private),
        medical=None if "medical" in without else _medical(sources, person),
        threat=None if "threat" in without else words(record.summary),
        conduct=None if "conduct" in without else words(record.conduct),
        recipients=recipients_of(copies),
        signatures=signature_lines(sources),
        minister=by_minister(view, measures),
        domicile="" if "domicile" in without else domicile_of(sources, person),
    )
    head = headed(sources, issue, full_name(subject), record.reference or "")
    calls = calls_told(sources, [one for _, one in measures], section, content)
    return replace(content, issue=head, calls=calls), tuple(uid for uid, _ in measures)


def is_now(view: View, one: Involvement) -> bool:
    """Tell whether a person plays this part in the file today."""
    today = view.desk.today()
    return (one.from_on is None or one.from_on <= today) and (one.to_on is None or one.to_on >= today)


def _private(sources: Sources, person: Id) -> PersonPrivate | None:
    """Return the private half; what it does not say is taken from entries joined to the person's."""
    found: PersonPrivate | None = None
    for entry in sources.entries(person):
        for _, stream, record in sources.view.locate(PersonPrivate, "person = ?", entry):
            if sources.hold(stream, own=entry == person):
                found = record if found is None else _filled(found, record)
    return found


def _filled(known: PersonPrivate, other: PersonPrivate) -> PersonPrivate:
    """Return a private half with what another has besides; what is sealed is revealed by itself, and not taken over."""
    return replace(known, **{name: getattr(other, name) for name in OPEN if getattr(known, name) is None})


def _block(
    sources: Sources, uid: Id, person: Person, private: PersonPrivate | None, family: int, *, identity: bool
) -> PersonBlock:
    known = private if identity else None
    return PersonBlock(
        family_name=person.family_name or "",
        given_names=person.given_names or "",
        native_name=person.native_name or "",
        function=words(person.function),
        born_on=private.birth_date if private else None,
        born_at=_born_at(known) if known else "",
        phones=tuple(_phones(sources, uid)),
        languages=tuple(person.languages),
        household=in_all(lambda code: _members(family, code)) if family else None,
        photo=_photo(sources, person),
        particulars=_particulars(person) if identity else None,
    )


def _born_at(private: PersonPrivate) -> Name:
    """Return where somebody was born, with the country where that is abroad."""
    place, land = private.birth_place or "", private.birth_country or ""
    if not land or land == _HOME:
        return place
    if not place:
        return in_all(lambda code: country.name(land, code))
    return in_all(lambda code: f"{place} ({country.name(land, code)})")


def _particulars(person: Person) -> Particulars:
    lands = person.nationalities
    named = in_all(lambda code: ", ".join(country.name(one, code) for one in lands)) if lands else None
    return Particulars(person.honorific or "", worded(person.sex) if person.sex else None, named)


def _photo(sources: Sources, person: Person) -> bytes | None:
    found = find_photo(sources.view, person)
    if found is None or not sources.take_if_allowed(found[0]):
        return None
    sources.credit(found[0], found[1])
    return found[2]


def _members(count: int, code: str) -> str:
    said = translate_plural("{count} member: see section 5", "{count} members: see section 5", count, code)
    return said.format(count=count)


def _phones(sources: Sources, person: Id) -> list[str]:
    found = [
        phone
        for entry in sources.entries(person)
        for _, stream, phone in sources.view.locate(Phone, "person = ?", entry, order='"order" IS NULL, "order", id')
        if sources.hold(stream, own=entry == person)
    ]
    return list(dict.fromkeys(number_text(phone.number) for phone in found if phone.number))


def _household(sources: Sources, person: Id, other: Id) -> HouseholdLine:
    record = sources.person(other)
    private = _private(sources, other)
    kind = relation_of(sources.view, sources.entries(person), sources.entries(other))
    return HouseholdLine(
        name=full_name(record),
        relation=worded(kind) if kind else worded(InvolvementRole.HOUSEHOLD),
        native_name=record.native_name or "",
        born_on=private.birth_date if private else None,
    )


def _vehicles(sources: Sources, people: Sequence[Id]) -> Iterable[VehicleLine]:
    entries = {uid: frozenset(sources.entries(uid)) for uid in people}
    for _, stream, found in sources.view.locate(Vehicle, "users <> '[]'", order="plate"):
        users = [uid for uid in people if not entries[uid].isdisjoint(found.users)]
        if not users or not sources.take_if_allowed(stream):
            continue
        make = " ".join(part for part in (found.make, found.model) if part)
        abroad = f" ({found.country})" if found.country and found.country.upper() != "BE" else ""
        yield VehicleLine(
            plate=f"{found.plate or ''}{abroad}",
            description=", ".join(part for part in (make, found.colour) if part),
            user=" · ".join(spoken_name(sources.person(uid)) for uid in users),
        )


def _contacts(
    sources: Sources, file: ThreatFile, measures: Sequence[Measure], involved: Sequence[Involvement], person: Id
) -> list[ContactLine]:
    executing = [organisation for one in measures for organisation in one.executing]
    lines = fixed_contacts(measures)
    lines += organisation_contacts(sources, [sources.view.facts.organisation, *executing])
    people = [(one.person, worded(one.role)) for one in involved if one.role in CONTACTS and one.person]
    if file.employer_contact is not None:
        people.append((file.employer_contact, told(N_("Contact at the employer"))))
    for uid, role in people:
        if uid is None or uid == person:
            continue
        record = sources.person(uid)
        numbers = _phones(sources, uid)
        lines.append(ContactLine(role, spoken_name(record), numbers[0] if numbers else ""))
    return lines


def _blood(private: PersonPrivate | None) -> str:
    return say(private.blood_group, "en") if private and private.blood_group else ""


def _medical(sources: Sources, person: Id) -> LocalText | None:
    """Return the medical remarks of every entry of a person: each where it was revealed, that it is sealed where not.

    Nothing where there are none.
    """
    said: list[str] = []
    covered = False
    for entry in sources.entries(person):
        for uid, stream, record in sources.view.locate(PersonPrivate, "person = ?", entry):
            if not record.medical:
                continue
            if sources.reveal(uid, stream):
                said.append(record.medical.strip())
            else:
                covered = covered or sources.view.may(Action.READ, stream)
    sealed = told(N_("sealed")) if covered else None
    if not said:
        return sealed
    text = " · ".join(dict.fromkeys(said))
    return told("{text} · {sealed}", text=text, sealed=sealed) if sealed is not None else told("{text}", text=text)
