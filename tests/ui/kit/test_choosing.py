"""One dialog for files in the whole program: opened and not executed, where one looked last, sticks at its side."""

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

import app.ui
from app.ui.kit.kit import Kit

UI = Path(app.ui.__file__).parent


@pytest.fixture
def page(qtbot: QtBot, kit: Kit) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    kit.chooser.forget()
    kit.chooser.sticks = tuple
    return made


def dialog_of(qtbot: QtBot, page: QWidget, name: str) -> QFileDialog:
    def shown() -> QFileDialog | None:
        return next((one for one in page.findChildren(QFileDialog, name) if one.isVisible()), None)

    qtbot.waitUntil(lambda: shown() is not None)
    found = shown()
    assert found is not None
    return found


def type_name(dialog: QFileDialog, name: str) -> None:
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(name)
    dialog.accept()


def test_asking_does_not_wait_and_gives_what_was_chosen(qtbot: QtBot, kit: Kit, page: QWidget, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    given: list[Path] = []
    kit.chooser.folder = tmp_path
    kit.chooser.ask_file(page, "list_dialog", "Lijst kiezen", "Tabellen (*.csv)", given.append)
    dialog = dialog_of(qtbot, page, "list_dialog")  # we are here although it is open
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert dialog.nameFilters() == ["Tabellen (*.csv)"]
    type_name(dialog, "a.csv")
    assert given == [tmp_path / "a.csv"]


def test_its_columns_have_the_room_of_their_heads(qtbot: QtBot, kit: Kit, page: QWidget, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    kit.chooser.folder = tmp_path
    kit.chooser.ask_file(page, "list_dialog", "Lijst kiezen", "", lambda _: None)
    dialog = dialog_of(qtbot, page, "list_dialog")
    tree = dialog.findChild(QTreeView, "treeView")
    assert tree is not None
    head = tree.header()
    qtbot.waitUntil(lambda: all(head.sectionSize(at) >= head.sectionSizeHint(at) for at in range(head.count())))
    dialog.reject()


def test_the_next_one_begins_where_one_looked_last(qtbot: QtBot, kit: Kit, page: QWidget, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.pbundle").write_text("x")
    kit.chooser.folder = tmp_path / "in"
    told: list[Path] = []
    kit.chooser.chosen.connect(told.append)
    taken: list[Sequence[Path]] = []
    kit.chooser.ask_files(page, "import_dialog", "Inlezen", "", taken.append)
    dialog = dialog_of(qtbot, page, "import_dialog")
    type_name(dialog, "b.pbundle")
    assert told == [tmp_path / "in"]
    kit.chooser.ask_target(page, "backup_dialog", "Back-up", "praesidium.backup", told.append)
    after = dialog_of(qtbot, page, "backup_dialog")
    assert Path(after.directory().absolutePath()) == tmp_path / "in"
    assert [Path(one).name for one in after.selectedFiles()] == ["praesidium.backup"]
    after.reject()
    kit.chooser.chosen.disconnect(told.append)


def test_a_stick_stands_first_and_is_where_it_begins_when_nothing_is_remembered(
    qtbot: QtBot, kit: Kit, page: QWidget, tmp_path: Path
) -> None:
    kit.chooser.sticks = lambda: [tmp_path]
    kit.chooser.ask_folder(page, "carrier_dialog", "Map", lambda _folder: None)
    dialog = dialog_of(qtbot, page, "carrier_dialog")
    assert dialog.sidebarUrls()[0].toLocalFile() == str(tmp_path)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.reject()


def test_a_folder_that_is_gone_is_not_where_it_begins(qtbot: QtBot, kit: Kit, page: QWidget, tmp_path: Path) -> None:
    kit.chooser.folder = tmp_path / "taken out"
    kit.chooser.ask_folder(page, "carrier_dialog", "Map", lambda _folder: None)
    dialog = dialog_of(qtbot, page, "carrier_dialog")
    assert Path(dialog.directory().absolutePath()) == Path.home()
    dialog.reject()


def test_nothing_else_in_the_program_makes_a_dialog_of_files() -> None:
    named = {
        str(file.relative_to(UI))
        for file in UI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "QFileDialog")
        or (isinstance(node, ast.Attribute) and node.attr == "QFileDialog")
    }
    assert named == {"kit/choosing.py"}
