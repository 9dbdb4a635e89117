"""The sheets of the end: an erasure by two officers, a confirmation of one that came, the archiving before it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind
from app.models.kinds.leaving import Erasure
from app.services.cases.life import archive_file
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.erasing.acts import AuthorisationMissing, erase_file, erase_person, erase_rest
from app.services.erasing.confirming import Asked, confirm_erasure
from app.services.erasing.holding import hold_file
from app.services.erasing.reach import Reach
from app.services.erasing.retention import DueFile
from app.services.erasing.transferring import transfer_file
from app.services.station.erasures import ErasureNeedsReason
from app.services.station.four_eyes import SecondOfficer
from app.services.station.stations import Platform
from app.services.visits.closing import archive_visit
from app.ui.files.opening import OWN_WORD
from app.ui.files.second import Second
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label
from app.ui.screens.erasing.reach_view import ReachView

REASON, AUTHORITY = "stream", "entity"
"""The fields of the act in which the form asks for why, and by which authorisation."""
DRAFT, ARCHIVING, HOLDING, TRANSFERRING = "erase", "erase_archive", "erase_hold", "erase_transfer"
PERSONS = frozenset({"person", "person_of_concern"})
Done = Callable[[Any], Any]


class FinalSheet(ActSheet):
    """A sheet after which there is no way back: every refusal says that nothing was done."""

    nothing = N_("Nothing was erased.")

    def on_failed(self, failure: BaseException) -> None:
        super().on_failed(failure)
        said, nothing = self.kit.door.say(failure), self.kit.words(self.nothing)
        home = isinstance(failure, UserError) and self.form is not None and failure.facts.get("field")
        if not home and nothing not in said:
            self.say(f"{said} {nothing}")


def erase_sheet(
    kit: Kit, desk: Desk, on: Platform, parent: QWidget, reach: Reach, names: Mapping[Id, str], rest: bytes = b"",
) -> ActSheet:  # fmt: skip
    """Return the sheet that erases a file or a person: two officers, a reason, an authorisation.

    `rest` is the save that erased something of which more came afterwards: that goes.
    """
    words, person = kit.words, reach.kind in PERSONS
    labels = {REASON: N_("Reason, without names"), AUTHORITY: N_("Selection list or letter of the State Archivist")}
    spec = form_spec(Erasure, (AUTHORITY, REASON), required=(AUTHORITY, REASON), rest=False, labels=labels)
    form = Form(kit, desk, spec, None, f"{DRAFT}:{reach.root.hex()}", about=reach.root)
    second = Second(kit)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        authority, reason = values[AUTHORITY] or "", values[REASON] or ""
        if not authority.strip():
            raise AuthorisationMissing(field=AUTHORITY)
        if not reason.strip():
            raise ErasureNeedsReason(field=REASON)
        second.take()
        erase = erase_rest if rest else erase_person if person else erase_file
        return lambda: erase(desk, rest or reach.root, authority, reason, second.prove(desk, on))

    name = " · ".join(part for part in (reach.reference, reach.title) if part)
    text = words(N_("Erase this person for ever: {name}"), name=name) if person else words(
        N_("Erase this file for ever: {name}"), name=name
    )  # fmt: skip
    hint = N_("It cannot be undone by anybody. Two officers of the organisation that owns it sign for it.")
    sheet = FinalSheet(
        kit, parent, text, "erase", act, form=form, above=ReachView(kit, reach, names), below=second,
        hint=words(hint), button=words(N_("Erase for ever")), width=860,
    )  # fmt: skip
    sheet.act_button.setEnabled(not reach.hindrances)
    return sheet


def confirm_sheet(kit: Kit, desk: Desk, on: Platform, parent: QWidget, asked: Asked) -> ActSheet:
    """Return the sheet that confirms an erasure that came: a second officer where own papers lose what they said."""
    words = kit.words
    body = QWidget()
    box = QVBoxLayout(body)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(GRID // 2)
    for number, one in enumerate(asked.papers):
        said = N_("{registration} v{version}, copies still out: {count}")
        line = words(said, registration=one.registration, version=one.version, count=words.number(one.out))
        box.addWidget(label(line, f"confirm_paper_{number}", wrap=True))
    second = Second(kit) if asked.papers else None
    if second is not None:
        tells = N_("These papers of ours were made from it. What they said is erased now, by two officers of ours.")
        box.insertWidget(0, label(words(tells), "confirm_papers", "strong", wrap=True))
        box.addSpacing(GRID)
        box.addWidget(second)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        if second is not None:
            second.take()

        def confirm() -> None:
            proved: SecondOfficer | None = second.prove(desk, on) if second is not None else None
            confirm_erasure(desk, asked.proof.save, proved)

        return confirm

    hint = N_(
        "The values were destroyed on this workstation when the bundle was taken in. With this you confirm that "
        "prints, copies and notes made of it here are destroyed too. It is logged under your name."
    )
    sheet = FinalSheet(
        kit, parent, words(N_("Confirm the erasure here?")), "confirm_erasure", act, below=body, hint=words(hint),
        button=words(N_("Confirm")), width=640, asks=True,
    )  # fmt: skip
    sheet.nothing = N_("Nothing was confirmed.")
    return sheet


def hold_sheet(kit: Kit, desk: Desk, parent: QWidget, due: DueFile) -> ActSheet:
    """Return the sheet that lays a legal hold on a file, or lifts the one that lies on it."""
    words, held = kit.words, not due.held
    block = RulingBlock(
        kit, desk, OWN_WORD, f"{HOLDING}:{due.file.hex()}", without=("urgent_alone",), about=due.file,
        decides=DecisionKind.HOLD_FILE if held else DecisionKind.LIFT_HOLD,
    )  # fmt: skip

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return partial(hold_file, desk, due.file, ruling or OWN_WORD, held=held)

    text = words(N_("Lay a legal hold on the file")) if held else words(N_("Lift the legal hold"))
    hint = words(N_("While it lies, nobody erases the file, whatever its term says."))
    return ActSheet(kit, parent, text, "hold_file", act, ruling=block, hint=hint if held else "")


def transfer_sheet(kit: Kit, desk: Desk, parent: QWidget, due: DueFile) -> ActSheet:
    """Return the sheet that records the hand-over of an archived file to the State Archives."""
    words = kit.words
    block = RulingBlock(
        kit, desk, OWN_WORD, f"{TRANSFERRING}:{due.file.hex()}", without=("urgent_alone",),
        required=("dated", "reference"), decides=DecisionKind.TRANSFER_FILE, about=due.file,
    )  # fmt: skip

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return partial(transfer_file, desk, due.file, ruling or OWN_WORD)

    hint = N_(
        "The whole file goes to the State Archives as their letter says: reports, analyses, measures, decisions, "
        "papers and attachments. Here it stays and is only read from then on: nobody writes in it, reopens or "
        "erases it. Give the letter's date and reference."
    )
    return ActSheet(
        kit, parent, words(N_("Transfer to the State Archives")), "transfer_file", act, ruling=block, hint=words(hint),
        button=words(N_("Record the transfer")),
    )  # fmt: skip


def archive_sheet(kit: Kit, desk: Desk, parent: QWidget, due: DueFile) -> ActSheet:
    """Return the sheet that archives a closed file or visit."""
    words = kit.words
    block = RulingBlock(kit, desk, OWN_WORD, f"{ARCHIVING}:{due.file.hex()}", without=("urgent_alone",), about=due.file)
    archive = archive_visit if due.screen == "visit" else archive_file

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return partial(archive, desk, due.file, ruling or OWN_WORD)

    text = words(N_("Archive the file"))
    return ActSheet(kit, parent, text, "archive_due", act, ruling=block, button=words(N_("Archive")))
