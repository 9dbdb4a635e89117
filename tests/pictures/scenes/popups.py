"""What opens over a screen for a moment: a month, the filter of a column, a menu, the printer, work under way."""

from datetime import date
from functools import partial
from unittest.mock import patch

from PySide6.QtWidgets import QMenu, QWidget

from app.services.lists.columns import ListName
from app.services.lists.declared import columns_of
from app.ui.forms.calendar_popup import CalendarPopup
from app.ui.kit import printing_sheet
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.tables.filter_popover import FilterPopover
from tests.pictures.scene import DIALOG, Scene, Stage
from tests.pictures.scenes.window import opened

QUEUES = (["Laser-BRU1", "Kleur-3de"], "Laser-BRU1")
NUMBER = "P-2026-BRU1-0001"
PAGES = 12


def calendar(stage: Stage) -> QWidget:
    """A month, a day in it chosen, today with an edge."""
    return CalendarPopup(stage.kit, date(2026, 11, 27), stage.ground())


def column_filter(column: str, stage: Stage) -> QWidget:
    """The filter of one column of the threatened persons' list."""
    asked = next(one for one in columns_of(ListName.THREAT_FILES) if one.name == column)
    return FilterPopover(stage.kit, asked, None, lambda _: None, stage.ground())


def menu(stage: Stage) -> QWidget:
    """All that can be done in the window, by group."""
    made = opened(stage)
    made.show_menu()
    stage.settle()
    shown = made.findChild(QMenu, "main_menu")
    assert shown is not None
    return shown


def printing(stage: Stage) -> QWidget:
    """Three numbered copies on their way to a printer, and how far they are."""
    papers = [Paper(f"{NUMBER} v1 · {copy}/3", b"") for copy in (1, 2, 3)]
    with patch.object(printing_sheet, "queues", lambda: QUEUES):
        made = PrintSheet(stage.kit, None, papers, NUMBER)
        stage.show(made)
    for one in (made.printer, made.sides, made._print):
        one.setEnabled(False)
    made._bar.show()
    made._on_progressed(PAGES // 3, PAGES)
    return made


SCENES = (
    Scene("popups.calendar", calendar, sizes=DIALOG),
    *(Scene(f"popups.filter_{one}", partial(column_filter, one), sizes=DIALOG) for one in ("level", "next_review")),
    Scene("popups.menu", menu, sizes=DIALOG),
    Scene("popups.printing", printing, sizes=DIALOG),
)
