"""The sheets of a file's life: opened, edited, closed for a reason, reopened."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import Capacity, Channel, FileBasis, Marking
from app.models.kinds.label import Label
from app.models.kinds.threat import ThreatFile
from app.services.cases.file_sheets import FileSheet
from app.services.cases.files import NewFile, close_file, edit_file, open_file, reopen_file
from app.services.cases.rulings import Ruling
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.marking import MarkingPicker
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

FACTS = ("title", "basis", "origin", "origin_detail", "summary", "conduct", "deputy", "employer_contact")
CONFLICT = ("substitute_approver", "recused")
OWN_WORD = Ruling(Capacity.FILE_OFFICER, Channel.PAPER)
OPENS = frozenset({FileBasis.STATUS, FileBasis.BOTH})
"""Bases on which a file opens at once; on an analysis it stays a draft until the analysis is there."""


def new_file_sheet(kit: Kit, desk: "Desk", parent: QWidget | None) -> ActSheet:
    """Return the sheet that opens a file; `acted` gives its id."""
    words = kit.words
    groups = {"": FACTS, N_("Conflict of interest"): CONFLICT}
    form = Form(kit, desk, form_spec(ThreatFile, groups, rest=False), None, "file:new")
    ruling = RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",))
    marking = MarkingPicker(kit, Marking.RESTRICTED, label=words(N_("Marking")))
    chosen = {"marking": Marking.RESTRICTED}
    marking.chosen.connect(lambda member: chosen.update(marking=member))

    def act(values: Mapping[str, Any], given: Ruling | None) -> Any:
        new = NewFile(**{**values, "recused": tuple(values["recused"])})
        return lambda: open_file(desk, new, given or OWN_WORD, Label(marking=chosen["marking"]))

    hint = N_("On an analysis it stays a draft until the analysis is recorded; on a status it opens at once.")
    made = ActSheet(
        kit, parent, words(N_("New protection file")), "new_file", act, form=form, ruling=ruling, above=marking,
        hint=words(hint), button=words(N_("Open the file")), width=860,
    )  # fmt: skip

    def renew() -> None:
        made.ask_ruling(form.editor("basis").state() in {basis.value for basis in OPENS})

    form.changed.connect(renew)
    renew()
    return made


def edit_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that edits a file's own fields."""
    file = sheet.overview.file
    names = tuple(name for name in FACTS if name != "basis")
    spec = form_spec(ThreatFile, {"": names, N_("Conflict of interest"): CONFLICT}, rest=False)
    form = Form(kit, desk, spec, sheet.overview.record, f"file:{file.hex()}", about=file)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_file(desk, file, changed) if changed else None

    return ActSheet(kit, parent, kit.words(N_("Edit the file")), "edit_file", act, form=form, width=860)


def close_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that closes a file."""
    file, words = sheet.overview.file, kit.words
    form = Form(kit, desk, form_spec(ThreatFile, ("closing_reason",), required=("closing_reason",), rest=False), None)

    def act(values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: close_file(desk, file, values["closing_reason"] or "", ruling or OWN_WORD)

    hint = words(N_("A file closes when no measure runs or waits and every copy is back, destroyed or written off."))
    return ActSheet(
        kit, parent, words(N_("Close the file")), "close_file", act, form=form, hint=hint,
        ruling=RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",)), button=words(N_("Close the file")),
    )  # fmt: skip


def reopen_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that reopens a closed file."""
    file, words = sheet.overview.file, kit.words

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: reopen_file(desk, file, ruling or OWN_WORD)

    return ActSheet(
        kit, parent, words(N_("Reopen the file")), "reopen_file", act,
        ruling=RulingBlock(kit, desk, OWN_WORD, without=("urgent_alone",)), button=words(N_("Reopen")),
    )  # fmt: skip
