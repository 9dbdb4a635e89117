"""A page that is built anew after every change, where it stood: the focus and the place of the eye stay."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.kit.scrolling import ScrollArea


def put_page(area: ScrollArea, page: QWidget) -> None:
    """Show `page` instead of what `area` shows.

    The focus goes to what is called as what had it; where that is gone, to the button that is chosen. The old page is
    let go later: what was pressed to come here may stand on it.
    """
    old, at, focused = area.widget(), area.verticalScrollBar().value(), QApplication.focusWidget()
    name = focused.objectName() if old is not None and focused is not None and old.isAncestorOf(focused) else ""
    area.takeWidget()
    area.setWidget(page)
    if old is not None:
        old.deleteLater()
    again = page.findChild(QWidget, name) if name else None
    if name and (again is None or not again.isEnabled()):
        buttons = page.findChildren(QPushButton)
        again = next((one for one in buttons if one.isChecked()), next(iter(buttons), None))
    if again is not None:
        again.setFocus(Qt.FocusReason.OtherFocusReason)
    area.verticalScrollBar().setValue(at)
