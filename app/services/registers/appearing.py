"""Where somebody appears: files and visits with the role there, and all in them that names him, within one's rights.

What one may not see is not told of and not counted. A person of several entries appears by any of them. What is in a
file whose core is not for this officer stands under a file without reference and title.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from app.core.ids import Id
from app.models.enums import Action, InvolvementRole
from app.models.kinds.measures import Measure
from app.models.kinds.paper import Attachment, IssuedDocument
from app.models.kinds.persons import Relation
from app.models.kinds.proposals import Proposal
from app.models.kinds.tasks import Task
from app.models.kinds.threat import Involvement, Presence, ThreatAnalysis, ThreatFile, ThreatReport
from app.models.kinds.visits import DelegationMember, VisitFile
from app.models.tables import projection_name
from app.services.among import AMONG, among
from app.services.desk import Desk, View, today_of
from app.services.joined import PERSON, group_of
from app.services.readable import readable
from app.services.seeing import Sight

R = TypeVar("R")

SAID: Sequence[tuple[type, str, str, str]] = (
    (ThreatReport, "targets", "moment", "reports"),
    (ThreatAnalysis, "subject", "dated", "analyses"),
    (Measure, "subject", "start", "measures"),
    (Presence, "person", "from_on", "presence"),
    (IssuedDocument, "subject", "issued", "papers"),
    (Attachment, "subject", "taken", "attachments"),
    (Task, "about", "due", ""),
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
    """One thing that names somebody. `file` is the file it stands in, None where it is of none or a root itself.

    `entry` is the register entry it names; None of a proposal, which names measures.
    """

    uid: Id
    kind: str
    record: Any
    file: Id | None
    on: date | None
    tab: str
    entry: Id | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Related:
    """A relation seen from a person: `of` says that `other` named him, so that the word reads the other way.

    `stream` holds it: whoever may write there may change it from either side.
    """

    uid: Id
    other: Id
    record: Relation
    of: bool
    stream: Id = b""


def appearances(desk: Desk, person: Id) -> tuple[Appearance, ...]:
    """Return the files in which a human appears, by any of the joined entries, newest last. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, view.part(person, PERSON))
        sight = Sight(view)
        return appearances_in(view, sight, group_of(view, sight, person)[0])


def appearances_in(view: View, sight: Sight, entries: Iterable[Id]) -> tuple[Appearance, ...]:
    """Return as `appearances`, of these entries."""
    order = {entry: at for at, entry in enumerate(entries)}
    found: dict[tuple[Id, InvolvementRole | None, Id], Appearance] = {}
    for one in (*_threats(view, sight, order), *_visits(view, sight, order)):
        found.setdefault((one.file, one.role, one.entry), one)
    return tuple(sorted(found.values(), key=lambda one: (one.reference or "", one.file, order[one.entry])))


def mentions(view: View, sight: Sight, entries: Sequence[Id]) -> tuple[Mention, ...]:
    """Return all that names one of the entries, the latest first; what may not be read is left out."""
    found: dict[Id, Mention] = {}
    for kind, name, dated, tab in SAID:
        for uid, record in _naming(view, sight, kind, name, entries):
            file, day = getattr(record, "file", None), _day(getattr(record, dated, None))
            named = getattr(record, name)
            entry = next((one for one in entries if one == named or (isinstance(named, tuple) and one in named)), None)
            found[uid] = Mention(uid, view.desk.schema.by_record[kind].name, record, file, day, tab, entry)
    measures = {uid for uid, one in found.items() if one.kind == "measure"}
    proposals = view.locate(Proposal) if measures else []
    for uid, _, proposal in readable(view, sight, [one for one in proposals if measures & set(one[2].measures)]):
        found[uid] = Mention(uid, "proposal", proposal, None, proposal.submitted_on, "")
    return tuple(sorted(found.values(), key=lambda one: (one.on is None, -(one.on or date.min).toordinal(), one.uid)))


def relations(view: View, sight: Sight, entries: Sequence[Id]) -> tuple[Related, ...]:
    """Return what others are to somebody and he to others, both ways, among entries that may be read."""
    order = {entry: at for at, entry in enumerate(entries)}
    asked = among(entries)
    found: dict[Id, tuple[int, Related]] = {}
    for uid, stream, one in readable(
        view, sight, view.locate(Relation, f"person {AMONG} OR other {AMONG}", asked, asked)
    ):
        of = one.person not in order
        own, other = (one.other, one.person) if of else (one.person, one.other)
        if own and other and other not in order:
            found[uid] = order[own], Related(uid, other, one, of, stream)
    return tuple(related for _, related in sorted(found.values(), key=lambda pair: pair[0]))


def _naming(view: View, sight: Sight, kind: type, name: str, entries: Iterable[Id]) -> Iterable[tuple[Id, Any]]:
    """Return what may be read of a kind that names one of the entries in that field."""
    spec = view.desk.schema.by_record[kind]
    table = projection_name(spec)
    where = f'"{name}" {AMONG}'
    if spec.fields[name].many:
        where = (
            f"id IN (SELECT {table}.id FROM {table} JOIN json_each(?) AS asked"  # noqa: S608 - declared names
            f' WHERE "{name}" IS NOT NULL AND instr("{name}", asked.value))'
        )
    located: list[tuple[Id, Id, Any]] = view.locate(kind, where, among(entries))
    return [(uid, record) for uid, _, record in readable(view, sight, located)]


def _threats(view: View, sight: Sight, entries: Collection[Id]) -> list[Appearance]:
    asked = among(entries)
    involved = readable(view, sight, view.locate(Involvement, f"person {AMONG}", asked))
    files = _records(view, sight, ThreatFile, (one.file for _, _, one in involved))
    found = []
    for _, _, one in involved:
        if one.person and one.file and one.file in files:
            file = files[one.file]
            since = one.from_on or file.opened_on
            found.append(
                Appearance(
                    one.file, "threat_file", file.reference, file.title, one.role, one.person, since, one.to_on
                )
            )  # fmt: skip
    for uid, _, file in readable(view, sight, view.locate(ThreatFile, f"employer_contact {AMONG}", asked)):
        if file.employer_contact:
            entry, contact = file.employer_contact, InvolvementRole.CONTACT
            found.append(Appearance(uid, "threat_file", file.reference, file.title, contact, entry, file.opened_on))
    return found


def _visits(view: View, sight: Sight, entries: Collection[Id]) -> list[Appearance]:
    asked = among(entries)
    members = readable(view, sight, view.locate(DelegationMember, f"person {AMONG}", asked))
    named = [(one.person, one.file, one.role) for _, _, one in members]
    for name, by in (("principal", InvolvementRole.PRINCIPAL), ("embassy_contact", InvolvementRole.CONTACT)):
        led = view.find(VisitFile, f"{name} {AMONG}", asked)
        named += [(getattr(visit, name), file, by) for file, visit in led]
    visits = _records(view, sight, VisitFile, (visit for _, visit, _ in named))
    found = []
    for entry, uid, role in named:
        if entry and uid and uid in visits:
            visit = visits[uid]
            found.append(
                Appearance(
                    uid, "visit_file", visit.reference, visit.title, role, entry, _day(visit.arrival),
                    _day(visit.departure),
                )
            )  # fmt: skip
    return found


def _records(view: View, sight: Sight, kind: type[R], uids: Iterable[Id | None]) -> dict[Id, R]:
    """Return those of the files that are here and may be read."""
    located = view.locate(kind, f"uid {AMONG}", among({uid for uid in uids if uid}))
    return {uid: record for uid, _, record in reversed(readable(view, sight, located))}


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return today_of(value)
    return value if isinstance(value, date) else None
