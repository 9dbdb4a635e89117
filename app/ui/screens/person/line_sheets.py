"""The sheets of the lines of a person: numbers, addresses open and under seal, vehicles, relations."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AddressUse
from app.models.kinds.persons import Email, HomeAddress, Phone, Relation
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Vehicle
from app.models.kinds.schema import SCHEMA
from app.services.cases.rulings import Ruling
from app.services.registers.agreements import choose_domicile
from app.services.registers.entries import edit_entry
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import add_address, add_email, add_phone, edit_line, relate_persons
from app.services.registers.sealed_addresses import ADDRESS, change_sealed_address, register_sealed_address
from app.services.registers.vehicles import add_vehicle
from app.ui.files.opening import offer_new_person
from app.ui.files.same_values import SameValues
from app.ui.forms.acting import Act, ActSheet
from app.ui.forms.editor import Beside
from app.ui.forms.form import Form
from app.ui.forms.marking import marking_for
from app.ui.forms.options import Option, options_for
from app.ui.forms.sealed import SealedEditor
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen
from app.ui.screens.person.zone_found import ZoneFound

if TYPE_CHECKING:
    from app.services.desk import Desk

MakeLine = Callable[..., ActSheet]
"""Makes the sheet of a line: a new one, or with `line` one that is there."""

BESIDE = ("latitude", "zone")
"""What of a sealed address goes with it, and can also be replaced alone."""


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
    return watched(kit, desk, parent, person, text, "add_phone", act, form, button)


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
    return watched(kit, desk, parent, person, text, "add_email", act, form, button)


def address_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet of an address that needs no seal: a new one, or one that is there."""
    person = sheet.card.id
    record = dict(sheet.addresses).get(line) if line is not None else None
    form = _form(
        kit, desk, HomeAddress, ("use", *ADDRESS, "zone", "from_on", "to_on"), record, person, line,
        {"use": _uses(kit, {AddressUse.SAFE_HOUSE} - {record.use if record is not None else None}), **_zones(sheet)},
    )  # fmt: skip
    if line is None and sheet.zone is not None:
        form.begin_with({"zone": sheet.zone})
    ZoneFound(kit, desk, form)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if line is not None:
            changed, knowing = form.changed_values(), made.knowing
            return lambda: edit_line(desk, line, HomeAddress, changed, knowing=knowing) if changed else None
        given = HomeAddress(**values)
        if given.use is AddressUse.CHOSEN_DOMICILE:
            return lambda: choose_domicile(desk, person, given)
        return lambda: add_address(desk, person, given)

    text = kit.words(N_("Add an address")) if line is None else kit.words(N_("Address"))
    made = _line_sheet(kit, parent, text, "add_address", act, form, line)
    return made


