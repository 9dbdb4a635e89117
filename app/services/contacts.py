"""What an officer types of numbers and addresses: checked, brought into one form, or kept as typed with a warning.

A check that refuses may be overruled by the officer (`keep`), for reality may differ; what nobody could mean (nothing,
or a whole page) stays refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.core.ids import Id
from app.models.checks import email_address, national_number, plate
from app.models.checks import phone as phones
from app.models.checks.checked import Checked, Keepable, as_typed


@dataclass(frozen=True, slots=True)
class Entered:
    """What was saved, and the warning (an msgid) to show beside it, None where all is as it should be."""

    id: Id
    warning: str | None = None


def checked_phone(typed: str, *, keep: bool) -> Checked[str]:
    """Return a phone number in E.164 form. Raises the refusals of `checks.phone`, unless they may be kept."""
    return _kept(_phone, typed, keep)


def checked_email(typed: str, *, keep: bool) -> Checked[str]:
    """Return an e-mail address. Raises the refusals of `checks.email_address`, unless they may be kept."""
    return _kept(email_address.parse, typed, keep)


def checked_plate(typed: str, country: str | None, *, keep: bool) -> Checked[str]:
    """Return a number plate. Raises the refusals of `checks.plate`, unless they may be kept."""
    return _kept(lambda text: plate.parse(text, country=country or plate.HOME), typed, keep)


def checked_national_number(typed: str, today: date, born: date | None, *, keep: bool) -> Checked[str]:
    """Return a national register number. Raises the refusals of `checks.national_number`, unless they may be kept."""
    return _kept(lambda text: national_number.parse(text, today=today, born=born), typed, keep)


def _phone(typed: str) -> Checked[str]:
    found = phones.parse(typed)
    number = found.value
    return Checked(f"{number.e164} x{number.extension}" if number.extension else number.e164, found.warning)


def _kept(check: Callable[[str], Checked[str]], typed: str, keep: bool) -> Checked[str]:
    try:
        return check(typed)
    except Keepable:
        if keep:
            return as_typed(typed)
        raise
