"""Compile the words (`.po`) into what the program loads (`.mo`), where the `.po` is newer.

Run by `installer/run`, `installer/test` and the tests' own start, possibly several at once. A fuzzy entry is left out,
so the program says it in English and `installer/msgids.py` finds it. A `.mo` whose `.po` is gone goes too.
"""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "resources" / "locale"


def compile_words(locale: Path = LOCALE) -> int:
    """Compile every catalogue below `locale`; return how many were written."""
    written = 0
    for orphan in locale.glob("*/LC_MESSAGES/*.mo"):
        if not orphan.with_suffix(".po").exists():
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
    return written


if __name__ == "__main__":
    compile_words()
