"""Ctrl+/: every shortcut that works here, by group."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.parts import KeyHint, heading, label
from app.ui.kit.sheet import Sheet

HEIGHT = 440


class KeysSheet(Sheet):
    """Lists the actions of the registry that have a shortcut."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        words = kit.words
        super().__init__(kit, parent, words(N_("Shortcuts")), "keys_sheet")
        inner = QWidget()
        inner.setObjectName("keys_inner")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        group = None
        for number, action in enumerate(one for one in kit.actions.all() if one.shortcut):
            if action.group != group:
                group = action.group
                if number:
                    grid.setRowMinimumHeight(grid.rowCount(), 8)
                grid.addWidget(heading(group, f"keys_group_{number}"), grid.rowCount(), 0, 1, 2)
            row = grid.rowCount()
            grid.addWidget(label(action.text, f"keys_{action.id}"), row, 0)
            grid.addWidget(KeyHint(kit, action.shortcut), row, 1, Qt.AlignmentFlag.AlignRight)
        area = QScrollArea()
        area.setObjectName("keys_area")
        area.setAccessibleName(words(N_("Shortcuts")))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(HEIGHT)
        self.body.addWidget(area, 1)
        self.add_button(words(N_("Close")), "keys_close", self.accept, primary=True)
