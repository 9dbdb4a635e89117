"""The other side of the process that looks for codes in a scan: sandboxed, for one scan, killed when slow or unwanted.

Nothing that comes back is believed: texts and pages are bounded and counted. It blocks: call it from a worker thread,
or at the command line. The scan goes over a pipe; whoever has its bytes need not have a file.
"""

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import IO

from app.core.errors import Cancelled, DeviceError, KnownError
from app.core.i18n import N_
from app.core.progress import Cancel, Progress, silent
from app.ui.kit.child import begin, end, pipe, sandboxed, slay
from app.ui.kit.once_wire import HEAD, OPEN
from app.ui.kit.scan_wire import MAX_BYTES, MAX_CODES, MAX_PAGES, MAX_TEXT, ScanFault

PAGE_SECONDS = 30.0
"""Starting it on a slow machine and reading the largest page; a hostile one is killed by then."""
LOOK = 0.1
"""Seconds between two looks whether the officer wants it still."""
SCAN_CHILD = "scan_child"
_CAREFULLY = sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_BINARY"))
"""Wait for no pipe that is called like a scan."""


class ScanNotRead(KnownError):
    """A scan that is refused."""


class NoScan(ScanNotRead):
    """No picture or PDF, or a broken one, or of another kind."""

    sentence = N_(
        "This is not a readable scan (PDF, JPEG, PNG, TIFF or WebP), or it is damaged. Scan the paper again, or type "
        "the code."
    )


class ScanTooLarge(ScanNotRead):
    """Too many bytes or pixels."""

    sentence = N_(
        "This scan is too large to be read here. Scan the paper at 300 dots per inch, fewer pages at a time, or type "
        "the code."
    )


class ScanLocked(ScanNotRead):
    """It asks for a password."""

    sentence = N_(
        "This PDF asks for a password, so no code can be read in it. Scan the paper without one, or type the code."
    )


class ScanStopped(ScanNotRead):
    """It took too long or asked for too much memory, or the process that reads it died."""

    sentence = N_(
        "This scan asks for more time or memory than it is given, so it was stopped. It may be made to do harm: do not "
        "open it elsewhere. Scan the paper again, or type the code."
    )


class ScanOutOfReach(DeviceError):
    """The file is not there, or may not be read."""

    sentence = N_("The file of the scan cannot be read: it is gone, or on a stick that was taken out. Choose it again.")


@dataclass(frozen=True, slots=True)
class Read:
    """What was found: each code with its page (from 1), in their order. `pages` of `in_all` were read."""

    codes: tuple[tuple[int, str], ...] = field(repr=False)
    pages: int
    in_all: int


def read_file(path: Path, progress: Progress = silent, cancel: Cancel | None = None) -> Read:
    """Return what codes a scan says. Raises ScanNotRead, ScanOutOfReach, Cancelled."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _CAREFULLY), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise ScanOutOfReach
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ScanOutOfReach from error
    return read_scan(data, progress, cancel)


def read_scan(
    data: bytes, progress: Progress = silent, cancel: Cancel | None = None, seconds: float = PAGE_SECONDS
) -> Read:
    """Return what codes the scan in `data` says; `progress` counts pages. Raises ScanNotRead, Cancelled."""
    if len(data) > MAX_BYTES:
        raise ScanTooLarge
    cancel = cancel or Cancel()
    cancel.check()
    try:
        process = begin(sandboxed(SCAN_CHILD))
    except OSError as error:
        raise ScanStopped from error
    with _watched(process, cancel, seconds) as watch:
        try:
            pipe(process.stdin).write(OPEN.pack(len(data)) + data)
            pipe(process.stdin).close()
            return _told(pipe(process.stdout), watch, progress)
        except (OSError, EOFError, ValueError):
            cancel.check()
            raise ScanStopped from None


def _told(out: IO[bytes], watch: "_Watch", progress: Progress) -> Read:
    """Return all that is said until the end. Raises ScanNotRead, EOFError on what makes no sense."""
    codes: list[tuple[int, str]] = []
    page = 0
    while True:
        head = out.read(HEAD.size)
        if len(head) < HEAD.size:
            raise EOFError
        tag, a, b, length = HEAD.unpack(head)
        if tag == b"E":
            raise {ScanFault.TOO_LARGE: ScanTooLarge, ScanFault.LOCKED: ScanLocked}.get(a, NoScan)
        if tag == b"Z" and a == page <= b:
            return Read(tuple(codes), a, b)
        if a != page + 1 or a > MAX_PAGES or length > (MAX_TEXT if tag == b"C" else 0):
            raise EOFError
        if tag == b"C" and len(codes) < MAX_CODES:
            said = out.read(length).decode("utf-8", "replace")
            codes.append((a, "".join(one if one.isprintable() else " " for one in said)))
        elif tag == b"P":
            page = a
            progress(page, b)
        else:
            raise EOFError
        watch.go_on()


class _Watch(Thread):
    """Kills the process when an answer is late, or when the officer does not want it any more."""

    def __init__(self, process: subprocess.Popen[bytes], cancel: Cancel, seconds: float) -> None:
        super().__init__(name="scan", daemon=True)
        self._process, self._cancel, self._seconds = process, cancel, seconds
        self._until = monotonic() + seconds
        self.over = Event()

    def go_on(self) -> None:
        """Wait for the next answer as long as for the first."""
        self._until = monotonic() + self._seconds

    def run(self) -> None:
        while not self.over.wait(LOOK):
            try:
                self._cancel.check()
            except Cancelled:
                break
            if monotonic() > self._until:
                break
        else:
            return
        slay(self._process)


@contextmanager
def _watched(process: subprocess.Popen[bytes], cancel: Cancel, seconds: float) -> Iterator[_Watch]:
    watch = _Watch(process, cancel, seconds)
    watch.start()
    try:
        yield watch
    finally:
        watch.over.set()
        watch.join()
        end(process)
