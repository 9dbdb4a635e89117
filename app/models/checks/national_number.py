"""Belgian national register number and bis number (people the register does not hold), by python-stdnum.

Rule: Royal Decree of 3 April 1984; check digits are 97 minus the remainder, with a 2 in front for births from 2000.
A wrong check digit is a typing error nearly always; a foreign document may still state it so, hence `Keepable`.
"""

from datetime import date

from app.core.i18n import N_
from app.models.checks.checked import Checked, Keepable, tidy

LENGTH = 11

BIS_NUMBER = N_("This is a bis number: the person is not in the national register.")
OTHER_BIRTH_DATE = N_("The date of birth in this number is not the one of the person.")
BIRTH_IN_FUTURE = N_("The date of birth in this number lies in the future.")


class NationalNumberLength(Keepable):
    """Not eleven digits. Facts: found."""

    sentence = N_("A national register number has 11 digits; this has {found}. Check the number on the document.")


class NationalNumberChecksum(Keepable):
    """The check digits do not fit."""

    sentence = N_("The check digits of this national register number are wrong: one digit is mistyped. Check it again.")


class NationalNumberDate(Keepable):
    """The first six digits are no date of birth."""

    sentence = N_("The first six digits of this national register number are not a date of birth. Check it again.")


def parse(text: str, *, today: date, born: date | None = None) -> Checked[str]:
    """Return the number written "85.07.30-033.28"; `born` is the person's date of birth where known.

    Raises NationalNumberLength, NationalNumberChecksum, NationalNumberDate, Empty, TooLong.
    """
    digits = "".join(letter for letter in tidy(text) if letter not in " .-/")
    if not (digits.isascii() and digits.isdigit()) or len(digits) != LENGTH:
        raise NationalNumberLength(found=sum(letter.isdigit() for letter in digits))
    from stdnum.be import bis, nn  # brings TLS and the reader of documentation: with the first number that is typed
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

    try:
        if nn.is_valid(digits):
            number, warning = nn.validate(digits), None
        else:
            number, warning = bis.validate(digits), BIS_NUMBER
        birth = nn.get_birth_date(number) if warning is None else bis.get_birth_date(number)
    except InvalidChecksum as error:
        raise NationalNumberChecksum from error
    except (InvalidComponent, ValidationError, ValueError) as error:
        raise NationalNumberDate from error
    if birth is not None and birth > today:
        warning = BIRTH_IN_FUTURE
    elif birth is not None and born is not None and birth != born:
        warning = OTHER_BIRTH_DATE
    return Checked(nn.format(number), warning)
