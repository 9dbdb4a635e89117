"""Facts one under the other: what it is in the secondary colour, then what it says. An empty one shows a dash."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.ui.kit.parts import GRID, label
from app.ui.kit.words import DASH

LABEL_WIDTH = 132
BETWEEN = 4
"""Pixels more between two facts than between a fact and its name."""


class Facts(QWidget):
    """A list of (label, value); values can be selected and copied."""

    def __init__(self, name: str, *, beside: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self._beside = beside
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2 if beside else 1)
        self._grid.setColumnStretch(1 if beside else 0, 1)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show these instead of what was shown; values are plain text."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (what, value) in enumerate(facts):
            name = label(what, f"{self.objectName()}_label_{number}", "secondary", wrap=True)
            said = label(value or DASH, f"{self.objectName()}_value_{number}", "body", wrap=True, select=True)
            said.setAccessibleName(f"{what}: {value or DASH}")
            self._place(number, name, said)

    def _place(self, number: int, name: QLabel, said: QLabel) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if self._beside:
            name.setFixedWidth(LABEL_WIDTH)
            self._grid.addWidget(name, number, 0, top)
            self._grid.addWidget(said, number, 1, top)
            return
        self._grid.addWidget(name, 3 * number, 0, top)
        self._grid.addWidget(said, 3 * number + 1, 0, top)
        self._grid.setRowMinimumHeight(3 * number + 2, BETWEEN)
