"""The page of measures: the measures themselves, and above them what comparable files decided, closed at first."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.ids import Id
from app.models.enums import Action
from app.services.cases.file_sheets import FileSheet
from app.ui.files.measures.precedents import PrecedentsPanel
from app.ui.files.measures.tab import MeasuresTab
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID
from app.ui.screens.threat_file.not_yet import first_step, why_no_proposal, why_no_work
from app.ui.screens.threat_file.offered import bases_of

if TYPE_CHECKING:
    from app.services.desk import Desk

TALLEST = 240
"""Pixels of it at most once it is open."""
OF_FIVE = 2
"""Parts of five that it takes then; the measures keep the rest."""


def with_precedents(
    kit: Kit, desk: "Desk", file: Id, measures: MeasuresTab, open_file: Callable[[Id], object]
) -> tuple[QWidget, Callable[[FileSheet, date], None]]:
    """Return the page and how it shows a file; `open_file` opens a comparable one."""
    precedents = PrecedentsPanel(kit, desk, file, TALLEST)
    precedents.file_wanted.connect(open_file)
    page = QWidget()
    page.setObjectName("measures_page")
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    box.addWidget(precedents, OF_FIVE)
    box.addWidget(measures, 5 - OF_FIVE)

    def show(sheet: FileSheet, today: date) -> None:
        why, step, over = why_no_proposal(sheet), first_step(sheet), why_no_work(sheet)
        first = kit.words(step.text) if step is not None else ""
        measures.not_yet(kit.words(why) if why else "", first, kit.words(over) if over else "")
        measures.offer_bases(partial(bases_of, kit.words, sheet))
        measures.show_measures(sheet.overview.measures, sheet, today)
        precedents.setVisible(Action.PROPOSE in sheet.may and today == desk.today())
        precedents.renew()

    return page, show
