"""The gate: everything that leaves on a stick is looked at here first (exchange.md §5).

For one recipient it works out what leaves, what of it is disclosed to that recipient for the first time, and what is
refused and why: by the same `may_receive` that paper and screens ask, and by what originators agreed to. It follows the
references of what leaves (the person a measure protects, the place it names) and stops where the recipient may not have
what they point to. Nothing is written before an officer confirms with a reason, and above a set marking a second one
with his own credential.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.clock import from_milliseconds, milliseconds
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import NIL, Id
from app.history.claims import COUNTS
from app.history.rows import select_in
from app.models.enums import AccountState, Action, Marking
from app.models.kind_specs import KindSpec
from app.models.release import Release
from app.models.rights import Refusal, StationFacts, is_nobodys, may
from app.models.tables import projection_name
from app.services.desk import Desk, NotThere, View
from app.services.exchange.ledger import UNSENT, find_peer, last_arrival, peer_of, share, shares_of
from app.services.exchange.originators import receivable
from app.services.exchange.statements import keep_statement
from app.services.exchange.tasks_along import tasks_for
from app.services.station.four_eyes import SECOND_ABOVE, SecondOfficer, require_for_leaving

CATALOGUE = "catalogue"
CLOSURE_ROUNDS = 8
"""How far references are followed: file, person, organisation, place ... no chain of the domain is longer."""


class ReasonMissing(UserError):
    """What leaves is recorded with why."""

    sentence = N_("Say why this leaves. Nothing has left.")


class ToItself(UserError):
    """A workstation sends nothing to itself."""

    sentence = N_("This is the workstation you sit at: nothing needs to leave for it. Choose another one.")


class NothingToRelease(UserError):
    """All of it is refused, or there is nothing."""

    sentence = N_("Nothing of this may go to that workstation. Nothing has left; see what was refused and why.")


@dataclass(frozen=True, slots=True)
class Leaving:
    """A stream that would leave."""

    stream: Id
    root: Id
    part: str
    marking: Marking
    entries: int
    first_time: bool
    asked: bool
    """Named by the officer; otherwise it goes along because something that leaves refers to it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stream that does not leave, and why."""

    stream: Id
    root: Id
    part: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class ReleaseProposal:
    """What the officer looks at before he confirms."""

    station: Id
    leaves: Sequence[Leaving]
    refused: Sequence[Kept]
    marking: Marking = field(default=Marking.NONE)

    @property
    def first_time(self) -> frozenset[Id]:
        """Return the streams that this recipient has never received."""
        return frozenset(leaving.stream for leaving in self.leaves if leaving.first_time)


def propose_release(desk: Desk, station: Id, roots: Sequence[Id] = ()) -> ReleaseProposal:
    """Work out what would go to `station`: all shared before, the parts of `roots`, and what they refer to.

    Raises NotThere on an unknown station, ToItself, NotAllowed.
    """
    with desk.read() as view:
        _require_gate(view)
        return _propose(view, station, roots)


def confirm_release(
    desk: Desk, proposal: ReleaseProposal, reason: str, roots: Sequence[Id] = (), second: SecondOfficer | None = None
) -> Release:
    """Let a proposal go: share its streams with the recipient from now on, and return what exporters demand.

    It is worked out again in the same unit of work, so what is confirmed is what is there. `second` is asked
    as himself whether he may read what is marked so high. Raises ReasonMissing, NothingToRelease, SecondOfficerNeeded,
    SameOfficer, NotAllowed.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with desk.write() as unit:
        _require_gate(unit)
        found = _propose(unit, proposal.station, roots)
        leaving = [leaving for leaving in found.leaves if leaving.stream in {now.stream for now in proposal.leaves}]
        if not leaving:
            raise NothingToRelease
        marking = max(one.marking for one in leaving)
        above = [one.stream for one in leaving if one.marking > SECOND_ABOVE]
        also = require_for_leaving(unit, second, marking, *above)
        now = desk.clock.now()
        release = Release(
            recipient=proposal.station,
            streams=frozenset(one.stream for one in leaving),
            marking=marking,
            officer=desk.officer,
            moment=now,
            reason=reason.strip(),
            second=also.officer if also else None,
            first_time=frozenset(one.stream for one in leaving if one.first_time),
        )
        statement = keep_statement(unit, release, milliseconds(now), also)
        peer = peer_of(unit.connection, proposal.station)
        share(unit.connection, peer.pid, [one.stream for one in leaving], last_arrival(unit.connection))
        return replace(release, statement=statement)


