"""A file in clear that leaves the store: nothing is there before it is recorded that it left."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.errors import UserError
from app.core.i18n import N_
from app.store.files import disk_refusals, sync_file, sync_folder

WAITING = ".praesidium-tmp"
"""What the name ends with until it is recorded: no file of anybody's own is called so."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""A file that is there, or a link to one, is never written into: a stick may bring it."""


class FileInTheWay(UserError):
    """A file of that name is there already."""

    sentence = N_("There is already a file {name} in that folder. Nothing was written; choose another folder.")


class Leaving:
    """One file on its way out."""

    def __init__(self) -> None:
        self._target: Path | None = None

    def write(self, target: Path, data: bytes) -> None:
        """Write it beside where it is to be, for its owner to read only. Raises FileInTheWay, DiskFull, NotWritable."""
        if os.path.lexists(target):
            raise FileInTheWay(name=target.name)
        _sweep(target.parent)
        self._target = target
        _write(self.waiting, data)

    @property
    def target(self) -> Path:
        """Return where it is to be."""
        if self._target is None:
            raise RuntimeError("nothing was written")
        return self._target

    @property
    def waiting(self) -> Path:
        """Return where it is until it is recorded."""
        return self.target.with_name(self.target.name + WAITING)

    def arrive(self) -> None:
        """Let it be where it is to be. Raises DiskFailed, NotWritable."""
        with disk_refusals():
            self.waiting.replace(self.target)
            sync_folder(self.target.parent)

    def stay(self) -> None:
        """Leave nothing of it."""
        if self._target is not None:
            with suppress(OSError):  # what hindered it is told already
                self.waiting.unlink(missing_ok=True)


@contextmanager
def leaving(recorded: Callable[[], object]) -> Iterator[Leaving]:
    """Give a file that leaves; it is there once the block ended, in which it was recorded, and `recorded` was called.

    Nothing is there where an exception leaves the block.
    """
    made = Leaving()
    try:
        yield made
        recorded()
        made.arrive()
    except BaseException:
        made.stay()
        raise


def _write(path: Path, body: bytes) -> None:
    """Write a file that only its owner may read, down to the disk."""
    with disk_refusals(), os.fdopen(os.open(path, _NEW, 0o600), "wb") as stream:
        stream.write(body)
    sync_file(path)


def _sweep(folder: Path) -> None:
    """Remove what is left in clear, unrecorded, where the machine or the stick went away in the middle."""
    with suppress(OSError):
        for path in folder.glob(f"*{WAITING}"):
            with suppress(OSError):
                path.unlink()
