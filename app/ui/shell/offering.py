"""What can be done now, bound to its keys and listed in the menu: the window's own, everywhere's, and the page's.

A page that builds its buttons anew says so by `kit.actions.changed`: what it offered before went with them.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QSignalBlocker, QTimer
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.ui.kit.action import Action
from app.ui.kit.actions import Bound
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Screen
from app.ui.shell.free_keys import keys_of, without

Offered = Callable[[], Iterable[Action]]


class Offering(QObject):
    """Keeps what a window offers as it is now; nothing while there is no page to ask: at first, and at the end."""

    def __init__(self, kit: Kit, window: QWidget, own: Offered, anywhere: Offered) -> None:
        super().__init__(window)
        self._kit, self._own, self._anywhere = kit, own, anywhere
        self._bound = Bound(window)
        self._front: Callable[[], Screen | None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.renew)
        kit.actions.changed.connect(self._soon.start)

    def begin(self, front: Callable[[], Screen | None]) -> None:
        """Offer from now on what the page in front does."""
        self._front = front
        self.renew()

    def renew(self) -> None:
        """Ask anew what can be done, and bind it."""
        if self._front is None:
            return
        actions = self._kit.actions
        quiet = QSignalBlocker(actions)
        front = self._front()
        actions.put("screen", ())
        actions.put("shell", self._own())
        actions.put("anywhere", self._anywhere())
        here = self._kit.words(N_("This page"))
        offered = front.actions_here() if front is not None else ()
        actions.put("screen", [replace(one, group=here) for one in offered])
        taken = keys_of(front)
        self._bound.offer(without(one, taken) for one in actions.all())
        quiet.unblock()

    def end(self) -> None:
        """Offer nothing any more."""
        self._front = None
        self._bound.offer(())
        self._kit.actions.clear()
