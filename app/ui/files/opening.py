"""The sheets that begin something: a protection file, a visit, an entry of the register of persons."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AddressUse, Capacity, Channel, FileBasis, InvolvementRole, Marking
from app.models.kinds.label import Label
from app.models.kinds.persons import HomeAddress, Person, Phone
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.names.typed_names import part_name
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.rulings import Ruling
from app.services.contacts import Entered
from app.services.registers.persons import open_person
from app.services.visits.visits import NewVisit, VisitLabels, open_visit
from app.ui.files.duplicates import Duplicates
from app.ui.files.entering import offer_entering
from app.ui.files.running_files import RunningFiles
from app.ui.files.same_values import SameValues
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.marking import marking_for
from app.ui.forms.options import Option, options_for
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.forms.rows import FieldRow, Said
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk

FILE = ("title", "basis", "origin", "origin_detail", "summary", "conduct", "deputy", "employer_contact")
CONFLICT = ("substitute_approver", "recused")
VISIT = (
    "title", "visit_type", "sending_state", "sending_organisation", "principal", "host", "arrival", "departure",
    "note_verbale", "note_verbale_on", "embassy_contact", "deputy", "summary",
)  # fmt: skip
PERSON = (
    "family_name", "given_names", "native_name", "honorific", "function", "category", "employer", "sex",
    "nationalities", "languages", "aliases", "remarks",
)  # fmt: skip
PHONE = {"phone": "number", "phone_use": "use"}
ADDRESS = {
    "street": "street", "house_number": "number", "box": "box", "postcode": "postcode", "municipality": "municipality",
    "country": "country", "address_use": "use",
}  # fmt: skip
"""Fields of the sheet of a new person, and of which of a number or an address each is."""
REACHED = N_("Phone and address: private data, for your own organisation only")
PERSON_KIND = "person"
USUAL = Marking.RESTRICTED
"""Where a marking begins: what is kept here is for those who need it, until an officer says otherwise."""
OWN_WORD = Ruling(Capacity.FILE_OFFICER, Channel.PAPER)
"""What stands in the ruling of an act that an officer takes himself, until he writes something else."""
OWN_PROPOSAL = Ruling(Capacity.FILE_OFFICER, None)
"""What stands in a proposal: who makes it. Whoever answers it says how the answer came."""
OPENS = frozenset({FileBasis.STATUS, FileBasis.BOTH})
"""Bases on which a file opens at once; on an analysis it stays a draft until the analysis is there."""


def new_file_sheet(
    kit: Kit, desk: "Desk", parent: QWidget | None, go_to: Callable[[Id], object] = lambda _file: None
) -> ActSheet:
    """Return the sheet that opens a file; `acted` gives its id. `go_to` opens one of the same person that runs."""
    words = kit.words
    groups = {"": FILE, N_("Conflict of interest"): CONFLICT}
    ruling = RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",), later=True)
    marking = marking_for(kit, desk, USUAL)
    whom = ReferenceEditor(kit, "threatened", Source(kit, desk, PERSON_KIND))
    whom_row = FieldRow(kit, words(N_("Threatened person")), whom, required=False)
    whom.edited.connect(whom_row.take_back)
    form = Form(
        kit, desk, form_spec(ThreatFile, groups, rest=False), None, "file:new",
        beside={"marking": marking, "ruling": ruling, "whom": whom},
    )  # fmt: skip

    def act(values: Mapping[str, Any], given: Ruling | None) -> Any:
        person, label = _chosen(whom_row), Label(marking=marking.value())
        involved = [Involved(person, InvolvementRole.THREATENED)] if person is not None else []
        new = NewFile(**{**values, "recused": tuple(values["recused"])}, involved=involved)
        return lambda: open_file(desk, new, given or OWN_WORD, label)

    waits = N_("On an analysis it stays a draft, without measures, until that is recorded.")
    note = secondary(words(waits), "new_file_waits", wrap=True)
    form.row("basis").put_below(note)
    named = N_("By office: Examining magistrate, Antwerp")
    form.row("title").put_below(secondary(words(named), "new_file_title_hint", wrap=True))
    offer_new_person(kit, desk, form, whom)
    running = RunningFiles(kit, desk, whom)
    above = QWidget()
    box = QVBoxLayout(above)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    line = QHBoxLayout()
    line.setSpacing(2 * GRID)
    line.addWidget(whom_row, 1)
    line.addWidget(marking, 1)
    box.addLayout(line)
    box.addWidget(running)
    made = ActSheet(
        kit, parent, words(N_("New protection file")), "new_file", act, form=form, ruling=ruling, above=above,
        button=words(N_("Open the file")), width=860,
    )  # fmt: skip

    def renew() -> None:
        basis = form.editor("basis").state()
        made.ask_ruling(basis in [one.value for one in OPENS])
        note.setVisible(basis == FileBasis.ANALYSIS.value)

    form.changed.connect(renew)
    renew()
    running.watch(form)

    def leave_for(file: Id) -> None:
        made.reject()  # what is typed waits as a draft
        go_to(file)

    running.wanted.connect(leave_for)
    whom.setFocus()  # it stands first, and who knows nothing yet types a name
    return made


def new_visit_sheet(kit: Kit, desk: "Desk", parent: QWidget | None) -> ActSheet:
    """Return the sheet that opens a visit file; `acted` gives its id."""
    words = kit.words
    marking = marking_for(kit, desk, USUAL)
    spec = form_spec(VisitFile, VISIT, rest=False)
    form = Form(kit, desk, spec, None, "visit:new", beside={"marking": marking})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        known = {field.name for field in fields(NewVisit)}
        new = NewVisit(**{name: value for name, value in values.items() if name in known})
        labels = VisitLabels(Label(marking=marking.value()))
        return lambda: open_visit(desk, new, labels)

    offer_new_person(kit, desk, form)
    text = words(N_("New visit"))
    return ActSheet(
        kit, parent, text, "new_visit", act, form=form, above=_half(marking), button=words(N_("Open the file")),
        width=860,
    )  # fmt: skip


def new_person_sheet(kit: Kit, desk: "Desk", parent: QWidget | None) -> ActSheet:
    """Return the sheet of a new entry of the register; `acted` gives an `Entered`."""
    words = kit.words
    marking = marking_for(kit, desk, USUAL)
    groups = {"": PERSON[:7], REACHED: (*PHONE, *ADDRESS), N_("Further data"): PERSON[7:]}
    spec = form_spec(
        Person, groups, rest=False, optional=("phone",), labels={"phone": N_("Phone number")},
        also={
            **{name: (Phone, its) for name, its in PHONE.items()},
            **{name: (HomeAddress, its) for name, its in ADDRESS.items()},
        },
    )  # fmt: skip
    offers = {"address_use": _address_uses(kit)}
    form = Form(kit, desk, spec, None, "person:new", offers=offers, beside={"marking": marking})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        label, keep = Label(marking=marking.value()), "phone" in form.kept_as_typed
        person = Person(**{name: values[name] for name in PERSON})
        lines = _reached(values)
        return lambda: open_person(desk, person, lines=lines, label=label, keep=keep)

    text, save = words(N_("New person")), words(N_("Add person"))
    known = Duplicates(kit, desk)
    same = SameValues(kit, desk, None, {"number": "phone"}, words(N_("It is this person")))
    above = QWidget()
    box = QVBoxLayout(above)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID)
    box.addWidget(known)
    box.addWidget(same)
    box.addWidget(_half(marking))
    made = ActSheet(kit, parent, text, "new_person", act, form=form, above=above, button=save, width=860)
    known.watch(form)
    same.watch(form)

    def take(person: Id) -> None:
        form.saved()  # whoever is in the register already is not entered: nothing is left to be typed
        made.acted.emit(Entered(person, None))
        made.accept()

    known.taken.connect(lambda one: take(one.person))
    same.chosen.connect(take)
    return made


def _half(field: QWidget) -> QWidget:
    """Return a line of which a field takes the left half, as the fields of the form beneath do."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2 * GRID)
    line.addWidget(field, 1)
    line.addWidget(QWidget(), 1)
    return made


