"""Asked only where something typed could not be kept as a draft, and would be lost."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet


class LeaveSheet(Sheet):
    """Leaves only on the officer's word; the filled button goes back to what was typed."""

    def __init__(self, kit: Kit, parent: QWidget, leave: Callable[[], object]) -> None:
        words = kit.words
        super().__init__(
            kit, parent, words(N_("Something you typed is not kept yet")), "leave_sheet",
            words(N_("No draft of it could be kept. If you leave now, what you typed last is lost.")), asks=True,
        )  # fmt: skip
        self._leave = leave
        self.add_button(words(N_("Leave and lose it")), "leave_anyway", self._on_leave)
        back = self.add_button(words(N_("Go back")), "leave_not", self.reject, primary=True)
        back.setDefault(True)
        back.setFocus()

    def _on_leave(self) -> None:
        self.accept()
        self._leave()
