"""Persons of concern: who threatens or may. Known to who reads the threat part of a file, and to nobody by accident.

One of them is a root of its own and never a person of the register: no list, no choice and no paper of protected ones
can hold one. Its stream is labelled as the threat part it was first seen in, for the own organisation alone. The link
says in which file and report one plays a part; how sure that is follows from the grading of the report.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.kinds.threat import ConcernLink, PersonOfConcern, ThreatFile, ThreatReport
from app.services.cases.files import check_working
from app.services.cases.reports import check_same_file, threat_stream
from app.services.choices import check_stays
from app.services.contacts import Entered, checked_national_number, checked_phone
from app.services.desk import Desk, Unit, View

PART = "person_of_concern"


class NothingKnown(UserError):
    """A person of whom nothing is said cannot be told from another."""

    sentence = N_("Give a name, an alias or a description: what is known of this person. Nothing was saved.")


class LinkedAlready(UserError):
    """The same link a second time."""

    sentence = N_("This person of concern is linked to that report already. Nothing was saved.")


@dataclass(frozen=True, slots=True, repr=False)
class Linked:
    """That a person of concern plays a part; `report` is None where the file alone is named or it is not here."""

    id: Id
    record: ConcernLink
    report: ThreatReport | None


@dataclass(frozen=True, slots=True, repr=False)
class Concerning:
    """A person of concern in a file with its links there. `record` is None where this officer may not read it."""

    id: Id
    record: PersonOfConcern | None
    links: Sequence[Linked]
    elsewhere: Sequence[tuple[Id, str]] = ()
    """Other files in which this person plays a part, as far as this officer may read them: each with its reference."""


def record_concern(
    desk: Desk, file: Id, person: PersonOfConcern, report: Id | None = None, remarks: str | None = None,
    *, keep: bool = False,
) -> Entered:  # fmt: skip
    """Enter a person of concern as far as known and link it to a file, or to a `report` of it; return its id.

    Raises NotAllowed, NothingKnown, NotOfThisFile, FileIsClosed and what the checks of numbers refuse, unless `keep`.
    """
    _check_known(person)
    given, warning = _checked(desk, person, {"national_number", "phones"}, keep)
    with desk.write() as unit:
        threat = _threat(unit, file)
        uid = desk.ids.new()
        stream = unit.begin(uid, PART, label_as(unit, threat), Action.REPORT)
        unit.create(stream, given, uid)
        _link(unit, threat, file, uid, report, remarks)
        unit.save()
    return Entered(uid, warning)


def link_concern(desk: Desk, file: Id, concern: Id, report: Id | None = None, remarks: str | None = None) -> Id:
    """Link a known person of concern to a file, or to a `report` of it; return the link's id.

    Raises NotAllowed, NotThere, NotOfThisFile, LinkedAlready, FileIsClosed.
    """
    with desk.write() as unit:
        threat = _threat(unit, file)
        unit.require(Action.READ, unit.part(concern, PART))
        made = _link(unit, threat, file, concern, report, remarks)
        unit.save()
    return made


def edit_concern(desk: Desk, concern: Id, fields: Mapping[str, Any], *, keep: bool = False) -> Entered:
    """Write what is known of a person of concern. Raises NotAllowed, NotThere, NothingKnown, what the checks refuse."""
    with desk.write() as unit:
        stream = unit.part(concern, PART)
        unit.require(Action.REPORT, stream)
        after, warning = _checked(desk, replace(unit.get(PersonOfConcern, concern), **fields), set(fields), keep)
        _check_known(after)
        unit.change(stream, concern, PersonOfConcern, {name: getattr(after, name) for name in fields})
        unit.save()
    return Entered(concern, warning)


def edit_link(desk: Desk, link: Id, fields: Mapping[str, Any]) -> None:
    """Write the remarks of a link. Raises NotAllowed, NotThere, BelongsWhereItIs, FileIsClosed."""
    check_stays(fields, "file", "concern", "report")
    with desk.write() as unit:
        stream = _asked_link(unit, link)
        unit.change(stream, link, ConcernLink, fields)
        unit.save()


def unlink_concern(desk: Desk, link: Id) -> bytes:
    """Take a link back, not the person; return the save that did it. Raises NotAllowed, NotThere, FileIsClosed."""
    with desk.write() as unit:
        unit.delete(_asked_link(unit, link), link, ConcernLink)
        return unit.save().head


def concerns_of(desk: Desk, file: Id) -> list[Concerning]:
    """Return the persons of concern of a file, in the order they came in. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, threat_stream(view, file))
        return read_concerns(view, file)


