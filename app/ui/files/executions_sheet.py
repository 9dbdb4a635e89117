"""All that was reported of the execution of one measure: when, how much of it, by whom, what happened."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.schema import SCHEMA
from app.services.cases.executions import Executed
from app.ui.files.list_page import ListPage
from app.ui.files.wording import Decided
from app.ui.kit.kit import Kit
from app.ui.kit.sheet import Sheet
from app.ui.tables.rows import Cell, Column, Line

WIDTH, HEIGHT = 880, 380
SHOWN = ("from_on", "to_on", "planned", "done", "not_done", "by_whom", "remarks")


class ExecutionsSheet(Sheet):
    """The newest first; incidents of the chosen one beside it in full. Reports are never edited."""

    def __init__(self, kit: Kit, parent: QWidget, about: str, found: Sequence[Executed], sheet: Decided) -> None:
        words = kit.words
        super().__init__(kit, parent, words(N_("Execution reports")), "executions", about, WIDTH)
        columns = (
            Column(words(N_("Period")), 2, 130), Column(words(N_("Carried out")), 1, 90),
            Column(words(N_("Incidents")), 4, 160), Column(words(N_("Reported by")), 2, 120),
        )  # fmt: skip
        empty = words(N_("No execution reported yet")), words(N_("Report what was done of the measure with its key."))
        self._page = ListPage(kit, "executions", words(N_("Execution reports")), columns, empty, beside=True)
        self._found: dict[Id, ExecutionReport] = {one.id: one.record for one in found}
        self._names = sheet.names
        self._page.chosen.connect(self._on_chosen)
        self._page.setMinimumHeight(HEIGHT)
        self.body.addWidget(self._page)
        self.add_button(words(N_("Close")), "executions_close", self.accept)
        self._page.put([self._line(one) for one in found])

    def _line(self, one: Executed) -> Line:
        words, record = self.kit.words, one.record
        period = ""
        if record.from_on and record.to_on:
            period = words.period(record.from_on, record.to_on)
        done = ""
        if record.planned:
            done = words(N_("{done} of {planned}"), done=record.done or 0, planned=record.planned)
        by = self._names.get(record.organisation or b"", "")
        return Line(one.id, (Cell(period, strong=True), Cell(done), Cell(record.incidents or ""), Cell(by)))

    def _on_chosen(self, key: Any) -> None:
        record = self._found.get(key)
        if record is None:
            self._page.show_detail("", "", [])
            return
        words, spec = self.kit.words, SCHEMA.by_record[ExecutionReport]
        facts = [(words(spec.fields[name].meta.label), words.value(spec.fields[name], getattr(record, name)))
                 for name in SHOWN if getattr(record, name) not in (None, "")]  # fmt: skip
        self._page.show_detail(self._names.get(record.organisation or b"", ""), record.incidents or "", facts)
