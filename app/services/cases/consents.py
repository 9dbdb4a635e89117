"""What a protected person agreed to: measures accepted or declined, conduct advice signed.

A person who declines is protected by what needs no consent: the refusal is recorded, nothing is decided by it.
"""

from datetime import date

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.threat import Involvement
from app.services.cases.files import check_working
from app.services.desk import Desk, Unit


class SignedAhead(UserError):
    """Something signed on a day to come."""

    sentence = N_("The day of signing lies in the future. Correct it; nothing was saved.")


def record_consent(desk: Desk, involvement: Id, accepted: bool | None, on: date | None = None) -> None:
    """Record that a person of a file accepts (True) or declines (False) the measures; None takes the answer back.

    Without a day it was signed today. Raises NotAllowed, NotThere, SignedAhead, FileIsClosed.
    """
    with desk.write() as unit:
        signed = None if accepted is None else _signed(desk, on, "accepted_on")
        _write(unit, involvement, {"accepted": accepted, "accepted_on": signed})


def sign_conduct(desk: Desk, involvement: Id, on: date | None = None) -> None:
    """Record that a person of a file signed the conduct advice. Raises as `record_consent`."""
    with desk.write() as unit:
        _write(unit, involvement, {"conduct_signed_on": _signed(desk, on, "conduct_signed_on")})


def _signed(desk: Desk, on: date | None, field: str) -> date:
    if on is not None and on > desk.today():
        raise SignedAhead(field=field)
    return on or desk.today()


def _write(unit: Unit, involvement: Id, fields: dict[str, object]) -> None:
    core = unit.stream_of(involvement, Involvement)
    unit.require(Action.FILE, core)
    check_working(unit, unit.get(Involvement, involvement).file or b"")
    unit.change(core, involvement, Involvement, fields)
    unit.save()
