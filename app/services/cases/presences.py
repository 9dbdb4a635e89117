"""Where the protected persons of a file are: home, away, abroad. Patrols and the call card follow it, also those of
an executing service that has only its assignment (`app.services.cases.telling_presences`).

What holds on a day is the rule's (`app.models.rules.presence`): a journey with an end stands before how one lives. Two
journeys over one night would say two things of it, and are refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.threat import Involvement, Presence
from app.models.rules.presence import Period, overlap, standing
from app.services.cases.assignments import core_of
from app.services.cases.files import check_working
from app.services.cases.measures import PersonNotInFile
from app.services.cases.telling_presences import tell_presences
from app.services.choices import check_stays
from app.services.desk import Desk, View


class PresenceUnclear(UserError):
    """A presence says whose it is, where, and from when."""

    sentence = N_("Say who, whether at home, away or abroad, and from which day. Nothing was saved.")


class PresenceReversed(UserError):
    """It would end before it begins."""

    sentence = N_("The last day lies before the first. Correct one of them; nothing was saved.")


class PresenceOverlaps(UserError):
    """Two presences of one person on one day."""

    sentence = N_(
        "On some of these days this person is recorded elsewhere already ({first} to {last}). Change that presence "
        "first; nothing was saved."
    )


@dataclass(frozen=True, slots=True)
class Whereabout:
    """A presence in the store; `now` where it holds on the day asked for."""

    id: Id
    record: Presence
    now: bool


def record_presence(desk: Desk, file: Id, presence: Presence) -> Id:
    """Record where a person of the file is; return its id. Without first day it begins today.

    Raises NotAllowed, PresenceUnclear, PresenceReversed, PersonNotInFile, PresenceOverlaps, FileIsClosed.
    """
    given = replace(presence, file=file, from_on=presence.from_on or desk.today())
    _check_days(given)
    with desk.write() as unit:
        core = core_of(unit, file)
        unit.require(Action.FILE, core)
        check_working(unit, file)
        if not unit.find(Involvement, "file = ? AND person = ?", file, given.person):
            raise PersonNotInFile(field="person")
        _check_room(unit, given)
        made = unit.create(core, given)
        tell_presences(unit, file, {made: given})
        unit.save()
    return made


def edit_presence(desk: Desk, presence: Id, fields: Mapping[str, Any]) -> None:
    """Write state and period of a presence: somebody comes home early.

    Raises NotAllowed, NotThere, BelongsWhereItIs, PresenceUnclear, PresenceReversed, PresenceOverlaps, FileIsClosed.
    """
    check_stays(fields, "file", "person")
    with desk.write() as unit:
        core = unit.stream_of(presence, Presence)
        unit.require(Action.FILE, core)
        after = replace(unit.get(Presence, presence), **fields)
        check_working(unit, after.file or b"")
        check_presence(unit, after, presence)
        unit.change(core, presence, Presence, fields)
        tell_presences(unit, after.file or b"", {presence: after})
        unit.save()


def remove_presence(desk: Desk, presence: Id) -> bytes:
    """Take a presence back; return the save that did it. Raises NotAllowed, NotThere, FileIsClosed."""
    with desk.write() as unit:
        core = unit.stream_of(presence, Presence)
        unit.require(Action.FILE, core)
        file = unit.get(Presence, presence).file or b""
        check_working(unit, file)
        unit.delete(core, presence, Presence)
        tell_presences(unit, file, {presence: None})
        return unit.save().head


def read_presences(view: View, file: Id) -> list[Whereabout]:
    """Return the presences of a file without asking for a right."""
    return where_on(view.find(Presence, "file = ?", file, order="from_on DESC, id DESC"), view.desk.today())


def where_on(found: Sequence[tuple[Id, Presence]], day: date) -> list[Whereabout]:
    """Return presences with which of them hold on `day`."""
    now = standing([period_of(uid, record) for uid, record in found], day)
    return [Whereabout(uid, record, uid in now) for uid, record in found]


def period_of(uid: Id, record: Presence) -> Period:
    """Return what the rule of presences reads of one."""
    return Period(uid, (record.file, record.person), record.from_on, record.to_on)


def check_presence(view: View, given: Presence, own: Id = b"") -> None:
    """Raise what keeps `given` from standing beside the others of its person; `own` is its id where it is there.

    Raises PresenceUnclear, PresenceReversed, PresenceOverlaps.
    """
    _check_days(given)
    _check_room(view, given, own)


def _check_days(presence: Presence) -> None:
    for name in ("person", "state", "from_on"):
        if getattr(presence, name) is None:
            raise PresenceUnclear(field=name)
    if presence.to_on is not None and presence.from_on is not None and presence.to_on < presence.from_on:
        raise PresenceReversed(field="to_on")


def _check_room(view: View, given: Presence, own: Id = b"") -> None:
    for uid, other in view.find(Presence, "file = ? AND person = ?", given.file, given.person):
        if uid != own and overlap(period_of(own, given), period_of(uid, other)):
            raise PresenceOverlaps(field="from_on", first=_typed(other.from_on), last=_typed(other.to_on))


def _typed(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else "…"
