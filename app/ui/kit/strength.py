"""How long a passphrase holds out, judged honestly: by what people who guess try first, not by how odd it looks.

No list of words ships, so every run of letters that could be a word is counted as one word of a list of 8,000 that the
guesser has. What is typed is cut into pieces (words, numbers, days, runs of the keyboard, repetitions) in the way that
is cheapest to guess; the pieces' costs in bits are added. Whoever has the disk pays Argon2id for every guess.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from unicodedata import category, normalize

WORD_BITS = 13.0
NAME_BITS = 2.0
"""Who guesses knows who works here."""
LETTERS_OF_A_WORD = 7
GUESSES_A_SECOND = 10_000
"""Of somebody with a thousand machines: one guess costs a good second of one of them, a tenth for the best."""
_KEYBOARDS = (
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm",
    "1234567890", "&é\"'(§è!çà", "abcdefghijklmnopqrstuvwxyz",
)  # fmt: skip
_TRIED = (
    "password passwort wachtwoord motdepasse paswoord welkom welcome bienvenue willkommen praesidium politie police",
    "polizei azerty qwerty geheim secret admin letmein zomer lente herfst winter summer printemps sommer belgie",
    "belgique belgien brussel bruxelles crisis security beveiliging",
)
_FIRST = frozenset(" ".join(_TRIED).split())
"""What is tried first, everywhere or here."""
_DAY = re.compile(r"(?:[12]\d|3[01]|0?[1-9])[-/. ]?(?:1[0-2]|0?[1-9])[-/. ]?(?:19|20)?\d\d|(?:19|20)\d\d")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[\W_]", re.UNICODE)
_SWAPS = str.maketrans("013457$@€!", "oleastsaei")
_VOWELS = frozenset("aeiouyàâäéèêëïîôöûüù")


class Verdict(Enum):
    """What it is worth."""

    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


class Weakness(Enum):
    """What makes it easier to guess."""

    SHORT = "short"
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    DAY = "day"
    NAME = "name"
    COMMON = "common"
    FEW_WORDS = "few words"


@dataclass(frozen=True, slots=True, repr=False)
class Strength:
    """`bits` is the logarithm of the guesses; `weaknesses` in the order they matter."""

    bits: float
    verdict: Verdict
    weaknesses: tuple[Weakness, ...]

    @property
    def days(self) -> float:
        """Return after how many days half of the guesses are made."""
        return float(2.0 ** (self.bits - 1) / GUESSES_A_SECOND / 86_400)


def judge(passphrase: str, names: Iterable[str] = (), minimum: int = 12) -> Strength:
    """Return what `passphrase` is worth against somebody who knows `names` (login, name, codes of the house)."""
    known = {part for name in names for part in _plain(name).split() if len(part) > 2}
    found: set[Weakness] = set()
    bits, words, seen = 0.0, 0, set[str]()
    for piece in _pieces(passphrase, found):
        plain = _plain(piece)
        if plain in seen:
            if len(plain) > 3:
                found.add(Weakness.REPEATED)
            bits += 1.0
            continue
        seen.add(plain)
        bits += _cost(piece, plain, known, found)
        words += plain.isalpha()
    if len(passphrase) < minimum:
        found.add(Weakness.SHORT)
    if words < 4 and bits < 48:
        found.add(Weakness.FEW_WORDS)
    ordered = tuple(one for one in Weakness if one in found)
    return Strength(bits, _verdict(bits, passphrase, minimum), ordered)


def _verdict(bits: float, passphrase: str, minimum: int) -> Verdict:
    if len(passphrase) < minimum or bits < 36:
        return Verdict.WEAK
    if bits < 48:
        return Verdict.FAIR
    return Verdict.STRONG if bits >= 64 and len(passphrase) >= 18 else Verdict.GOOD


def _pieces(passphrase: str, found: set[Weakness]) -> list[str]:
    """Cut at days first (they hide among digits), then into runs of letters, of digits, and single signs."""
    pieces: list[str] = []
    at = 0
    for day in _DAY.finditer(passphrase):
        if len(day[0]) >= 4:
            pieces += [*_PIECE.findall(_unswapped(passphrase[at : day.start()])), day[0]]
            found.add(Weakness.DAY)
            at = day.end()
    return [*pieces, *_PIECE.findall(_unswapped(passphrase[at:]))]


def _unswapped(text: str) -> str:
    """Undo the usual exchanges inside words: `p@ssw0rd` is a word, `2026` stays a number."""
    return re.sub(r"(?<=[^\W\d_])[013457$@€!](?=[^\W\d_])", lambda one: one[0].translate(_SWAPS), text)


def _cost(piece: str, plain: str, known: set[str], found: set[Weakness]) -> float:
    if _DAY.fullmatch(piece) and len(piece) >= 4:
        return 8.0 if len(piece) == 4 else 14.0
    if any(name in plain or (len(plain) > 3 and plain in name) for name in known):
        found.add(Weakness.NAME)
        rest = len(plain) - max(len(name) for name in known if name in plain or plain in name)
        return NAME_BITS + max(0, rest) * 2.0
    if any(first in plain for first in _FIRST):
        found.add(Weakness.COMMON)
        return 6.0 + max(0, len(plain) - 8)
    if len(plain) > 2 and len(set(plain)) == 1:
        found.add(Weakness.REPEATED)
        return 5.0
    if len(plain) > 2 and _is_run(plain):
        found.add(Weakness.SEQUENCE)
        return 6.0
    if len(plain) > 5 and _is_twice(plain):
        found.add(Weakness.REPEATED)
        return WORD_BITS + 1
    if piece.isdigit():
        return 3.3 * len(piece)
    if plain.isalpha():
        return _letters(piece, plain)
    return 1.0 if piece == " " else 4.0


def _letters(piece: str, plain: str) -> float:
    """Return the cost of letters: a word or words where one can say them, else letter by letter."""
    large = 0.0 if piece == piece.lower() or piece == piece.capitalize() else 2.0
    vowels = sum(letter in _VOWELS for letter in plain)
    latin = all(ord(letter) < 0x250 for letter in plain)
    if len(plain) > 4 and latin and not 0.2 <= vowels / len(plain) <= 0.7:
        return 4.7 * len(plain) + large
    words = max(1, round(len(plain) / LETTERS_OF_A_WORD))
    return min(4.7 * len(plain), WORD_BITS * words) + large


def _is_run(plain: str) -> bool:
    rows = [row for one in _KEYBOARDS for row in (one, one[::-1])]
    return any(plain in row + row for row in rows)


def _is_twice(plain: str) -> bool:
    return plain in (plain + plain)[1:-1]


def _plain(text: str) -> str:
    return "".join(one for one in normalize("NFD", text.casefold()) if category(one) != "Mn")
