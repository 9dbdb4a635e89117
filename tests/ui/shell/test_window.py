"""The main window as a whole: who sits here, marking, rail, keys, language, lock and coming back."""

import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.clock import SteppingClock
from app.core.ids import Id
from app.core.progress import Cancel, Progress
from app.models.enums import Role
from app.models.kinds import SCHEMA
from app.models.lists import MEASURE_TYPES
from app.models.texts import local_text
from app.services.catalogues.changing import add_item, change_item
from app.services.desk import COUNTRY_TIME, Desk
from app.services.lists.counts import RailCount
from app.services.preferences import keep_preference
from app.store.meta import Mark
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.remembering import remembered
from app.ui.kit.screen import Address
from app.ui.kit.sheet import Sheet
from app.ui.kit.theme import Mode
from app.ui.shell.help_screen import HelpScreen
from app.ui.shell.idle import IdleWatch
from app.ui.shell.rail import NARROW, WIDE
from app.ui.shell.system_lock import SystemLock
from app.ui.shell.window import MainWindow
from tests.reads import preferences
from tests.station_world import StationWorld, a_station
from tests.ui.fixtures import NOW
from tests.ui.seeing import english, faults, tab_order
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import PLACES, Room, front, settle

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
COUNTS = {
    "situation": RailCount(7, late=True), "threat_files": RailCount(89), "exchange": RailCount(0, late=True),
}  # fmt: skip


def text(window: QWidget, name: str) -> str:
    found = window.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found.text()


def line(window: MainWindow, screen: str) -> QAbstractButton:
    found = window.findChild(QAbstractButton, f"rail_{screen}")
    assert isinstance(found, QAbstractButton)
    return found


def test_the_bar_says_who_sits_where(open_window: Opens) -> None:
    window = open_window()
    assert text(window, "bar_officer") == "Verhaegen"
    assert text(window, "bar_roles") == "· dossierbeheerder"
    assert text(window, "bar_station") == "BRU1"
    assert window.windowTitle() == "Praesidium"


def test_the_strip_says_the_marking_of_the_page_in_front(open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    assert text(window, "marking_strip") == "VERTROUWELIJK — CONFIDENTIEL"
    window.pages.open(Address("threat_file", files[0]))
    assert text(window, "marking_strip") == "GEHEIM — SECRET"
    window.go_to("situation")
    assert text(window, "marking_strip") == "VERTROUWELIJK — CONFIDENTIEL"


@pytest.mark.parametrize("night", [datetime(2026, 11, 21), datetime(2027, 3, 28), datetime(2026, 10, 25)])  # noqa: DTZ001
def test_at_midnight_of_the_country_lines_become_valid_and_end(
    qtbot: QtBot, kit: Kit, world: StationWorld, open_window: Opens, monkeypatch: pytest.MonkeyPatch, night: datetime
) -> None:
    """Also in the nights on which the clocks change: the day begins at 23:00 or 22:00 UTC."""
    midnight = night.replace(tzinfo=COUNTRY_TIME).astimezone(UTC)
    day = night.date()
    stood = world.clock.at
    name = dict.fromkeys(("en", "nl", "fr", "de"), f"{day}")
    code = add_item(world.admin, MEASURE_TYPES, {"names": name, "valid_from": day, "valid_until": day})
    clock = SteppingClock(midnight - timedelta(seconds=30), timedelta())
    monkeypatch.setattr(kit, "clock", clock)
    try:
        world.clock.at = clock.at
        window = open_window()
        settle(qtbot, kit)
        assert kit.words.lists is not None
        assert code not in kit.words.lists.offered(MEASURE_TYPES)
        for later, offered in ((midnight, True), (midnight + timedelta(hours=22, minutes=59), True)):
            world.clock.at = clock.at = later
            window._renewing.look_at_day()
            settle(qtbot, kit)
            assert (code in kit.words.lists.offered(MEASURE_TYPES)) is offered, later
        tomorrow = (night + timedelta(days=1)).replace(tzinfo=COUNTRY_TIME).astimezone(UTC)
        world.clock.at = clock.at = tomorrow
        window._renewing.look_at_day()
        settle(qtbot, kit)
        assert code not in kit.words.lists.offered(MEASURE_TYPES)
        assert code in kit.words.lists.all(MEASURE_TYPES)
    finally:
        world.clock.at = stood


def test_words_of_lists_are_those_of_the_store_until_the_lock(
    qtbot: QtBot, kit: Kit, world: StationWorld, open_window: Opens
) -> None:
    window = open_window()
    spec = SCHEMA.by_name["measure"].fields["type"]
    assert kit.words.value(spec, "barriers") == "Plaatsen van hindernissen"
    names = local_text("nl", "dranghekken", fr="barrières nadar", de="Absperrgitter", en="crowd barriers")
    kit.jobs.write(window, lambda: change_item(world.admin, MEASURE_TYPES, "barriers", {"names": names}))
    settle(qtbot, kit)
    assert kit.words.value(spec, "barriers") == "Dranghekken"
    window.set_language("fr")
    settle(qtbot, kit)
    assert kit.words.value(spec, "barriers") == "Barrières nadar"
    window.set_language("nl")
    settle(qtbot, kit)
    window.take_away()
    assert kit.words.lists is None


def test_an_exercise_says_so_above_everything(open_window: Opens, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.store, "mark", Mark.EXERCISE)
    assert text(open_window(), "marking_strip").startswith("OEFENING — EXERCICE")


def test_the_rail_counts_and_says_aloud_what_is_overdue(open_window: Opens) -> None:
    window = open_window(lambda _: COUNTS)
    assert line(window, "situation").accessibleName() == "Situatie, 7 te laat"
    assert line(window, "threat_files").accessibleName() == "Bedreigde personen, 89"
    assert line(window, "exchange").accessibleName() == "Uitwisseling"
    assert line(window, "situation").accessibleDescription() == "Alt 1"


def test_the_rail_marks_where_one_is(open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    assert line(window, "situation").isChecked()
    window.pages.open(Address("threat_file", files[0]))
    assert line(window, "threat_files").isChecked()
    assert not line(window, "situation").isChecked()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.FILE_OFFICER, ["situation", "threat_files", "exchange"]),
        (Role.ADMINISTRATOR, ["administration"]),
        (Role.AUDITOR, ["administration"]),
    ],
)
def test_the_rail_has_what_the_role_may_see_and_no_more(
    open_window: Opens, world: StationWorld, role: Role, seen: list[str]
) -> None:
    window = open_window(at=world.sit(f"rail_{role.value}", [role]))
    assert [one.objectName()[5:] for one in window.frame.rail.findChildren(QAbstractButton)] == seen
    assert front(window).address == Address(seen[0])


