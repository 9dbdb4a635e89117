"""Work off the UI thread: one thread writes, one reads, one counts, a few do long work; answers arrive on the UI one.

An operation is a plain function and knows no Qt. Its answer is carried over by a queued signal, and dropped when its
owner is gone. After every write `changed` tells the screens to look again. A job that is cancelled has left nothing
half-done: that is the promise of the operations themselves (`app.core.progress`).
"""

import itertools
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from app.core.errors import Cancelled
from app.core.progress import Cancel, Progress
from app.ui.kit.door import Door
from app.ui.kit.standing_back import stand_back

if TYPE_CHECKING:  # loaded with the first work: the first paint has none to give
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Then = Callable[[Any], object]
Failed = Callable[[BaseException], object]
READ, COUNT, WRITE, LONG = "read", "count", "write", "long"
WORKERS = {READ: 1, COUNT: 1, WRITE: 1, LONG: 2}
"""How many threads do each sort of work: one writes, so that what is written comes in order; what is counted beside
the names of rooms keeps no screen waiting for its own lines."""
STAND_BACK = frozenset({COUNT, LONG})
"""What no officer waits for before he goes on typing: with an import beside it the window stood still for 60 ms at its
worst, for 30 since these give way."""
BEAT = 0.05
"""Seconds between two reports of progress to the window: painting more often helps nobody."""


class _Call:
    def __init__(
        self, owner: QObject, then: Then | None, failed: Failed | None, sort: str, *, wrote: bool = False,
        job: "Job | None" = None,
    ) -> None:  # fmt: skip
        self.owner, self.then, self.failed, self.sort = owner, then, failed, sort
        self.wrote, self.job = wrote, job


