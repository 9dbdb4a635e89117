"""The photograph of a person: pasted, cut, kept, seen on the person's page and on the call card, taken away again."""

import threading
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import Role
from app.services.access_log import AccessReason
from app.services.call_cards import open_call_card
from app.services.registers.photos import MOST, put_photo
from app.ui.files import photo_sheet
from app.ui.files.photo_sheet import PORTRAIT, Frame, PhotoSheet
from app.ui.files.portrait import Portrait
from app.ui.kit import picking
from app.ui.kit.picture_process import Pixels, decode_picture
from app.ui.kit.screen import Address
from app.ui.screens.call_card import CallCardScreen
from app.ui.screens.person.screen import PersonScreen
from tests.reads import photo_of
from tests.ui.screens.at_work import PATIENCE, AtWork
from tests.ui.seeing import faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld) -> PersonScreen:
    return work.show(PersonScreen, world.desk, Address("person", world.person))


def a_picture(width: int = 400, height: int = 300) -> QImage:
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.darkGreen)
    return made


def jpeg() -> bytes:
    held = BytesIO()
    Image.new("RGB", (500, 600), (90, 60, 40)).save(held, "JPEG")
    return held.getvalue()


def portrait(screen: QWidget, name: str) -> Portrait:
    found = screen.findChild(Portrait, name)
    assert isinstance(found, Portrait)
    return found


def pick(work: AtWork, screen: QWidget) -> PhotoSheet:
    work.press(screen, "put_photo")
    [sheet] = work.sheets()
    assert isinstance(sheet, PhotoSheet)
    return sheet


