"""What is typed in a form and was not there when it was opened, by field, and the steps that take it back."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from app.ui.forms.editor import State
from app.ui.forms.edits import Apply, Emptying, FieldEdit


class Typed:
    """Keeps the states of all fields, now and at first; `apply` shows one that a step brings back."""

    def __init__(self, apply: Apply, parent: QObject) -> None:
        self.stack = QUndoStack(parent)
        self._apply = apply
        self._now: dict[str, State] = {}
        self._first: dict[str, State] = {}
        self._begun: set[str] = set()
        self._burst = 0

    @property
    def is_dirty(self) -> bool:
        """Tell whether anything differs from what was there at first."""
        return self._now != self._first

    @property
    def untouched(self) -> bool:
        """Tell whether there is no step to take back."""
        return self.stack.count() == 0

    def open(self, states: Iterable[tuple[str, State]]) -> None:
        """Begin with what the fields show."""
        self._now = dict(states)
        self._first = dict(self._now)

    def begin(self, name: str, state: State) -> None:
        """Begin a field with something else, which is nothing typed; a draft keeps it beside what is."""
        self._now[name] = self._first[name] = state
        self._begun.add(name)

    def differs(self, name: str) -> bool:
        """Tell whether a field says something else than at first."""
        return bool(self._now[name] != self._first[name])

    def states(self) -> dict[str, State]:
        """Return what a draft keeps: what differs, and where that is anything, what something new began with."""
        typed = {name: state for name, state in self._now.items() if state != self._first[name]}
        return {**{name: self._now[name] for name in self._begun}, **typed} if typed else {}

    def first(self) -> dict[str, State]:
        """Return of the same fields what was there at first."""
        return {name: self._first[name] for name in self.states()}

    def note(self, name: str, state: State) -> bool:
        """Take down what a field says now as a step, within one burst of typing the same; tell whether it is new."""
        before = self._now[name]
        if state == before:
            return False
        self._now[name] = state
        self.stack.push(FieldEdit(self._apply, name, before, state, self._burst))
        return True

    def know(self, name: str, state: State) -> None:
        """Take down what a field says that a step or a draft brought back: no step of its own."""
        self._now[name] = state

    def is_now(self, name: str, state: State) -> bool:
        """Tell whether this is what a field is known to say."""
        return bool(self._now[name] == state)

    def rest(self) -> None:
        """Let what is typed next be a new step."""
        self._burst += 1

    def put(self, states: Mapping[str, State]) -> None:
        """Bring several fields to other states as one step; unknown ones are passed over."""
        after = {name: state for name, state in states.items() if name in self._now}
        self.stack.push(Emptying(self._apply, {name: self._now[name] for name in after}, after))

    def discard(self) -> None:
        """Bring all fields back to what was there at first, as one step."""
        back = {name: self._first[name] for name, state in self._now.items() if state != self._first[name]}
        if back:
            self.put(back)

    def accept(self) -> None:
        """What is typed is what is there from now on; no step leads behind it."""
        self._first = dict(self._now)
        self.stack.clear()

    def undo(self) -> None:
        """Take back the last step."""
        self._burst += 1
        self.stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._burst += 1
        self.stack.redo()
