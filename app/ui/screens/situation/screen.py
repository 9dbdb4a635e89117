"""The first screen: six numbers, the list of what needs someone now, the day beside it (look/1-situation.png).

A number opens its list in the place of the general one; Esc comes back. What waits of other kinds stands beneath the
day, and opens its list likewise. F5 looks again; so does the shell after every change, and the screen
itself every few minutes.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.desk import Desk
from app.services.situation import Beginning, Need, NeedKind, Opening, Point, Situation, beginning, needs, situation
from app.ui.kit.action import Action
from app.ui.kit.buttons import KeyHint, link
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, heading, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.words import COUNTRY_TIME
from app.ui.screens.situation.beginning import BeginningView
from app.ui.screens.situation.day_list import DayList
from app.ui.screens.situation.need_list import NeedList
from app.ui.screens.situation.numbers import NumberCard, Numbers
from app.ui.screens.situation.wording import kind_text

BIG = (
    NeedKind.OVERDUE, NeedKind.RATIFY, NeedKind.UNACKNOWLEDGED, NeedKind.EVALUATE, NeedKind.PROPOSED, NeedKind.VISIT,
)  # fmt: skip
"""The numbers across the top, in the order of look/1-situation.png."""
NOTHING, NONE_OF_THESE = N_("Nothing waits for anyone"), N_("Nothing of this kind waits")
"""What stands in the place of an empty list: of everything, and of one number, while others may wait."""
LOOK_AGAIN = 5
"""Minutes after which a screen that stays in sight looks again: points pass, and at midnight another day begins."""
BESIDE, BESIDE_LEAST = 380, 208
"""Pixels of the right column, and those it keeps in a narrow window."""
LIST = 552
"""Pixels of the screen that the list and what is around it have first."""


class SituationScreen(Screen):
    """What needs someone now."""

    help_page: ClassVar[str] = "situation"

    def __init__(self, kit: Kit, desk: Desk, address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self._latest, self._of_kind = Latest(kit.jobs, self), Latest(kit.jobs, self)
        self._seen: Situation | None = None
        self._kind: NeedKind | None = None
        self._begins: Beginning | None = None
        self._beginning: BeginningView | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 2 * GRID, 20, 2 * GRID)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addWidget(self._numbers())
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._list_card(), 1)
        middle.addLayout(self._right())
        box.addLayout(middle, 1)
        self.again = QTimer(self)
        self.again.setInterval(LOOK_AGAIN * 60_000)
        self.again.timeout.connect(self.load)
        self.setFocusProxy(self._list)
        self._choose(_kind_of(address.tab))

    def load(self) -> None:
        """Look at the store again."""
        self._latest.read(lambda: _look(self.desk), self._on_looked, self._refused)
        if self._kind is not None:
            self._read_kind()

    def state(self) -> dict[str, Any]:
        return {"kind": self._kind.value} if self._kind is not None else {}

    def restore(self, state: dict[str, Any]) -> None:
        self._choose(_kind_of(state.get("kind")))

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        return [
            Action("situation.refresh", words(N_("Look again")), self.load, "F5", "refresh-cw", words(N_("Situation"))),
        ]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        self.again.start()
        super().showEvent(event)
        if self.focusWidget() is None:
            self._list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        for card in (self._day, self._also):
            card.setFixedWidth(min(BESIDE, max(BESIDE_LEAST, self.width() - LIST)))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self.again.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._kind is not None:
            self._choose(None)
            return
        super().keyPressEvent(event)

    def _head(self) -> QHBoxLayout:
        words = self.kit.words
        self._moment = secondary("", "situation_moment")
        again = QToolButton()
        again.setObjectName("situation_again")
        again.setAccessibleName(words(N_("Look again")))
        again.setToolTip(f"{words(N_('Look again'))} (F5)")
        again.setIcon(self.kit.icons("refresh-cw", "secondary"))
        again.setIconSize(QSize(16, 16))
        again.clicked.connect(self.load)
        made = QHBoxLayout()
        made.addWidget(title(words(N_("Situation")), "situation_title"))
        made.addStretch(1)
        made.addWidget(self._moment)
        made.addWidget(again)
        return made

    def _numbers(self) -> QWidget:
        self._cards = {kind: NumberCard(self.kit, kind) for kind in BIG}
        for kind, card in self._cards.items():
            card.clicked.connect(lambda checked, kind=kind: self._choose(kind if checked else None))
        self._rows = Numbers(list(self._cards.values()))
        return self._rows

    def _list_card(self) -> Card:
        words = self.kit.words
        card = self._card = Card("needs_card")
        # The row of the heading is higher than a heading; the text stands level with those of the cards beside.
        card.box.setContentsMargins(2 * GRID, 12, 2 * GRID, 2 * GRID)
        card.box.setSpacing(4)
        self._heading = heading("", "needs_heading")
        self._heading.setMinimumHeight(26)
        self._all = link(words(N_("Show everything")), "needs_all", lambda: self._choose(None))
        top = QHBoxLayout()
        top.addWidget(self._heading)
        top.addStretch(1)
        top.addWidget(self._all)
        self._esc = KeyHint(self.kit, "Esc")
        top.addWidget(self._esc)
        card.box.addLayout(top)
        self._list = NeedList(self.kit)
        self._list.opened.connect(self._on_opened)
        card.box.addWidget(self._list, 1)
        self._nothing = Empty(
            words(NOTHING),
            words(N_("What falls due, comes back or arrives shows here by itself.")), "needs_empty",
        )  # fmt: skip
        card.box.addWidget(self._nothing, 1)
        self._nothing.hide()
        return card

    def _right(self) -> QVBoxLayout:
        words = self.kit.words
        self._day = Card("day_card")
        self._day.box.addWidget(heading(words(N_("Today and tomorrow")), "day_heading"))
        self._points = DayList(self.kit)
        self._points.opened.connect(self._on_point)
        self._day.box.addWidget(self._points, 1)
        self._no_points = secondary(words(N_("No visit has a point on its programme.")), "day_empty", wrap=True)
        self._day.box.addWidget(self._no_points)
        self._also = Card("also_card")
        self._also.box.addWidget(heading(words(N_("Also waiting")), "also_heading"))
        self._others = QWidget()
        self._others.setObjectName("also_list")
        self._also.box.addWidget(self._others)
        for card in (self._day, self._also):
            card.setFixedWidth(BESIDE)
            card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        made = QVBoxLayout()
        made.setSpacing(12)
        made.addWidget(self._day)
        made.addWidget(self._also)
        made.addStretch(1)
        return made

    def _on_looked(self, found: tuple[Situation, Beginning | None]) -> None:
        seen, begins = found
        self._begin_with(begins)
        self._show(seen)

    def _begin_with(self, begins: Beginning | None) -> None:
        """Show what to do first where nothing is there yet."""
        if begins == self._begins:
            return
        self._begins = begins
        if self._beginning is not None:
            self._beginning.hide()
            self._beginning.deleteLater()
            self._beginning = None
        if begins is None or not (begins.opens or begins.takes_in):
            return
        made = self._beginning = BeginningView(self.kit, begins)
        made.draft_wanted.connect(self.draft_wanted)
        made.wanted.connect(self.wanted)
        self._card.box.addWidget(made, 1)
        if self.isVisible() and self.focusWidget() in (None, self._list):
            made.buttons[0].setFocus()

    def _show(self, seen: Situation) -> None:
        self._seen = seen
        words = self.kit.words
        here = seen.moment.astimezone(COUNTRY_TIME)
        self._moment.setText(f"{words.long_date(here.date())}, {words.time(seen.moment)}")
        for kind, card in self._cards.items():
            card.show_count(seen.counts[kind])
        self._rows.arrange()
        self._points.put(seen.points, here.date())
        self._points.setVisible(bool(seen.points))
        self._no_points.setVisible(not seen.points)
        self._show_others(seen)
        if self._kind is None:
            self._put(seen.first)
        self.titled.emit(words(N_("Situation")))
        self.marked.emit(seen.marking)

    def _show_others(self, seen: Situation) -> None:
        """List the kinds that have no big number, as far as something of them waits."""
        kinds = [kind for kind in NeedKind if kind not in BIG and seen.counts[kind].number]
        fresh = QWidget()
        fresh.setObjectName("also_list")
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, kind in enumerate(kinds):
            count = heading(str(seen.counts[kind]), f"also_count_{kind.value}")
            count.setMinimumWidth(32)
            count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            text = kind_text(self.kit.words, kind, seen.counts[kind])
            grid.addWidget(count, row, 0)
            grid.addWidget(link(text, f"also_{kind.value}", partial(self._choose, kind)), row, 1)
        self._also.box.replaceWidget(self._others, fresh)
        self._others.hide()
        self._others.deleteLater()
        self._others = fresh
        fresh.show()
        self._also.setVisible(bool(kinds))

    def _choose(self, kind: NeedKind | None) -> None:
        """Show the list of one kind, or (None) of all."""
        self._kind = kind
        for one, card in self._cards.items():
            card.setChecked(one is kind)
        words = self.kit.words
        text = words(N_("What needs someone now")) if kind is None else words.enum(kind)
        self._heading.setText(text[:1].upper() + text[1:])
        self._list.setAccessibleName(self._heading.text())
        self._nothing.title.setText(words(NOTHING if kind is None else NONE_OF_THESE))
        self._all.setVisible(kind is not None)
        self._esc.setVisible(kind is not None)
        if kind is not None:
            self._read_kind()
        elif self._seen is not None:
            self._of_kind.forget()
            self._put(self._seen.first)

    def _read_kind(self) -> None:
        kind = self._kind
        if kind is not None:
            self._of_kind.read(lambda: needs(self.desk, kind), self._put, self._refused)

    def _put(self, found: Sequence[Need]) -> None:
        self._list.put(found)
        self._list.setVisible(bool(found))
        begins = self._kind is None and self._beginning is not None
        self._nothing.setVisible(not found and not begins)
        if self._beginning is not None:
            self._beginning.setVisible(not found and begins)

    def _refused(self, failure: BaseException) -> None:
        self.kit.door.show(failure, self)

    def _on_opened(self, need: Need, apart: bool) -> None:
        self._open(need.opens, apart)

    def _on_point(self, point: Point, apart: bool) -> None:
        self._open(Opening("visit", point.visit, "programme"), apart)

    def _open(self, opening: Opening, apart: bool) -> None:
        if opening.screen == self.address.screen:
            self._choose(_kind_of(opening.tab))
            return
        address = Address(opening.screen, opening.uid, opening.tab)
        (self.wanted_apart if apart else self.wanted).emit(address)


def _look(desk: Desk) -> tuple[Situation, Beginning | None]:
    """Return what waits, and where nothing does and nothing is there yet, what to begin with."""
    seen = situation(desk)
    return seen, beginning(desk) if seen.quiet and not seen.points else None


def _kind_of(value: object) -> NeedKind | None:
    return next((kind for kind in NeedKind if kind.value == value), None)