def _reached(values: Mapping[str, Any]) -> list[Phone | HomeAddress]:
    """Return the number and the address that were typed of a new person; a use alone is none."""
    phone = Phone(**{its: values[name] for name, its in PHONE.items()})
    address = HomeAddress(**{its: values[name] for name, its in ADDRESS.items()})
    written = any(values[name] for name, its in ADDRESS.items() if its != "use")
    return [*([phone] if phone.number else []), *([address] if written else [])]


def _address_uses(kit: Kit) -> list[Option]:
    """Return what may be said of an address here: what hides one, or is sealed, is entered on the person's screen."""
    spec = SCHEMA.by_record[HomeAddress].fields["use"]
    every = options_for(spec, kit.words) or ()
    return [one for one in every if one.value not in (AddressUse.CHOSEN_DOMICILE, AddressUse.SAFE_HOUSE)]


def offer_new_person(kit: Kit, desk: "Desk", form: Form, *beside: ReferenceEditor) -> Form:
    """Offer in every field of a form, and `beside` it, that names a person to enter one first; who was is chosen there.

    The sheet of the new person opens above; both keep what is typed. Return the form.
    """
    fields_of = [form.editor(name) for name in form.spec.names if form.spec.field(name).meta.ref == PERSON_KIND]
    editors = [*beside, *(editor for editor in fields_of if isinstance(editor, ReferenceEditor))]
    make = partial(new_person_sheet, kit, desk)
    offer_entering(kit, desk, form, editors, kit.words(N_("New person…")), make, _fill_person)
    return form


def _fill_person(sheet: ActSheet, typed: str) -> None:
    name = part_name(typed)
    given = {"family_name": name.family, "given_names": name.given} if _latin(typed) else {"native_name": typed}
    for field, said in given.items():
        if said and sheet.form is not None:
            sheet.form.set_value(field, said)


def _chosen(row: FieldRow) -> Id | None:
    """Return what a reference beside a form points to. Raises NotChosen, said under it."""
    row.say(Said.NOTHING)
    try:
        found: Id | None = row.editor.value()
    except UserError as refusal:
        row.say(Said.REFUSED, refusal.say(row.kit.words.language))
        raise
    return found


def _latin(name: str) -> bool:
    return all(unicodedata.name(sign, "").startswith("LATIN") for sign in name if sign.isalpha())
