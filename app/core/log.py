"""The local log: what went wrong, by kind and id, for whoever repairs it. Nothing personal can get into it.

A line of our own is a kind (an identifier in the code) and facts that are ids or numbers; a fact of any other type is
written as the name of its type. Of an exception the log keeps its class and the places in the code, never its message:
libraries put values into theirs. What libraries log is kept as who said something where, without what. So there is no
list of forbidden words to be incomplete.
"""

import logging
import os
import re
import sys
import threading
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import TYPE_CHECKING, Any

from app.core.clock import Clock

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

LOGGER = "praesidium"
LONGEST_ID = 32
MOST_BYTES = 256 * 1024
KEPT = 3
"""Files of `MOST_BYTES` kept besides the one being written."""

Fact = bytes | int | bool | None


def note(kind: str, **facts: Fact) -> None:
    """Write one line. Raises ValueError on a kind that is not an identifier: a bug, for a kind is never data."""
    logging.getLogger(LOGGER).info(_line(kind, facts))


def note_failure(failure: BaseException, kind: str = "failure", **facts: Fact) -> None:
    """Write what class of exception came from which places in the code."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_tb(failure.__traceback__)]
    chain = [type(failure).__name__]
    cause = failure.__cause__ or failure.__context__
    while cause is not None and len(chain) < 10:
        chain.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    logging.getLogger(LOGGER).error(" ".join([_line(kind, facts), "<".join(chain), *places]))


def mistakes() -> bytes:
    """Return what the local log holds, the oldest line first; empty where none is kept."""
    kept = [handler for handler in logging.getLogger().handlers if isinstance(handler, _OwnersFile)]
    return b"".join(file.read_bytes() for handler in kept for file in reversed(handler.files()) if file.is_file())


def start_log(folder: Path | None, clock: Clock) -> Callable[[], None]:
    """Let lines be written to `folder` (None: nowhere) and return what stops it again.

    The file is readable by its owner only and rotates. Exceptions nobody caught, in whatever thread or while something
    was thrown away, are noted and not printed: what is printed ends in a file that nobody thinks of.
    """
    handler: logging.Handler = logging.NullHandler()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = _OwnersFile(folder / "praesidium.log")
    handler.setFormatter(_Redacting(clock))
    root, ours = logging.getLogger(), logging.getLogger(LOGGER)
    before, hooks = (root.handlers[:], ours.level, ours.propagate), _hooks()
    root.handlers[:] = [handler]
    ours.setLevel(logging.INFO)
    ours.propagate = True
    _hook(_uncaught, _uncaught_in_thread, _unraisable)

    def stop() -> None:
        root.handlers[:], ours.level, ours.propagate = before
        _hook(*hooks)
        handler.close()

    return stop


class _OwnersFile(logging.FileHandler):
    """Every file of the rotation is readable by its owner only from its first byte; none grows beyond `MOST_BYTES`.

    Written out because the library's own rotation brings sockets and pickling along, for which the first window would
    wait.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file, encoding="utf-8")

    def _open(self) -> TextIOWrapper:
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, into the next file where it would not fit any more."""
        try:
            if self.stream is None:
                self.stream = self._open()
            room = MOST_BYTES - os.fstat(self.stream.fileno()).st_size
            if len(self.format(record).encode()) >= room:
                self._turn()
        except OSError:
            self.handleError(record)
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say nothing where it cannot be written: the library would print the line with all that stood in it."""

    def files(self) -> list[Path]:
        """Return the file being written and those before it, the newest first, there or not."""
        return [Path(self.baseFilename), *(Path(f"{self.baseFilename}.{number}") for number in range(1, KEPT + 1))]

    def _turn(self) -> None:
        """Begin a new file; the oldest goes."""
        if self.stream is not None:
            self.stream.close()
        files = self.files()
        for older, newer in zip(files[:0:-1], files[-2::-1], strict=True):
            if newer.exists():
                newer.replace(older)
        self.stream = self._open()


class _Redacting(logging.Formatter):
    """Our lines as they are; of others only that they were said."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def format(self, record: logging.LogRecord) -> str:
        moment = self._clock.now().isoformat(timespec="seconds")
        if record.name == LOGGER and not record.args and record.exc_info is None:
            return f"{moment} {record.levelname} {record.msg}"
        return f"{moment} {record.levelname} withheld {_plain_name(record.name)} {record.module}:{record.lineno}"


def _line(kind: str, facts: dict[str, Fact]) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", kind):
        raise ValueError("kind")
    return " ".join([kind, *(f"{name}={_fact(value)}" for name, value in facts.items())])


def _fact(value: object) -> str:
    if isinstance(value, bytes) and len(value) <= LONGEST_ID and not _reads_as_text(value):
        return value.hex()
    if isinstance(value, int) or value is None:
        return str(value)
    return f"<{type(value).__name__}>"


def _reads_as_text(value: bytes) -> bool:
    """Tell whether bytes are words after all: ids and hashes are not printable but by a rare chance."""
    try:
        return bool(value) and value.decode().isprintable()
    except UnicodeDecodeError:
        return False


def _plain_name(name: str) -> str:
    return name if re.fullmatch(r"[\w.]{1,60}", name, re.ASCII) else "unnamed"


def _hooks() -> tuple[Any, Any, Any]:
    return sys.excepthook, threading.excepthook, sys.unraisablehook


def _hook(uncaught: Any, in_thread: Any, unraisable: Any) -> None:
    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_thread, unraisable


def _uncaught(_: type[BaseException], failure: BaseException, __: TracebackType | None) -> None:
    note_failure(failure, "uncaught")


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
        note_failure(told.exc_value, "uncaught")


def _unraisable(told: "UnraisableHookArgs") -> None:
    """Note what was raised where nobody can catch it; Python would print it with the thing it happened to."""
    if told.exc_value is not None:
        note_failure(told.exc_value, "uncaught")
