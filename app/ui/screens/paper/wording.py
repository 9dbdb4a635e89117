"""How papers are spoken of in the window: kinds, languages, places in a text, lines of a list."""

import re
from collections.abc import Mapping

from app.core.i18n import N_
from app.services.paper.copies import KIND_WORDS
from app.ui.kit.words import DASH, Words

_PLACES: Mapping[str, str] = {
    "measures": N_("Measure {number}: instruction"),
    "recipients": N_("Remark for copy {number}"),
    "programme": N_("Programme item {number}"),
    "gaps": N_("Coverage gap {number}"),
    "delegation": N_("Delegation member {number}"),
    "household": N_("Household member {number}"),
    "addresses": N_("Address {number}"),
    "contacts": N_("Contact {number}"),
    "havens": N_("Safe place {number}"),
    "phones": N_("Phone tree, line {number}"),
    "annexes": N_("Annex {number}"),
    "files": N_("File {number} of the proposal"),
    "person": N_("Particulars of the person"),
    "visit": N_("Particulars of the visit"),
    "threat": N_("Summary of the threat"),
    "medical": N_("Medical remarks"),
    "conduct": N_("Conduct advice"),
    "calls": N_("Instruction for calls"),
    "sections": N_("Extract, section {number}"),
    "entries": N_("Entry {number} to take out"),
    "function": N_("Function"),
}
_LANGUAGES: Mapping[str, str] = {"nl": N_("Dutch"), "fr": N_("French"), "de": N_("German"), "en": N_("English")}


def kind_text(words: Words, kind: str) -> str:
    """Return what a kind of paper is called."""
    return words(KIND_WORDS[kind]) if kind in KIND_WORDS else kind


def place_text(words: Words, place: str) -> str:
    """Return where in a paper `place` (`measures.2.instruction`) is, as an officer says it."""
    first, _, rest = place.partition(".")
    number = re.match(r"\d+", rest)
    text = _PLACES.get(first)
    if text is None:
        return words(N_("Other text"))
    return words(text, number=number.group() if number else "") if "{number}" in text else words(text)


def language_text(words: Words, code: str) -> str:
    """Return a language's name as it stands inside a sentence: French writes it small."""
    if code not in _LANGUAGES:
        return code.upper() or DASH
    name = words(_LANGUAGES[code])
    return name.lower() if words.language == "fr" else name


def plain_lines(text: str) -> list[str]:
    """Return the lines of a paper's own list, without its bold and bullets."""
    return [line.removeprefix("- ").replace("**", "") for line in text.splitlines() if line.strip()]
