"""The words of the law on paper: classification, handling marks, threat levels, in the languages they have them.

A classification is printed in the document's language and the other national one (law of 11 December 1998, Royal
Decree of 24 March 2000); for a foreign recipient in nl, fr and en. The levels' words and meanings are those of the
Royal Decree of 28 November 2006, article 11 §6.
"""

from dataclasses import dataclass
from enum import Enum

from app.core.i18n import N_


class Marking(Enum):
    """Belgian classification, lowest first."""

    NONE = 0
    RESTRICTED = 1
    CONFIDENTIAL = 2
    SECRET = 3
    TOP_SECRET = 4


class Tlp(Enum):
    """Traffic light protocol 2.0: how far it may be passed on."""

    RED = "TLP:RED"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    AMBER = "TLP:AMBER"
    GREEN = "TLP:GREEN"
    CLEAR = "TLP:CLEAR"


@dataclass(frozen=True, slots=True)
class Handling:
    """Handling marks beside the classification; they are never one."""

    limited: bool = False
    tlp: Tlp | None = None


_MARKINGS = {
    Marking.RESTRICTED: {"nl": "BEPERKT", "fr": "RESTREINT", "de": "EINGESCHRÄNKT", "en": "RESTRICTED"},
    Marking.CONFIDENTIAL: {"nl": "VERTROUWELIJK", "fr": "CONFIDENTIEL", "de": "VERTRAULICH", "en": "CONFIDENTIAL"},
    Marking.SECRET: {"nl": "GEHEIM", "fr": "SECRET", "de": "GEHEIM", "en": "SECRET"},
    Marking.TOP_SECRET: {"nl": "ZEER GEHEIM", "fr": "TRÈS SECRET", "de": "STRENG GEHEIM", "en": "TOP SECRET"},
}
_LIMITED = {"nl": "beperkte verspreiding", "fr": "diffusion restreinte"}
_PAIRS = {"nl": ("nl", "fr"), "fr": ("fr", "nl"), "de": ("de", "fr", "nl"), "en": ("en", "nl", "fr")}
_FOREIGN = ("nl", "fr", "en")

LEVEL_WORDS = {
    1: {"nl": "LAAG", "fr": "FAIBLE", "de": "GERING", "en": "LOW"},
    2: {"nl": "GEMIDDELD", "fr": "MOYEN", "de": "MÄSSIG", "en": "MEDIUM"},
    3: {"nl": "ERNSTIG", "fr": "GRAVE", "de": "ERNST", "en": "SERIOUS"},
    4: {"nl": "ZEER ERNSTIG", "fr": "TRÈS GRAVE", "de": "SEHR ERNST", "en": "VERY SERIOUS"},
}
LEVEL_MEANINGS = {
    1: N_("The subject is not threatened."),
    2: N_("The threat is unlikely."),
    3: N_("The threat is possible and likely."),
    4: N_("The threat is serious and imminent."),
}


def marking_line(marking: Marking, language: str, foreign: bool) -> str:
    """Return what the box at head and foot says; empty when there is no classification."""
    if marking is Marking.NONE:
        return ""
    words = _MARKINGS[marking]
    order = _FOREIGN if foreign else _PAIRS[language]
    if foreign and language not in order:
        order = (language, *order)
    return " — ".join(dict.fromkeys(words[code] for code in order))


def handling_line(handling: Handling, language: str) -> str:
    """Return the handling marks in one line, in the languages the law gives them; empty when there are none."""
    first = "fr" if language == "fr" else "nl"
    limited = f"{_LIMITED[first]} / {_LIMITED['nl' if first == 'fr' else 'fr']}" if handling.limited else ""
    return " · ".join(part for part in (limited, handling.tlp.value if handling.tlp else "") if part)
