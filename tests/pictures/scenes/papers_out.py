"""Papers that are out: binders of centres, copies of no file, what was disclosed on purpose, a slip, whom to ring."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.services.desk import Desk
from app.services.exchange.exporting import export_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.paper.copies import copy_register, hand_over
from app.services.paper.drafting import issue_draft
from app.services.paper.papers import reprint
from app.services.paper.protocols import DISPATCHER, issue_protocol
from app.services.paper.sources import CopyFor
from app.services.paper.subjects import paper_subjects
from app.services.registers.permanence import own_permanence
from app.services.station.organisation_acts import add_organisation
from app.ui.screens.paper.binders_sheet import BindersSheet
from app.ui.screens.paper.disclosures_sheet import DisclosuresSheet
from app.ui.screens.paper.permanence_sheet import permanence_sheet
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.paper.slip_sheet import SlipSheet
from tests.pictures.scene import DIALOG, Scene, Stage
from tests.pictures.scenes.trust import let_go

CENTRES = (
    ("HC112A", {"nl": "Noodcentrale Antwerpen", "fr": "Centrale d’urgence d’Anvers", "original": "nl"}),
    ("CICB", {"nl": "CIC Brussel", "fr": "CIC Bruxelles", "original": "fr"}),
)
WHY = "Origineel beschadigd bij het overhandigen; vernietigd in bijzijn van A. Peeters."


def at_the_centres(stage: Stage) -> Desk:
    """Return the desk of who issued the judge's dispatcher sheet to two emergency centres."""
    admin = stage.desk(fiction.ADMINISTRATOR.login)
    centres = [add_organisation(admin, code, names, "emergency_centre") for code, names in CENTRES]
    let_go(stage, admin)
    desk, ids = stage.desk(), stage.house.ids
    copies = [CopyFor(names["nl"], one, "nl") for (_, names), one in zip(CENTRES, centres, strict=True)]
    issued = issue_protocol(
        desk, ids["file"], ids["judge"], "nl", copies, kind=DISPATCHER, accept_untranslated=True
    )  # fmt: skip
    hand_over(desk, [one.copy for one in issued.copies], "HINP Wachtofficier")
    return desk


def binders(stage: Stage) -> QWidget:
    """Two centres hold a sheet, and have no binder yet."""
    return stage.show(BindersSheet(stage.kit, at_the_centres(stage), stage.ground(), lambda *_: None, lambda *_: None))


def copies(stage: Stage) -> QWidget:
    """Who holds the extract of a person, which is of no file."""
    desk, judge = stage.desk(), stage.house.ids["judge"]
    [subject] = paper_subjects(desk, judge)
    issued = issue_draft(desk, subject, "nl", [CopyFor("meester Adams")], accept_untranslated=True)
    hand_over(desk, [issued.copies[0].copy], "meester Adams", date(2026, 11, 20))
    PaperSheets(stage.platform()).held(stage.kit, desk, stage.ground(), judge, "Hilde VAN DEN BROECK-VOORBEELD")
    return stage.sheet()


def disclosures(stage: Stage) -> QWidget:
    """A protocol was printed again, for a reason."""
    desk, file = stage.desk(), stage.house.ids["file"]
    first = next(one for one in copy_register(desk, file) if one.kind == "protocol")
    reprint(desk, first.document, first.number, WHY)
    return stage.show(DisclosuresSheet(stage.kit, desk, stage.ground(), file))


def nothing_disclosed(stage: Stage) -> QWidget:
    """Nothing was: what would stand there."""
    return stage.show(DisclosuresSheet(stage.kit, stage.desk(), stage.ground(), stage.house.files["TIMMERMANS"]))


def slip(stage: Stage) -> QWidget:
    """A bundle is on the stick; its slip goes with the carrier."""
    desk, station = stage.desk(), stage.house.ids["ANT1"]
    release = confirm_release(desk, propose_release(desk, station), "uitvoering van de maatregelen")
    (stage.folder / "stick").mkdir()
    made = export_bundle(desk, release, stage.folder / "stick")
    for file in made.files:
        file.write_bytes(b"as it was written" * 99)  # encrypted, it would be otherwise each time
    sheet = SlipSheet(stage.kit, desk, stage.ground(), made, station)
    stage.show(sheet)
    stage.wait(lambda: sheet.preview.settled)
    return sheet


def permanence(stage: Stage) -> QWidget:
    """Nobody said yet whom to ring at night."""
    desk = stage.desk()
    return stage.show(permanence_sheet(stage.kit, desk, stage.ground(), own_permanence(desk)))


SCENES = (
    Scene("paper.binders", binders, sizes=DIALOG),
    Scene("paper.copies", copies, sizes=DIALOG),
    Scene("paper.disclosures", disclosures, sizes=DIALOG),
    Scene("paper.nothing_disclosed", nothing_disclosed, sizes=DIALOG),
    Scene("paper.slip", slip, sizes=DIALOG),
    Scene("paper.permanence", permanence, sizes=DIALOG),
)
