"""What the window does where a sheet may lie over the page: it says things there, and opens the manual above it."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.kit import Kit
from app.ui.kit.sheet import sheet_in_front
from app.ui.shell.help_sheet import HelpSheet
from app.ui.shell.notice import Notice


def say_it(notice: Notice, text: str, *, mistake: bool) -> None:
    """Say it above the page; where a sheet covers that, in the sheet, and a mistake of the program in both."""
    over = sheet_in_front()
    if over is not None:
        over.say(text)
    if over is None or mistake:
        notice.say(text, mistake=mistake)


def help_over(kit: Kit, over: QWidget, page: str) -> None:
    """Open the manual above a sheet, at the page of the screen beneath; not above itself."""
    if not isinstance(over, HelpSheet):
        HelpSheet(kit, over, page).open()


def run_named(kit: Kit, id_: str) -> None:
    """Do the action of that id, where it is offered now."""
    for one in kit.actions.all():
        if one.id == id_:
            one.run()
