"""Finding: gather entities by keys and by words, drop what the officer may not see, rank, and only then cut off.

Rights come before the limit: a list cut first would tell by its gaps that something is there, and would hide what
the officer may see behind what he may not.
"""

import heapq
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from app.store.search.spelling import Word, key_form, read
from app.store.search.vocabulary import Meaning, meanings, respaced, widen

Allowed = Callable[[list[int]], set[int]]
"""Of the entities given, those this officer may see."""

MAX_QUERY = 200
MAX_TYPED = 8
"""Words of a query that count; longer pastes are cut."""
POSTINGS = 24_000
"""Entities looked at for one query: bounds the time where every word is a frequent one."""
FIRST, RANKED = 100, 400
"""Entities ranked exactly, best guesses first: at first, and then at a time."""
OFTEN = 1_500
"""Entities with a word from which on it is looked for only where the rarer words of the query show nobody."""
GOOD = 0.8
"""Below this, other spacings and trigrams are tried as well."""
KEYS = 1_000
"""Keys looked at for one beginning."""
HOME = "32"
"""Belgium: a national number with an error in its last digits is looked for as a Belgian one."""
LATER = 0.005
"""Of two that answer as well, one whose title begins with what was typed comes first: a surname before a given name."""
_KEY_LENGTH = 3
_NEAR_LENGTH = 6


class How(StrEnum):
    """Why an entity was found."""

    KEY = "key"
    KEY_PART = "key_part"
    KEY_NEAR = "key_near"
    WORDS = "words"
    WORDS_NEAR = "words_near"


@dataclass(frozen=True, slots=True)
class Hit:
    """One entity found; `score` from 0 to 1."""

    entity: int
    kind: int
    score: float
    how: How


def find(
    connection: Connection,
    query: str,
    *,
    kinds: Collection[int] | None = None,
    allowed: Allowed | None = None,
    limit: int = 20,
    worth: float = 0.0,
) -> list[Hit]:
    """Return at most `limit` entities for what was typed, best first, ties by the older entity.

    `kinds` keeps only those kinds. `allowed` is asked about batches of candidates before anything is cut off. What can
    only be worth less than the part `worth` of the best of them may be missing: thousands have a "de" in their text.
    """
    typed = query[:MAX_QUERY]
    asking = _Asking(connection, frozenset(kinds) if kinds is not None else None, allowed, worth)
    hits = _by_key(asking, typed)
    words = read(typed)[:MAX_TYPED]
    if words and limit > 0:
        _merge(hits, _by_words(asking, words))
        if max((hit.score for hit in hits.values()), default=0.0) < GOOD:
            for way in respaced(connection, words):
                _merge(hits, _by_words(asking, way))
        if max((hit.score for hit in hits.values()), default=0.0) < GOOD:
            _merge(hits, _by_words(asking, words, wide=True))
    return sorted(hits.values(), key=lambda hit: (-hit.score, hit.entity))[: max(limit, 0)]


@dataclass(frozen=True, slots=True)
class _Asking:
    connection: Connection
    kinds: frozenset[int] | None
    allowed: Allowed | None
    worth: float

    def permitted(self, entities: list[int]) -> set[int]:
        return set(entities) if self.allowed is None else self.allowed(entities) & set(entities)

    def rows(self, columns: str, entities: list[int]) -> list[tuple[int, int, str, str]]:
        rows = self.connection.exec_driver_sql(
            f"SELECT entity, kind, {columns} FROM find_doc WHERE entity IN (SELECT value FROM json_each(?))",  # noqa: S608 - ours
            (json.dumps(entities),),
        )
        return [(r[0], r[1], r[2], r[3]) for r in rows if self.kinds is None or r[1] in self.kinds]


def _merge(hits: dict[int, Hit], more: dict[int, Hit]) -> None:
    for entity, hit in more.items():
        if entity not in hits or hits[entity].score < hit.score:
            hits[entity] = hit


def _by_key(asking: _Asking, typed: str) -> dict[int, Hit]:
    """Find by phone, plate, reference or number: whole, its beginning or end, or with one error."""
    key = key_form(typed)
    if len(key) < _KEY_LENGTH or not any(map(str.isdigit, key)):
        return {}
    national = key.lstrip("0") if key.isdigit() else key
    found = _keys(asking, {key, "<" + national[::-1]} if len(national) >= _KEY_LENGTH else {key})
    hits = {e: Hit(e, kind, 1.0 if exact else 0.85, How.KEY if exact else How.KEY_PART) for e, kind, exact in found(
        lambda own: own == key or (len(national) >= _NEAR_LENGTH + 2 and key.startswith("0") and own.endswith(national))
    )}  # fmt: skip
    if not hits and len(national) >= _NEAR_LENGTH:
        half = len(national) // 2
        beginnings = {key[: len(key) - half], "<" + national[::-1][:half]}  # one of the two halves is without error
        if key.startswith("0"):
            beginnings.add(HOME + national[: len(national) - half])
        near = _keys(asking, beginnings)
        hits = {
            e: Hit(e, kind, 0.7, How.KEY_NEAR)
            for e, kind, close in near(lambda own: _one_error(own, key) or _one_error(own[-len(national) :], national))
            if close
        }
    return hits


