"""Unlock: by keyboard, with every refusal in its own words, and nothing loaded before the first paint."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.clock import SteppingClock
from app.core.confirmed_clock import ConfirmedClock
from app.core.errors import PraesidiumError
from app.history.replicas import Start, say
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.registers.persons import open_person
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.store.lock import StoreLock
from app.store.refusals import (
    NotOurStore,
    SlotsDamaged,
    SlotsMissing,
    StoreDamaged,
    StoreFromNewerVersion,
    StoreOpenElsewhere,
    StoreTruncated,
    WrongPassphrase,
)
from app.store.slots import slots_path
from app.ui.kit.kit import Kit
from app.ui.shell.entry.told import ToldPage
from app.ui.shell.entry.unlock import UnlockPage
from app.ui.shell.entry.window import EntryWindow
from tests.ui.entry.entry_house import OFFICER, a_platform, a_store, a_window, focus, typed, wait
from tests.ui.fixtures import NOW

FIRST_PAINT = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from app.core.clock import SystemClock
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Theme
from app.ui.shell.entry.window import EntryWindow
def platform():
    raise SystemExit(3)
kit = Kit(Theme(app), SystemClock(), "nl")
window = EntryWindow(kit, platform, Path("nowhere/praesidium.store"), there=True)
def painted():
    heavy = {"sqlalchemy", "alembic", "reportlab", "phonenumbers", "sqlcipher3", "keyring", "cryptography"}
    print(sorted(heavy & set(sys.modules)))
    sys.stdout.flush()
    os._exit(0)
window.painted.connect(painted)
window.show()
app.exec()
"""


def the_unlock(window: EntryWindow) -> UnlockPage:
    page = window.page
    assert isinstance(page, UnlockPage)
    return page


def test_the_first_paint_brings_no_library_of_the_store() -> None:
    found = subprocess.run([sys.executable, "-c", FIRST_PAINT], check=False, capture_output=True, text=True, timeout=60)
    assert found.stdout.strip() == "[]", found.stderr


