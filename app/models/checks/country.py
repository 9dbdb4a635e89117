"""Countries by code or by name in four languages: names by babel (CLDR), three-letter codes by pycountry (ISO 3166-1).

CLDR also lists regions that are no countries (001, EU, UN, "ZZ"): only ISO 3166-1 and Kosovo (XK, as the EU writes it)
are taken.
"""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from anyascii import anyascii
from babel import Locale

from app.core.i18n import LANGUAGES, N_
from app.models.checks.checked import Checked, Keepable, tidy

if TYPE_CHECKING:
    from pycountry import ExistingCountries

KOSOVO = "XK"
OTHER_LANGUAGE = N_("The name was read in another language than that of the screen.")


class CountryUnknown(Keepable):
    """No country has this name or code."""

    sentence = N_("No country is known by this name or code. Choose it from the list.")


class CountryAmbiguous(Keepable):
    """Several countries begin like this. Facts: count."""

    sentence = N_("{count} countries begin like this. Type more of the name or choose from the list.")


@cache
def _standard() -> "ExistingCountries":
    from pycountry import countries  # ISO's list: with the first country that is shown or typed

    return countries


@cache
def codes() -> frozenset[str]:
    """Return all two-letter codes taken."""
    return frozenset(country.alpha_2 for country in _standard()) | {KOSOVO}


@cache
def names(language: str) -> dict[str, str]:
    """Return code to name in `language` (nl, fr, de, en), by name in the order of that language's letters."""
    territories = Locale(language).territories
    pairs = [(code, str(territories[code])) for code in codes()]
    return dict(sorted(pairs, key=lambda pair: _plain(pair[1])))


def name(code: str, language: str) -> str:
    """Return the name of a country, or the code itself where it is none of ours (kept as typed)."""
    return names(language).get(code, code)


def parse(text: str, *, language: str) -> Checked[str]:
    """Return the two-letter code for a name in any of the four languages, or a two- or three-letter code.

    The beginning of a name is enough where it means one country. Raises CountryUnknown, CountryAmbiguous.
    """
    typed = tidy(text)
    code = _by_code(typed.upper())
    if code is not None:
        return Checked(code)
    plain = _plain(typed)
    for own in (language, *(other for other in LANGUAGES if other != language)):
        found = _by_name(own).get(plain)
        if found is not None:
            return Checked(found, None if own == language else OTHER_LANGUAGE)
    beginning = {code for known, code in _by_name(language).items() if known.startswith(plain)}
    if len(beginning) == 1:
        return Checked(beginning.pop())
    if beginning:
        raise CountryAmbiguous(count=len(beginning))
    raise CountryUnknown


def _by_code(typed: str) -> str | None:
    if typed in codes():
        return typed
    if len(typed) == 3:
        found = _standard().get(alpha_3=typed)
        return found.alpha_2 if found is not None else None
    return None


@cache
def _by_name(language: str) -> dict[str, str]:
    found = {_plain(shown): code for code, shown in names(language).items()}
    if language == "en":
        for country in _standard():
            for other in (country.name, getattr(country, "official_name", ""), getattr(country, "common_name", "")):
                if other:
                    found.setdefault(_plain(other), country.alpha_2)
    return found


def _plain(text: str) -> str:
    plain = anyascii(unicodedata.normalize("NFC", text)).casefold()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
