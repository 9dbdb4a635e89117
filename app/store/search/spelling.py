"""How a text becomes words to be found by: one spelling for all scripts, and the ways a word may be mistyped.

Transliteration is anyascii's. Arabic and Hebrew are written without most vowels, so a name of theirs meets its Latin
spelling at a *skeleton*: the consonants, with those told apart only by some of the languages brought together.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

from anyascii import anyascii

MAX_TEXT = 20_000
"""Characters of one text that are read; the rest is not found by (a report's first pages are enough)."""
MAX_WORDS = 1_500
"""Different words one entity is found by."""
MAX_WORD = 40
SHORT = 3
"""Particles up to this many letters are also kept joined to what follows: "de wever", "dewever"."""

_TOKEN = re.compile(r"\w+")
_DROPPED = re.compile(r"['`’‘ʿʾʹʻʼ´]|(?<=\w)[\u0640\u0591-\u05c7\u064b-\u065f\u0300-\u036f]")
_CAPITAL = re.compile(r"[A-Z][a-z]+|[^A-Z]+|[A-Z]+")
_ABJAD = re.compile(r"[\u0590-\u06ff\u0700-\u074f\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]")
_SYLLABIC = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_KEY = re.compile(r"[^0-9A-Z]")
_SOUNDS = (
    ("tsch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("ck", "k"), ("tz", "s"), ("ts", "s"), ("dj", "j"), ("x", "ks"), ("q", "k"), ("p", "b"),
    ("ce", "s"), ("ci", "s"), ("c", "k"), ("z", "s"), ("v", "w"),
)  # fmt: skip
_VOWELS = re.compile(r"(?<!^)[aeiouywj]+")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """One word in the spelling it is found by; `abjad` when it was written without vowels."""

    text: str
    abjad: bool = False


def read(text: str) -> list[Word]:
    """Return the words of `text` in order, transliterated, lower case, without accents and apostrophes."""
    found: list[Word] = []
    plain = _DROPPED.sub("", unicodedata.normalize("NFC", text[:MAX_TEXT]))
    for match in _TOKEN.finditer(plain):
        token = match[0]
        latin = anyascii(token)
        parts = _CAPITAL.findall(latin) if _SYLLABIC.search(token) else [latin]
        abjad = bool(_ABJAD.search(token))
        for part in parts:
            word = "".join(letter for letter in part.casefold() if letter.isascii() and letter.isalnum())[:MAX_WORD]
            if word:
                found.append(Word(word, abjad))
    return found


def indexed(texts: Iterable[str]) -> list[str]:
    """Return the different words to keep for `texts`, joined particles included, at most `MAX_WORDS`."""
    kept: dict[str, None] = {}
    for text in texts:
        words = [word.text for word in read(text)]
        kept.update(dict.fromkeys(words))
        kept.update(dict.fromkeys(_joined(words)))
        if len(kept) >= MAX_WORDS:
            break
    return list(kept)[:MAX_WORDS]


def _joined(words: list[str]) -> Iterable[str]:
    for start, word in enumerate(words):
        end, whole = start, word
        while end + 1 < len(words) and len(words[end]) <= SHORT and words[end].isalpha() and end - start < SHORT:
            whole += words[end + 1]
            end += 1
        if end > start:
            yield whole[:MAX_WORD]


def skeleton(word: str) -> str:
    """Return the consonants of a transliterated word, near sounds made one: "mohammed" and "mhmd" give "mhmd"."""
    for sound, one in _SOUNDS:
        word = word.replace(sound, one)
    word = _DOUBLED.sub(r"\1", _VOWELS.sub("", word))
    return word[:-1] if len(word) > 1 and word.endswith("h") else word


def neighbours(word: str) -> list[int]:
    """Return the hashes of `word` and of every form of it with one letter less."""
    forms = {word}
    if len(word) >= SHORT:
        forms.update(word[:at] + word[at + 1 :] for at in range(len(word)))
    return [crc32(form.encode()) for form in forms]


def skeleton_hash(word: str) -> list[int]:
    """Return the hash of the skeleton of `word`, or nothing where it would say too little."""
    bones = skeleton(word)
    return [crc32(b"~" + bones.encode())] if len(bones) > 1 and not word.isdigit() else []


def key_form(text: str) -> str:
    """Return letters and digits only, upper case: how plates, phones, references and numbers are compared.

    A leading international "00" goes, as "+" does.
    """
    key = _NOT_KEY.sub("", anyascii(text).upper())
    return key[2:] if key.startswith("00") and key.isdigit() else key
