"""What screens show besides their first sight: nothing yet, nothing fits, refused at the field, the past, asked why."""

from functools import partial

from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QWidget

from app.demo import fiction
from app.services.paper.copies import copy_register
from app.services.paper.papers import reprint
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address
from app.ui.kit.tabs import Tabs
from app.ui.screens.call_card.screen import CallCardScreen
from app.ui.screens.exchange.taking_in import ImportScreen
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.paper.verify_sheet import VerifySheet
from app.ui.screens.person.screen import PersonScreen
from app.ui.screens.registers.lists import ThreatFilesScreen
from app.ui.screens.situation.screen import SituationScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage
from tests.pictures.scenes import delegation_import, threat_file
from tests.pictures.steps import press, run
from tests.ui.paper.scans import pages_of

YOUNG = "TIMMERMANS"
"""A file with a report, and neither an analysis nor a measure."""


def young(tab: str, stage: Stage) -> QWidget:
    """A tab of a file where that is still to come."""
    papers = PaperSheets(stage.platform())
    address = Address("threat_file", stage.house.files[YOUNG], tab)
    return stage.screen(ThreatFileScreen, address, issue=papers.issue, copies=papers.copies)


def one_kind(stage: Stage) -> QWidget:
    """The situation narrowed to the measures that are late, by their number."""
    screen = stage.screen(SituationScreen, Address("situation"))
    press(screen, "number_overdue")
    stage.settle()
    return screen


def nothing_waits(stage: Stage) -> QWidget:
    """The situation narrowed to what nothing waits for."""
    screen = stage.screen(SituationScreen, Address("situation"))
    press(screen, "number_unacknowledged")
    stage.settle()
    return screen


def asked_why(stage: Stage) -> QWidget:
    """A file that is not the officer's own: why does he open it?"""
    return stage.screen(ThreatFileScreen, Address("threat_file", stage.house.ids["file"], "overview"), "lambert")


def of_others(tab: str, stage: Stage) -> QWidget:
    """A file of which the police zone received measures alone."""
    address = Address("threat_file", stage.house.ids["file"], tab)
    screen = stage.screen(ThreatFileScreen, address, fiction.PARTNER.login, "ANT1")
    press(screen, "reason_executing")
    stage.settle()
    return screen


def nothing_fits(stage: Stage) -> QWidget:
    """A list whose filter hides every row."""
    screen = stage.screen(ThreatFilesScreen, Address("threat_files"))
    line = next(one for one in screen.findChildren(QLineEdit) if one.isVisible())
    line.setText("zzzz")
    stage.wait(lambda: any("zzzz" not in one.text() for one in screen.findChildren(QPushButton) if one.isVisible()
                           and one.objectName().endswith("unfilter")))  # fmt: skip
    return screen


def columns(stage: Stage) -> QWidget:
    """Which columns a list shows."""
    screen = stage.screen(ThreatFilesScreen, Address("threat_files"))
    press(screen, "threat_files_columns")
    return stage.sheet()


def refused(tab: str, name: str, stage: Stage) -> QWidget:
    """A sheet acted on with nothing in it: what is missing is said at each field."""
    stage.size = INSIDE[0]
    screen = threat_file.tab(tab, stage)
    press(screen, name)
    sheet = stage.sheet()
    assert isinstance(sheet, ActSheet)
    sheet.act()
    stage.settle()
    return sheet


def offered(name: str, stage: Stage) -> QWidget:
    """A sheet that only the menu of a file opens."""
    stage.size = INSIDE[0]
    screen = threat_file.tab("overview", stage)
    run(screen, name)
    return stage.sheet()


def past(stage: Stage) -> QWidget:
    """The file as it stood on the day before the case began to be decided."""
    screen = threat_file.tab("measures", stage)
    press(screen, "as_of")
    sheet = stage.sheet()
    moment = sheet.findChild(QLineEdit, "as_of_moment")
    assert moment is not None
    QTest.keyClicks(moment, "17-11-2026 10:00")
    press(sheet, "as_of_show")
    stage.settle()
    return screen


def calling(stage: Stage) -> QWidget:
    """A card of somebody with no level and no measure."""
    return stage.screen(CallCardScreen, Address("call_card", stage.house.ids["partner"]))


