"""The points of one day in full, beneath the strip: a short block there cuts its text, a line here never does."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.visits import ProgrammeItem
from app.services.visits.boards import VisitBoard
from app.ui.files.wording import capital
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, Tone, heading
from app.ui.kit.words import Words
from app.ui.screens.visit.board_rows import item_block
from app.ui.screens.visit.strip import on_day
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows

HEAD = 34


class _Whole(Rows):
    """As high as its lines: what scrolls is the page around it."""

    WAITS: ClassVar[bool] = False

    def put(self, lines: Sequence[Line], *, part: bool = False) -> None:
        super().put(lines, part=part)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.updateGeometry()  # the lines are as high as this width makes them

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        heights = sum(self.rowHeight(row) for row in range(len(self.lines)))
        return QSize(super().sizeHint().width(), HEAD + heights + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class DayPoints(Card):
    """Enter or a double click opens a point."""

    opened = Signal(bytes)

    def __init__(self, kit: Kit, lines: Sequence[Line]) -> None:
        super().__init__("day_points", margin=4)
        words = kit.words
        title = heading(words(N_("The day point by point")), "day_points_title")
        title.setContentsMargins(10, 8, 10, 0)
        self.box.addWidget(title)
        columns = (
            Column(words(N_("Hour")), 1, 110), Column(words(N_("Activity")), 4, 200),
            Column(words(N_("Place")), 4, 180), Column(words(N_("State")), 1, 130),
        )  # fmt: skip
        self.rows = _Whole(kit, "day_points_rows", words(N_("The day point by point")), columns)
        self.rows.opened.connect(self.opened)
        narrow = NarrowLine(kit, self.rows)
        narrow.setContentsMargins(10, 0, 10, 0)
        self.box.addWidget(narrow)
        self.box.addWidget(self.rows)
        narrow.put(lines)


def point_lines(words: Words, board: VisitBoard, day: date) -> Sequence[Line]:
    """Return a line for each point of the day, called off or not, by its hour."""
    every = [(uid, item) for uid, item, _ in board.sheet.programme or () if item.starts]
    blocks = {uid: item_block(words, board, uid, item) for uid, item in every}
    today = [(uid, item) for uid, item in every if on_day(blocks[uid], day)]
    today.sort(key=lambda one: (blocks[one[0]].starts, one[0]))
    return [_line(words, board, uid, item) for uid, item in today]


def _line(words: Words, board: VisitBoard, uid: Id, item: ProgrammeItem) -> Line:
    names = board.names
    hours = "–".join(words.time(moment) for moment in (item.starts, item.ends) if moment is not None)
    place = item.place_text or names.get(item.place or b"", "")
    state = Cell("")
    if item.cancelled:
        state = Cell(capital(words(N_("cancelled"))), "", Tone.PLAIN)
    elif uid in board.gaps:
        state = Cell(capital(words(N_("not covered"))), "", Tone.AMBER)
    taking = words.plural("{count} takes part", "{count} take part", len(item.participants))
    under = " · ".join(part for part in (taking if item.participants else "", item.remarks or "") if part)
    who = " ".join(part for part in (item.responsible, item.responsible_phone) if part)
    what = Cell(words.text(item.activity), under, strong=True)
    return Line(uid, (Cell(hours, by=item.starts), what, Cell(place, who), state))
