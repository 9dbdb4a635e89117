"""Compile the words (`.po`) into what the program loads: one file per language.

Each `.po` is compiled by itself (`.mo`) where it is newer, and these are merged, sorted by msgid, where one of them is
newer or the set of them is another: a change of one catalogue costs the reading of that one. Where two floors word the
same msgid, the later one in the alphabet is said. Run by `installer/run`, `installer/test` and the tests' own start,
possibly several at once. A fuzzy entry is left out, so the program says it in English and `installer/msgids.py` finds
it. A `.mo` whose `.po` is gone goes too.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import pack, unpack_from

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.core.i18n import MAGIC, MERGED

LOCALE = Path(__file__).resolve().parents[1] / "resources" / "locale"
OF = "X-Merged-From: "
"""The line of a merged file's header that names the catalogues in it."""


def compile_words(locale: Path = LOCALE) -> int:
    """Compile and merge every catalogue below `locale`; return how many `.po` were compiled."""
    written = 0
    for orphan in locale.glob("*/LC_MESSAGES/*.mo"):
        if not orphan.with_suffix(".po").exists() and orphan.name != MERGED:
            orphan.unlink(missing_ok=True)
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        waiting = target.with_suffix(f".{os.getpid()}.tmp")
        with waiting.open("wb") as stream:
            write_mo(stream, catalogue)
        waiting.replace(target)
        written += 1
    for folder in sorted(locale.glob("*/LC_MESSAGES")):
        _merge(folder)
    return written


def _merge(folder: Path) -> None:
    """Merge the compiled catalogues of one language, if that is not how they are."""
    parts = sorted(file for file in folder.glob("*.mo") if file.name != MERGED)
    target, rooms = folder / MERGED, OF + " ".join(part.stem for part in parts)
    if not parts:
        target.unlink(missing_ok=True)
        return
    newest = max(part.stat().st_mtime_ns for part in parts)
    if target.exists() and target.stat().st_mtime_ns >= newest and f"{rooms}\n".encode() in target.read_bytes():
        return
    said: dict[bytes, tuple[bytes, bytes]] = {}
    for part in parts:
        for key, text in entries(part.read_bytes()):
            one, _, many = key.partition(b"\0")
            if one and (many or b"\0" not in said.get(one, (b"", b""))[0]):  # what has two forms keeps them
                said[one] = (key, text)
    said[b""] = (b"", f"Content-Type: text/plain; charset=utf-8\n{rooms}\n".encode())
    waiting = target.with_suffix(f".{os.getpid()}.tmp")
    waiting.write_bytes(_file([said[key] for key in sorted(said)]))
    waiting.replace(target)


def entries(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield msgids and texts of a compiled catalogue; forms of a plural have a zero byte between them."""
    _, _, count, keys, texts = unpack_from("<5I", file)
    for number in range(count):
        places = (unpack_from("<2I", file, table + 8 * number) for table in (keys, texts))
        key, text = (file[start : start + length] for length, start in places)
        yield key, text


def _file(sorted_entries: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Return the entries in the form of GNU gettext, without its optional table of hashes."""
    count, head = len(sorted_entries), 28
    at, tables, words = head + 16 * count, [b"", b""], b""
    for column in (0, 1):
        for one in sorted_entries:
            tables[column] += pack("<2I", len(one[column]), at)
            words += one[column] + b"\0"
            at += len(one[column]) + 1
    return pack("<7I", MAGIC, 0, count, head, head + 8 * count, 0, at) + b"".join(tables) + words


if __name__ == "__main__":
    compile_words()
