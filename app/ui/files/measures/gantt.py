"""The measures of a file on a timeline: a row each, grouped by whom they are for; week, month or quarter at a glance.

Nothing is dragged: a change of dates is a decision, and Enter or a double click leads to it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.worklists import MeasureRow
from app.ui.files.measures.gantt_bars import groups_of
from app.ui.files.measures.gantt_table import GanttTable
from app.ui.files.wording import Decided
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, row


class Zoom(StrEnum):
    """How much is seen at a glance."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


PER_DAY: Mapping[Zoom, float] = {Zoom.WEEK: 34, Zoom.MONTH: 11, Zoom.QUARTER: 4}
"""Pixels of a day."""
SAID: Mapping[Zoom, str] = {Zoom.WEEK: N_("Week"), Zoom.MONTH: N_("Month"), Zoom.QUARTER: N_("Quarter")}


class MeasureGantt(QWidget):
    """`zoomed` tells that another zoom was chosen."""

    chosen = Signal(object)
    opened = Signal(object)
    zoomed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("measures_gantt")
        words = kit.words
        self.table = GanttTable(kit)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        self.table.moved.connect(self._move)
        self.table.zoom_wanted.connect(self._zoom_by)
        self.table.today_wanted.connect(self._to_today)
        self._zooms: dict[Zoom, Button] = {}
        for zoom, said in SAID.items():
            made = button(kit, words(said), f"zoom_{zoom.value}", partial(self._on_zoom, zoom))
            made.setCheckable(True)
            self._zooms[zoom] = made
        back = button(kit, "", "gantt_earlier", partial(self._move, -1), icon="chevron-left")
        back.setAccessibleName(words(N_("Earlier in time")))
        back.setToolTip(words(N_("Earlier in time")))
        on = button(kit, "", "gantt_later", partial(self._move, 1), icon="chevron-right")
        on.setAccessibleName(words(N_("Later in time")))
        on.setToolTip(words(N_("Later in time")))
        now = button(kit, words(N_("Today")), "gantt_today", self._to_today)
        bar = row(back, now, on, None, *self._zooms.values())
        bar.setContentsMargins(GRID, GRID, GRID, GRID)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(bar)
        box.addWidget(self.table, 1)
        self.set_zoom(Zoom.MONTH)

    @property
    def key(self) -> Id | None:
        """Return the chosen measure."""
        return self.table.key

    @property
    def zoom(self) -> Zoom:
        """Return how much is seen at a glance."""
        return next(zoom for zoom, made in self._zooms.items() if made.isChecked())

    def set_zoom(self, zoom: Zoom) -> None:
        """Show more or less at a glance, around the same day."""
        for one, made in self._zooms.items():
            made.setChecked(one is zoom)
        self.table.set_per_day(PER_DAY[zoom])

    def show_measures(self, found: Sequence[MeasureRow], sheet: Decided, today: date) -> None:
        """Show these as they stand on `today`; the place in time stays where one was."""
        self.table.put(groups_of(self._kit.words, found, sheet, today), today)

    def choose(self, key: Any) -> bool:
        """Choose the row of this measure; tell whether there is one."""
        return self.table.choose(key)

    def _on_zoom(self, zoom: Zoom) -> None:
        self.set_zoom(zoom)
        self.zoomed.emit(zoom.value)

    def _zoom_by(self, by: int) -> None:
        order = list(Zoom)
        at = order.index(self.zoom) - by
        if 0 <= at < len(order):
            self._on_zoom(order[at])

    def _move(self, by: int) -> None:
        self.table.move_by(by)

    def _to_today(self) -> None:
        self.table.to_today()
