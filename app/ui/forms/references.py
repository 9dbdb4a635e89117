"""Editor of what points to something else: search as one types, choose, see its name; a cross takes it away.

Officers, organisations and workstations of the directory are few: Down offers them all. Everything else is searched
in the store by the same look-up as Ctrl+K, limited to the kind the field may point to.
"""

from collections.abc import Callable, Collection, Sequence
from enum import Enum, auto
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.schema import ANY_KIND
from app.services.desk import Desk
from app.services.naming import names_of
from app.services.search.finding import Found, find
from app.services.search.looking_up import files_about
from app.services.search.short_lists import SHORT_LISTS, choices_of
from app.ui.forms.choices import TYPED
from app.ui.forms.editor import Editor, State
from app.ui.forms.options import Option, beginning, exactly, fitting
from app.ui.forms.suggesting import PickLine
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import say_what_it_does

FEWEST_SIGNS = 2
MOST_FOUND = 12
NEW = "new"
"""What stands for the offer to enter something that is not in its register yet."""
NOTHING = {"organisation_entry": N_("Nothing found; the administrator enters organisations")}
"""Said where nothing fits and the officer himself cannot add it, by kind."""

Enter = Callable[[str, Callable[[Id], object]], object]
"""Enters something new from what was typed, and gives its id to whoever asked once it is there."""


class NotChosen(UserError):
    """A name was typed but nothing was chosen."""

    sentence = N_("Choose from what is found, or clear this field. If nothing is found, add it to its register first.")


class Source:
    """Where a reference comes from: found in the store, listed whole, or a list given by the screen."""

    def __init__(self, kit: Kit, desk: Desk, ref: str, offered: Sequence[Option] | None = None) -> None:
        self.kit, self.desk, self.ref = kit, desk, ref
        self.offered = None if offered is None else tuple(offered)

    @property
    def listed(self) -> bool:
        """Tell whether everything there is can be shown at once."""
        return self.offered is not None or self.ref in SHORT_LISTS

    def options(self, typed: str) -> list[Option]:
        """Return what fits what was typed; runs on the reading thread."""
        language = self.kit.words.language
        if self.offered is not None:
            return fitting(self.offered, typed)
        if self.ref in SHORT_LISTS:
            return fitting([Option(one.id, one.name) for one in choices_of(self.desk, self.ref, language)], typed)
        kinds = None if self.ref == ANY_KIND else [self.ref]
        found = find(self.desk, typed, kinds, MOST_FOUND, language=language)
        inner = [one.uid for one in found if kinds is not None and one.root_kind != self.ref]
        names = names_of(self.desk, inner, language) if inner else {}
        options = []
        for one in found:
            if one.uid in names:
                options.append(Option(one.uid, names[one.uid] or one.title, one.title if names[one.uid] else ""))
            elif one.title:
                options.append(Option(one.root, one.title))
        return [*options, *self._files_of(found, options)] if kinds is None else options

    def _files_of(self, found: Sequence[Found], options: Sequence[Option]) -> list[Option]:
        """Return the files of the persons found, below them: one knows a file by whom it protects."""
        people = [one.root for one in found if one.root_kind == "person"]
        known = {option.value for option in options}
        files = files_about(self.desk, people, self.kit.words.language) if people else {}
        return [Option(uid, title, reference) for uid, (title, reference) in files.items() if uid not in known]

    def names(self, uids: Collection[Id]) -> dict[Id, str]:
        """Return what things are called; runs on the reading thread."""
        known = {option.value: option.text for option in self.offered or () if option.value in uids}
        names = {uid: name for uid, name in known.items() if isinstance(uid, bytes)}
        rest = [uid for uid in uids if uid not in names]
        return names | (names_of(self.desk, rest, self.kit.words.language) if rest else {})


class _Then(Enum):
    """What the officer did while what he typed was still looked up: he need not wait for it."""

    TAKE = auto()
    """Press Enter, which takes the first of the list."""
    LEAVE = auto()
    """Go on to the next field."""


