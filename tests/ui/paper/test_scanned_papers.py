"""A scan instead of a code: dropped, pasted or chosen; one paper, several, none; what was typed stands until then."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import CopyState
from app.models.kinds.paper import DocumentCopy
from app.services.paper.copies import recall_document
from app.services.paper.issuing import Issued
from app.services.paper.protocols import RETURN_FORM, issue_protocol
from app.services.paper.sources import CopyFor
from app.ui.kit.kit import Kit
from app.ui.kit.theme import Mode
from app.ui.screens.paper.return_code_sheet import ReturnCodeSheet
from app.ui.screens.paper.return_sheet import ReturnSheet
from app.ui.screens.paper.verify_sheet import VerifySheet
from app.ui.tables.rows import Cell
from tests.ui.paper.scans import as_file, as_pages, pages_of, turned
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld

PATIENCE = 15_000
S = TypeVar("S", bound=QWidget)


@pytest.fixture
def protocol(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies())


@pytest.fixture
def verify(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[VerifySheet]:
    yield from opened(qtbot, VerifySheet(kit, world.desk, None))


@pytest.fixture
def sheet(qtbot: QtBot, kit: Kit, world: PaperWorld) -> Iterator[ReturnCodeSheet]:
    yield from opened(qtbot, ReturnCodeSheet(kit, world.desk, None))


def opened(qtbot: QtBot, made: S) -> Iterator[S]:
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.show()
    yield made
    made.close()


def settle(qtbot: QtBot, kit: Kit) -> None:
    qtbot.waitUntil(lambda: kit.jobs.idle, timeout=PATIENCE)


def drop(target: QWidget, *files: Path) -> None:
    """Drop files on a widget as Qt does: on the nearest one around it that lets them in."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    held.setText("\n".join(file.as_uri() for file in files))
    keys = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    at: QWidget | None = target
    while at is not None:
        entered = QDragEnterEvent(QPoint(4, 4), *keys)
        entered.ignore()
        if at.acceptDrops():
            QApplication.sendEvent(at, entered)
        if entered.isAccepted():
            QApplication.sendEvent(at, QDropEvent(QPointF(4, 4), *keys))
            return
        at = at.parentWidget()


def marks(sheet: VerifySheet | ReturnCodeSheet) -> list[str]:
    cells: list[Cell] = [line.cells[-1] for line in sheet.scan.list.lines]
    return [one.text for one in cells]


def test_a_scan_dropped_on_the_line_is_as_good_as_a_scanner(
    qtbot: QtBot, kit: Kit, verify: VerifySheet, protocol: Issued, tmp_path: Path
) -> None:
    file = tmp_path / "scan.jpg"
    file.write_bytes(as_file(turned(pages_of(protocol.copies[1].pdf)[0], 5), "JPEG", quality=60))
    drop(verify.text, file)
    assert "scan.jpg" in texts(verify)
    settle(qtbot, kit)
    assert verify.text.text().startswith("PRS1 P-2026-BRU1-0001 1 2/3 1/")
    assert "Echt en van kracht" in texts(verify)
    assert not verify.scan.list.isVisible()


