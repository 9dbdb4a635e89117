"""The sheets of a file's quiet days, and of handing files over: suspended, resumed, archived; mine to a colleague."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.threat import ThreatFile
from app.services.cases.file_sheets import FileSheet
from app.services.cases.files import archive_file
from app.services.cases.handing_over import HandedOver, give_file, hand_over_files, take_back_files
from app.services.cases.life import resume_file, suspend_file
from app.services.cases.rulings import Ruling
from app.ui.files.opening import OWN_WORD
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

Step = Callable[["Desk", Id, Ruling], None]


def suspend_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that suspends an open file."""
    words = kit.words
    hint = words(N_("Measures go on and what is due stays due; new measures wait until the file is resumed."))
    return _step(kit, desk, parent, sheet, "suspend", words(N_("Suspend the file")), suspend_file, hint)


def resume_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that takes a suspended file up again."""
    return _step(kit, desk, parent, sheet, "resume", kit.words(N_("Resume the file")), resume_file, "")


def archive_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that archives a closed file."""
    words = kit.words
    hint = words(N_("An archived file can still be reopened."))
    return _step(kit, desk, parent, sheet, "archive", words(N_("Archive the file")), archive_file, hint)


def give_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet that makes another officer the file's officer, for good."""
    file, words = sheet.overview.file, kit.words
    spec = form_spec(ThreatFile, ("file_officer",), rest=False)
    form = Form(kit, desk, spec, None, f"give:{file.hex()}", about=file)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: give_file(desk, file, values["file_officer"])

    text = words(N_("Give the file to another officer"))
    hint = words(N_("For good; whoever stands in for you in it stands down. For a time, hand your files over instead."))
    return ActSheet(kit, parent, text, "give_file", act, form=form, hint=hint, button=text)


def hand_over_sheet(kit: Kit, desk: "Desk", parent: QWidget) -> ActSheet:
    """Return the sheet that hands all files of the officer over; `acted` gives a `HandedOver`."""
    words = kit.words
    names = ("stand_in", "stand_in_from", "stand_in_to")
    spec = form_spec(ThreatFile, names, required=("stand_in", "stand_in_to"), rest=False)
    form = Form(kit, desk, spec, None, f"hand_over:{desk.officer.hex()}", about=desk.officer)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: hand_over_files(desk, values["stand_in"], values["stand_in_to"], values["stand_in_from"])

    hint = words(N_("All your files and visits at work. It ends by itself; the files stay yours."))
    text = words(N_("Hand over all my files"))
    return ActSheet(kit, parent, text, "hand_over", act, form=form, hint=hint, button=text)


def take_back_sheet(kit: Kit, desk: "Desk", parent: QWidget) -> ActSheet:
    """Return the sheet that ends a hand-over before its day."""
    words = kit.words

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: take_back_files(desk)

    hint = words(N_("From now on nobody stands in for you."))
    text = words(N_("Take my files back"))
    return ActSheet(kit, parent, text, "take_back", act, hint=hint, button=text)


def handed_over_text(kit: Kit, done: HandedOver) -> str:
    """Return how many files were handed over, and how many were not because the colleague may not read them."""
    words = kit.words
    said = words.plural("{count} file handed over.", "{count} files handed over.", len(done.files))
    if done.left:
        more = words.plural(
            "{count} stays with you: this colleague may not read it.",
            "{count} stay with you: this colleague may not read them.",
            len(done.left),
        )
        return f"{said} {more}"
    return said


def _step(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, name: str, text: str, step: Step, hint: str
) -> ActSheet:
    file = sheet.overview.file
    block = RulingBlock(kit, desk, OWN_WORD, f"{name}:{file.hex()}", without=("urgent_alone",), about=file)

    def act(_values: Mapping[str, Any], ruling: Ruling | None) -> Any:
        return lambda: step(desk, file, ruling or OWN_WORD)

    return ActSheet(kit, parent, text, f"{name}_file", act, ruling=block, hint=hint, button=text)
