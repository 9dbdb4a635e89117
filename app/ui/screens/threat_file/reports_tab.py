"""The threat reports of a file, with what is kept beside each; its source stays covered but for a minute."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatReport
from app.services.cases.file_sheets import FileSheet
from app.ui.files.list_page import ListPage
from app.ui.files.record_facts import named_facts, said_facts
from app.ui.files.wording import capital, concern_name, received_text
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import row
from app.ui.screens.threat_file.not_yet import hold, why_no_work
from app.ui.screens.threat_file.offered import report_name
from app.ui.tables.rows import Cell, Column, Line

REPORT_KEY = "Ctrl+R"
"""Answered by the screen of the file, on all of its tabs."""
COVERED_AFTER = 60_000
"""Milliseconds for which an opened source stays in sight."""


class ReportsTab(ListPage):
    """Threat reports, the latest event first; the chosen one beside them in full."""

    added = Signal()
    corrected = Signal(bytes)
    """This report should be corrected by a new one."""
    source_wanted = Signal(bytes)
    """The source of this report, which is under seal, should be opened."""
    refused = Signal(str)
    """Why what was opened is not corrected, a msgid."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Moment")), 1, 124),
            Column(words(N_("Report")), 5, 240),
            Column(words(N_("Grading")), 1, 86),
        )
        hint = N_("Record what happened.")
        empty = (words(N_("No threat reports yet")), words(hint))
        super().__init__(kit, "reports_tab", words(N_("Reports")), columns, empty, beside=True)
        self._add = button(
            kit,
            words(N_("New threat report")),
            "add_report",
            self.added.emit,
            shows=REPORT_KEY,
            icon="plus",
        )
        self.add_button(self._add)
        self._sheet: FileSheet | None = None
        self._correct = button(kit, words(N_("Correct the report")), "correct_report", self._on_correct, icon="pencil")
        self._source = button(kit, words(N_("Open the source…")), "open_source", self._on_source, icon="unlock")
        self._source.hide()
        self._opened: tuple[Id, str] | None = None
        """The report whose source was opened, and that source, for a minute."""
        self._cover = QTimer(self)
        self._cover.setSingleShot(True)
        self._cover.setInterval(COVERED_AFTER)
        self._cover.timeout.connect(self.cover_up)
        if self.side is not None:
            self.side.addLayout(row(self._source, None))
            self.side.addLayout(row(self._correct, None))
        self.chosen.connect(self._on_chosen)
        self.opened.connect(self._on_opened)

    def show_source(self, report: Id, source: str) -> None:
        """Show the source of a report in its place, for a minute or until another one is chosen."""
        self._opened = (report, source)
        self._cover.start()
        self._on_chosen(self.rows.key)

    def cover_up(self) -> None:
        """Take an opened source off the screen."""
        self._cover.stop()
        if self._opened is not None:
            self._opened = None
            self._on_chosen(self.rows.key)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self.cover_up()
        super().hideEvent(event)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the reports of this file."""
        self._sheet = sheet
        words, spec = self.kit.words, SCHEMA.by_record[ThreatReport]
        self._add.setVisible(Action.REPORT in sheet.may)
        hold(words, sheet, self._add, self._correct)
        later = {one.record.corrects for one in sheet.reports}
        lines = []
        for one in sheet.reports:
            record = one.record
            grade = "".join(str(part.value) for part in (record.source_grade, record.information_grade) if part)
            cells = (
                Cell(
                    words.moment(record.moment) if record.moment else words(N_("moment not known")),
                    received_text(words, record.received_as),
                    by=record.moment,
                ),
                Cell(
                    words.value(spec.fields["form"], record.form), record.description or "", strong=one.id not in later
                ),
                Cell(grade, words(N_("corrected")) if one.id in later else ""),
            )
            lines.append(Line(one.id, cells))
        self.put(lines)

    def _on_correct(self) -> None:
        if self.rows.key is not None:
            self.corrected.emit(self.rows.key)

    def _on_opened(self, report: Id) -> None:
        """Let a double click mend what is chosen, for who may."""
        if self._sheet is None or Action.REPORT not in self._sheet.may:
            return
        why = why_no_work(self._sheet)
        if why:
            self.refused.emit(why)  # all of it stands beside the lines
        else:
            self.corrected.emit(report)

    def _on_source(self) -> None:
        if self.rows.key is not None:
            self.source_wanted.emit(self.rows.key)

    def _on_chosen(self, key: Any) -> None:
        if self._sheet is None:
            return
        if self._opened is not None and self._opened[0] != key:
            self._opened = None
        words, spec, names = self.kit.words, SCHEMA.by_record[ThreatReport], self._sheet.names
        line = next((one for one in self._sheet.reports if one.id == key), None)
        found = line.record if line is not None else None
        sealed = line is not None and line.sealed
        self._source.setVisible(sealed and self._opened is None and Action.REVEAL in self._sheet.may)
        if found is None:
            self.show_detail("", "", [])
            return
        facts = [(words(N_("Against whom")), ", ".join(names.get(one, "") for one in found.targets))]
        self._correct.setVisible(Action.REPORT in self._sheet.may)
        shown = ("channel", "place_text", "source_grade", "information_grade", "police_report", "prosecutor", "marking",
                 "received_as")  # fmt: skip
        if sealed:
            said = self._opened[1] if self._opened is not None else capital(words(N_("sealed")))
            facts.append((words(spec.fields["source"].meta.label), said))
        facts += named_facts(words, found, ["place"], names)
        facts += said_facts(words, found, shown)
        if found.originator is not None:
            facts.append((words(spec.fields["originator"].meta.label), names.get(found.originator, "")))
        facts += self._around(key, found, self._sheet)
        head = words.value(spec.fields["form"], found.form)
        moment = f" · {words.moment(found.moment)}" if found.moment else ""
        self.show_detail(f"{head}{moment}", found.description or "", facts)

    def _around(self, key: Id, found: ThreatReport, sheet: FileSheet) -> list[tuple[str, str]]:
        """Return what belongs to a report and is kept beside it: who threatens, what is attached, what corrects it.

        What was kept beside a report that this one corrects belongs to it too.
        """
        words = self.kit.words
        former = {one.id: one.record.corrects for one in sheet.reports}
        same = [key]
        while (before := former.get(same[-1])) is not None and before not in same:
            same.append(before)
        of_it = [one.record for one in sheet.concerns if any(link.record.report in same for link in one.links)]
        attached = [one.name for one in sheet.attachments if one.record.subject in same]
        dated = {one.id: report_name(words, one.record) for one in sheet.reports}
        later = [dated[one.id] for one in sheet.reports if one.record.corrects == key]
        facts = [
            (words(N_("Persons of concern")), ", ".join(concern_name(record, words) for record in of_it)),
            (words(N_("Attachments")), ", ".join(attached)),
            (words(N_("Corrects")), dated.get(found.corrects or b"", "")),
            (words(N_("Corrected by")), ", ".join(later)),
        ]
        return [(what, said) for what, said in facts if said]
