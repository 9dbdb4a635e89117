"""The letters pressed in a menu, or with Alt in a sheet: each text has one of its own, no two of a place the same.

Only letters that stand on every keyboard without a second key, AZERTY and QWERTZ included. The first letters of words
come first. They are found, never written down: what is translated anew cannot clash.
"""

from collections.abc import Collection, Sequence
from string import ascii_lowercase

from PySide6 import QtWidgets

TYPED = frozenset(ascii_lowercase)


def letters_of(texts: Sequence[str], taken: Collection[str] = (), before: Sequence[str] = ()) -> list[str]:
    """Return a letter for each text, empty where no letter of it is left; none of those `taken`.

    `before` are the letters the texts had: who had one keeps it where that is possible.
    """
    known = [*before, *[""] * (len(texts) - len(before))]
    wanted = [_wanted(text, had, taken) for text, had in zip(texts, known, strict=True)]
    held: dict[str, int] = {}

    def place(at: int, asked: set[str]) -> bool:
        """Give a text a letter that is free, or one whose holder can do with another."""
        free = next((letter for letter in wanted[at] if letter not in held), "")
        if free:
            held[free] = at
            return True
        for letter in wanted[at]:
            if letter not in asked:
                asked.add(letter)
                if place(held[letter], asked):
                    held[letter] = at
                    return True
        return False

    for at in range(len(texts)):
        place(at, set())
    found = {at: letter for letter, at in held.items()}
    return [found.get(at, "") for at in range(len(texts))]


def marked(text: str, letter: str) -> str:
    """Return a text as Qt takes it, with its letter marked; without one an ampersand of the text is only written so."""
    at = _place(text, letter) if letter else -1
    parts = (text[:at], text[at:]) if at >= 0 else (text,)
    return "&".join(part.replace("&", "&&") for part in parts)


def unmarked(text: str) -> str:
    """Return what `marked` made, as it is read."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def mark_menu(menu: "QtWidgets.QMenu") -> None:
    """Give each line of a menu its letter, and those of the menus within; `unmarked` tells what a line says."""
    lines = [line for line in menu.actions() if not line.isSeparator() and line.text()]
    parts = [line.text().partition("\t") for line in lines]
    said = [unmarked(text) for text, _, _ in parts]
    for line, text, (_, tab, key), letter in zip(lines, said, parts, letters_of(said), strict=True):
        line.setText(marked(text, letter) + tab + key)
        inner = line.menu()
        if isinstance(inner, QtWidgets.QMenu):
            mark_menu(inner)


def _wanted(text: str, had: str, taken: Collection[str]) -> list[str]:
    """Return the letters of a text in the order in which they are wanted."""
    low = text.lower()
    every = dict.fromkeys([*had, *(text[at].lower() for at in _starts(text)), *low])
    return [letter for letter in every if letter in TYPED and letter in low and letter not in taken]


def _starts(text: str) -> list[int]:
    return [at for at in range(len(text)) if text[at].isalpha() and not text[at - 1 : at].isalpha()]


def _place(text: str, letter: str) -> int:
    """Return where the letter stands: at the beginning of a word if it can."""
    places = [*_starts(text), *range(len(text))]
    return next((at for at in places if text[at].lower() == letter), -1)
