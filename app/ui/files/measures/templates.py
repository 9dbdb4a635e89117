"""Templates of measures above a form: one is chosen, and what is still empty is filled in, as one step of undo."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.lists import TEMPLATES, Lists
from app.services.catalogues.sheets import typed
from app.ui.forms.form import Form
from app.ui.forms.line_menu import offer_lines
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, row, secondary
from app.ui.kit.words import capital

if TYPE_CHECKING:
    from app.services.desk import Desk

PERIOD = ("end", "review")
ENDING = {"end": N_("End · this or a review is required"), "review": N_("Review · this or an end is required")}
"""What the form of a new measure asks: one of both must be there."""
"""Where either is typed, the template's usual review is not asked for."""


class Templates(QWidget):
    """Stands above the form of a new measure, at the right of what else stands there (`beside`)."""

    def __init__(self, kit: Kit, desk: "Desk", form: Form, beside: QWidget | None = None) -> None:
        super().__init__()
        self.setObjectName("templates")
        self._kit, self._desk, self._form = kit, desk, form
        self._offer = button(
            kit, kit.words(N_("From a template…")), "from_template", self._on_offer, icon="files", key="Ctrl+T"
        )
        self._said = secondary("", "from_template_said", wrap=True)
        self._said.hide()
        head = row(beside) if beside is not None else row(None)
        if beside is not None:
            head.setStretch(0, 1)  # it has what the button leaves
        head.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(head)
        box.addWidget(self._said, 0, Qt.AlignmentFlag.AlignRight)

    def fill(self, lists: Lists, code: str) -> None:
        """Fill in what is empty, as one step that can be undone."""
        found = lists.find(TEMPLATES, code)
        if found is None:
            return
        words, form = self._kit.words, self._form
        given = {name: value for name, value in self._values(found.detail).items() if self._is_empty(name)}
        said = capital(found.say(words.language))
        if given:
            form.undo_stack.beginMacro(said)
            for name, value in given.items():
                form.set_value(name, value)
            form.undo_stack.endMacro()
        text = words.plural("{count} field filled in: {template}", "{count} fields filled in: {template}", len(given),
                            template=said)  # fmt: skip
        self._said.setText(text)
        self._said.show()

    def _values(self, detail: Any) -> dict[str, Any]:
        """Return what a template says, by field of a measure, as far as the form asks it."""
        told = typed(detail)
        found = {
            "type": told.get("measure_type"),
            "instruction": told.get("text"),
            "frequency": self._kit.words.text(told.get("how_often")) or None,
            "character": told.get("character"),
            "visibility": told.get("visibility"),
            "timing": told.get("timing"),
            **self._period(told),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _period(self, told: Mapping[str, Any]) -> dict[str, date]:
        """Return start, end and review, counted from the day that stands there or from the one the template says."""
        begins = self._form.editor("start").value() if not self._is_empty("start") else None
        starts, found = told.get("start_days"), {}
        if begins is None and starts is not None:
            begins = found["start"] = self._desk.today() + timedelta(days=starts)
        if all(self._is_empty(name) for name in PERIOD):
            for name, field in (("end", "runs_days"), ("review", "review_days")):
                if told.get(field) is not None:
                    found[name] = (begins or self._desk.today()) + timedelta(days=told[field])
        return found

    def _is_empty(self, name: str) -> bool:
        return name in self._form.spec.names and self._form.editor(name).state() in (None, "", {})

    def _on_offer(self) -> None:
        offer_lines(self._kit, self._desk, self._offer, TEMPLATES, self.fill)
