"""Putting a file on a stick so that "safe to remove" is true when it is said.

A stick lies: it reports room it does not have, takes writes it loses, is pulled half-way. So: ask for room first, write
under a temporary name that no reader looks at, bring it to the medium, read it back past the cache where the system
allows, compare, and only then give it its name. What fails leaves nothing behind that could pass for a bundle.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from app.core.clock import Randomness
from app.core.progress import Cancel
from app.exchange.refusals import StickFull, StickGone, StickReadOnly, WrittenDiffers
from app.store.held import new_held, remove_abandoned

EXTENSION = ".pbundle"
_WAITING = ".part"
_BLOCK = 1 << 20
_TEMPORARY = re.compile(r"[0-9a-f]{32}\.part")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

FreeSpace = Callable[[Path], int]
"""Return how many bytes can still be written to a folder."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file that was read back from the stick as it was written."""

    path: Path
    size: int
    sha256: bytes


def free_space(folder: Path) -> int:
    """Return the free bytes in `folder`. Raises StickGone."""
    with stick_refusals():
        return shutil.disk_usage(folder).free


class HashedFile:
    """A target that counts and hashes what the medium was given."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._hash = sha256()
        self.size = 0

    def write(self, data: memoryview | bytes) -> int:
        """Write some of `data`; return how many bytes were taken."""
        taken = os.write(self._handle, data)
        self._hash.update(memoryview(data)[:taken])
        self.size += taken
        return taken

    def digest(self) -> bytes:
        """Return the SHA-256 of what was taken so far."""
        return self._hash.digest()


class Placing:
    """Several files that get their names together or not at all.

    Leaving the block without `finish` removes all of them. Raises StickFull, StickReadOnly, StickGone, WrittenDiffers.
    """

    def __init__(self, folder: Path, randomness: Randomness, *, free: FreeSpace = free_space) -> None:
        self._folder = folder
        self._randomness = randomness
        self._free = free
        self._waiting: list[tuple[Path, Path, int, bytes]] = []
        self._named: list[Path] = []
        self._handles: list[int] = []
        self._finished = False

    def __enter__(self) -> "Placing":
        _sweep(self._folder)
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()
        if not self._finished:
            for path in [*(waiting for waiting, *_ in self._waiting), *self._named]:
                with suppress(OSError):
                    path.unlink()

    def need(self, size: int) -> None:
        """Refuse early: raise StickFull unless `size` bytes are free."""
        with stick_refusals():
            free = self._free(self._folder)
        if free < size:
            raise StickFull

    def write(self, produce: Callable[[HashedFile], None], *, cancel: Cancel | None = None) -> None:
        """Write one file with `produce`, bring it to the medium and compare what is read back."""
        name = self._randomness(16).hex()
        path, waiting = self._folder / f"{name}{EXTENSION}", self._folder / f"{name}{_WAITING}"
        with stick_refusals():
            handle = new_held(waiting)
            self._handles.append(handle)
            self._waiting.append((waiting, path, 0, b""))
            target = HashedFile(handle)
            produce(target)
            os.fsync(handle)
            _forget_cache(handle)
            self._waiting[-1] = (waiting, path, target.size, target.digest())
            if _hash_of(waiting, cancel) != target.digest():
                raise WrittenDiffers

    def finish(self) -> list[Placed]:
        """Give all files their names, durably; from here on the stick may be removed."""
        if os.name == "nt":  # no open file gets another name there
            self._let_go()
        with stick_refusals():
            for waiting, path, *_ in self._waiting:
                waiting.replace(path)
                self._named.append(path)
            _sync_folder(self._folder)
        self._finished = True
        return [Placed(path, size, digest) for _, path, size, digest in self._waiting]

    def _let_go(self) -> None:
        """Hold none of the files any more."""
        while self._handles:
            with suppress(OSError):
                os.close(self._handles.pop())


@contextmanager
def stick_refusals() -> Iterator[None]:
    """Turn the operating system's refusals into StickFull, StickReadOnly or StickGone."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StickFull from None
        if error.errno in _FORBIDDEN:
            raise StickReadOnly from None
        raise StickGone from None


def _sweep(folder: Path) -> None:
    """Remove what a killed export left under a temporary name, unless somebody is writing it now."""
    with suppress(OSError):
        left = [path for path in folder.glob(f"*{_WAITING}") if _TEMPORARY.fullmatch(path.name)]
        remove_abandoned(path for path in left if not path.is_symlink() and path.is_file())


def _hash_of(path: Path, cancel: Cancel | None) -> bytes:
    digest = sha256()
    with path.open("rb", buffering=0) as stream:
        _forget_cache(stream.fileno())
        while block := stream.read(_BLOCK):
            if cancel is not None:
                cancel.check()
            digest.update(block)
    return digest.digest()


def _forget_cache(handle: int) -> None:
    """Ask the system to drop what it remembers of a file, so that reading it back reads the medium."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with suppress(OSError):
            advise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
