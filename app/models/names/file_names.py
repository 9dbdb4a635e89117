"""Names of files that came from outside, made harmless to show: no folders, no tricks of writing direction, no lies.

A name is shown and never opened: content lies in the store by its hash. What a name could still do is mislead: a
right-to-left override makes "exe.pdf" of "fdp.exe", a path or a control character spoils a line. It is cleaned when it
is kept and again when it is shown, for another station may not have cleaned it.
"""

import unicodedata
from pathlib import PurePosixPath

MOST = 120
"""Characters of a name that are kept; its ending stays."""
_NAMELESS = "—"
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Kinds of characters that are not seen, or move others."""


def harmless(name: str | None) -> str:
    """Return the last part of `name` as a line of visible characters; a dash where nothing is left of it."""
    last = (name or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    seen = "".join(one if unicodedata.category(one) not in _HIDDEN else " " for one in last)
    line = " ".join(unicodedata.normalize("NFC", seen).split()).strip(". ")
    if len(line) <= MOST:
        return line or _NAMELESS
    ending = PurePosixPath(line).suffix[:12]
    return line[: MOST - len(ending) - 1].rstrip() + "…" + ending
