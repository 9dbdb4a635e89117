"""The gate as its screen shows it: for one recipient, root by root, what changed for it, what is new to it, what stays.

`app.services.exchange.release` decides; here its answer gets names, and the words of what changed since the last bundle
that the recipient said it has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.core.i18n import N_
from app.core.ids import Id
from app.exchange.fingerprint import as_words
from app.models.enums import AccountState, Action, Marking
from app.models.rights import Refusal, StationFacts
from app.models.worded import Worded
from app.services.desk import Desk, View
from app.services.exchange.ledger import UNSENT, Peer, find_peer, lines, unconfirmed
from app.services.exchange.originators import receivable
from app.services.exchange.release import CATALOGUE, Kept, Leaving, ReleaseProposal, propose_release, station_facts
from app.services.exchange.work_along import PART as ASSIGNMENT
from app.services.exchange.work_along import work_for
from app.services.naming import read_names, root_facts
from app.services.station.four_eyes import SECOND_ABOVE
from app.services.station.recovery import RECOVERY_OFFICER
from app.store.meta import load_meta

TASK = "task"
FILES = frozenset({"threat_file", "visit_file"})
FINGERPRINT_WORDS = 4
"""Words of a recipient's key that stand beside its name: a glance, not a comparison."""


@dataclass(frozen=True, slots=True, repr=False)
class StationLine:
    """Another workstation as the exchange screen lists it; counters are those of the ledger."""

    id: Id
    code: str
    organisation: str
    active: bool
    ceiling: Marking
    sent: int
    acknowledged: int
    received: int


class GateWhy(Worded):
    """Why something stands ticked at the gate that the recipient never had."""

    CHOSEN = "chosen", N_("chosen for this bundle")
    LET_GO = "let_go", N_("let go for them before, and not sent yet")
    TASK = "task", N_("a task for them")
    ALONG = "along", N_("goes along because what leaves names it")


@dataclass(frozen=True, slots=True, repr=False)
class GateLine:
    """One root at the gate: what of it leaves and what is refused. `changed` counts entities by kind.

    One that is `offered` says no more than what it is: nothing of it leaves, or goes along, before it is chosen.
    """

    root: Id
    kind: str
    title: str
    reference: str
    leaves: Sequence[Leaving]
    refused: Sequence[Kept]
    changed: Mapping[str, int]
    marking: Marking
    offered: bool = False
    """Nobody chose it yet: the recipient carries a measure of it out and never had it."""
    why: GateWhy | None = None
    """Why it is ticked, where something of it is disclosed for the first time; None of the directory."""
    waiting: int = 0
    """The number of the bundle, not confirmed yet, in which all of it stands already; else 0."""
    mine: bool = False
    """What was not shared of it is this officer's own organisation's to share."""

    @property
    def first_parts(self) -> Sequence[str]:
        """Return the parts that are disclosed to this recipient for the first time."""
        return tuple(dict.fromkeys(one.part for one in self.leaves if one.first_time))


@dataclass(frozen=True, slots=True, repr=False)
class LedgerSheetLine:
    """One bundle that left or came, with names. `state` is written, failed, writing, applied, replay or stale."""

    bundle: Id
    station: str
    outgoing: bool
    counter: int
    entries: int
    size: int
    moment: datetime
    officer: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class GateSheet:
    """Everything the officer looks at before he lets a bundle go."""

    station: StationLine
    words: Sequence[str]
    proposal: ReleaseProposal
    lines: Sequence[GateLine]
    next_counter: int
    second_needed: bool
    roots: Sequence[Id] = ()
    """Those that were chosen."""


def stations_to(desk: Desk, language: str) -> list[StationLine]:
    """Return the other workstations of the directory, by code. Raises NotAllowed."""
    with desk.read() as view:
        if not view.may(Action.RELEASE):
            view.require(Action.IMPORT)
        found = [_station(view, uid, language) for uid in view.directory.stations if uid != desk.station]
    return sorted(found, key=lambda one: one.code)


