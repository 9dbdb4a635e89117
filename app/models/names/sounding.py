"""Whether two names, in whatever script or transliteration, may be read aloud as one: for finding people entered twice.

A name in Latin letters was written down by a Dutch, French, German or English speaker: Chroesjtsjov, Khrouchtchev,
Chruschtschow and Khrushchev are one. So each word has several readings, and two words sound alike where they share one.
Arabic and Hebrew are written without most vowels: a word of theirs is compared by its consonants alone. Chinese is read
as pinyin, without regard to where syllables are parted. Nicknames are no readings. Nothing here joins anybody.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations, islice, product

from anyascii import anyascii
from rapidfuzz.distance import OSA

from app.models.names.sounds import (
    ARABIC,
    ARTICLES,
    BARE,
    CLASSES,
    CYRILLIC,
    GEORGIAN,
    GREEK,
    HEBREW,
    LATIN,
    PARTICLES,
    SOFT,
    SYLLABLES,
)

READINGS = 24
"""Readings of one word; a word with more choices is hardly a name."""
MOST_WORDS = 6
LONG = 7
"""Letters of a reading from which on one of them may differ."""
_MARKS = re.compile(r"['`’‘ʿʾʹʻʼ´\u0640\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"[A-Z][a-z]*")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")


class _Spellings:
    """A table of spellings with their sounds; of two that fit, the one that stands first is read."""

    def __init__(self, table: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.sounds = dict(table)
        self.pattern = re.compile("|".join([*self.sounds, "."]))


_LATIN, _BARE = _Spellings(LATIN), _Spellings(BARE)


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """One word of a name by its readings: with vowels, and by consonants alone; which of them is compared."""

    readings: frozenset[str]
    bones: frozenset[str]
    bare: bool
    """Whether it was written without vowels."""
    codes: frozenset[str]
    """Its consonants by where in the mouth they are made: two words that sound alike share one."""


@dataclass(frozen=True, slots=True, repr=False)
class Sounding:
    """A name as it may sound."""

    words: tuple[Spoken, ...]
    whole: str
    """All of it in Latin letters, for scripts that do not part words."""
    syllabic: bool


Heard = dict[tuple[str, bool], Spoken]


def sounding(name: str, heard: Heard | None = None) -> Sounding:
    """Return how a name may sound. Articles of Arabic names and what stands in brackets are no words.

    `heard` spares the work for words that come again: whoever reads many names gives one and drops it afterwards, for
    names are not to be remembered.
    """
    known = {} if heard is None else heard
    plain = _MARKS.sub("", unicodedata.normalize("NFC", re.sub(r"\([^)]*\)", " ", name[:200])))
    syllabic, latin, words, before = False, list[str](), list[Spoken](), ""
    for token in _WORD.findall(plain)[: 2 * MOST_WORDS]:
        script = _script(token)
        if script == "HAN":
            syllabic = True
            parts = [part.casefold() for part in _CAPITAL.findall(anyascii(token))]
            latin += parts
            words += [_spoken(part, known) for part in parts]
        elif script in ("ARABIC", "HEBREW"):
            words += _without_vowels(token, script)
        else:
            read = _letters(token, script)
            latin.append(read)
            if read in PARTICLES:
                before += read
            elif read and read not in ARTICLES:
                words.append(_spoken(before + read, known, own=script != "LATIN"))
                before = ""
    if before:
        words.append(_spoken(before, known))
    return Sounding(tuple(words[:MOST_WORDS]), "".join(latin), syllabic)


def sound_alike(one: Sounding, other: Sounding) -> bool:
    """Tell whether two names may be one: every word of the shorter, at least two, is read like one of the longer.

    One more name, a patronymic or a second given name, is no difference.
    """
    if one.syllabic or other.syllabic:
        return _as_syllables(one, other)
    few, many = sorted((one.words, other.words), key=len)
    if any(word.bare for word in (*few, *many)) and _as_bones(few, many):
        return True
    if len(few) < 2 or len(many) - len(few) > 1:
        return False
    return _all_met(list(few), list(many))


def shares_word(one: Sounding, other: Sounding) -> bool:
    """Tell whether any word of one name is read like a word of the other."""
    return any(_alike(mine, theirs) for mine in one.words for theirs in other.words)


def meeting_places(name: Sounding) -> frozenset[str]:
    """Return keys of which two names that sound alike share one: who has none in common need not be compared."""
    codes = [sorted(word.codes) for word in name.words]
    found = set[str]()
    for first, second in combinations(codes, 2):
        found.update("/".join(sorted(pair)) for pair in product(first, second))
    rotated = [codes[at:] + codes[:at] for at in range(len(codes))]
    for order in rotated:
        found.update(_undouble("".join(parts)) for parts in islice(product(*order), READINGS))
    return frozenset(key for key in found if len(key) > 2)


def _all_met(few: list[Spoken], many: list[Spoken]) -> bool:
    if not few:
        return True
    first, *rest = few
    return any(_alike(first, theirs) and _all_met(rest, many[:at] + many[at + 1 :]) for at, theirs in enumerate(many))


def _alike(one: Spoken, other: Spoken) -> bool:
    if one.bare or other.bare:
        return bool(one.bones & other.bones)
    if one.readings & other.readings:
        return True
    return bool(one.codes & other.codes) and any(
        min(len(mine), len(theirs)) >= LONG and mine[0] == theirs[0] and OSA.distance(mine, theirs, score_cutoff=1) <= 1
        for mine in one.readings for theirs in other.readings
    )  # fmt: skip


def _as_bones(few: tuple[Spoken, ...], many: tuple[Spoken, ...]) -> bool:
    """Compare whole names by consonants: where one writes "Abdel Rahman" another writes "Abdelrahman"."""
    return len(many) > 1 and bool(_run_on(few) & _run_on(many))


def _run_on(words: tuple[Spoken, ...]) -> set[str]:
    found = set[str]()
    for at in range(len(words)):
        order = words[at:] + words[:at]
        for parts in islice(product(*(sorted(word.bones) for word in order)), 4 * READINGS):
            whole = _undouble("".join(parts))
            found.update(form for form in (whole, whole.replace("bdl", "bd")) if len(form) > 3)
    return found


def _as_syllables(one: Sounding, other: Sounding) -> bool:
    mine, theirs = _folded_syllables(one.whole), _folded_syllables(other.whole)
    if len(mine) < 4 or len(mine) != len(theirs):
        return False
    return mine == theirs or theirs in mine + mine


def _folded_syllables(text: str) -> str:
    for spelling, sound in SYLLABLES:
        text = text.replace(spelling, sound)
    return text


def _script(token: str) -> str:
    first = unicodedata.name(token[0], "").split(" ")[0]
    return {"CJK": "HAN", "HANGUL": "HAN", "HIRAGANA": "HAN", "KATAKANA": "HAN"}.get(first, first)


def _letters(token: str, script: str) -> str:
    """Return a word in Latin letters: of the scripts that have vowels as it is said, of others as it stands."""
    token = token.casefold()
    if script == "GREEK":
        token = "".join(sign for sign in unicodedata.normalize("NFD", token) if not unicodedata.combining(sign))
        token = _replaced(token, GREEK)
    elif script == "CYRILLIC":
        token = ("i" if token[0] in "яю" else "") + _replaced(token, CYRILLIC)
    elif script == "GEORGIAN":
        token = "".join(GEORGIAN.get(sign, sign) for sign in token)
    return "".join(sign for sign in anyascii(token).casefold() if "a" <= sign <= "z")


def _replaced(token: str, table: Iterable[tuple[str, str]]) -> str:
    for letters, sound in table:
        token = token.replace(letters, sound)
    return token


def _spoken(word: str, known: Heard, *, own: bool = False) -> Spoken:
    """Return the readings of a word in Latin letters; with `own` each letter has one sound, as it was put there."""
    if (word, own) not in known:
        known[word, own] = _read(word, own=own)
    return known[word, own]


def _read(word: str, *, own: bool) -> Spoken:
    plain = (
        {_simple(word), _simple(word.replace("gia", "a"))}
        if own
        else {_simple(reading) for reading in _readings(word, _LATIN)}
    )
    bare = {_bare(reading) for reading in _readings(word, _BARE)}
    if word[:2] in ARTICLES and len(word) > 5:
        bare |= {_bare(reading) for reading in _readings(word[2:], _BARE)}
    codes = frozenset(_code(one) for one in (*bare, *plain))
    return Spoken(frozenset(plain), frozenset(bare), False, codes)


def _readings(word: str, spellings: _Spellings) -> set[str]:
    found = [""]
    for at, spelling in enumerate(spellings.pattern.findall(word)):
        sounds = spellings.sounds.get(spelling, (spelling,))
        if at == 0 and spelling in SOFT:  # a name begins with this sound; inside one it is but a vowel
            sounds = tuple("i" + sound if sound[0] != "z" else sound for sound in sounds)
        found = [begun + sound for begun in found for sound in sounds][:READINGS]
    return set(found)


def _simple(reading: str) -> str:
    return _undouble(reading.replace("o", "e").replace("y", "i").replace("f", "v").replace("w", "v"))


def _bare(reading: str) -> str:
    return _without_last_h(_undouble(_VOWELS.sub("", reading)))


def _without_vowels(token: str, script: str) -> list[Spoken]:
    table = ARABIC if script == "ARABIC" else HEBREW
    if script == "ARABIC" and token.startswith("ال") and len(token) > 3:
        token = token[2:]
    forms = {"".join(table.get(sign, "") for sign in token)}
    if script == "HEBREW":  # one letter is v or a vowel, one b or v, one p or f
        forms |= {form.replace("v", "") for form in forms}
        forms |= {form.replace(*pair) for form in forms for pair in (("b", "v"), ("p", "b"), ("p", "v"))}
    bones = frozenset(_without_last_h(_undouble(form)) for form in forms) - {""}
    return [Spoken(frozenset(), bones, True, frozenset(map(_code, bones)))] if bones else []


def _without_last_h(bones: str) -> str:
    return bones[:-1] if len(bones) > 2 and bones.endswith("h") else bones


def _undouble(text: str) -> str:
    return _DOUBLED.sub(r"\1", text)


def _code(bones: str) -> str:
    return _undouble("".join(CLASSES.get(letter, "") for letter in bones.replace("bdl", "bd")))
