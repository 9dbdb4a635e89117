"""How every table of the window is gone through: line by line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def by_whole_lines(table: QTableView, choice: QAbstractItemView.SelectionMode) -> None:
    """Let lines be chosen whole and edited nowhere; there is no grid, and Tab leaves the table."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(choice)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()


def roll_smoothly(table: QTableView) -> None:
    """Roll by pixels, for lines of several heights; sideways there is nothing to roll to."""
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
