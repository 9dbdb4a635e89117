"""Files on their way: held while they are written, so that nobody who clears the folder takes one for abandoned.

Two stores may write to one stick at once, and each removes first what a killed program left there. A file is held from
its first byte until its maker closes it; what nobody holds, nobody writes any more.
"""

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""A file that is there, or a link to one, is never written into: a stick may bring it."""
_ATTEMPTS = 3

if sys.platform == "win32":

    def hold(handle: int) -> None:
        """Do nothing: no open file can be removed there."""

else:
    import fcntl

    def hold(handle: int) -> None:
        """Keep others from taking the file for abandoned, where the file system can. Raises OSError if held."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno == errno.EWOULDBLOCK:
                raise


def new_held(path: Path) -> int:
    """Make a file that only its owner may read; return its handle, which holds it until it is closed. Raises OSError.

    Who cleared the folder between its making and the holding removed it: then it is made again.
    """
    for _ in range(_ATTEMPTS):
        handle = os.open(path, _NEW, 0o600)
        try:
            hold(handle)
        except OSError:
            os.close(handle)
            continue
        if is_at(handle, path):
            return handle
        os.close(handle)
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))


def remove_abandoned(paths: Iterable[Path]) -> None:
    """Remove these, but what somebody holds; what the system refuses to remove stays."""
    for path in paths:
        with suppress(OSError):
            if path.is_symlink() or not path.is_file():  # to open a pipe would wait for its other end
                path.unlink()
                continue
            with path.open("rb") as stream:
                hold(stream.fileno())
                if is_at(stream.fileno(), path):
                    path.unlink()


def is_at(handle: int, path: Path) -> bool:
    """Tell whether an open file is the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), os.lstat(path))
    except FileNotFoundError:
        return False
