"""What is past its term, as a file officer finds it ten years later."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.models.enums import Action, Capacity, Channel, FileBasis, FileState, Marking
from app.models.kinds.label import Label
from app.models.kinds.threat import ThreatFile
from app.services.cases.files import NewFile, open_file
from app.services.cases.life import archive_file, close_file
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.ui.kit.screen import Address
from app.ui.screens.erasing.screen import ErasingScreen
from tests.pictures.scene import INSIDE, Scene, Stage

OLD = (
    ("Kamerlid, bedreigingen per brief", date(2016, 3, 14), True),
    ("Getuige in een drugszaak", date(2016, 6, 2), True),
    ("Schooldirectie, stalking", date(2016, 9, 30), False),
)
"""Title, day of closing, and whether it was archived since."""


def due(stage: Stage) -> QWidget:
    """Two files that may be erased, one that is to be archived first."""
    desk = stage.desk()
    for title, closed_on, archived in OLD:
        _closed(desk, title, closed_on, archived=archived)
    stage.desks.remove(desk)
    desk.close()
    return stage.screen(ErasingScreen, Address("erasing"), on=stage.platform())


def _closed(desk: Desk, title: str, closed_on: date, *, archived: bool) -> None:
    ruling = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, "I. Verhaegen", "")
    file = open_file(desk, NewFile(title, FileBasis.STATUS), ruling, Label(marking=Marking.RESTRICTED))
    close_file(desk, file, "threat_ended", ruling)
    with desk.write() as unit:
        core = unit.part(file, "file_core")
        unit.require(Action.FILE, core)
        unit.change(core, file, ThreatFile, {"state": FileState.CLOSED, "closed_on": closed_on})
        unit.save()
    if archived:
        archive_file(desk, file, ruling)


SCENES = (Scene("erasing.due", due, sizes=(INSIDE[0],)),)
