"""Whom to ring, in order; a number stands once.

First the fixed contact, then the 24/7 numbers of who executes and of who ordered it where that is not one's own house,
who stands in for the file's officer, that officer and his deputy, and the persons the file names.
"""

from collections.abc import Callable, Iterable, Sequence

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, InvolvementRole
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Phone
from app.models.kinds.registers import OrganisationContact
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.names.full_names import spoken_name
from app.models.rules.officers import standing_in
from app.services.call_cards.agreed import Files
from app.services.call_cards.cards import MeasureNow, Ring
from app.services.desk import View
from app.services.joined import group_of, led_records
from app.services.paper.wording import number_text
from app.services.saying import InTongues, Said, Told
from app.services.seeing import Sight
from app.services.speaking_for import entries_for

FIXED_CONTACT = "contact_person"
NAMED = (InvolvementRole.LIAISON, InvolvementRole.CONTACT)


def ring_in_order(
    view: View, sight: Sight, entries: Sequence[Id], files: Files, measures: Sequence[MeasureNow]
) -> tuple[Ring, ...]:
    """Return whom to ring, the first first."""
    fixed = [one for one in measures if one.type.code == FIXED_CONTACT]
    rest = [one for one in measures if one.type.code != FIXED_CONTACT]
    found = [
        Ring(Told(N_("Fixed contact person")), one.contact, one.phone, around_the_clock=True)
        for one in fixed
        if one.phone
    ]
    found += _services(view, sight, _executing(view, measures))
    found += [
        Ring(one.type, one.contact, one.phone) for one in rest if one.phone
    ]  # fmt: skip
    found += _officers(view, files)
    found += _people(view, sight, entries, files)
    return tuple(_once(found))


def _executing(view: View, measures: Sequence[MeasureNow]) -> Sequence[Id]:
    """Return the organisations that execute the measures, then those that ordered them, but for one's own."""
    executing: dict[Id, None] = {}
    ordering: dict[Id, None] = {}
    for now in measures:
        for _, stream, measure in view.locate(Measure, "uid = ?", now.id):
            executing.update(dict.fromkeys(measure.executing))
            ordering[view.thing(stream).owner] = None
    ordering.pop(view.facts.organisation, None)
    return [*executing, *(owner for owner in ordering if owner not in executing)]


def _services(view: View, sight: Sight, entries: Sequence[Id]) -> list[Ring]:
    """Return the numbers of organisations of the directory, as the register has them; those of night and day first."""
    found = []
    for entry in entries:
        for uid, stream, one in entries_for(view, entry):
            if not sight.stream(stream):
                continue
            name = InTongues(one.names, one.short_name or "—")
            if one.phone:
                found.append(Ring(name, "", number_text(one.phone), around_the_clock=True))
            people = view.find(
                OrganisationContact, "organisation = ? AND phone IS NOT NULL", uid,
                order='round_the_clock IS NOT 1, "order" IS NULL, "order", id',
            )  # fmt: skip
            found += [
                Ring(name, ", ".join(filter(None, (who.name, who.function))), number_text(who.phone),
                     bool(who.round_the_clock))
                for _, who in people
            ]  # fmt: skip
    return sorted(found, key=lambda ring: not ring.around_the_clock)


def _officers(view: View, files: Files) -> list[Ring]:
    today = view.desk.today()
    roles: tuple[tuple[str, Callable[[ThreatFile | VisitFile], Id | None]], ...] = (
        (N_("Stands in for the file officer"), lambda record: standing_in(record, today)),
        (N_("File officer"), lambda record: record.file_officer),
        (N_("Deputy"), lambda record: record.deputy),
    )
    found = []
    for role, of in roles:
        for uid in dict.fromkeys(of(record) for record in files.values()):
            officer = view.directory.officers.get(uid or b"")
            if officer is not None:
                found.append(Ring(Told(role), officer.name or "", number_text(officer.phone)))
    return found


def _people(view: View, sight: Sight, entries: Sequence[Id], files: Files) -> list[Ring]:
    """Return the contacts that the files name, with their first number where it may be read."""
    named: list[tuple[Id | None, Said]] = []
    for file, record in files.items():
        if isinstance(record, ThreatFile):
            named += [
                (one.person, Told(one.role.word))
                for _, stream, one in view.locate(Involvement, "file = ?", file)
                if one.role in NAMED and view.may(Action.READ, stream)
            ]
            named.append((record.employer_contact, Told(N_("Contact at the employer"))))
        else:
            named.append((record.embassy_contact, Told(N_("Contact at the embassy"))))
    found = []
    for uid, role in named:
        if uid is None or uid in entries:
            continue
        for person in led_records(view, sight, [uid]).values():
            name = spoken_name(person)
            numbers = (_number(view, sight, entry) for entry in group_of(view, sight, uid)[0])
            found.append(Ring(role, name, next(filter(None, numbers), "")))
    return found


def _number(view: View, sight: Sight, person: Id) -> str:
    lines = view.locate(Phone, "person = ?", person, order='"order" IS NULL, "order", id')
    return next((number_text(one.number) for _, stream, one in lines if one.number and sight.stream(stream)), "")


def _once(lines: Iterable[Ring]) -> list[Ring]:
    seen: set[tuple[str, str]] = set()
    found = []
    for line in lines:
        key = (line.phone, "" if line.phone else line.name)
        if key not in seen:
            seen.add(key)
            found.append(line)
    return found
