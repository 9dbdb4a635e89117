"""Which day of a visit is shown: a button each, week by week where the stay is long, and a field to go to any day."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.ui.forms.days import DayEditor
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label

WEEK = 7
"""Days that stand side by side as buttons: as many as fit beside what else stands there on a small screen."""


class OutsideVisit(UserError):
    """A day before the first or after the last of the visit. Facts: first, last."""

    sentence = N_("The visit is from {first} to {last}. Choose a day in between.")


class DayBar(QWidget):
    """The days from `first` to `last`, those around `shown` as buttons; `turned` tells which day is wanted."""

    turned = Signal(object)

    def __init__(self, kit: Kit, first: date, last: date, shown: date) -> None:
        super().__init__()
        self._kit, self._first, self._last = kit, first, last
        self.setObjectName("day_bar")
        words = kit.words
        self._line = QHBoxLayout()
        self._line.setSpacing(GRID)
        days = days_around(first, last, shown)
        long = len(days) <= (last - first).days
        if long:
            before = max(first, shown - timedelta(WEEK))
            self._add_step("week_before", words(N_("Previous week")), "chevron-left", before, days[0] > first)
        for day in days:
            said = str(day.day) if long and day not in (days[0], day.replace(day=1)) else words.short_date(day)
            one = button(kit, said, f"day_{day:%m%d}", partial(self.turned.emit, day))
            one.setAccessibleName(words.long_date(day))
            one.setToolTip(words.long_date(day))
            one.setCheckable(True)
            one.setChecked(day == shown)
            self._line.addWidget(one)
        self._refused = label("", "day_refused", "error", wrap=True)
        self._refused.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID // 2)
        box.addLayout(self._line)
        box.addWidget(self._refused)
        if long:
            after = min(last, shown + timedelta(WEEK))
            self._add_step("week_after", words(N_("Next week")), "chevron-right", after, days[-1] < last)
            self._add_field()
        self._line.addStretch(1)

    def _add_step(self, name: str, text: str, icon: str, to: date, there: bool) -> None:
        made = button(self._kit, "", name, partial(self.turned.emit, to), icon=icon)
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.setEnabled(there)
        self._line.addWidget(made)

    def _add_field(self) -> None:
        words = self._kit.words
        self._day = _GoTo(self._kit, "go_to_day")
        self._day.setFixedWidth(150)
        self._day.line.setPlaceholderText(words(N_("Go to day…")))
        self._day.describe(words(N_("Go to day")), "")
        self._day.line.returnPressed.connect(self._on_day)
        self._day.picked.connect(self._on_day)
        self._line.addWidget(self._day)

    def _on_day(self) -> None:
        words = self._kit.words
        try:
            day = self._day.value()
            if day is not None and not self._first <= day <= self._last:
                raise OutsideVisit(first=words.date(self._first), last=words.date(self._last))
        except UserError as refusal:
            self._refused.setText(refusal.say(words.language))
            self._refused.show()
            return
        self._refused.hide()
        if day is not None:
            self.turned.emit(day)


class _GoTo(DayEditor):
    """A day typed, or taken from the calendar: `picked` tells of the latter."""

    picked = Signal()

    def set_day(self, day: date) -> None:
        super().set_day(day)
        self.picked.emit()


def days_around(first: date, last: date, shown: date) -> list[date]:
    """Return all days of a stay of a week at most, else those of the week of `shown`, counted from its first day."""
    begins = first + timedelta((shown - first).days // WEEK * WEEK)
    return [day for n in range(WEEK) if (day := begins + timedelta(n)) <= last]
