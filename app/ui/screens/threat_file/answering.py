"""Which request an analysis answers: the open ones of its file, suggested where only one was put to its service."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.analyses import Asked
from app.services.cases.file_sheets import FileSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.kit.kit import Kit

SERVICE, ANSWERS = "service", "answers"
SHORT = 90
"""Signs of a question that stand in its line."""


def requests_of(kit: Kit, sheet: FileSheet, owed: Sequence[Asked]) -> list[Option]:
    """Return these requests to choose from: to whom, what was asked, wanted by when; the oldest first."""
    words = kit.words
    found = []
    for one in sorted(owed, key=_oldest):
        record = one.record
        question = " ".join((record.question or "").split())
        short = question if len(question) <= SHORT else f"{question[:SHORT].rsplit(' ', 1)[0]}…"
        wanted = words(N_("wanted by {day}"), day=words.date(record.wanted_by)) if record.wanted_by else ""
        name = words.pair(sheet.names.get(record.service or b"", ""), short)
        found.append(Option(one.id, name, wanted))
    return found


class Answering(QObject):
    """Suggests a request when the service is chosen; what the officer chose himself, or took away, stays."""

    def __init__(self, form: Form, owed: Sequence[Asked]) -> None:
        super().__init__(form)
        self._form, self._owed = form, owed
        self._service = self._value(SERVICE)
        self._suggested = self._value(ANSWERS)
        form.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        service, chosen = self._value(SERVICE), self._value(ANSWERS)
        if service == self._service:
            return
        self._service = service
        if chosen != self._suggested:
            return  # he chose it
        fitting = [one.id for one in self._owed if service is not None and one.record.service == service]
        wanted = fitting[0] if len(fitting) == 1 else None
        if wanted != chosen:
            self._suggested = wanted
            self._form.set_value(ANSWERS, wanted)

    def _value(self, name: str) -> Id | None:
        try:
            found: Id | None = self._form.editor(name).value()
        except UserError:
            return None
        return found


def _oldest(one: Asked) -> tuple[bool, str, Id]:
    return one.record.asked_on is None, str(one.record.asked_on or ""), one.id