def gate_sheet(desk: Desk, station: Id, roots: Sequence[Id], language: str) -> GateSheet:
    """Return what would go to `station`: all shared before and `roots`; what holds work for it is offered beside them.

    Raises what `propose_release` raises.
    """
    proposal = propose_release(desk, station, roots)
    with desk.read() as view:
        line = _station(view, station, language)
        by_root: dict[Id, tuple[list[Leaving], list[Kept]]] = {}
        directory = next((one.root for one in proposal.leaves if one.stream == desk.trust.directory), None)
        for leaving in proposal.leaves:
            # The lines of lists go along with the directory, always and in one line of the gate.
            with_it = directory is not None and leaving.part == CATALOGUE
            by_root.setdefault(directory if with_it and directory else leaving.root, ([], []))[0].append(leaving)
        for kept in proposal.refused:
            by_root.setdefault(kept.root, ([], []))[1].append(kept)
        facts = station_facts(view, station)
        for root, (leaves, refused) in by_root.items():
            refused.extend(_unshared(view, facts, root, [*leaves, *refused]))
        offered = [root for root in _offered(view, station) if root not in roots and root not in by_root]
        names = read_names(view, {*by_root, *offered}, language)
        peer = find_peer(view.connection, station)
        acked, pid = (peer.acked, peer.pid) if peer else (0, -1)
        rows = [
            replace(
                _line(view, root, leaves, refused, names.get(root, ""), acked, pid),
                waiting=_waiting(view, peer, leaves),
                mine=_is_mine(view, refused),
                why=_why(leaves, roots) if root != directory else None,
            )
            for root, (leaves, refused) in by_root.items()
        ]
        rows += [_offer(view, root, names.get(root, "")) for root in offered]
        key = view.directory.stations[station].signing_key or b""
    rows.sort(
        key=lambda row: (
            row.offered, not row.leaves, not row.changed and not row.first_parts, row.kind, row.reference,
        )
    )  # fmt: skip
    words = as_words(key)[:FINGERPRINT_WORDS] if len(key) == 32 else ()
    next_counter = (peer.out_counter if peer else 0) + 1
    return GateSheet(line, words, proposal, rows, next_counter, proposal.marking > SECOND_ABOVE, tuple(roots))


def _offered(view: View, station: Id) -> list[Id]:
    """Return the roots in which the organisation of `station` has work, where this officer lets things go."""
    there = view.directory.stations.get(station)
    if there is None or there.organisation is None or not view.may(Action.RELEASE):
        return []
    return work_for(view, there.organisation, station)


def _offer(view: View, root: Id, title: str) -> GateLine:
    kind, reference = root_facts(view, root)
    rows = view.connection.exec_driver_sql("SELECT id FROM stream WHERE root = ?", (root,)).all()
    streams = [bytes(row[0]) for row in rows]
    marking = max((view.thing(one).marking for one in streams if view.may(Action.READ, one)), default=Marking.NONE)
    return GateLine(root, kind, title, reference, (), (), {}, marking=marking, offered=True)


def _why(leaves: Sequence[Leaving], roots: Sequence[Id]) -> GateWhy | None:
    fresh = [one for one in leaves if one.first_time]
    if not fresh:
        return None
    if fresh[0].root in roots:
        return GateWhy.CHOSEN
    if all(one.part == TASK for one in fresh):
        return GateWhy.TASK
    return GateWhy.LET_GO if any(one.asked for one in fresh) else GateWhy.ALONG


def _unshared(view: View, facts: StationFacts, root: Id, told: Sequence[Leaving | Kept]) -> list[Kept]:
    """Return the other parts of a file of which something leaves that nobody shared yet: who sent a part sees the rest.

    What others carry out is theirs, and a person's private data is asked for with the person.
    """
    if root_facts(view, root)[0] not in FILES or not any(isinstance(one, Leaving) for one in told):
        return []
    known = {one.stream for one in told}
    streams = view.connection.exec_driver_sql("SELECT id FROM stream WHERE root = ? ORDER BY sid", (root,))
    found = []
    for stream in (bytes(row[0]) for row in streams):
        thing = view.thing(stream)
        if stream in known or thing.part == ASSIGNMENT or not view.may(Action.READ, stream):
            continue
        if receivable(view, stream, facts).why is Refusal.STRANGER:
            found.append(Kept(stream, root, thing.part, Refusal.STRANGER))
    return found


