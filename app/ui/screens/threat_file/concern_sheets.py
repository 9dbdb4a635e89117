"""The sheets of persons of concern: entered as far as known, linked to a report, corrected; never among persons."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.threat import ConcernLink, PersonOfConcern
from app.services.cases.concerns import edit_concern, edit_link, link_concern, record_concern
from app.services.cases.file_sheets import FileSheet
from app.services.cases.rulings import Ruling
from app.ui.files.wording import concern_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.offered import reports_of

if TYPE_CHECKING:
    from app.services.desk import Desk

KNOWN = (
    "family_name", "given_names", "native_name", "aliases", "birth_date", "national_number", "nationalities", "phones",
    "description", "vehicles",
)  # fmt: skip


def concern_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, report: Id | None = None) -> ActSheet:
    """Return the sheet of a new person of concern, linked to the chosen report or to the file alone."""
    file, words = sheet.overview.file, kit.words
    form = Form(kit, desk, form_spec(PersonOfConcern, KNOWN, rest=False), None, f"concern:{file.hex()}", about=file)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = bool(form.kept_as_typed)
        return lambda: record_concern(desk, file, PersonOfConcern(**values), report, keep=keep)

    hint = words(N_("What is known is enough. Persons of concern stand in no list of protected persons."))
    return ActSheet(
        kit, parent, words(N_("New person of concern")), "new_concern", act, form=form, hint=hint,
        button=words(N_("Record person")), width=860,
    )  # fmt: skip


def concern_change_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, concern: Id) -> ActSheet:
    """Return the sheet that says more of a person of concern."""
    found = next(one.record for one in sheet.concerns if one.id == concern)
    spec = form_spec(PersonOfConcern, KNOWN, rest=False)
    form = Form(kit, desk, spec, found, f"concern_change:{concern.hex()}", about=concern)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed, keep = form.changed_values(), bool(form.kept_as_typed)
        return lambda: edit_concern(desk, concern, changed, keep=keep) if changed else None

    text = kit.words(N_("Edit the person of concern"))
    return ActSheet(kit, parent, text, "edit_concern", act, form=form, width=860)


def link_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, concern: Id | None = None) -> ActSheet:
    """Return the sheet that links a known person of concern, also of another file, to this file or a report of it."""
    file, words = sheet.overview.file, kit.words
    spec = form_spec(ConcernLink, ("concern", "report", "remarks"), rest=False)
    record = ConcernLink(concern=concern) if concern is not None else None
    form = Form(
        kit, desk, spec, record, f"concern_link:{file.hex()}", about=file, offers={"report": reports_of(kit, sheet)}
    )

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: link_concern(desk, file, values["concern"], values["report"], values["remarks"])

    text = words(N_("Link a person of concern"))
    hint = words(N_("Without a report the link is to the file."))
    return ActSheet(kit, parent, text, "link_concern", act, form=form, hint=hint, button=words(N_("Link")))


def remark_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, link: Id) -> ActSheet:
    """Return the sheet of the remarks on one link."""
    one, record = next((one, held.record) for one in sheet.concerns for held in one.links if held.id == link)
    form = Form(
        kit, desk, form_spec(ConcernLink, ("remarks",), rest=False), record, f"concern_remark:{link.hex()}", about=link
    )

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_link(desk, link, changed) if changed else None

    return ActSheet(
        kit, parent, kit.words(N_("Remarks on the link")), "concern_remark", act, form=form,
        hint=concern_name(one.record, kit.words),
    )  # fmt: skip
