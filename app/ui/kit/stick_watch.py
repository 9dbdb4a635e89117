"""Sees a stick that is put in or pulled out while a place that asks for one is in front."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.kit import Kit

OFTEN = 1000
"""Milliseconds between two looks: who puts a stick in looks at the screen by then."""


class StickWatch(QObject):
    """Looks while `shown` is, at what is mounted and at no stick itself: one that hangs holds nothing up."""

    changed = Signal(list)
    """The folders of the sticks, each time they are others; none are supposed at first."""

    def __init__(self, kit: Kit, shown: QWidget) -> None:
        super().__init__(shown)
        self._kit, self._shown = kit, shown
        self._told: list[Path] = []
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(OFTEN)
        self._timer.timeout.connect(self.look)
        shown.installEventFilter(self)
        if shown.isVisible():
            self._begin()

    @property
    def looks(self) -> bool:
        """Tell whether it looks now and then."""
        return self._timer.isActive()

    def look(self) -> None:
        """Look now, unless the last look has not come back yet."""
        if not self._asked:
            self._asked = True
            self._kit.jobs.read(self._shown, self._kit.chooser.sticks, self._on_seen, partial(self._on_seen, ()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Begin and end with what is shown."""
        if watched is self._shown and event.type() == QEvent.Type.Show:
            self._begin()
        elif watched is self._shown and event.type() == QEvent.Type.Hide:
            self._timer.stop()
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        self._timer.start()
        self.look()

    def _on_seen(self, sticks: Sequence[Path], _failure: BaseException | None = None) -> None:
        self._asked = False
        seen = list(sticks)
        if seen != self._told:
            self._told = seen
            self.changed.emit(seen)