def _waiting(view: View, peer: Peer | None, leaves: Sequence[Leaving]) -> int:
    """Return the bundle in which all of these stand, and which nobody confirmed; 0 where there is none."""
    bundle = unconfirmed(view.connection, peer.pid) if peer else None
    if peer is None or bundle is None or not leaves:
        return 0
    sql = """SELECT coalesce(acked, 0), (SELECT count(*) FROM entry WHERE entry.sid = stream.sid AND eid > ?
             AND source IS NOT ?) FROM stream LEFT JOIN share ON share.sid = stream.sid AND pid = ? WHERE id = ?"""
    asked = (bundle.upto, peer.pid, peer.pid)
    rows = [view.connection.exec_driver_sql(sql, (*asked, one.stream)).one() for one in leaves]
    return bundle.counter if all(UNSENT < first <= bundle.counter and not since for first, since in rows) else 0


def _is_mine(view: View, refused: Sequence[Kept]) -> bool:
    """Tell whether all that was not shared yet is owned here, so that this officer's organisation can share it."""
    strange = [view.thing(one.stream) for one in refused if one.why is Refusal.STRANGER]
    return bool(strange) and all(thing.owner == view.facts.organisation for thing in strange)


def _station(view: View, uid: Id, language: str) -> StationLine:
    record = view.directory.stations[uid]
    peer = find_peer(view.connection, uid)
    names = read_names(view, [record.organisation] if record.organisation else [], language)
    return StationLine(
        uid, record.code or "", names.get(record.organisation or b"", ""), record.state == AccountState.ACTIVE,
        record.ceiling if isinstance(record.ceiling, Marking) else Marking.NONE, peer.out_counter if peer else 0,
        peer.acked_counter if peer else 0, peer.in_counter if peer else 0,
    )  # fmt: skip


def _line(
    view: View, root: Id, leaves: Sequence[Leaving], refused: Sequence[Kept], title: str, acked: int, pid: int
) -> GateLine:
    kind, reference = root_facts(view, root)
    changed: dict[str, int] = {}
    for leaving in leaves:
        for name, count in _changed(view, leaving.stream, 0 if leaving.first_time else acked, pid).items():
            changed[name] = changed.get(name, 0) + count
    marking = max((one.marking for one in leaves), default=Marking.NONE)
    return GateLine(root, kind, title, reference, leaves, refused, changed, marking)


def _changed(view: View, stream: Id, acked: int, pid: int) -> dict[str, int]:
    """Count the entities of a stream that were written, elsewhere than at the recipient, since it last told us.

    The account that recovery sheets open is nobody's: the administration counts it no more than this.
    """
    sql = """SELECT entity.kind, count(DISTINCT entity.id) FROM cell JOIN entity ON entity.id = cell.entity
             JOIN entry USING (eid) JOIN stream ON stream.sid = entity.sid
             WHERE stream.id = ? AND entry.eid > ? AND entry.source IS NOT ? AND entity.kind <> 1
             AND entity.uid IS NOT ? GROUP BY 1"""
    kinds, recovery = view.desk.schema.kinds, load_meta(view.connection, RECOVERY_OFFICER)
    rows = view.connection.exec_driver_sql(sql, (stream, acked, pid, recovery)).all()
    return {kinds[row[0]].name: row[1] for row in rows if row[0] in kinds}


def ledger_lines(desk: Desk, station: Id | None = None) -> list[LedgerSheetLine]:
    """Return the bundles exchanged with one workstation or all, newest first. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.IMPORT)
        found = lines(view.connection, station)
        known = view.directory
        return [
            LedgerSheetLine(
                line.bundle, known.stations[line.station].code or "" if line.station in known.stations else "",
                line.outgoing, line.counter, line.entries, line.size, line.moment,
                known.officers[line.officer].name or "" if line.officer in known.officers else "", line.reason,
                line.state,
            )
            for line in found
        ]  # fmt: skip