def test_a_pasted_picture_is_cut_kept_and_shown(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    assert not portrait(screen, "person_photo").shown
    sheet = pick(work, screen)
    sheet.pick.take_picture(a_picture())
    work.settle()
    assert faults(sheet) == []
    work.press(sheet, "keep_photo")
    assert work.sheets() == []
    kept = photo_of(world.desk, world.person)
    assert kept is not None
    assert len(kept) < MOST
    with Image.open(BytesIO(kept)) as made:
        assert (made.size, made.format, len(made.getexif())) == ((PORTRAIT.width(), PORTRAIT.height()), "JPEG", 0)
    assert portrait(screen, "person_photo").shown
    assert faults(screen) == []


def test_a_picture_is_pasted_with_the_usual_key_wherever_the_keyboard_is(work: AtWork, world: PaperWorld) -> None:
    sheet = pick(work, opened(work, world))
    QApplication.clipboard().setText("geen foto")
    QTest.keyClick(sheet, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert not sheet.frame.has_picture
    assert work.said(sheet, "picked_file") == "Er staat geen afbeelding op het klembord."
    for at in (sheet, sheet.frame):
        QApplication.clipboard().setImage(a_picture())
        QTest.keyClick(at, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        work.settle()
        assert sheet.frame.has_picture
    work.press(sheet, "keep_photo")
    assert photo_of(world.desk, world.person) is not None


def test_a_file_copied_elsewhere_is_pasted(work: AtWork, world: PaperWorld, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(jpeg())
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    QApplication.clipboard().setMimeData(held)
    sheet = pick(work, opened(work, world))
    work.press(sheet, "paste_picture")
    assert sheet.pick.path == path
    assert sheet.frame.has_picture


@pytest.mark.parametrize(("what", "where"), [("file", "frame"), ("picture", "sheet"), ("pixels of a screen", "pick")])
def test_a_picture_is_dropped_anywhere_on_the_sheet(
    work: AtWork, world: PaperWorld, tmp_path: Path, what: str, where: str
) -> None:
    held = QMimeData()
    if what == "file":
        path = tmp_path / "foto.jpg"
        path.write_bytes(jpeg())
        held.setUrls([QUrl.fromLocalFile(str(path))])
    else:
        held.setImageData(a_picture() if what == "picture" else QPixmap.fromImage(a_picture()))
    sheet = pick(work, opened(work, world))
    target = {"sheet": sheet, "pick": sheet.pick, "frame": sheet.frame}[where]
    drop(target, held)
    work.settle()
    assert sheet.frame.has_picture
    work.press(sheet, "keep_photo")
    assert photo_of(world.desk, world.person) is not None


def test_what_is_no_picture_is_not_let_in(work: AtWork, world: PaperWorld) -> None:
    held = QMimeData()
    held.setUrls([QUrl("https://voorbeeld.be/foto.jpg")])
    sheet = pick(work, opened(work, world))
    assert not drop(sheet, held)
    assert not sheet.frame.has_picture


def drop(target: QWidget, held: QMimeData) -> bool:
    """Drop it on a widget as Qt does: on the nearest one around that lets it in. Tell whether any did."""
    at: QWidget | None = target
    where, actions = QPoint(4, 4), Qt.DropAction.CopyAction
    while at is not None:
        if at.acceptDrops():
            entered = QDragEnterEvent(where, actions, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
            entered.ignore()
            QApplication.sendEvent(at, entered)
            if not entered.isAccepted():
                return False
            dropped = QDropEvent(
                QPointF(where), actions, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(at, dropped)
            return True
        at = at.parentWidget()
    return False


def test_the_picture_that_was_chosen_last_stays_however_long_the_first_took(
    work: AtWork, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wrong face was dropped first: a large file, which is decoded after the right one."""
    going_on = threading.Event()

    def decode(data: bytes) -> Pixels:
        with Image.open(BytesIO(data)) as made:
            if made.width == 400:
                assert going_on.wait(20)
        return decode_picture(data)

    monkeypatch.setattr(photo_sheet, "decode_picture", decode)
    sheet = pick(work, opened(work, world))
    sheet.pick.take_picture(a_picture(400, 300))
    sheet.pick.take_picture(a_picture(200, 240))
    work.qtbot.waitUntil(lambda: sheet.frame.has_picture, timeout=PATIENCE)
    going_on.set()
    work.settle()
    assert sheet.frame.cut.size() == QSize(200, 240)


def test_a_pasted_picture_is_encoded_beside_the_window(
    work: AtWork, world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture of a large screen takes half a second."""
    here: list[bool] = []
    bring = picking._Pasted.bring

    def told(pasted: picking._Pasted) -> bytes:
        here.append(threading.current_thread() is threading.main_thread())
        return bring(pasted)

    monkeypatch.setattr(picking._Pasted, "bring", told)
    sheet = pick(work, opened(work, world))
    sheet.pick.take_picture(a_picture())
    work.settle()
    assert sheet.frame.has_picture
    assert here == [False]


@pytest.mark.parametrize("size", [(5000, 1), (1, 5000), (1, 1)])
def test_a_picture_of_any_shape_is_cut_and_kept(work: AtWork, world: PaperWorld, size: tuple[int, int]) -> None:
    sheet = pick(work, opened(work, world))
    sheet.pick.take_picture(a_picture(*size))
    work.settle()
    sheet.frame.zoom(0.5)
    assert not sheet.frame.grab().isNull()
    work.press(sheet, "keep_photo")
    assert photo_of(world.desk, world.person) is not None


def test_a_photo_that_is_removed_comes_back(work: AtWork, world: PaperWorld) -> None:
    put_photo(world.desk, world.person, jpeg())
    screen = opened(work, world)
    work.press(screen, "drop_photo")
    assert photo_of(world.desk, world.person) is None
    work.press(screen, "undo_bar_act")
    assert photo_of(world.desk, world.person) == jpeg()


@pytest.mark.parametrize("content", [b"MZ\x90 program", jpeg()[:200], b""])
def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    work: AtWork, world: PaperWorld, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(content)
    sheet = pick(work, opened(work, world))
    sheet.pick.take(path)
    work.settle()
    assert work.said(sheet, "photo_sheet_refused")
    assert not sheet.frame.has_picture
    assert photo_of(world.desk, world.person) is None


def test_a_file_that_has_gone_is_refused(work: AtWork, world: PaperWorld, tmp_path: Path) -> None:
    sheet = pick(work, opened(work, world))
    sheet.pick.take(tmp_path / "weg.jpg")
    work.settle()
    assert work.said(sheet, "photo_sheet_refused")


def test_who_may_not_change_the_register_is_offered_no_photo(work: AtWork, world: PaperWorld) -> None:
    put_photo(world.desk, world.person, jpeg())
    approver = sit(world.admin, world.on, "A. Pprover", Role.APPROVER)
    screen = work.show(PersonScreen, approver, Address("person", world.person))
    assert portrait(screen, "person_photo").shown
    assert not work.there(screen, "put_photo")
    assert not work.there(screen, "drop_photo")


def test_the_call_card_shows_it(work: AtWork, world: PaperWorld) -> None:
    put_photo(world.desk, world.person, jpeg())
    open_call_card(world.desk, world.person, AccessReason.DUTY)
    screen = work.show(CallCardScreen, world.desk, Address("call_card", world.person))
    assert portrait(screen, "call_face").shown


def test_the_frame_stays_inside_the_picture_however_it_is_moved(qtbot: QtBot) -> None:
    frame = Frame("frame")
    qtbot.addWidget(frame)
    frame.resize(400, 300)
    frame.show_picture(a_picture())
    frame.show()
    whole = frame.cut
    assert whole.height() == 300
    assert abs(whole.width() / whole.height() - PORTRAIT.width() / PORTRAIT.height()) < 0.01
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Plus, Qt.Key.Key_Right, Qt.Key.Key_Down):
        for _ in range(60):
            QTest.keyClick(frame, key)
            assert a_picture().rect().contains(frame.cut)
    assert frame.cut.height() < 100
    for _ in range(60):
        QTest.keyClick(frame, Qt.Key.Key_Minus)
    assert frame.cut.height() == 300


def test_the_frame_is_dragged_and_sized_by_the_wheel(qtbot: QtBot) -> None:
    frame = Frame("frame")
    qtbot.addWidget(frame)
    frame.resize(400, 300)
    frame.show_picture(a_picture())
    frame.show()
    turned = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(frame, turned)
    before = frame.cut
    assert before.height() < 300
    QTest.mousePress(frame, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    QTest.mouseMove(frame, QPoint(90, 95))
    QTest.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=QPoint(90, 95))
    assert frame.cut.left() < before.left()
