"""Analyses and the requests they answer, side by side under the chart of the level over time.

Whatever is chosen in one place is chosen in the others: an analysis with its request, a request with its answer.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis
from app.services.cases.analyses import Analysed, Asked
from app.services.cases.file_sheets import FileSheet
from app.ui.files.list_page import ListPage
from app.ui.files.record_facts import every_fact, named_facts, said_facts
from app.ui.files.wording import capital, received_text
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Tone, heading, row
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.threat_file.level_chart import LevelChart
from app.ui.screens.threat_file.level_marks import LevelLegend
from app.ui.screens.threat_file.level_wording import courses_of, heads_of, level_text, questions_of
from app.ui.screens.threat_file.not_yet import hold, why_no_work
from app.ui.screens.threat_file.offered import analysis_name
from app.ui.tables.rows import Cell, Column, Line

SHORT = 72
"""Signs of a question that stand in its line; all of it stands beside."""
LOWEST = 270
"""Pixels of a list under the chart: what says in a narrow one that it is empty needs as many."""

NARROWEST = 280
"""Pixels of the list of requests beside that of analyses, which has what is more of the width three times."""


class AnalysesTab(ScrollArea):
    """The chart above; what was asked and is owed at the left, what was answered at the right. It scrolls where low."""

    added = Signal()
    requested = Signal()
    request_changed = Signal(bytes)
    """This request should be given another day or its reference, or be said to be answered by another analysis."""
    answered = Signal(bytes)
    """The answer to this request came in and should be recorded."""
    withdrawn = Signal(bytes)
    """This request should be asked no more."""
    refused = Signal(str)
    """Why what was opened cannot be done now, a msgid."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("analyses_tab")
        self.setAccessibleName(kit.words(N_("Analyses")))
        self.setWidgetResizable(True)
        words = kit.words
        self.chart = LevelChart(kit)
        self.chart.picked.connect(self._on_picked)
        self._card = Card("level_card", margin=GRID)
        self._card.box.setContentsMargins(2 * GRID, GRID, GRID, GRID // 2)
        legend = LevelLegend(kit)
        self._card.box.addLayout(row(heading(words(N_("Level over time")), "level_title"), None, legend))
        self._card.box.addWidget(self.chart)
        self._requests = self._make_requests()
        self._analyses = self._make_analyses()
        for one in (self._requests, self._analyses):
            one.setMinimumHeight(LOWEST)
        self._requests.setMinimumWidth(NARROWEST)
        below = QSplitter()
        below.setObjectName("analyses_split")
        below.setChildrenCollapsible(False)
        below.setHandleWidth(2 * GRID)
        below.addWidget(self._requests)
        below.addWidget(self._analyses)
        below.setStretchFactor(0, 1)
        below.setStretchFactor(1, 3)
        below.setSizes([NARROWEST, 820])  # the long names of services stand whole
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self._card)
        box.addWidget(below, 1)
        self.setWidget(page)
        self._sheet: FileSheet | None = None
        self._linking = False

    def show_sheet(self, sheet: FileSheet, today: date) -> None:
        """Show the analyses of this file and the questions put to services, as they stand on `today`."""
        self._sheet = sheet
        words, overview = self._kit.words, sheet.overview
        self._ask.setVisible(Action.REPORT in sheet.may)
        self._add.setVisible(Action.ANALYSE in sheet.may)
        hold(words, sheet, self._ask, self._add, self._change, self._answer, self._withdraw)
        self._card.setVisible(bool(overview.analyses or overview.requests))
        self.chart.put(courses_of(words, sheet, today), heads_of(overview.analyses), questions_of(words, sheet), today)
        self._analyses.always_beside = bool(overview.requests)
        self._linking = True
        self._requests.put([self._asked(one, sheet) for one in sorted(overview.requests, key=_most_pressing)])
        self._analyses.put([self._analysed(one, sheet) for one in overview.analyses])
        self._linking = False
        if self._analyses.rows.key is None:
            self._on_request(self._requests.rows.key)
            return
        self._requests.rows.clearSelection()
        self._requests.rows.scrollToTop()  # what is owed stands there
        self._show_analysis(self._analyses.rows.key)

    def _make_requests(self) -> ListPage:
        words = self._kit.words
        columns = (Column(words(N_("Asked of")), 3, 120), Column(words(N_("State")), 2, 130))
        empty = (words(N_("Nothing was asked")), words(N_("Request one from the service whose matter it is.")))
        made = ListPage(self._kit, "requests", words(N_("Requests")), columns, empty)
        self._ask = button(self._kit, words(N_("Request an analysis")), "add_request", self.requested.emit, icon="send")
        made.add_button(self._ask)
        made.chosen.connect(self._on_request)
        made.opened.connect(self._on_request_opened)
        return made

    def _make_analyses(self) -> ListPage:
        words = self._kit.words
        columns = (
            Column(words(N_("Level")), 2, 170), Column(words(N_("Service")), 3, 134), Column(words(N_("Date")), 2, 134),
        )  # fmt: skip
        empty = (words(N_("No analysis yet")), words(N_("Request one from the service whose matter it is.")))
        made = ListPage(self._kit, "analyses", words(N_("Analyses")), columns, empty, beside=True)
        self._add = button(self._kit, words(N_("Record an analysis")), "add_analysis", self.added.emit, icon="plus")
        made.add_button(self._add)
        self._change = button(
            self._kit, words(N_("Change the request")), "change_request", self._on_change, icon="pencil"
        )
        self._answer = button(self._kit, words(N_("Record the answer")), "answer_request", self._on_answer, icon="plus")
        self._withdraw = button(
            self._kit, words(N_("Withdraw the request")), "withdraw_request", self._on_withdraw, icon="x"
        )
        if made.side is not None:
            for one in (self._answer, self._change, self._withdraw):
                made.side.addLayout(row(one, None))
        made.chosen.connect(self._on_analysis)
        return made

    def _asked(self, one: Asked, sheet: FileSheet) -> Line:
        words, record = self._kit.words, one.record
        question = " ".join((record.question or "").split())
        short = question if len(question) <= SHORT else f"{question[:SHORT].rsplit(' ', 1)[0]}…"
        asked = words(N_("asked on {day}"), day=words.date(record.asked_on)) if record.asked_on else ""
        answer = next((each for each in sheet.overview.analyses if each.id == record.answer), None)
        if record.answer is not None:
            day = words.date(answer.record.dated) if answer is not None and answer.record.dated else ""
            state = Cell(capital(words(N_("answered"))), day or asked)
            if one.crossed and record.withdrawn_on is not None:
                since = words(N_("withdrawn on {day}"), day=words.date(record.withdrawn_on))
                state = Cell(capital(words(N_("answered, though withdrawn"))), since)
        elif one.withdrawn:
            since = words.date(record.withdrawn_on) if record.withdrawn_on else ""
            state = Cell(capital(words(N_("request withdrawn"))), since)
        elif one.late and record.wanted_by:
            due = words(N_("wanted by {day}"), day=words.short_date(record.wanted_by))
            state = Cell(capital(words(N_("overdue"))), due, Tone.RED)
        else:
            due = words(N_("wanted by {day}"), day=words.short_date(record.wanted_by)) if record.wanted_by else asked
            state = Cell(capital(words(N_("asked, no answer yet"))), due)
        return Line(one.id, (Cell(sheet.names.get(record.service or b"", ""), short, strong=True), state))

    def _analysed(self, one: Analysed, sheet: FileSheet) -> Line:
        words, record = self._kit.words, one.record
        state = "" if one.standing else words(N_("replaced"))
        day = words.date(record.dated) if record.dated else ""
        until = words(N_("valid until {day}"), day=words.date(record.valid_until)) if record.valid_until else ""
        dated = Cell(day, until, by=record.dated)
        if one.out_of_date:
            dated = Cell(capital(words(N_("out of date"))), ", ".join(part for part in (day, until) if part), Tone.RED,
                         by=record.dated)  # fmt: skip
        kind = " · ".join(
            part for part in (capital(words.plain(record.kind)), received_text(words, record.received_as)) if part
        )
        cells = (
            Cell(level_text(words, record), state, strong=one.standing,
                 level=int(record.level) if record.level else None),
            Cell(sheet.names.get(record.service or b"", ""), kind),
            dated,
        )  # fmt: skip
        return Line(one.id, cells)

    def _on_change(self) -> None:
        if self._requests.rows.key is not None:
            self.request_changed.emit(self._requests.rows.key)

    def _on_answer(self) -> None:
        if self._requests.rows.key is not None:
            self.answered.emit(self._requests.rows.key)

    def _on_withdraw(self) -> None:
        if self._requests.rows.key is not None:
            self.withdrawn.emit(self._requests.rows.key)

    def _on_request_opened(self, key: Any) -> None:
        """Do what comes next with a request: record the answer, or see what may be changed of it."""
        asked = self._request(key)
        if asked is None or self._sheet is None:
            return
        may = self._sheet.may
        acts = asked.owed and Action.ANALYSE in may, not asked.withdrawn and Action.REPORT in may
        why = why_no_work(self._sheet) if any(acts) else ""
        if why:
            self.refused.emit(why)
        elif acts[0]:
            self.answered.emit(key)
        elif acts[1]:
            self.request_changed.emit(key)

    def _on_picked(self, uid: Id) -> None:
        if not self._analyses.rows.choose(uid):
            self._requests.rows.choose(uid)

    def _on_request(self, key: Any) -> None:
        if self._sheet is None or self._linking or key is None:
            return
        found = self._request(key)
        if found is None:
            return
        asked = found.record
        self._linking = True
        if asked.answer is None or not self._analyses.rows.choose(asked.answer):
            self._analyses.rows.clearSelection()
        self._linking = False
        self.chart.choose(key)
        reports, analyses = Action.REPORT in self._sheet.may, Action.ANALYSE in self._sheet.may
        self._answer.setVisible(found.owed and analyses and reports)
        self._change.setVisible(not found.withdrawn and reports)
        self._withdraw.setVisible(found.owed and reports)
        words, spec = self._kit.words, SCHEMA.by_record[AnalysisRequest]
        facts = said_facts(words, asked, ("asked_on", "wanted_by", "reference"))
        if not found.withdrawn:
            answer = self._sheet.names.get(asked.answer, "") if asked.answer is not None else words(N_("not yet"))
            facts.append((words(spec.fields["answer"].meta.label), capital(answer)))
        if asked.withdrawn_on is not None:
            by = self._sheet.names.get(asked.withdrawn_by or b"", "")
            facts += [(words(spec.fields[name].meta.label), said) for name, said in (
                ("withdrawn_on", words.date(asked.withdrawn_on)), ("withdrawn_by", by),
                ("withdrawn_why", asked.withdrawn_why or ""),
            )]  # fmt: skip
        self._analyses.show_detail(self._sheet.names.get(asked.service or b"", ""), asked.question or "", facts)

    def _on_analysis(self, key: Any) -> None:
        if self._sheet is None or self._linking or key is None:
            return
        asked = self._asked_for(key, self._sheet)
        self._linking = True
        if asked is None or not self._requests.rows.choose(asked.id):
            self._requests.rows.clearSelection()
        self._linking = False
        self._show_analysis(key)

    def _show_analysis(self, key: Any) -> None:
        found = next((one for one in self._sheet.overview.analyses if one.id == key), None) if self._sheet else None
        self.chart.choose(key)
        for one in (self._change, self._answer, self._withdraw):
            one.hide()
        if found is None or self._sheet is None:
            self._analyses.show_detail("", "", [])
        else:
            self._analyses.show_detail(*self._detail(found, self._asked_for(key, self._sheet), self._sheet))

    def _request(self, key: Any) -> Asked | None:
        requests = self._sheet.overview.requests if self._sheet is not None else ()
        return next((one for one in requests if one.id == key), None)

    def _asked_for(self, analysis: Id, sheet: FileSheet) -> Asked | None:
        return next((one for one in sheet.overview.requests if one.record.answer == analysis), None)

    def _detail(
        self, one: Analysed, asked: Asked | None, sheet: FileSheet
    ) -> tuple[str, str, Sequence[tuple[str, str]]]:
        words, names, record = self._kit.words, sheet.names, one.record
        spec = SCHEMA.by_record[ThreatAnalysis]
        facts = every_fact(words, record, ("kind", "reference", "dated", "valid_until", "marking"))
        if record.received_as is not None:
            facts.append((words(spec.fields["received_as"].meta.label), received_text(words, record.received_as)))
        facts.append((words(spec.fields["subject"].meta.label), names.get(record.subject or b"", "")))
        facts += named_facts(words, record, ("originator", "replaces"), names)
        later = [analysis_name(words, each.record, names) for each in sheet.overview.analyses
                 if each.record.replaces == one.id]  # fmt: skip
        attached = [each.name for each in sheet.attachments if each.record.subject == one.id]
        for said, several in ((words(N_("Replaced by")), later), (words(N_("Attachments")), attached)):
            facts += [(said, ", ".join(several))] if several else []
        if asked is not None and asked.record.asked_on is not None:
            facts.append((words(N_("Requested on")), words.date(asked.record.asked_on)))
        service = names.get(record.service or b"", "")
        return " · ".join(part for part in (service, level_text(words, record)) if part), record.text or "", facts


def _most_pressing(one: Asked) -> tuple[bool, bool, str, bytes]:
    wanted = one.record.wanted_by or one.record.asked_on
    return not one.owed, not one.late, wanted.isoformat() if wanted else "", one.id
