"""All that was reported of the execution of one measure: when, how much of it, by whom, what happened."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import ExecutionReport
from app.services.cases.executions import Executed
from app.ui.files.list_page import ListPage
from app.ui.files.record_facts import said_facts
from app.ui.files.wording import Decided
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import row
from app.ui.kit.sheet import Sheet
from app.ui.kit.words import Words
from app.ui.tables.rows import Cell, Column, Line

WIDTH, HEIGHT = 960, 440
CORRECT_KEY = "Ctrl+R"
SHOWN = ("from_on", "to_on", "planned", "done", "not_done", "by_whom", "remarks")


class ExecutionsSheet(Sheet):
    """The newest first; incidents of the chosen one beside it in full. One that was corrected stays, crossed out."""

    corrected = Signal(object)
    """This report is to be corrected by a new one."""

    def __init__(self, kit: Kit, parent: QWidget, about: str, found: Sequence[Executed], sheet: Decided) -> None:
        words = kit.words
        super().__init__(kit, parent, words(N_("Execution reports")), "executions", about, WIDTH)
        columns = (
            Column(words(N_("Period")), 2, 130), Column(words(N_("Carried out")), 1, 90),
            Column(words(N_("Incidents")), 4, 160), Column(words(N_("Reported by")), 2, 120),
        )  # fmt: skip
        empty = words(N_("No execution reported yet")), words(N_("Report what was done of the measure with its key."))
        self._page = ListPage(kit, "executions", words(N_("Execution reports")), columns, empty, beside=True)
        self._found: dict[Id, Executed] = {one.id: one for one in found}
        self._names, self._may = sheet.names, Action.EXECUTE in sheet.may
        self._correct = button(
            kit,
            words(N_("Correct this report")),
            "correct_report",
            self._on_correct,
            key=CORRECT_KEY,
            icon="pencil",
        )
        self._correct.hide()
        if self._page.side is not None:
            self._page.side.addLayout(row(self._correct, None))
        self._page.chosen.connect(self._on_chosen)
        self._page.setMinimumHeight(HEIGHT)
        self.body.addWidget(self._page)
        self.add_button(words(N_("Close")), "executions_close", self.accept)
        self._page.put([self._line(one) for one in found])

    def _line(self, one: Executed) -> Line:
        words, record = self.kit.words, one.record
        period = period_of(words, record)
        done = ""
        if record.planned:
            done = words(N_("{done} of {planned}"), done=record.done or 0, planned=record.planned)
        by, gone = self._names.get(record.organisation or b"", ""), one.corrected_by is not None
        said = words(N_("corrected")) if gone else ""
        cells = (
            Cell(period, said, strong=not gone, struck=gone, by=record.from_on),
            Cell(done, struck=gone, by=(record.done or 0) if done else None),
            Cell(record.incidents or "", struck=gone), Cell(by),
        )  # fmt: skip
        return Line(one.id, cells)

    def _around(self, one: Executed) -> list[tuple[str, Id]]:
        """Return the report that this one corrects, and the one that stands in its place."""
        pairs = [(N_("Corrects"), one.record.corrects), (N_("Corrected by"), one.corrected_by)]
        return [(label, uid) for label, uid in pairs if uid in self._found]

    def _on_correct(self) -> None:
        one = self._found.get(self._page.rows.key)
        if one is not None and self._may_correct(one):
            self.accept()
            self.corrected.emit(one)

    def _may_correct(self, one: Executed) -> bool:
        return self._may and one.ours and one.corrected_by is None

    def _on_chosen(self, key: Any) -> None:
        one = self._found.get(key)
        self._correct.setVisible(one is not None and self._may_correct(one))
        if one is None:
            self._page.show_detail("", "", [])
            return
        record = one.record
        words = self.kit.words
        facts = said_facts(words, record, SHOWN)
        facts += [(words(label), period_of(words, self._found[uid].record)) for label, uid in self._around(one)]
        self._page.show_detail(self._names.get(record.organisation or b"", ""), record.incidents or "", facts)


def period_of(words: Words, record: ExecutionReport) -> str:
    """Return the days that a report is about, empty where it does not say."""
    return words.period(record.from_on, record.to_on) if record.from_on and record.to_on else ""
