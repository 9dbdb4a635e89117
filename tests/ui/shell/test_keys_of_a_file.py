"""The keys of a file work on all of its tabs, stand in the list of keys, and do nothing where the past is shown."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.services.trails import Past
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.content_tabs import INSIDE
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.shell.window import MainWindow
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import PLACES, settle

CTRL = Qt.KeyboardModifier.ControlModifier
SHEETS = {
    Qt.Key.Key_I: "involve", Qt.Key.Key_R: "new_report", Qt.Key.Key_M: "new_measure", Qt.Key.Key_N: "new_note",
}  # fmt: skip


@pytest.fixture
def window(
    qtbot: QtBot, kit: Kit, open_window: Opens, files: tuple[Id, Id], monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window with a file in front, on its overview."""
    monkeypatch.setitem(PLACES, "threat_file", ThreatFileScreen)
    made = open_window()
    made.pages.open(Address("threat_file", files[0]))
    settle(qtbot, kit)
    return made


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> list[str]:
    """Press a key of the file; return the sheets that it opened, closed again."""
    usual = CTRL | Qt.KeyboardModifier.ShiftModifier if key is Qt.Key.Key_N else CTRL
    QTest.keyClick(window, key, usual if held is None else held)
    settle(qtbot, window.kit)
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    names = [one.objectName() for one in found]
    for one in found:
        one.reject()
    settle(qtbot, window.kit)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return names


def test_they_work_on_every_tab_of_the_file(qtbot: QtBot, kit: Kit, window: MainWindow) -> None:
    screen = window.pages.front
    assert isinstance(screen, ThreatFileScreen)
    for tab in ("persons", "reports", "measures", "notes", "decisions"):
        screen._tabs.turn_to(tab)
        settle(qtbot, kit)
        for key, sheet in SHEETS.items() if tab == "decisions" else [(Qt.Key.Key_I, "involve")]:
            assert press(qtbot, window, key) == [sheet], tab


NEW = {
    "overview": [], "persons": ["involve"], "presence": ["new_presence"], "reports": ["new_report"],
    "concerns": ["new_concern"], "analyses": ["new_analysis"], "measures": ["new_measure"], "decisions": [],
    "notes": ["new_note"], "attachments": ["attach_file"],
}  # fmt: skip
"""What Ctrl+N opens on each page of a file."""


def test_ctrl_n_makes_what_is_new_on_the_page_in_front(qtbot: QtBot, kit: Kit, window: MainWindow) -> None:
    screen = window.pages.front
    assert isinstance(screen, ThreatFileScreen)
    found = {}
    for page in NEW:
        screen._tabs.turn_to(INSIDE.get(page, page))
        if page in INSIDE:
            screen._content.turn_to(page)
        settle(qtbot, kit)
        assert twice(window) == [], page
        found[page] = press(qtbot, window, Qt.Key.Key_N, CTRL)
    assert found == NEW


def twice(window: MainWindow) -> list[str]:
    """Return the keys that more than one action of the window or button in sight answers: Qt does nothing then."""
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]
    keys = [key.toString() for act in window.actions() for key in act.shortcuts()]
    keys += [one.shortcut().toString() for one in buttons if not one.shortcut().isEmpty()]
    return sorted(key for key, count in Counter(keys).items() if count > 1)


def test_they_stand_in_the_list_of_keys(qtbot: QtBot, kit: Kit, window: MainWindow) -> None:
    window.show_keys()
    settle(qtbot, kit)
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    shown = {one.text() for one in sheet.findChildren(QLabel)}
    assert {"Een persoon aan het dossier toevoegen", "Ctrl I", "Ctrl R", "Ctrl M", "Ctrl T"} <= shown
    sheet.reject()


def test_they_do_nothing_to_the_past(qtbot: QtBot, kit: Kit, window: MainWindow) -> None:
    screen = window.pages.front
    assert isinstance(screen, ThreatFileScreen)
    screen.show_as_of(datetime(2026, 11, 21, 12, tzinfo=UTC), Past.KNOWN_HERE)
    settle(qtbot, kit)
    assert [press(qtbot, window, key) for key in SHEETS] == [[]] * len(SHEETS)


def test_no_tab_shows_a_window_of_its_own_while_it_is_made(qtbot: QtBot, kit: Kit, window: MainWindow) -> None:
    screen = window.pages.front
    assert isinstance(screen, ThreatFileScreen)
    shown = _Shown()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(shown)
    for tab in screen._tabs.names:
        screen._tabs.turn_to(tab)
        settle(qtbot, kit)
    app.removeEventFilter(shown)
    assert shown.names == []


class _Shown(QObject):
    """Notes what is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(watched.objectName())
        return False
