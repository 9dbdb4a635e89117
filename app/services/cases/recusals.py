"""Conflict of interest (domain.md §1): who is recused from a file, and who decides in the place of whom it concerns.

Why is kept in the file's notes, which the recused officer reads no more. Nobody is recused from a file that is his: it
is given to another first, so that no file is without an officer.
"""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.threat import FileNote, ThreatFile
from app.models.rules.officers import check_recused
from app.services.cases.assignments import core_of, file_record
from app.services.cases.files import check_working
from app.services.desk import Desk, Unit


class WhyRecused(UserError):
    """What keeps somebody out of a file, or lets him back, is explained."""

    sentence = N_("Write why. Nothing was changed.")


class RecusedAlready(UserError):
    """Recused twice."""

    sentence = N_("This officer is recused from the file already. Nothing was changed.")


class NotRecused(UserError):
    """There is nothing to end."""

    sentence = N_("This officer is not recused from the file. Nothing was changed.")


def recuse_officer(desk: Desk, file: Id, officer: Id, reason: str) -> None:
    """Keep an officer out of a file. Raises NotAllowed, WhyRecused, StillOnTheFile, RecusedAlready, FileIsClosed."""
    with desk.write() as unit:
        core = _asked(unit, file, reason)
        record = file_record(unit, file)
        if officer in record.recused:
            raise RecusedAlready(field="officer")
        check_recused(record, [officer], desk.today())
        unit.change(core, file, ThreatFile, {"recused": (*record.recused, officer)})
        _note(unit, core, file, reason)
        unit.save()


def end_recusal(desk: Desk, file: Id, officer: Id, reason: str) -> None:
    """Let a recused officer back. Raises NotAllowed, WhyRecused, NotRecused, FileIsClosed."""
    with desk.write() as unit:
        core = _asked(unit, file, reason)
        record = file_record(unit, file)
        if officer not in record.recused:
            raise NotRecused(field="officer")
        left = tuple(one for one in record.recused if one != officer)
        unit.change(core, file, ThreatFile, {"recused": left})
        _note(unit, core, file, reason)
        unit.save()


def name_substitute(desk: Desk, file: Id, name: str | None, reason: str) -> None:
    """Name who decides on a file in the Minister's place, or (None) nobody: decisions are then the Minister's again.

    Raises NotAllowed, WhyRecused, FileIsClosed.
    """
    with desk.write() as unit:
        core = _asked(unit, file, reason)
        unit.change(core, file, ThreatFile, {"substitute_approver": (name or "").strip() or None})
        _note(unit, core, file, reason)
        unit.save()


def _asked(unit: Unit, file: Id, reason: str) -> Id:
    if not reason.strip():
        raise WhyRecused(field="reason")
    core = core_of(unit, file)
    unit.require(Action.FILE, core)
    check_working(unit, file)
    return core


def _note(unit: Unit, core: Id, file: Id, reason: str) -> None:
    unit.create(core, FileNote(file=file, moment=unit.desk.clock.now(), text=reason.strip()))
