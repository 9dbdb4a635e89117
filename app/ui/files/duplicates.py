"""Says while a name is typed who of the register it may be, so that nobody is entered twice."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.services.registers.resembling import MOST, Resembling, resembling_persons
from app.ui.forms.form import Form
from app.ui.forms.notices import Notice
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

PAUSE = 400
"""Milliseconds without a key after which the register is looked through."""
NAMES = ("given_names", "family_name", "native_name")


class Duplicates(QWidget):
    """Stands above a form of a person, empty until somebody resembles; `taken` tells whom it is after all."""

    taken = Signal(object)

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__()
        self._kit, self._desk = kit, desk
        self._form: Form | None = None
        self._asked: tuple[str, ...] = ("", "", "")
        self._latest = Latest(kit.jobs, self)
        self.setObjectName("duplicates")
        self._lines = [Notice(kit, f"resembles_{number}", self) for number in range(MOST)]
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
        """Look at the names typed in this form from now on."""
        self._form = form
        form.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        if self._typed() != self._asked:
            self._pause.start()

    def _typed(self) -> tuple[str, ...]:
        form = self._form
        return tuple(str(form.editor(name).state() or "") for name in NAMES) if form is not None else ("", "", "")

    def _ask(self) -> None:
        self._asked = given, family, native = self._typed()
        desk, language = self._desk, self._kit.words.language
        self._latest.read(lambda: resembling_persons(desk, given, family, native, language), self._on_found)

    def _on_found(self, found: tuple[Resembling, ...]) -> None:
        words = self._kit.words
        for number, line in enumerate(self._lines):
            if number >= len(found):
                line.say("")
                continue
            one = found[number]
            name = ", ".join(part for part in (one.name, one.function) if part)
            same = N_("In the register already: {name}") if one.same else N_("Resembles {name} in the register")
            line.say(words(same, name=name), "users", words(N_("It is this person")), partial(self.taken.emit, one))
        self.setVisible(bool(found))
