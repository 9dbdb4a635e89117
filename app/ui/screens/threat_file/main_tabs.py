"""The first tabs of a file, from its overview to its decisions; each is made when it is first turned to."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.cases.file_sheets import FileSheet
from app.services.last_looks import SinceLooked
from app.ui.files.measures.tab import MeasuresTab
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file import correcting_sheets, life_sheets, sheets
from app.ui.screens.threat_file.analyses_tab import AnalysesTab
from app.ui.screens.threat_file.content_tabs import ContentTabs, Show
from app.ui.screens.threat_file.decisions_tab import DecisionsTab
from app.ui.screens.threat_file.hands import Hands
from app.ui.screens.threat_file.measures_page import with_precedents
from app.ui.screens.threat_file.overview import Overview
from app.ui.screens.threat_file.persons_tab import PersonsTab
from app.ui.screens.threat_file.reports_tab import ReportsTab

if TYPE_CHECKING:
    from app.services.desk import Desk

OVERVIEW, PERSONS, REPORTS, ANALYSES, MEASURES = "overview", "persons", "reports", "analyses", "measures"
DECISIONS = "decisions"


class MainTabs:
    """`shown` says how each page made shows a file; `measures` and `overview` are there once they were turned to."""

    def __init__(self, kit: Kit, desk: "Desk", file: Id, content: ContentTabs, hands: Hands) -> None:
        self._kit, self._desk, self._file, self._content, self._hands = kit, desk, file, content, hands
        self.shown: dict[str, Show] = {}
        self.measures: MeasuresTab | None = None
        self.kept: dict[str, Any] = {}
        """How the measures stood in a view that one came back to."""
        self._overview: Overview | None = None
        self._since: tuple[SinceLooked | None, dict[str, str]] = None, {}

    def pages(self) -> list[tuple[str, str, Callable[[], QWidget]]]:
        """Return name, text and maker of each tab."""
        words = self._kit.words
        return [
            (OVERVIEW, words(N_("Overview")), self._make_overview),
            (PERSONS, words(N_("Persons")), self._make_persons),
            (REPORTS, words(N_("Reports")), self._make_reports),
            (ANALYSES, words(N_("Analyses")), self._make_analyses),
            (MEASURES, words(N_("Measures")), self._make_measures),
            (DECISIONS, words(N_("Decisions")), self._make_decisions),
        ]

    def counts(self, sheet: FileSheet) -> dict[str, int]:
        """Return how many lines each tab holds."""
        overview = sheet.overview
        return {
            PERSONS: len(overview.involved),
            REPORTS: len(sheet.reports),
            ANALYSES: len(overview.analyses),
            MEASURES: len(overview.measures),
            DECISIONS: len(sheet.decisions),
        }

    def show_since(self, since: SinceLooked | None, texts: dict[str, str]) -> None:
        """Say on the overview what changed since the last look, now or once it is made."""
        self._since = since, texts
        if self._overview is not None:
            self._overview.show_since(since, texts)

    def _make_overview(self) -> QWidget:
        made = self._overview = Overview(self._kit)
        made.show_since(*self._since)
        made.turned_to.connect(self._hands.turn_to)
        made.person_wanted.connect(self._hands.person)
        made.first_step_wanted.connect(self._hands.first_step)
        self.shown[OVERVIEW] = made.show_sheet
        return made

    def _make_persons(self) -> QWidget:
        made = PersonsTab(self._kit)
        made.person_wanted.connect(self._hands.person)
        made.added.connect(partial(self._hands.add, sheets.involve_sheet))
        made.changed.connect(lambda uid: self._hands.add(partial(sheets.role_sheet, involvement=uid)))
        made.removed.connect(self._content.acts.take_out)
        page, self.shown[PERSONS] = self._content.with_presence(made)
        return page

    def _make_reports(self) -> QWidget:
        made = ReportsTab(self._kit)
        made.added.connect(partial(self._hands.add, sheets.report_sheet))
        page, self.shown[REPORTS] = self._content.with_concerns(made)
        return page

    def _make_analyses(self) -> QWidget:
        made = AnalysesTab(self._kit)
        made.added.connect(partial(self._hands.add, sheets.analysis_sheet))
        made.requested.connect(partial(self._hands.add, sheets.request_sheet))
        made.request_changed.connect(
            lambda uid: self._hands.add(partial(correcting_sheets.request_change_sheet, request=uid))
        )
        made.answered.connect(lambda uid: self._hands.add(partial(sheets.analysis_sheet, request=uid)))
        made.withdrawn.connect(self._content.acts.withdraw)
        made.refused.connect(self._content.say_why)
        self.shown[ANALYSES] = made.show_sheet
        return made

    def _make_measures(self) -> QWidget:
        put_forward = self._hands.put_forward
        made = self.measures = MeasuresTab(
            self._kit, self._desk, puts_forward=put_forward is not None, on=self._content.on
        )
        if put_forward is not None:
            made.put_forward.connect(put_forward)
        made.come_back(self.kept)
        made.proposed.connect(self._hands.propose)
        made.urgent.connect(self._hands.urgent)
        made.first_step_wanted.connect(self._hands.first_step)
        page, self.shown[MEASURES] = with_precedents(self._kit, self._desk, self._file, made, self._hands.file)
        return page

    def _make_decisions(self) -> QWidget:
        made = DecisionsTab(self._kit)
        made.confirmed.connect(lambda uid: self._hands.add(partial(life_sheets.confirm_sheet, decision=uid)))
        made.scan_wanted.connect(self._content.show_attachment)
        self.shown[DECISIONS] = lambda sheet, _today: made.show_sheet(sheet)
        return made
