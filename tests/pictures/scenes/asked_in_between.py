"""Sheets that come up in between: the manual over a sheet, what would be lost, a store given up, a report saved."""

from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.models.enums import Role
from app.services.erasing.confirming import Asked
from app.services.erasing.proofs import Proof
from app.services.erasing.reach import Fate, PaperReached
from app.services.inspections import inspectors
from app.ui.files.inspecting import inspection_sheet
from app.ui.files.mistakes import _on_saved
from app.ui.screens.erasing.sheets import confirm_sheet
from app.ui.shell.entry.first_run import FirstRunPage
from app.ui.shell.entry.window import EntryWindow
from app.ui.shell.help_sheet import HelpSheet
from app.ui.shell.leave_sheet import LeaveSheet
from tests.pictures.scene import DIALOG, Scene, Stage
from tests.pictures.scenes.entry_steps import found
from tests.pictures.scenes.trust import let_go
from tests.unit.services.paper_world import sit

REPORT = Path("praesidium-20261121-140700.log")
SAVE = bytes(32)


def help_over(stage: Stage) -> QWidget:
    """The manual over a sheet, at the page of the screen beneath."""
    return stage.show(HelpSheet(stage.kit, stage.ground(), "threat_file"))


def leaving(stage: Stage) -> QWidget:
    """Something typed could not be kept as a draft, and the officer closes the tab."""
    return stage.show(LeaveSheet(stage.kit, stage.ground(), lambda: None))


def giving_up(stage: Stage) -> QWidget:
    """The way into a new store is left after the recovery sheets were made."""
    window = found("sheets_step", stage)
    stage.grounds.append(window)  # the sheet stands over it
    cast("FirstRunPage", cast("EntryWindow", window).page).leave()
    return stage.sheet()


def report_saved(stage: Stage) -> QWidget:
    """What the program did wrong was written to a stick."""
    _on_saved(stage.kit, stage.ground(), REPORT)
    return stage.sheet()


def inspecting(stage: Stage) -> QWidget:
    """A person is to be opened to an inspector for the day."""
    admin = stage.desk(fiction.ADMINISTRATOR.login)
    sit(admin, stage.platform(), "Een Controleur", Role.INSPECTOR)
    let_go(stage, admin)
    desk = stage.desk()
    sheet = inspection_sheet(stage.kit, desk, stage.ground(), stage.house.ids["judge"], inspectors(desk))
    stage.show(sheet)
    return sheet


def confirming(stage: Stage) -> QWidget:
    """A colleague elsewhere erased a file; papers of ours said something of it."""
    desk = stage.desk()
    now = desk.clock.now()
    proof = Proof(
        SAVE, now, now, "ANT1", stage.house.ids["ANT1"], "J. De Clerck", "A. Peeters", ("Einde van de termijn",),
        {"measure": 3}, 0, 2, came=True, waits=True,
    )  # fmt: skip
    papers = [
        PaperReached(SAVE[:16], "protocol", "P-2026-BRU1-0004", version, 3, out, Fate.CONTENT)
        for version, out in ((1, 0), (2, 1))
    ]
    sheet = confirm_sheet(stage.kit, desk, stage.platform(), stage.ground(), Asked(proof, papers))
    stage.show(sheet)
    return sheet


SCENES = (
    Scene("between.help_sheet", help_over, sizes=DIALOG),
    Scene("between.leave_sheet", leaving, sizes=DIALOG),
    Scene("between.give_up", giving_up, sizes=DIALOG),
    Scene("between.report_saved", report_saved, sizes=DIALOG),
    Scene("between.open_inspection", inspecting, sizes=DIALOG),
    Scene("between.confirm_erasure", confirming, sizes=DIALOG),
)
