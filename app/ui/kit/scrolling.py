"""What scrolls in the window, whatever a screen reader asks of it.

Qt 6.11 tells a reader of those parts of a scroll area that are in sight, and looks a part up by its number without
asking whether there are that many (`QAccessibleAbstractScrollArea::child`): a reader that asked for a scroll bar just
after it hid, or a screen was left, ended the program. Who answers a reader Qt chooses by the names of a widget's
classes, from the last derived on. So a class that is called `QWidget` stands before `QScrollArea` here: Qt then answers
as for any widget, with all of its parts, hidden ones marked as hidden, and with “none” beyond them. Nothing is drawn or
laid out differently. Tables, lists and texts have answers of their own that do ask.
"""

from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea
from PySide6.QtWidgets import QWidget as Page


class _Around:
    class QWidget(QScrollArea):
        """Shows one widget, larger than itself."""

        def setWidget(self, widget: Page) -> None:  # noqa: N802 - Qt's name
            """Show this widget. The former one goes out of sight first: deleted as it is, a form keeps no draft."""
            former = self.takeWidget()
            if former is not None:
                former.hide()
                former.deleteLater()
            super().setWidget(widget)


class _Drawing:
    class QWidget(QAbstractScrollArea):
        """Scrolls what it draws itself."""


ScrollArea = _Around.QWidget
"""In the place of `QScrollArea`."""
ScrolledDrawing = _Drawing.QWidget
"""In the place of `QAbstractScrollArea`."""
