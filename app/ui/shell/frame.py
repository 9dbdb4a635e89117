"""Everything that is seen of the window, in one language: strip, bar, rail, pages and status line put together.

On a switch of language the whole frame is built anew; it holds nothing that outlives it.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.enums import Action
from app.services.desk import Desk
from app.services.drafts import TYPING
from app.services.exchange.missing import what_is_missing
from app.services.status import Seat, status
from app.services.waiting_drafts import WaitingDraft, waiting_drafts
from app.ui.forms.draft_places import draft_places
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import rule
from app.ui.kit.screen import Address
from app.ui.shell.bar import Bar
from app.ui.shell.entries import belongs_to, entries_for
from app.ui.shell.find_box import FindBox
from app.ui.shell.notice import Notice
from app.ui.shell.pages import Pages, Places
from app.ui.shell.rail import Counted, Rail, beside
from app.ui.shell.status_line import StatusLine
from app.ui.shell.strip import MarkingStrip

NARROW_BELOW = 1100
"""Pixels of width below which the rail shows its icons only."""
Counts = Callable[[Desk], Mapping[str, Counted]]
QuietWrite = Callable[[Callable[[], object]], None]


class Frame(QWidget):
    """The content of the main window."""

    def __init__(
        self, kit: Kit, desk: Desk, seat: Seat, places: Places, counts: Counts | None,
        recent: Callable[[], Sequence[Address]], quiet_write: QuietWrite,
    ) -> None:  # fmt: skip
        super().__init__()
        self._kit, self._desk, self._counts, self._may = kit, desk, counts, seat.may
        self.setObjectName("frame")
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.entries = entries_for(seat.may, places, assigned=seat.assigned)
        self.strip = MarkingStrip(kit, seat.exercise)
        self.find_box = FindBox(kit, desk, frozenset(places), recent, quiet_write)
        self.bar = Bar(kit, seat, self.find_box)
        self.rail = Rail(kit, self.entries)
        self.pages = Pages(kit, desk, places)
        self.notice = Notice(kit)
        self.status_line = StatusLine(kit)
        self._meanwhile: QWidget | None = None
        self._drafts = Latest(kit.jobs, self)
        self._tally = Latest(kit.jobs, self.rail, counts=True)
        self._lay_out()
        self.find_box.attach(self)
        self.rail.chosen.connect(lambda screen: self.pages.open(Address(screen)))
        self.find_box.opened.connect(lambda address, apart: self.pages.open(address, apart=apart))
        self.find_box.left.connect(self.settle)
        self.status_line.drafts_wanted.connect(lambda: self.pages.open(Address("drafts")))
        kit.drafts.changed.connect(self._look_for_drafts)
        self.pages.turned.connect(self._on_turned)
        self.pages.marked.connect(self.strip.show_marking)
        self.pages.marked.connect(self._on_marked)

    def look(self) -> None:
        """Read how the store stands and what the rooms count."""
        desk, counts = self._desk, self._counts
        jobs, line = self._kit.jobs, self.status_line
        jobs.read(line, lambda: status(desk), line.show_status)
        self._look_for_drafts()
        if Action.IMPORT in self._may:
            jobs.read(line, lambda: what_is_missing(desk), line.show_missing)
        if counts is not None:
            self._tally.read(lambda: counts(desk), self.rail.show_counts)

    @property
    def keeps_drafts(self) -> bool:
        """Tell whether whoever sits here has something to type."""
        return not self._may.isdisjoint(TYPING)

    def _look_for_drafts(self) -> None:
        desk, language = self._desk, self._kit.words.language
        if self.keeps_drafts:
            self._drafts.read(lambda: waiting_drafts(desk, language), self._on_drafts)

    def _on_drafts(self, found: list[WaitingDraft]) -> None:
        self.status_line.show_drafts(len(draft_places(found)))

    def fit(self, width: int, *, narrow: bool) -> None:
        """Make room for the pages in a narrow window, or where the officer wants it."""
        self.rail.set_narrow(narrow or width < NARROW_BELOW)
        self.bar.set_room(width)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("content")
        margins = QVBoxLayout()
        margins.setContentsMargins(20, 8, 20, 0)
        margins.addWidget(self.notice)
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(margins)
        inner.addWidget(self.pages, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for one in (self.strip, self.bar, rule()):
            box.addWidget(one)
        box.addLayout(beside(self.rail, content), 1)
        box.addWidget(rule())
        box.addWidget(self.status_line)

    def _on_turned(self, address: Address) -> None:
        self.rail.show_chosen(belongs_to(address.screen))
        self.notice.hide()
        if not self.pages.bar.hasFocus():
            self.settle()

    def settle(self) -> None:
        """Give the focus to the page in front, where one works; while it shows nothing yet, to its first part."""
        front = self.pages.front
        self._meanwhile = None
        if front is None:
            return
        front.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._at_work(front):
            able = (one for one in front.findChildren(QWidget) if one.isVisibleTo(self) and one.isEnabled())
            first = next((one for one in able if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                self._meanwhile = first

    def _on_marked(self, _marking: object) -> None:
        """The page in front has read what it shows: one can begin there, unless one is at something else already."""
        at = self.window().focusWidget()
        if at is None or at in (self.find_box.waiting, self._meanwhile):
            self.settle()

    def _at_work(self, front: QWidget) -> bool:
        at = self.window().focusWidget()
        return at is not None and (at is front or front.isAncestorOf(at))
