"""My files: an officer who hands all of them over to a colleague for a week, and what is seen then."""

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from app.demo import fiction
from app.models.enums import Role
from app.services.cases.handing_over import hand_over_files
from app.services.desk import Desk
from app.services.station.directory_acts import change_roles
from app.ui.kit.screen import Address
from app.ui.screens.my_files.screen import MyFilesScreen
from tests.pictures.scene import INSIDE, Scene, Stage


def handed_over(stage: Stage) -> QWidget:
    """Show them with a colleague who stands in from today, and who may therefore work on files."""
    administrator = stage.desk(fiction.ADMINISTRATOR.login)
    change_roles(administrator, a_colleague(administrator), add={Role.FILE_OFFICER})
    administrator.close()  # one store, one desk
    screen = stage.screen(MyFilesScreen, Address("my_files"))
    hand_over_files(screen.desk, a_colleague(screen.desk), screen.desk.today() + timedelta(days=9))
    screen.load()
    stage.settle()
    return screen


def a_colleague(desk: Desk) -> bytes:
    """Return the officer who records decisions."""
    with desk.read() as view:
        known = view.directory.officers.items()
        return min(uid for uid, one in known if one.login == fiction.RECORDER.login)


SCENES = (Scene("my_files.handed_over", handed_over, sizes=INSIDE[:1]),)
