"""Every line of every menu of the window is done by a letter of its own, in four languages, on every keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.ui.kit.kit import Kit
from app.ui.kit.mnemonics import TYPED
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.shell.menu import make_menu
from app.ui.shell.window import MainWindow
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import PLACES, settle


@pytest.fixture
def window(
    qtbot: QtBot, kit: Kit, open_window: Opens, files: tuple[Id, Id], monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A window with a file in front, which offers most."""
    monkeypatch.setitem(PLACES, "threat_file", ThreatFileScreen)
    made = open_window()
    made.pages.open(Address("threat_file", files[0]))
    settle(qtbot, kit)
    return made


def lettered(menu: QMenu) -> dict[str, str]:
    """Return the letter of each line of a menu, those within not among them."""
    said = {one.text(): one.text().replace("&&", "") for one in menu.actions() if one.text()}
    return {text: bare[bare.index("&") + 1].lower() if "&" in bare else "" for text, bare in said.items()}


def test_no_two_lines_of_a_menu_share_a_letter_and_each_has_one_in_four_languages(
    qtbot: QtBot, window: MainWindow
) -> None:
    for language in LANGUAGES:
        window.set_language(language)
        settle(qtbot, window.kit)
        menu = make_menu(window.kit, window.kit.actions.all(), window)
        menus = [menu, *menu.findChildren(QMenu)]
        assert len(menus) > 5
        for one in menus:
            letters = list(lettered(one).values())
            assert set(letters) <= TYPED, (language, lettered(one))
            assert len(set(letters)) == len(letters), (language, lettered(one))
        menu.deleteLater()


def test_f2_and_a_letter_do_what_the_page_offers(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F2)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    line = next(one for one in menu.actions() if one.objectName() == "menu_file_as_of")
    letter = lettered(menu)[line.text()]
    QTest.keyClick(menu, getattr(Qt.Key, f"Key_{letter.upper()}"))
    settle(qtbot, window.kit)
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    sheet.close()


def test_a_part_of_a_long_menu_stands_in_a_menu_of_its_own(window: MainWindow) -> None:
    window.show_page_menu()
    menu = window.findChild(QMenu, "main_menu")
    assert menu is not None
    inner = menu.findChild(QMenu, "main_menu_part_1")
    assert inner is not None
    assert inner.menuAction().text() in lettered(menu)
    assert "menu_file_readers" in [one.objectName() for one in inner.actions()]
    assert "menu_file_edit" in [one.objectName() for one in menu.actions()]
    menu.close()


def test_alt_and_a_letter_press_a_button_of_the_page_and_open_no_menu_of_the_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyPress(window, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    front = window.pages.front
    assert front is not None
    more = front.findChild(QPushButton, "file_more")
    assert more is not None
    letter = more.property("letter")
    QTest.keyPress(window, getattr(Qt.Key, f"Key_{letter.upper()}"), Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == "file_menu"
    menu.close()
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert window.findChild(QMenu, "main_menu") is None
