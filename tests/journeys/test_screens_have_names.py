"""The tree that a screen reader walks, screen by screen: whatever the keyboard reaches there has a name."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.demo import fiction
from app.services.station.stations import Account
from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk
from tests.pictures.full_house import House

ROOMS = {
    "situation": "screen_situation", "tasks": "tasks_count", "threat_files": "threat_files_count",
    "visits": "visits_count", "proposals": "screen_proposals", "persons": "persons_count",
    "organisations": "organisations_count", "exchange": "to_export",
}  # fmt: skip
"""Every room of the rail that officers have, and what stands in it."""
TABS = ("Overzicht", "Personen*", "Meldingen*", "Analyses*", "Maatregelen*", "Beslissingen*", "Protocollen*",
        "Wie weet wat", "Geschiedenis")  # fmt: skip


@contextmanager
def at_work(desk: XDesk, house: House, account: Account) -> Iterator[Window]:
    """Sit down at the crisis centre."""
    command = ("--language", "nl", "run", "--no-keyring", "--store", str(house.store("BRU1")))
    with a_window(desk, *command) as window:
        named(window)
        officers.unlock(window, account)
        yield window
        assert window.close() == 0


def named(window: Window) -> None:
    assert [f"{one.role} {one.id}" for one in window.nameless()] == []


def found(window: Window, typed: str, said: str) -> None:
    """Open what Ctrl+K finds."""
    window.key("ctrl+k")
    window.type(typed)
    window.see(id="find_box", says=said)
    window.key("Return")


def test_every_screen_of_a_file_officer(desk: XDesk, house: House) -> None:
    with at_work(desk, house, fiction.FILE_OFFICER) as window:
        for room, sign in ROOMS.items():
            officers.go_to(window, room, sign)
            named(window)
        window.key("ctrl+shift+i")
        window.see(id="import_choose")
        named(window)
        officers.go_to(window, "exchange", "to_export")
        window.press(id="to_conflicts")
        window.see(id="keep_0")
        named(window)
        officers.go_to(window, "visits", "delegation_list_button")
        window.press(id="delegation_list_button")
        window.see(id="choose_list")
        named(window)
        for key, screen in (("ctrl+shift+o", "my_files"), ("ctrl+shift+d", "drafts")):
            window.key(key)
            window.see(id=f"screen_{screen}")
            named(window)
        found(window, "broeck", "Hilde*")
        window.see(id="call_name")
        named(window)
        window.key("F1")
        window.see(id="screen_help")
        named(window)


def test_every_register_and_what_stands_behind_it(desk: XDesk, house: House) -> None:
    with at_work(desk, house, fiction.FILE_OFFICER) as window:
        officers.go_to(window, "persons", "doubles_button")
        window.press(id="doubles_button")
        window.see(id="screen_doubles")
        named(window)
        officers.go_to(window, "persons", "persons_count")
        opened(window, "persons", "screen_person")
        officers.go_to(window, "organisations", "organisations_count")
        window.key("ctrl+n")
        window.see(id="register_organisation_act")
        named(window)
        officers.fill(window, "names", "Politiezone Voorbeeld")
        officers.act(window, "register_organisation")
        window.see(id="screen_organisation")
        named(window)
        officers.go_to(window, "organisations", "places_button")
        window.press(id="places_button")
        window.see(id="places_count")
        named(window)
        officers.go_to(window, "visits", "visits_count")
        opened(window, "visits", "screen_visit")
        found(window, "bewaren en", "Bewaren en wissen*")
        window.see(id="screen_erasing")
        named(window)


def opened(window: Window, register: str, screen: str) -> None:
    """Open a line of the list in front by keyboard."""
    window.tab_to(f"{register}_table")
    window.key("Down", "Return")
    window.see(id=screen)
    named(window)


def test_every_part_of_a_file(desk: XDesk, house: House) -> None:
    with at_work(desk, house, fiction.FILE_OFFICER) as window:
        found(window, "arrondissement", f"{fiction.TITLE}*")
        window.see(id="file_state")
        for tab in TABS:
            officers.turn_to(window, tab)
            named(window)
        window.key("ctrl+p")
        window.see(id="issue_start", state="enabled")
        named(window)
        window.key("F1")
        window.see(id="help_text")
        named(window)
        window.key("Escape")
        window.gone(id="help_text")
        window.key("Escape")
        window.gone(id="issue_sheet")


def test_the_rooms_of_an_administrator(desk: XDesk, house: House) -> None:
    with at_work(desk, house, fiction.ADMINISTRATOR) as window:
        officers.go_to(window, "administration", "screen_administration")
        named(window)
