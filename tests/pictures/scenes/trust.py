"""Who read what, who may still have it, who gets in: the log, readers of a file, consent withdrawn, passphrases."""

from PySide6.QtWidgets import QWidget

from app.core.ids import Id
from app.demo import fiction
from app.models.enums import Role
from app.services.access_log import AccessReason
from app.services.cases.labels import record_originator_consent
from app.services.desk import Desk
from app.services.directory_sheets import accounts_of
from app.services.own_files import give_reason
from app.ui.files.appointing import AppointSheet
from app.ui.files.own_passphrase import PassphraseSheet
from app.ui.forms.acting import ActSheet
from app.ui.kit.screen import Address
from app.ui.screens.administration.screen import AdministrationScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.pictures.scene import DIALOG, INSIDE, Scene, Stage
from tests.unit.services.paper_world import sit

COLLEAGUES = (("Rik Collega", AccessReason.REPLACING), ("Nadia Invaller", AccessReason.DUTY))
"""Who reads the judge's file although it is not theirs, and why."""
OFFICERS_OWN = "zonnebloem keuken 1974"


def read_by_others(stage: Stage, admin: Desk) -> None:
    """Let colleagues read the judge's file, each for a reason."""
    file = stage.house.ids["file"]
    for name, reason in COLLEAGUES:
        desk = sit(admin, stage.platform(name), name, Role.FILE_OFFICER)
        give_reason(desk, file, reason)


def let_go(stage: Stage, desk: Desk) -> None:
    """Close a desk, so that another sits down at the store."""
    stage.desks.remove(desk)
    desk.store.close()


def access_log(stage: Stage) -> QWidget:
    """An auditor at the log."""
    admin = stage.desk(fiction.ADMINISTRATOR.login)
    read_by_others(stage, admin)
    desk = sit(admin, stage.platform(), "Een Auditor", Role.AUDITOR)
    screen = AdministrationScreen(stage.kit, desk, Address("administration", tab="log"), None, on=stage.platform())
    stage.show(screen)
    screen.load()
    stage.settle()
    return screen


def readers(stage: Stage) -> QWidget:
    """The officer of the file sees who else read it."""
    admin = stage.desk(fiction.ADMINISTRATOR.login)
    read_by_others(stage, admin)
    let_go(stage, admin)
    return chosen(stage, the_file(stage), "file_readers")


def withdraw_consent(stage: Stage) -> QWidget:
    """CUTA agrees no more that the police zone has its analyses."""
    screen = the_file(stage)
    with screen.desk.read() as view:
        part = view.part(stage.house.ids["file"], "file_threat")
        zone: Id = min(uid for uid, one in view.directory.organisations.items() if one.kind == "local_police")
    record_originator_consent(screen.desk, part, zone, "majoor Vos, per brief")
    sheet = chosen(stage, screen, "file_originator_withdrawn")
    assert isinstance(sheet, ActSheet)
    assert sheet.form is not None
    sheet.form.set_value("by_whom", "majoor Vos")
    stage.settle()
    return sheet


def passphrase(stage: Stage) -> QWidget:
    """A new passphrase is typed, and judged."""
    sheet = PassphraseSheet(stage.kit, stage.desk(), stage.platform(), None, ["Verhaegen"])
    stage.show(sheet)
    sheet.old.line.setText(OFFICERS_OWN)
    sheet.new.first.line.setText("Verhaegen2026")
    stage.settle()
    return sheet


def appoint(stage: Stage) -> QWidget:
    """An officer appoints an administrator by recovery sheets; nothing is typed of them yet."""
    desk = stage.desk()
    sheet = AppointSheet(stage.kit, desk, None, accounts_of(desk, stage.kit.words.language))
    stage.show(sheet)
    return sheet


def the_file(stage: Stage) -> ThreatFileScreen:
    stage.size = INSIDE[0]
    screen = stage.screen(ThreatFileScreen, Address("threat_file", stage.house.ids["file"], "reports"))
    assert isinstance(screen, ThreatFileScreen)
    stage.grounds.append(screen)  # the dialog stands over it
    return screen


def chosen(stage: Stage, screen: ThreatFileScreen, action: str) -> QWidget:
    """Choose something from the file's menu; return the sheet that opens."""
    {one.id: one.run for one in screen.actions_here()}[action]()
    stage.settle()
    return stage.sheet()


SCENES = (
    Scene("trust.access_log", access_log, sizes=INSIDE[:1]),
    Scene("trust.readers", readers, sizes=DIALOG),
    Scene("trust.withdraw_consent", withdraw_consent, sizes=DIALOG),
    Scene("trust.passphrase", passphrase, sizes=DIALOG),
    Scene("trust.appoint", appoint, sizes=DIALOG),
)
