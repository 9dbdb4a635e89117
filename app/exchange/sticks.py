"""Which sticks there are, and what on them is ours to open.

A stick is a mounted file system whose disk says it is removable or hangs on USB; a *drop folder* is any folder that an
officer named, for a carrier that does what he would do by hand. Only regular files with our own extension are ever
listed or opened: no links, no devices, no sub-folders. Elsewhere than on Linux the officer names the folder.
"""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from app.exchange.age.header import FAMILY
from app.exchange.joining import MAGIC as JOIN_MAGIC
from app.exchange.placing import EXTENSION, stick_refusals
from app.exchange.refusals import StickGone

MOST_LISTED = 1_000
MOUNTS = Path("/proc/self/mountinfo")
SYSTEM = Path("/sys")
_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
"""Follow no link, wait for no pipe, change no byte: as far as the system knows these."""
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Stick:
    """A mounted removable drive."""

    folder: Path
    read_only: bool

    @property
    def name(self) -> str:
        """What the system calls it."""
        return self.folder.name


class Content(Enum):
    """What the first bytes of a file say it is."""

    BUNDLE = "bundle"
    REQUEST = "request"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that may be for us. `written` is when, as its file system says: it orders, and proves nothing."""

    path: Path
    size: int
    content: Content
    written: float = 0.0


def mounted_sticks(mounts: Path = MOUNTS, system: Path = SYSTEM) -> list[Stick]:
    """Return the removable drives mounted now, by folder; none where the system does not tell."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    found: dict[Path, Stick] = {}
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 10 or not _removable(fields[2], system):
            continue
        folder = Path(_OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[4]))
        found[folder] = Stick(folder, "ro" in fields[5].split(","))
    return [found[folder] for folder in sorted(found)]


def incoming(folder: Path) -> list[Incoming]:
    """Return the files in `folder` that have our extension, at most MOST_LISTED, by name. Raises StickGone."""
    found = []
    with stick_refusals():
        for name in sorted(entry.name for entry in os.scandir(folder) if _is_ours(entry))[:MOST_LISTED]:
            path = folder / name
            with open_incoming(path) as stream:
                about = os.fstat(stream.fileno())
                found.append(Incoming(path, about.st_size, _content(stream), about.st_mtime))
    return found


@contextmanager
def open_incoming(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file with our extension, following no link. Raises StickGone if it is not one (any more)."""
    if path.suffix != EXTENSION:
        raise StickGone
    with stick_refusals():
        handle = os.open(path, os.O_RDONLY | _CAREFULLY)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise StickGone
    with os.fdopen(handle, "rb", buffering=0) as stream:
        yield stream


def _is_ours(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(EXTENSION) and not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)


def _content(stream: BinaryIO) -> Content:
    first = stream.read(32)
    if first.startswith(FAMILY):
        return Content.BUNDLE
    return Content.REQUEST if first.startswith(JOIN_MAGIC) else Content.OTHER


def _removable(device: str, system: Path) -> bool:
    """Say whether the disk behind `major:minor` is a stick: a partition's disk is the folder above it."""
    if not re.fullmatch(r"[0-9]+:[0-9]+", device):
        return False
    try:
        place = (system / "dev" / "block" / device).resolve(strict=True)
    except OSError:
        return False
    if any(re.fullmatch(r"usb[0-9]+", part) for part in place.parts):
        return True
    for disk in (place, place.parent):
        try:
            return (disk / "removable").read_text(encoding="ascii").strip() == "1"
        except (OSError, UnicodeDecodeError):
            continue
    return False
