"""With whom a file or person is shared, part by part, as an officer decides it (`labels.share_parts`).

An assignment is left out: an organisation has it because it carries a measure out, not because somebody ticks it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import AccountState, Action, Marking
from app.services.cases.assignments import PART as ASSIGNMENT
from app.services.desk import Desk
from app.services.naming import read_names, root_facts


@dataclass(frozen=True, slots=True)
class PartShared:
    """One part: who receives it, and whether this officer may change that."""

    stream: Id
    part: str
    marking: Marking
    receivers: frozenset[Id]
    may_change: bool


@dataclass(frozen=True, slots=True, repr=False)
class Sharing:
    """The parts of one root, and the organisations it could be shared with (`names` words both)."""

    title: str
    reference: str
    parts: Sequence[PartShared]
    organisations: Sequence[Id]
    """Active ones other than the officer's own, by name."""
    names: Mapping[Id, str]
    first: Id | None
    """The organisation of the workstation that was named."""


def sharing_of(desk: Desk, root: Id, language: str, station: Id | None = None) -> Sharing:
    """Return with whom a root is shared; `station` is one that should have it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        asked = (root, view.desk.schema.part_number(ASSIGNMENT))
        sql = "SELECT id FROM stream WHERE root = ? AND part <> ? ORDER BY sid"
        streams = [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, asked)]
        if not any(view.may(Action.READ, stream) for stream in streams):
            view.require(Action.READ, streams[0] if streams else root)
        parts = []
        for stream in streams:
            if view.may(Action.READ, stream):
                thing = view.thing(stream)
                marking = thing.marking if isinstance(thing.marking, Marking) else Marking.NONE
                receivers = thing.co_owners | thing.distribution
                parts.append(PartShared(stream, thing.part, marking, receivers, view.may(Action.LABEL, stream)))
        own = view.facts.organisation
        known = view.directory.organisations.items()
        others = [uid for uid, one in known if uid != own and one.state == AccountState.ACTIVE]
        names = read_names(view, {root, *others, *(uid for part in parts for uid in part.receivers)}, language)
        others.sort(key=lambda uid: names.get(uid, "").casefold())
        there = view.directory.stations.get(station) if station is not None else None
        first = there.organisation if there is not None else None
        return Sharing(names.get(root, ""), root_facts(view, root)[1], parts, others, names, first)
