"""Whether each button of a sheet can have a letter of its own that no other has, in every language it may speak."""

from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations

from PySide6.QtWidgets import QDialog, QWidget

from app.core.i18n import LANGUAGES, LOCALE_DIR, MERGED, translate
from app.ui.kit.alt_letters import lettered, said
from app.ui.kit.buttons import Button
from app.ui.kit.mnemonics import letters_of
from tests.ui.walking import named

FEW = 20
"""Of so many at most each is wanted to have one; of more, at least each button. What says the same as another has its
letters in common with it, and may go without."""


def letterless(widget: QWidget) -> list[str]:
    """Return which buttons of a sheet go without, in whichever language; nothing is asked of a page."""
    if not isinstance(widget, QDialog):
        return []
    found = lettered(widget)
    texts = [said(one) for one in found]
    missing = []
    for language in LANGUAGES:
        for one, letter in zip(found, letters_of(_in(texts, language)), strict=True):
            if not letter and texts.count(said(one)) == 1 and (len(found) <= FEW or isinstance(one, Button)):
                missing.append(f"{named(one)}: no letter of its own in {language}")
    return missing


def _in(texts: Sequence[str], language: str) -> list[str]:
    """Return texts as another language says them; one with facts in it stays as it is."""
    return [translate(_msgids()[text], language) if text in _msgids() else text for text in texts]


@cache
def _msgids() -> dict[str, str]:
    """Return the msgid of every text that some language says."""
    known: dict[str, str] = {}
    for language in LANGUAGES:
        file = LOCALE_DIR / language / "LC_MESSAGES" / MERGED
        if file.is_file():
            with file.open("rb") as stream:
                told = GNUTranslations(stream)._catalog  # type: ignore[attr-defined]  # there is no other way to it
            known |= {text: key for key, text in told.items() if isinstance(key, str) and text}
    return known
