"""What another organisation gives ours to do: a partner's own list, with what was reported of it and until when."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.kinds.measures import Measure
from app.models.rules.measures import period_to_report
from app.services.cases.assigned import home_of_measure
from app.services.lists.columns import ListName, Row
from app.services.lists.marking import list_marking
from app.services.status import seat
from app.ui.files.measures.sheets import execution_sheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.tables.list_view import ListView

if TYPE_CHECKING:
    from app.services.desk import Desk

TAB = "measures"
SCREENS = {"visit_file": "visit"}
"""Which screen shows a file by its kind; one whose core is not here is shown as a threatened person's."""


class AssignmentsScreen(Screen):
    """Enter opens the measure in its file; one key reports what was done of it."""

    help_page: ClassVar[str] = "assignments"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        text = words(N_("Assignments"))
        hint = words(N_("What other organisations give yours to do comes with a bundle and is listed here."))
        self.list = ListView(kit, desk, ListName.ASSIGNMENTS, text, empty=(words(N_("No assignments yet")), hint))
        self.list.opened.connect(lambda uid: self._open(bytes(uid), apart=False))
        self.list.opened_apart.connect(lambda uid: self._open(bytes(uid), apart=True))
        self.list.selection_changed.connect(self.kit.actions.changed)
        self._may = False
        self._report = button(kit, words(N_("Report execution")), "report_chosen", self._on_report, key="Ctrl+R")
        self.list.add_for_chosen(self._report)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, GRID)
        box.setSpacing(2 * GRID)
        box.addLayout(row(title(text, "assignments_title"), None))
        box.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Assignments")))
        self.list.load()
        desk = self.desk
        self.kit.jobs.read(self, lambda: Right.EXECUTE in seat(desk).may, self._on_asked)
        self.kit.jobs.read(self, partial(list_marking, desk, ListName.ASSIGNMENTS), self.marked.emit)

    def actions_here(self) -> list[Action]:
        text = self.kit.words(N_("Report execution"))
        return [Action("report_execution", text, self._on_report, enabled=self._can, why=self._why_not)]

    def _on_asked(self, may: bool) -> None:
        self._may = may
        self._report.setEnabled(may)

    def _can(self) -> bool:
        return self._may and len(self.list.chosen()) == 1

    def _why_not(self) -> str:
        if not self._may:
            said = N_("Your role does not include this. Ask a colleague who has it, or an administrator.")
            return self.kit.words(said)
        return self.kit.words(N_("Choose one assignment in the list first."))

    def _open(self, measure: Id, *, apart: bool) -> None:
        desk = self.desk
        then = partial(self._on_home, apart)
        self.kit.jobs.read(self, lambda: home_of_measure(desk, measure), then)

    def _on_home(self, apart: bool, home: tuple[Id, str]) -> None:
        file, kind = home
        (self.wanted_apart if apart else self.wanted).emit(Address(SCREENS.get(kind, "threat_file"), file, TAB))

    def _on_report(self) -> None:
        if self._can():
            self.list.with_chosen(lambda rows: self._ask(rows[0]) if rows else None)

    def _ask(self, one: Row) -> None:
        words, spec = self.kit.words, self.desk.schema.by_record[Measure]
        parts = [words.value(spec.fields[name], one.values[name]) for name in ("type", "instruction")]
        about = " · ".join(part for part in (*parts, one.values["subject"] or "") if part)
        period = period_to_report(one.values["start"], one.values["reported_to"], self.desk.today())
        execution_sheet(self.kit, self.desk, self, one.id, about, period).open()
