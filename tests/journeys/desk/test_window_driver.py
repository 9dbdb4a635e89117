"""The driver of the journeys really presses keys and really sees: shown on a small window, not on the program."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.desk.window_driver import NotSeen, Window, a_program
from tests.journeys.desk.x_desk import a_desk

NAME = "Müller-Ŝelik, Ελλη 0470 12/3 @[x] {y} ~ bä"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    command = [sys.executable, str(Path(__file__).with_name("a_small_window.py"))]
    with a_desk(tmp_path_factory.mktemp("desk")) as desk, a_program(desk, command) as shown:
        yield shown


def test_what_is_typed_arrives_and_what_is_said_is_seen(window: Window) -> None:
    window.type_into("family_name", NAME, "Tab")
    window.see(id="save", state="focused")
    window.key("space")
    assert window.see("Bewaard*").name == f"Bewaard: {NAME}"
    assert window.see(id="family_name").text == NAME


def test_what_is_typed_while_the_program_is_busy_arrives_when_it_looks(window: Window) -> None:
    window.press(id="family_name")
    window.see(id="family_name", state="focused")
    window.key("ctrl+a")
    os.kill(window.process.pid, signal.SIGSTOP)
    try:
        window.type(NAME[::-1])
    finally:
        os.kill(window.process.pid, signal.SIGCONT)
    window.see(id="family_name", text=NAME[::-1])


def test_a_key_that_needs_shift_on_a_belgian_keyboard_is_no_shortcut_by_itself(window: Window) -> None:
    window.key("ctrl+1")
    window.see("Ctrl 1")


def test_a_field_without_a_name_is_told(window: Window) -> None:
    assert [one.id.split(".")[-1] for one in window.nameless()] == ["bare"]


def test_what_never_comes_fails_with_what_is_there(window: Window) -> None:
    with pytest.raises(NotSeen, match="push button “Bewaren” save"):
        window.see("Verwijderen", wait=0.2)
    assert not window.sees("Verwijderen")
    window.gone("Verwijderen")


def test_tab_reaches_what_it_should_and_fails_where_it_does_not(window: Window) -> None:
    window.press(id="family_name")
    assert window.tab_to("bare") == 2
    with pytest.raises(NotSeen):
        window.tab_to("said", most=3)


def test_the_screen_can_be_pictured(window: Window, tmp_path: Path) -> None:
    with Image.open(window.picture(tmp_path / "screen.png")) as picture:
        assert picture.size == (1366, 768)
        x, y = window.see("Bewaren").middle
        assert picture.getpixel((x, y + 8)) not in ((0, 0, 0), None)


def test_it_is_closed_as_a_window_manager_closes_it(window: Window) -> None:
    assert window.close() == 0
