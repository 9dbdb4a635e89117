"""What was named to an inspector for a dated visit: kept in this store alone, and over when the day is.

A supervisory body comes to one workstation on one day, with a reference. What it may read there is named by an officer
who may read it himself; nothing of that travels, and the next day it opens nothing.
"""

from dataclasses import replace
from datetime import date

import msgspec
from sqlalchemy import Connection

from app.core.ids import Id
from app.models.enums import Role
from app.models.rights import OfficerFacts
from app.store.meta import load_meta, save_meta

_KEY = "inspection/"


class Visit(msgspec.Struct, frozen=True):
    """One day's inspection by one inspector: the roots that are named."""

    day: date
    reference: str
    roots: list[bytes]


def inspected(connection: Connection, facts: OfficerFacts) -> OfficerFacts:
    """Return what `may` asks about an inspector, with what was named to him; anybody else as he is."""
    found = visit_of(connection, facts.officer) if Role.INSPECTOR in facts.roles else None
    if found is None:
        return facts
    return replace(facts, inspects=frozenset(found.roots), inspects_on=found.day, inspection_reference=found.reference)


def visit_of(connection: Connection, officer: Id) -> Visit | None:
    """Return the visit that was named last to an inspector at this workstation."""
    raw = load_meta(connection, f"{_KEY}{officer.hex()}")
    try:
        return None if raw is None else msgspec.msgpack.decode(raw, type=Visit)
    except msgspec.MsgspecError:
        return None


def keep_visit(connection: Connection, officer: Id, visit: Visit) -> None:
    """Keep what was named to an inspector."""
    save_meta(connection, f"{_KEY}{officer.hex()}", msgspec.msgpack.encode(visit))
