"""What is open: the rooms in the first tab, files in tabs of their own; built when needed, read again when stale.

A place asked for with a `uid` from a room opens a tab; from within a file it takes that tab's place, and Alt+Left leads
back to the same view. What already is open is brought to the front instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Marking
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.parts import rule
from app.ui.kit.screen import Address, Screen
from app.ui.shell.entries import ENTRIES, ICONS
from app.ui.shell.open_tabs import OpenTabs
from app.ui.shell.roomy import Roomy
from app.ui.shell.trail import Trail, from_json, to_json

Place = Callable[[Kit, Desk, Address], Screen]
Places = Mapping[str, Place]
MOST_ROOMS = 6
"""Rooms kept built in the first tab: coming back to one costs nothing."""
MOST_TABS = 40
MOST_STATES = 50
APART = frozenset({"help"})
"""Screens without a thing of their own that still get a tab."""
_WORDS = {entry.screen: entry.word for entry in ENTRIES} | {
    "help": N_("Help"),
    "drafts": N_("Unsaved drafts"),
    "my_files": N_("My files"),
}


@dataclass(slots=True, eq=False, repr=False)
class _Open:
    """One screen that is built."""

    address: Address
    screen: Screen
    title: str
    marking: Marking | None = None
    stale: bool = True


class Pages(QWidget):
    """The tabs and the screens in them. `turned`: another screen is in front; `marked`: its marking is known."""

    turned = Signal(object)
    marked = Signal(object)
    opened = Signal(Address)
    """A thing was opened by the officer: for what he opened lately."""
    closing_refused = Signal(int)
    """A tab holds what no draft has kept: ask before it is closed by `close_tab(at, sure=True)`."""

    def __init__(self, kit: Kit, desk: Desk, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._desk, self._places = kit, desk, places
        self.setObjectName("pages")
        self.trail = Trail()
        self._tabs: list[_Open] = []
        self._rooms: dict[Address, _Open] = {}
        self._states: dict[Address, dict[str, Any]] = {}
        self.bar = OpenTabs(kit)
        self.bar.currentChanged.connect(self._on_tab)
        self.bar.close_wanted.connect(self.close_tab)
        self._line = rule()
        self._line.hide()
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages_stack")
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(self.bar, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._line)
        box.addWidget(Roomy(self._stack, "pages_room"), 1)

    @property
    def front(self) -> Screen | None:
        """Return the screen in front."""
        return self._tabs[self.bar.currentIndex()].screen if self._tabs else None

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Return what is open, tab by tab."""
        return tuple(one.address for one in self._tabs)

    @property
    def marking(self) -> Marking | None:
        """Return the marking of the screen in front, None while it is not known."""
        return self._tabs[self.bar.currentIndex()].marking if self._tabs else None

    def open(self, address: Address, *, apart: bool = False, remember: bool = True) -> None:
        """Bring a place to the front, in a tab of its own if `apart`; nothing happens where there is no such screen."""
        if address.screen not in self._places:
            return
        at, front, turned = self._at(address), self.bar.currentIndex(), False
        if at is not None and self._is_room(address) and not apart:
            self._enter_room(address)
        elif at is not None:
            turned = self._turn_to(at, address)
        elif self._is_room(address) and not (apart and self._tabs):
            self._enter_room(address)
        else:
            self._open_thing(address, apart)
        if remember:
            self.trail.visit(self._tabs[self.bar.currentIndex()].address, instead=turned and at == front)
            if address.uid is not None:
                self.opened.emit(address)

    def take_up(self, address: Address, key: str) -> None:
        """Open the place and in it what the draft under this key was typed in."""
        self.open(address)
        front = self.front
        if front is not None and (front.address.screen, front.address.uid) == (address.screen, address.uid):
            front.take_up(key)

    def back(self) -> None:
        """Go where the officer was before."""
        if (address := self.trail.back()) is not None:
            self._return_to(address)

    def forward(self) -> None:
        """Go on again after `back`."""
        if (address := self.trail.forward()) is not None:
            self._return_to(address)

    def _return_to(self, address: Address) -> None:
        """Go where one was: a thing that is still open at this address stands as it was left."""
        if address.uid is not None and address in self.addresses:
            address = Address(address.screen, address.uid)
        self.open(address, remember=False)

    def step(self, by: int) -> None:
        """Turn to the next tab, or with -1 to the one before."""
        if self.bar.count():
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % self.bar.count())

    def close_tab(self, at: int | None = None, *, sure: bool = False) -> None:
        """Close a tab (None: the one in front); the first one stays."""
        at = self.bar.currentIndex() if at is None else at
        if at <= 0 or at >= len(self._tabs):
            return
        if self._tabs[at].screen.unsaved() and not sure:
            self._keep_first(self._tabs[at])
            return
        gone = self._tabs.pop(at)
        self._let_go(gone)
        self.bar.drop(at)
        self._tidy()
        self._on_tab(self.bar.currentIndex())

    def when_kept(self, then: Callable[[bool], object]) -> None:
        """Tell whether every draft was kept, once those under way are: forms keep theirs when they are hidden."""
        self._kit.jobs.write(self, _nothing, lambda _: then(not any(one.screen.unsaved() for one in self._all())))

    def refresh(self) -> None:
        """The store changed: read what is seen again now, the others when they are shown."""
        for one in self._all():
            one.stale = True
        self._read_front()

    def session(self) -> dict[str, Any]:
        """Return what is open, as a preference keeps it: addresses and states, no content."""
        tabs = [{"address": to_json(one.address), "state": one.screen.state()} for one in self._tabs]
        return {"tabs": tabs, "front": self.bar.currentIndex()}

    def resume(self, session: object) -> bool:
        """Open what a session kept; what is no longer there is left out. False where nothing could be opened."""
        match session:
            case {"tabs": list(tabs), **rest}:
                for number, tab in enumerate(tabs[:MOST_TABS]):
                    address = from_json(tab.get("address")) if isinstance(tab, dict) else None
                    if address is not None:
                        state = tab.get("state")
                        self._states[address] = state if isinstance(state, dict) else {}
                        if number == 0 or self._tabs:
                            self.open(address, apart=number > 0, remember=False)
                front = rest.get("front")
                if isinstance(front, int) and 0 <= front < self.bar.count():
                    self.bar.setCurrentIndex(front)
                if self._tabs:
                    self.trail.visit(self._tabs[self.bar.currentIndex()].address)
        return bool(self._tabs)

    def end(self) -> None:
        """Let every screen go."""
        for one in self._all():
            self._let_go(one)
        self._tabs, self._rooms = [], {}

    def _keep_first(self, one: _Open) -> None:
        """Hide a page, so that its forms keep their drafts; close it if they could, else show it again and ask."""
        one.screen.hide()

        def go_on(_: object) -> None:
            at = next((at for at, tab in enumerate(self._tabs) if tab is one), None)
            if at is None:
                return
            if one.screen.unsaved():
                one.screen.setVisible(at == self.bar.currentIndex())
                self.closing_refused.emit(at)
            else:
                self.close_tab(at, sure=True)

        self._kit.jobs.write(self, _nothing, go_on)

    def _is_room(self, address: Address) -> bool:
        return address.uid is None and address.screen not in APART

    def _at(self, address: Address) -> int | None:
        wanted = (address.screen, address.uid)
        return next((at for at, one in enumerate(self._tabs) if (one.address.screen, one.address.uid) == wanted), None)

    def _enter_room(self, address: Address) -> None:
        room = self._rooms.pop(address, None) or self._build(address)
        self._rooms[address] = room
        if not self._tabs:
            self._tabs.append(room)
            self.bar.add(room.title, ICONS.get(address.screen, "folder"))
        self._tabs[0] = room
        self.bar.setTabIcon(0, self._kit.icons(ICONS.get(address.screen, "folder"), "secondary"))
        self.bar.rename(0, room.title)
        for old in list(self._rooms)[:-MOST_ROOMS]:
            self._let_go(self._rooms.pop(old))
        self._show(0)

    def _open_thing(self, address: Address, apart: bool) -> None:
        here = self.bar.currentIndex()
        if not apart and here > 0 and not self._tabs[here].screen.unsaved():
            old = self._tabs[here]
            self._tabs[here] = self._build(address)
            self._let_go(old)
            self.bar.setTabIcon(here, self._kit.icons(ICONS.get(address.screen, "folder"), "secondary"))
            self.bar.rename(here, self._tabs[here].title)
            self._show(here)
            return
        made = self._build(address)
        if not self._tabs:
            self._rooms[address] = made
        self._tabs.append(made)
        self._show(self.bar.add(made.title, ICONS.get(address.screen, "folder")))

    def _turn_to(self, at: int, address: Address) -> bool:
        """Bring a tab to the front, and in it the page that is asked for: what cannot turn to it is built anew.

        What is typed in is never built anew. Return whether a screen turned to the page.
        """
        one = self._tabs[at]
        asked, stood = (address.tab, address.extra), (one.address.tab, one.address.extra)
        turned = asked != ("", ()) and one.screen.turn(address)
        if turned:
            one.address = address
        elif asked not in (("", ()), stood) and not one.screen.unsaved():
            self._states.pop(address, None)
            self._tabs[at] = self._build(address)
            self._let_go(one)
        self._show(at)
        return turned

    def _build(self, address: Address) -> _Open:
        screen = self._places[address.screen](self._kit, self._desk, address)
        title = self._kit.words(_WORDS[address.screen]) if address.screen in _WORDS else "…"
        made = _Open(address, screen, title)
        screen.titled.connect(lambda text: self._on_titled(made, text))
        screen.marked.connect(lambda marking: self._on_marked(made, marking))
        screen.wanted.connect(self.open)
        screen.wanted_apart.connect(lambda wanted: self.open(wanted, apart=True))
        screen.draft_wanted.connect(self.take_up)
        self._stack.addWidget(screen)
        if (state := self._states.pop(address, None)) is not None:
            screen.restore(state)
        return made

    def _let_go(self, one: _Open) -> None:
        self._states[one.address] = one.screen.state()
        for old in list(self._states)[:-MOST_STATES]:
            del self._states[old]
        self._stack.removeWidget(one.screen)
        one.screen.hide()
        one.screen.deleteLater()

    def _show(self, at: int) -> None:
        if self.bar.currentIndex() != at:
            self.bar.setCurrentIndex(at)
        else:
            self._on_tab(at)

    def _on_tab(self, at: int) -> None:
        if not 0 <= at < len(self._tabs):
            return
        one = self._tabs[at]
        self._tidy()
        self._stack.setCurrentWidget(one.screen)
        self._read_front()
        self.turned.emit(one.address)
        self.marked.emit(one.marking)

    def _tidy(self) -> None:
        self._line.setVisible(len(self._tabs) > 1)

    def _read_front(self) -> None:
        if self._tabs:
            one = self._tabs[self.bar.currentIndex()]
            if one.stale:
                one.stale = False
                one.screen.load()

    def _on_titled(self, one: _Open, text: str) -> None:
        one.title = text
        for at, tab in enumerate(self._tabs):
            if tab is one:
                self.bar.rename(at, text)

    def _on_marked(self, one: _Open, marking: Marking) -> None:
        one.marking = marking
        if self._tabs and self._tabs[self.bar.currentIndex()] is one:
            self.marked.emit(marking)

    def _all(self) -> list[_Open]:
        return [*self._tabs, *(room for room in self._rooms.values() if room not in self._tabs)]


def _nothing() -> None:
    """Come after what the writing thread has still to do."""