def sealed_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet of an address under seal: a new one, or one that is there, replaced unseen."""
    person = sheet.card.id
    held = next((one.record for one in sheet.sealed if one.id == line), None)
    marking = marking_for(kit, desk, sheet.marking) if line is None else None
    uses = _uses(kit, {AddressUse.CHOSEN_DOMICILE})
    form = _form(
        kit, desk, SealedAddress, ("use", *ADDRESS, "zone", "from_on", "to_on", "latitude", "access"), held, person,
        line, {"use": uses, **_zones(sheet)}, {"marking": marking} if marking is not None else {},
    )  # fmt: skip
    _replaced_whole(form)
    ZoneFound(kit, desk, form)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if line is not None:
            changed, knowing = form.changed_values(), made.knowing
            return lambda: change_sealed_address(desk, line, changed, knowing=knowing) if changed else None
        given, own = SealedAddress(**values), marking.value() if marking is not None else None
        return lambda: register_sealed_address(desk, person, given, own)

    text = kit.words(N_("Add a sealed address")) if line is None else kit.words(N_("Sealed address"))
    hint = N_(
        "It has its own marking and is for your own organisation alone until it is shared. No search finds it; it is"
        " opened on the call card and printed only with a reason, which is logged."
    )
    button = kit.words(N_("Add")) if line is None else ""
    made = ActSheet(
        kit, parent, text, "add_sealed_address", act, form=form, above=marking, button=button, hint=kit.words(hint)
    )
    if marking is not None:
        marking.limited.connect(made.fit)
        marking.limited.connect(made.grow)
    return made


def vehicle_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None) -> ActSheet:
    """Return the sheet of a vehicle somebody uses: a new one, or one that is there."""
    person = sheet.card.id
    record = next((one.record for one in sheet.vehicles if one.id == line), None)
    names = ("plate", "country", "make", "model", "colour", "role", "armoured", "remarks")
    form = _form(kit, desk, Vehicle, names, record, person, line)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        keep = "plate" in form.kept_as_typed
        if line is not None:
            changed = form.changed_values()
            return lambda: edit_entry(desk, line, Vehicle, changed, keep=keep) if changed else None
        return lambda: add_vehicle(desk, person, Vehicle(**values), keep=keep)

    text = kit.words(N_("Add a vehicle")) if line is None else kit.words(N_("Vehicle"))
    button = kit.words(N_("Add")) if line is None else ""
    return watched(kit, desk, parent, person, text, "add_vehicle", act, form, button)


def relation_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: PersonSheet, line: Id | None = None, *, ends: bool = False
) -> ActSheet:
    """Return the sheet that says what another person is to this one, from when until when; `ends` it today."""
    person = sheet.card.id
    record = {one.uid: one.record for one in sheet.related}.get(line) if line is not None else None
    said = ("kind", "from_on", "to_on", "remarks")
    names = said if line is not None else ("other", *said)
    form = offer_new_person(kit, desk, _form(kit, desk, Relation, names, record, person, line))
    if ends and form.editor("to_on").value() is None:
        form.set_value("to_on", desk.today())
    hint = ""
    if record is not None:
        who, whom = (sheet.names.get(uid or b"", "…") for uid in (record.other, record.person))
        hint = kit.words(N_("What {who} is to {whom}."), who=who, whom=whom)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if line is not None:
            return _edit(desk, line, Relation, form, keep=False)
        return lambda: relate_persons(
            desk, person, values["other"], values["kind"], values["remarks"], from_on=values["from_on"],
            to_on=values["to_on"],
        )  # fmt: skip

    text = kit.words(N_("Add a relation")) if line is None else kit.words(N_("Relation"))
    return _line_sheet(kit, parent, text, "add_relation", act, form, line, hint)


def _form(
    kit: Kit, desk: "Desk", kind: type, names: tuple[str, ...], record: Any | None, person: Id, line: Id | None,
    offers: Mapping[str, Sequence[Option]] | None = None, beside: Mapping[str, Beside] | None = None,
) -> Form:  # fmt: skip
    about = line or person
    spec = form_spec(kind, names, rest=False)
    # A vehicle is an entry of its own: the draft says besides on whose page it was typed.
    key = f"{spec.kind.name}:{about.hex()}" + (f":{person.hex()}" if kind is Vehicle else "")
    return Form(kit, desk, spec, record, key, about=about, offers=offers, beside=beside)


def _replaced_whole(form: Form) -> None:
    """Let whoever replaces a part of a sealed address replace all of it: nobody sees what the rest says.

    Coordinates and zone go with the address; each of them may be replaced alone.
    """
    covered = [editor for name in (*ADDRESS, *BESIDE) if isinstance(editor := form.editor(name), SealedEditor)]
    for one in covered:
        for other in covered:
            if other is not one and one.name in ADDRESS:
                one.replace.clicked.connect(other.uncover)


def _zones(sheet: PersonSheet) -> Mapping[str, Sequence[Option]]:
    """Return the police zones to choose from; where none is known here, any organisation is looked for."""
    return {"zone": [Option(one.id, one.name) for one in sheet.zones]} if sheet.zones else {}


def _uses(kit: Kit, without: Collection[AddressUse]) -> list[Option]:
    """Return what an address may be: a safe house only under seal, a chosen domicile, given instead of one, never."""
    every = options_for(SCHEMA.by_record[HomeAddress].fields["use"], kit.words) or ()
    return [one for one in every if one.value not in without]


def _edit(desk: "Desk", line: Id, kind: type, form: Form, keep: bool) -> Callable[[], object]:
    changed = form.changed_values()
    return lambda: edit_line(desk, line, kind, changed, keep=keep) if changed else None


def watched(
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


def _line_sheet(
    kit: Kit, parent: QWidget, text: str, name: str, act: Act, form: Form, line: Id | None,
    hint: str = "",
) -> ActSheet:  # fmt: skip
    button = kit.words(N_("Add")) if line is None else ""
    return ActSheet(kit, parent, text, name, act, form=form, button=button, hint=hint)