def test_alt_and_a_number_go_to_a_room_and_arrows_walk_the_rail(open_window: Opens) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    assert front(window).address == Address("threat_files")
    line(window, "situation").setFocus()
    QTest.keyClick(line(window, "situation"), Qt.Key.Key_Down)
    QTest.keyClick(line(window, "threat_files"), Qt.Key.Key_Down)
    assert line(window, "exchange").hasFocus()
    QTest.keyClick(line(window, "exchange"), Qt.Key.Key_Return)
    assert front(window).address == Address("exchange")


def test_a_narrow_window_shows_icons_and_so_does_f9(open_window: Opens) -> None:
    window = open_window()
    assert window.frame.rail.width() == WIDE
    window.resize(1000, 700)
    QApplication.processEvents()
    assert window.frame.rail.width() == NARROW
    window.resize(1366, 768)
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F9)
    QApplication.processEvents()
    assert window.frame.rail.width() == NARROW
    assert line(window, "situation").toolTip().startswith("Situatie")


def test_a_key_of_the_page_in_front_works_and_goes_with_it(open_window: Opens) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert front(window).loads == 2
    window.show_help()
    QTest.keyClick(window, Qt.Key.Key_F5)
    window.go_to("situation")
    assert front(window).loads == 2


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
@pytest.mark.parametrize("size", [(900, 600), (1366, 768), (1920, 1080)])
def test_nothing_is_cut_unnamed_faint_or_english(
    qtbot: QtBot, kit: Kit, open_window: Opens, files: tuple[Id, Id], size: tuple[int, int]
) -> None:
    window = open_window(lambda _: COUNTS)
    window.resize(*size)
    for uid in files:
        window.pages.open(Address("threat_file", uid), apart=True)
    settle(qtbot, kit)
    assert faults(window) == []
    found = [one for one in english(window, kit.words.language) if "room" not in one]
    assert found == []


