"""Writing behind: rows go into the store on a second thread while the next ones are still being thought out.

SQLite writes and enciphers outside Python's lock, so on two cores a large batch costs little more than the longer of
the two. The order is kept, and whatever else is asked of the driver waits for what was given before: to its user a
connection behaves as if each row were written at once.
"""

import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final, Self

HANDOVER: Final = 0.0005
"""Seconds after which a thread that waits for Python's lock gets it: the writer needs it briefly at each statement."""


class Behind:
    """The driver's connection `driver`, with a thread that writes what is given to `later`.

    When the block ends all is written, or the first error is raised; what was given after it was not tried then.
    """

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self._pool = ThreadPoolExecutor(1, "behind")
        self._under_way: list[Future[Any]] = []
        self._interval = sys.getswitchinterval()

    def __enter__(self) -> Self:
        sys.setswitchinterval(min(self._interval, HANDOVER))
        return self

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, _: TracebackType | None) -> None:
        try:
            if raised is None:
                self._catch_up()
        finally:
            self._pool.shutdown(cancel_futures=True)
            sys.setswitchinterval(self._interval)

    def later(self, sql: str, parameters: Sequence[Any]) -> None:
        """Have `sql` executed after all that was given before; an error is raised by whatever is asked next."""
        self._under_way.append(self._pool.submit(self._driver.execute, sql, parameters))

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """Execute `sql` when all before it is written, as the driver does."""
        self._catch_up()
        return self._driver.execute(sql, parameters)

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> Any:
        """Execute `sql` for all `rows` when all before it is written, as the driver does."""
        self._catch_up()
        return self._driver.executemany(sql, rows)

    def _catch_up(self) -> None:
        under_way, self._under_way = self._under_way, []
        for at, one in enumerate(under_way):
            try:
                one.result()
            except BaseException:
                for after in under_way[at + 1 :]:
                    after.cancel()
                raise
