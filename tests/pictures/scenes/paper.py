"""Papers: issued with numbered copies, followed, verified."""

from PySide6.QtWidgets import QWidget

from app.ui.screens.paper.copies_panel import CopiesPanel
from app.ui.screens.paper.issue_sheet import IssueSheet
from app.ui.screens.paper.verify_sheet import VerifySheet
from tests.pictures.scene import DIALOG, Scene, Stage

SHEET = ((1302, 720),)


def issue(stage: Stage) -> QWidget:
    """A protocol of the judge, drawn beside what is asked."""
    ids = stage.house.ids
    sheet = IssueSheet(stage.kit, stage.desk(), stage.platform(), None, ids["file"], ids["judge"])
    sheet.resize(*SHEET[0])
    stage.show(sheet)
    stage.wait(lambda: sheet.settled)
    return sheet


def copies(stage: Stage) -> QWidget:
    """The copies of the judge's file."""
    return CopiesPanel(stage.kit, stage.desk(), stage.house.ids["file"])


def verify(stage: Stage) -> QWidget:
    """A paper in the hand, its code asked for."""
    return VerifySheet(stage.kit, stage.desk(), None)


SCENES = (
    Scene("paper.issue", issue, sizes=SHEET),
    Scene("paper.copies", copies),
    Scene("paper.verify", verify, sizes=DIALOG),
)
