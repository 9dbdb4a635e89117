"""That a character is in no shipped font: known without the press, which loads the fonts."""

from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_


class MissingGlyph(UserError):
    """A character to be printed is in no shipped font. `character` is it, `code` its number, `shown` safe to show."""

    sentence = N_(
        "The character {shown} ({code}) cannot be printed: no font on this workstation has it. Nothing was "
        "issued. Replace the character, or ask the administrator for its script."
    )

    def __init__(self, character: str, **facts: Any) -> None:
        shown = character if character.isprintable() else "\ufffd"
        super().__init__(character=character, shown=shown, code=f"U+{ord(character):04X}", **facts)
