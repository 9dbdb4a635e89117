"""Papers: issued with numbered copies, followed, verified."""

from PySide6.QtWidgets import QWidget

from app.services.paper.copies import copy_register, hand_over
from app.services.paper.protocols import RETURN_FORM, issue_protocol
from app.services.paper.sources import CopyFor
from app.ui.screens.paper.issue_sheet import IssueSheet
from app.ui.screens.paper.return_sheet import ReturnSheet, read_form
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


def verify(stage: Stage) -> QWidget:
    """A paper in the hand, its code asked for."""
    return VerifySheet(stage.kit, stage.desk(), None)


def return_form(stage: Stage) -> QWidget:
    """A return form that came back, for a protocol that was handed over; its second measure cannot be as typed."""
    ids, desk = stage.house.ids, stage.desk()
    for copy in copy_register(desk, ids["file"]):
        if copy.kind == "protocol" and copy.organisation == ids["PZANT"] and copy.subject == ids["judge"]:
            hand_over(desk, [copy.copy], "INP Dirk Claes")
    police = [CopyFor("Politiezone Antwerpen", ids["PZANT"])]
    form = issue_protocol(desk, ids["file"], ids["judge"], "nl", police, kind=RETURN_FORM).copies[0]
    sheet = ReturnSheet(stage.kit, desk, None, read_form(desk, form.copy, stage.kit.words.language))
    stage.show(sheet)
    first, second = sheet.measures[:2]
    first.editor("planned").inputs[0].setText("9")  # type: ignore[attr-defined]  # a line, as numbers have
    second.editor("done").inputs[0].setText("veel")  # type: ignore[attr-defined]  # a line too
    sheet.act()
    sheet.planned.setFocus()  # a caret blinks
    stage.settle()
    return sheet


SCENES = (
    Scene("paper.issue", issue, sizes=SHEET),
    Scene("paper.verify", verify, sizes=DIALOG),
    Scene("paper.return_form", return_form, sizes=DIALOG),
)
