"""What a file says of itself under its title, side by side, and on a second line where the window is narrow."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.forms.flow import FlowLayout
from app.ui.kit.parts import GRID, row

HEIGHT = 24
"""Pixels: of a chip, so that texts and bars beside it stand in its middle."""


class HeadLine(QWidget):
    """Put in groups; each stays together."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._flow = FlowLayout(self, gap=2 * GRID, down=GRID // 2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, *widgets: QWidget) -> None:
        """Add what stands together."""
        group = QWidget()
        group.setLayout(row(*widgets))
        group.setFixedHeight(HEIGHT)
        self._flow.addWidget(group)
