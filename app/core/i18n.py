"""Words in four languages through gettext, without Qt: documents and the command line need them too.

English is the msgid. Each floor keeps its own catalogue (`resources/locale/<language>/LC_MESSAGES/<floor>.po`),
compiled to `.mo` by `installer/words.py`; at run time they are one. The language is passed per call, because a
French protocol is printed from a Dutch screen.
"""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "fr", "de", "en")
LOCALE_DIR = Path(__file__).resolve().parents[2] / "resources" / "locale"


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name, known to extractors
    """Mark a text in a declaration for translation without translating it."""
    return msgid


def translate(msgid: str, language: str) -> str:
    """Return `msgid` in `language`; English, or a text without translation, is the msgid itself."""
    return catalogue(language).gettext(msgid) if msgid else ""


def translate_plural(one: str, many: str, count: int, language: str) -> str:
    """Return the form of `one`/`many` for `count` in `language`, with `{count}` still to be filled in."""
    return catalogue(language).ngettext(one, many, count)


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return all floors' words of one language. Raises ValueError on a language that does not ship."""
    if language not in LANGUAGES:
        raise ValueError(language)
    found: gettext.NullTranslations = gettext.NullTranslations()
    for file in sorted((LOCALE_DIR / language / "LC_MESSAGES").glob("*.mo")):
        with file.open("rb") as stream:
            part = gettext.GNUTranslations(stream)
        part.add_fallback(found)
        found = part
    return found
