"""The contract of every editor: what is typed as a *state* that can be kept, compared and put back, and its value.

A state is plain (text, number, bytes, list, map, None) and says what the officer means as far as it could be read, so
that "morgen" typed yesterday is not another day when a draft is opened again. `edited` tells of the officer's hand
only, never of the program's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.kit import Kit
from app.ui.kit.parts import set_property

State = Any
"""What msgpack carries."""


class Beside(Protocol):
    """What is asked beside a form, in no field of it, and kept in its draft: a marking, for whom a measure is."""

    @property
    def edited(self) -> SignalInstance:
        """The officer changed the state."""

    def state(self) -> State:
        """Return what is chosen, None where nothing is that differs from how it began."""

    def restore(self, state: State) -> None:
        """Show a state without telling of it."""

    def setFocus(self) -> None: ...  # noqa: N802 - Qt's name


class Editor(QWidget):
    """One field's editor. `name` is the field's; it becomes the object name of what has the focus."""

    edited = Signal()
    """The officer changed the state."""
    left = Signal()
    """The focus went elsewhere; what could be read was brought into its form."""
    entering = Signal()
    """What it is to point to is being entered in a sheet above: what was refused of it is a mistake no longer."""
    wide: bool = False
    """Whether it takes the whole width of a form of two columns."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit, self.name = kit, name
        self.setObjectName(f"editor_{name}")
        self._inputs: list[QWidget] = []
        self._quiet = False

    def state(self) -> State:
        """Return what is typed, in a form that can be kept and compared; None where nothing is."""
        raise NotImplementedError

    def draw(self, state: State) -> None:
        """Show a state; whoever is not an editor calls `restore`."""
        raise NotImplementedError

    def state_of(self, value: Any) -> State:
        """Return the state that shows `value`."""
        raise NotImplementedError

    def value(self) -> Any:
        """Return the typed value, None where nothing is typed. Raises UserError where it cannot be read."""
        raise NotImplementedError

    def tidy(self) -> None:
        """Bring what could be read into its form; called when the focus leaves."""

    def enter(self) -> None:
        """Bring what could be read into its form, as Enter says; what is looked up is taken once it is known."""
        self.tidy()

    def remark(self) -> str:
        """Return what should be said beside a value that is accepted: a check's warning; empty for nothing."""
        return ""

    def keep_as_typed(self) -> None:
        """Take what a check refuses as it is; for those whose refusal allows it."""

    @property
    def kept_as_typed(self) -> bool:
        """Tell whether the officer keeps what the check refuses."""
        return False

    @property
    def enters(self) -> bool:
        """Tell whether what it is to point to is being entered: that nothing is chosen yet is no mistake."""
        return False

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """Return what may have the focus, in the order of the eye."""
        return tuple(self._inputs)

    def restore(self, state: State) -> None:
        """Show a state without telling of it."""
        with self.quietly():
            self.draw(state)

    def show_value(self, value: Any) -> None:
        """Show a value without telling of it."""
        self.restore(self.state_of(value))

    def put_value(self, value: Any) -> None:
        """Show a value as if it were typed, without telling of it: what seals what is stored does not cover it."""
        self.show_value(value)

    def set_wrong(self, wrong: bool) -> None:
        """Show by its edge that something is refused; the words stand beside it."""
        for one in self._inputs:
            if bool(one.property("wrong")) != wrong:
                set_property(one, "wrong", wrong)

    def describe(self, label: str, said: str) -> None:
        """Tell a screen reader what this is, and what is said of it."""
        for one in self._inputs:
            one.setAccessibleName(label)
            one.setAccessibleDescription(said)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Change what is shown without telling of it."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def watch(self, *inputs: QWidget) -> None:
        """Take these as what may have the focus; the first has it by default."""
        for one in inputs:
            if not self._inputs:
                one.setObjectName(self.name)
                self.setFocusProxy(one)
            self._inputs.append(one)
            one.installEventFilter(self)

    def touched(self) -> None:
        """Tell that the officer changed something, unless the program did."""
        if not self._quiet:
            self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            away = event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
            if away and watched in self._inputs:
                self.tidy()
                self.left.emit()
        return super().eventFilter(watched, event)