class ReferenceEditor(Editor):
    """One reference. Its state is the id.

    Enter takes the first that fits. Of what is listed whole, going on takes what is clearly meant, as in any list; what
    is searched in the store is chosen by hand, for two persons may have one name. Both may come before the answer.
    """

    def __init__(self, kit: Kit, name: str, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(kit, name, parent)
        self.source = source
        self._chosen: Id | None = None
        self._new: tuple[str, Enter] | None = None
        self._enters = False
        self._asked: str | None = None
        self._found: tuple[str, Sequence[Option]] | None = None
        """What fits what was typed, once that is known; None while it is looked up."""
        self._then: _Then | None = None
        self._latest = Latest(kit.jobs, self)
        self._names = Latest(kit.jobs, self)
        self.line = _ReferenceLine(kit, self)
        self.line.setPlaceholderText(kit.words(N_("Choose…")) if source.listed else kit.words(N_("Search…")))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.watch(self.line)
        self.line.textEdited.connect(self._on_text_edited)
        self.line.picked.connect(self._on_picked)
        self.line.asked_all.connect(self._on_asked_all)
        self.line.cleared.connect(self.clear)

    @property
    def name_shown(self) -> str:
        """Return the name of what is chosen, as far as it is known."""
        return self.line.text() if self._chosen is not None else ""

    def state(self) -> State:
        if self._chosen is not None:
            return self._chosen
        typed = self.line.text().strip()
        return {TYPED: typed} if typed else None

    def draw(self, state: State) -> None:
        self._forget()
        if isinstance(state, bytes):
            self._show_chosen(state, "…")
            self._names.read(partial(self.source.names, [state]), partial(self._on_named, state))
            return
        self._names.forget()
        self._show_open(str(state.get(TYPED, "")) if isinstance(state, dict) else "")

    def state_of(self, value: Any) -> State:
        return value

    def value(self) -> Any:
        if self._chosen is None and self.line.text().strip():
            raise NotChosen
        return self._chosen

    @property
    def enters(self) -> bool:
        return self._enters

    def look_in(self, source: Source) -> None:
        """Look elsewhere for what may be chosen, and for the name of what is."""
        self.source = source
        self.line.setPlaceholderText(self.kit.words(N_("Search…")))
        if self._chosen is not None:
            self.draw(self._chosen)

    def offer_new(self, text: str, enter: Enter) -> None:
        """Offer, below what is found, to enter something new; what comes of it is chosen."""
        self._new = text, enter

    def take(self, uid: Id) -> None:
        """Point to this, as if the officer had chosen it from the list."""
        self._show_chosen(uid, "…")
        self._names.read(partial(self.source.names, [uid]), partial(self._on_named, uid))
        self.touched()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Point to nothing, as if the officer had pressed the cross."""
        self._show_open("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched()

    def tidy(self) -> None:
        self.line.close_list()
        if self._chosen is None and self.source.listed and not self._enters:
            self._take(_Then.LEAVE)

    def enter(self) -> None:
        if self._chosen is None and not self.line.is_open:
            self._take(_Then.TAKE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whoever comes back from the sheet above with nothing entered is told again, once he leaves.

        Enter before the list is there is no key of the window around.
        """
        if watched is self.line and self._looks_up and isinstance(event, QKeyEvent) and _is_enter(event):
            self.enter()
            return True
        if watched is self.line and isinstance(event, QFocusEvent) and event.gotFocus():
            self._enters = self._enters and event.reason() is Qt.FocusReason.PopupFocusReason
        return super().eventFilter(watched, event)

    @property
    def _looks_up(self) -> bool:
        """Tell whether the answer to what was typed is still to come."""
        return self._chosen is None and self._asked is not None and self._found is None

    def _take(self, how: _Then) -> None:
        """Choose of what fits, or note to do so once that is known."""
        typed = self.line.text().strip()
        if self._looks_up:
            self._then = self._then or how
            return
        if not typed or self._found is None or self._found[0] != typed:
            return
        fit = self._found[1]
        meant: Option | None
        if how is _Then.TAKE:
            meant = fit[0] if fit else None
        else:
            meant = exactly(fit, typed) or (fit[0] if len(fit) == 1 else beginning(fit, typed))
        if meant is not None:
            self._on_picked(meant)

    def _forget(self) -> None:
        self._latest.forget()
        self._asked = self._found = self._then = None

    def _show_chosen(self, uid: Id, name: str) -> None:
        self._chosen, self._enters = uid, False
        self.line.setText(name)
        self.line.setCursorPosition(0)
        self.line.show_chosen(True)

    def _show_open(self, typed: str) -> None:
        self._chosen = None
        self.line.show_chosen(False)
        self.line.setText(typed)

    def _on_named(self, uid: Id, names: dict[Id, str]) -> None:
        if self._chosen == uid:
            self.line.setText(names.get(uid) or self.kit.words(N_("not for you to see")))
            self.line.setCursorPosition(0)

    def _on_text_edited(self, text: str) -> None:
        self.touched()
        self._ask(text)

    def _on_asked_all(self) -> None:
        self._ask(self.line.text(), everything=True)

    def _ask(self, text: str, *, everything: bool = False) -> None:
        typed = text.strip()
        self._forget()
        if len(typed) < FEWEST_SIGNS and not self.source.listed:
            self.line.close_list()
            if everything and self._new is not None:
                self._offer([])
            return
        if not typed and not everything:
            self.line.close_list()
            return
        self._asked = typed
        self._latest.read(partial(self.source.options, typed), self._on_found)

    def _on_found(self, options: list[Option]) -> None:
        self._found, then, self._then = (self._asked or "", options), self._then, None
        if then is not None and self._chosen is None:
            self._take(then)
        if self._chosen is None and self.line.hasFocus():
            self._offer(options)

    def _offer(self, options: Sequence[Option]) -> None:
        nothing = self.kit.words(NOTHING.get(self.source.ref, N_("Nothing found")))
        self.line.offer([*options, *([Option(NEW, self._new[0])] if self._new is not None else [])], nothing)

    def _on_picked(self, option: Option) -> None:
        if option.value == NEW and self._new is not None:
            self._enters = True
            self.entering.emit()
            self._new[1](self.line.text().strip(), self.take)
            return
        if isinstance(option.value, bytes):
            self._show_chosen(option.value, option.text)
            self.touched()


def _is_enter(event: QKeyEvent) -> bool:
    pressed = event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return pressed and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


class _ReferenceLine(PickLine):
    """While something is chosen, the cross, Backspace and Delete take it away."""

    cleared = Signal()

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(kit, parent, icon="search")
        self._away = self.addAction(kit.icons("x", "secondary"), self.ActionPosition.TrailingPosition)
        self._away.setObjectName("take_away")
        say_what_it_does(self._away, kit.words(N_("Take away (Backspace)")))
        self._away.triggered.connect(self.cleared)
        self._away.setVisible(False)

    def show_chosen(self, chosen: bool) -> None:
        """Show a name that is not typed in, or be a line to search in."""
        self.setReadOnly(chosen)
        self._away.setVisible(chosen)
        self.show_arrow(not chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self.isReadOnly() and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.cleared.emit()
            return
        super().keyPressEvent(event)
