"""Lists that ship as data in four languages: measure types, functions, closing reasons, visit rules with their source.

They are read from `resources/catalogues/*.toml`, which belongs to the program like its words do. A store may add to
them, replace what a line says or withdraw it by `catalogue_item` entries (`app.models.kinds.catalogue`); what comes of
both is `app.models.lists`. Codes are never reused.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.core.i18n import LANGUAGES
from app.models.enums import Validity

CATALOGUE_DIR = Path(__file__).resolve().parents[2] / "resources" / "catalogues"
_OWN_KEYS = frozenset({"code", *LANGUAGES})


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One line of a list. `detail` holds what only that list has (ladder position, working days, source ...).

    `added` is a line that does not ship; one that is `withdrawn`, or not valid on the day, is shown where it was chosen
    and offered no more.
    """

    code: str
    order: int
    words: Mapping[str, str]
    detail: Mapping[str, Any]
    added: bool = False
    withdrawn: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    validity: Validity = Validity.VALID
    """On the day for which the lists were read."""

    @property
    def offered(self) -> bool:
        """Tell whether it may be chosen."""
        return not self.withdrawn and self.validity is Validity.VALID

    def say(self, language: str) -> str:
        """Return the word in one of the four languages."""
        return self.words[language]


@dataclass(frozen=True, slots=True)
class CatalogueWord:
    """Words a code of one list as it ships: the `show` of a field that holds such a code.

    Whoever has a store at hand asks its `app.models.lists.Lists` instead, which reads `name`.
    """

    name: str

    def __call__(self, value: object, language: str) -> str:
        """Return the word; a code this version does not know is shown as it is."""
        found = catalogue(self.name).get(str(value))
        return found.say(language) if found else str(value)


class BrokenCatalogue(ValueError):
    """A defect of the program's own data: a language or code is missing or repeated. The argument says where."""


@cache
def catalogue(name: str) -> Mapping[str, CatalogueEntry]:
    """Return the shipped list `name` by code, in its order. Raises FileNotFoundError, BrokenCatalogue."""
    return read_catalogue(name, (CATALOGUE_DIR / f"{name}.toml").read_text(encoding="utf-8"))


def read_catalogue(name: str, text: str) -> Mapping[str, CatalogueEntry]:
    """Return the list written in `text` (TOML, one `[[item]]` a line of the list). Raises BrokenCatalogue."""
    entries: dict[str, CatalogueEntry] = {}
    for number, item in enumerate(tomllib.loads(text).get("item", [])):
        code = item.get("code")
        if not isinstance(code, str) or not code or code in entries:
            raise BrokenCatalogue(f"{name}[{number}]: code")
        for language in LANGUAGES:
            if not isinstance(item.get(language), str) or not item[language].strip():
                raise BrokenCatalogue(f"{name}.{code}: {language}")
        words = {language: item[language] for language in LANGUAGES}
        detail = {key: value for key, value in item.items() if key not in _OWN_KEYS}
        entries[code] = CatalogueEntry(code, number, words, detail)
    if not entries:
        raise BrokenCatalogue(f"{name}: empty")
    return entries
