"""What cannot be done in a file yet, or any more, said beforehand where one would press; and what comes first.

The services refuse it anyway; an officer who fills in a form to be refused has lost a minute.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.i18n import N_
from app.models.enums import Action, FileState, MeasureState
from app.services.cases.file_sheets import FileSheet
from app.ui.kit.buttons import Button
from app.ui.kit.words import Words
from app.ui.screens.threat_file import sheets

RUNNING = frozenset({MeasureState.ACTIVE, MeasureState.PROVISIONAL, MeasureState.APPROVED, MeasureState.SUSPENDED})
"""A measure that is decided and not over: what is in force, and what is issued."""
_NO_PROPOSAL: Mapping[FileState, str] = {
    FileState.DRAFT: N_(
        "This file is a draft: first comes the analysis, which opens it; then measures can be proposed."
        " What cannot wait may start urgently."
    ),
    FileState.SUSPENDED: N_("This file is suspended: measures are proposed again once it is resumed."),
}
_OVER: Mapping[FileState, str] = {
    FileState.CLOSED: N_("This file is closed: reopen it first."),
    FileState.ARCHIVED: N_("This file is archived: reopen it first."),
    FileState.TRANSFERRED: N_("This file was transferred to the State Archives: it is only read."),
    FileState.ERASED: N_("This file was erased: nothing is added to it any more."),
}
_NO_PAPER = N_("This file is a draft and no measure runs in it: there is nothing to issue yet.")


@dataclass(frozen=True, slots=True, repr=False)
class FirstStep:
    """What brings a draft on: the text of its button, and the sheet it opens."""

    text: str
    make: sheets.MakeSheet


def is_draft(sheet: FileSheet) -> bool:
    """Tell whether the file waits for what opens it."""
    return _state(sheet) is FileState.DRAFT


def why_no_work(sheet: FileSheet) -> str:
    """Return why nothing can be added to the file or changed in it, a msgid; empty where work goes on."""
    state = _state(sheet)
    return _OVER.get(state, "") if state is not None else ""


def hold(words: Words, sheet: FileSheet, *buttons: Button) -> None:
    """Let these wait while the file is over, and say so where one rests on them; else give them back."""
    why = why_no_work(sheet)
    for one in buttons:
        one.wait_for(words(why) if why else "")


def why_no_proposal(sheet: FileSheet) -> str:
    """Return why no measure can be proposed now, a msgid; empty where one can."""
    state = _state(sheet)
    return (_NO_PROPOSAL.get(state, "") if state is not None else "") or why_no_work(sheet)


def why_no_paper(sheet: FileSheet) -> str:
    """Return why no protocol can be issued now, a msgid; empty where one can."""
    runs = any(line.state in RUNNING for line in sheet.overview.measures)
    return _NO_PAPER if is_draft(sheet) and not runs else why_no_work(sheet)


def first_step(sheet: FileSheet) -> FirstStep | None:
    """Return what this officer can do to bring a draft on; None where it is none, or he can do nothing."""
    if not is_draft(sheet):
        return None
    if Action.ANALYSE in sheet.may:
        return FirstStep(N_("Record an analysis"), sheets.analysis_sheet)
    return FirstStep(N_("Request an analysis"), sheets.request_sheet) if Action.REPORT in sheet.may else None


def _state(sheet: FileSheet) -> FileState | None:
    record = sheet.overview.record
    return record.state if record is not None else None
