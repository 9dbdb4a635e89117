"""The three faces of the measures, list, board and timeline: one is in front, the chosen measure is the same in all."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.worklists import MeasureRow
from app.ui.files.measures.board import MeasureBoard
from app.ui.files.measures.gantt import MeasureGantt, Zoom
from app.ui.files.measures.measure_list import MeasureList
from app.ui.files.wording import Decided
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.keys import key_text
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, row
from app.ui.tables.keeping import StoreKeeping

if TYPE_CHECKING:
    from app.services.desk import Desk

KEPT = "measures.face"
"""Under which the officer's choice is kept, for all files."""


class Face(StrEnum):
    """How the measures are shown."""

    LIST = "list"
    BOARD = "board"
    GANTT = "gantt"


SAID = {Face.LIST: N_("List"), Face.BOARD: N_("Board"), Face.GANTT: N_("Timeline")}
COMMANDS = {
    Face.LIST: N_("Measures as a list"),
    Face.BOARD: N_("Measures as a board"),
    Face.GANTT: N_("Measures on a timeline"),
}
KEYS = {Face.LIST: "Ctrl+Shift+1", Face.BOARD: "Ctrl+Shift+2", Face.GANTT: "Ctrl+Shift+3"}


One = MeasureList | MeasureBoard | MeasureGantt


class MeasureFaces(QStackedWidget):
    """Put `switch` where it belongs. A face is made and filled when it comes to the front; the one chosen last is."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__()
        self._kit = kit
        self._keeping = StoreKeeping(kit, desk, self)
        self.setObjectName("measures_faces")
        self._places: dict[Face, QWidget] = {}
        self._faces: dict[Face, One] = {}
        self._zoom = Zoom.MONTH
        self._shown: tuple[Sequence[MeasureRow], Decided, date] | None = None
        self._stale = set(Face)
        self._key: Id | None = None
        self._known = False
        """Whether it is known which face the officer chose last: no other is filled first."""
        self.face = Face.LIST
        self.switch = QWidget()
        self.switch.setObjectName("measures_switch")
        self._buttons: dict[Face, Button] = {}
        for face in Face:
            place = self._places[face] = QWidget()
            place.setObjectName(f"measures_place_{face.value}")
            self.addWidget(place)
            self._buttons[face] = self._button(face)
        self.switch.setLayout(row(*self._buttons.values(), spacing=GRID // 2))
        self._turn(Face.LIST)
        kit.jobs.read(self, partial(self._keeping.load, KEPT), self._on_kept, lambda _failure: self._on_kept(None))

    @property
    def key(self) -> Id | None:
        """Return the chosen measure."""
        return self._key

    @property
    def front(self) -> One | None:
        """Return the face in front, None before it is known which the officer chose last."""
        return self._faces.get(self.face)

    def show_measures(self, found: Sequence[MeasureRow], sheet: Decided, today: date) -> None:
        """Show these; the chosen one stays chosen where it still is."""
        self._shown, self._stale = (found, sheet, today), set(Face)
        if self._key not in {line.id for line in found}:
            self._key = None
        self._fill()

    def choose(self, key: Id | None) -> bool:
        """Choose a measure; tell whether it is here."""
        if self._shown is None or key is None or key not in {line.id for line in self._shown[0]}:
            return False
        changed, self._key = key != self._key, key
        if self._known:
            self._face().choose(key)
        if changed:
            self.chosen.emit(key)
        return True

    def actions_here(self) -> list[Action]:
        """Return the ways to another face, for menus, Ctrl+K and the list of keys."""
        words = self._kit.words
        return [
            Action(f"measures_{face.value}", words(COMMANDS[face]), partial(self._on_switch, face), KEYS[face], "",
                   "file", self.isVisible)
            for face in Face
        ]  # fmt: skip

    def _button(self, face: Face) -> Button:
        words = self._kit.words
        made = button(self._kit, words(SAID[face]), f"show_{face.value}", partial(self._on_switch, face))
        made.setCheckable(True)
        made.setShortcut(QKeySequence(KEYS[face]))
        said = key_text(KEYS[face], words)
        made.setAccessibleDescription(said)
        made.setToolTip(f"{words(COMMANDS[face])} ({said})")
        return made

    def _on_switch(self, face: Face) -> None:
        self._known = True
        self._turn(face)
        self._keep()

    def _turn(self, face: Face) -> None:
        self.face = face
        for one, made in self._buttons.items():
            made.setChecked(one is face)
        self.setCurrentWidget(self._places[face])
        self._fill()

    def _face(self) -> One:
        """Return the face in front; made when it is first there, where its place is in the order of Tab."""
        if self.face not in self._faces:
            place = self._places[self.face]
            made = self._faces[self.face] = self._made()
            made.chosen.connect(partial(self._on_chosen, self.face))
            made.opened.connect(self.opened)
            box = QVBoxLayout(place)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(made)
            before = _before(place)
            for one in (made, *made.findChildren(QWidget)):
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, one)
                    before = one
        return self._faces[self.face]

    def _made(self) -> One:
        match self.face:
            case Face.LIST:
                return MeasureList(self._kit)
            case Face.BOARD:
                return MeasureBoard(self._kit)
        made = MeasureGantt(self._kit)
        made.set_zoom(self._zoom)
        made.zoomed.connect(self._on_zoomed)
        return made

    def _fill(self) -> None:
        if not self._known:
            return
        if self._shown is not None and self.face in self._stale:
            self._stale.discard(self.face)
            self._face().show_measures(*self._shown)
        if self._key is not None:
            self._face().choose(self._key)

    def _on_chosen(self, face: Face, key: Any) -> None:
        """Hear of another choice from the face in front; the others follow when they come there."""
        if self._known and face is self.face and face not in self._stale and key is not None and key != self._key:
            self._key = key
            self.chosen.emit(key)

    def _on_zoomed(self, zoom: str) -> None:
        self._zoom = Zoom(zoom)
        self._keep()

    def _keep(self) -> None:
        self._keeping.keep(KEPT, {"face": self.face.value, "zoom": self._zoom.value})

    def _on_kept(self, kept: Any) -> None:
        self._known = True
        match kept:
            case {"face": str(face), "zoom": str(zoom)} if face in set(Face) and zoom in set(Zoom):
                self._zoom = Zoom(zoom)
                self._turn(Face(face))
            case _:
                self._fill()


def _before(place: QWidget) -> QWidget:
    """Return what Tab reaches before this place: Qt puts nothing behind what Tab does not reach."""
    found = place.previousInFocusChain()
    while found is not None and found is not place and not found.focusPolicy() & Qt.FocusPolicy.TabFocus:
        found = found.previousInFocusChain()
    return found or place
