"""A month to choose a day from: arrows move, Page Up and Page Down change the month, Enter takes, Escape leaves."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QTableView, QToolButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.theme import weight
from app.ui.kit.words import COUNTRY_TIME


class _Month(QCalendarWidget):
    """Days of other months are fainter, today has an edge, the chosen day is filled."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit

    def paintCell(  # noqa: N802 - Qt's name
        self, painter: QPainter, rect: QRect, day: QDate | date
    ) -> None:
        colours = self._kit.theme.palette
        shown = QDate(day.year, day.month, day.day) if isinstance(day, date) else day
        here = shown.month() == self.monthShown()
        chosen = shown == self.selectedDate()
        now = self._kit.clock.now().astimezone(COUNTRY_TIME)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.surface))
        box = rect.adjusted(4, 2, -4, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(box, 6, 6)
        elif shown == QDate(now.year, now.month, now.day):
            painter.setPen(QPen(QColor(colours.accent)))
            painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(colours.on_accent if chosen else colours.text if here else colours.secondary))
        painter.setFont(weight(painter.font(), 13 if here else 12, semibold=chosen))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(shown.day()))
        painter.restore()


class CalendarPopup(QFrame):
    """Opened below a field; `chosen` tells of the day. Weeks are numbered as the police count them (ISO 8601)."""

    chosen = Signal(object)

    def __init__(self, kit: Kit, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._kit = kit
        self.setObjectName("calendar")
        self.setAccessibleName(kit.words(N_("Calendar")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "surface")
        box = QVBoxLayout(self)
        box.setContentsMargins(9, 9, 9, 9)
        self._month = _Month(kit, self)
        self._month.setObjectName("calendar_month")
        self._month.setLocale(kit.words.locale)
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._month.setAccessibleName(kit.words(N_("Calendar")))
        self._month.setMinimumSize(352, 256)
        self._colour()
        kit.theme.changed.connect(self._colour)
        self._month.activated.connect(self._on_taken)
        self._month.clicked.connect(self._on_taken)
        box.addWidget(self._month)

    def open_below(self, field: QWidget) -> None:
        """Show it under `field`, or above where the screen ends."""
        self.adjustSize()
        at = field.mapToGlobal(QPoint(0, field.height() + 2))
        room = field.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2))
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self._month.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_taken(self._month.selectedDate())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._kit.theme.palette.surface))
        painter.setPen(QPen(QColor(self._kit.theme.palette.field_line)))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _colour(self) -> None:
        """Take the red out of week-ends: red says that something is overdue."""
        colours = self._kit.theme.palette
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(colours.secondary))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self._month.setWeekdayTextFormat(day, quiet)
        header = QTextCharFormat()
        header.setForeground(QColor(colours.secondary))
        header.setBackground(QColor(colours.surface))
        self._month.setHeaderTextFormat(header)
        for name, icon, said in (
            ("qt_calendar_prevmonth", "chevron-left", N_("Previous month")),
            ("qt_calendar_nextmonth", "chevron-right", N_("Next month")),
        ):
            button = self._month.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(self._kit.icons(icon))
                button.setAccessibleName(self._kit.words(said))
        view = self._month.findChild(QTableView)
        if view is not None:
            view.setObjectName("calendar_days")
            view.setAccessibleName(self._kit.words(N_("Calendar")))

    def _on_taken(self, day: QDate) -> None:
        self.chosen.emit(date(day.year(), day.month(), day.day()))
        self.close()
