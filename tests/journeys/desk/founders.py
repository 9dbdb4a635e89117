"""What the first people at a new workstation do: make its store, print its recovery sheets, let others join.

Keys wherever there are keys.
"""

from collections.abc import Sequence
from pathlib import Path

from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window

PRINTING = 120.0
"""Seconds that pages of 600 dots an inch may take on a slow, shared machine."""


def found(
    window: Window, first: tuple[str, str, str], approver: tuple[str, str, str], last: tuple[str, str, str]
) -> None:
    """Make a store for an exercise, with three people: login, name and passphrase of each. Leave it at the sheets."""
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
    for step, who in (("approver", approver), ("second", last)):
        window.key("Return")
        window.see(id=f"{step}_name", state="focused")
        _type(window, who[1])
        window.see(id=f"{step}_login", text=who[0])
        window.tab_to(f"{step}_passphrase_first")
        window.type(who[-1])
        window.key("F8")  # what one sees is typed once
        window.gone(id=f"{step}_passphrase_again")
    window.key("Return")


def print_sheets(window: Window) -> None:
    """Print the recovery sheets and go on in the store: in an exercise none is read back."""
    window.see(id="sheets_print", state="focused")
    window.see(id="preview_strip", says="Bladzijde 1 van*")
    window.key("ctrl+p")
    window.see(id="print_start", state="focused")
    window.key("Return")
    window.see("Sluiten", PRINTING, id="print_sheet_cancel", state="focused")
    window.key("Return")
    window.see(id="found_on", state="focused")
    window.key("Return")
    sat_down(window)


def ask(window: Window, code: str, service: str, newcomer: tuple[str, str, str], stick: Path) -> list[str]:
    """Ask to join others in an exercise, with one person; return the words that are shown."""
    window.press(id="welcome_join")
    window.see(id="time_confirmed", state="focused")
    window.key("space", "Return")
    window.see(id="purpose_live", state="focused")
    window.key("Down", "Return")
    window.see(id="station_code", state="focused")
    _type(window, code, service)
    window.key("Return")
    window.see(id="newcomer_name", state="focused")
    _type(window, newcomer[1])
    window.see(id="newcomer_login", text=newcomer[0])
    window.tab_to("newcomer_passphrase_first")
    window.type(newcomer[-1])
    window.key("F8")
    window.gone(id="newcomer_passphrase_again")
    window.key("Return")
    window.see(id="request_folder", state="focused")
    window.type(str(stick))
    window.key("Return")
    window.see(id="compare_file")
    return [window.see(id=f"compare_word_{number}").name.split()[-1] for number in range(12)]


def join(window: Window, passphrase: str, stick: Path, words: Sequence[str]) -> None:
    """Take the invitation in, with the words that were read out; go on in the store."""
    window.press(id="join_on")
    window.see(id="accept_passphrase", state="focused")
    window.type(passphrase)
    window.tab_to("accept_files")
    window.type(str(stick))
    window.tab_to("accept_words")
    window.type(" ".join(word[:4] for word in words))
    window.key("Return")
    sat_down(window)


def sat_down(window: Window) -> None:
    """Read what must be read first, and be in the store."""
    if window.first_of("told_read", "main_window") == "told_read":
        window.key("Return")
    window.see(id="bar_lock")


def enter_service(window: Window, code: str, name: str) -> None:
    """Enter a service that analyses or executes."""
    _turn_to(window, "Organisaties*", "new_organisation")
    window.press(id="new_organisation")
    window.see(id="new_organisation_act")
    officers.fill(window, "code", code)
    officers.fill(window, "names", name)
    officers.act(window, "new_organisation")
    window.see(code, role="table cell")


def admit(
    window: Window, request: Path, words: Sequence[str], organisation: str, typed: str, second: tuple[str, str, str]
) -> None:
    """Admit a workstation that asks by stick, once its words were compared; the `second` confirms its clearances."""
    _turn_to(window, "Werkposten*", "admit_station")
    window.press(id="admit_station")
    officers.answer(window, request)
    assert window.see(id="compare_words").name == " ".join(words)
    window.press(id="words_same")
    officers.choose(window, "organisation", typed, organisation)
    officers.choose(window, "ceiling", "vertr", "VERTROUWELIJK")
    officers.choose(window, "clearance", "vertr", "VERTROUWELIJK")
    officers.fill(window, "clearance_until", "31/12/2099")
    window.type_into("second_login", second[0])
    window.type_into("second_passphrase", second[-1])
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


def _type(window: Window, *texts: str) -> None:
    """Type into one field after the other."""
    for number, text in enumerate(texts):
        if number:
            window.key("Tab")
        window.type(text)