def _one_error(own: str, typed: str) -> bool:
    return OSA.distance(own, typed, score_cutoff=1) <= 1


def _keys(
    asking: _Asking, beginnings: Collection[str]
) -> Callable[[Callable[[str], bool]], list[tuple[int, int, bool]]]:
    entities: dict[int, None] = {}
    for beginning in sorted(beginnings):
        rows = asking.connection.exec_driver_sql(
            "SELECT entity FROM find_key WHERE key >= ? AND key < ? ORDER BY key LIMIT ?",
            (beginning, beginning + "\x7f", KEYS),
        )
        entities.update(dict.fromkeys(rows.scalars()))
    permitted = asking.permitted(list(entities))
    found = asking.rows("keys, ''", [entity for entity in entities if entity in permitted])

    def judged(test: Callable[[str], bool]) -> list[tuple[int, int, bool]]:
        return [(entity, kind, any(map(test, keys.split()))) for entity, kind, keys, _ in found]

    return judged


def _by_words(asking: _Asking, words: list[Word], *, wide: bool = False) -> dict[int, Hit]:
    found = meanings(asking.connection, words)
    if wide:
        for meaning in found:
            if meaning.best < 1.0:
                widen(asking.connection, meaning)
    rare = [meaning for meaning in found if meaning.users <= OFTEN]
    often = _length(found) - _length(rare)
    if rare and often:
        hits = _ranked(asking, found, _gather(asking.connection, rare), often)
        if often < asking.worth * max((hit.score for hit in hits.values()), default=0.0) * _length(found):
            return hits  # nobody who has only the frequent words of it is worth showing beside these
    return _ranked(asking, found, _gather(asking.connection, found), 0)


def _length(found: list[Meaning]) -> int:
    return sum(len(meaning.typed) for meaning in found)


def _ranked(asking: _Asking, found: list[Meaning], rough: dict[int, float], more: int) -> dict[int, Hit]:
    """Return the hits among entities, given with the letters they answer by guess; each may answer `more`."""
    best_first = [(-weight - more, entity) for entity, weight in rough.items()]
    heapq.heapify(best_first)
    hits: dict[int, Hit] = {}
    best, size, whole = 0.0, FIRST, _length(found)
    # A guess is the most that an entity can be worth: the rest is worth less than the first of it.
    while best_first and len(hits) < RANKED and -best_first[0][0] >= asking.worth * best * whole:
        batch = [heapq.heappop(best_first)[1] for _ in range(min(size, len(best_first)))]
        size = RANKED
        permitted = asking.permitted(batch)
        for entity, kind, title, texts in asking.rows("title, texts", [e for e in batch if e in permitted]):
            score = _score(found, title.split(), texts.split())
            if score > 0:
                hits[entity] = Hit(entity, kind, score, How.WORDS if score >= GOOD + 0.1 else How.WORDS_NEAR)
                best = max(best, score)
    return hits


def _gather(connection: Connection, found: list[Meaning]) -> dict[int, float]:
    """Return entities with the sum of what their words are worth, rarest words of the query first."""
    rough: dict[int, float] = {}
    left = POSTINGS
    for meaning in sorted(found, key=lambda meaning: meaning.users):
        mine: dict[int, float] = {}
        for word, weight in sorted(meaning.weights.items(), key=lambda item: -item[1]):
            if left <= 0:
                break
            rows = connection.exec_driver_sql(
                "SELECT entity FROM find_place WHERE word = ? LIMIT ?", (meaning.ids[word], left)
            )
            for (entity,) in rows.fetchall():
                left -= 1
                if weight > mine.get(entity, 0.0):
                    mine[entity] = weight
        length = len(meaning.typed)
        for entity, weight in mine.items():
            rough[entity] = rough.get(entity, 0.0) + weight * length
    return rough


def _score(found: list[Meaning], title: list[str], texts: list[str]) -> float:
    """Return how well one entity answers: mean weight by letters typed, a little less where more was not asked for."""
    total = got = 0.0
    named = 0
    for meaning in found:
        weights, length = meaning.weights, len(meaning.typed)
        in_title = max((weights.get(word, 0.0) for word in title), default=0.0)
        elsewhere = max((weights.get(word, 0.0) for word in texts), default=0.0) * 0.95 if texts else 0.0
        total += length
        got += max(in_title, elsewhere) * length
        named += in_title > 0
    unasked = max(len(title) - named, 0) / (len(title) or 1)
    late = bool(title) and not any(title[0] in meaning.weights for meaning in found)
    return got / total * (1 - 0.02 * unasked) * (1 - LATER * late)
