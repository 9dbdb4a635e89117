"""What waits for a person after an exchange: entries of revoked workstations to adopt, findings to look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.acts import adopt
from app.history.findings import list_findings
from app.history.quarantine import quarantined
from app.models.enums import Action
from app.models.rights import NotAllowed, Refusal
from app.services.desk import Desk
from app.services.exchange.release import ReasonMissing


class NothingHeld(UserError):
    """None of the entries named waits in that stream."""

    sentence = N_("Nothing of this waits in quarantine any more. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of a revoked workstation that nobody else vouched for: kept, not counted."""

    stream: Id
    entry: bytes
    station: str
    officer: str = field(repr=False)
    moment: datetime


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something about the history that a person should look at; `entry` is a hash, where it is about one."""

    kind: str
    sentence: str = field(repr=False)
    subject: bytes
    entry: bytes | None


def held_entries(desk: Desk) -> Sequence[Held]:
    """Return what waits in quarantine in streams this officer may read, in order of arrival."""
    with desk.read() as view:
        known = view.directory
        found = []
        for one in quarantined(view.connection):
            if view.may(Action.READ, one.stream):
                station, officer = known.stations.get(one.station), known.officers.get(one.officer)
                code, name = (station.code if station else None), (officer.name if officer else None)
                found.append(Held(one.stream, one.entry, code or "", name or "", one.moment))
        return found


def adopt_held(desk: Desk, wanted: Mapping[Id, Sequence[bytes]], reason: str) -> int:
    """Let entries of a revoked workstation count, all of them or none; return how many.

    What was written after them and waits too counts with them; what was adopted meanwhile is passed over. Only the
    stream's owner organisation may, under the officer's own signature. Raises NotAllowed, ReasonMissing, NothingHeld
    where nothing is left.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with desk.write() as unit:
        for stream in wanted:
            unit.require(Action.LABEL, stream)
            if unit.thing(stream).owner != unit.facts.organisation:
                raise NotAllowed(why=Refusal.OWNER)
        before = {one.entry for one in quarantined(unit.connection)}
        left = {stream: [one for one in entries if one in before] for stream, entries in wanted.items()}
        if not any(left.values()):
            raise NothingHeld
        for stream, entries in left.items():
            if entries:
                adopt(unit.connection, unit.writer, desk.ids, stream, entries, reason.strip())
        unit.save(signed=True)
        return len(before - {one.entry for one in quarantined(unit.connection)})


def findings_to_look_at(desk: Desk, language: str) -> Sequence[Noticed]:
    """Return what should not be but never keeps anybody from working: forks, numbers given twice, odd dates.

    A finding about an entry of a stream that this officer may not read is left out.
    """
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        sql = "SELECT entry.hash, stream.id FROM entry JOIN stream USING (sid)"
        stream_of = {bytes(row[0]): bytes(row[1]) for row in view.connection.exec_driver_sql(sql)}
        return [
            Noticed(found.kind.value, found.say(language), found.subject, found.entry)
            for found in list_findings(view.connection)
            if found.entry is None or view.may(Action.READ, stream_of[found.entry])
        ]
