"""The sheet in which files are attached to a threat file, or to something in it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.cases.file_sheets import FileSheet
from app.ui.files.attachments.attach_sheet import AttachSheet, Brought, Target
from app.ui.forms.acting import ActSheet
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.offered import subjects_of

if TYPE_CHECKING:
    from app.services.desk import Desk


def attach_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, brought: Brought = ()) -> ActSheet:
    """Return the sheet, with what was dropped or pasted."""
    target = Target(sheet.overview.file, sheet.overview.marking, subjects_of(kit, sheet))
    return AttachSheet(kit, desk, parent, target, brought)