def test_an_officer_opens_the_store_with_the_keyboard_alone(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = a_window(qtbot, kit, a_store(tmp_path))
    opened: list[Desk] = []
    window.opened.connect(opened.append)
    assert focus() == "unlock_login"
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    assert focus() == "unlock_confirmed"
    typed(Qt.Key.Key_Space, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: opened)
    assert the_unlock(window).passphrase.passphrase == ""
    opened[0].close()


def test_date_and_time_must_be_confirmed(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    page = the_unlock(a_window(qtbot, kit, a_store(tmp_path)))
    typed("i.verhaegen", Qt.Key.Key_Tab, OFFICER, Qt.Key.Key_Return)
    said = page.findChild(QLabel, "unlock_clock_said")
    assert said is not None
    assert said.text() == "Kijk naar datum en uur, en bevestig dat ze kloppen."
    now = page.findChild(QLabel, "unlock_now")
    assert now is not None
    assert now.text() == "Het is zaterdag 21 november 2026, 14:07, Belgische tijd (CET, UTC+1)."
    assert kit.jobs.idle


def test_a_computer_in_another_time_zone_is_told_of_before_the_clock_is_confirmed(
    qtbot: QtBot, kit: Kit, tmp_path: Path
) -> None:
    kit.offset = lambda _moment: timedelta(hours=2)
    page = the_unlock(a_window(qtbot, kit, a_store(tmp_path)))
    said = page.findChild(QLabel, "unlock_zone")
    assert said is not None
    assert said.isVisible()
    assert said.text().startswith("Deze computer staat ingesteld op UTC+2, waar het 15:07 is.")


def the_clock(page: UnlockPage) -> tuple[bool, str]:
    """Whether date and time are ticked, and what is said of that."""
    said = page.findChild(QLabel, "unlock_since")
    assert said is not None
    return page.confirmed.isChecked(), said.text() if said.isVisible() else ""


def test_whoever_sits_down_next_finds_date_and_time_confirmed(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    seconds = [0.0]
    kit.confirmed = ConfirmedClock(kit.clock, lambda: seconds[0])
    assert isinstance(kit.clock, SteppingClock)
    window = a_window(qtbot, kit, a_store(tmp_path))
    opened: list[Desk] = []
    window.opened.connect(opened.append)
    assert the_clock(the_unlock(window)) == (False, "")
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: opened)
    opened.pop().close()

    kit.clock.at += timedelta(minutes=20)
    seconds[0] += 20 * 60
    window.turn_to("unlock")
    assert the_clock(the_unlock(window)) == (True, "Bevestigd om 14:07.")
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: opened)
    opened.pop().close()
    assert kit.confirmed.at == NOW, "only who looks makes it younger"

    window.turn_to("unlock")
    page = the_unlock(window)
    seconds[0] += 12 * 3600
    kit.clock.at += timedelta(hours=12)
    page._show_time()
    said = "Opnieuw gevraagd: dat werd om 14:07 bevestigd, meer dan twaalf uur geleden."
    assert the_clock(page) == (False, said)
    assert page.confirmed.accessibleDescription() == said
    kit.clock.at += timedelta(days=1)
    page._show_time()
    said = "Opnieuw gevraagd: na 14:07 werd de klok verzet of sliep de computer."
    assert the_clock(page) == (False, said)
    kit.clock.at, seconds[0] = NOW, 0.0
    page._show_time()
    page.confirmed.click()
    page._show_time()
    assert not page.confirmed.isChecked(), "who says that the clock is wrong is not overruled"
    qtbot.waitUntil(lambda: kit.jobs.idle)


def test_a_wrong_passphrase_confirms_no_clock(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    page = the_unlock(a_window(qtbot, kit, a_store(tmp_path)))
    page.confirmed.setChecked(True)
    typed("nobody", Qt.Key.Key_Return, "this is not the one", Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: page.said and not page.open.isEnabled())
    assert kit.confirmed.at is None


def test_a_wrong_passphrase_is_said_counted_down_and_kept_waiting(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    page = the_unlock(a_window(qtbot, kit, store))
    page.confirmed.setChecked(True)
    typed("nobody", Qt.Key.Key_Return, "this is not the one", Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: not page.open.isEnabled())
    assert page.said == WrongPassphrase(seconds=1).say("nl")
    page._on_second()
    assert page.open.isEnabled()
    assert page.said == "U kunt opnieuw proberen."
    again = the_unlock(a_window(qtbot, kit, store))  # the program was started anew
    assert not again.open.isEnabled()
    assert "1 s" in again.said


Spoil = Callable[[Path], object]


def _truncate(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:100])


def _damage(store: Path) -> None:
    body = bytearray(store.read_bytes())
    body[100:4000] = bytes(3900)
    store.write_bytes(body)


def _replace(store: Path) -> None:
    store.write_bytes(b"SQLite format 3\x00" + bytes(8176))


def _newer(store: Path) -> None:
    slots = slots_path(store)
    slots.write_text(slots.read_text().replace('"version": 1', '"version": 9'))


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (_truncate, StoreTruncated()),
        (_damage, StoreDamaged()),
        (_replace, NotOurStore()),
        (_newer, StoreFromNewerVersion(found=9, known=1)),
        (lambda store: slots_path(store).unlink(), SlotsMissing(file="praesidium.store.slots")),
        (lambda store: slots_path(store).write_bytes(b"{}"), SlotsDamaged(file="praesidium.store.slots")),
    ],
)
def test_each_fault_of_a_store_is_said_in_its_own_words(
    qtbot: QtBot, kit: Kit, tmp_path: Path, language: str, spoil: Spoil, refusal: PraesidiumError
) -> None:
    store = a_store(tmp_path)
    spoil(store)
    page = the_unlock(a_window(qtbot, kit, store))
    page.confirmed.setChecked(True)
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: page.open.isEnabled() and page.said)
    assert page.said == refusal.say(language)
    assert page.passphrase.passphrase == OFFICER, "what was typed is still there"


