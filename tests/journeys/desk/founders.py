"""What the first people at a new workstation do: make its store, print and read its recovery sheets, enrol the others.

Keys wherever there are keys; the words of a sheet are read from the preview, as a screen reader does.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window

SHEETS = 5
PRINTING = 120.0
"""Seconds that pages of 600 dots an inch may take on a slow, shared machine."""
LETTERS = 4


def found(window: Window, first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    """Make a store for an exercise, with two people: login, name and passphrase of each. Leave it to be unlocked."""
    window.see(id="welcome_found", state="focused")
    window.key("Return")
    window.see(id="time_confirmed", state="focused")
    window.key("space", "Return")
    window.see(id="purpose_live", state="focused")
    window.key("Down", "Return")
    window.see(id="house_code", state="focused")
    _type(window, "bru1", "NCCN", "Nationaal Crisiscentrum")
    window.key("Return")
    window.see(id="administrator_name", state="focused")
    _type(window, first[1], "", first[-1], first[-1])  # the name proposes the login
    window.key("Return")
    window.see(id="second_name", state="focused")
    _type(window, second[1])
    window.see(id="second_login", text=second[0])
    window.tab_to("second_passphrase_first")
    _type(window, second[-1], second[-1])
    window.key("Return")


def print_sheets(window: Window) -> list[list[str]]:
    """Print the recovery sheets; return the words of each sheet of the store, as the preview tells them."""
    window.see(id="sheets_print", state="focused")
    told = [_told(window, number) for number in range(1, SHEETS + 1)]
    window.key("ctrl+p")
    window.see(id="print_start", state="focused")
    window.key("Return")
    window.see("Sluiten", PRINTING, id="print_sheet_cancel", state="focused")
    window.key("Return")
    window.see(id="sheets_have", state="focused")
    window.key("space", "Return")
    return told


def read_back(window: Window, sheets: list[list[str]]) -> None:
    """Type the words that are asked for, four letters a word, and let the store be put in its place."""
    asked = re.search(r"blad (\d) van \d, woorden (\d+), (\d+) en (\d+)$", window.see(id="read_back_which").name)
    assert asked is not None
    sheet, *places = (int(one) for one in asked.groups())
    window.see(id="read_back_words", state="focused")
    window.type(" ".join(sheets[sheet - 1][place - 1][:LETTERS] for place in places))
    window.key("Return")
    window.see("Naar de databank", id="found_on", state="focused")
    window.key("Return")


def unlock(window: Window, login: str, passphrase: str) -> None:
    """Sit down with one's own name and passphrase; the name may stand there already."""
    if window.see(id="unlock_login").text != login:
        window.type_into("unlock_login", login)
    window.type_into("unlock_passphrase", passphrase)
    officers.confirm_the_clock(window)
    window.key("Return")
    if window.first_of("told_read", "main_window") == "told_read":
        window.key("Return")
    window.see(id="bar_lock")


def enrol(window: Window, login: str, name: str, passphrase: str, role: str) -> None:
    """Make an account for somebody who types the passphrase himself; nothing is lacking at the workstation then."""
    _turn_to(window, "Accounts*", "new_account")
    window.press(id="new_account")
    window.see(id="new_account_act")
    officers.fill(window, "name", name)
    window.key("Tab")
    window.see(id=officers.editor("login"), text=login, state="focused")
    officers.choose(window, "clearance", "vertr", "VERTROUWELIJK")
    officers.fill(window, "clearance_until", "31/12/2099")
    window.tab_to(f"role_{role}")  # below the fold: Tab brings it into sight
    window.key("space")
    for field in ("passphrase_first", "passphrase_again"):
        window.tab_to(field)
        window.type(passphrase)
    officers.act(window, "new_account")
    window.see(f"{name}*", role="table cell")
    window.see(id="no_gaps")


def enter_service(window: Window, code: str, name: str) -> None:
    """Enter a service that analyses or executes."""
    _turn_to(window, "Organisaties*", "new_organisation")
    window.press(id="new_organisation")
    window.see(id="new_organisation_act")
    officers.fill(window, "code", code)
    officers.fill(window, "names", name)
    officers.act(window, "new_organisation")
    window.see(code, role="table cell")


def admit(window: Window, request: Path, words: Sequence[str], organisation: str, typed: str) -> None:
    """Admit a workstation that asks by stick, once its words were compared."""
    _turn_to(window, "Werkposten*", "admit_station")
    window.press(id="admit_station")
    officers.answer(window, request)
    assert window.see(id="compare_words").name == " ".join(words)
    window.press(id="words_same")
    officers.choose(window, "organisation", typed, organisation)
    officers.choose(window, "ceiling", "vertr", "VERTROUWELIJK")
    officers.choose(window, "clearance", "vertr", "VERTROUWELIJK")
    officers.fill(window, "clearance_until", "31/12/2099")
    officers.act(window, "admit")
    window.see("De uitnodiging*", id="administration_said")


def issue_on_paper(window: Window) -> str:
    """Issue the protocol in its copies and print all of them on the queue that is offered; return the first page."""
    window.see(id="file_state")
    window.key("ctrl+p")
    window.see(id="issue_start", state="enabled")
    officers.issue_without(window)
    window.see(id="issued_print", state="focused")
    page = window.see(id="preview_strip", says="Bladzijde 1 van*").says
    window.key("Return")
    window.see(id="print_start", state="focused")
    window.key("Return")
    window.see("Sluiten", PRINTING, id="print_sheet_cancel", state="focused")
    window.key("Return")
    window.press(id="issue_close")
    window.gone(id="issue_sheet")
    return page


def _turn_to(window: Window, tab: str, sign: str) -> None:
    window.press(tab, role="page tab")
    window.see(id=sign)


def _told(window: Window, number: int) -> list[str]:
    if number > 1:
        window.press(id="sheets_preview_on")
    said = window.see(id="preview_strip", says=f"Bladzijde {number} van {SHEETS}.*").says
    words = {int(place): word for place, word in re.findall(r"\b(\d+)\s+([a-z]{4,})\b", said)}
    return [words[place] for place in sorted(words)]


def _type(window: Window, *texts: str) -> None:
    """Type into one field after the other."""
    for number, text in enumerate(texts):
        if number:
            window.key("Tab")
        window.type(text)
