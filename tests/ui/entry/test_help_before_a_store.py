"""F1 before a store is open: the manual at the page about the way in, over what is typed."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog
from pytestqt.qtbot import QtBot

from app.core.i18n import LANGUAGES
from app.ui.kit.kit import Kit
from app.ui.kit.words import Words
from app.ui.shell.entry.unlock import UnlockPage
from app.ui.shell.entry.window import EntryWindow
from app.ui.shell.help_pages import load_pages
from app.ui.shell.help_sheet import PAGE, HelpSheet
from tests.ui.entry.entry_house import a_platform, a_store, a_window
from tests.ui.seeing import english, faults


def opened(window: EntryWindow) -> HelpSheet:
    found = window.findChild(QDialog, "help_sheet")
    assert isinstance(found, HelpSheet)
    return found


@pytest.mark.parametrize("page", ["unlock", "welcome", "found", "join", "accept", "restore", "recover"])
def test_f1_opens_the_manual_on_every_page_and_leaves_what_is_typed(
    qtbot: QtBot, kit: Kit, tmp_path: Path, page: str
) -> None:
    window = a_window(qtbot, kit, a_store(tmp_path), a_platform(tmp_path))
    qtbot.addWidget(window)
    window.turn_to(page)
    front = window.page
    if isinstance(front, UnlockPage):
        front.login.line.setText("i.verhaegen")
    QTest.keyClick(window, Qt.Key.Key_F1)
    sheet = opened(window)
    assert sheet.view.wanted == PAGE
    assert load_pages("nl")[PAGE].title in sheet.view.page.toPlainText()
    sheet.accept()
    assert window.page is front
    if isinstance(front, UnlockPage):
        assert front.login.text == "i.verhaegen"
    window.close()


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_nothing_of_it_is_cut_or_english(qtbot: QtBot, kit: Kit, tmp_path: Path, language: str) -> None:
    kit.words = Words(language)
    window = a_window(qtbot, kit, a_store(tmp_path), a_platform(tmp_path))
    qtbot.addWidget(window)
    button = window.findChild(QAbstractButton, "entry_help")
    assert button is not None
    button.click()
    sheet = opened(window)
    with qtbot.waitExposed(sheet):
        sheet.show()
    assert faults(sheet) == []
    assert english(sheet, language) == []
    window.close()


def test_every_language_has_the_page() -> None:
    assert all(PAGE in load_pages(language) for language in LANGUAGES)


def test_the_first_paint_does_not_wait_for_it() -> None:
    script = "import sys, app.ui.shell.entry.window; print('app.ui.shell.help_view' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
