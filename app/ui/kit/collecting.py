"""Python's garbage collected on the UI thread only, a little at a time.

Left to itself the collector runs in whatever thread happens to allocate: in a reading or writing thread it then
destroys wrappers of widgets that hung in a cycle (a lambda connected to its own widget), which Qt answers with a
crash; and a full collection stalls the window for as long as it takes. Here young objects are looked through often and
few at a time; old ones, and as many young ones as an import makes, only once the program has stood still for a second:
no work runs off the thread, as it does whenever something is opened. What was there once the program was loaded
(modules, classes, declarations) lives as long as it, and is left out of all collections.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

BEAT = 100
"""Milliseconds between two looks."""
YOUNG = 5_000
"""Young objects from which on they are looked through: about a millisecond's work."""
MANY = 20_000
"""Young objects from which on they wait for other work to end: nearly all are its own, and go by themselves with it."""
STILL = 10
"""Looks one after the other without other work, from which on the program stands still."""
TOO_MANY = 2_000_000
"""Young objects that wait for nothing: work without an end would keep the window's own garbage for ever."""
MIDDLING = 10
"""Collections of the young after which those that stayed are looked through as well."""
OLD = 10
"""Collections of those after which all are."""


class Collecting(QObject):
    """Takes the collector over from its making until `stop`. `busy` tells whether work is under way off the thread."""

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = busy
        self._middling = self._old = self._still = 0
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what is due, at most one generation."""
        self._still = 0 if self._busy() else self._still + 1
        still = self._still >= STILL
        if self._old >= OLD and still:
            gc.collect()
            self._middling = self._old = 0
        elif self._middling >= MIDDLING and still:
            gc.collect(1)
            self._middling, self._old = 0, self._old + 1
        elif (young := gc.get_count()[0]) >= YOUNG and (young < MANY or young >= TOO_MANY or still):
            gc.collect(0)
            self._middling += 1

    def leave_out_what_is_here(self) -> None:
        """Look at nothing of what there is now ever again: the program itself, loaded."""
        gc.freeze()

    def stop(self) -> None:
        """Give the collector back as it was."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