def test_the_tab_key_goes_from_the_bar_to_the_rail_to_the_page(open_window: Opens) -> None:
    order = tab_order(open_window())
    wanted = [
        "find_box", "bar_language", "bar_lock", "bar_menu", "rail_situation", "rail_threat_files", "rail_exchange",
        "room_open",
    ]  # fmt: skip
    assert order[: len(wanted)] == wanted


def test_the_menu_holds_every_action_with_its_key(qtbot: QtBot, open_window: Opens) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F10)
    menu = window.findChild(QMenu, "main_menu")
    assert isinstance(menu, QMenu)
    lines = {one.objectName(): one for sub in menu.findChildren(QMenu) for one in sub.actions()}
    assert set(lines) == {f"menu_{one.id}" for one in window.kit.actions.all()}
    assert lines["menu_shell.lock"].text().endswith("\tCtrl+L")
    assert not lines["menu_shell.back"].isEnabled()
    menu.close()


def test_alt_alone_opens_the_menu_and_alt_with_a_key_does_not(open_window: Opens) -> None:
    window = open_window()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyClick(window, Qt.Key.Key_2, ALT)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert window.findChild(QMenu, "main_menu") is None
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    menu = window.findChild(QMenu, "main_menu")
    assert isinstance(menu, QMenu)
    menu.close()


def test_shortcuts_are_listed_as_the_keyboard_names_them(open_window: Opens) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_Slash, CTRL)
    sheet = window.findChild(QDialog, "keys_sheet")
    assert isinstance(sheet, QDialog)
    hints = {one.text() for one in sheet.findChildren(QLabel, "key_hint")}
    assert {"Ctrl K", "Ctrl L", "F1", "F5", "Alt 1"} <= hints
    assert faults(sheet) == []
    sheet.close()


def test_f1_opens_the_page_of_the_screen_in_front(open_window: Opens) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert isinstance(window.pages.front, HelpScreen)
    assert window.pages.bar.count() == 2


def test_what_the_error_door_says_stands_above_the_page(open_window: Opens, kit: Kit) -> None:
    window = open_window()
    kit.door.said.emit("De stick is vol.", False, None)
    assert text(window, "notice_text") == "De stick is vol."
    assert window.frame.notice.isVisible()
    window.go_to("threat_files")
    assert not window.frame.notice.isVisible()


def test_another_language_rebuilds_everything_where_it_stood(
    qtbot: QtBot, kit: Kit, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address("threat_file", files[0]))
    front(window).kept = {"tab": "measures"}
    with qtbot.waitSignal(window.language_chosen) as heard:
        window.set_language("fr")
    settle(qtbot, kit)
    assert heard.args == ["fr"]
    assert line(window, "threat_files").text() == "Personnes menacées"
    assert window.pages.addresses == (Address("situation"), Address("threat_file", files[0]))
    assert front(window).kept == {"tab": "measures"}
    assert preferences(window.desk)["language"] == "fr"
    assert english(window.frame.bar, "fr") == []


def test_colours_change_at_once_and_are_remembered(qtbot: QtBot, kit: Kit, open_window: Opens) -> None:
    window = open_window()
    window.set_colours(Mode.DARK)
    settle(qtbot, kit)
    assert kit.theme.dark
    assert preferences(window.desk)["colours"] == "dark"


def test_wishes_kept_in_the_store_hold_from_the_first_moment(open_window: Opens, desk: Desk, kit: Kit) -> None:
    keep_preference(desk, "language", "de")
    keep_preference(desk, "window", {"size": [1200, 700], "narrow": True, "whole": False})
    window = open_window()
    assert kit.words.language == "de"
    assert (window.width(), window.height()) == (900, 700), "the off-screen monitor is 800 pixels wide"
    assert window.frame.rail.width() == NARROW


@pytest.mark.parametrize("nonsense", [7, "x", [], {"tabs": "x"}, {"tabs": [7, {"address": {"screen": "nowhere"}}]}])
def test_nonsense_kept_as_a_session_is_as_if_nothing_was_kept(open_window: Opens, desk: Desk, nonsense: object) -> None:
    for key in ("session", "window", "recent", "language", "colours", "lock_minutes", "orders"):
        keep_preference(desk, key, nonsense)
    assert front(open_window()).address == Address("situation")


