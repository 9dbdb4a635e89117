"""The sheets in which a person is edited and given numbers, addresses and relations."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AddressUse
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Email, HomeAddress, Person, PersonPrivate, Phone, Relation
from app.services.cases.rulings import Ruling
from app.services.registers.agreements import WORDS, agree_words, choose_domicile
from app.services.registers.merging import join_persons, part_persons
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import (
    add_address,
    add_email,
    add_phone,
    edit_line,
    edit_person,
    edit_private,
    relate_persons,
)
from app.ui.files.opening import PERSON, offer_new_person
from app.ui.files.same_values import SameValues
from app.ui.forms.acting import Act, ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen

if TYPE_CHECKING:
    from app.services.desk import Desk

Make = Callable[[Kit, "Desk", QWidget, PersonSheet], QDialog]
MakeLine = Callable[..., QDialog]
"""The same, with `line` where one that is there is changed."""


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

    text = kit.words(N_("Edit private data"))
    return _watched(kit, desk, parent, person, text, "edit_private_data", act, form)


def words_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet of the words agreed with the person: replaced unseen, opened on the call card only."""
    person = sheet.card.id
    spec = form_spec(PersonPrivate, WORDS, rest=False)
    form = Form(kit, desk, spec, sheet.card.private, f"words:{person.hex()}", about=person)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: agree_words(desk, person, changed) if changed else None

    hint = N_("The code word says who is calling; the duress word says, unnoticed by others, that help is needed.")
    text = kit.words(N_("Words agreed"))
    return ActSheet(kit, parent, text, "agree_words", act, form=form, hint=kit.words(hint))


def phone_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet of a phone number: a new one, or one that is there."""
    person = sheet.card.id
    record = dict(sheet.phones).get(line) if line is not None else None
    names = ("number", "use", "order", "remarks")
    form = _form(kit, desk, Phone, names, record, person, line)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "number" in form.kept_as_typed
        if line is not None:
            return _edit(desk, line, Phone, form, keep)
        return lambda: add_phone(
            desk, person, values["number"] or "", values["use"], order=values["order"], remarks=values["remarks"],
            keep=keep,
        )  # fmt: skip

    text = kit.words(N_("Add a phone number")) if line is None else kit.words(N_("Phone number"))
    button = kit.words(N_("Add")) if line is None else ""
    return _watched(kit, desk, parent, person, text, "add_phone", act, form, button)


def email_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet of an e-mail address: a new one, or one that is there."""
    person = sheet.card.id
    record = dict(sheet.emails).get(line) if line is not None else None
    form = _form(kit, desk, Email, ("address", "use", "remarks"), record, person, line)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "address" in form.kept_as_typed
        if line is not None:
            return _edit(desk, line, Email, form, keep)
        return lambda: add_email(
            desk, person, values["address"] or "", values["use"], remarks=values["remarks"], keep=keep
        )

    text = kit.words(N_("Add an e-mail address")) if line is None else kit.words(N_("E-mail address"))
    button = kit.words(N_("Add")) if line is None else ""
    return _watched(kit, desk, parent, person, text, "add_email", act, form, button)


def address_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet of an address that needs no seal: a new one, or one that is there."""
    person = sheet.card.id
    record = dict(sheet.addresses).get(line) if line is not None else None
    names = ("use", "street", "number", "box", "postcode", "municipality", "country", "from_on", "to_on")
    form = _form(kit, desk, HomeAddress, names, record, person, line)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if line is not None:
            return _edit(desk, line, HomeAddress, form, keep=False)
        given = HomeAddress(**values)
        if given.use is AddressUse.CHOSEN_DOMICILE:
            return lambda: choose_domicile(desk, person, given)
        return lambda: add_address(desk, person, given)

    text = kit.words(N_("Add an address")) if line is None else kit.words(N_("Address"))
    return _line_sheet(kit, parent, text, "add_address", act, form, line)


def relation_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet that says what another person is to this one."""
    person = sheet.card.id
    record = {one.uid: one.record for one in sheet.related}.get(line) if line is not None else None
    names = ("kind", "remarks") if line is not None else ("other", "kind", "remarks")
    form = offer_new_person(kit, desk, _form(kit, desk, Relation, names, record, person, line))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if line is not None:
            return _edit(desk, line, Relation, form, keep=False)
        return lambda: relate_persons(desk, person, values["other"], values["kind"], values["remarks"])

    text = kit.words(N_("Add a relation")) if line is None else kit.words(N_("Relation"))
    return _line_sheet(kit, parent, text, "add_relation", act, form, line)


def join_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that says another entry is the same human: an edge that can be taken away again."""
    person = sheet.card.id
    spec = form_spec(SamePerson, ("other", "reason"), required=("reason",), rest=False)
    form = Form(kit, desk, spec, None, f"join:{person.hex()}", about=person)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: join_persons(desk, person, values["other"], values["reason"] or "")

    hint = kit.words(N_("Both entries stay as they are and are shown as one; this can be taken back."))
    text = kit.words(N_("Join with another entry"))
    return ActSheet(kit, parent, text, "join_persons", act, form=form, hint=hint, button=kit.words(N_("Join")))


def part_sheet(other: Id, kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet that takes the edge to another entry away."""
    person = sheet.card.id
    spec = form_spec(SamePerson, ("reason",), required=("reason",), rest=False)
    form = Form(kit, desk, spec, None, f"part:{person.hex()}:{other.hex()}", about=person)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: part_persons(desk, person, other, values["reason"] or "")

    text = kit.words(N_("These are two different persons"))
    return ActSheet(kit, parent, text, "part_persons", act, form=form, button=kit.words(N_("Take apart")))


def _form(
    kit: Kit, desk: "Desk", kind: type, names: tuple[str, ...], record: Any | None, person: Id, line: Id | None
) -> Form:
    about = line or person
    spec = form_spec(kind, names, rest=False)
    return Form(kit, desk, spec, record, f"{spec.kind.name}:{about.hex()}", about=about)


def _edit(desk: "Desk", line: Id, kind: type, form: Form, keep: bool) -> Callable[[], object]:
    changed = form.changed_values()
    return lambda: edit_line(desk, line, kind, changed, keep=keep) if changed else None


def _watched(
    kit: Kit, desk: "Desk", parent: QWidget, person: Id, text: str, name: str, act: Act, form: Form, button: str = ""
) -> ActSheet:
    """Return a sheet that says who else has what is typed; going to look keeps what was typed as a draft."""
    same = SameValues(kit, desk, person)
    made = ActSheet(kit, parent, text, name, act, form=form, above=same, button=button)
    same.watch(form)

    def look(other: Id) -> None:
        made.reject()
        if isinstance(parent, Screen):
            parent.wanted_apart.emit(Address("doubles", person, extra=(("with", other.hex()),)))

    same.chosen.connect(look)
    return made


def _line_sheet(kit: Kit, parent: QWidget, text: str, name: str, act: Act, form: Form, line: Id | None) -> ActSheet:
    button = kit.words(N_("Add")) if line is None else ""
    return ActSheet(kit, parent, text, name, act, form=form, button=button)
