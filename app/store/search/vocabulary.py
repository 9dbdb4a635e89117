"""From a word as typed to the words it may mean, each with how sure that is (0 to 1).

In order of trust: the word itself, its deletion neighbours (one letter too many, too few, wrong, or two swapped), a
longer word that begins with it, the same consonants; and only where all that fails the trigrams of the vocabulary.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from app.store.search.spelling import Word, neighbours, skeleton_hash

PREFIXES = 60
GRAMS = 150
_TRIGRAM = 3


@dataclass(slots=True, repr=False)
class Meaning:
    """What one typed word may stand for: word to weight, word to its id and number of users."""

    typed: str
    weights: dict[str, float] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    uses: dict[str, int] = field(default_factory=dict)

    def add(self, rows: Iterable[tuple[str, int, int]], abjad: bool | None = None) -> None:
        """Take over words of the vocabulary; `abjad` is told for words met by their skeleton only."""
        for word, number, uses in rows:
            weight = _bones_weight(self.typed, word, abjad) if abjad is not None else _weight(self.typed, word)
            if weight > self.weights.get(word, 0.0):
                self.weights[word], self.ids[word], self.uses[word] = weight, number, uses

    @property
    def best(self) -> float:
        return max(self.weights.values(), default=0.0)

    @property
    def users(self) -> int:
        return sum(self.uses.values())


def meanings(connection: Connection, words: list[Word]) -> list[Meaning]:
    """Return what each word may mean, by one look at each table for all words together."""
    found = [Meaning(word.text) for word in words]
    by_hash: dict[int, list[tuple[Meaning, bool | None]]] = {}
    for word, meaning in zip(words, found, strict=True):
        for number in neighbours(word.text):
            by_hash.setdefault(number, []).append((meaning, None))
        for number in skeleton_hash(word.text):
            by_hash.setdefault(number, []).append((meaning, word.abjad))
    rows = connection.exec_driver_sql(
        "SELECT v.hash, w.word, w.id, w.uses FROM find_variant v JOIN find_word w ON w.id = v.word"
        " WHERE v.hash IN (SELECT value FROM json_each(?))",
        (json.dumps(list(by_hash)),),
    )
    for number, text, key, uses in rows:
        for meaning, abjad in by_hash[number]:
            meaning.add([(text, key, uses)], abjad)
    for word, meaning in zip(words, found, strict=True):
        if len(word.text) > 1:
            meaning.add(_beginning_with(connection, word.text))
    return found


def widen(connection: Connection, meaning: Meaning) -> None:
    """Look for a word without a good meaning among all words by its trigrams: two errors, or a part of a word."""
    typed = meaning.typed
    if len(typed) < _TRIGRAM:
        return
    grams = sorted({typed[at : at + _TRIGRAM] for at in range(len(typed) - _TRIGRAM + 1)})
    numbers = connection.exec_driver_sql(
        "SELECT rowid FROM find_gram WHERE find_gram MATCH ? ORDER BY rank LIMIT ?",
        (" OR ".join(f'"{gram}"' for gram in grams), GRAMS),
    ).scalars()
    rows = connection.exec_driver_sql(
        "SELECT word, id, uses FROM find_word WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    meaning.add((str(word), int(number), int(uses)) for word, number, uses in rows)


def respaced(connection: Connection, words: list[Word]) -> list[list[Word]]:
    """Return other ways to space what was typed: two words as one, one as two, where the vocabulary has them."""
    ways: list[tuple[list[str], list[Word]]] = []
    for at, (left, right) in enumerate(pairwise(words)):
        one = Word(left.text + right.text, left.abjad)
        ways.append(([one.text], [*words[:at], one, *words[at + 2 :]]))
    for at, word in enumerate(words):
        for cut in range(2, len(word.text) - 1):
            two = [Word(word.text[:cut], word.abjad), Word(word.text[cut:], word.abjad)]
            ways.append(([part.text for part in two], [*words[:at], *two, *words[at + 1 :]]))
    asked = {text for needed, _ in ways for text in needed}
    rows = connection.exec_driver_sql(
        "SELECT word FROM find_word WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(sorted(asked)),)
    )
    known = set(rows.scalars())
    return [way for needed, way in ways if known.issuperset(needed)]


def _beginning_with(connection: Connection, text: str) -> list[tuple[str, int, int]]:
    rows = connection.exec_driver_sql(
        "SELECT word, id, uses FROM find_word WHERE word >= ? AND word < ? ORDER BY uses DESC LIMIT ?",
        (text, text + "\x7f", PREFIXES),
    )
    return [(str(word), int(number), int(uses)) for word, number, uses in rows]


def _weight(typed: str, word: str) -> float:
    """Return how surely `typed` means `word`: 1 the same, 0.9 begun, 0.87 to 0.6 mistyped, 0.7 a part of it, else 0."""
    if typed == word:
        return 1.0
    if word.startswith(typed):
        return 0.8 + 0.15 * len(typed) / len(word)
    if typed.isdigit():
        return 0.0  # a wrong house number is another house
    longest = max(len(typed), len(word))
    errors = OSA.distance(typed, word, score_cutoff=2)
    if errors == 1:
        return 0.92 - 0.5 / longest if longest > _TRIGRAM else 0.6
    if errors == 2 and longest > _TRIGRAM + 1:
        return 0.85 - 1.5 / longest
    if len(typed) > _TRIGRAM and (typed in word or (len(word) > _TRIGRAM and word in typed)):
        return 0.4 + 0.4 * min(len(typed), len(word)) / longest
    return 0.0


def _bones_weight(typed: str, word: str, abjad: bool) -> float:
    alike = OSA.normalized_similarity(typed, word)
    return (0.72 if abjad else 0.5) + 0.2 * alike
