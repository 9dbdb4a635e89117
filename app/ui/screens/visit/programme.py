"""The programme of a visit: a strip for the chosen day, and beneath it the gaps, what is missing and whom to tell."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Action
from app.services.visits.boards import VisitBoard
from app.services.visits.completeness import Lacking, Shortfall
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Empty, Tone, button, heading, label, link, row, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.visit.board_rows import days_of, item_block, rows_for
from app.ui.screens.visit.strip import Block, DayStrip

MOST_DAYS = 14
"""Days that stand side by side as buttons."""


class Programme(ScrollArea):
    """The first tab. Pressing a block opens it."""

    item_wanted = Signal(bytes)
    new_wanted = Signal()
    measure_wanted = Signal(bytes)
    """A measure is wanted for this point of the programme."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._board: VisitBoard | None = None
        self._day: date | None = None
        self.setObjectName("visit_programme")
        self.setAccessibleName(kit.words(N_("Programme")))
        self.setWidgetResizable(True)

    def show_board(self, board: VisitBoard, today: date) -> None:
        """Show this visit, on the day shown before, else today, else its first day."""
        self._board = board
        days = days_of(board)
        if self._day not in days:
            self._day = today if today in days else (days[0] if days else None)
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
            box.addLayout(self._day_buttons(board, add))
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
        box.addStretch(1)
        self.setWidget(page)

    def _day_buttons(self, board: VisitBoard, add: QPushButton | None) -> QHBoxLayout:
        made: list[QWidget | int | None] = []
        for day in days_of(board)[:MOST_DAYS]:
            one = button(self._kit, self._kit.words.short_date(day), f"day_{day:%m%d}", partial(self._turn_to, day))
            one.setCheckable(True)
            one.setChecked(day == self._day)
            made.append(one)
        return row(*made, None, *([add] if add is not None else []))

    def _turn_to(self, day: date) -> None:
        self._day = day
        self._renew()

    def _on_picked(self, block: Block) -> None:
        if block.uid is not None and self._board is not None:
            items = {uid for uid, _, _ in self._board.sheet.programme or ()}
            if block.uid in items:
                self.item_wanted.emit(block.uid)

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
        for number, (uid, item) in enumerate(items[:4]):
            block = item_block(words, board, uid, item)
            day = words.short_date(block.starts.date())
            card.box.addWidget(label(f"{day} {block.detail}", f"gap_{number}", wrap=True))
            if Action.PROPOSE in board.may:
                ask = link(words(N_("Propose a measure for it")), f"cover_{number}", partial(self._cover, uid))
                card.box.addLayout(row(ask, None))
        if len(items) > 4:
            more = words.plural("and {count} more", "and {count} more", len(items) - 4)
            card.box.addWidget(secondary(more, "more_gaps"))
        if board.hidden:
            said = words(N_("Some measures of this visit are not shown to you: they may cover these points."))
            card.box.addWidget(secondary(said, "gaps_hidden", wrap=True))
        card.box.addStretch(1)
        return card

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