def station_facts(view: View, station: Id) -> StationFacts:
    """Return what rights are asked about a workstation. Raises NotThere."""
    found = view.directory.stations.get(station)
    if found is None or found.organisation is None:
        raise NotThere
    return StationFacts(
        organisation=found.organisation,
        ceiling=found.ceiling if isinstance(found.ceiling, Marking) else Marking.NONE,
        compartments=frozenset(found.compartments),
        active=found.state == AccountState.ACTIVE,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A stream that went to another workstation. `counter` numbers the bundle it goes whole in, `moment` its writing.

    `confirmed` tells that its recipient said it has it; `withdrawn` that it is sent nothing new any more.
    """

    station: Id
    stream: Id
    part: str
    counter: int | None
    moment: datetime | None
    confirmed: bool
    withdrawn: bool


def who_has(desk: Desk, root: Id) -> list[Held]:
    """Return *who knows what* of a root over bundles: every stream that went out, with the bundle of the ledger."""
    with desk.read() as view:
        for stream in _streams_of(view, [root]):
            view.require(Action.READ, stream)
        sql = """SELECT peer.station, stream.id, stream.part, share.acked,
                        (SELECT max(moment) FROM bundle
                         WHERE bundle.pid = share.pid AND dir = 'out' AND counter = share.acked),
                        EXISTS (SELECT 1 FROM bundle WHERE bundle.pid = share.pid AND dir = 'out'
                                AND bundle.state = 'acknowledged' AND share.acked BETWEEN 1 AND counter)
                 FROM share JOIN peer USING (pid) JOIN stream USING (sid)
                 WHERE stream.root = ? AND share.acked <> 0 ORDER BY share.pid, share.sid"""
        rows = view.connection.exec_driver_sql(sql, (root,)).all()
    return [
        Held(
            row[0], row[1], desk.schema.parts[row[2]], row[3] if row[3] > UNSENT else None,
            from_milliseconds(row[4]) if row[4] is not None else None, bool(row[5]), row[3] < UNSENT,
        )
        for row in rows
    ]  # fmt: skip


def _require_gate(view: View) -> None:
    """Officers with RELEASE go through the gate; administrators too, whose directory everybody must have."""
    if not view.may(Action.RELEASE):
        view.require(Action.DIRECTORY)


def _propose(view: View, station: Id, roots: Sequence[Id]) -> ReleaseProposal:
    if station == view.desk.station:
        raise ToItself
    facts = station_facts(view, station)
    peer = find_peer(view.connection, station)
    shares = shares_of(view.connection, peer.pid) if peer else []
    have = {one.sid for one in shares if one.first_sent > UNSENT}
    sql = "SELECT id FROM stream WHERE sid IN ({keys})"
    before = [row[0] for row in select_in(view.connection, sql, [one.sid for one in shares])]
    asked = _streams_of(view, roots)
    leaves: dict[Id, Leaving] = {}
    refused: dict[Id, Kept] = {}
    tasks = tasks_for(view, facts.organisation, [one.sid for one in shares])
    queue = dict.fromkeys([*_public(view), *before, *asked, *tasks])
    for _ in range(CLOSURE_ROUNDS):
        fresh = [stream for stream in queue if stream not in leaves and stream not in refused]
        if not fresh:
            break
        for stream in fresh:
            _sort(view, stream, facts, have, stream in asked or stream in before, leaves, refused)
        queue = dict.fromkeys(_referred(view, [stream for stream in fresh if stream in leaves]))
    highest = max((one.marking for one in leaves.values()), default=Marking.NONE)
    return ReleaseProposal(station, list(leaves.values()), list(refused.values()), highest)


def _sort(
    view: View,
    stream: Id,
    facts: StationFacts,
    have: set[int],
    asked: bool,
    leaves: dict[Id, Leaving],
    refused: dict[Id, Kept],
) -> None:
    thing = view.thing(stream)
    verdict = receivable(view, stream, facts)
    why = verdict.why if not verdict.allowed else None
    if why is None and stream != view.desk.trust.directory and not is_nobodys(thing.part, thing.owner):
        why = may(view.facts, Action.RELEASE, thing).why
    if why is not None:
        refused[stream] = Kept(stream, thing.root, thing.part, why)
        return
    sql = "SELECT sid, (SELECT count(*) FROM entry WHERE entry.sid = stream.sid) FROM stream WHERE id = ?"
    sid, entries = view.connection.exec_driver_sql(sql, (stream,)).one()
    leaves[stream] = Leaving(stream, thing.root, thing.part, thing.marking, entries, sid not in have, asked)


def _public(view: View) -> list[Id]:
    """Return what every workstation gets unasked: the directory, and the lines of lists."""
    lists = "SELECT id FROM stream WHERE part = ? AND owner = ? ORDER BY sid"
    lines = view.connection.exec_driver_sql(lists, (view.desk.schema.part_number(CATALOGUE), NIL))
    directory = view.desk.trust.directory
    return [*([directory] if directory is not None else []), *(bytes(row[0]) for row in lines)]


def _streams_of(view: View, roots: Iterable[Id]) -> list[Id]:
    return [row[0] for row in select_in(view.connection, "SELECT id FROM stream WHERE root IN ({keys})", list(roots))]


def _referred(view: View, streams: Sequence[Id]) -> list[Id]:
    """Return the streams that current values of `streams` point into."""
    found: set[Id] = set()
    sids = [row[0] for row in select_in(view.connection, "SELECT sid FROM stream WHERE id IN ({keys})", streams)]
    for kind in view.desk.schema.kinds.values():
        if kind.name == "label":
            continue
        single = [name for name, spec in kind.fields.items() if spec.meta.ref and not spec.many]
        several = [name for name, spec in kind.fields.items() if spec.meta.ref and spec.many]
        if single or several:
            found |= _pointed(view, kind, single, several, sids)
    rows = select_in(
        view.connection,
        "SELECT DISTINCT stream.id FROM entity JOIN stream USING (sid)"  # noqa: S608 - a constant
        f" WHERE uid IN ({{keys}}) AND kind <> 1 AND {COUNTS}",
        found,
    )
    return [row[0] for row in rows]


def _pointed(view: View, kind: KindSpec, single: Sequence[str], several: Sequence[str], sids: Sequence[int]) -> set[Id]:
    columns = ", ".join(f'"{name}"' for name in (*single, *several))
    sql = f"SELECT {columns} FROM {projection_name(kind)} WHERE sid IN ({{keys}})"  # noqa: S608 - declared names
    found: set[Id] = set()
    for row in select_in(view.connection, sql, sids):
        found |= {value for value in row[: len(single)] if isinstance(value, bytes)}
        for value in row[len(single) :]:
            found |= {bytes.fromhex(text) for text in json.loads(value or "[]")}
    return found
