"""Facts that word themselves: what a service hands to a screen is read in whatever language the screen has."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from app.core.i18n import translate
from app.models.enums import say
from app.models.lists import MEASURE_TYPES, SHIPPED, Lists
from app.models.texts import LocalText, in_language


class Said(Protocol):
    """A fact that words itself."""

    def say(self, language: str) -> str: ...


Fact = str | int | Enum | Said
"""A fact of a sentence: as it is, an enum's member with its word, or what words itself."""


@dataclass(frozen=True, slots=True)
class TypeName:
    """The name of a type of measure, with a capital: it begins the sentence. `lists` are those of the store."""

    code: str | None
    lists: Lists = field(default=SHIPPED, compare=False)

    def say(self, language: str) -> str:
        """Return it in words; an unknown code is itself."""
        text = self.lists.say(MEASURE_TYPES, self.code or "—", language)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True, repr=False)
class InTongues:
    """A text of the store, read in the language asked or its original; `spare` where there is none."""

    text: LocalText | None
    spare: str = "—"

    def say(self, language: str) -> str:
        """Return the text."""
        return (in_language(self.text, language)[0] if self.text else "") or self.spare


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """A word of the program (an msgid)."""

    msgid: str

    def say(self, language: str) -> str:
        """Return it in `language`."""
        return translate(self.msgid, language)


def in_words(fact: Fact, language: str) -> str | int:
    """Return a fact as a sentence shows it."""
    if isinstance(fact, Enum):
        return say(fact, language)
    return fact if isinstance(fact, str | int) else fact.say(language)
