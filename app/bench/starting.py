"""From nothing to a painted unlock screen, against an empty window of the same Qt: whole processes, in turn."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from app.bench.rows import Measured

ROUNDS = 7
GOAL = 1.5
_ROOT = Path(__file__).resolve().parents[2]
_EMPTY = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
app = QApplication([])
window = Window()
window.resize(1120, 720)
window.show()
app.exec()
"""
_UNLOCK = """
import gc, os
gc.disable()
from pathlib import Path
from app.core.clock import SystemClock
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Theme, application
from app.ui.shell.entry.window import EntryWindow
app = application()
window = EntryWindow(Kit(Theme(app), SystemClock(), "nl"), lambda: None, Path("praesidium.store"), there=True)
window.painted.connect(lambda: os._exit(0))
window.show()
app.exec()
"""
"""As `app.bootstrap.window` and `app.ui.shell.program` begin: no collecting while loading, the same application."""


def start() -> Measured:
    """Return seconds from starting the process to the first paint of the unlock screen."""
    _run(_UNLOCK)
    _run(_EMPTY)
    pairs = [(_run(_UNLOCK), _run(_EMPTY)) for _ in range(ROUNDS)]
    return Measured([work for work, _ in pairs], [yard for _, yard in pairs], "s", most=GOAL)


def _run(program: str) -> float:
    surroundings = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    begun = perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=_ROOT, env=surroundings, check=True, capture_output=True)  # noqa: S603 - our own interpreter and text
    return perf_counter() - begun
