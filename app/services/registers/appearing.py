"""Where somebody appears: files and visits with the role there, and all in them that names him, within one's rights.

What one may not see is not told of and not counted. A person of several entries appears by any of them. What is in a
file whose core is not for this officer stands under a file without reference and title.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, InvolvementRole
from app.models.kinds.measures import Measure
from app.models.kinds.paper import Attachment, IssuedDocument
from app.models.kinds.persons import Relation
from app.models.kinds.proposals import Proposal
from app.models.kinds.registers import Vehicle
from app.models.kinds.tasks import Task
from app.models.kinds.threat import Involvement, Presence, ThreatAnalysis, ThreatFile, ThreatReport
from app.models.kinds.visits import DelegationMember, VisitFile
from app.models.tables import projection_name
from app.services.desk import Desk, View, today_of
from app.services.joined import PERSON, group_of
from app.services.seeing import Sight

SAID: Sequence[tuple[type, str, str, str]] = (
    (ThreatReport, "targets", "moment", "reports"),
    (ThreatAnalysis, "subject", "dated", "analyses"),
    (Measure, "subject", "start", "measures"),
    (Presence, "person", "from_on", "presence"),
    (IssuedDocument, "subject", "issued", "papers"),
    (Attachment, "subject", "taken", "attachments"),
    (Task, "about", "due", ""),
    (Vehicle, "users", "", ""),
)
"""Kinds that name a person: the field that does, the one that dates it, and on which tab of its file it stands."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A file somebody appears in. `entry` is the register entry by which he does; `since` from when in that role."""

    file: Id
    kind: str
    reference: str | None
    title: str | None = field(repr=False)
    role: InvolvementRole | None
    entry: Id
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Mention:
    """One thing that names somebody. `file` is the file it stands in, None where it is of none or a root itself."""

    uid: Id
    kind: str
    record: Any
    file: Id | None
    on: date | None
    tab: str


@dataclass(frozen=True, slots=True, repr=False)
class Related:
    """A relation seen from a person: `of` says that `other` named him, so that the word reads the other way."""

    uid: Id
    other: Id
    record: Relation
    of: bool


def appearances(desk: Desk, person: Id) -> tuple[Appearance, ...]:
    """Return the files in which a human appears, by any of the joined entries, newest last. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, view.part(person, PERSON))
        sight = Sight(view)
        return appearances_in(view, sight, group_of(view, sight, person)[0])


def appearances_in(view: View, sight: Sight, entries: Iterable[Id]) -> tuple[Appearance, ...]:
    """Return as `appearances`, of these entries."""
    found: dict[tuple[Id, InvolvementRole | None, Id], Appearance] = {}
    for entry in entries:
        for one in (*_threats(view, sight, entry), *_visits(view, sight, entry)):
            found.setdefault((one.file, one.role, entry), one)
    return tuple(sorted(found.values(), key=lambda one: (one.reference or "", one.file)))


def mentions(view: View, sight: Sight, entries: Sequence[Id]) -> tuple[Mention, ...]:
    """Return all that names one of the entries, the latest first; what may not be read is left out."""
    found: dict[Id, Mention] = {}
    for entry in entries:
        for kind, name, dated, tab in SAID:
            spec = view.desk.schema.by_record[kind]
            many = spec.fields[name].many
            table = projection_name(spec)
            among = f'id IN (SELECT id FROM {table} WHERE "{name}" IS NOT NULL AND instr("{name}", ?))'  # noqa: S608
            where, asked = (among, entry.hex()) if many else (f'"{name}" = ?', entry)
            rows: list[tuple[Id, Id, Any]] = view.locate(kind, where, asked)
            for uid, stream, record in rows:
                if sight.stream(stream):
                    file = getattr(record, "file", None)
                    found[uid] = Mention(uid, spec.name, record, file, _day(getattr(record, dated, None)), tab)
    measures = {uid for uid, one in found.items() if one.kind == "measure"}
    for uid, stream, proposal in view.locate(Proposal) if measures else ():
        if measures & set(proposal.measures) and sight.stream(stream):
            found[uid] = Mention(uid, "proposal", proposal, None, proposal.submitted_on, "")
    return tuple(sorted(found.values(), key=lambda one: (one.on is None, -(one.on or date.min).toordinal(), one.uid)))


def relations(view: View, sight: Sight, entries: Sequence[Id]) -> tuple[Related, ...]:
    """Return what others are to somebody and he to others, both ways, among entries that may be read."""
    own, found = set(entries), dict[Id, Related]()
    for entry in entries:
        for uid, stream, one in view.locate(Relation, "person = ?1 OR other = ?1", entry):
            of = one.person not in own
            other = one.person if of else one.other
            if other and other not in own and sight.stream(stream):
                found[uid] = Related(uid, other, one, of)
    return tuple(found.values())


def _threats(view: View, sight: Sight, entry: Id) -> list[Appearance]:
    found = []
    for _, stream, one in view.locate(Involvement, "person = ?", entry):
        for file, home, record in view.locate(ThreatFile, "uid = ?", one.file):
            if sight.stream(stream) and sight.stream(home):
                since = one.from_on or record.opened_on
                found.append(
                    Appearance(
                        file, "threat_file", record.reference, record.title, one.role, entry, since, one.to_on
                    )
                )  # fmt: skip
    for file, home, record in view.locate(ThreatFile, "employer_contact = ?", entry):
        if sight.stream(home):
            contact = InvolvementRole.CONTACT
            found.append(
                Appearance(file, "threat_file", record.reference, record.title, contact, entry, record.opened_on)
            )
    return found


def _visits(view: View, sight: Sight, entry: Id) -> list[Appearance]:
    named: list[tuple[Id, Id | None, InvolvementRole | None]] = [
        (stream, member.file, member.role) for _, stream, member in view.locate(DelegationMember, "person = ?", entry)
    ]
    for name, by in (("principal", InvolvementRole.PRINCIPAL), ("embassy_contact", InvolvementRole.CONTACT)):
        named += [(home, file, by) for file, home, _ in view.locate(VisitFile, f"{name} = ?", entry)]
    found = []
    for stream, visit, role in named:
        for file, home, record in view.locate(VisitFile, "uid = ?", visit):
            if sight.stream(stream) and sight.stream(home):
                found.append(
                    Appearance(
                        file, "visit_file", record.reference, record.title, role, entry, _day(record.arrival),
                        _day(record.departure),
                    )
                )  # fmt: skip
    return found


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return today_of(value)
    return value if isinstance(value, date) else None
