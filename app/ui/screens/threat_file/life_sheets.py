"""The sheets of a file's life: opened on its basis, edited, an oral decision confirmed, closed, reopened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Channel, FileState
from app.models.kinds.measures import Decision
from app.models.kinds.threat import ThreatFile
from app.services.cases.decisions import confirm_decision
from app.services.cases.file_sheets import FileSheet
from app.services.cases.files import admit_file, edit_file
from app.services.cases.life import close_file, reopen_file
from app.services.cases.rulings import Ruling
from app.ui.files import closing
from app.ui.files.opening import FILE, OWN_WORD, offer_new_person
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk


def edit_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that edits a file's own fields."""
    file, record = sheet.overview.file, sheet.overview.record
    draft = record is None or record.state is FileState.DRAFT  # its basis is said when it is opened
    own = record is not None and record.file_officer == desk.officer  # whose else it is, is confirmed in its own sheet
    left = {*(["basis"] if draft else []), *([] if own else ["deputy"])}
    names = tuple(name for name in FILE if name not in left)
    spec = form_spec(ThreatFile, names, required=() if draft else ("basis",), rest=False)
    form = offer_new_person(kit, desk, Form(kit, desk, spec, sheet.overview.record, f"file:{file.hex()}", about=file))

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_file(desk, file, changed) if changed else None

    return ActSheet(kit, parent, kit.words(N_("Edit the file")), "edit_file", act, form=form, width=860)


def close_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that closes a file."""
    return closing.close_sheet(kit, desk, parent, sheet.overview.file, ThreatFile, "close_file", close_file)


def reopen_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that reopens a closed file."""
    return closing.reopen_sheet(kit, desk, parent, sheet.overview.file, "reopen_file", reopen_file)


def admit_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that opens a draft on its basis."""
    file, words = sheet.overview.file, kit.words
    block = RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",))
    spec = form_spec(ThreatFile, ("basis",), required=("basis",), rest=False)
    form = Form(kit, desk, spec, sheet.overview.record, f"admit:{file.hex()}", about=file, beside={"ruling": block})

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: admit_file(desk, file, values["basis"], ruling or OWN_WORD)

    hint = words(N_("On a status it opens at once; on an analysis once the analysis is recorded."))
    return ActSheet(
        kit, parent, words(N_("Open the file")), "admit_file", act, form=form, ruling=block, hint=hint,
        button=words(N_("Open the file")),
    )  # fmt: skip


def confirm_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, decision: Id) -> ActSheet:
    """Return the sheet in which the paper of an oral decision is recorded; what was decided stays as it was."""
    words = kit.words
    spoken = next(one.record for one in sheet.decisions if one.id == decision)
    first = Ruling(
        spoken.capacity or OWN_WORD.capacity, Channel.PAPER, spoken.decider or "", spoken.reason or "",
    )  # fmt: skip
    block = RulingBlock(
        kit, desk, first, f"confirm:{decision.hex()}", without=("urgent_alone", "confirm_by", "capacity"),
        about=decision, scans=True,
    )  # fmt: skip

    others = said_with(sheet, decision)
    text = words.plural(
        "The same paper confirms {count} other decision that was heard with it",
        "The same paper confirms {count} other decisions that were heard with it", len(others),
    )  # fmt: skip
    tick = QCheckBox(text)
    tick.setObjectName("confirm_others")
    tick.setAccessibleName(text)
    tick.setChecked(True)

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        also = others if tick.isChecked() else ()
        return lambda: confirm_decision(desk, decision, ruling or first, also)

    hint = words(N_("What was decided, by whom and why stays as it was; only the paper is added."))
    return ActSheet(
        kit, parent, words(N_("Confirm in writing")), "confirm", act, ruling=block, hint=hint,
        above=tick if others else None, button=words(N_("Confirm in writing")),
    )  # fmt: skip


def said_with(sheet: FileSheet, decision: Id) -> tuple[Id, ...]:
    """Return the other decisions of a file that came with this one, by the same mouth, and wait for their paper too.

    One call of the Minister answers ten measures, and one paper confirms it.
    """
    spoken = next(one.record for one in sheet.decisions if one.id == decision)
    here = {one.id for one in sheet.overview.measures if one.decided_here} | {sheet.overview.file}
    waiting = [one for one in sheet.decisions if one.unconfirmed and one.id != decision and one.record.subject in here]
    return tuple(one.id for one in waiting if _heard(one.record) == _heard(spoken))


def _heard(record: Decision) -> tuple[object, ...]:
    moment = record.dated.replace(second=0, microsecond=0) if record.dated else None
    return moment, record.kind, record.decider, record.capacity, record.channel, record.recorder
