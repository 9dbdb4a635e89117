"""Editors of days, moments and times: typed as officers type them, read back in the form of the country.

"12/3", "morgen", "+14", "vendredi 14h30": `app.models.checks.typed_moment` reads it while it is typed, and the words
at the right of the field say how far the day is. A day that could be read is kept as that day, so that "morgen" means
the same tomorrow. Alt+Down, or the icon, opens a calendar.
"""

from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.checks.checked import Checked
from app.models.checks.typed_moment import NO_HOUR, Lean, parse_day, parse_moment, parse_time
from app.ui.forms.calendar_popup import CalendarPopup
from app.ui.forms.editor import State
from app.ui.forms.texts import LineEditor
from app.ui.kit.kit import Kit
from app.ui.kit.parts import say_what_it_does, secondary
from app.ui.kit.words import COUNTRY_TIME, capital

BIRTH = "birth_date"
"""Beside a date of birth stands the age."""
TELLING_DAYS = 366
"""How far a day may be for its distance to tell anything."""
LEANS = {BIRTH: Lean.PAST, "note_verbale_on": Lean.PAST}
"""Fields whose day without a year lies on one side; all others take the nearest."""
TYPED_MOST = 60


class EndsBeforeItBegins(UserError):
    """A period whose last day lies before its first."""

    sentence = N_("The end lies before the beginning. Correct one of the two days.")


