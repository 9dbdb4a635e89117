"""Says while a number, an address or a birth date is typed of a person who else of the register has it."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.registers.sharing_values import MOST, Sharing, sharing_values
from app.ui.forms.form import Form
from app.ui.forms.notices import Notice
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

PAUSE = 400
"""Milliseconds without a key after which the register is looked through."""
NAMES = ("national_number", "birth_date", "document_number", "number", "address")


class SameValues(QWidget):
    """Stands above a form about a person, empty until somebody has the same; `chosen` tells who it is about."""

    chosen = Signal(object)

    def __init__(self, kit: Kit, desk: "Desk", person: Id) -> None:
        super().__init__()
        self._kit, self._desk, self._person = kit, desk, person
        self._form: Form | None = None
        self._asked: dict[str, Any] = {}
        self._latest = Latest(kit.jobs, self)
        self.setObjectName("same_values")
        self._lines = [Notice(kit, f"same_value_{number}", self) for number in range(MOST)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for line in self._lines:
            box.addWidget(line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def watch(self, form: Form) -> None:
        """Look at what is typed in this form from now on."""
        self._form, self._asked = form, self._typed(form)
        form.changed.connect(self._pause.start)

    def _typed(self, form: Form) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in NAMES:
            if name not in form.spec.names:
                continue
            editor = form.editor(name)
            try:
                found[name] = editor.value()
            except UserError:
                found[name] = editor.state()
        return found

    def _ask(self) -> None:
        if self._form is None:
            return
        typed = self._typed(self._form)
        fresh = {name: value for name, value in typed.items() if value and value != self._asked.get(name)}
        desk, person = self._desk, self._person
        self._latest.read(lambda: sharing_values(desk, person, fresh), self._on_found)

    def _on_found(self, found: tuple[Sharing, ...]) -> None:
        words = self._kit.words
        for number, line in enumerate(self._lines):
            if number >= len(found):
                line.say("")
                continue
            one = found[number]
            said = words(N_("In the register already: {name}"), name=f"{one.name} ({words.enum(one.why)})")
            line.say(said, "users", words(N_("Side by side")), partial(self.chosen.emit, one.person))
        self.setVisible(bool(found))
