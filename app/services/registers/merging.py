"""One human entered twice: an edge between two entries, in a stream of its own, that can be taken back.

Nothing moves and nothing is lost: the person shown is all entries that edges join, as far as this officer may read the
edges and the entries. Two shown as one disclose more, so an edge carries the stricter label of the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, InvolvementRole, MergeState
from app.models.kinds.label import Label
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Person
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.kinds.visits import DelegationMember, VisitFile
from app.models.rights import ThingFacts
from app.models.rules.persons import components
from app.services.desk import Desk, View
from app.services.seeing import Sight

PART = "same_person"
PERSON = "person"


class SameEntry(UserError):
    """An entry joined to itself."""

    sentence = N_("These are one and the same entry. Choose two different ones.")


class MergeReasonMissing(UserError):
    """Joining and parting are explained."""

    sentence = N_("Write why. Nothing was changed.")


class NotJoined(UserError):
    """Parting two entries that no edge joins."""

    sentence = N_("These two entries are not joined directly. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """One human as shown: `head` names the group; `entries` and `edges` are those this officer may read."""

    head: Id
    entries: Sequence[tuple[Id, Person]] = field(repr=False)
    edges: Sequence[tuple[Id, SamePerson]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Appearance:
    """A file somebody appears in. `entry` is the register entry by which he does."""

    file: Id
    kind: str
    reference: str | None
    title: str | None = field(repr=False)
    role: InvolvementRole | None
    entry: Id


def join_persons(desk: Desk, one: Id, other: Id, reason: str) -> Id:
    """Record that two entries are one human; return the edge. Joining twice is once.

    Raises NotAllowed, NotThere, SameEntry, MergeReasonMissing.
    """
    if one == other:
        raise SameEntry(field="other")
    with desk.write() as unit:
        here, there = (unit.thing(_readable(unit, person)) for person in (one, other))
        for edge, stream, record in _edges_between(unit, one, other):
            if record.state is MergeState.JOINED:
                return edge
            unit.require(Action.MERGE, stream)
            unit.change(stream, edge, SamePerson, {"state": MergeState.JOINED, "reason": _given(reason)})
            unit.save()
            return edge
        edge = desk.ids.new()
        stream = unit.begin(edge, PART, _label(here, there, unit.facts.organisation), Action.MERGE)
        low, high = sorted((one, other))
        unit.create(stream, SamePerson(one=low, other=high, state=MergeState.JOINED, reason=_given(reason)), edge)
        unit.save()
    return edge


def part_persons(desk: Desk, one: Id, other: Id, reason: str) -> None:
    """Take the edge between two entries away: both are again what they were. Raises NotAllowed, NotJoined."""
    with desk.write() as unit:
        joined = [found for found in _edges_between(unit, one, other) if found[2].state is MergeState.JOINED]
        if not joined:
            raise NotJoined
        for edge, stream, _ in joined:
            unit.require(Action.MERGE, stream)
            unit.change(stream, edge, SamePerson, {"state": MergeState.PARTED, "reason": _given(reason)})
        unit.save()


def shown_person(desk: Desk, person: Id) -> ShownPerson:
    """Return the human an entry belongs to. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        _readable(view, person)
        group, edges = group_of(view, Sight(view), person)
        head = components((edge.one or b"", edge.other or b"") for _, edge in edges).get(person, person)
        return ShownPerson(head, tuple((uid, view.get(Person, uid)) for uid in group), edges)


def appearances(desk: Desk, person: Id) -> tuple[Appearance, ...]:
    """Return the files in which a human appears, by any of the joined entries, newest last. Raises NotAllowed."""
    with desk.read() as view:
        _readable(view, person)
        sight = Sight(view)
        found: dict[tuple[Id, InvolvementRole | None, Id], Appearance] = {}
        for entry in group_of(view, sight, person)[0]:
            for one in (*_threats(view, sight, entry), *_visits(view, sight, entry)):
                found.setdefault((one.file, one.role, entry), one)
        return tuple(sorted(found.values(), key=lambda one: (one.reference or "", one.file)))


def group_of(view: View, sight: Sight, person: Id) -> tuple[tuple[Id, ...], tuple[tuple[Id, SamePerson], ...]]:
    """Return the entries joined to one, itself included, and the edges; only what this officer may read."""
    seen, edges, todo = {person}, {}, [person]
    while todo:
        entry = todo.pop()
        for uid, stream, edge in view.locate(SamePerson, "(one = ? OR other = ?) AND state = 'joined'", entry, entry):
            end = edge.other if edge.one == entry else edge.one
            if end is None or not sight.stream(stream) or not _may_read(view, sight, end):
                continue
            edges[uid] = edge
            if end not in seen:
                seen.add(end)
                todo.append(end)
    return tuple(sorted(seen)), tuple(sorted(edges.items()))


def _edges_between(view: View, one: Id, other: Id) -> list[tuple[Id, Id, SamePerson]]:
    return view.locate(SamePerson, "one = ? AND other = ?", *sorted((one, other)))


def _threats(view: View, sight: Sight, entry: Id) -> list[Appearance]:
    found = []
    for _, stream, involvement in view.locate(Involvement, "person = ?", entry):
        for file, home, record in view.locate(ThreatFile, "uid = ?", involvement.file):
            if sight.stream(stream) and sight.stream(home):
                found.append(Appearance(file, "threat_file", record.reference, record.title, involvement.role, entry))
    return found


def _visits(view: View, sight: Sight, entry: Id) -> list[Appearance]:
    named = [
        (stream, member.file, member.role) for _, stream, member in view.locate(DelegationMember, "person = ?", entry)
    ]
    named += [
        (home, file, InvolvementRole.PRINCIPAL) for file, home, _ in view.locate(VisitFile, "principal = ?", entry)
    ]
    found = []
    for stream, visit, role in named:
        for file, home, record in view.locate(VisitFile, "uid = ?", visit):
            if sight.stream(stream) and sight.stream(home):
                found.append(Appearance(file, "visit_file", record.reference, record.title, role, entry))
    return found


def _readable(view: View, person: Id) -> Id:
    stream = view.part(person, PERSON)
    view.require(Action.READ, stream)
    return stream


def _may_read(view: View, sight: Sight, person: Id) -> bool:
    streams = view.parts(person, PERSON)
    return bool(streams) and sight.stream(streams[0]) and bool(view.find(Person, "uid = ?", person))


def _given(reason: str) -> str:
    if not reason.strip():
        raise MergeReasonMissing(field="reason")
    return reason.strip()


def _label(one: ThingFacts, other: ThingFacts, own: Id) -> Label:
    """Return the stricter of two entries' labels: the higher marking, all compartments, only common readers."""
    both = (one.co_owners | one.distribution | {one.owner}) & (other.co_owners | other.distribution | {other.owner})
    return Label(
        marking=max(one.marking, other.marking), compartments=tuple(sorted(one.compartments | other.compartments)),
        distribution=tuple(sorted(both - {own})),
    )  # fmt: skip
