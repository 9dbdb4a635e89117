"""The sheets of a file's life: edited, closed for a reason, reopened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.kinds.threat import ThreatFile
from app.services.cases.file_sheets import FileSheet
from app.services.cases.files import close_file, edit_file, reopen_file
from app.services.cases.rulings import Ruling
from app.ui.files.opening import CONFLICT, FILE, OWN_WORD, offer_new_person
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


def edit_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that edits a file's own fields."""
    file = sheet.overview.file
    names = tuple(name for name in FILE if name != "basis")
    spec = form_spec(ThreatFile, {"": names, N_("Conflict of interest"): CONFLICT}, rest=False)
    form = offer_new_person(kit, desk, Form(kit, desk, spec, sheet.overview.record, f"file:{file.hex()}", about=file))

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_file(desk, file, changed) if changed else None

    return ActSheet(kit, parent, kit.words(N_("Edit the file")), "edit_file", act, form=form, width=860)


def close_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that closes a file."""
    file, words = sheet.overview.file, kit.words
    block = RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",))
    spec = form_spec(ThreatFile, ("closing_reason",), required=("closing_reason",), rest=False)
    form = Form(kit, desk, spec, None, f"close:{file.hex()}", about=file, beside={"ruling": block})

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: close_file(desk, file, values["closing_reason"] or "", ruling or OWN_WORD)

    hint = words(N_("A file closes when no measure runs or waits and every copy is back, destroyed or written off."))
    return ActSheet(
        kit, parent, words(N_("Close the file")), "close_file", act, form=form, hint=hint,
        ruling=block, button=words(N_("Close the file")),
    )  # fmt: skip


def reopen_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that reopens a closed file."""
    file, words = sheet.overview.file, kit.words

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: reopen_file(desk, file, ruling or OWN_WORD)

    block = RulingBlock(kit, desk, OWN_WORD, f"reopen:{file.hex()}", without=("urgent_alone",), about=file)
    return ActSheet(
        kit, parent, words(N_("Reopen the file")), "reopen_file", act, ruling=block, button=words(N_("Reopen"))
    )
