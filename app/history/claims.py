"""One id, one thing: what is written under one id in several streams counts in one of them only.

A partner who was sent a thing knows its id, and may write under it in a stream of his own. Which stream counts follows
from the set of entries alone, whatever came first and whatever of them is void or held: the directory's; then that for
which its giver gave the id (`app.history.given`); then that in which its giver wrote it first; then a list that is
nobody's; then, of ids that say nothing of their giver, the stream of the smallest id. What is written under the id
elsewhere is void: kept, shown as such, not counted, and a finding. Labels are their streams' own and left out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from app.core.ids import NIL, Id
from app.history.given import was_given
from app.history.labels import LABEL
from app.history.past import ALL, HELD, is_void, operations
from app.history.rows import select_in
from app.history.wire import Skeleton, decode

COUNTS = "EXISTS (SELECT 1 FROM cell WHERE cell.entity = entity.id)"
"""In SQL that finds where an id is written: of an entity under whose id another stream counts, nothing stands."""

Struck = Mapping[int, Collection[Id]]
"""Per stream key the ids that do not count there."""

_SHARED = """SELECT DISTINCT here.uid FROM entity AS here JOIN entity AS there ON there.uid = here.uid
    AND there.sid <> here.sid AND there.kind <> 1 WHERE here.kind <> 1 AND here.sid IN ({keys})"""
_STREAMS = """SELECT DISTINCT uid, entity.sid, stream.id, owner FROM entity JOIN stream USING (sid)
    WHERE kind <> 1 AND uid IN ({keys})"""
_WRITTEN = """SELECT skeleton, void, replica.id, no FROM entry JOIN save USING (vid) JOIN replica USING (rid)
    WHERE instr(skeleton, ?) AND sid IN ({keys})"""


@dataclass(slots=True)
class _Claim:
    """An id as one stream has it."""

    uid: Id
    sid: int
    rank: tuple[int, int, Id]
    """The smallest of an id counts."""
    counted: bool = False
    """Whether anything counts that is written under it here."""
    void: bool = False
    """Whether anything does not."""


def shared_ids(connection: Connection, sids: Iterable[int]) -> set[Id]:
    """Return the ids of those streams (keys) under which other streams write too."""
    return {bytes(row[0]) for row in select_in(connection, _SHARED, sids)}


def struck_ids(connection: Connection, directory: Id | None, uids: Collection[Id]) -> Struck:
    """Return where those ids do not count."""
    struck: dict[int, set[Id]] = {}
    for claims in _claims(connection, directory, uids).values():
        for claim in _lost(claims):
            struck.setdefault(claim.sid, set()).add(claim.uid)
    return struck


def streams_to_judge(connection: Connection, directory: Id | None, uids: Collection[Id]) -> set[int]:
    """Return the streams (keys) in which what stands under those ids is not what follows from all entries."""
    found: set[int] = set()
    for claims in _claims(connection, directory, uids).values():
        lost = _lost(claims)
        found |= {claim.sid for claim in lost if claim.counted}
        found |= {claim.sid for claim in claims if claim.void and claim not in lost and len(claims) > 1}
    return found


def void_under(skeleton: Skeleton, void: str | None, uids: Collection[Id]) -> str | None:
    """Return what is void of an entry (as `entry.void` says it) where those ids do not count in its stream."""
    if void in (ALL, HELD):
        return void
    gone = {idx for uid, kind, _, idx, _ in operations(skeleton) if kind != LABEL and uid in uids}
    if not gone:
        return void
    gone |= {int(idx) for idx in void.split(",")} if void else set()
    return ALL if len(gone) == len(skeleton.who) else ",".join(map(str, sorted(gone)))


def _lost(claims: Collection[_Claim]) -> list[_Claim]:
    return sorted(claims, key=lambda claim: claim.rank)[1:]


def _claims(connection: Connection, directory: Id | None, uids: Collection[Id]) -> dict[Id, list[_Claim]]:
    found: dict[Id, list[_Claim]] = {}
    for uid, sid, stream, owner in select_in(connection, _STREAMS, uids):
        first = 0 if stream == directory else 3 if owner == NIL else 4
        claim = _Claim(bytes(uid), sid, (first, 0, bytes(stream)))
        _look(connection, claim, bytes(stream))
        found.setdefault(claim.uid, []).append(claim)
    return found


def _look(connection: Connection, claim: _Claim, stream: Id) -> None:
    """Fill in what the entries say that write under the id."""
    sql = _WRITTEN.replace("?", f"x'{claim.uid.hex()}'")
    for raw, void, replica, number in select_in(connection, sql, [claim.sid]):
        mine = [
            is_void(void, idx)
            for uid, kind, _, idx, _ in operations(decode(Skeleton, raw))
            if uid == claim.uid and kind != LABEL
        ]
        claim.void |= any(mine)
        claim.counted |= not all(mine)
        if mine and claim.rank[0]:
            if was_given(claim.uid, replica, stream):
                claim.rank = min(claim.rank, (1, 0, stream))
            elif was_given(claim.uid, replica):
                claim.rank = min(claim.rank, (2, number, stream))
