"""The sheets of a file's quiet days, and of whose it is: suspended, resumed, archived; given away, a deputy named."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind
from app.services.cases.file_sheets import FileSheet
from app.services.cases.life import archive_file, resume_file, suspend_file
from app.services.cases.rulings import Ruling
from app.services.station.stations import Platform
from app.ui.files import handing_over
from app.ui.files.opening import OWN_WORD
from app.ui.forms.acting import ActSheet
from app.ui.forms.ruling import RulingBlock
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

Step = Callable[["Desk", Id, Ruling], None]


def suspend_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that suspends an open file."""
    words = kit.words
    hint = words(N_("Measures go on and what is due stays due; new measures wait until the file is resumed."))
    return _step(kit, desk, parent, sheet, "suspend", words(N_("Suspend the file")), suspend_file, hint)


def resume_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that takes a suspended file up again."""
    return _step(kit, desk, parent, sheet, "resume", kit.words(N_("Resume the file")), resume_file, "")


def archive_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that archives a closed file."""
    words = kit.words
    hint = words(N_("An archived file can still be reopened."))
    return _step(kit, desk, parent, sheet, "archive", words(N_("Archive the file")), archive_file, hint)


def give_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, on: Platform | None = None) -> ActSheet:
    """Return the sheet that makes another officer the file's officer, for good."""
    return handing_over.give_sheet(kit, desk, parent, _whose(sheet, on))


def deputy_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, on: Platform | None = None) -> ActSheet:
    """Return the sheet that names the file's deputy."""
    return handing_over.deputy_sheet(kit, desk, parent, _whose(sheet, on))


def _whose(sheet: FileSheet, on: Platform | None) -> handing_over.Whose:
    file, record = sheet.overview.file, sheet.overview.record
    if record is None:
        return handing_over.Whose(file, on=on)
    return handing_over.Whose(file, record.file_officer, record.deputy, on)


def _step(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, name: str, text: str, step: Step, hint: str
) -> ActSheet:
    file = sheet.overview.file
    block = RulingBlock(
        kit,
        desk,
        OWN_WORD,
        f"{name}:{file.hex()}",
        without=("urgent_alone",),
        about=file,
        decides=DecisionKind(f"{name}_file"),
    )

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: step(desk, file, ruling or OWN_WORD)

    return ActSheet(kit, parent, text, f"{name}_file", act, ruling=block, hint=hint, button=text)
