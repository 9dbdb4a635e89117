"""Phone numbers of the whole world, read as dialled from Belgium, by phonenumbers (its tables ship with it)."""

import re
from dataclasses import dataclass

from app.core.i18n import N_
from app.models.checks.checked import Checked, Keepable, tidy

HOME = "BE"
SHORTEST = 3
LONGEST_SHORT = 4
FEWEST = 8
"""Digits of a number that is whole."""
_APART = re.compile(r"[;,]|\s/\s|\s(?:of|ou|oder|or|en|et|und|and)\s")
_WORDS = re.compile(r"[^\W\d_]{3}")

NOT_IN_PLAN = N_("No such number is known to be in use. Check it with a call.")
SHORT_NUMBER = N_("A short number: it works only inside the country.")


@dataclass(frozen=True, slots=True, repr=False)
class Phone:
    """One number in three forms: to store and compare, to read at home, to dial from anywhere."""

    e164: str
    national: str
    international: str
    extension: str = ""


class PhoneUnreadable(Keepable):
    """Not a phone number in any country."""

    sentence = N_(
        "This is not a phone number. Type it with its area code, or with + and the country code if it is a foreign one."
    )


class PhoneLength(Keepable):
    """Too few or too many digits for its country."""

    sentence = N_("This phone number has too few or too many digits. Check it again.")


class PhoneNotAlone(Keepable):
    """A number with words beside it, or two of them."""

    sentence = N_("Type one number and nothing else here: what is said about it goes in the remarks.")


class PhoneCountry(Keepable):
    """The country code does not exist."""

    sentence = N_("No country has this phone code. Check the digits after the +.")


def parse(text: str, *, region: str = HOME) -> Checked[Phone]:
    """Return the number typed, national forms being those of `region` (ISO 3166-1 alpha-2).

    Emergency and other short numbers stay as they are, with a warning. Raises PhoneUnreadable, PhoneLength,
    PhoneNotAlone, PhoneCountry, Empty, TooLong.
    """
    plain = tidy(text)
    try:
        return _parsed(plain, region)
    except (PhoneUnreadable, PhoneLength) as error:
        if _beside(plain):
            raise PhoneNotAlone from error
        raise


def _beside(plain: str) -> bool:
    """Tell whether there is a number, and words or another number beside it."""
    numbers = [part for part in _APART.split(plain) if sum(sign.isdigit() for sign in part) >= FEWEST]
    return len(numbers) > 1 or (len(numbers) == 1 and _WORDS.search(plain) is not None)


def _parsed(plain: str, region: str) -> Checked[Phone]:
    digits = "".join(letter for letter in plain if letter not in " ./-()")
    if digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST_SHORT:
        return Checked(Phone(digits, digits, digits), SHORT_NUMBER)
    import phonenumbers  # the plans of the world's numbers: with the first number that is typed
    from phonenumbers import NumberParseException, PhoneNumberFormat

    try:
        number = phonenumbers.parse(plain.replace("(0)", ""), region)
    except NumberParseException as error:
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE and plain.startswith(("+", "00")):
            raise PhoneCountry from error
        if error.error_type in (NumberParseException.TOO_LONG, NumberParseException.TOO_SHORT_NSN):
            raise PhoneLength from error
        raise PhoneUnreadable from error
    if not phonenumbers.is_possible_number(number):
        raise PhoneLength
    extension = number.extension or ""
    number.extension = None
    phone = Phone(
        phonenumbers.format_number(number, PhoneNumberFormat.E164),
        phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL),
        phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        extension,
    )
    return Checked(phone, None if phonenumbers.is_valid_number(number) else NOT_IN_PLAN)
