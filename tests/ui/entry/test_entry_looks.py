"""Every page of the way in, in two languages and both themes: nothing cut, unnamed, faint, English or out of order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.station.doorstep import Notice
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
from app.ui.shell.entry.window import EntryWindow
from app.ui.shell.entry.wizard import Wizard
from tests.ui.entry.entry_house import a_window
from tests.ui.seeing import english, faults

PAGES = ["unlock", "welcome", "found", "join", "accept", "restore", "recover"]


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_every_page_looks_finished(qtbot: QtBot, kit: Kit, tmp_path: Path, language: str, mode: Mode) -> None:
    window = a_window(qtbot, kit, tmp_path / "praesidium.store")
    found: dict[str, list[str]] = {}
    for name in PAGES:
        window.turn_to(name)
        qtbot.waitUntil(lambda: kit.jobs.idle)
        for step in steps_of(window):
            qtbot.wait(1)
            if wrong := [*faults(window), *english(window, language)]:
                found[f"{name} {step}"] = wrong
    assert found == {}


def steps_of(window: EntryWindow) -> Iterator[str]:
    """Bring each step of a page to the front, one after the other; a page without steps stands as it is."""
    page = window.page
    if not isinstance(page, Wizard):
        yield ""
        return
    for number, step in enumerate(page.steps):
        page.show_step(number)
        yield step.objectName()


def test_notices_look_finished(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = a_window(qtbot, kit, tmp_path / "praesidium.store")
    window._notices = (Notice("De klok van deze werkpost loopt achter.", loud=True), Notice("Rustig.", loud=False))
    window.turn_to("told")
    qtbot.wait(1)
    assert faults(window) == []


def test_the_way_in_follows_colours_that_change_elsewhere(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = a_window(qtbot, kit, tmp_path / "praesidium.store")
    seen = {}
    for mode in (Mode.LIGHT, Mode.DARK):
        kit.theme.set_mode(mode)
        seen[mode] = (window.colours.text(), window.colours.accessibleName(), window._brand.pixmap().toImage())

    assert seen[Mode.LIGHT][:2] == ("Donker", "Donkere kleuren")
    assert seen[Mode.DARK][:2] == ("Licht", "Lichte kleuren")
    assert seen[Mode.LIGHT][2] != seen[Mode.DARK][2]
