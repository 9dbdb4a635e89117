"""The words of recovery sheets as they are typed: which are on no sheet, which are meant. Nothing here makes paper."""

from collections.abc import Sequence

from shamir_mnemonic.wordlist import WORDLIST

LETTERS = 4
"""No two words of the list begin with the same four letters: so many are enough when typed."""

_BEGINNINGS = frozenset(word[:LETTERS] for word in WORDLIST)


def unknown_words(typed: Sequence[str]) -> list[int]:
    """Return the places (from 1) of words that are on no sheet: misread or mistyped."""
    return [place for place, word in enumerate(typed, start=1) if word.lower()[:LETTERS] not in _BEGINNINGS]


def reads_back(share: Sequence[str], typed: Sequence[str]) -> bool:
    """Say whether `typed` are the words of `share`; case, and anything after the fourth letter, do not matter."""
    return [word.lower()[:LETTERS] for word in typed] == [word[:LETTERS] for word in share]


def whole_words(typed: Sequence[str]) -> list[str]:
    """Return the words meant: each is known by its first four letters; one that is on no sheet stays as it is."""
    known = {word[:LETTERS]: word for word in WORDLIST}
    return [known.get(word.lower()[:LETTERS], word.lower()) for word in typed]
