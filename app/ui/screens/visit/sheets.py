"""The sheets of a visit: edited, a point of the programme, a member of the delegation, a measure."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import SubjectKind
from app.models.kinds.measures import Measure
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.rulings import Ruling
from app.services.visits.boards import VisitBoard
from app.services.visits.visit_lines import add_line, add_programme_item, edit_line, remove_line
from app.services.visits.visits import edit_visit
from app.ui.files.measures.templates import ENDING, Templates
from app.ui.files.opening import OWN_PROPOSAL, VISIT, offer_new_person
from app.ui.files.places import offer_new_place
from app.ui.files.undo_bar import Removed
from app.ui.files.wording import person_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.ruling import PROPOSING, RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

MakeSheet = Callable[[Kit, "Desk", QWidget, VisitBoard], ActSheet]

ITEM = (
    "starts",
    "ends",
    "activity",
    "place",
    "place_text",
    "responsible",
    "responsible_phone",
    "participants",
    "remarks",
)


def edit_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard) -> ActSheet:
    """Return the sheet that edits a visit's own fields."""
    file, record = board.sheet.file, board.sheet.record
    own = record.file_officer == desk.officer  # whose else it is, is confirmed in its own sheet
    names = tuple(name for name in VISIT if own or name != "deputy")
    form = Form(kit, desk, form_spec(VisitFile, names, rest=False), record, f"visit:{file.hex()}", about=file)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_visit(desk, file, changed) if changed else None

    offer_new_person(kit, desk, form)
    return ActSheet(kit, parent, kit.words(N_("Edit the visit")), "edit_visit", act, form=form, width=860)


def item_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard, item: Id | None = None) -> ActSheet:
    """Return the sheet of a point of the programme: a new one, or one that is there."""
    file, words = board.sheet.file, kit.words
    record = next((one for uid, one, _ in board.sheet.programme or () if uid == item), None)
    guests = [Option(uid, board.names.get(one.person or b"", "")) for uid, one in board.sheet.members or ()]
    names = (*ITEM, "cancelled") if record is not None else ITEM
    key = f"item:{(item or file).hex()}"
    form = Form(kit, desk, form_spec(ProgrammeItem, names, rest=False), record, key, about=item or file,
                offers={"participants": guests})  # fmt: skip
    offer_new_place(kit, desk, form)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if item is None:
            return lambda: add_programme_item(desk, file, ProgrammeItem(**values))
        changed = form.changed_values()
        return lambda: edit_line(desk, item, ProgrammeItem, changed) if changed else None

    text = words(N_("New programme item")) if record is None else words(N_("Programme item"))
    made = ActSheet(kit, parent, text, "programme_item", act, form=form, width=860)
    if record is not None and item is not None:
        name = words.text(record.activity)
        made.add_removal(words(N_("Remove")), lambda: Removed(name, remove_line(desk, item, ProgrammeItem)))
    return made


def member_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard, member: Id | None = None) -> ActSheet:
    """Return the sheet of a member of the delegation: a new one, or one that is there."""
    file, words = board.sheet.file, kit.words
    record = next((one for uid, one in board.sheet.members or () if uid == member), None)
    names = ("title", "office", "head", "role", "remarks")
    spec = form_spec(DelegationMember, names if record is not None else ("person", *names), rest=False)
    key = f"member:{(member or file).hex()}"
    form = offer_new_person(kit, desk, Form(kit, desk, spec, record, key, about=member or file))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if member is None:
            return lambda: add_line(desk, file, DelegationMember(**values))
        changed = form.changed_values()
        return lambda: edit_line(desk, member, DelegationMember, changed) if changed else None

    text = words(N_("Add to the delegation")) if record is None else words(N_("Member of the delegation"))
    made = ActSheet(kit, parent, text, "member", act, form=form)
    if record is not None and member is not None:
        name = person_name(board.persons.get(record.person or b""), words)
        made.add_removal(words(N_("Remove")), lambda: Removed(name, remove_line(desk, member, DelegationMember)))
    return made


def measure_sheet(kit: Kit, desk: "Desk", parent: QWidget, board: VisitBoard, item: Id | None = None) -> ActSheet:
    """Return the sheet of a measure for a point of the programme, or for the principal of the visit."""
    file, words = board.sheet.file, kit.words
    names = ("type", "executing", "start", "end", "review", "instruction", "frequency", "character", "visibility",
             "timing", "contact", "contact_phone")  # fmt: skip
    spec = form_spec(Measure, names, required=("type", "executing"), rest=False, labels=ENDING)
    block = RulingBlock(kit, desk, OWN_PROPOSAL, without=PROPOSING)
    key = f"measure:{(item or file).hex()}"
    form = Form(kit, desk, spec, None, key, about=item or file, beside={"ruling": block})
    kind = SubjectKind.PROGRAMME_ITEM if item is not None else SubjectKind.VISIT

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        known = {field.name for field in fields(NewMeasure)}
        given = {name: value for name, value in values.items() if name in known}
        new = NewMeasure(
            **{**given, "subjects": (item or file,), "executing": tuple(values["executing"]), "subject_kind": kind}
        )
        return lambda: propose_measures(desk, file, new, ruling or OWN_PROPOSAL)

    about = board.names.get(item, "") if item is not None else ""
    return ActSheet(
        kit, parent, words(N_("Propose a measure")), "visit_measure", act, form=form, hint=about,
        above=Templates(kit, desk, form), ruling=block, ruled=words(N_("Proposal")),
        button=words(N_("Propose")),
        width=860,
    )  # fmt: skip
