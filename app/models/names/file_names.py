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

MOST_BYTES = 200
"""Bytes of a name on a disk or stick, of the 255 that are allowed: the program adds an ending until it is recorded."""
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))
"""What file systems of sticks refuse or understand as something else: after a colon a name is of another stream."""
_TAKEN = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")}
)
"""Names that Windows takes for devices, whatever their ending."""
_ACTS = frozenset({"autorun.inf", "desktop.ini"})
"""Names by which a folder or stick does something by itself."""


def harmless(name: str | None) -> str:
    """Return the last part of `name` as a line of visible characters; a dash where nothing is left of it."""
    last = (name or "").replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    seen = "".join(one if unicodedata.category(one) not in _HIDDEN else " " for one in last)
    line = " ".join(unicodedata.normalize("NFC", seen).split()).strip(". ")
    if len(line) <= MOST:
        return line or _NAMELESS
    ending = PurePosixPath(line).suffix[:12]
    return line[: MOST - len(ending) - 1].rstrip() + "…" + ending


def writable(name: str | None) -> str:
    """Return `harmless` as a name that any disk or stick takes for a plain file."""
    line = harmless(name).translate(_FORBIDDEN)
    if line.lower() in _ACTS or line.split(".", 1)[0].strip().lower() in _TAKEN:
        line = f"_{line}"
    ending = PurePosixPath(line).suffix[:12]
    stem = line.removesuffix(ending).encode()[: MOST_BYTES - len(ending.encode())].decode(errors="ignore")
    return stem.rstrip(". ") + ending
