"""What a test of the window is given, and what it must not leave behind. `tests/ui/conftest.py` says how to use it.

A test fails on any warning of Qt's, on a thread it leaves running, and on a socket. Windows are closed for it.
"""

import gc
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLocale,
    QMessageLogContext,
    Qt,
    QThread,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.clock import SteppingClock
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode, Theme

NOW = datetime(2026, 11, 21, 13, 7, tzinfo=UTC)
"""What the clock of every test says: Saturday 21 November 2026, 14:07 in Brussels."""
OF_NO_WEIGHT = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What the off-screen platform says of itself."""
EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
PATIENCE = 2.0
"""Seconds a thread gets to end after the test."""


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the process; fonts of every script loaded, no blinking, no animation, no hinting."""
    made = Theme(qapp, Mode.LIGHT)
    made.load_scripts()
    font = QFont(qapp.font())
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    qapp.setFont(font)
    qapp.setCursorFlashTime(0)
    for effect in EFFECTS:
        qapp.setEffectEnabled(effect, False)
    return made


@pytest.fixture
def language() -> str:
    """The officer's language; `@pytest.mark.parametrize("language", ["nl", "fr"])` takes others."""
    return "nl"


@pytest.fixture
def mode() -> Mode:
    """Light or dark; parametrize it likewise."""
    return Mode.LIGHT


@pytest.fixture
def kit(theme: Theme, language: str, mode: Mode) -> Iterator[Kit]:
    """A kit in `language` and `mode` with a clock that stands still at `NOW`; its threads end with the test."""
    yield from lend_kit(theme, language, mode)


def lend_kit(theme: Theme, language: str, mode: Mode) -> Iterator[Kit]:
    """Yield a kit, then end its threads, close every window and empty the clipboard.

    What was made in Python and lies on the clipboard would outlive the interpreter, and end the process in a crash.
    """
    if theme.mode is not mode:
        theme.set_mode(mode)
    made = Kit(theme, SteppingClock(NOW, timedelta(0)), language, lambda: 0.0)
    QLocale.setDefault(made.words.locale)
    yield made
    close_windows()
    QGuiApplication.clipboard().clear()
    made.jobs.close()
    shiboken6.delete(made.jobs)


@pytest.fixture(autouse=True)
def _quiet_qt() -> Iterator[None]:
    """Fail the test with what Qt warned of."""
    heard: list[str] = []

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not message.startswith(OF_NO_WEIGHT):
            heard.append(f"{context.category}: {message}")

    before = qInstallMessageHandler(hear)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qInstallMessageHandler(before)
    if heard:
        pytest.fail("Qt warned: " + "; ".join(heard), pytrace=False)


@pytest.fixture(autouse=True)
def _no_thread_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test with the names of the threads it left running, Qt's or Python's."""
    before = set(threading.enumerate())
    begun: list[QThread] = []
    start = QThread.start

    def note(thread: QThread, *priority: QThread.Priority) -> None:
        begun.append(thread)
        start(thread, *priority)

    monkeypatch.setattr(QThread, "start", note)
    yield
    left = [f"Qt: {type(one).__name__}" for one in begun if shiboken6.isValid(one) and one.isRunning()]
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE)
        if thread.is_alive():
            left.append(f"Python: {thread.name}")
    if left:
        pytest.fail("threads left running: " + "; ".join(left), pytrace=False)


def close_windows() -> None:
    """Close every window that stands open and let it go."""
    for window in QApplication.topLevelWidgets():
        if shiboken6.isValid(window) and window.parent() is None:
            window.hide()
            window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="module", autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Let no working thread collect what widgets left behind: Qt ends the process when one is deleted there."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    gc.freeze()  # what lived through that is not looked through once more after every module
