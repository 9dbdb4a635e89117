"""What is typed into a sheet of a few plain lines, kept as every form keeps its own: through a lock and a killed
process, and put back when the same sheet is opened again. No passphrase is ever given to it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.ids import Id
from app.services.desk import Desk
from app.ui.forms.notices import Notices
from app.ui.forms.restoring import FormDraft
from app.ui.kit.kit import Kit

Plain = QLineEdit | QPlainTextEdit


class KeptTexts(QWidget):
    """Put it above the `fields`: it says what was restored, and takes no room before.

    `about` is what the sheet is about, `key` as forms have it.
    What stands in the fields when it is made is what the sheet begins with; call `done` once the act was done.
    """

    def __init__(self, kit: Kit, desk: Desk, key: str, about: Id, fields: Mapping[str, Plain]) -> None:
        super().__init__()
        self._fields = fields
        self._began = {name: _text(field) for name, field in fields.items()}
        self._putting = False
        notices = Notices(kit, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(notices)
        self._notices, self._bars = notices, (notices.draft, notices.changed, notices.refused)
        self._first = next(iter(fields.values()))
        self.hide()
        for one in (self._first, *self._bars):
            one.installEventFilter(self)
        self._draft = FormDraft(kit, desk, key, notices, self._typed, self._untouched, self)
        self._draft.restored.connect(self._put)
        self._draft.discarded.connect(self._on_discarded)
        for field in fields.values():
            field.textChanged.connect(self._on_changed)
        self._draft.begin(about, None, None)

    def done(self) -> None:
        """What is typed is recorded now: no draft of it is left, nor of a day that is written out as it is left."""
        self._putting = True
        self._draft.drop(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Hide and watched is self._first:
            self._draft.keep_now()
        elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent) and watched is not self._first:
            self.setVisible(any(not one.isHidden() for one in self._bars))
        return super().eventFilter(watched, event)

    def _typed(self) -> Mapping[str, Any]:
        """Return all that stands there, where any of it was typed."""
        now = {name: _text(field) for name, field in self._fields.items()}
        return now if now != self._began else {}

    def _untouched(self) -> bool:
        return not self._typed()

    def _put(self, values: Mapping[str, Any]) -> None:
        self._putting = True
        for name, field in self._fields.items():
            text = values.get(name, self._began[name])
            text = text if isinstance(text, str) else self._began[name]
            if isinstance(field, QLineEdit):
                field.setText(text)
            else:
                field.setPlainText(text)
        self._putting = False

    def _on_discarded(self) -> None:
        self._put({})
        self._notices.draft.say("")
        self._draft.touch()

    def _on_changed(self, *_text: str) -> None:
        if not self._putting:
            self._draft.touch()


def _text(field: Plain) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
