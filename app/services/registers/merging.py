"""One human entered twice: an edge between two entries, in a stream of its own, that can be taken back.

Nothing moves and nothing is lost: the person shown is all entries that edges join (`app.services.joined`).
Two shown as one disclose more, so an edge carries the stricter label of the two. That two entries are different people
is remembered in the same way. Of an entry that another organisation keeps an edge of ours only proposes, until that
organisation joins the two as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, MergeState
from app.models.kinds.label import Label
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Person
from app.models.rights import ThingFacts
from app.services.among import AMONG, among
from app.services.desk import Desk, NotThere, Unit, View
from app.services.joined import PERSON, group_of, said_of
from app.services.seeing import Sight

PART = "same_person"


class SameEntry(UserError):
    """An entry joined to itself."""

    sentence = N_("These are one and the same entry. Choose two different ones.")


class MergeReasonMissing(UserError):
    """Joining and parting are explained."""

    sentence = N_("Write why. Nothing was changed.")


class JoinedByOthers(UserError):
    """Two entries told apart that hang together by a third."""

    sentence = N_(
        "Both entries are joined to a third one, and so to each other. Take that apart first. Nothing was changed."
    )


class NotJoined(UserError):
    """Parting two entries that no edge joins."""

    sentence = N_("These two entries are not joined directly. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """One human as shown: `head` is the entry that leads, the first of `entries`; only what this officer may read."""

    head: Id
    entries: Sequence[tuple[Id, Person]] = field(repr=False)
    edges: Sequence[tuple[Id, SamePerson]] = field(repr=False)


def join_persons(desk: Desk, leading: Id, other: Id, reason: str) -> Id:
    """Record that two entries are one human and which leads; return the edge. Joining twice is once.

    What was told apart before is joined again by the same edge. Raises NotAllowed, NotThere, SameEntry,
    MergeReasonMissing.
    """
    if leading == other:
        raise SameEntry(field="other")
    with desk.write() as unit:
        edges = _between(unit, leading, other)
        mine = _ours(unit, edges)
        if mine and all(edge.state is MergeState.JOINED and edge.one == leading for _, _, edge in edges):
            return mine[0][0]
        why = _given(reason)
        for uid, stream, edge in edges:
            if edge.state is MergeState.JOINED and (edge.one == leading or not unit.may(Action.MERGE, stream)):
                continue
            unit.require(Action.MERGE, stream)
            turned = {} if edge.one == leading else {"one": leading, "other": other}
            unit.change(stream, uid, SamePerson, {"state": MergeState.JOINED, "reason": why, **turned})
        made = mine[0][0] if mine else _begin(unit, leading, other, MergeState.JOINED, why)
        unit.save()
    return made


def part_persons(desk: Desk, one: Id, other: Id, reason: str) -> None:
    """Take the edge between two entries away: both are again what they were. Raises NotAllowed, NotJoined."""
    with desk.write() as unit:
        edges = _between(unit, one, other)
        joined = [found for found in edges if found[2].state is MergeState.JOINED]
        if not joined or _stays_apart(unit, edges):
            raise NotJoined
        _part(unit, joined, one, other, _given(reason))
        unit.save()


def tell_apart(desk: Desk, one: Id, other: Id, reason: str) -> None:
    """Record that two entries are different people: they are not offered as one again. Twice is once.

    Raises NotAllowed, NotThere, SameEntry, MergeReasonMissing, JoinedByOthers.
    """
    if one == other:
        raise SameEntry(field="other")
    with desk.write() as unit:
        why, edges = _given(reason), _between(unit, one, other)
        joined = [found for found in edges if found[2].state is MergeState.JOINED]
        group, held_by = group_of(unit, Sight(unit), one)
        if other in group and not any({edge.one, edge.other} == {one, other} for _, edge in held_by):
            raise JoinedByOthers
        if edges and _stays_apart(unit, edges):
            return
        if joined:
            _part(unit, joined, one, other, why)
        else:
            _begin(unit, min(one, other), max(one, other), MergeState.PARTED, why)
        unit.save()


def let_lead(desk: Desk, person: Id) -> None:
    """Let an entry lead all that it is joined to: lists, papers and tasks name it from now on. Raises NotAllowed."""
    with desk.write() as unit:
        unit.require(Action.MERGE, _readable(unit, person))
        _, edges = group_of(unit, Sight(unit), person)
        turned = _turned(person, edges)
        homes = {uid: stream for uid, stream, _ in unit.locate(SamePerson, f"uid {AMONG}", among(turned))}
        for uid, after in turned.items():
            unit.require(Action.MERGE, homes[uid])
            unit.change(homes[uid], uid, SamePerson, after)
        if turned:
            unit.save()


def shown_person(desk: Desk, person: Id) -> ShownPerson:
    """Return the human an entry belongs to. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        return shown_in(view, Sight(view), person)


