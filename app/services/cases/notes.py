"""Notes of a file: a contact with the person or a partner, and what follows from it; written once.

A correction is a new note; the one that it corrects stays and says so. Why a marking was changed is a note too
(`labels.set_marking`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.threat import FileNote
from app.services.cases.assignments import core_of
from app.services.cases.files import check_working
from app.services.cases.reports import check_same_file
from app.services.desk import Desk, Unit, View

DRIFT = timedelta(minutes=10)
"""How far ahead of this clock a moment may lie that an officer read off his own watch."""


class NoteEmpty(UserError):
    """A note says something."""

    sentence = N_("Write what was said or seen. The note was not saved.")


class ContactAhead(UserError):
    """A contact that has not been yet."""

    sentence = N_("The moment of this contact lies in the future. Correct it; the note was not saved.")


class FollowUpUnsaid(UserError):
    """A day without what is to be done on it."""

    sentence = N_("Say what is to follow by that day, or leave the day out. The note was not saved.")


class CorrectedAlready(UserError):
    """Two corrections of one note would stand beside each other."""

    sentence = N_("This note was corrected already. Correct the newer one; nothing was saved.")


@dataclass(frozen=True, slots=True, repr=False)
class Noted:
    """A note in the store. `corrected_by` is the note that corrects it; `late` where its follow-up day has passed."""

    id: Id
    record: FileNote
    corrected_by: Id | None
    late: bool


def record_note(desk: Desk, file: Id, note: FileNote) -> Id:
    """Keep a note for ever; return its id. Its `file` is set here, its moment is now where none is given.

    `corrects` may name an earlier note of the same file. Raises NotAllowed, NoteEmpty, ContactAhead, FollowUpUnsaid,
    NotOfThisFile, CorrectedAlready, FileIsClosed.
    """
    now = desk.clock.now()
    if not (note.text or "").strip():
        raise NoteEmpty(field="text")
    if note.moment is not None and note.moment > now + DRIFT:
        raise ContactAhead(field="moment")
    if note.follow_up_by is not None and not (note.follow_up or "").strip():
        raise FollowUpUnsaid(field="follow_up")
    with desk.write() as unit:
        core = core_of(unit, file)
        unit.require(Action.FILE, core)
        check_working(unit, file)
        _check_correcting(unit, file, note.corrects)
        made = unit.create(core, replace(note, file=file, moment=note.moment or now, text=(note.text or "").strip()))
        unit.save()
    return made


def read_notes(view: View, file: Id) -> list[Noted]:
    """Return the notes of a file without asking for a right."""
    return noted(view.find(FileNote, "file = ?", file, order="moment DESC, id DESC"), view.desk.today())


def noted(found: Sequence[tuple[Id, FileNote]], today: date) -> list[Noted]:
    """Return notes (the latest contact first) with what corrects them and what is late on `today`."""
    later = {record.corrects: uid for uid, record in reversed(found) if record.corrects is not None}
    return [
        Noted(
            uid,
            record,
            later.get(uid),
            uid not in later and record.follow_up_by is not None and record.follow_up_by < today,
        )
        for uid, record in found
    ]


def _check_correcting(unit: Unit, file: Id, former: Id | None) -> None:
    if former is None:
        return
    check_same_file(unit, FileNote, former, file)
    if unit.find(FileNote, "corrects = ?", former):
        raise CorrectedAlready
