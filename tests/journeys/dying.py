"""Processes that are killed where it hurts most: at a chosen statement, call or moment of a commit, by `kill -9`.

A child is forked from a test that holds no store open; what it does is real, only its end is chosen. It reports
"done" through a pipe, as an officer would read it on the screen, so that what was promised can be held against it.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

import app.exchange.placing as placing

Work = Callable[[], None]
DONE = b"done"


@dataclass(frozen=True, slots=True)
class End:
    """Where a child dies: `kind` is "statement", "commit", "sync" or "rename"; `at` counts them from 1.

    For "commit" it dies `after` seconds after the commit began; for "rename" and "sync" before the call, or after it.
    """

    kind: str
    at: int = 1
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a child: whether it was killed, and what it had said."""

    killed: bool
    said: bytes

    @property
    def done(self) -> bool:
        return self.said.startswith(DONE)


def run(work: Work, end: End) -> Fate:
    """Fork, do `work` and die at `end`."""
    return _fork(lambda: _armed(work, end))


def count(work: Work) -> dict[str, int]:
    """Do `work` to its end in a child; return how often each kind of place was passed."""
    said = _fork(lambda: _counted(work)).said.decode()
    return {name: int(number) for name, number in (line.split() for line in said.splitlines())}


def _fork(child: Callable[[], bytes]) -> Fate:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.close(reading)
            said = child()
            os.write(writing, said)
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise AssertionError("the child failed otherwise than it should")
    return Fate(os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, said)


def _armed(work: Work, end: End) -> bytes:
    with _watched(lambda kind, number, late: _reached(end, kind, number, late)):
        work()
    return DONE


def _counted(work: Work) -> bytes:
    passed: dict[str, int] = {}

    def note(kind: str, number: int, late: bool) -> None:
        passed[kind] = max(passed.get(kind, 0), number)

    with _watched(note):
        work()
    return "\n".join(f"{kind} {number}" for kind, number in passed.items()).encode()


def _reached(end: End, kind: str, number: int, late: bool) -> None:
    if (kind, number) != (end.kind, end.at):
        return
    if kind == "commit":
        threading.Thread(target=_die_later, args=(end.after,), daemon=True).start()
    elif late == (end.after > 0):
        os.kill(os.getpid(), signal.SIGKILL)


def _die_later(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def _watched(note: Callable[[str, int, bool], None]) -> Iterator[None]:
    passed = {"statement": 0, "commit": 0, "sync": 0, "rename": 0}

    def step(kind: str) -> int:
        passed[kind] += 1
        return passed[kind]

    def statement(*_: Any) -> None:
        note("statement", step("statement"), False)

    def commit(_: Any) -> None:
        note("commit", step("commit"), False)

    def around(kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            number = step(kind)
            note(kind, number, False)
            found = real(*given, **named)
            note(kind, number, True)
            return found

        return call

    real_sync, real_rename = os.fsync, Path.replace
    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    placing.os.fsync = around("sync", real_sync)  # type: ignore[attr-defined]  # the module's own name for it
    Path.replace = around("rename", real_rename)  # type: ignore[method-assign]  # in this child only
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", commit)
        placing.os.fsync = real_sync  # type: ignore[attr-defined]  # as it was
        Path.replace = real_rename  # type: ignore[method-assign]  # as it was
