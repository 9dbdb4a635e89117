"""The sheets in which a person is edited, agreed with, and joined with another entry."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.merge import SamePerson
from app.models.kinds.persons import Person, PersonPrivate
from app.services.cases.rulings import Ruling
from app.services.registers.agreements import SEALED, agree_words
from app.services.registers.merging import join_persons, part_persons
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import (
    edit_person,
    edit_private,
)
from app.ui.files.opening import PERSON
from app.ui.files.wording import person_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.person.line_sheets import watched

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

    text = kit.words(N_("Edit private data"))
    return watched(kit, desk, parent, person, text, "edit_private_data", act, form)


def words_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet) -> ActSheet:
    """Return the sheet of what is sealed of the person himself: replaced unseen, opened on the call card only."""
    person = sheet.card.id
    spec = form_spec(PersonPrivate, SEALED, rest=False)
    form = Form(kit, desk, spec, sheet.card.private, f"words:{person.hex()}", about=person)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: agree_words(desk, person, changed) if changed else None

    hint = N_(
        "The code word says who is calling; the duress word says, unnoticed by others, that help is needed. Medical"
        " remarks are what an ambulance must know; they are printed on the protocol only with a reason."
    )
    text = kit.words(N_("Words agreed and medical remarks"))
    return ActSheet(kit, parent, text, "agree_words", act, form=form, hint=kit.words(hint))


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

    words, names = kit.words, {uid: person_name(record, kit.words) for uid, record in sheet.shown.entries}
    hint = words(N_("{one} and {other} stand apart again, each with what is its own."), one=names.get(person, ""),
                 other=names.get(other, ""))  # fmt: skip
    text = words(N_("These are two different persons"))
    return ActSheet(kit, parent, text, "part_persons", act, form=form, hint=hint, button=words(N_("Take apart")))