class Job(QObject):
    """Long work under way: what it is, how far, how long still; it can be cancelled."""

    progressed = Signal(int, int)
    """Done and total in the same unit; total 0 is unknown."""
    ended = Signal()

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.cancel = Cancel()
        self.done = 0
        self.total = 0
        self._began = time.monotonic()
        self.progressed.connect(self._on_progressed)

    def stop(self) -> None:
        """Ask the work to stop; it ends soon, with nothing half-done."""
        self.cancel.request()

    def seconds_left(self) -> float | None:
        """Return an estimate, None while nothing can be said."""
        spent = time.monotonic() - self._began
        if not self.total or self.done <= 0 or spent < 1:
            return None
        return spent * (self.total - self.done) / self.done

    def _on_progressed(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class Jobs(QObject):
    """Gives work to the threads. One for the whole program; `close` joins them all."""

    changed = Signal()
    """Something was written to the store."""
    began = Signal(Job)
    """Long work began: the status line shows it until it ends."""
    _answered = Signal(int, object, object)

    def __init__(self, door: Door, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._calls: dict[int, _Call] = {}
        self._to_count: list[tuple[_Call, Callable[[], Any]]] = []
        """What is counted once no question of a screen waits: beside it, it took a third of its time from it."""
        self._numbers = itertools.count()
        self._closed = False
        self._answered.connect(self._on_answered)  # emitted on other threads, and so queued

    @property
    def idle(self) -> bool:
        """Tell whether nothing is under way and every answer has arrived."""
        return not self._calls and not self._to_count

    @property
    def asked(self) -> bool:
        """Tell whether something is under way that an officer waits for: a screen's question, or what he saves."""
        return any(call.sort in (READ, WRITE) for call in self._calls.values())

    @property
    def running(self) -> tuple[Job, ...]:
        """Return the long work under way."""
        return tuple(call.job for call in self._calls.values() if call.job is not None)

    def read(
        self, owner: QObject, op: Callable[[], T], then: Callable[[T], object], failed: Failed | None = None
    ) -> None:
        """Ask the store; `then` gets the answer, `failed` the refusal (None: the error door)."""
        self._give(_Call(owner, then, failed, READ), op)

    def count(
        self, owner: QObject, op: Callable[[], T], then: Callable[[T], object], failed: Failed | None = None
    ) -> None:
        """Ask the store for numbers that nobody waits for, once what screens asked is answered."""
        self._give(_Call(owner, then, failed, COUNT), op)

    def write(
        self,
        owner: QObject,
        op: Callable[[], T],
        then: Callable[[T], object] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Do a service's act on the writing thread; `changed` follows when it was done."""
        self._give(_Call(owner, then, failed, WRITE, wrote=True), op)

    def run(
        self,
        owner: QObject,
        title: str,
        op: Callable[[Progress, Cancel], T],
        then: Callable[[T], object],
        failed: Failed | None = None,
        *,
        writes: bool = False,
    ) -> Job:
        """Begin long work that reports progress and can be cancelled; `writes` says whether `changed` follows."""
        job = Job(title, self)
        call = _Call(owner, then, failed, LONG, wrote=writes, job=job)
        self._give(call, lambda: op(_beats(job), job.cancel))
        self.began.emit(job)
        return job

    def close(self) -> None:
        """Cancel what can be cancelled and wait for every thread to end; answers are dropped."""
        self._closed = True
        for job in self.running:
            job.stop()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._calls.clear()
        self._to_count.clear()

    def _pool(self, sort: str) -> "ThreadPoolExecutor":
        if sort not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            back = stand_back if sort in STAND_BACK else None
            self._pools[sort] = ThreadPoolExecutor(WORKERS[sort], sort, back)
        return self._pools[sort]

    def _give(self, call: _Call, op: Callable[[], Any]) -> None:
        if self._closed:
            return
        if call.sort == COUNT and self.asked:
            self._to_count.append((call, op))
            return
        number = next(self._numbers)
        self._calls[number] = call

        def work() -> None:
            answer: Any = None
            failure: BaseException | None = None
            try:
                answer = op()
            except BaseException as error:  # noqa: BLE001 - carried over to the UI thread, where the error door is
                failure = error
            self._answered.emit(number, answer, failure)

        self._pool(call.sort).submit(work)

    def _on_answered(self, number: int, answer: Any, failure: BaseException | None) -> None:
        call = self._calls.pop(number, None)
        try:
            if call is not None:
                self._tell(call, answer, failure)
        finally:
            if not self.asked:
                waited, self._to_count = self._to_count, []
                for one, op in waited:
                    self._give(one, op)

    def _tell(self, call: _Call, answer: Any, failure: BaseException | None) -> None:
        if call.job is not None:
            call.job.ended.emit()
            call.job.deleteLater()
        if call.wrote and failure is None:
            self.changed.emit()
        if not shiboken6.isValid(call.owner):
            return
        if failure is None:
            if call.then is not None:
                call.then(answer)
        elif call.failed is not None:
            call.failed(failure)
        elif not isinstance(failure, Cancelled):
            self._door.show(failure, call.owner)


class Latest:
    """Of many questions asked in a row only the newest one's answer counts: search boxes, filters, pages."""

    def __init__(self, jobs: Jobs, owner: QObject, *, counts: bool = False) -> None:
        self._ask, self._owner = jobs.count if counts else jobs.read, owner
        self._newest = 0

    def read(self, op: Callable[[], T], then: Callable[[T], object], failed: Failed | None = None) -> None:
        """Ask; an older question that has not begun is not even asked."""
        self._newest += 1
        mine = self._newest

        def ask() -> T | None:
            return op() if mine == self._newest else None

        def arrive(answer: T | None) -> None:
            if mine == self._newest:
                then(answer)  # type: ignore[arg-type]  # None only where a newer one was asked

        def refuse(failure: BaseException) -> None:
            if mine == self._newest and failed is not None:
                failed(failure)

        self._ask(self._owner, ask, arrive, refuse if failed is not None else None)

    def forget(self) -> None:
        """Let no answer arrive any more."""
        self._newest += 1


def _beats(job: Job) -> Progress:
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if done >= total or now - last >= BEAT:
            last = now
            job.progressed.emit(done, total)

    return report