def shown_in(view: View, sight: Sight, person: Id) -> ShownPerson:
    """Return as `shown_person`, within a view."""
    _readable(view, person)
    group, edges = group_of(view, sight, person)
    records = view.get_all(Person, group)
    if not records.keys() >= set(group):
        raise NotThere
    return ShownPerson(group[0], tuple((uid, records[uid]) for uid in group), edges)


def _turned(person: Id, edges: Sequence[tuple[Id, SamePerson]]) -> dict[Id, dict[str, Id]]:
    """Return what to write so that every edge leads away from a person."""
    turned: dict[Id, dict[str, Id]] = {}
    reached, todo, left = {person}, [person], dict(edges)
    while todo:
        entry = todo.pop(0)
        for uid, edge in [(uid, edge) for uid, edge in left.items() if entry in (edge.one, edge.other)]:
            del left[uid]
            end = edge.other if edge.one == entry else edge.one
            if end is None:
                continue
            if edge.one != entry:
                turned[uid] = {"one": entry, "other": end}
            if end not in reached:
                reached.add(end)
                todo.append(end)
    return turned


def _between(unit: Unit, one: Id, other: Id) -> list[tuple[Id, Id, SamePerson]]:
    """Return (edge, stream, record) of all edges between two entries that may be read, both of them asked for.

    What another organisation says that keeps neither entry is left out: it answers nothing.
    """
    for person in (one, other):
        _readable(unit, person)
    where = "(one = ?1 AND other = ?2) OR (one = ?2 AND other = ?1)"
    found = unit.locate(SamePerson, where, one, other, order="uid")
    said = said_of(unit, Sight(unit), [one])
    return [
        (uid, stream, record) for uid, stream, record in found
        if uid in said and (said[uid].edge.spoken_for or unit.may(Action.MERGE, stream))
    ]  # fmt: skip


def _begin(unit: Unit, one: Id, other: Id, state: MergeState, reason: str) -> Id:
    here, there = (unit.thing(_readable(unit, person)) for person in (one, other))
    edge = unit.desk.ids.new()
    stream = unit.begin(edge, PART, _label(here, there, unit.facts.organisation), Action.MERGE)
    return unit.create(stream, SamePerson(one=one, other=other, state=state, reason=reason), edge)


def _ours(unit: Unit, edges: Sequence[tuple[Id, Id, SamePerson]]) -> list[tuple[Id, Id, SamePerson]]:
    """Return the edges that this officer may change; another organisation's are its own."""
    return [found for found in edges if unit.may(Action.MERGE, found[1])]


def _stays_apart(unit: Unit, edges: Sequence[tuple[Id, Id, SamePerson]]) -> bool:
    """Tell whether two entries are apart and nothing of ours says otherwise."""
    apart = any(edge.state is not MergeState.JOINED for _, _, edge in edges)
    return apart and all(edge.state is not MergeState.JOINED for _, _, edge in _ours(unit, edges))


def _part(unit: Unit, joined: Sequence[tuple[Id, Id, SamePerson]], one: Id, other: Id, reason: str) -> None:
    """Take back the edges that are ours; what another organisation joined is told apart beside it, and so they are."""
    mine = _ours(unit, joined)
    for edge, stream, _ in mine:
        unit.require(Action.MERGE, stream)
        unit.change(stream, edge, SamePerson, {"state": MergeState.PARTED, "reason": reason})
    if not mine:
        _begin(unit, min(one, other), max(one, other), MergeState.PARTED, reason)


def _readable(view: View, person: Id) -> Id:
    stream = view.part(person, PERSON)
    view.require(Action.READ, stream)
    return stream


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
