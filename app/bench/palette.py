"""Ctrl+K among 100,000 persons, through the widget's own path: from a key pressed to the hits drawn in the list.

Every keystroke of a mistyped name is measured, also the first letters, which fit thousands. There is no yardstick: the
goal is the time an officer waits. A key is pressed when the answer to the one before is there, as people do who look.
"""

import os
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.bench.finding import PERSONS, WAIT, Looked, a_desk, fill
from app.bench.rows import Measured
from app.bench.slips import with_a_typo
from app.core.clock import SystemClock
from app.core.ids import Id
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode, Theme
from app.ui.shell.find_box import FindBox

ROUNDS = 3
NAMES = 12
"""Names typed a round, about fifteen keys each."""
PATIENCE = 10_000
"""Milliseconds after which something is wrong."""
SCREENS = frozenset({"call_card", "threat_file", "visit"})


def ctrl_k() -> Measured:
    """Return the 95th percentile from key to hits, in milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            people = fill(desk, PERSONS)
            with a_box(desk) as box:
                rounds = [typed(box, people, NAMES, seed) for seed in range(ROUNDS)]
        finally:
            desk.store.close()
    middle = sorted(one.percentile(0.5) for one in rounds)[ROUNDS // 2]
    found = min(one.found for one in rounds)
    return Measured(
        [one.percentile(0.95) for one in rounds], [1.0] * ROUNDS, "ms p95", most=WAIT,
        note=f"{len(people)} persons, every key, p50 {middle:.1f} ms, {found:.0%} found",
    )  # fmt: skip


@contextmanager
def a_box(desk: Desk) -> Iterator[FindBox]:
    """Give the box in a shown window, with its list attached."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    if not isinstance(app, QApplication):
        raise TypeError("an application without windows runs already")
    kit = Kit(Theme(app, Mode.LIGHT), SystemClock(), "nl")
    window = QWidget()
    window.resize(1366, 768)
    box = FindBox(kit, desk, SCREENS, lambda: (), lambda _: None)
    box.setParent(window)
    box.setGeometry(224, 32, 560, 32)
    box.attach(window)
    window.show()
    box.setFocus()
    try:
        yield box
    finally:
        _until_idle(app, kit)
        kit.jobs.close()
        window.hide()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def typed(box: FindBox, people: Sequence[tuple[Id, str]], names: int, seed: int) -> Looked:
    """Type names with one error each, key by key; return the times and the part of names listed at the end."""
    rnd = random.Random(seed)  # noqa: S311 - whom to ask for, no secret
    times: list[float] = []
    found = 0
    for _ in range(names):
        meant = rnd.choice(people)[1]
        box.leave()
        for letter in with_a_typo(meant, rnd):
            times.append(_press(box, letter))
        found += meant in {row.text for row in box.panel.model.rows}
    return Looked(sorted(times), found / names)


def _press(box: FindBox, letter: str) -> float:
    """Press a key; return the milliseconds until what it found is painted. Raises TimeoutError.

    The event loop sleeps meanwhile as it does in the program: one that asked again and again would take the turn of
    the thread that searches.
    """
    loop = QEventLoop()
    box.shown.connect(loop.quit)
    late = QTimer()
    late.setSingleShot(True)
    late.timeout.connect(lambda: loop.exit(1))
    late.start(PATIENCE)
    start = perf_counter()
    QApplication.sendEvent(box, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    if box.text().strip() and loop.exec():
        raise TimeoutError
    box.panel.repaint()
    spent = 1000 * (perf_counter() - start)
    late.stop()
    box.shown.disconnect(loop.quit)
    return spent


def _until_idle(app: QApplication, kit: Kit) -> None:
    while not kit.jobs.idle:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
