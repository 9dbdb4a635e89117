"""Asked before a store that was made, and whose sheets may be printed, is thrown away again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet


class GiveUpSheet(Sheet):
    """Gives up only on the officer's word; the filled button goes on with what was begun."""

    def __init__(self, kit: Kit, parent: QWidget, give_up: Callable[[], object]) -> None:
        words = kit.words
        said = N_(
            "What was made so far is removed. The sheets that were printed for it open nothing any more: destroy them."
        )
        super().__init__(kit, parent, words(N_("Give up making this store?")), "give_up", words(said), asks=True)
        self._give_up = give_up
        self.add_button(words(N_("Give up and remove it")), "give_up_now", self._on_give_up)
        back = self.add_button(words(N_("Go back")), "give_up_not", self.reject, primary=True)
        back.setDefault(True)
        back.setFocus()

    def _on_give_up(self) -> None:
        self.accept()
        self._give_up()