class DayEditor(LineEditor):
    """A day. Its state is the day in ISO 8601, or the text as long as it is none."""

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None, *, lean: Lean | None = None) -> None:
        super().__init__(kit, name, parent)
        self._lean = lean or LEANS.get(name, Lean.NEAREST)
        self._said: tuple[str, ...] = ("",)
        """What may stand beside the day: the first that has room does."""
        self._shown: tuple[str, Any] | None = None
        """The text as we wrote it, and what it means."""
        self.line.setMaxLength(TYPED_MOST)
        self.beside: QLabel = secondary("", f"{name}_relative")
        self.beside.setParent(self.line)
        self.beside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.line.textChanged.connect(self._on_shown)
        self._add_calendar()

    def value(self) -> Any:
        text = self.line.text()
        if not text.strip():
            return None
        if self._shown is not None and text == self._shown[0]:
            return self._shown[1]
        return self._read(text).value

    def state(self) -> State:
        try:
            return self.state_of(self.value())
        except UserError:
            return self.line.text().strip()

    def draw(self, state: State) -> None:
        value = self._from_state(state)
        self._shown = None if value is None else (self._words_of(value), value)
        self.line.setText(self._shown[0] if self._shown else str(state or ""))
        self._on_shown()

    def state_of(self, value: Any) -> State:
        return None if value is None else value.isoformat()

    def tidy(self) -> None:
        try:
            value = self.value()
        except UserError:
            return
        if value is not None:
            with self.quietly():
                self.draw(self.state_of(value))

    def remark(self) -> str:
        text = self.line.text()
        if not text.strip() or (self._shown is not None and text == self._shown[0]):
            return ""
        try:
            return self.kit.words(self._read(text).warning or "")
        except UserError:
            return ""

    def today(self) -> date:
        """Return the day in the country's time."""
        return self.kit.clock.now().astimezone(COUNTRY_TIME).date()

    def set_day(self, day: date) -> None:
        """Take a day as if the officer had typed it."""
        value = self._with_day(day)
        self._shown = (self._words_of(value), value)
        self.line.setText(self._shown[0])
        self._on_shown()

    def open_calendar(self) -> None:
        """Let the officer choose a day."""
        popup = CalendarPopup(self.kit, self._day_of_value() or self.today(), self)
        popup.chosen.connect(self.set_day)
        popup.open_below(self.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.line and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if down or event.key() == Qt.Key.Key_F4:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._place_words()

    def _add_calendar(self) -> None:
        action = self.line.addAction(self.kit.icons("calendar", "secondary"), QLineEdit.ActionPosition.TrailingPosition)
        action.setObjectName("open_calendar")
        say_what_it_does(action, self.kit.words(N_("Calendar (Alt+Down)")))
        action.triggered.connect(self.open_calendar)

    def _read(self, text: str) -> Checked[Any]:
        return parse_day(text, today=self.today(), lean=self._lean)

    def _words_of(self, value: Any) -> str:
        return self.kit.words.date(value)

    def _relative(self, value: Any) -> str:
        return self._relative_day(value)

    def _zone_of(self, _value: Any) -> str:
        """Return in which time its hour is, empty where it has none."""
        return ""

    def _relative_day(self, day: date) -> str:
        today = self.today()
        if self.name == BIRTH:
            years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
            return self.kit.words.plural("{count} year old", "{count} years old", years) if years >= 0 else ""
        return self.kit.words.relative(day, today) if abs((day - today).days) <= TELLING_DAYS else ""

    def _with_day(self, day: date) -> Any:
        return day

    def _day_of_value(self) -> date | None:
        try:
            found = self.value()
        except UserError:
            return None
        return found.astimezone(COUNTRY_TIME).date() if isinstance(found, datetime) else found

    def _from_state(self, state: State) -> Any:
        try:
            return date.fromisoformat(state)
        except (TypeError, ValueError):
            return None

    def _on_shown(self) -> None:
        try:
            value = self.value()
        except UserError:
            value = None
        short = "" if value is None else self._relative(value)
        zone = "" if value is None else self._zone_of(value)
        self._said = tuple(dict.fromkeys((" · ".join(part for part in (short, zone) if part), short)))
        self._place_words()

    def _place_words(self) -> None:
        room, fits = 34, False
        text = self.line.fontMetrics().horizontalAdvance(self.line.text())
        for said in self._said:
            self.beside.setText(said)
            self.beside.adjustSize()
            fits = text + self.beside.width() + room + 20 <= self.line.width()
            if fits:
                break
        self.beside.setVisible(fits and bool(self.beside.text()))
        self.beside.move(
            self.line.width() - self.beside.width() - room, (self.line.height() - self.beside.height()) // 2
        )


class MomentEditor(DayEditor):
    """A day with a time, in Belgian time: its zone stands beside the day where there is room, and in a tool tip."""

    def state_of(self, value: Any) -> State:
        return None if value is None else value.astimezone(COUNTRY_TIME).isoformat(timespec="minutes")

    _hourless = False
    """Whether the hour that stands there was not typed: said as long as it stands."""

    def draw(self, state: State) -> None:
        self._hourless = False
        super().draw(state)

    def set_day(self, day: date) -> None:
        typed = bool(self.line.text().strip())
        super().set_day(day)
        self._hourless = not typed and day != self.today()

    def tidy(self) -> None:
        hourless = self.remark() == self.kit.words(NO_HOUR)
        super().tidy()
        self._hourless = hourless

    def remark(self) -> str:
        said = super().remark()
        shown = self._shown is not None and self.line.text() == self._shown[0]
        return self.kit.words(NO_HOUR) if shown and self._hourless else said

    def _read(self, text: str) -> Checked[Any]:
        return parse_moment(text, now=self.kit.clock.now().astimezone(COUNTRY_TIME), lean=self._lean)

    def _words_of(self, value: Any) -> str:
        return self.kit.words.moment(value)

    def _relative(self, value: Any) -> str:
        return self._relative_day(value.astimezone(COUNTRY_TIME).date())

    def _zone_of(self, value: Any) -> str:
        return self.kit.words.zone(value)

    def _on_shown(self) -> None:
        super()._on_shown()
        self.line.setToolTip(capital(self.kit.words.belgian(self._moment_shown())))

    def _moment_shown(self) -> datetime:
        """Return the moment that stands there, now where none does."""
        try:
            found = self.value()
        except UserError:
            found = None
        return found if isinstance(found, datetime) else self.kit.clock.now()

    def _with_day(self, day: date) -> Any:
        try:
            before = self.value()
        except UserError:
            before = None
        if before is None and day == self.today():
            return self.kit.clock.now().astimezone(COUNTRY_TIME)
        at = before.astimezone(COUNTRY_TIME).time() if before is not None else time()
        return datetime.combine(day, at, tzinfo=COUNTRY_TIME)

    def _from_state(self, state: State) -> Any:
        try:
            found = datetime.fromisoformat(state)
        except (TypeError, ValueError):
            return None
        return found if found.tzinfo is not None else None


class TimeEditor(DayEditor):
    """A time of day, in Belgian time."""

    def _on_shown(self) -> None:
        super()._on_shown()
        self.line.setToolTip(self.kit.words(N_("Belgian time")))

    def _add_calendar(self) -> None:
        pass

    def open_calendar(self) -> None:
        pass

    def state_of(self, value: Any) -> State:
        return None if value is None else value.isoformat(timespec="minutes")

    def _read(self, text: str) -> Checked[Any]:
        return parse_time(text)

    def _words_of(self, value: Any) -> str:
        return f"{value:%H:%M}"

    def _relative(self, _value: Any) -> str:
        return ""

    def _from_state(self, state: State) -> Any:
        try:
            return time.fromisoformat(state)
        except (TypeError, ValueError):
            return None
