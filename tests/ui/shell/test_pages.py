"""What is open: rooms share the first tab, files have their own, back leads back, nothing typed is lost by closing."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.shell.pages import MOST_ROOMS
from app.ui.shell.window import MainWindow
from tests.ui.shell.conftest import Opens
from tests.ui.shell.shell_world import front, settle

FILE = "threat_file"


def names(window: MainWindow) -> list[str]:
    return [window.pages.bar.tabText(at) for at in range(window.pages.bar.count())]


def test_the_first_room_of_the_rail_opens_by_itself(open_window: Opens) -> None:
    window = open_window()
    assert window.pages.addresses == (Address("situation"),)
    assert not window.pages.bar.isVisible()


def test_rooms_share_the_first_tab_and_stay_built(open_window: Opens) -> None:
    window = open_window()
    first = front(window)
    window.go_to("threat_files")
    window.go_to("situation")
    assert window.pages.addresses == (Address("situation"),)
    assert front(window) is first
    assert first.loads == 1


def test_more_rooms_than_are_kept_let_the_oldest_go(open_window: Opens) -> None:
    window = open_window()
    for number in range(MOST_ROOMS + 2):
        window.pages.open(Address("exchange", tab=str(number)))
    assert len(window.pages._rooms) == MOST_ROOMS
    assert front(window).address.tab == str(MOST_ROOMS + 1)


def test_a_file_opened_from_a_room_has_a_tab_of_its_own(open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    front(window).wanted.emit(Address(FILE, files[0]))
    assert window.pages.addresses == (Address("situation"), Address(FILE, files[0]))
    assert window.pages.bar.isVisible()
    assert names(window) == ["Situatie", f"Dossier {files[0].hex()[-4:]}"]


def test_a_file_that_is_open_is_brought_to_the_front_and_not_opened_twice(
    open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    screen = front(window)
    window.go_to("situation")
    window.pages.open(Address(FILE, files[0]))
    assert front(window) is screen
    assert window.pages.bar.count() == 2


def test_another_page_of_an_open_file_is_turned_to_unless_one_types_there(
    open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    screen = front(window)
    screen.typed = True
    window.pages.open(Address(FILE, files[0], "measures"))
    assert front(window) is screen
    screen.typed = False
    window.pages.open(Address(FILE, files[0], "measures"))
    assert front(window).address.tab == "measures"
    assert window.pages.bar.count() == 2


def test_a_screen_that_can_turn_to_a_page_stays_also_while_one_types_there(
    open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    screen = front(window)
    screen.turns = screen.typed = True
    window.go_to("situation")
    window.pages.open(Address(FILE, files[0], "measures"))
    assert front(window) is screen
    assert window.pages.addresses[1] == Address(FILE, files[0], "measures")
    window.pages.open(Address(FILE, files[0], "measures"))  # the officer may have turned elsewhere in between
    window.pages.open(Address(FILE, files[0]))
    assert screen.turned == ["measures", "measures"]
    assert (front(window), screen.loads) == (screen, 1)


def test_back_leads_from_a_page_of_a_file_to_where_one_was_and_to_the_file_as_it_was_left(
    open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    screen = front(window)
    screen.turns = True
    window.pages.open(Address(FILE, files[0], "measures"))
    window.pages.back()
    assert front(window).address.screen == "situation"
    window.pages.forward()
    assert (front(window), screen.turned) == (screen, ["measures"]), "as it was left: it is not turned once more"


def test_back_leads_to_another_page_of_what_cannot_turn_and_past_a_tab_one_clicked(
    open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    for pair in ("one", "other"):
        window.pages.open(Address("call_card", files[0], pair))
    window.pages.back()
    assert front(window).address.tab == "one"
    window.pages.open(Address(FILE, files[0]), apart=True)
    screen = front(window)
    screen.turns = True
    window.go_to("situation")
    window.pages.bar.setCurrentIndex(window.pages.bar.count() - 1)
    assert front(window) is screen
    window.pages.open(Address(FILE, files[0], "measures"))
    window.pages.back()
    assert front(window).address.screen == "situation"


def test_from_within_a_file_the_next_takes_its_place_and_back_leads_to_the_same_view(
    open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    front(window).kept = {"tab": "measures"}
    front(window).wanted.emit(Address("call_card", files[1]))
    assert window.pages.addresses == (Address("situation"), Address("call_card", files[1]))
    window.pages.back()
    assert window.pages.addresses == (Address("situation"), Address(FILE, files[0]))
    assert front(window).kept == {"tab": "measures"}
    window.pages.back()
    assert front(window).address == Address("situation")
    window.pages.forward()
    assert front(window).address == Address(FILE, files[0])


def test_what_is_typed_in_is_not_replaced_but_left_standing(open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    front(window).typed = True
    front(window).wanted.emit(Address("call_card", files[1]))
    assert window.pages.bar.count() == 3


def test_apart_means_a_tab_of_its_own_from_everywhere(open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    front(window).wanted_apart.emit(Address(FILE, files[1]))
    assert window.pages.bar.count() == 3


def test_a_place_without_a_screen_is_not_opened(open_window: Opens) -> None:
    window = open_window()
    window.pages.open(Address("statistics"))
    assert front(window).address == Address("situation")


def test_tabs_close_by_key_cross_and_middle_button_but_the_first_stays(
    qtbot: QtBot, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    pages = window.pages
    for uid in files:
        pages.open(Address(FILE, uid), apart=True)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert pages.bar.count() == 2
    middle = pages.bar.tabRect(1).center()
    QTest.mouseClick(pages.bar, Qt.MouseButton.MiddleButton, pos=middle)
    assert pages.bar.count() == 1
    pages.open(Address(FILE, files[0]))
    cross = pages.bar.tabButton(1, pages.bar.ButtonPosition.RightSide)
    assert cross is not None
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert pages.addresses == (Address("situation"),)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert pages.bar.count() == 1


def test_a_tab_whose_draft_could_not_be_kept_asks_before_it_closes(
    qtbot: QtBot, kit: Kit, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    window.pages.open(Address(FILE, files[0]))
    front(window).typed = True
    window.pages.close_tab()
    settle(qtbot, kit)
    assert window.pages.bar.count() == 2
    sheet = window.findChild(QDialog, "leave_sheet")
    assert isinstance(sheet, QDialog)
    assert front(window).isVisible()
    leave = sheet.findChild(QPushButton, "leave_anyway")
    assert isinstance(leave, QPushButton)
    leave.click()
    assert window.pages.bar.count() == 1


def test_ctrl_tab_goes_round(open_window: Opens, files: tuple[Id, Id]) -> None:
    window = open_window()
    for uid in files:
        window.pages.open(Address(FILE, uid), apart=True)
    seen = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(window.pages.bar.currentIndex())
    assert seen == [0, 1, 2]
    QTest.keyClick(window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.bar.currentIndex() == 1


def test_after_a_change_the_page_in_front_is_read_at_once_and_the_others_when_shown(
    qtbot: QtBot, kit: Kit, open_window: Opens, files: tuple[Id, Id]
) -> None:
    window = open_window()
    room = front(window)
    window.pages.open(Address(FILE, files[0]))
    file = front(window)
    kit.jobs.write(window, lambda: None)
    settle(qtbot, kit)
    assert (room.loads, file.loads) == (1, 2)
    window.go_to("situation")
    assert (room.loads, file.loads) == (2, 2)
    window.pages.step(1)
    assert file.loads == 2
