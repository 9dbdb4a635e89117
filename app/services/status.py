"""Who sits here and how the store stands: the facts of the window's head and of its status line, in one look."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.core.clock import from_milliseconds
from app.history.replicas import head
from app.models.enums import Action, Role
from app.models.lists import SHIPPED, Lists
from app.services.cases.assignments import PART as ASSIGNMENT
from app.services.desk import Desk, NotThere, View
from app.services.preferences import preferences_in

HEAD_DIGITS = 16
"""Hexadecimal digits of the head that are shown: enough to compare with a paper by eye."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits where, what his roles let him do to the house, and how he likes the window."""

    officer: str = field(repr=False)
    roles: tuple[Role, ...]
    station: str
    exercise: bool
    may: frozenset[Action]
    """What his role has, of whatever thing: what the window hides by. Services ask again of each thing."""
    preferences: Mapping[str, Any] = field(repr=False)
    lists: Lists = field(default=SHIPPED, repr=False)
    assigned: bool = False
    """Whether another organisation gives this one work, or may: a partner's own list is then in sight."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle that came or left: the other workstation, its number, when."""

    station: str
    counter: int
    outgoing: bool
    moment: datetime


@dataclass(frozen=True, slots=True)
class Status:
    """How the store stands. `saved` and `head` are None and empty where nothing was ever saved here."""

    saved: datetime | None
    bundle: Bundle | None
    head: str


def seat(desk: Desk) -> Seat:
    """Return who sits at the desk. Raises NotAllowed where the account counts no more, NotThere."""
    with desk.read() as view:
        _ask(view)
        directory = view.directory
        officer, station = directory.officers.get(desk.officer), directory.stations.get(desk.station)
        if officer is None:
            raise NotThere
        return Seat(
            officer=officer.name or officer.login or "",
            roles=tuple(role for role in Role if role in officer.roles),
            station=(station.code if station else None) or desk.station.hex()[:8],
            exercise=desk.exercise,
            may=frozenset(action for action in Action if view.may(action)),
            preferences=preferences_in(view),
            lists=view.lists,
            assigned=is_assigned(view),
        )


def is_assigned(view: View) -> bool:
    """Tell whether another organisation gives the officer's own work to do; for who reads content only."""
    if not view.may(Action.EXECUTE):
        return False
    officer = view.directory.officers.get(view.desk.officer)
    if officer is not None and Role.PARTNER in officer.roles:
        return True
    part, own = view.desk.schema.part_number(ASSIGNMENT), view.facts.organisation
    # The part stands in the text, and each side of our own is asked apart: so an index of few rows answers.
    others = " UNION ALL ".join(f"SELECT id FROM stream WHERE part = {part} AND owner {side} ?" for side in "<>")  # noqa: S608
    return any(view.may(Action.READ, bytes(row[0])) for row in view.connection.exec_driver_sql(others, (own, own)))


def status(desk: Desk) -> Status:
    """Return how the store stands. Raises NotAllowed. What is missing, `app.services.exchange.missing` tells."""
    with desk.read() as view:
        _ask(view)
        saved = view.connection.exec_driver_sql("SELECT moment FROM save ORDER BY vid DESC LIMIT 1").scalar()
        newest = head(view.connection)
        return Status(
            None if saved is None else from_milliseconds(int(saved)),
            _last_bundle(view),
            "" if newest is None else newest.save.hex()[:HEAD_DIGITS],
        )


def _last_bundle(view: View) -> Bundle | None:
    sql = """SELECT station, bundle.counter, dir, moment FROM bundle JOIN peer USING (pid)
             ORDER BY moment DESC, bundle.counter DESC LIMIT 1"""
    row = view.connection.exec_driver_sql(sql).first()
    if row is None:
        return None
    station = view.directory.stations.get(bytes(row[0]))
    code = (station.code if station else None) or bytes(row[0]).hex()[:8]
    return Bundle(code, int(row[1]), row[2] == "out", from_milliseconds(int(row[3])))


def _ask(view: View) -> None:
    directory = view.desk.trust.directory
    if directory is None:
        raise NotThere
    view.require(Action.READ, directory)
