"""The programme of a visit: a strip for the chosen day, and beneath it the gaps, what is missing and whom to tell."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Action
from app.services.visits.boards import VisitBoard
from app.services.visits.completeness import Lacking, Shortfall
from app.ui.files.renewing import put_page
from app.ui.kit.buttons import button, link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Empty, Tone, heading, label, row, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.visit.board_rows import item_block, rows_for, span_of
from app.ui.screens.visit.day_bar import DayBar
from app.ui.screens.visit.day_points import DayPoints, point_lines
from app.ui.screens.visit.strip import Block, DayStrip

MOST_GAPS = 4
"""Points without cover that are listed before the rest is asked for."""


class Programme(ScrollArea):
    """The first tab. Pressing a block opens it."""

    item_wanted = Signal(bytes)
    new_wanted = Signal()
    measure_wanted = Signal(bytes)
    """A measure is wanted for this point of the programme."""
    measure_opened = Signal(bytes)
    """A measure was pressed: it stands on another tab."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._board: VisitBoard | None = None
        self._day: date | None = None
        self._all_gaps = False
        self.setObjectName("visit_programme")
        self.setAccessibleName(kit.words(N_("Programme")))
        self.setWidgetResizable(True)

    def show_board(self, board: VisitBoard, today: date) -> None:
        """Show this visit, on the day shown before, else today, else its first day."""
        self._board = board
        span = span_of(board)
        if span is None:
            self._day = None
        elif self._day is None or not span[0] <= self._day <= span[1]:
            self._day = today if span[0] <= today <= span[1] else span[0]
        self._renew()

    def _renew(self) -> None:
        if self._board is None:
            return
        board, words = self._board, self._kit.words
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, GRID)
        box.setSpacing(2 * GRID)
        add = None
        if Action.VISIT in board.may and board.sheet.programme is not None:
            add = button(
                self._kit, words(N_("New programme item")), "new_item", self.new_wanted.emit, key="Ctrl+Shift+N",
                icon="plus",
            )  # fmt: skip
        if board.sheet.programme is None:
            said = N_("The programme of this visit was not shared with you.")
            box.addWidget(label(words(said), "programme_hidden", "quiet", wrap=True))
        elif self._day is None:
            hint = N_("Add the arrival first, then each point with its hours and place.")
            box.addWidget(Empty(words(N_("No programme yet")), words(hint), "no_programme", add))
        else:
            box.addLayout(self._days(board, self._day, add))
            strip = DayStrip(self._kit, "day_strip")
            strip.show_day(self._day, rows_for(words, board, self._day))
            strip.picked.connect(self._on_picked)
            box.addWidget(strip)
        cards = QHBoxLayout()
        cards.setSpacing(2 * GRID)
        cards.addWidget(self._gaps(board), 1)
        cards.addWidget(self._missing(board), 1)
        cards.addWidget(self._to_tell(board), 1)
        box.addLayout(cards)
        lines = point_lines(words, board, self._day) if self._day is not None else ()
        if lines:
            points = DayPoints(self._kit, lines)
            points.opened.connect(self.item_wanted)
            box.addWidget(points)
        box.addStretch(1)
        put_page(self, page)

    def _days(self, board: VisitBoard, shown: date, add: QPushButton | None) -> QHBoxLayout:
        first, last = span_of(board) or (shown, shown)
        days = DayBar(self._kit, first, last, shown)
        days.turned.connect(self._turn_to)
        line = QHBoxLayout()
        line.addWidget(days, 1)
        if add is not None:
            line.addWidget(add, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _turn_to(self, day: date) -> None:
        self._day = day
        self._renew()

    def _on_picked(self, block: Block) -> None:
        if block.uid is not None and self._board is not None:
            items = {uid for uid, _, _ in self._board.sheet.programme or ()}
            (self.item_wanted if block.uid in items else self.measure_opened).emit(block.uid)

    def _gaps(self, board: VisitBoard) -> Card:
        words = self._kit.words
        card = Card("gaps")
        items = [(uid, item) for uid, item, _ in board.sheet.programme or () if uid in board.gaps]
        card.box.addWidget(heading(words(N_("Gaps in the coverage")), "gaps_title"))
        if not items:
            said = N_("Every point of the programme is covered by a measure.")
            empty = N_("Points of the programme that no measure covers are listed here.")
            text = words(said) if board.sheet.programme else words(empty)
            card.box.addWidget(label(text, "no_gaps", "quiet", wrap=True))
        for number, (uid, item) in enumerate(items if self._all_gaps else items[:MOST_GAPS]):
            block = item_block(words, board, uid, item)
            day = words.short_date(block.starts)
            card.box.addWidget(label(f"{day} {block.detail}", f"gap_{number}", wrap=True))
            if Action.PROPOSE in board.may:
                ask = link(words(N_("Propose a measure for it")), f"cover_{number}", partial(self._cover, uid))
                card.box.addLayout(row(ask, None))
        if len(items) > MOST_GAPS:
            more = words.plural("and {count} more", "and {count} more", len(items) - MOST_GAPS)
            said = words(N_("Show fewer")) if self._all_gaps else more
            card.box.addLayout(row(link(said, "more_gaps", self._on_more_gaps), None))
        if board.hidden:
            said = words(N_("Some measures of this visit are not shown to you: they may cover these points."))
            card.box.addWidget(secondary(said, "gaps_hidden", wrap=True))
        card.box.addStretch(1)
        return card

    def _on_more_gaps(self) -> None:
        self._all_gaps = not self._all_gaps
        self._renew()

    def _cover(self, uid: bytes) -> None:
        self.measure_wanted.emit(uid)

    def _missing(self, board: VisitBoard) -> Card:
        words = self._kit.words
        card = Card("missing")
        card.box.addWidget(heading(words(N_("Still missing")), "missing_title"))
        if not board.lacks:
            card.box.addWidget(label(words(N_("Nothing is missing.")), "nothing_missing", "quiet"))
        for number, one in enumerate(board.lacks):
            card.box.addWidget(label(one.say(words.language), f"missing_{number}", wrap=True))
            card.box.addLayout(row(_chip(self._kit, one, number), None))
        card.box.addStretch(1)
        return card

    def _to_tell(self, board: VisitBoard) -> Card:
        words = self._kit.words
        card = Card("to_tell")
        card.box.addWidget(heading(words(N_("Whom to tell of a change")), "to_tell_title"))
        services = dict.fromkeys(
            board.names.get(one, "") for line in board.measures for one in line.record.executing if one in board.names
        )
        said = " · ".join(services) or words(N_("No service executes a measure of this visit yet."))
        card.box.addWidget(label(said, "to_tell_services", "body" if services else "quiet", wrap=True))
        card.box.addStretch(1)
        return card


def _chip(kit: Kit, one: Lacking, number: int) -> Chip:
    words = kit.words
    if one.days_left is None:
        return Chip(words.enum(one.shortfall), Tone.PLAIN, f"missing_when_{number}")
    if one.overdue:
        text = words.plural("{count} working day late", "{count} working days late", -one.days_left)
        return Chip(text, Tone.RED, f"missing_when_{number}")
    text = words.plural("{count} working day left", "{count} working days left", one.days_left)
    tone = Tone.AMBER if one.days_left <= 3 and one.shortfall is not Shortfall.ASKED else Tone.PLAIN
    return Chip(text, tone, f"missing_when_{number}")
