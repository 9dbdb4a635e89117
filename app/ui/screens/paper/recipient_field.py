"""Who gets a copy: typed freely, or chosen from the organisations that are known; the choice brings its language."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.paper.addressees import Addressee, addressees
from app.ui.forms.list_below import LineWithList
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit


class RecipientField(LineWithList):
    """A recipient's name, with the organisation behind it as long as the name is not typed over."""

    chosen = Signal(object)
    """The `Addressee` chosen from the list."""

    def __init__(self, kit: Kit, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._language = kit.words.language
        self._latest = Latest(kit.jobs, self)
        self._found: Sequence[Addressee] = ()
        self.organisation: Id | None = None
        self.setObjectName(name)
        self.setMaxLength(200)
        self.setPlaceholderText(kit.words(N_("Organisation or person")))
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = completer.popup()
        if popup is not None:
            popup.setObjectName(f"{name}_list")
            popup.setAccessibleName(kit.words(N_("Organisations found")))
            self.put_below(popup)
        completer.activated.connect(self._on_activated)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)

    def put(self, name: str, organisation: Id | None) -> None:
        """Show a recipient."""
        self.setText(name)
        self.setCursorPosition(0)
        self.organisation = organisation

    def _on_edited(self, typed: str) -> None:
        self.organisation = None
        ask: Callable[[], list[Addressee]] = lambda: addressees(self._desk, typed, self._language)  # noqa: E731
        self._latest.read(ask, self._on_found)

    def _on_found(self, found: Sequence[Addressee]) -> None:
        self._found = found
        self._names.setStringList([one.name for one in found])
        completer = self.completer()
        if found and self.hasFocus() and completer is not None:
            completer.complete()

    def _on_activated(self, name: str) -> None:
        one = next((found for found in self._found if found.name == name), None)
        if one is None:
            return
        self.put(one.name, one.organisation)
        self.chosen.emit(one)
