"""With whom a file and its persons are shared, part by part, as an officer decides it (`labels.share_parts`).

An assignment is left out: an organisation has it because it carries a measure out, not because somebody ticks it. Who
holds a copy of the protocol is proposed, and nothing is ticked for it: what paper told is not what a bundle would.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import AccountState, Action, DocumentState, InvolvementRole, Marking
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Involvement
from app.services.cases.assignments import PART as ASSIGNMENT
from app.services.desk import Desk, View
from app.services.naming import read_names, root_facts

PROTOCOL = "protocol"
"""The kind of issued document whose copies are for who executes."""
WITH_IT = (InvolvementRole.THREATENED, InvolvementRole.PRINCIPAL, InvolvementRole.HOUSEHOLD, InvolvementRole.SPOUSE)
"""Whose entries of the register stand beside those of their file: who is protected in it."""


@dataclass(frozen=True, slots=True)
class PartShared:
    """One part: who receives it, who of them writes it too, and whether this officer may change that or widen it."""

    stream: Id
    part: str
    marking: Marking
    receivers: frozenset[Id]
    may_change: bool
    writers: frozenset[Id] = frozenset()
    may_widen: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class RootShared:
    """A file or a person, with the parts of it that this officer may read."""

    root: Id
    kind: str
    title: str
    reference: str
    parts: Sequence[PartShared]


@dataclass(frozen=True, slots=True, repr=False)
class Sharing:
    """What was asked for, then its persons, and the organisations it could be shared with (`names` words them)."""

    roots: Sequence[RootShared]
    organisations: Sequence[Id]
    """Active ones other than the officer's own, by name."""
    names: Mapping[Id, str]
    first: Id | None
    """The organisation of the workstation that was named; else one that holds a copy of the protocol."""
    copies: Mapping[Id, str]
    """The number of the issued protocol of which an organisation holds a copy."""

    @property
    def parts(self) -> Sequence[PartShared]:
        """Return the parts of all of them."""
        return [part for one in self.roots for part in one.parts]


def sharing_of(desk: Desk, root: Id, language: str, station: Id | None = None, among: Iterable[Id] = ()) -> Sharing:
    """Return with whom a root is shared; `station` is one that should have it. Raises NotAllowed, NotThere.

    A person who is protected in one of the files `among` which it stands is answered with that file: both are decided
    on at once.
    """
    with desk.read() as view:
        root = next((one for one in among if one != root and root in _persons(view, one)), root)
        streams = _streams(view, root)
        if not any(view.may(Action.READ, stream) for stream in streams):
            view.require(Action.READ, streams[0] if streams else root)
        own = view.facts.organisation
        known = view.directory.organisations.items()
        others = [uid for uid, one in known if uid != own and one.state == AccountState.ACTIVE]
        parts = {one: _parts(view, _streams(view, one)) for one in (root, *_persons(view, root))}
        receivers = {uid for several in parts.values() for part in several for uid in part.receivers}
        names = read_names(view, {*parts, *others, *receivers}, language)
        roots = []
        for one, several in parts.items():
            kind, reference = root_facts(view, one)
            if several or one == root:
                roots.append(RootShared(one, kind, names.get(one, ""), reference, several))
        others.sort(key=lambda uid: names.get(uid, "").casefold())
        copies = {uid: number for uid, number in _holders(view, root).items() if uid in others}
        there = view.directory.stations.get(station) if station is not None else None
        first = there.organisation if there is not None else _first(copies, parts[root])
        return Sharing(roots, others, names, first, copies)


def _streams(view: View, root: Id) -> list[Id]:
    asked = (root, view.desk.schema.part_number(ASSIGNMENT))
    sql = "SELECT id FROM stream WHERE root = ? AND part <> ? ORDER BY sid"
    return [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, asked)]


def _parts(view: View, streams: Iterable[Id]) -> list[PartShared]:
    found = []
    for stream in streams:
        if view.may(Action.READ, stream):
            thing = view.thing(stream)
            marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
            receivers = thing.co_owners | thing.distribution
            may = view.may(Action.LABEL, stream)
            widens = may and thing.owner == view.facts.organisation
            found.append(PartShared(stream, thing.part, marking, receivers, may, thing.co_owners, widens))
    return found


def _persons(view: View, root: Id) -> list[Id]:
    """Return who is protected in a file, the threatened first."""
    found = [
        (WITH_IT.index(one.role), one.person)
        for _, stream, one in view.locate(Involvement, "file = ?", root)
        if one.person is not None and one.role in WITH_IT and view.may(Action.READ, stream)
    ]
    return list(dict.fromkeys(person for _, person in sorted(found, key=lambda line: line[0])))


def _holders(view: View, file: Id) -> dict[Id, str]:
    """Return the organisations for which there is a copy of a protocol in force, with its registration number."""
    found: dict[Id, str] = {}
    where, asked = "file = ? AND kind = ? AND state = ?", (file, PROTOCOL, DocumentState.ISSUED.value)
    for document, stream, issued in view.locate(IssuedDocument, where, *asked, order="issued DESC"):
        if not view.may(Action.READ, stream):
            continue
        for _, home, copy in view.locate(DocumentCopy, "document = ?", document, order="number"):
            if home == stream and copy.organisation is not None:
                found.setdefault(_listed(view, copy.organisation), issued.number or "")
    return found


def _listed(view: View, organisation: Id) -> Id:
    """Return the organisation of the directory that a copy names, itself or by its entry of the register."""
    for _, one in view.find(Organisation, "uid = ?", organisation):
        if one.entry is not None:
            return one.entry
    return organisation


def _first(copies: Iterable[Id], parts: Sequence[PartShared]) -> Id | None:
    """Return who holds a copy and has nothing of the file yet; else who holds one."""
    holders = list(copies)
    bare = (uid for uid in holders if not any(uid in part.receivers for part in parts))
    return next(bare, holders[0] if holders else None)
