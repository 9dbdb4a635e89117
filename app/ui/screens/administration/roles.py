"""The roles of an officer, to be ticked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Role
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, required_text, secondary


class NoRole(UserError):
    """An account that may do nothing."""

    sentence = N_("Tick at least one role for this account.")


WHAT: Mapping[Role, str] = {
    Role.FILE_OFFICER: N_("Opens and keeps files, proposes measures, issues papers"),
    Role.DUTY_OFFICER: N_("Opens any file at once, also at night; starts in urgency"),
    Role.APPROVER: N_("Records what the Minister answers, never on an own proposal"),
    Role.PARTNER: N_("Another organisation: reads what is shared, reports execution"),
    Role.ANALYST: N_("Only records reports and analyses with their level, as file officers may too"),
    Role.SECURITY_OFFICER: N_("Clearances, keys, revocation; with a second officer"),
    Role.ADMINISTRATOR: N_("Accounts, workstations, lists, backup; sees no file"),
    Role.AUDITOR: N_("Reads the access log; sees no file"),
    Role.INSPECTOR: N_("Reads what was named for an announced visit"),
}
"""What each role is for, in a line."""


class Roles(QWidget):
    """A tick for each role, and what it is for; `required` says above them that there must be one.

    Where what is asked for proposes a role (`folded`), the others wait behind a link: nine lines are read by nobody.
    """

    unfolded = Signal()
    """All of them are shown: whatever holds them may grow."""

    def __init__(self, kit: Kit, roles: Sequence[Role] = (), *, required: bool = False, folded: bool = False) -> None:
        super().__init__()
        self.setObjectName("roles")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        text = kit.words(N_("Roles"))
        said = required_text(kit, text) if required else text
        grid.addWidget(secondary(said, "roles_label"), 0, 0, 1, 2)
        self._ticks: dict[Role, QCheckBox] = {}
        self._others: list[QWidget] = []
        for number, role in enumerate(Role, start=1):
            word = kit.words.enum(role)
            tick = QCheckBox(word[:1].upper() + word[1:])
            tick.setObjectName(f"role_{role.value}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(role in roles)
            said_of = secondary(kit.words(WHAT[role]), f"role_{role.value}_what", wrap=True)
            tick.setAccessibleDescription(said_of.text())
            grid.addWidget(tick, number, 0)
            grid.addWidget(said_of, number, 1)
            self._ticks[role] = tick
            if folded and roles and role not in roles:
                self._others += [tick, said_of]
        self._more = link(kit.words(N_("Other roles…")), "roles_more", self.unfold)
        grid.addWidget(self._more, len(self._ticks) + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        for one in self._others:
            one.hide()
        self._more.setVisible(bool(self._others))

    def unfold(self) -> None:
        """Show every role."""
        for one in self._others:
            one.show()
        self._more.hide()
        self.unfolded.emit()
        if self._others:
            self._others[0].setFocus()

    def tick(self, role: Role) -> QCheckBox:
        """Return the box of a role."""
        return self._ticks[role]

    def first(self) -> QWidget:
        """Return where one begins to tick."""
        return next(tick for tick in self._ticks.values() if not tick.isHidden())

    def chosen(self) -> list[Role]:
        """Return the ticked roles."""
        return [role for role, tick in self._ticks.items() if tick.isChecked()]
