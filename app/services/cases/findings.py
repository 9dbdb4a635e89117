"""What was recognised in a report: whose it is already, and to whom it is added when the report is recorded.

Nothing is added that the officer did not choose, and only with the report itself: a number stands with a person of
concern, or with a person of the register, or with nobody. A new person of concern is as known as the number makes him,
linked to the report it came from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.ids import Id
from app.models.checks.recognising import Sort
from app.models.enums import Action
from app.models.kinds.persons import Email, Phone
from app.models.kinds.registers import Vehicle
from app.models.kinds.threat import ConcernLink, PersonOfConcern
from app.services.cases.concerns import PART as CONCERN
from app.services.cases.concerns import label_as
from app.services.desk import Desk, Unit
from app.services.search.finding import SOON, How, find_in
from app.services.search.indexing import drain_index
from app.services.vehicles import note_vehicle

PRIVATE = "person_private"
KNOWN_BY = (Sort.PHONE, Sort.PLATE, Sort.EMAIL, Sort.POLICE_REPORT)
"""What leads to somebody or to a file."""
TO_CONCERN = (Sort.PHONE, Sort.PLATE)
"""What a person of concern has as such; anything else stands in the words about him."""
MOST = 3
"""Names said of one number."""


@dataclass(frozen=True, slots=True, repr=False)
class Owner:
    """Whose something is: a person, a person of concern, a file."""

    id: Id
    kind: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class Adding:
    """That `value` is added to a person or person of concern; `to` None: to a new person of concern."""

    sort: Sort
    value: str
    to: Id | None


def whose(desk: Desk, values: Iterable[tuple[Sort, str]], language: str) -> Mapping[str, Sequence[Owner]]:
    """Return by value whose it is, as far as this officer may read that. Raises NotAllowed."""
    known: dict[str, Sequence[Owner]] = {}
    asked = [(sort, value) for sort, value in values if sort in KNOWN_BY]
    if asked and not desk.store.writing:
        drain_index(desk, SOON)
    with desk.read() as view:
        for _, value in asked:
            found = [one for one in find_in(view, value, limit=2 * MOST, language=language) if one.how is How.KEY]
            owners = [Owner(one.root, one.root_kind, one.title) for one in found if one.title]
            if owners:
                known[value] = owners[:MOST]
    return known


def add_findings(
    unit: Unit, file: Id, threat: Id, report: Id, adding: Sequence[Adding], about: Mapping[str, str]
) -> None:
    """Write what is added with a report within a unit; `about` says in words who a new person of concern is, by value.

    All for a new person of concern make one. Raises NotAllowed, NotThere.
    """
    concern: PersonOfConcern | None = None
    linked: set[Id] = set()
    for one in adding:
        if one.to is None:
            concern = _known_by(unit, concern or PersonOfConcern(), threat, one, about)
        elif unit.parts(one.to, CONCERN):
            _to_concern(unit, threat, one)
            linked.add(one.to)
        else:
            _to_person(unit, one)
    if concern is not None:
        uid = unit.desk.ids.new()
        unit.create(unit.begin(uid, CONCERN, label_as(unit, threat), Action.REPORT), concern, uid)
        linked.add(uid)
    for uid in sorted(linked):
        unit.create(threat, ConcernLink(file=file, concern=uid, report=report))


def _known_by(
    unit: Unit, concern: PersonOfConcern, threat: Id, one: Adding, about: Mapping[str, str]
) -> PersonOfConcern:
    said = "\n".join(part for part in (concern.description, about.get(one.value, one.value)) if part)
    known = replace(concern, description=said)
    if one.sort is Sort.PHONE:
        return replace(known, phones=(*known.phones, one.value))
    if one.sort is Sort.PLATE:
        vehicle, _ = note_vehicle(unit, Vehicle(plate=one.value), label_as(unit, threat))
        return replace(known, vehicles=(*known.vehicles, vehicle))
    return known


def _to_concern(unit: Unit, threat: Id, one: Adding) -> None:
    uid = one.to or b""
    stream = unit.part(uid, CONCERN)
    unit.require(Action.REPORT, stream)
    now = unit.get(PersonOfConcern, uid)
    if one.sort is Sort.PHONE and one.value not in now.phones:
        unit.change(stream, uid, PersonOfConcern, {"phones": (*now.phones, one.value)})
    if one.sort is Sort.PLATE:
        vehicle, _ = note_vehicle(unit, Vehicle(plate=one.value), label_as(unit, threat))
        unit.change(stream, uid, PersonOfConcern, {"vehicles": (*now.vehicles, vehicle)})


def _to_person(unit: Unit, one: Adding) -> None:
    person = one.to or b""
    stream = unit.part(person, PRIVATE)
    unit.require(Action.REGISTER, stream)
    if one.sort is Sort.PHONE and not unit.find(Phone, "person = ? AND number = ?", person, one.value):
        unit.create(stream, Phone(person=person, number=one.value))
    if one.sort is Sort.EMAIL and not unit.find(Email, "person = ? AND address = ?", person, one.value):
        unit.create(stream, Email(person=person, address=one.value))
    if one.sort is Sort.PLATE:
        note_vehicle(unit, Vehicle(plate=one.value), label_as(unit, stream), person)
