"""What matches what was typed, forgiving of accents and capitals; and where in a text it does, to be emphasised."""

import re
from collections.abc import Sequence

from app.core.plain import plain
from app.ui.kit.remembering import remembered

_WORD = re.compile(r"\w+")


@remembered
def fold(text: str) -> str:
    """Return a text without accents and capitals."""
    return plain(text)


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of what was typed, folded."""
    return tuple(_WORD.findall(fold(query)))


def matches(query: str, *texts: str) -> bool:
    """Tell whether every word typed begins a word of one of the texts."""
    there = [word for text in texts for word in _WORD.findall(fold(text))]
    return all(any(word.startswith(typed) for word in there) for typed in words_of(query))


def spans(query: str, text: str) -> Sequence[tuple[int, int]]:
    """Return (start, length) of every part of `text` that begins a word as it was typed, without overlaps."""
    typed = words_of(query)
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        best = max((len(one) for one in typed if fold(word).startswith(one)), default=0)
        if best:
            found.append((match.start(), _letters(word, best)))
    return found


def _letters(word: str, folded: int) -> int:
    """Return how many letters of `word` make up its first `folded` letters once folded."""
    length = 0
    for count, letter in enumerate(word, 1):
        length += len(fold(letter))
        if length >= folded:
            return count
    return len(word)