def test_a_picture_is_pasted_with_the_usual_key_and_a_text_stays_a_text(
    qtbot: QtBot, kit: Kit, verify: VerifySheet, protocol: Issued
) -> None:
    page = pages_of(protocol.copies[0].pdf)[0]
    image = QImage(page.tobytes(), page.width, page.height, page.width, QImage.Format.Format_Grayscale8)
    QApplication.clipboard().setImage(image)
    QTest.keyClick(verify.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, kit)
    assert "Echt en van kracht" in texts(verify)
    both = QMimeData()
    both.setText(protocol.copies[0].control_code)
    both.setImageData(image)
    QApplication.clipboard().setMimeData(both)
    QTest.keyClick(verify.text, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert verify.text.text() == protocol.copies[0].control_code


def test_where_no_code_is_found_it_says_what_to_do_and_what_was_typed_stays(
    qtbot: QtBot, kit: Kit, verify: VerifySheet, tmp_path: Path
) -> None:
    file = tmp_path / "leeg.png"
    file.write_bytes(as_file(Image.linear_gradient("L")))
    verify.text.setText("7KQ4")
    drop(verify, file)
    settle(qtbot, kit)
    assert any("geen code gevonden" in one and "licht" in one and "typ de code" in one for one in texts(verify))
    assert verify.text.text() == "7KQ4"
    drop(verify, tmp_path / "weg.pdf")
    settle(qtbot, kit)
    assert any("kan niet gelezen worden" in one for one in texts(verify))
    assert verify.text.text() == "7KQ4"


@pytest.mark.parametrize(("language", "mode"), [("de", Mode.DARK), ("fr", Mode.LIGHT)])
def test_of_several_papers_each_is_judged_and_the_arrows_go_through_them(
    qtbot: QtBot, kit: Kit, verify: VerifySheet, world: PaperWorld, protocol: Issued, tmp_path: Path
) -> None:
    again = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    recall_document(world.desk, again.document, "fout")
    pages = [pages_of(one.copies[0].pdf)[0] for one in (protocol, again)]
    file = tmp_path / "stapel.pdf"
    file.write_bytes(as_pages([pages[0], Image.new("L", pages[0].size, 255), pages[1]]))
    drop(verify.scan, file)
    settle(qtbot, kit)
    superseded, recalled = marks(verify)
    assert verify.verdict.text() == superseded
    assert verify.text.text().startswith("PRS1 P-2026-BRU1-0001 1 ")
    QTest.keyClick(verify.scan.list, Qt.Key.Key_Down)
    assert verify.verdict.text() == recalled
    assert verify.text.text().startswith("PRS1 P-2026-BRU1-0001 2 ")
    assert [line.cells[1].text[-1] for line in verify.scan.list.lines] == ["1", "3"]
    assert any(
        "2" in one and kit.words("No code was found on page {pages}.", pages="2") in one for one in texts(verify)
    )
    qtbot.waitUntil(lambda: faults(verify) == [], timeout=PATIENCE)


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT)])
def test_all_return_forms_of_a_scan_open_one_after_the_other(
    qtbot: QtBot, kit: Kit, sheet: ReturnCodeSheet, world: PaperWorld, protocol: Issued, tmp_path: Path
) -> None:
    to = [CopyFor(f"PZ {name}", world.zone) for name in ("Antwerpen", "Brussel", "Gent")]
    forms = issue_protocol(world.desk, world.file, world.person, "nl", to, kind=RETURN_FORM)
    pages = [page for one in (forms.copies[0], protocol.copies[0], *forms.copies[1:]) for page in pages_of(one.pdf)]
    file = tmp_path / "formulieren.pdf"
    file.write_bytes(as_pages(pages))
    sheet.text.setText("half getypt")
    drop(sheet.text, file)
    settle(qtbot, kit)
    refused = "Kan niet geregistreerd worden"
    waits = "Nog niet geregistreerd"
    assert marks(sheet) == [waits, refused, waits, waits]
    for copy in (1, 2):
        form = the_form(sheet)
        assert f"Antwoordformulier R-2026-BRU1-0001, exemplaar {copy}" in texts(form)
        QTest.keyClicks(form.signed.editor("by_whom").inputs[0], "INP Claes")
        if copy == 2:  # the first has signed for the protocol already
            QTest.keyClicks(form.measures[0].editor("planned").inputs[0], "4")
        form.act()
        settle(qtbot, kit)
    assert marks(sheet) == ["Geregistreerd", refused, "Geregistreerd", waits]

    the_form(sheet).reject()
    qtbot.waitUntil(lambda: not sheet.findChild(ReturnSheet) or not the_forms(sheet), timeout=PATIENCE)
    assert marks(sheet)[-1] == waits, "left for later, and still there to be chosen"
    sheet.scan.list.selectRow(1)
    QTest.keyClick(sheet.scan.list, Qt.Key.Key_Return)
    settle(qtbot, kit)
    assert any("ander document" in one for one in texts(sheet))
    assert the_forms(sheet) == []
    sheet.scan.list.selectRow(3)
    QTest.keyClick(sheet.scan.list, Qt.Key.Key_Return)
    settle(qtbot, kit)
    assert "Antwoordformulier R-2026-BRU1-0001, exemplaar 3" in texts(the_form(sheet))
    qtbot.waitUntil(lambda: faults(sheet) == [], timeout=PATIENCE)
    the_form(sheet).reject()
    with world.desk.read() as view:
        states = [view.get(DocumentCopy, one.copy).state for one in forms.copies]
    assert states == [CopyState.RETURNED, CopyState.RETURNED, CopyState.PREPARED]


def the_forms(sheet: ReturnCodeSheet) -> list[ReturnSheet]:
    return [one for one in sheet.findChildren(ReturnSheet) if one.isVisible()]


def the_form(sheet: ReturnCodeSheet) -> ReturnSheet:
    (form,) = the_forms(sheet)
    return form
