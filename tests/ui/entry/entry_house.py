"""Builders for tests of the way in: a cheap platform, a window, keys that go where the cursor is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import SeededRandomness, SteppingClock
from app.models.enums import Marking, Role
from app.services.station.founding import Prepared, prepare_station, put_in_place
from app.services.station.stations import Account, House, Platform
from app.store.keys import Argon2Cost
from app.store.meta import Mark
from app.ui.kit.kit import Kit
from app.ui.shell.entry.page import Page
from app.ui.shell.entry.window import EntryWindow
from app.ui.shell.entry.wizard import Wizard
from tests.ui.fixtures import NOW

CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
ADMIN = "vier blauwe fietsen zingen traag"
OFFICER = "een kat zonder paraplu leest kranten"
HOUSE = House("NCCN", {"nl": "Nationaal Crisiscentrum"}, None, "BRU1", Marking.SECRET)
PATIENCE = 15_000


def a_platform(folder: Path, later: timedelta = timedelta(0)) -> Callable[[], Platform]:
    """Return a maker of platforms that keep what is outside in `folder`; the clock stands still."""
    made = Platform(
        SteppingClock(NOW + later, timedelta(0)), SeededRandomness(str(folder)), None, CHEAP, None, folder / "outside"
    )
    return lambda: made


def a_store(folder: Path, mark: Mark = Mark.EXERCISE) -> Path:
    """Return a store with the administrator `k.peeters` and the officer `i.verhaegen`."""
    put_in_place(a_waiting_store(folder, mark))
    return folder / "praesidium.store"


def a_waiting_store(folder: Path, mark: Mark = Mark.EXERCISE) -> Prepared:
    """Return a store whose sheets nobody has read back yet."""
    administrator = Account("k.peeters", "Karel Peeters", [Role.ADMINISTRATOR])
    until = NOW.date().replace(year=2030)
    roles = [Role.FILE_OFFICER, Role.SECURITY_OFFICER]
    officer = Account("i.verhaegen", "Ine Verhaegen", roles, Marking.SECRET, until)
    path, on = folder / "praesidium.store", a_platform(folder)()
    return prepare_station(path, HOUSE, (administrator, ADMIN), (officer, OFFICER), on, mark)


def a_window(qtbot: QtBot, kit: Kit, store: Path, on: Callable[[], Platform] | None = None) -> EntryWindow:
    """Return the window, shown, with everything loaded."""
    window = EntryWindow(kit, on or a_platform(store.parent), store, there=store.exists())
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.loaded and kit.jobs.idle, timeout=PATIENCE)
    return window


def wait(qtbot: QtBot, kit: Kit, until: Callable[[], object]) -> None:
    """Wait for work to end and for something to be so."""
    qtbot.waitUntil(lambda: bool(kit.jobs.idle and until()), timeout=PATIENCE)


def typed(*keys: str | Qt.Key) -> None:
    """Type texts and press keys, wherever the cursor is."""
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


def focus() -> str:
    """Return the name of what has the focus."""
    found = QApplication.focusWidget()
    return found.objectName() if found is not None else ""


def the(page: Page, kind: type[Wizard]) -> Wizard:
    """Return the page as the wizard it is."""
    assert isinstance(page, kind)
    return page


def left_in(folder: Path) -> list[str]:
    """Return what lies in a folder, but for what is always left: lock files."""
    return sorted(one.name for one in folder.iterdir() if not one.name.endswith(".lock") and one.name != "outside")


def shown(page: QWidget, name: str) -> bool:
    """Tell whether a control of that name can be seen."""
    found = page.findChild(QWidget, name)
    return found is not None and found.isVisible()
