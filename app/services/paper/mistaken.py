"""Papers that were made while two persons were taken for one: of somebody they may say what is another's.

Nothing marks them: that two entries were joined, and until when, stands in the history of the edge between them. A
paper about either that was issued in between is mistaken until a newer version replaces it, or its copies are back.
What exactly it took from whom is not looked for: for information the cautious answer is to fetch it back.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from app.core.ids import Id
from app.history.trail import trail
from app.models.enums import DocumentState, MergeState
from app.models.kinds.paper import IssuedDocument
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.joined import group_of, said_of
from app.services.seeing import Sight

ORDER = "order"
"""The kind of paper that tells of all who come along: it is about none of them."""
_ONCE_JOINED = """SELECT DISTINCT min(p.one, p.other), max(p.one, p.other) FROM p_same_person p
    WHERE p.one IS NOT NULL AND p.other IS NOT NULL
    AND (p.state = 'parted' AND (SELECT count(*) FROM entry WHERE entry.sid = p.sid) > 1
         OR p.state = 'joined' AND EXISTS (SELECT 1 FROM p_same_person q WHERE q.state = 'parted'
            AND (q.one = p.one AND q.other = p.other OR q.one = p.other AND q.other = p.one)))"""
"""Edges that say apart and have said otherwise before; and those that others say apart."""


def mistaken_papers(view: View, sight: Sight) -> frozenset[Id]:
    """Return the papers in force that were made of two persons taken for one; no right on the papers is asked."""
    found: set[Id] = set()
    for one, other in view.connection.exec_driver_sql(_ONCE_JOINED).all():
        mine, theirs = (group_of(view, sight, bytes(person))[0] for person in (one, other))
        if bytes(other) not in mine:
            found |= _between(view, {*mine, *theirs}, *_joined_from_to(view, sight, bytes(one), bytes(other)))
    return frozenset(found)


def _joined_from_to(view: View, sight: Sight, one: Id, other: Id) -> tuple[datetime | None, datetime | None]:
    """Return from when until when two were joined: None where they never were, or nobody says when it ended.

    They were from when all had joined them who keep one of them, until any of those told them apart.
    """
    since: dict[Id, datetime] = {}
    apart = []
    for edge, told in said_of(view, sight, [one]).items():
        for state, moment in _said(view, edge) if told.pair == {one, other} else ():
            if state == MergeState.JOINED:
                since.update({end: min(moment, since.get(end, moment)) for end in told.edge.spoken_for})
            elif told.edge.spoken_for:
                apart.append(moment)
    began = max(since.values()) if len(since) == 2 else None
    return began, max((moment for moment in apart if began is not None and moment >= began), default=None)


def _said(view: View, edge: Id) -> list[tuple[Any, datetime]]:
    changes = trail(view.connection, view.desk.schema, edge, edge)
    return [
        (change.values[0], change.moment) for change in changes
        if change.counted and change.values and change.cell is not None and change.cell.fields[0].name == "state"
    ]  # fmt: skip


def _between(view: View, persons: Collection[Id], since: datetime | None, until: datetime | None) -> set[Id]:
    if since is None or until is None:
        return set()
    visits = f"SELECT file FROM p_delegation_member WHERE person {AMONG}"  # noqa: S608 - a constant
    where = f"state = ? AND (subject {AMONG} OR (kind = ? AND file IN ({visits})))"
    known = among(persons)
    papers = view.find(IssuedDocument, where, DocumentState.ISSUED, known, ORDER, known)
    return {uid for uid, paper in papers if paper.issued is not None and since <= paper.issued <= until}
