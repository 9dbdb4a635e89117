"""The sheets that draw a proposal up: begun from measures that wait, named, added to, argued, submitted, withdrawn."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Capacity, MeasureState
from app.models.kinds.proposals import Proposal, ProposalReasons
from app.services.cases.proposal_boards import ProposalBoard, proposable
from app.services.cases.proposal_sheets import ProposedFile
from app.services.cases.proposals import (
    NewProposal,
    argue,
    draw_up_proposal,
    name_proposal,
    put_in,
    submit_proposal,
)
from app.services.cases.rulings import Ruling
from app.services.cases.withdrawing import take_back_proposal, withdraw_proposal
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen
from app.ui.screens.proposals.choosing import MeasurePicker

if TYPE_CHECKING:
    from app.services.desk import Desk

NAMED = ("title", "addressee")
TO = (Capacity.MINISTER, Capacity.CABINET, Capacity.SUBSTITUTE)
ARGUED = ("necessity", "proportionality", "alternatives")
NEW_DRAFT = "proposal:new"
"""Under this key what is typed of a new proposal is kept."""
BEGINS = Proposal(addressee=Capacity.MINISTER)


def put_forward(kit: Kit, desk: "Desk", near: Screen, measure: Id, title: str) -> None:
    """Open the sheet of a new proposal over the file of this measure, which is chosen; then the proposal is opened."""
    made = new_proposal_sheet(kit, desk, near, measure, title)
    made.acted.connect(lambda uid: near.wanted_apart.emit(Address("proposal", uid)))
    made.open()


def new_proposal_sheet(
    kit: Kit, desk: "Desk", parent: QWidget | None, measure: Id | None = None, title: str = ""
) -> ActSheet:
    """Return the sheet that draws up a proposal, begun with a measure and a title; `acted` gives its id."""
    words, picker = kit.words, MeasurePicker(kit, measure)
    form = _named(kit, desk, BEGINS, NEW_DRAFT, picker)
    if title:
        form.begin_with({"title": title})
    kit.jobs.read(picker, partial(proposable, desk, words.language), picker.put)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        new = NewProposal(values["title"] or "", picker.chosen, values["addressee"])
        return lambda: draw_up_proposal(desk, new)

    hint = N_("It bears the highest marking of what it holds. Reasons follow on the proposal’s screen, file by file.")
    made = ActSheet(
        kit, parent, words(N_("New proposal to the Minister")), "new_proposal_sheet", act, form=form, above=picker,
        hint=words(hint), button=words(N_("Save")), width=900,
    )  # fmt: skip
    if measure is None:
        picker.setFocus()  # what is asked first stands first; who comes from a measure has chosen
    picker.grown.connect(made.fit)
    return made


def name_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> ActSheet:
    """Return the sheet that names a proposal anew."""
    sheet = board.sheet
    form = _named(kit, desk, sheet.record, f"proposal:{sheet.id.hex()}", None, sheet.id)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        title = (changed["title"] or "") if "title" in changed else None
        return lambda: name_proposal(desk, sheet.id, title, changed.get("addressee"))

    return ActSheet(kit, parent, kit.words(N_("Title and addressee")), "name_proposal", act, form=form)


def put_in_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> ActSheet:
    """Return the sheet that puts more measures into a proposal."""
    words, picker, uid = kit.words, MeasurePicker(kit), board.sheet.id
    kit.jobs.read(picker, partial(proposable, desk, words.language), picker.put)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        chosen = picker.chosen
        return lambda: put_in(desk, uid, chosen)

    text = words(N_("Add measures"))
    made = ActSheet(kit, parent, text, "put_in", act, above=picker, button=words(N_("Add")), width=900)
    picker.setFocus()
    picker.grown.connect(made.fit)
    return made


def reasons_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard, file: ProposedFile) -> ActSheet:
    """Return the sheet in which a file's measures are argued for."""
    uid, given = board.sheet.id, file.reasons
    record = ProposalReasons(uid, file.file, given.necessity, given.proportionality, given.alternatives)
    key = f"reasons:{uid.hex()}:{file.file.hex()}"
    form = Form(kit, desk, form_spec(ProposalReasons, ARGUED, rest=False), record, key, about=uid)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        reasons = replace(given, **form.changed_values())
        return lambda: argue(desk, uid, file.file, reasons, given)

    words = kit.words
    text = words(N_("Reasons for {file}"), file=file.reference or file.title)
    hint = words(N_("Why these measures, why no more than needed, what else was weighed. Printed with the file."))
    return ActSheet(kit, parent, text, "reasons", act, form=form, hint=hint, width=860)


