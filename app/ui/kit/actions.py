"""One registry of what can be done: text, shortcut, icon and when, behind menus, Ctrl+K and the overview of keys."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from PySide6 import QtCore, QtGui  # names said with theirs are made after the first paint
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit.words import Words

_KEYS = {
    "nl": {"Return": "Enter", "Left": "Links", "Right": "Rechts", "Space": "Spatie"},
    "fr": {
        "Shift": "Maj", "Return": "Entrée", "Enter": "Entrée", "Esc": "Échap", "Left": "Gauche", "Right": "Droite",
        "Space": "Espace",
    },
    "de": {
        "Ctrl": "Strg", "Shift": "Umschalt", "Del": "Entf", "Return": "Eingabe", "Enter": "Eingabe",
        "Left": "Links", "Right": "Rechts", "Space": "Leertaste",
    },
    "en": {"Return": "Enter"},
}  # fmt: skip
"""What keys are called, where not as Qt calls them; the help uses the same names."""


NEW_KEY = "Ctrl+N"
"""Makes something new wherever one is: what, the place says."""
_UNSHIFTED = dict(zip("1234567890", "&é\"'(§è!çà", strict=True))
"""The digits of a Belgian keyboard without Shift: whoever presses the key with the figure means the figure."""


def _always() -> bool:
    return True


def _unsaid() -> str:
    return ""


@dataclass(frozen=True, slots=True, repr=False)
class Action:
    """One thing to do. `text` is already in the officer's language; `group` names the menu it stands in."""

    id: str
    text: str
    run: Callable[[], object] = field(compare=False)
    shortcut: str = ""
    icon: str = ""
    group: str = ""
    enabled: Callable[[], bool] = field(default=_always, compare=False)
    of: Callable[[str, bytes | None], object] | None = field(default=None, compare=False)
    """What it does with a thing that is only named, such as one chosen in the box over everything: screen and id."""
    also: str = ""
    """A second key, which it has only here and now: the one that means something else at the next place."""
    why: Callable[[], str] = field(default=_unsaid, compare=False)
    """Why it cannot be done while it is not enabled, in the officer's language; empty where it does not know."""

    within: str = ""
    """The part of its group's menu that it stands in where that menu is long, in the officer's language."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys it answers to."""
        return tuple(key for key in (self.shortcut, self.also) if key)


class Actions(QObject):
    """What can be done now: the shell's own and those of the screen in front."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sets: dict[str, tuple[Action, ...]] = {}

    def put(self, owner: str, actions: Iterable[Action]) -> None:
        """Set what `owner` offers; an empty list takes it away. Raises ValueError on an id or shortcut twice."""
        kept = tuple(actions)
        others = [one for name, known in self._sets.items() if name != owner for one in known]
        ids = [one.id for one in (*others, *kept)]
        keys = [key for one in (*others, *kept) for key in one.keys]
        if len(set(ids)) < len(ids) or len(set(keys)) < len(keys):
            raise ValueError(owner)
        self._sets[owner] = kept
        self.changed.emit()

    def all(self) -> tuple[Action, ...]:
        """Return everything that is offered, in the order it was given."""
        return tuple(one for known in self._sets.values() for one in known)

    def clear(self) -> None:
        """Forget everything: the window is rebuilt."""
        self._sets.clear()
        self.changed.emit()


def new_here(actions: Iterable[Action], id_: str) -> list[Action]:
    """Let `NEW_KEY` do the action of this id too: it is what is new at the place in front."""
    return [replace(one, also=NEW_KEY) if one.id == id_ else one for one in actions]


def answers_to(shortcut: str) -> list[str]:
    """Return the keys that a shortcut answers to: where it ends in a digit, also the same key of a Belgian keyboard."""
    held, plus, key = shortcut.rpartition("+")
    plain = key in _UNSHIFTED and "Shift" not in held
    return [shortcut, held + plus + _UNSHIFTED[key]] if plain else [shortcut]


class Bound:
    """The keys of what a window offers now. Those that stay are kept: it is done anew at each turn to another page."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._made: dict[Action, QtGui.QAction] = {}
        self._now: dict[Action, Action] = {}

    def offer(self, actions: Iterable[Action]) -> None:
        """Give the window the actions that have keys, and none but these, while it has the focus."""
        self._now = {one: one for one in actions if one.keys}
        for gone in self._made.keys() - self._now.keys():
            old = self._made.pop(gone)
            self._window.removeAction(old)
            old.deleteLater()
        for one in self._now:
            if one not in self._made:
                self._made[one] = self._make(one)

    def _make(self, action: Action) -> "QtGui.QAction":
        made = QtGui.QAction(action.text, self._window)
        made.setObjectName(f"action_{action.id}")
        made.setShortcuts([QtGui.QKeySequence(key) for one in action.keys for key in answers_to(one)])
        made.setShortcutContext(QtCore.Qt.ShortcutContext.WindowShortcut)
        made.triggered.connect(lambda: self._run(action))
        self._window.addAction(made)
        return made

    def _run(self, action: Action) -> None:
        now = self._now[action]  # equal by what is shown; what it does may be another since
        if now.enabled():
            now.run()


def key_text(shortcut: str, words: Words) -> str:
    """Return a shortcut, written as Qt writes it, as the officer's keyboard names it: `Ctrl K`."""
    *held, key = shortcut.removesuffix("+").split("+") + (["+"] if shortcut.endswith("+") else [])
    names = _KEYS[words.language]
    return " ".join(names.get(part, part) for part in (*held, key) if part)
