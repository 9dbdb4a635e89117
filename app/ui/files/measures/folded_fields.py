"""Fields of a form that are seldom asked: behind one button, and there at once where something is typed in them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.forms.form import Form
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import row


class FoldedFields(QWidget):
    """Keeps `names` of a form out of sight until its button is pressed, or a draft that says something of them is back.

    What is out of sight is neither judged nor given. The button is gone afterwards: nothing typed is folded away again.
    """

    def __init__(self, kit: Kit, form: Form, names: Sequence[str], text: str) -> None:
        super().__init__()
        self._form, self._names = form, names
        self._opened = {name: form.editor(name).value() for name in names}
        self._button = button(kit, text, "unfold_fields", self._on_pressed, icon="chevron-down")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(row(self._button, None))
        for name in names:
            form.show_field(name, False)
        form.changed.connect(self._on_changed)

    def _on_pressed(self) -> None:
        self._unfold()
        self._form.editor(self._names[0]).setFocus()

    def _on_changed(self) -> None:
        if any(self._form.editor(name).value() != first for name, first in self._opened.items()):
            self._unfold()

    def _unfold(self) -> None:
        if self.isHidden():
            return
        self.hide()
        for name in self._names:
            self._form.show_field(name, True)
