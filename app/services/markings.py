"""Which markings an officer may give, and which the strip must show over what a screen reads.

A strip that says too little is the dangerous one: over a list it shows the highest marking of what the list may hold
for this officer, whatever page of it is in sight.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from app.core.ids import Id
from app.history.claims import COUNTS
from app.models.enums import Action, Marking
from app.models.kinds.label import Label
from app.models.rights import Refusal, ThingFacts, may
from app.models.tables import projection_name
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.seeing import Sight

MOST = 5_000
"""Streams of one marking asked for one by one; where none of so many may be read the marking is shown all the same."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The highest marking an officer may give here; `why` nothing above it, None where there is nothing above."""

    highest: Marking
    why: Refusal | None = None


def marking_ceiling(desk: Desk) -> Ceiling:
    """Return what officer and workstation may hold today. Raises NotAllowed where he may read no content at all."""
    with desk.read() as view:
        view.require(Action.READ)
        why: Refusal | None = None
        for marking in sorted(Marking, reverse=True):
            verdict = may(view.facts, Action.READ, ThingFacts("", view.facts.organisation, marking))
            if verdict.allowed:
                return Ceiling(marking, why)
            why = verdict.why
        return Ceiling(Marking.NONE, why)


def highest_marking(desk: Desk, kinds: Collection[type]) -> Marking:
    """Return the highest marking of all things of these kinds that the officer may read. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        numbers = {view.desk.schema.part_number(view.desk.schema.by_record[kind].part) for kind in kinds}
        sight = Sight(view)
        for marking in sorted(Marking, reverse=True):
            if marking is Marking.NONE or _holds(view, sight, marking, numbers):
                return marking
        return Marking.NONE


def marking_of(desk: Desk, things: Collection[Id]) -> Marking:
    """Return the highest marking of these things, as far as the officer may read them. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        sql = f"SELECT DISTINCT sid FROM entity WHERE uid {AMONG} AND {COUNTS}"  # noqa: S608 - constants
        sids = [row[0] for row in view.connection.exec_driver_sql(sql, (among(things),))]
        seen = Sight(view).streams(sids)
        return highest_of(view, seen)


def highest_of(view: View, sids: Collection[int]) -> Marking:
    """Return the highest marking of these streams (by their small keys), without asking for a right."""
    table = projection_name(view.desk.schema.by_record[Label])
    sql = f"SELECT max(marking) FROM {table} WHERE sid IN (SELECT value FROM json_each(?))"  # noqa: S608
    found = view.connection.exec_driver_sql(sql, (json.dumps(sorted(sids)),)).scalar()
    return Marking(found) if found in set(Marking) else Marking.NONE


def _holds(view: View, sight: Sight, marking: Marking, parts: Collection[int]) -> bool:
    """Tell whether something of these parts has the marking and may be read."""
    table = projection_name(view.desk.schema.by_record[Label])
    sql = (
        f"SELECT l.sid FROM {table} l JOIN stream s ON s.sid = l.sid WHERE l.marking > 0 AND l.marking = ?"  # noqa: S608
        " AND s.part IN (SELECT value FROM json_each(?)) LIMIT ?"
    )
    rows = view.connection.exec_driver_sql(sql, (int(marking), json.dumps(sorted(parts)), MOST))
    sids = [row[0] for row in rows]
    return len(sids) == MOST or bool(sight.streams(sids))