def test_a_store_that_is_open_elsewhere_is_said_to_be(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    lock = StoreLock(store)
    page = the_unlock(a_window(qtbot, kit, store))
    page.confirmed.setChecked(True)
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: page.open.isEnabled() and page.said)
    lock.release()
    assert page.said.startswith(StoreOpenElsewhere(pid="@").say("nl").split("@")[0])


def test_whoever_stops_waiting_leaves_the_store_closed(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    store, on, slow = a_store(tmp_path), a_platform(tmp_path), Event()
    slow.set()

    def platform() -> Platform:
        assert slow.wait(10)
        return on()

    window = a_window(qtbot, kit, store, platform)
    page = the_unlock(window)
    opened: list[Desk] = []
    window.opened.connect(opened.append)
    page.confirmed.setChecked(True)
    slow.clear()
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    assert page.said == "De wachtzin wordt nagekeken…"
    assert page.stop_button.shortcut().toString() == "Esc"
    page.stop_button.click()
    assert page.said == "U wachtte niet verder. Er werd niets geopend."
    assert focus() == "unlock_passphrase"
    slow.set()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert opened == []
    StoreLock(store).release()


def test_caps_lock_is_told_by_what_the_keys_give(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    page = the_unlock(a_window(qtbot, kit, a_store(tmp_path)))
    warning = page.findChild(QLabel, "unlock_passphrase_caps")
    assert warning is not None
    typed("x", Qt.Key.Key_Return)
    QTest.keyClicks(page.passphrase.line, "e")
    assert not warning.isVisible()
    QTest.keyClicks(page.passphrase.line, "A")
    assert warning.isVisible()
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_CapsLock)
    assert not warning.isVisible()


def test_tab_goes_past_the_eye_and_space_ticks_what_comes_next(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    page = the_unlock(a_window(qtbot, kit, a_store(tmp_path)))
    field = page.passphrase
    typed("x", Qt.Key.Key_Return, "open", Qt.Key.Key_Tab)
    assert focus() == "unlock_confirmed"
    typed(Qt.Key.Key_Space)
    assert page.confirmed.isChecked()
    assert field.line.displayText() != "open"


def test_a_switch_of_language_keeps_what_was_typed(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    window = a_window(qtbot, kit, a_store(tmp_path))
    typed("i.verhaegen")
    with qtbot.waitSignal(window.language_chosen):
        window.set_language("fr")
    page = the_unlock(window)
    assert page.login.text == "i.verhaegen"
    assert page.open.text() == "Ouvrir"
    qtbot.waitUntil(lambda: kit.jobs.idle)


def test_a_store_put_back_is_told_loudly_before_anything_is_done(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    kept = {file: file.read_bytes() for file in (store, slots_path(store))}
    on = a_platform(tmp_path)
    desk = open_desk(store, "k.peeters", "vier blauwe fietsen zingen traag", on())
    desk.close()
    desk = open_desk(store, "i.verhaegen", OFFICER, on())
    open_person(desk, Person(family_name="Janssens"))
    desk.close()
    for file, body in kept.items():
        file.write_bytes(body)
    window = a_window(qtbot, kit, store, on)
    opened: list[Desk] = []
    window.opened.connect(opened.append)
    page = the_unlock(window)
    page.confirmed.setChecked(True)
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: isinstance(window.page, ToldPage))
    told = window.page
    assert isinstance(told, ToldPage)
    said = told.findChild(QLabel, "told_0")
    assert said is not None
    assert said.text() == say(Start.PUT_BACK, "nl")
    assert opened == []
    told.go_on.click()
    assert len(opened) == 1
    opened[0].close()


def test_a_clock_behind_the_last_entry_is_told(qtbot: QtBot, kit: Kit, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    window = a_window(qtbot, kit, store, a_platform(tmp_path, -timedelta(days=2)))
    page = the_unlock(window)
    page.confirmed.setChecked(True)
    typed("i.verhaegen", Qt.Key.Key_Return, OFFICER, Qt.Key.Key_Return)
    wait(qtbot, kit, lambda: isinstance(window.page, ToldPage))
    said = window.page.findChild(QLabel, "told_0")
    assert said is not None
    assert "21/11/2026 14:07" in said.text()
    window.close()
    StoreLock(store).release()
