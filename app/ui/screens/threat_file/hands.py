"""What the parts of a file's screen ask of it: to open a sheet, to go elsewhere; and what it offers in its menus."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import FileState
from app.services.cases.file_sheets import FileSheet
from app.ui.files.measures.tab import PROPOSE_KEY
from app.ui.kit.action import Action
from app.ui.kit.words import Words
from app.ui.screens.threat_file import life_sheets, sheets
from app.ui.screens.threat_file.content_tabs import ContentTabs
from app.ui.screens.threat_file.not_yet import why_no_paper, why_no_proposal, why_no_work
from app.ui.screens.threat_file.persons_tab import INVOLVE_KEY
from app.ui.screens.threat_file.reports_tab import REPORT_KEY

SHEETS: Mapping[str, sheets.MakeSheet] = {
    "report": sheets.report_sheet,
    "request": sheets.request_sheet,
    "analysis": sheets.analysis_sheet,
    "involve": sheets.involve_sheet,
    "file": life_sheets.edit_sheet,
    "close": life_sheets.close_sheet,
    "reopen": life_sheets.reopen_sheet,
    "admit": life_sheets.admit_sheet,
}
"""Which sheet a draft of the file was typed in, by what its key says."""
KEYS: Mapping[str, str] = {
    "file_new_report": REPORT_KEY,
    "file_involve": INVOLVE_KEY,
    "file_propose": PROPOSE_KEY,
    "file_issue": "Ctrl+P",
}
"""Keys that work on every tab of the file, by the action they do."""
OF_TASKS = frozenset({"file_task", "file_tasks"})
"""What is done about a file that is over, too."""


@dataclass(frozen=True, slots=True, repr=False)
class Hands:
    """What the screen does for whoever asks."""

    add: Callable[[sheets.MakeSheet], object]
    """Open a sheet over what was read last."""
    propose: Callable[[], object]
    urgent: Callable[[], object]
    issue: Callable[[], object]
    task: Callable[[], object]
    tasks: Callable[[], object]
    person: Callable[[Id], object]
    """Go to a person."""
    file: Callable[[Id], object]
    """Open another file, on its measures, beside this one."""
    turn_to: Callable[[str], object]
    """Bring a tab to the front."""
    first_step: Callable[[], object]
    """Open the sheet of what brings a draft on."""
    put_forward: Callable[[Id, str], object] | None = None
    """Open a proposal on paper with a measure; what it is, in words."""


def actions_of(words: Words, sheet: FileSheet, hands: Hands) -> list[Action]:
    """Return what can be done with the file by this officer now, for menus and Ctrl+K."""
    may, add = sheet.may, hands.add
    record = sheet.overview.record
    state = record.state if record is not None else None
    works = state in (FileState.OPEN, FileState.DRAFT, FileState.SUSPENDED)
    ended = state in (FileState.CLOSED, FileState.ARCHIVED)
    closes, files = Right.CLOSE in may, Right.FILE in may
    offers: list[tuple[bool, str, str, Callable[[], object]]] = [
        (Right.REPORT in may, "file_new_report", words(N_("New threat report")), partial(add, sheets.report_sheet)),
        (Right.REPORT in may, "file_request", words(N_("Request an analysis")), partial(add, sheets.request_sheet)),
        (Right.ANALYSE in may, "file_analysis", words(N_("Record an analysis")), partial(add, sheets.analysis_sheet)),
        (Right.PROPOSE in may, "file_propose", words(N_("Propose a measure")), hands.propose),
        (Right.PROPOSE in may, "file_urgent", words(N_("Start an urgent measure")), hands.urgent),
        (files, "file_involve", words(N_("Add a person to the file")), partial(add, sheets.involve_sheet)),
        (Right.TASK in may, "file_task", words(N_("Add a task…")), hands.task),
        (Right.TASK in may, "file_tasks", words(N_("Tasks of this file")), hands.tasks),
        (files, "file_edit", words(N_("Edit the file")), partial(add, life_sheets.edit_sheet)),
        (Right.PAPER in may, "file_issue", words(N_("Issue protocol")), hands.issue),
        (Right.PAPER in may, "file_draft", words(N_("Print the draft…")), hands.issue),
    ]
    lives: list[tuple[bool, str, str, Callable[[], object]]] = [
        (files and state is FileState.DRAFT, "file_admit", words(N_("Open the file")),
         partial(add, life_sheets.admit_sheet)),
        (closes and works, "file_close", words(N_("Close the file")), partial(add, life_sheets.close_sheet)),
        (closes and ended, "file_reopen", words(N_("Reopen the file")), partial(add, life_sheets.reopen_sheet)),
    ]  # fmt: skip
    over = why_no_work(sheet)
    waits = {name: over for _, name, *_ in offers if name not in OF_TASKS}
    waits |= {"file_propose": why_no_proposal(sheet), "file_issue": why_no_paper(sheet)}
    waits["file_draft"] = waits["file_issue"]
    return [
        Action(
            name, text, run, KEYS.get(name, ""), group="file", enabled=partial(_now, waits.get(name, "")),
            why=partial(_said, words, waits.get(name, "")),
        )
        for may_, name, text, run in [*offers, *lives]
        if may_
    ]  # fmt: skip


def _now(why_not: str) -> bool:
    return not why_not


def _said(words: Words, why_not: str) -> str:
    return words(why_not) if why_not else ""


def sheet_of_draft(sheet: FileSheet, what: str, uid: Id, content: ContentTabs) -> sheets.MakeSheet | None:
    """Return the sheet that a draft of the file was typed in, None where what it is about is not there any more."""
    if what == "role":
        known = any(one.id == uid for one in sheet.overview.involved)
        return partial(sheets.role_sheet, involvement=uid) if known else None
    if what == "confirm":
        known = any(one.id == uid for one in sheet.decisions)
        return partial(life_sheets.confirm_sheet, decision=uid) if known else None
    return SHEETS[what] if what in SHEETS else content.acts.made_for(sheet, what, uid)
