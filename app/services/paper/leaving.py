"""A file in clear that leaves the store: nothing is there before it is recorded that it left."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.core.errors import UserError
from app.core.i18n import N_
from app.store.files import disk_refusals, sync_folder
from app.store.held import new_held, remove_abandoned

WAITING = ".praesidium-tmp"
"""What the name ends with until it is recorded: no file of anybody's own is called so."""


class FileInTheWay(UserError):
    """A file of that name is there already."""

    sentence = N_("There is already a file {name} in that folder. Nothing was written; choose another folder.")


class Leaving:
    """One file on its way out."""

    def __init__(self) -> None:
        self._target: Path | None = None
        self._handle: int | None = None

    def write(self, target: Path, data: bytes) -> None:
        """Write it beside where it is to be, for its owner to read only. Raises FileInTheWay, DiskFull, NotWritable."""
        if os.path.lexists(target):
            raise FileInTheWay(name=target.name)
        _sweep(target.parent)
        with disk_refusals():
            try:
                self._handle = new_held(target.with_name(target.name + WAITING))
            except FileExistsError:  # another store is writing one of that name
                raise FileInTheWay(name=target.name) from None
            self._target = target
            if os.path.lexists(target):  # and was done with it meanwhile
                raise FileInTheWay(name=target.name)
            with os.fdopen(self._handle, "wb", closefd=False) as stream:
                stream.write(data)
            os.fsync(self._handle)

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
        if os.name == "nt":  # no open file gets another name there
            self._let_go()
        with disk_refusals():
            self.waiting.replace(self.target)
            sync_folder(self.target.parent)
        self._let_go()

    def stay(self) -> None:
        """Leave nothing of it."""
        self._let_go()
        if self._target is not None:
            with suppress(OSError):  # what hindered it is told already
                self.waiting.unlink(missing_ok=True)

    def _let_go(self) -> None:
        if self._handle is not None:
            handle, self._handle = self._handle, None
            with suppress(OSError):
                os.close(handle)


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


def _sweep(folder: Path) -> None:
    """Remove what is left in clear, unrecorded, where the machine or the stick went away in the middle."""
    with suppress(OSError):
        remove_abandoned(list(folder.glob(f"*{WAITING}")))
