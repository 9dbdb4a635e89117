"""What one chooses from: members of an enumeration, codes of a list, countries, languages; found by what is typed."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from anyascii import anyascii
from babel import Locale

from app.core.i18n import N_
from app.models.catalogues import CatalogueEntry, CatalogueWord
from app.models.checks import country
from app.models.enums import Marking, ThreatLevel, say
from app.models.fields import FieldSpec
from app.models.lists import SHIPPED, Lists
from app.ui.kit.remembering import remembered
from app.ui.kit.words import Words, capital

COUNTRIES = frozenset({"country", "birth_country", "nationalities", "sending_state"})
"""Fields of text that hold a country's two-letter code (ISO 3166-1)."""
LANGUAGES = frozenset({"languages"})
"""Fields of text that hold a language's two-letter code (ISO 639-1)."""
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
HOUSE_LANGUAGES = ("nl", "fr", "de", "en")


@dataclass(frozen=True, slots=True, repr=False)
class Option:
    """One line to choose: its value as it is kept, its words, and what is shown smaller beside it."""

    value: str | int | bytes
    text: str
    detail: str = ""
    also: str = ""
    """Words that mean it as well when they are typed, shown nowhere."""


def options_for(spec: FieldSpec, words: Words) -> tuple[Option, ...] | None:
    """Return what a field is chosen from; None where it is typed freely."""
    if issubclass(spec.type, ThreatLevel):  # a service gives a figure; it stands before the word wherever one reads it
        return tuple(
            Option(level.value, f"{level.value} {capital(words.enum(level))}", also=words.enum(level))
            for level in spec.type
        )
    if issubclass(spec.type, Enum):
        return tuple(Option(member.value, capital(words.enum(member))) for member in spec.type)
    if isinstance(spec.meta.show, CatalogueWord):
        return list_options(words.lists or SHIPPED, spec.meta.show.name, words.language)
    if spec.type is str and spec.name in COUNTRIES:
        return tuple(Option(code, name, code) for code, name in country.names(words.language).items())
    if spec.type is str and spec.name in LANGUAGES:
        return _languages(words.language)
    return None


def list_options(lists: Lists, name: str, language: str) -> tuple[Option, ...]:
    """Return what a list offers: what is withdrawn, or not valid today, is not chosen."""
    return tuple(
        Option(code, capital(entry.say(language)), _equivalent(entry, language))
        for code, entry in lists.offered(name).items()
    )


def _equivalent(entry: CatalogueEntry, language: str) -> str:
    """Return the Belgian level beside the marking of another system; nothing in other lists."""
    level = entry.detail.get("equivalent")
    return say(Marking(level), language) if level in set(Marking) else ""


def withdrawn_text(words: Words, lists: Lists, name: str, code: str) -> str:
    """Return what a code that its list does not offer is called where it stands chosen."""
    said = capital(lists.say(name, code, words.language))
    found = lists.find(name, code)
    if found is None or found.offered:
        return said
    if found.withdrawn:
        return words(N_("{name} (withdrawn)"), name=said)
    return words(N_("{name} ({state})"), name=said, state=words.enum(found.validity))


def value_text(words: Words, spec: FieldSpec, value: Any) -> str:
    """Return a field's value as a screen says it: countries and languages by name, not by code."""
    if spec.type is str and spec.name in COUNTRIES | LANGUAGES:
        known = {option.value: option.text for option in options_for(spec, words) or ()}
        return ", ".join(known.get(code, code) for code in (value if spec.many else (value,)) if code)
    return words.value(spec, value)


def country_name(words: Words, code: str) -> str:
    """Return the name of a country, or the code itself where it is none of ours."""
    return country.name(code, words.language)


def language_name(words: Words, code: str) -> str:
    """Return the name of a language with a capital, or the code itself where it is unknown."""
    return capital(str(Locale(words.language).languages.get(code, code)))


def fitting(options: Iterable[Option], typed: str) -> list[Option]:
    """Return the options that what was typed leads to: those that begin so first, then words in them, then parts."""
    plain = folded(typed)
    if not plain:
        return list(options)
    ranked = [(rank, at, option) for at, option in enumerate(options) if (rank := _rank(option, plain)) is not None]
    return [option for _, _, option in sorted(ranked, key=lambda one: one[:2])]


def exactly(options: Iterable[Option], typed: str) -> Option | None:
    """Return the one option whose words, or whose code, were typed; accents and capitals do not count."""
    plain = folded(typed)
    found = [
        option
        for option in options
        if plain and plain in [_folded_option(said) for said in (option.text, option.detail, option.also)]
    ]
    return found[0] if len(found) == 1 else None


def beginning(options: Iterable[Option], typed: str) -> Option | None:
    """Return the one option that begins with what was typed, or whose first whole words were: "A" means "A: reliable".

    None where several do: "A" is no blood group.
    """
    plain = folded(typed)
    begun = [option for option in options if plain and _begins(option, plain)]
    whole = [option for option in begun if _begins(option, f"{plain} ")]
    return next((found[0] for found in (begun, whole) if len(found) == 1), None)


def folded(text: str) -> str:
    """Return letters and digits without accents and capitals, words apart by one space.

    Plus and minus stay, a hyphen inside a word goes: blood groups differ by them.
    """
    plain = _HYPHEN.sub(" ", anyascii(unicodedata.normalize("NFC", text[:200])).casefold())
    return " ".join("".join(sign if sign.isalnum() or sign in "+-" else " " for sign in plain).split())


@remembered
def _folded_option(text: str) -> str:
    """Fold words of a list once; what officers type is not remembered."""
    return folded(text)


def _begins(option: Option, plain: str) -> bool:
    return any(_folded_option(said).startswith(plain) for said in (option.text, option.also))


def _rank(option: Option, plain: str) -> int | None:
    text = _folded_option(option.text)
    if plain == _folded_option(option.detail):
        return 0
    if text.startswith(plain):
        return 1
    if f" {plain}" in text:
        return 2
    return 3 if len(plain) > 1 and plain in text else None


@cache
def _languages(language: str) -> tuple[Option, ...]:
    names = {code: capital(str(name)) for code, name in Locale(language).languages.items() if len(code) == 2}
    first = [Option(code, names[code], code) for code in HOUSE_LANGUAGES]
    rest = sorted((folded(name), code) for code, name in names.items() if code not in HOUSE_LANGUAGES)
    return (*first, *(Option(code, names[code], code) for _, code in rest))
