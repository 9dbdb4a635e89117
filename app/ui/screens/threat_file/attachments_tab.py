"""Attachments of a threat file and of all that is in it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import ExecutionReport
from app.services.cases.file_sheets import FileSheet
from app.services.cases.labels import record_originator_consent
from app.services.cases.rulings import Ruling
from app.ui.files.attachments.page import AttachmentsPage
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.not_yet import why_no_work
from app.ui.screens.threat_file.offered import subjects_of

if TYPE_CHECKING:
    from app.services.desk import Desk


class AttachmentsTab(AttachmentsPage):
    """Shows those of a threat file."""

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the attachments of this file, the newest first."""
        options = subjects_of(self.kit, sheet)
        about = {option.value: option.text for option in options if isinstance(option.value, bytes)}
        why = why_no_work(sheet)
        said = self.kit.words(why) if why else ""
        self.show_lines(sheet.attachments, about, sheet.names, adds=Action.ATTACH in sheet.may, why=said)


def originator_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, of: Id) -> ActSheet:
    """Return the sheet in which it is recorded that an originator agrees to one more receiver, who said so and how.

    `of` is an attachment, or the threat part, whose reports and analyses go together.
    """
    words = kit.words
    stream = next((one.stream for one in sheet.attachments if one.id == of), of)
    asked = ("organisation", "by_whom", "remarks")
    form = Form(
        kit, desk, form_spec(ExecutionReport, asked, required=asked[:2], rest=False), None,
        f"originator:{of.hex()}", about=of,
    )  # fmt: skip

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        how = ": ".join(part for part in (values["by_whom"], values["remarks"]) if part)
        return lambda: record_originator_consent(desk, stream, values["organisation"], how)

    text = words(N_("Record the originator's consent"))
    hint = words(N_("Which organisation may now receive it, who agreed for the originator, and how it was said."))
    return ActSheet(
        kit, parent, text, "record_originator", act, form=form, hint=hint, button=words(N_("Record consent"))
    )
