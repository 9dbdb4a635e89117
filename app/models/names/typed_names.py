"""A whole name as somebody types it into one field, parted into given names and family name: a first guess to correct.

Three ways of writing tell: "Van den Broeck, Hilde"; capitals, "Hilde VAN DEN BROECK"; and else the given names first,
with the particles (van, de, von, le) at the family name. Read in no other place: what is stored is what was corrected.
"""

from dataclasses import dataclass

from app.models.names.sounds import ARTICLES
from app.models.names.sounds import PARTICLES as SPOKEN

PARTICLES = (
    SPOKEN | ARTICLES | frozenset({"des", "ben", "bin", "op", "van't", "'t", "vom", "zum", "zur", "della", "dello"})
)


@dataclass(frozen=True, slots=True, repr=False)
class TypedName:
    """The two parts; either may be empty."""

    given: str
    family: str


def part_name(typed: str) -> TypedName:
    """Return given names and family name of a name typed whole; a single word is a family name."""
    before, comma, after = typed.partition(",")
    words = typed.split()
    if comma and before.strip() and after.strip():
        return TypedName(_joined(after.split()), _joined(before.split()))
    if len(words) < 2:
        return TypedName("", _joined(words))
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    if loud and len(loud) < len(words):
        return TypedName(_joined([word for word in words if word not in loud]), _joined(loud))
    if _is_particle(words[0]):
        end = next((at for at, word in enumerate(words) if not _is_particle(word)), len(words)) + 1
        return TypedName(_joined(words[end:]), _joined(words[:end]))
    begin = next((at for at, word in enumerate(words) if _is_particle(word) and at + 1 < len(words)), len(words) - 1)
    return TypedName(_joined(words[:begin]), _joined(words[begin:]))


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES


def _joined(words: list[str]) -> str:
    return " ".join(words)