def copies_step(name: str, stage: Stage) -> QWidget:
    """A step of the copies that are out."""
    stage.size = INSIDE[0]
    screen = threat_file.tab("papers", stage)
    table = screen.findChild(QTableView, "copies_list")
    assert table is not None
    table.selectRow(0)
    press(screen, name)
    return stage.sheet()


def import_refused(stage: Stage) -> QWidget:
    """A bundle that was damaged on its way."""
    screen = stage.screen(ImportScreen, Address("import"))
    assert isinstance(screen, ImportScreen)
    damaged = stage.folder / stage.house.arrived.name
    whole = stage.house.arrived.read_bytes()
    damaged.write_bytes(whole[: len(whole) // 2] + bytes(64) + whole[len(whole) // 2 + 64 :])
    screen.examine([damaged])
    stage.settle()
    return screen


def listed(tab: str, stage: Stage) -> QWidget:
    """A list of delegations, at what a person must decide or what waits."""
    screen = delegation_import.recognised(stage)
    tabs = screen.findChild(Tabs)
    assert tabs is not None
    tabs.turn_to(tab)
    stage.settle()
    return screen


def verified(stage: Stage) -> QWidget:
    """Copies of a protocol lay on the glass together: each is judged, the second is looked at."""
    desk = stage.desk()
    held = [one for one in copy_register(desk, stage.house.ids["file"]) if one.kind == "protocol"][:3]
    pages = [pages_of(reprint(desk, one.document, one.number, "glas").pdf)[0] for one in held]
    feet = [page.crop((0, page.height - 300, page.width, page.height)) for page in pages]
    glass = Image.new("L", (feet[0].width, 300 * len(feet)), 255)
    for at, foot in enumerate(feet):
        glass.paste(foot, (0, 300 * at))
    sheet = VerifySheet(stage.kit, desk, None)
    stage.show(sheet)
    form = QImage.Format.Format_Grayscale8
    sheet.scan.pick.take_picture(QImage(glass.tobytes(), glass.width, glass.height, glass.width, form))
    stage.wait(lambda: sheet.scan.several and bool(sheet.verdict.text()))
    sheet.scan.list.selectRow(1)
    stage.settle()
    return sheet


def shared_person(stage: Stage) -> QWidget:
    """A person whose private data this officer may not read."""
    return stage.screen(PersonScreen, Address("person", stage.house.ids["judge"]), "lambert")


SCENES = (
    Scene("situation.one_kind", one_kind),
    Scene("situation.nothing_waits", nothing_waits),
    Scene("registers.nothing_fits", nothing_fits),
    Scene("registers.columns", columns, sizes=DIALOG),
    Scene("threat_file.no_measures", partial(young, "measures")),
    Scene("threat_file.no_papers", partial(young, "papers")),
    Scene("threat_file.no_analyses", partial(young, "analyses")),
    Scene("threat_file.asked_why", asked_why),
    Scene("threat_file.of_others", partial(of_others, "overview")),
    Scene("threat_file.of_others_reports", partial(of_others, "reports"), sizes=INSIDE[:1]),
    Scene("threat_file.past", past),
    Scene("threat_file.refused_report", partial(refused, "reports", "add_report"), sizes=DIALOG),
    Scene("threat_file.refused_measure", partial(refused, "measures", "propose_measure"), sizes=DIALOG),
    Scene("threat_file.edit_file", partial(offered, "file_edit"), sizes=DIALOG),
    Scene("threat_file.close_file", partial(offered, "file_close"), sizes=DIALOG),
    Scene("call_card.partner", calling),
    Scene("paper.hand_over", partial(copies_step, "copies_hand_over"), sizes=DIALOG),
    Scene("paper.recall", partial(copies_step, "copies_recall"), sizes=DIALOG),
    Scene("paper.verified", verified, sizes=DIALOG),
    Scene("exchange.damaged", import_refused),
    Scene("delegation_import.unsure", partial(listed, "unsure")),
    Scene("delegation_import.waiting", partial(listed, "waiting")),
    Scene("person.not_shared", shared_person),
)
