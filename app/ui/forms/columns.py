"""The fields of a form in one column or, where there is room, in two; long ones take the whole width."""

from collections.abc import Collection, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.forms.rows import FieldRow
from app.ui.kit.parts import GRID, heading

TWO_FROM = 560
"""Pixels of width from which two columns stand side by side."""


class Columns(QWidget):
    """Groups of rows with their headings. What one of `leading` begins goes on in the row after it, on its line."""

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[FieldRow]]],
        parent: QWidget | None = None,
        *,
        leading: Collection[FieldRow] = (),
    ) -> None:
        super().__init__(parent)
        self._leading = frozenset(leading)
        self._groups = [(heading(text, "group_heading") if text else None, list(rows)) for text, rows in groups]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID + 4)
        for title, rows in self._groups:
            for widget in (title, *rows):
                if widget is not None:
                    widget.setParent(self)
        self._beside = QWidget(self)
        """Stands in the second column where no field does: an empty one would give its gap to the first."""
        self._beside.setFixedHeight(0)
        self._singles: dict[int, list[int]] = {}
        """Of each column, on which lines fields stand that take it alone."""
        self._count = 0
        self._place(1)

    @property
    def count(self) -> int:
        """Return how many columns there are now."""
        return self._count

    def expect(self, width: int) -> None:
        """Take the columns that this width gives room for before it has it: whoever asks for the height needs them."""
        self._place(2 if width >= TWO_FROM else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.expect(event.size().width())

    def _place(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        for title, rows in self._groups:
            for widget in (title, *rows):
                if widget is not None:
                    self._grid.removeWidget(widget)  # not takeAt: an item that lives on keeps the size of new words out
        self._grid.removeWidget(self._beside)
        self._singles.clear()
        line, column = 0, 0
        for title, rows in self._groups:
            if title is not None:
                line, column = line + bool(column), 0
                if line:
                    self._grid.setRowMinimumHeight(line, GRID)
                    line += 1
                self._grid.addWidget(title, line, 0, 1, count)
                line += 1
            line, column = self._place_rows(rows, line, column, count)
        line += bool(column)
        self._stand_beside()
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < count else 0)
        self._grid.setRowStretch(line, 1)

    def _stand_beside(self) -> None:
        """Hold the second column open where single fields stand in the first alone."""
        alone = min(self._singles.get(0, ()), default=None) if 1 not in self._singles else None
        if alone is not None:
            self._grid.addWidget(self._beside, alone, 1)
        self._beside.setVisible(alone is not None)

    def _place_rows(self, rows: Sequence[FieldRow], line: int, column: int, count: int) -> tuple[int, int]:
        for row in rows:
            wide = row.editor.wide or count == 1
            if column and (wide or row in self._leading):
                line, column = line + 1, 0
            span = count if wide else 1
            self._grid.addWidget(row, line, column, 1, span)
            if not wide:
                self._singles.setdefault(column, []).append(line)
            column += span
            if column >= count:
                line, column = line + 1, 0
        return line, column
