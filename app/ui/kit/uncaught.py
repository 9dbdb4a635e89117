"""What is raised where Qt calls Python (a slot, an event, a painter) goes to the error door, never only into the log.

Whoever pressed a button that did nothing presses it again: the officer is told. Work off the UI thread brings its
failures to the door itself.
"""

import sys
import threading
import traceback
from types import TracebackType

from app.core.log import note_failure
from app.ui.kit.door import Door


class Uncaught:
    """Listens from its making until `stop`. What another thread raised, and what ends the program, is as before."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._telling = False
        self._before = sys.excepthook
        sys.excepthook = self._on_uncaught

    def stop(self) -> None:
        """Put back what was there."""
        sys.excepthook = self._before

    def _on_uncaught(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        mine = threading.current_thread() is threading.main_thread()
        if self._telling or not mine or not isinstance(failure, Exception):
            self._before(kind, failure, trace)
            return
        self._telling = True
        traceback.clear_frames(trace)  # a painter that stays in one paints on when Qt has done: that ends the program
        try:
            self._door.show(failure)
        except Exception as second:  # noqa: BLE001 - what tells of mistakes makes one: there is nobody left to tell
            note_failure(second, "bug")
        finally:
            self._telling = False
