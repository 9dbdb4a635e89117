"""The sheets in which a person is edited and given numbers, addresses and relations."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Email, HomeAddress, Person, PersonPrivate, Phone, Relation
from app.services.cases.rulings import Ruling
from app.services.registers.merging import join_persons, part_persons
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import (
    add_address,
    add_email,
    add_phone,
    edit_person,
    edit_private,
    relate_persons,
)
from app.ui.files.opening import PERSON
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

Make = Callable[[Kit, "Desk", QWidget, PersonSheet], QDialog]


def edit_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that edits the public half."""
    person = sheet.card.id
    form = Form(
        kit, desk, form_spec(Person, PERSON, rest=False), sheet.card.record, f"person:{person.hex()}",
        about=person,
    )  # fmt: skip

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_person(desk, person, changed) if changed else None

    return ActSheet(kit, parent, kit.words(N_("Edit person")), "edit_person", act, form=form, width=860)


def private_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that edits the private half; sealed words have an act of their own."""
    person = sheet.card.id
    names = ("birth_date", "birth_place", "birth_country", "national_number", "blood_group", "marital_status")
    spec = form_spec(PersonPrivate, (*names, "document_number"), rest=False)
    form = Form(kit, desk, spec, sheet.card.private, f"private:{person.hex()}", about=person)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed, keep = form.changed_values(), "national_number" in form.kept_as_typed
        return lambda: edit_private(desk, person, changed, keep=keep) if changed else None

    return ActSheet(kit, parent, kit.words(N_("Edit private data")), "edit_private_data", act, form=form)


def phone_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet of a new phone number."""
    person = sheet.card.id
    form = Form(kit, desk, form_spec(Phone, ("number", "use", "order", "remarks"), rest=False), None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "number" in form.kept_as_typed
        return lambda: add_phone(
            desk, person, values["number"] or "", values["use"], order=values["order"], remarks=values["remarks"],
            keep=keep,
        )  # fmt: skip

    text = kit.words(N_("Add a phone number"))
    return ActSheet(kit, parent, text, "add_phone", act, form=form, button=kit.words(N_("Add")))


def email_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet of a new e-mail address."""
    person = sheet.card.id
    form = Form(kit, desk, form_spec(Email, ("address", "use", "remarks"), rest=False), None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "address" in form.kept_as_typed
        return lambda: add_email(
            desk, person, values["address"] or "", values["use"], remarks=values["remarks"], keep=keep
        )

    text = kit.words(N_("Add an e-mail address"))
    return ActSheet(kit, parent, text, "add_email", act, form=form, button=kit.words(N_("Add")))


def address_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet of a new address that needs no seal."""
    person = sheet.card.id
    names = ("use", "street", "number", "box", "postcode", "municipality", "country", "from_on", "to_on")
    form = Form(kit, desk, form_spec(HomeAddress, names, rest=False), None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: add_address(desk, person, HomeAddress(**values))

    text = kit.words(N_("Add an address"))
    return ActSheet(kit, parent, text, "add_address", act, form=form, button=kit.words(N_("Add")))


def relation_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that says what another person is to this one."""
    person = sheet.card.id
    form = Form(kit, desk, form_spec(Relation, ("other", "kind", "remarks"), rest=False), None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: relate_persons(desk, person, values["other"], values["kind"], values["remarks"])

    text = kit.words(N_("Add a relation"))
    return ActSheet(kit, parent, text, "add_relation", act, form=form, button=kit.words(N_("Add")))


def join_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that says another entry is the same human: an edge that can be taken away again."""
    person = sheet.card.id
    form = Form(kit, desk, form_spec(SamePerson, ("other", "reason"), required=("reason",), rest=False), None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: join_persons(desk, person, values["other"], values["reason"] or "")

    hint = kit.words(N_("Both entries stay as they are and are shown as one; this can be taken back."))
    text = kit.words(N_("Join with another entry"))
    return ActSheet(kit, parent, text, "join_persons", act, form=form, hint=hint, button=kit.words(N_("Join")))


def part_sheet(other: Id, kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that takes the edge to another entry away."""
    person = sheet.card.id
    form = Form(kit, desk, form_spec(SamePerson, ("reason",), required=("reason",), rest=False), None)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: part_persons(desk, person, other, values["reason"] or "")

    text = kit.words(N_("These are two different persons"))
    return ActSheet(kit, parent, text, "part_persons", act, form=form, button=kit.words(N_("Take apart")))
