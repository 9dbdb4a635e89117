"""Ctrl+/: every shortcut that works here, by group, in two columns so that all are seen at once."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.core.i18n import N_
from app.ui.kit.action import Action
from app.ui.kit.buttons import KeyHint
from app.ui.kit.kit import Kit
from app.ui.kit.parts import heading, label
from app.ui.kit.parts import row as in_a_row
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet

WIDTH = 760
HIGHEST = 520


class KeysSheet(Sheet):
    """Lists the actions of the registry that have a shortcut."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        words = kit.words
        hint = N_("Everything else has a letter in the menu: F2 opens that of this page, F10 all of it.")
        super().__init__(kit, parent, words(N_("Shortcuts")), "keys_sheet", words(hint), WIDTH)
        inner = QWidget()
        inner.setObjectName("keys_inner")
        beside = QHBoxLayout(inner)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(40)
        groups: dict[str, list[Action]] = {}
        for action in kit.actions.all():
            if action.keys:
                groups.setdefault(action.group, []).append(action)
        for number, column in enumerate(_halves(list(groups.items()))):
            beside.addLayout(self._column(kit, column, number), 1)
        area = ScrollArea()
        area.setObjectName("keys_area")
        area.setAccessibleName(words(N_("Shortcuts")))
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setMinimumHeight(min(inner.sizeHint().height() + 4, HIGHEST))
        self.body.addWidget(area, 1)
        self.add_button(words(N_("Close")), "keys_close", self.accept, primary=True)

    def _column(self, kit: Kit, groups: Sequence[tuple[str, list[Action]]], number: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setVerticalSpacing(6)
        row = 0
        for group, actions in groups:
            grid.addWidget(heading(group, f"keys_group_{number}_{row}"), row, 0, 1, 2)
            for action in actions:
                row += 1
                grid.addWidget(label(action.text, f"keys_{action.id}"), row, 0)
                grid.addLayout(in_a_row(None, *(KeyHint(kit, key) for key in action.keys)), row, 1)
            grid.setRowMinimumHeight(row + 1, 8)
            row += 2
        grid.setRowStretch(row, 1)
        return grid


def _halves(groups: Sequence[tuple[str, list[Action]]]) -> tuple[list[tuple[str, list[Action]]], ...]:
    """Return the groups in two columns of about the same height."""
    left: list[tuple[str, list[Action]]] = []
    whole = sum(len(actions) + 1 for _, actions in groups)
    for at, (group, actions) in enumerate(groups):
        if left and 2 * sum(len(one) + 1 for _, one in (*left, (group, actions))) > whole + len(actions):
            return left, list(groups[at:])
        left.append((group, actions))
    return left, []
