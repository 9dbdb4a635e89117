"""What keys are called on an officer's keyboard, and which ones a shortcut answers to."""

from app.ui.kit.words import Words

_KEYS = {
    "nl": {"Return": "Enter", "Left": "Links", "Right": "Rechts", "Space": "Spatie"},
    "fr": {
        "Shift": "Maj", "Return": "Entrée", "Enter": "Entrée", "Esc": "Échap", "Left": "Gauche", "Right": "Droite",
        "Space": "Espace",
    },
    "de": {
        "Ctrl": "Strg", "Shift": "Umschalt", "Del": "Entf", "Return": "Eingabe", "Enter": "Eingabe",
        "Left": "Links", "Right": "Rechts", "Space": "Leertaste",
    },
    "en": {"Return": "Enter"},
}  # fmt: skip
"""What keys are called, where not as Qt calls them; the help uses the same names."""
_UNSHIFTED = dict(zip("1234567890", "&é\"'(§è!çà", strict=True))
"""The digits of a Belgian keyboard without Shift: whoever presses the key with the figure means the figure."""


def answers_to(shortcut: str) -> list[str]:
    """Return the keys that a shortcut answers to: where it ends in a digit, also the same key of a Belgian keyboard."""
    held, plus, key = shortcut.rpartition("+")
    plain = key in _UNSHIFTED and "Shift" not in held
    return [shortcut, held + plus + _UNSHIFTED[key]] if plain else [shortcut]


def key_text(shortcut: str, words: Words) -> str:
    """Return a shortcut, written as Qt writes it, as the officer's keyboard names it: `Ctrl K`."""
    *held, key = shortcut.removesuffix("+").split("+") + (["+"] if shortcut.endswith("+") else [])
    names = _KEYS[words.language]
    return " ".join(names.get(part, part) for part in (*held, key) if part)