class TestLocking:
    """Each on a store of its own: its desk is closed."""

    @pytest.fixture
    def own(self, tmp_path_factory: pytest.TempPathFactory) -> StationWorld:
        return a_station(tmp_path_factory.mktemp("own"))

    def test_locking_hides_everything_keeps_how_it_stood_and_closes_the_desk(
        self, qtbot: QtBot, open_window: Opens, own: StationWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        keep_preference(own.officer, "orders", {"measures_rows": [3, True]})
        window = open_window(at=own.officer)
        assert window.kit.orders == {"measures_rows": (3, True)}
        window.pages.open(Address("threat_file", bytes(range(16))))
        kept: list[Mapping[str, Any]] = []
        close = own.officer.store.close

        def note_and_close() -> None:
            kept.append(preferences(own.officer))
            close()

        monkeypatch.setattr(own.officer.store, "close", note_and_close)
        with qtbot.waitSignal(window.locked, timeout=5000):
            QTest.keyClick(window, Qt.Key.Key_L, CTRL)
            assert not window.isVisible()
        assert [one["address"]["screen"] for one in kept[0]["session"]["tabs"]] == ["situation", "threat_file"]
        assert kept[0]["recent"] == [{"screen": "threat_file", "uid": bytes(range(16)).hex()}]
        assert kept[0]["orders"] == {"measures_rows": [3, True]}
        assert window.kit.actions.all() == ()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.findChildren(Room) == []

    def test_sheets_go_with_the_window_and_no_answer_is_waited_for(
        self, qtbot: QtBot, open_window: Opens, own: StationWorld
    ) -> None:
        window = open_window(at=own.officer)
        window.show_keys()
        front(window).typed = True
        worked_out: list[str] = []

        @remembered
        def word(text: str) -> str:
            worked_out.append(text)
            return text

        word("Lambrecht")
        with qtbot.waitSignal(window.locked, timeout=5000):
            window.lock()
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == []
        word("Lambrecht")
        assert len(worked_out) == 2, "it was forgotten"

    def test_long_work_is_stopped_before_the_desk_closes(
        self, qtbot: QtBot, kit: Kit, open_window: Opens, own: StationWorld
    ) -> None:
        window = open_window(at=own.officer)
        ended: list[object] = []

        def work(_progress: Progress, cancel: Cancel) -> None:
            while True:
                threading.Event().wait(0.005)
                cancel.check()

        kit.jobs.run(window, "Lang werk", work, ended.append)
        with qtbot.waitSignal(window.locked, timeout=5000):
            window.lock()
        assert ended == []

    def test_closing_asks_only_where_a_draft_could_not_be_kept(
        self, qtbot: QtBot, kit: Kit, open_window: Opens, own: StationWorld
    ) -> None:
        window = open_window(at=own.officer)
        front(window).typed = True
        window.close()
        settle(qtbot, kit)
        assert window.isVisible()
        sheet = window.findChild(QDialog, "leave_sheet")
        assert isinstance(sheet, QDialog)
        qtbot.waitUntil(sheet.isActiveWindow)
        QTest.keyClick(handle(sheet), Qt.Key.Key_Return)
        settle(qtbot, kit)
        qtbot.waitUntil(lambda: window.findChild(QDialog, "leave_sheet") is None)
        assert window.isVisible(), "Enter goes back to what was typed"
        front(window).typed = False
        with qtbot.waitSignal(window.left, timeout=5000):
            window.close()

    def test_the_clipboard_is_emptied_where_it_is_ours(
        self, qtbot: QtBot, open_window: Opens, own: StationWorld, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        board = QGuiApplication.clipboard()
        data = QMimeData()
        data.setText("+32 2 506 47 11")
        board.setMimeData(data)
        monkeypatch.setattr(type(board), "ownsClipboard", lambda _: True)
        window = open_window(at=own.officer)
        with qtbot.waitSignal(window.locked, timeout=5000):
            window.lock()
        assert board.text() == ""

    def test_whoever_may_not_sit_here_is_told_and_the_desk_is_closed(
        self, qtbot: QtBot, kit: Kit, own: StationWorld
    ) -> None:
        window = MainWindow(kit, own.nobody, PLACES)
        qtbot.addWidget(window, before_close_func=lambda one: one.take_away())
        with qtbot.waitSignals([kit.door.said, window.locked], timeout=5000):
            window.begin()
        assert not window.isVisible()

    def test_the_idle_clock_locks(self, qtbot: QtBot, open_window: Opens, own: StationWorld) -> None:
        window = open_window(at=own.officer)
        assert window.idle is not None
        with qtbot.waitSignal(window.locked, timeout=5000):
            window.idle.idled.emit()

    def test_the_key_that_locks_is_heard_in_a_sheet_over_the_window_too(
        self, qtbot: QtBot, kit: Kit, open_window: Opens, own: StationWorld
    ) -> None:
        window = open_window(at=own.officer)
        sheet = Sheet(kit, window, "Sheet", "sheet")
        sheet.open()
        qtbot.waitUntil(sheet.isActiveWindow)
        with qtbot.waitSignal(window.locked, timeout=5000):
            QTest.keyClick(handle(sheet), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible()

    def test_the_system_s_own_lock_locks(self, qtbot: QtBot, open_window: Opens, own: StationWorld) -> None:
        window = open_window(at=own.officer)
        watch = window.findChild(SystemLock)
        assert isinstance(watch, SystemLock)
        with qtbot.waitSignal(window.locked, timeout=5000):
            watch._on_active(False)
            assert window.isVisible()
            watch._on_active(True)


def an_idle_watch(qtbot: QtBot, widget: QWidget, clock: SteppingClock) -> IdleWatch:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return IdleWatch(app, clock, 10, widget)


def handle(widget: QWidget) -> QWindow:
    found = widget.windowHandle()
    assert found is not None
    return found


def test_any_key_or_mouse_starts_the_idle_clock_anew_also_in_a_dialog(qtbot: QtBot) -> None:
    widget = QWidget()
    watch = an_idle_watch(qtbot, widget, SteppingClock(NOW, timedelta(0)))
    sheet = QDialog(widget)
    sheet.open()
    qtbot.waitUntil(sheet.isActiveWindow)
    qtbot.wait(30)
    before = watch.timer.remainingTime()
    QTest.keyClick(handle(sheet), Qt.Key.Key_A)
    assert watch.timer.remainingTime() > before
    sheet.close()
    qtbot.wait(30)
    before = watch.timer.remainingTime()
    QTest.mouseClick(handle(widget), Qt.MouseButton.LeftButton)
    assert watch.timer.remainingTime() > before
    watch.set_minutes(0)
    assert watch.timer.interval() == 60_000
    watch.end()


def test_the_first_touch_after_the_machine_slept_locks_and_does_nothing_else(qtbot: QtBot) -> None:
    widget = QLineEdit()
    clock = SteppingClock(NOW, timedelta(0))
    watch = an_idle_watch(qtbot, widget, clock)
    widget.setFocus()
    clock.at += timedelta(minutes=9)
    QTest.keyClick(handle(widget), Qt.Key.Key_A)
    clock.at += timedelta(minutes=11)
    with qtbot.waitSignal(watch.idled, timeout=1000):
        QTest.keyClick(handle(widget), Qt.Key.Key_B)
    assert widget.text() == "a"
    watch.end()


def test_the_minutes_until_the_lock_are_chosen_in_the_menu_and_remembered(
    qtbot: QtBot, kit: Kit, open_window: Opens
) -> None:
    window = open_window()
    next(one for one in kit.actions.all() if one.id == "lock.5").run()
    settle(qtbot, kit)
    assert window.idle is not None
    assert window.idle.minutes == 5
    assert preferences(window.desk)["lock_minutes"] == 5


def test_the_folder_looked_into_last_is_remembered_in_the_store_alone(
    open_window: Opens, qtbot: QtBot, kit: Kit, desk: Desk, tmp_path: Path
) -> None:
    window = open_window()
    kit.chooser.folder = tmp_path
    kit.chooser.chosen.emit(tmp_path)
    settle(qtbot, kit)
    assert preferences(desk)["folder"] == str(tmp_path)
    window.take_away()
    assert window.kit.chooser.folder is None
    open_window()
    assert kit.chooser.folder == tmp_path


def test_the_menu_opens_after_a_screen_built_its_buttons_anew(
    qtbot: QtBot, kit: Kit, open_window: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    room = front(window)

    def offers() -> list[Action]:
        return [Action("room.open", "Openen", room.button.click, "F6", enabled=room.button.isEnabled)]

    monkeypatch.setattr(room, "actions_here", offers)
    for text in ("Openen", "Nog eens"):
        old, room.button = room.button, QPushButton(text, room)
        shiboken6.delete(old)
        kit.actions.changed.emit()
        settle(qtbot, kit)
    window.show_menu()
    menu = window.findChild(QMenu, "main_menu")
    assert menu is not None
    assert menu.isVisible()
    menu.close()
