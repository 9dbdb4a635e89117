"""Undo and redo of what is typed and not saved, over the whole form: a burst of typing in one field is one step."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand

from app.ui.forms.editor import State

Apply = Callable[[str, State], None]


class FieldEdit(QUndoCommand):
    """That one field went from one state to another, by the officer's hand."""

    def __init__(self, apply: Apply, name: str, before: State, after: State, burst: int) -> None:
        super().__init__()
        self._apply, self.name = apply, name
        self._before, self._after = before, after
        self._burst = burst
        self._done_already = True

    def id(self) -> int:
        return 1

    def undo(self) -> None:
        self._apply(self.name, self._before)

    def redo(self) -> None:
        if self._done_already:
            self._done_already = False
            return
        self._apply(self.name, self._after)

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        if not isinstance(other, FieldEdit) or (other.name, other._burst) != (self.name, self._burst):
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True


class Emptying(QUndoCommand):
    """That several fields went at once to another state: to what they were at first, or to that of a draft."""

    def __init__(self, apply: Apply, before: dict[str, State], after: dict[str, State]) -> None:
        super().__init__()
        self._apply, self._before, self._after = apply, before, after

    def undo(self) -> None:
        for name, state in self._before.items():
            self._apply(name, state)

    def redo(self) -> None:
        for name, state in self._after.items():
            self._apply(name, state)


class UndoKeys(QObject):
    """Takes the keys of undo and redo from what it is installed on: an editor's own would know one field only."""

    def __init__(self, undo: Callable[[], object], redo: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and (step := step_of(event)):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                (self._undo if step < 0 else self._redo)()
                return True
        return super().eventFilter(watched, event)


def step_of(event: QKeyEvent) -> int:
    """Return -1 for the keys of undo, 1 for those of redo, 0 for any other."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return -1
    other = QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Y")
    return 1 if other or event.matches(QKeySequence.StandardKey.Redo) else 0
