"""Who proves himself beside the officer at the desk: login and passphrase, typed by himself."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from app.core.i18n import N_
from app.services.station.four_eyes import SecondOfficer, second_officer
from app.services.station.stations import Platform
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, required_text, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk


class Second(QWidget):
    """The second officer's login and passphrase; he may be called otherwise."""

    def __init__(self, kit: Kit, login: str = "", passphrase: str = "") -> None:
        super().__init__()
        self.setObjectName("second")
        box = QFormLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        box.setVerticalSpacing(GRID // 2)
        self._login, self._passphrase = QLineEdit(), QLineEdit()
        self._passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        for line, name, text in (
            (self._login, "second_login", login or kit.words(N_("Login of the second officer"))),
            (self._passphrase, "second_passphrase", passphrase or kit.words(N_("Passphrase of the second officer"))),
        ):
            said = secondary(required_text(kit, text), f"{name}_label")
            line.setObjectName(name)
            line.setAccessibleName(said.text())
            said.setContentsMargins(0, 0 if line is self._login else GRID + GRID // 2, 0, 0)
            box.addRow(said, line)
        self.setFocusProxy(self._login)

    def prove(self, desk: "Desk", on: Platform) -> SecondOfficer | None:
        """Let the second officer prove himself; runs on the writing thread with what was typed.

        None where nothing was: that is no wrong passphrase, after which all would have to wait.
        """
        return second_officer(desk, *self._typed, on) if any(self._typed) else None

    def take(self) -> tuple[str, str]:
        """Take what is typed over to where another thread may read it; return it."""
        self._typed = (self._login.text().strip(), self._passphrase.text())
        return self._typed
