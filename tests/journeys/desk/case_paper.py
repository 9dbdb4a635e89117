"""What a case is on paper, at the window: issued, printed, handed over, answered by a form, fetched back.

Where something is refused, the act looks for the words of the refusal and for what was typed, and only then goes on.
"""

import re
import time
from collections.abc import Sequence

from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import NotSeen, Window
from tests.journeys.desk.x_desk import PATIENCE

PRINTING = 120.0
"""Seconds that pages of 600 dots an inch may take on a slow, shared machine."""
NO_NUMBER = "Gepland: Dit is geen geheel getal. Typ alleen cijfers."
CODE = re.compile(r"controlecode ([0-9A-Z]{4}-[0-9A-Z]{4})")


def issue_in_five_copies(window: Window, recipients: Sequence[tuple[str, str, str]]) -> str:
    """Issue a protocol, at first to nobody; then a copy each for (typed, found, language). Return what it says."""
    window.see(id="file_state")
    window.key("ctrl+p")
    offered = int(window.see(id="issue_start", state="enabled").name.split()[0])
    for left in range(offered - 1, -1, -1):
        window.press("Exemplaar 1 weglaten")
        window.see(f"{left} exempla*", id="issue_start")
    window.key("ctrl+Return")
    window.see("Noem minstens één bestemmeling*", id="issue_sheet_refused")
    for number, (typed, found, language) in enumerate(recipients, start=1):
        window.key("ctrl+n")
        window.see(f"Bestemmeling van exemplaar {number}", state="focused")
        window.type(typed)
        pick(window, f"Bestemmeling van exemplaar {number}", found)
        if language:
            window.key("Tab", language)
            window.see(f"{language.upper()}*", role="combo box", state="focused")
    window.see(f"{len(recipients)} exemplaren uitreiken", id="issue_start", state="enabled")
    window.gone(id="issue_sheet_refused")
    officers.issue_without(window)
    window.see("P-*", id="issued_said")
    return first_page(window)


def pick(window: Window, field: str, found: str) -> None:
    """Take what a field offers, once it does: its list is no part of what a screen reader is told."""
    until = time.monotonic() + PATIENCE
    while not window.sees(field, text=found):
        if time.monotonic() > until:
            raise NotSeen(f"{found} is not offered:\n{window.outline()}")
        window.key("Return")


def issue_again(window: Window) -> str:
    """Issue the next version to whom had the last one, and print it; return its first page."""
    window.key("ctrl+p")
    window.see("5 exemplaren uitreiken", id="issue_start", state="enabled")
    officers.issue_without(window)
    window.see("P-*", id="issued_said")
    page = first_page(window)
    print_all(window)
    close_issued(window)
    return page


def issue_return_form(window: Window, others: Sequence[str]) -> str:
    """Issue the return form to one service only; return its control code."""
    window.see(id="file_state")
    window.key("ctrl+p")
    window.see(id="issue_start", state="enabled")
    window.press(id="issue_subject")
    window.press("Antwoordformulier*", role="list item")
    window.see("Antwoordformulier*", id="issue_about")
    for name in others:
        window.see("Bestemmeling van exemplaar 1", text=name)
        window.press("Exemplaar 1 weglaten")
    window.see("1 exemplaar uitreiken", id="issue_start", state="enabled")
    officers.issue_without(window)
    window.see("R-*", id="issued_said")
    found = CODE.search(first_page(window))
    print_all(window)
    close_issued(window)
    if found is None:
        raise NotSeen("no control code on the form")
    return found[1]


def first_page(window: Window) -> str:
    """Return what the first page of the paper says, as a screen reader is told."""
    return " ".join(window.see(id="preview_strip", says="Bladzijde 1 van*").says.split())


def print_all(window: Window) -> None:
    """Print every copy on the queue that is offered."""
    window.see(id="issued_print", state="focused")
    window.key("Return")
    window.see(id="print_start", state="focused")
    window.key("Return")
    window.see("Sluiten", PRINTING, id="print_sheet_cancel", state="focused")
    window.key("Return")
    window.gone(id="print_sheet_cancel")


def close_issued(window: Window) -> None:
    """Leave the paper that was issued."""
    window.press(id="issue_close")
    window.gone(id="issue_sheet")


def step(window: Window, name: str, said: str, *people: str, late: str = "") -> None:
    """Do one thing with all copies that are listed, as many as its sheet must say; by whom, before whom.

    `late` is a day that no calendar knows, typed first.
    """
    for _ in range(3):
        window.press(id="copies_list", role="table")
        window.key("ctrl+a")
        window.press(id=f"copies_{name}", state="enabled")
        window.see(id="step_sheet_title")
        if window.sees(said, id="step_sheet_title"):
            break
        window.key("Escape")  # the list was read anew meanwhile
        window.gone(id="step_sheet_title")
    window.see(said, id="step_sheet_title")
    window.see(id="step_whom", state="focused")
    for number, one in enumerate(people):
        if number:
            window.key("Tab")
        window.key("ctrl+a")
        window.type(one)
    if late:
        window.type_into("step_on", late, "ctrl+Return")
        window.see(f"De kalender kent geen {late}*", id="step_sheet_refused")
        window.see(id="step_on", text=late)
        window.see(id="step_whom", text=people[0])
        window.type_into("step_on", "vandaag")
    window.key("ctrl+Return")
    window.gone(id="step_save")


def record_form(window: Window, code: str, number: int, done: str) -> None:
    """Record a return form by its code and one number; a wrong code first, then a word where a number belongs.

    It cannot be recorded twice unawares.
    """
    window.key("ctrl+shift+f")
    window.see(id="return_code", state="focused")
    window.type("0000-0000")
    window.key("Return")
    window.see("Geen exemplaar in het register*", id="return_code_sheet_refused")
    window.see(id="return_code", text="0000-0000")
    window.type(code)
    window.key("Return")
    window.see(id=f"m{number}_planned", state="focused")
    window.type("drie")
    window.key("ctrl+Return")
    window.see(NO_NUMBER, role="label")
    window.see(id=f"m{number}_planned", text="drie")
    window.key("ctrl+a")  # it leads there
    window.type(done)
    window.see(id=f"m{number}_done", text=done)
    window.key("ctrl+Return")
    window.gone(id="return_sheet_act")
    window.see("R-*", id="return_told")
    window.see(id="return_code", state="focused")
    window.type(code)
    window.key("Return")
    window.see("Dit formulier werd al eens geregistreerd*", id="return_code_sheet_refused")
    window.key("Escape")
    window.gone(id="return_code")
