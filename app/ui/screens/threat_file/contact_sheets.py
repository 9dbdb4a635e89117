"""The sheets of what passes between a file and its persons: notes, presences, consent and conduct advice."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.threat import FileNote, Involvement, Presence
from app.services.cases.consents import record_consent, sign_conduct
from app.services.cases.file_sheets import FileSheet
from app.services.cases.notes import record_note
from app.services.cases.presences import edit_presence, record_presence
from app.services.cases.rulings import Ruling
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.offered import persons_of

if TYPE_CHECKING:
    from app.services.desk import Desk

NOTE = ("text", "with_whom", "channel", "moment", "follow_up", "follow_up_by")


def note_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet of a new note."""
    form = Form(
        kit, desk, form_spec(FileNote, NOTE, optional=("moment",), rest=False), None,
        f"note:{sheet.overview.file.hex()}", about=sheet.overview.file,
    )  # fmt: skip
    hint = kit.words(N_("A note is kept for ever. What turns out wrong is corrected by a new one."))
    return _note(kit, desk, parent, sheet, form, kit.words(N_("New note")), hint, None)


def correction_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, note: Id) -> ActSheet:
    """Return the sheet in which a note is written anew; the former one stays and says so."""
    found = next(one.record for one in sheet.notes if one.id == note)
    spec = form_spec(FileNote, NOTE, optional=("moment",), rest=False)
    form = Form(kit, desk, spec, found, f"correct:{note.hex()}", about=note)
    hint = kit.words(N_("The former note stays, marked as corrected."))
    return _note(kit, desk, parent, sheet, form, kit.words(N_("Correct the note")), hint, note)


def done_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, note: Id) -> ActSheet:
    """Return the sheet of the note that says what came of a follow-up: with it the follow-up waits no more."""
    found = next(one.record for one in sheet.notes if one.id == note)
    spec = form_spec(FileNote, NOTE, optional=("moment",), rest=False)
    form = Form(kit, desk, spec, FileNote(with_whom=found.with_whom), f"done:{note.hex()}", about=note)
    return _note(kit, desk, parent, sheet, form, kit.words(N_("Follow-up done")), found.follow_up or "", note)


def presence_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet) -> ActSheet:
    """Return the sheet of a new presence; with one person in the file it is that one's."""
    file, words, known = sheet.overview.file, kit.words, persons_of(sheet)
    record = Presence(person=known[0].value) if len(known) == 1 else None  # type: ignore[arg-type]  # ids of persons
    spec = form_spec(Presence, ("person", "state", "from_on", "to_on"), rest=False)
    form = Form(kit, desk, spec, record, f"presence:{file.hex()}", about=file, offers={"person": known})

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: record_presence(desk, file, Presence(**values))

    hint = words(N_("Without first day it begins today; without last day it holds until something else is recorded."))
    return ActSheet(
        kit, parent, words(N_("Record a presence")), "new_presence", act, form=form, hint=hint,
        button=words(N_("Record presence")),
    )  # fmt: skip


def presence_change_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, presence: Id) -> ActSheet:
    """Return the sheet that changes where somebody is and until when."""
    found = next(one.record for one in sheet.presences if one.id == presence)
    spec = form_spec(Presence, ("state", "from_on", "to_on"), rest=False)
    form = Form(kit, desk, spec, found, f"presence_change:{presence.hex()}", about=presence)

    def act(_values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()
        return lambda: edit_presence(desk, presence, changed) if changed else None

    about = sheet.names.get(found.person or b"", "")
    return ActSheet(kit, parent, kit.words(N_("Change the presence")), "change_presence", act, form=form, hint=about)


def consent_sheet(kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, involvement: Id) -> ActSheet:
    """Return the sheet in which somebody accepts or declines the measures, and signs the conduct advice."""
    found = next(one.record for one in sheet.overview.involved if one.id == involvement)
    spec = form_spec(Involvement, ("accepted", "accepted_on", "conduct_signed_on"), rest=False)
    form = Form(kit, desk, spec, found, f"consent:{involvement.hex()}", about=involvement)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        changed = form.changed_values()

        def work() -> None:
            if {"accepted", "accepted_on"} & changed.keys():
                record_consent(desk, involvement, values["accepted"], values["accepted_on"])
            if "conduct_signed_on" in changed:
                sign_conduct(desk, involvement, values["conduct_signed_on"])

        return work

    about = sheet.names.get(found.person or b"", "")
    return ActSheet(kit, parent, kit.words(N_("Record consent")), "consent", act, form=form, hint=about)


def _note(
    kit: Kit, desk: "Desk", parent: QWidget, sheet: FileSheet, form: Form, text: str, hint: str, corrects: Id | None
) -> ActSheet:
    file = sheet.overview.file

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: record_note(desk, file, FileNote(**values, corrects=corrects))

    name = "new_note" if corrects is None else "correct_note"
    return ActSheet(
        kit, parent, text, name, act, form=form, hint=hint, button=kit.words(N_("Keep the note")), width=820
    )