def submit_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> ActSheet:
    """Return the sheet that says that a proposal was put before its addressee."""
    words, uid = kit.words, board.sheet.id
    spec = form_spec(Proposal, ("submitted_on",), required=("submitted_on",), rest=False)
    form = Form(kit, desk, spec, Proposal(submitted_on=desk.today()))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: submit_proposal(desk, uid, values["submitted_on"])

    hint = words(N_("From then on it stays as it is, and its measures wait for an answer. Print it before or after."))
    return ActSheet(
        kit, parent, words(N_("Submit the proposal")), "submit_proposal", act, form=form, hint=hint,
        button=words(N_("Submit")), width=560,
    )  # fmt: skip


def take_back_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> ActSheet:
    """Return the question before a submitted proposal is taken back to be changed."""
    words, uid = kit.words, board.sheet.id
    hint = words(N_("It can be changed again and must be submitted anew. Answers that were recorded stay."))

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: take_back_proposal(desk, uid)

    text = words(N_("Take the proposal back to change it?"))
    return ActSheet(
        kit, parent, text, "take_back_proposal", act, hint=hint, button=words(N_("Take back")), width=560, asks=True
    )


def withdraw_sheet(kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> "WithdrawSheet":
    """Return the sheet by which a proposal asks nothing any more, with why."""
    return WithdrawSheet(kit, desk, parent, board)


class WithdrawSheet(ActSheet):
    """Its act gives the hash of the save; `undoable` tells whether that may be reversed: decisions stay."""

    def __init__(self, kit: Kit, desk: "Desk", parent: QWidget | None, board: ProposalBoard) -> None:
        words, uid = kit.words, board.sheet.id
        spec = form_spec(Proposal, ("withdrawn_why",), required=("withdrawn_why",), rest=False)
        form = Form(kit, desk, spec, None, f"withdraw:{uid.hex()}", about=uid)
        said = words(N_("Withdraw its measures too: nobody has to decide on them then"))
        self.too = QCheckBox(said)
        self.too.setObjectName("withdraw_measures_too")
        self.too.setAccessibleName(said)
        proposed = [row for file in board.sheet.files for row in file.measures if row.state is MeasureState.PROPOSED]
        self.too.setVisible(bool(proposed) or bool(board.sheet.hidden))

        def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
            why, too = values["withdrawn_why"] or "", self.too.isChecked()
            return lambda: withdraw_proposal(desk, uid, why, with_measures=too)

        parts = [N_("It asks nothing any more, stays in the list as withdrawn and is changed no more.")]
        parts.append(N_("Its measures wait for a decision as before and may stand in another proposal."))
        if board.sheet.record.submitted_on is not None:
            parts.append(N_("Copies that are out are listed to be fetched back."))
        super().__init__(
            kit, parent, words(N_("Withdraw the proposal")), "withdraw_proposal", act, form=form, below=self.too,
            hint=" ".join(words(part) for part in parts), button=words(N_("Withdraw")), width=560,
        )  # fmt: skip

    @property
    def undoable(self) -> bool:
        """Tell whether only the paper was withdrawn."""
        return not self.too.isChecked()


def _named(
    kit: Kit, desk: "Desk", record: Proposal, key: str, picker: MeasurePicker | None, about: bytes | None = None
) -> Form:
    offers = {"addressee": [Option(one.value, kit.words.enum(one)) for one in TO]}
    beside = {"measures": picker} if picker is not None else None
    return Form(
        kit, desk, form_spec(Proposal, NAMED, rest=False), record, key, about=about, offers=offers, beside=beside
    )
