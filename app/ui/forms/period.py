"""A period: from and to, with keys that move its end by what officers mean most often."""

import calendar
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.ui.forms.days import DayEditor
from app.ui.forms.rows import FieldRow, Said
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Button

STEPS: tuple[tuple[str, str, int, int], ...] = (
    ("week", N_("+1 week"), 7, 0),
    ("month", N_("+1 month"), 0, 1),
    ("quarter", N_("+3 months"), 0, 3),
)
"""Name, text, days and months that each key adds."""


class EndsBeforeItBegins(UserError):
    """A period whose last day lies before its first."""

    sentence = N_("The end lies before the beginning. Correct one of the two days.")


class PeriodEditor(QWidget):
    """Two days. The keys move the end from where it is, or from the beginning, or from today."""

    changed = Signal()

    def __init__(
        self,
        kit: Kit,
        first: date | None = None,
        last: date | None = None,
        *,
        labels: tuple[str, str] | None = None,
        open_end: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kit = kit
        self._open_end = open_end
        self.setObjectName("period")
        said = labels or (kit.words(N_("From")), kit.words(N_("To")))
        self.first, self.last = DayEditor(kit, "period_first"), DayEditor(kit, "period_last")
        self._rows = [
            FieldRow(kit, text, one, required=one is self.last and not open_end, parent=self)
            for text, one in zip(said, (self.first, self.last), strict=True)
        ]
        days = QHBoxLayout()
        days.setSpacing(2 * GRID)
        for row in self._rows:
            days.addWidget(row, 1)
        keys = QHBoxLayout()
        keys.setSpacing(GRID)
        for name, text, more_days, more_months in STEPS:
            keys.addWidget(self._key(name, text, more_days, more_months))
        if open_end:
            made = Button(kit, kit.words(N_("No end")), "period_open")
            made.clicked.connect(lambda _=False: self._move_to(None))
            keys.addWidget(made)
        keys.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(days)
        box.addLayout(keys)
        for one in (self.first, self.last):
            one.edited.connect(self._on_edited)
            one.left.connect(self._judge)
        self.set_period(first, last)

    def period(self) -> tuple[date | None, date | None]:
        """Return both days. Raises what the days refuse, and EndsBeforeItBegins."""
        first, last = self.first.value(), self.last.value()
        if first is not None and last is not None and last < first:
            raise EndsBeforeItBegins(field="last")
        return first, last

    def set_period(self, first: date | None, last: date | None) -> None:
        """Show other days, without telling of it."""
        self.first.show_value(first)
        self.last.show_value(last)
        self._judge()

    def _key(self, name: str, text: str, days: int, months: int) -> Button:
        made = Button(self.kit, self.kit.words(text), f"period_{name}")
        made.clicked.connect(lambda _=False: self._move_to(_later(self._end(), days, months)))
        return made

    def _end(self) -> date:
        for one in (self.last, self.first):
            try:
                found: date | None = one.value()
            except UserError:
                continue
            if found is not None:
                return found
        return self.last.today()

    def _move_to(self, day: date | None) -> None:
        self.last.show_value(day)
        self._on_edited()

    def _on_edited(self) -> None:
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        for row in self._rows:
            try:
                row.editor.value()
                row.say(Said.REMARK, row.editor.remark())
            except UserError as refusal:
                row.say(Said.REFUSED, refusal.say(self.kit.words.language))
        try:
            self.period()
        except EndsBeforeItBegins as refusal:
            self._rows[1].say(Said.REFUSED, refusal.say(self.kit.words.language))
        except UserError:
            pass


def _later(day: date, days: int, months: int) -> date:
    """Return the day that many days and months later; the last of a shorter month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])) + timedelta(days=days)
    except (ValueError, OverflowError):
        return day
