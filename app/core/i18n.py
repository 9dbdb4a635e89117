"""Words in four languages, without Qt: documents and the command line need them too.

English is the msgid. Each floor keeps its own catalogue (`resources/locale/<language>/LC_MESSAGES/<floor>.po`);
`installer/words.py` compiles them into one file per language, sorted, in which a text is looked up where it lies: the
first window says thirty texts and shall not wait for a table of all. The language is passed per call, because a
French protocol is printed from a Dutch screen.
"""

from functools import cache
from pathlib import Path
from struct import error, unpack_from

LANGUAGES = ("nl", "fr", "de", "en")
LOCALE_DIR = Path(__file__).resolve().parents[2] / "resources" / "locale"
MERGED = "praesidium.mo"
"""All floors' words of one language, in the form of GNU gettext (little-endian)."""
MAGIC = 0x950412DE


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name, known to extractors
    """Mark a text in a declaration for translation without translating it."""
    return msgid


def translate(msgid: str, language: str) -> str:
    """Return `msgid` in `language`; English, or a text without translation, is the msgid itself."""
    return catalogue(language).gettext(msgid) if msgid else ""


def translate_plural(one: str, many: str, count: int, language: str) -> str:
    """Return the form of `one`/`many` for `count` in `language`, with `{count}` still to be filled in."""
    return catalogue(language).ngettext(one, many, count)


class Catalogue:
    """The words in one compiled file. What is not in it is said in English."""

    def __init__(self, file: bytes, language: str) -> None:
        """Raises ValueError on a file that is no catalogue."""
        self._file, self._nought_is_one = file, language == "fr"
        self._found: dict[str, tuple[str, ...]] = {}
        try:
            magic, _, self._size, self._keys, self._texts = unpack_from("<5I", file)
        except error:
            raise ValueError("catalogue") from None
        if magic != MAGIC:
            raise ValueError("catalogue")

    def __contains__(self, msgid: str) -> bool:
        """Tell whether there is a translation."""
        return bool(self._forms(msgid))

    def gettext(self, msgid: str) -> str:
        """Return the text of `msgid`; of one that has two forms, the singular."""
        return (self._forms(msgid) or (msgid,))[0]

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the form for `count`. French says nought in the singular, the others only one."""
        forms = self._forms(one)
        if len(forms) < 2:
            return one if count == 1 else many
        return forms[0 if count == 1 or (count == 0 and self._nought_is_one) else 1]

    def _forms(self, msgid: str) -> tuple[str, ...]:
        """Return the text, or the singular and the plural; nothing where there is no translation."""
        known = self._found.get(msgid)
        if known is None:
            known = self._found[msgid] = self._look_up(msgid.encode())
        return known

    def _look_up(self, wanted: bytes) -> tuple[str, ...]:
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            key = self._at(self._keys, middle).partition(b"\0")[0]
            if key == wanted:
                return tuple(self._at(self._texts, middle).decode().split("\0"))
            if key < wanted:
                low = middle + 1
            else:
                high = middle
        return ()

    def _at(self, table: int, number: int) -> bytes:
        length, start = unpack_from("<2I", self._file, table + 8 * number)
        return self._file[start : start + length]


_NOTHING = MAGIC.to_bytes(4, "little") + bytes(16)


@cache
def catalogue(language: str) -> Catalogue:
    """Return all floors' words of one language. Raises ValueError on a language that does not ship."""
    if language not in LANGUAGES:
        raise ValueError(language)
    file = LOCALE_DIR / language / "LC_MESSAGES" / MERGED
    return Catalogue(file.read_bytes() if file.is_file() else _NOTHING, language)
