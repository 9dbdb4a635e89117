"""Number plates: Belgian forms made uniform, foreign ones only tidied (their forms are not ours to judge).

Belgian series in use: 1-ABC-234 (since 2010, also with the letter of a category in front), ABC-123 (1973–2008),
123-ABC (2008–2010), and plates of diplomats, the court and the state. Personalised plates have up to eight signs, so
an unusual form is a warning, never a refusal.
"""

import re

from app.core.i18n import N_
from app.models.checks.checked import Checked, Keepable, tidy

HOME = "BE"
UNUSUAL = N_("Not a usual Belgian number plate. Kept as typed: check it, or give its country.")
_FORMS = (
    re.compile(r"(CD)([A-Z]{2})([0-9]{3})"),
    re.compile(r"([1-9])([A-Z]{3})([0-9]{3})"),
    re.compile(r"([A-Z])([A-Z]{3})([0-9]{3})"),
    re.compile(r"([A-Z]{3})([0-9]{3})"),
    re.compile(r"([0-9]{3})([A-Z]{3})"),
    re.compile(r"([AEP])([0-9]{1,4})"),
)
_SEPARATORS = re.compile(r"[\s.\-_·•–]+")
_PLATE = re.compile(r"(?=.*[0-9])[^\W_]{2,12}|[^\W\d_]{2,8}")


class PlateUnreadable(Keepable):
    """Signs that stand on no plate, or far too few or many."""

    sentence = N_("This is not a number plate: only letters and digits, 2 to 12 of them. Check it again.")


def parse(text: str, *, country: str = HOME) -> Checked[str]:
    """Return the plate in capitals, Belgian ones as "1-ABC-234". Raises PlateUnreadable, Empty, TooLong."""
    typed = tidy(text).upper()
    plain = _SEPARATORS.sub("", typed)
    if not _PLATE.fullmatch(plain):
        raise PlateUnreadable
    if country != HOME:
        return Checked(re.sub(r"[\s\-–]+", "-", typed))
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return Checked("-".join(match.groups()))
    return Checked(typed, UNUSUAL)


def key(plate: str) -> str:
    """Return letters and digits only: what plates are compared by."""
    return "".join(sign for sign in plate.upper() if sign.isalnum())
