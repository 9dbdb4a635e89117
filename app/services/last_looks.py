"""What changed in a file since an officer last looked into it here: what others wrote and what bundles brought.

Kept for him and the file: the newest entry that he had before him, and when. It says where somebody looked, so it
stands in the store's own facts as preferences do: it never travels, and no history is kept of it. What counts is the
order in which entries came into this store, so that no clock of another workstation hides anything.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from app.core.clock import from_milliseconds, milliseconds
from app.core.ids import Id
from app.history.trail import later_entries
from app.services.desk import Desk, View
from app.services.trail_sheets import HIDDEN, TrailSheet, named_changes
from app.services.trails import changes_in, readable_streams
from app.store.meta import load_meta, save_meta

MOST = 200
"""Entries that are told of at most; the history has all of them."""


@dataclass(frozen=True, slots=True, repr=False)
class SinceLooked:
    """`looked` is None where this officer never looked into the file on this workstation; then nothing is told."""

    looked: datetime | None
    trail: TrailSheet
    """What counts of what came since, the oldest first. `total` counts entries, of which only the last may be here."""
    newest: int
    """The newest entry of the store at this look: what is kept when he leaves."""


def since_looked(desk: Desk, root: Id, language: str) -> SinceLooked:
    """Return what others changed in a root since the officer at the desk last left it. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        streams = [sid for sid, _ in readable_streams(view, root)]
        newest = view.connection.exec_driver_sql("SELECT COALESCE(MAX(eid), 0) FROM entry").scalar_one()
        kept = _kept(view, root)
        if kept is None:
            return SinceLooked(None, TrailSheet([], {}, 0), newest)
        after, moment = kept
        found = later_entries(view.connection, streams, after, desk.officer, MOST)
        told = [one for one in changes_in(view, root, found, HIDDEN) if one.counted]
        return SinceLooked(moment, named_changes(view, told, language, found.total), newest)


def keep_look(desk: Desk, root: Id, newest: int) -> None:
    """Keep that the officer at the desk has seen a root up to the entry `newest`. Raises NotAllowed, NotThere."""
    with desk.write() as unit:
        readable_streams(unit, root)
        value = json.dumps([newest, milliseconds(desk.clock.now())]).encode()
        save_meta(unit.connection, _name(desk, root), value)


def _kept(view: View, root: Id) -> tuple[int, datetime] | None:
    body = load_meta(view.connection, _name(view.desk, root))
    match json.loads(body) if body is not None else None:
        case [int(newest), int(moment)]:
            return newest, from_milliseconds(moment)
    return None


def _name(desk: Desk, root: Id) -> str:
    return f"looked/{desk.officer.hex()}/{root.hex()}"
