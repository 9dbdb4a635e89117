"""One registry of what can be done now, behind menus, Ctrl+K and the overview of keys, and the keys bound to it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui  # names said with theirs are made after the first paint
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.keys import answers_to

if TYPE_CHECKING:  # the first paint has nothing to offer yet
    from app.ui.kit.action import Action


class Actions(QObject):
    """What can be done now: the shell's own and those of the screen in front."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: dict[str, tuple[Action, ...]] = {}

    def put(self, owner: str, actions: "Iterable[Action]") -> None:
        """Set what `owner` offers; an empty list takes it away. Raises ValueError on an id or shortcut twice."""
        kept = tuple(actions)
        others = [one for name, known in self._sets.items() if name != owner for one in known]
        ids = [one.id for one in (*others, *kept)]
        keys = [key for one in (*others, *kept) for key in one.keys]
        if len(set(ids)) < len(ids) or len(set(keys)) < len(keys):
            raise ValueError(owner)
        self._sets[owner] = kept
        self.changed.emit()

    def all(self) -> "tuple[Action, ...]":
        """Return everything that is offered, in the order it was given."""
        return tuple(one for known in self._sets.values() for one in known)

    def clear(self) -> None:
        """Forget everything: the window is rebuilt."""
        self._sets.clear()
        self.changed.emit()


class Bound:
    """The keys of what a window offers now. Those that stay are kept: it is done anew at each turn to another page."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._made: dict[Action, QtGui.QAction] = {}
        self._now: dict[Action, Action] = {}

    def offer(self, actions: "Iterable[Action]") -> None:
        """Give the window the actions that have keys, and none but these, while it has the focus."""
        self._now = {one: one for one in actions if one.keys}
        for gone in self._made.keys() - self._now.keys():
            old = self._made.pop(gone)
            self._window.removeAction(old)
            old.deleteLater()
        for one in self._now:
            if one not in self._made:
                self._made[one] = self._make(one)

    def _make(self, action: "Action") -> "QtGui.QAction":
        made = QtGui.QAction(action.text, self._window)
        made.setObjectName(f"action_{action.id}")
        made.setShortcuts([QtGui.QKeySequence(key) for one in action.keys for key in answers_to(one)])
        made.setShortcutContext(QtCore.Qt.ShortcutContext.WindowShortcut)
        made.triggered.connect(lambda: self._run(action))
        self._window.addAction(made)
        return made

    def _run(self, action: "Action") -> None:
        now = self._now[action]  # equal by what is shown; what it does may be another since
        if now.enabled():
            now.run()
