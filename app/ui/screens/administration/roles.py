"""The roles of an officer, to be ticked."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Role
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary


class NoRole(UserError):
    """An account that may do nothing."""

    sentence = N_("Tick at least one role for this account.")


class Roles(QWidget):
    """A tick for each role; `required` says above them that there must be one."""

    def __init__(self, kit: Kit, roles: Sequence[Role] = (), *, required: bool = False) -> None:
        super().__init__()
        self.setObjectName("roles")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        text = kit.words(N_("Roles"))
        said = kit.words(N_("{field} · required"), field=text) if required else text
        grid.addWidget(secondary(said, "roles_label"), 0, 0, 1, 3)
        self._ticks: dict[Role, QCheckBox] = {}
        for number, role in enumerate(Role):
            word = kit.words.enum(role)
            tick = QCheckBox(word[:1].upper() + word[1:])
            tick.setObjectName(f"role_{role.value}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(role in roles)
            grid.addWidget(tick, 1 + number // 3, number % 3)
            self._ticks[role] = tick

    def first(self) -> QWidget:
        """Return where one begins to tick."""
        return next(iter(self._ticks.values()))

    def chosen(self) -> list[Role]:
        """Return the ticked roles."""
        return [role for role, tick in self._ticks.items() if tick.isChecked()]
