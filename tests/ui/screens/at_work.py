"""An officer at a screen: it is shown and read, buttons are pressed, sheets are filled in, refusals are read."""

from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen

SMALL = (1158, 668)
"""What a window of 1366×768 leaves a screen."""

PATIENCE = 30_000
"""Milliseconds for a list of hundreds on a busy machine."""

S = TypeVar("S", bound=Screen)


class AtWork:
    """One officer's hands and eyes; every act waits until its answer has arrived."""

    def __init__(self, qtbot: QtBot, kit: Kit) -> None:
        self.qtbot, self.kit = qtbot, kit

    def show(self, kind: type[S], desk: Desk, address: Address, size: tuple[int, int] = SMALL, **wired: Any) -> S:
        """Open a screen as the shell does; it looks again after every change, as the shell lets it."""
        screen = kind(self.kit, desk, address, None, **wired)
        self.qtbot.addWidget(screen)
        screen.resize(*size)
        screen.show()
        screen.load()
        self.kit.jobs.changed.connect(screen.load)
        self.settle()
        return screen

    def settle(self) -> None:
        """Wait until everything asked of the store has arrived."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: self.kit.jobs.idle, timeout=PATIENCE)
            QApplication.processEvents()

    def press(self, where: QWidget, name: str) -> None:
        """Press a button that is there and lives."""
        every = where.findChildren(QAbstractButton, name)
        assert every, f"no button {name}"
        shown = [one for one in every if one.isVisibleTo(where)]  # one that went may not be gone yet
        assert len(shown) == 1, f"{len(shown)} of {name} are shown"
        assert shown[0].isEnabled(), f"{name} is dead"
        shown[0].click()
        self.settle()

    def there(self, where: QWidget, name: str) -> bool:
        """Tell whether something of that name can be seen."""
        found = where.findChild(QWidget, name)
        return found is not None and found.isVisibleTo(where)

    def said(self, where: QWidget, name: str) -> str:
        """Return what a label says."""
        found = where.findChild(QLabel, name)
        assert isinstance(found, QLabel), f"no label {name}"
        return found.text().replace("\u00a0", " ")

    def sheet(self) -> ActSheet:
        """Return the one sheet that stands open."""
        found = self.sheets()
        assert len(found) == 1, f"{len(found)} sheets stand open"
        assert isinstance(found[0], ActSheet)
        return found[0]

    def sheets(self) -> list[QDialog]:
        """Return the sheets that stand open."""
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    def fill(self, sheet: ActSheet, **values: Any) -> None:
        """Put values into the form of a sheet, or into its ruling where the form does not have the field."""
        for name, value in values.items():
            form = sheet.form if sheet.form is not None and name in sheet.form.spec.names else None
            if form is None:
                assert sheet.ruling is not None, name
                form = sheet.ruling.form
            form.set_value(name, value)
        self.settle()

    def type(self, sheet: ActSheet, name: str, text: str) -> None:
        """Type into a field, instead of what stands there."""
        assert sheet.form is not None
        field = sheet.form.editor(name).inputs[0]
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        self.settle()

    def do(self, sheet: ActSheet) -> None:
        """Press what the sheet is for."""
        sheet.act_button.click()
        self.settle()

    def refused_at(self, sheet: ActSheet, name: str) -> str:
        """Return what stands under a field."""
        form = sheet.form if sheet.form is not None and name in sheet.form.spec.names else None
        if form is None:
            assert sheet.ruling is not None
            form = sheet.ruling.form
        return form.row(name).words

    def refused(self, sheet: ActSheet) -> str:
        """Return what the sheet says above its buttons, or at the head of its form."""
        found = self.said(sheet, f"{sheet.objectName()}_refused")
        return found or (sheet.form.notices.refused.words if sheet.form is not None else "")
