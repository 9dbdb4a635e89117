"""The sheets in which an organisation of the register is entered and changed, and given those whom to ring."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.registers import Organisation, OrganisationContact
from app.services.cases.rulings import Ruling
from app.services.registers.entries import add_contact, edit_contact, edit_entry, register_organisation
from app.services.registers.organisation_sheets import OrganisationSheet
from app.ui.files.entering import fill_name, offer_entering
from app.ui.files.places import offer_new_place
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.references import ReferenceEditor
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

BODY_KIND = "organisation"
ORGANISATION = (
    "names", "short_name", "kind", "phone", "place", "entry", "code", "parent", "country", "languages",
    "remarks",
)  # fmt: skip
CONTACT = ("name", "function", "phone", "round_the_clock", "email", "languages", "order", "remarks")


def new_organisation_sheet(kit: Kit, desk: "Desk", parent: QWidget | None) -> ActSheet:
    """Return the sheet that enters an organisation in the register; `acted` gives what was entered."""
    form = Form(kit, desk, form_spec(Organisation, ORGANISATION, rest=False), None, "organisation:new")
    offer_new_place(kit, desk, form)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "phone" in form.kept_as_typed
        return lambda: register_organisation(desk, _record(Organisation(), values), keep=keep)

    return _sheet(kit, parent, kit.words(N_("New organisation")), "register_organisation", act, form)


def enter_organisation(kit: Kit, desk: "Desk", near: QWidget, editor: ReferenceEditor) -> None:
    """Offer in a field, to whom it is allowed, to enter an organisation first; what was is chosen there.

    The sheet of the new one opens above; both keep what is typed.
    """
    make, fill = partial(new_organisation_sheet, kit, desk), partial(fill_name, kit)
    offer_entering(kit, desk, near, [editor], kit.words(N_("New organisation…")), make, fill)


def edit_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: OrganisationSheet) -> ActSheet:
    """Return the sheet that changes it."""
    uid = sheet.id
    spec = form_spec(Organisation, ORGANISATION, rest=False)
    form = Form(kit, desk, spec, sheet.record, f"organisation:{uid.hex()}", about=uid)
    offer_new_place(kit, desk, form)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed, keep = form.changed_values(), "phone" in form.kept_as_typed
        return lambda: edit_entry(desk, uid, Organisation, changed, keep=keep) if changed else None

    return _sheet(
        kit, parent, kit.words(N_("Change organisation")), "edit_organisation", act, form, kit.words(N_("Save"))
    )


def contact_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: OrganisationSheet, line: Id | None = None
) -> ActSheet:
    """Return the sheet of one whom to ring: a new one, or one that is there."""
    record, about = dict(sheet.contacts).get(line) if line is not None else None, line or sheet.id
    spec = form_spec(OrganisationContact, CONTACT, rest=False)
    form = Form(kit, desk, spec, record, f"organisation_contact:{about.hex()}", about=about)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = bool({"phone", "email"} & set(form.kept_as_typed))
        if line is None:
            return lambda: add_contact(desk, sheet.id, _record(OrganisationContact(), values), keep=keep)
        changed = form.changed_values()
        return lambda: edit_contact(desk, line, changed, keep=keep) if changed else None

    text = kit.words(N_("Add a contact")) if line is None else kit.words(N_("Contact"))
    return _sheet(kit, parent, text, "organisation_contact", act, form, kit.words(N_("Add")) if line is None else "")


def _record(empty: Any, values: Mapping[str, Any]) -> Any:
    return replace(empty, **{name: tuple(one) if isinstance(one, list) else one for name, one in values.items()})


def _sheet(
    kit: Kit, parent: QWidget | None, text: str, name: str, act: Callable[..., Any], form: Form, button: str = ""
) -> ActSheet:
    return ActSheet(kit, parent, text, name, act, form=form, button=button, width=860)
