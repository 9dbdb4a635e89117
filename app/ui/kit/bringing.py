"""Bring parts of the window in between two events: always on the UI thread, a few milliseconds at a time.

Every module of the window makes classes of Qt's. What PySide knows of them stands in a table without a lock
(`PepType_SOTP`, for any Python before 3.12), and Qt looks there, without Python's lock, each time it asks one of our
objects for its class: a screen reader has it do so thousands of times a second. A class that was made on another
thread at such a moment ended the program. So whatever derives from Qt is imported here, or where it is first used;
services know no Qt and may come on a thread.
"""

import time
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages

from PySide6.QtCore import QObject, QTimer, Signal

TURN = 0.004
"""Seconds after which the window gets its turn; one module may take some three times as long."""
APART = "_child"
"""How the modules end that are programs of their own, for a process apart."""


class Bringing(QObject):
    """Imports all modules below some packages, in that order, from `begin` on."""

    done = Signal()
    """Everything is here."""

    def __init__(self, packages: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = modules_below(packages)
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._on_turn)

    def begin(self) -> None:
        """Import from the next turn of the event loop on."""
        self._turns.start()

    def _on_turn(self) -> None:
        until = time.monotonic() + TURN
        for name in self._names:
            import_module(name)
            if time.monotonic() >= until:
                return
        self._turns.stop()
        self.done.emit()


def modules_below(packages: Iterable[str]) -> Iterator[str]:
    """Yield the names of the modules in some packages, with all below; a package itself is imported on the way."""
    for package in packages:
        path = import_module(package).__path__
        yield from (one.name for one in walk_packages(path, f"{package}.") if not one.name.endswith(APART))
