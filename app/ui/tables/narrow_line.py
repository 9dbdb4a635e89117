"""The line above a short list that stands in a sheet or a card: it narrows the list by the words typed into it.

It comes with `MANY` lines and stays while something is typed. Enter goes down into the lines, Ctrl+F comes back up.
"""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, answer_find, filter_line, secondary
from app.ui.tables.narrowing import MANY, narrowed
from app.ui.tables.rows import Line, Rows


class NarrowLine(QWidget):
    """Put the lines here instead of into `rows`; it stands above them, and says how many are left."""

    def __init__(self, kit: Kit, rows: Rows) -> None:
        super().__init__()
        self._kit, self._rows = kit, rows
        self._all: Sequence[Line] = ()
        name = rows.objectName()
        self.setObjectName(f"{name}_narrow")
        self.filter = filter_line(kit, f"{name}_filter")
        self.filter.textChanged.connect(self._on_typed)
        self.filter.returnPressed.connect(rows.setFocus)
        self._left = secondary("", f"{name}_left")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.filter, 1)
        box.addWidget(self._left)
        box.addStretch(1)
        answer_find(self.filter, rows)
        self.hide()

    def put(self, lines: Sequence[Line]) -> None:
        """Show these, as far as they hold what is typed."""
        self._all = tuple(lines)
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        QWidget.setTabOrder(self.filter, self._rows)

    def _on_typed(self) -> None:
        self._renew()
        if self._rows.key is None and self._rows.lines:
            self._rows.selectRow(0)
        elif self._rows.key is None:
            self._rows.chosen.emit(None)

    def _renew(self) -> None:
        words, wanted = self._kit.words, bool(self.filter.text().strip())
        shown = narrowed(self._all, self.filter.text())
        self._rows.put(shown)
        self.setVisible(wanted or len(self._all) >= MANY)
        said = words(N_("{shown} of {count}"), shown=words.number(len(shown)), count=words.number(len(self._all)))
        if not shown:
            said = words(N_("Nothing fits the filter"))
        self._left.setText(said if wanted else "")