def read_concerns(view: View, file: Id) -> list[Concerning]:
    """Return the persons of concern of a file for who may read its threat part."""
    reports = dict(view.find(ThreatReport, "file = ?", file))
    found = concerned(view, view.find(ConcernLink, "file = ?", file), reports)
    return [replace(one, elsewhere=_elsewhere(view, one.id, file)) for one in found]


def _elsewhere(view: View, concern: Id, file: Id) -> Sequence[tuple[Id, str]]:
    """Return the other files that name a person of concern: for who reads both their threat part and their core."""
    others = view.locate(ConcernLink, "concern = ? AND file <> ?", concern, file)
    found: dict[Id, str] = {}
    for _, stream, link in others:
        if link.file is None or link.file in found or not view.may(Action.READ, stream):
            continue
        for _, core, record in view.locate(ThreatFile, "uid = ?", link.file):
            if view.may(Action.READ, core):
                found[link.file] = record.reference or "—"
    return tuple(sorted(found.items(), key=lambda one: one[1]))


def concerned(
    view: View, found: Sequence[tuple[Id, ConcernLink]], reports: Mapping[Id, ThreatReport]
) -> list[Concerning]:
    """Return links by person of concern, in the order they came in; who it is as far as this officer may read it."""
    links: dict[Id, list[Linked]] = {}
    for uid, link in found:
        if link.concern is not None:
            links.setdefault(link.concern, []).append(Linked(uid, link, reports.get(link.report or b"")))
    return [Concerning(uid, _readable(view, uid), tuple(found)) for uid, found in links.items()]


def _threat(unit: Unit, file: Id) -> Id:
    threat = threat_stream(unit, file)
    unit.require(Action.REPORT, threat)
    check_working(unit, file)
    return threat


def _asked_link(unit: Unit, link: Id) -> Id:
    stream = unit.stream_of(link, ConcernLink)
    unit.require(Action.REPORT, stream)
    check_working(unit, unit.get(ConcernLink, link).file or b"")
    return stream


def _link(unit: Unit, threat: Id, file: Id, concern: Id, report: Id | None, remarks: str | None) -> Id:
    if report is not None:
        check_same_file(unit, ThreatReport, report, file)
    link = ConcernLink(file=file, concern=concern, report=report, remarks=remarks)
    check_linked(unit, link)
    return unit.create(threat, link)


def check_linked(view: View, given: ConcernLink, own: Id = b"") -> None:
    """Raise LinkedAlready where the same link stands already; `own` is its id where it is there."""
    others = view.find(ConcernLink, "file = ? AND concern = ?", given.file, given.concern)
    if any(uid != own and link.report == given.report for uid, link in others):
        raise LinkedAlready(field="report")


def label_as(unit: Unit, stream: Id) -> Label:
    """Return the label of what belongs with a stream: as it is marked, for the own organisation alone."""
    thing = unit.thing(stream)
    marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
    return Label(marking=marking, compartments=tuple(sorted(thing.compartments)))


def _readable(view: View, concern: Id) -> PersonOfConcern | None:
    streams = view.parts(concern, PART)
    return view.get(PersonOfConcern, concern) if streams and view.may(Action.READ, streams[0]) else None


def _check_known(person: PersonOfConcern) -> None:
    said = (person.family_name, person.given_names, person.native_name, person.description, *person.aliases)
    if not any((text or "").strip() for text in said):
        raise NothingKnown(field="family_name")


def _checked(desk: Desk, person: PersonOfConcern, names: set[str], keep: bool) -> tuple[PersonOfConcern, str | None]:
    warning = None
    if "national_number" in names and person.national_number:
        number = checked_national_number(person.national_number, desk.today(), person.birth_date, keep=keep)
        person, warning = replace(person, national_number=number.value), number.warning
    if "phones" in names and person.phones:
        phones = [checked_phone(typed, keep=keep) for typed in person.phones]
        person = replace(person, phones=tuple(dict.fromkeys(phone.value for phone in phones)))
        warning = warning or next((phone.warning for phone in phones if phone.warning), None)
    return person, warning
