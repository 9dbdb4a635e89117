"""Text kept per language with one marked original, and what a document does where a language is missing.

Labels translate; instructions do not: an instruction that was never put into French prints in its original, flagged,
because a translation nobody made is worse than a text one has to have read out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass


@dataclass(frozen=True, slots=True, repr=False)
class LocalText:
    """One text in its `original` language and perhaps others; free text may hold `**bold**` and lines of `- items`."""

    original: str
    texts: Mapping[str, str]

    def read(self, language: str) -> tuple[str, str]:
        """Return the text for `language` and the flag to print with it: empty, or the original's language code."""
        text = self.texts.get(language, "")
        if text.strip():
            return text, ""
        return self.texts.get(self.original, ""), self.original


Name = str | LocalText
"""The name of an organisation or place: one string, or one a language where it has official names in several."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something that exists but is not cleared for this kind of document: printed as sealed, never as empty."""


SEALED = Sealed()


@dataclass(frozen=True, slots=True)
class MissingTranslation:
    """A place in the content (`measures.2.instruction`) that prints in `original` because `language` is missing."""

    place: str
    language: str
    original: str


def missing_translations(content: object, language: str) -> list[MissingTranslation]:
    """Return every text of `content` that has no words in `language`; empty texts are not missing."""
    found: list[MissingTranslation] = []
    _walk(content, "", language, found)
    return found


def _walk(value: object, place: str, language: str, found: list[MissingTranslation]) -> None:
    if isinstance(value, LocalText):
        text, flag = value.read(language)
        if flag and text.strip():
            found.append(MissingTranslation(place, language, flag))
    elif isinstance(value, tuple):
        for index, item in enumerate(value, start=1):
            _walk(item, f"{place}.{index}", language, found)
    elif is_dataclass(value):
        for part in fields(value):
            _walk(getattr(value, part.name), f"{place}.{part.name}".lstrip("."), language, found)
