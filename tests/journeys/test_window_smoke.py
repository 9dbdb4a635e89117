"""The program itself, started as a process: unlocked, asked for a person, locked, unlocked again, closed.

Nothing of it is on our side: keys come from the X server, what is seen comes over the accessibility bus.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.demo.fiction import FILE_OFFICER
from app.demo.setting import passphrase_of
from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk
from tests.pictures.full_house import STORE, House

FAMILY_NAME = "VAN DEN BROECK"


@contextmanager
def the_program(desk: XDesk, house: House) -> Iterator[Window]:
    """Start the program on a copy of the crisis centre's store."""
    shutil.copytree(house.store("BRU1").parent, desk.folder / "bru1", dirs_exist_ok=True)
    command = ("--language", "nl", "run", "--no-keyring", "--store", str(desk.folder / "bru1" / STORE))
    with a_window(desk, *command) as window:
        yield window


def unlock(window: Window) -> None:
    """Sit down as the file officer, and read what must be read first."""
    window.see(id="unlock_login")
    if not window.see(id="unlock_login").text:
        window.type_into("unlock_login", FILE_OFFICER.login)
    window.type_into("unlock_passphrase", passphrase_of(FILE_OFFICER.login))
    officers.confirm_the_clock(window)
    window.press(id="unlock_open")
    if window.first_of("told_read", "main_window") == "told_read":
        window.press(id="told_read")
    window.see(id="bar_lock")


def test_an_officer_unlocks_finds_a_person_locks_and_leaves(desk: XDesk, house: House, tmp_path: Path) -> None:
    with the_program(desk, house) as window:
        unlock(window)
        window.see(id="screen_situation")
        assert window.nameless() == []
        window.key("ctrl+k")
        window.type("broeck")
        window.see(f"Hilde {FAMILY_NAME}*")
        window.picture(tmp_path / "found.png")
        window.key("Return")
        window.see(id="call_name")
        window.key("ctrl+l")
        window.see(id="unlock_passphrase")
        assert FAMILY_NAME not in window.outline().upper()
        unlock(window)
        window.see(id="call_name")
        assert window.close() == 0
        said = window.log.read_text()
    assert FAMILY_NAME not in said.upper()
    assert "Traceback" not in said
