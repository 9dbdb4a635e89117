"""What was typed and not saved: counted, listed, opened where it was typed, thrown away after a question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import places
from app.core.ids import Id
from app.models.enums import Marking
from app.models.kinds.persons import Person
from app.services.drafts import NEW, Base, drop_draft, keep_draft, set_aside
from app.services.waiting_drafts import waiting_drafts
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import draft_places
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.drafts.screen import DraftsScreen
from app.ui.screens.registers.lists import ThreatFilesScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.shell.window import MainWindow
from tests.reads import drafts_of
from tests.ui.forms.typing_in import press, strike
from tests.ui.screens.at_work import AtWork
from tests.ui.screens.busy_world import a_busy_day
from tests.ui.shell.shell_world import settle
from tests.unit.services.paper_world import PaperWorld
from tests.unit.services.visit_paper_world import VisitPaper

Busy = tuple[PaperWorld, VisitPaper]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Busy]:
    made = a_busy_day(tmp_path_factory.mktemp("drafts"))
    yield made
    made[0].admin.store.close()


@pytest.fixture(autouse=True)
def _no_drafts(busy: Busy) -> None:
    for draft in waiting_drafts(busy[0].desk, "nl"):
        drop_draft(busy[0].desk, draft.key)


@pytest.fixture
def window(qtbot: QtBot, kit: Kit, busy: Busy) -> MainWindow:
    made = MainWindow(kit, busy[0].desk, places(busy[0].on))
    qtbot.addWidget(made, before_close_func=lambda window: window.take_away())
    with qtbot.waitSignal(made.ready):
        made.begin()
    with qtbot.waitExposed(made):
        made.show()
    settle(qtbot, kit)
    return made


def the_button(where: QWidget, name: str) -> QAbstractButton:
    found = where.findChild(QAbstractButton, name)
    assert isinstance(found, QAbstractButton)
    return found


def drafts_screen(window: MainWindow) -> DraftsScreen:
    front = window.pages.front
    assert isinstance(front, DraftsScreen)
    return front


def empty(screen: DraftsScreen) -> bool:
    found = screen.findChild(QWidget, "drafts_empty")
    return found is not None and found.isVisibleTo(screen)


def test_what_is_left_unsaved_is_counted_listed_and_gone_on_with(
    qtbot: QtBot, kit: Kit, work: AtWork, window: MainWindow
) -> None:
    count = the_button(window, "status_drafts")
    assert count.isHidden()
    window.go_to("threat_files")
    settle(qtbot, kit)
    assert isinstance(window.pages.front, ThreatFilesScreen)
    the_button(window.pages.front, "new_file_button").click()
    sheet = work.sheet()
    assert sheet.form is not None
    line = sheet.form.editor("title").inputs[0]
    line.setFocus()
    press(line, "Vlaams Parlement")
    sheet.reject()
    settle(qtbot, kit)
    assert count.text() == "1 concept wacht"
    assert not count.isHidden()
    count.click()
    settle(qtbot, kit)
    screen = drafts_screen(window)
    assert window.pages.marking is Marking.RESTRICTED
    (row,) = screen._list.rows.lines
    assert [cell.plain for cell in row.cells][1] == "Nieuw beschermingsdossier, Vlaams Parlement"
    the_button(screen, "draft_open").click()
    settle(qtbot, kit)
    again = work.sheet()
    assert again.objectName() == "new_file"
    assert again.form is not None
    assert again.form.editor("title").value() == "Vlaams Parlement"
    again.form.discard()
    again.reject()
    settle(qtbot, kit)
    assert count.isHidden()


def test_it_is_reached_by_key_menu_and_ctrl_k(qtbot: QtBot, kit: Kit, window: MainWindow) -> None:
    action = next(one for one in kit.actions.all() if one.id == "go.drafts")
    assert (action.text, action.shortcut) == ("Concepten", "Ctrl+Shift+D")
    action.run()
    settle(qtbot, kit)
    assert empty(drafts_screen(window))
    assert the_button(drafts_screen(window), "draft_open").isHidden()
    rail = the_button(window, "rail_situation")
    assert rail.isChecked()


def subjects(busy: Busy) -> dict[str, Id]:
    world, paper = busy
    return {
        "file": world.file, "person": world.person, "post": world.measures["post"], "visit": paper.visit,
        "item": paper.items[0], "twin": a_twin(world),
    }  # fmt: skip


def a_twin(world: PaperWorld) -> Id:
    """Return another entry of the register, to be judged beside the first."""
    with world.desk.read() as view:
        return next(uid for uid, _ in view.find(Person) if uid != world.person)


@pytest.mark.parametrize(
    ("key", "about", "opens"),
    [
        ("report:{file}", "file", "new_report"),
        ("request:{file}", "file", "new_request"),
        ("analysis:{file}", "file", "new_analysis"),
        ("involve:{file}", "file", "involve"),
        ("file:{file}", "file", "edit_file"),
        ("close:{file}", "file", "close_file"),
        ("measure:{file}:0", "file", "new_measure"),
        ("measure:{file}:1", "file", "new_measure"),
        ("change:{post}", "post", "change_measure"),
        ("execution:{post}", "post", "execution"),
        ("person:{person}", "person", "edit_person"),
        ("private:{person}", "person", "edit_private_data"),
        ("phone:{person}", "person", "add_phone"),
        ("join:{person}", "person", "join_persons"),
        ("same:{person}:{twin}", "person", "same_person"),
        ("apart:{person}:{twin}", "person", "apart_persons"),
        ("visit:{visit}", "visit", "edit_visit"),
        ("item:{visit}", "visit", "programme_item"),
        ("item:{item}", "item", "programme_item"),
        ("member:{visit}", "visit", "member"),
        ("measure:{item}", "item", "visit_measure"),
        ("file:new", "", "new_file"),
        ("visit:new", "", "new_visit"),
        ("person:new", "", "new_person"),
    ],
)
def test_each_is_opened_where_it_was_typed(
    qtbot: QtBot, kit: Kit, work: AtWork, busy: Busy, window: MainWindow, key: str, about: str, opens: str
) -> None:
    ids = subjects(busy)
    whole = key.format(**{name: uid.hex() for name, uid in ids.items()})
    keep_draft(busy[0].desk, whole, Base(ids[about]) if about else NEW, {"remarks": "half"})
    window.go_to("drafts")
    settle(qtbot, kit)
    the_button(drafts_screen(window), "draft_open").click()
    settle(qtbot, kit)
    sheet = work.sheet()
    assert sheet.objectName() == opens
    sheet.reject()
    settle(qtbot, kit)


@pytest.mark.parametrize("about", ["visit", "person"])
def test_what_was_typed_of_an_attachment_opens_above_the_others(
    qtbot: QtBot, kit: Kit, work: AtWork, busy: Busy, window: MainWindow, about: str
) -> None:
    uid = subjects(busy)[about]
    keep_draft(busy[0].desk, f"attach:{uid.hex()}", Base(uid), {"description": "Gevonden in de bus"})
    window.go_to("drafts")
    settle(qtbot, kit)
    the_button(drafts_screen(window), "draft_open").click()
    settle(qtbot, kit)
    beneath = next(one for one in work.sheets() if one.objectName() == "attachments_of")
    (sheet,) = (one for one in work.sheets() if isinstance(one, ActSheet))
    assert sheet.objectName() == "attach_file"
    assert sheet.form is not None
    assert sheet.form.editor("description").value() == "Gevonden in de bus"
    sheet.reject()
    settle(qtbot, kit)
    assert work.sheets() == [beneath], "it opens once"
    beneath.reject()
    settle(qtbot, kit)


def test_what_was_set_aside_opens_and_what_was_typed_since_waits(
    qtbot: QtBot, kit: Kit, work: AtWork, busy: Busy, window: MainWindow
) -> None:
    desk = busy[0].desk
    keep_draft(desk, "file:new", NEW, {"title": "Vlaams Parlement"})
    set_aside(desk, "file:new")
    keep_draft(desk, "file:new", NEW, {"title": "Hof van beroep"})
    window.go_to("drafts")
    settle(qtbot, kit)
    screen = drafts_screen(window)
    assert [row.cells[1].plain for row in screen._list.rows.lines] == [
        "Nieuw beschermingsdossier, Hof van beroep", "Nieuw beschermingsdossier, Vlaams Parlement",
    ]  # fmt: skip
    screen._list.rows.choose(screen._list.rows.lines[1].key)
    the_button(screen, "draft_open").click()
    settle(qtbot, kit)
    sheet = work.sheet()
    assert sheet.form is not None
    assert sheet.form.editor("title").value() == "Vlaams Parlement"
    sheet.reject()
    settle(qtbot, kit)
    assert sorted(str(one.values["title"]) for one in drafts_of(desk)) == ["Hof van beroep", "Vlaams Parlement"]


def test_a_decision_half_typed_is_one_line_and_comes_back_in_its_panel(
    qtbot: QtBot, kit: Kit, busy: Busy, window: MainWindow
) -> None:
    world = busy[0]
    late = world.measures["patrols"].hex()
    for key in (f"decide:{late}:prolong", f"ruling:{late}:keep", f"ruling:{late}:prolong"):
        keep_draft(world.desk, key, Base(world.measures["patrols"]), {"reason": "Nieuwe melding"})
    found = draft_places(waiting_drafts(world.desk, "nl"))
    assert sorted(len(one.keys) for one in found) == [1, 2]
    for draft in drafts_of(world.desk):
        if "prolong" in draft.key:
            drop_draft(world.desk, draft.key)
    window.go_to("drafts")
    settle(qtbot, kit)
    the_button(drafts_screen(window), "draft_open").click()
    settle(qtbot, kit)
    assert window.pages.front is not None
    assert the_button(window.pages.front, "decide_keep").isChecked()
    line = window.pages.front.findChild(QPlainTextEdit, "reason")
    assert line is not None
    assert line.toPlainText() == "Nieuwe melding"


def test_what_is_typed_of_two_decisions_is_kept_however_fast_one_goes_on(
    qtbot: QtBot, kit: Kit, busy: Busy, window: MainWindow
) -> None:
    """To the other measure at once, then to another language: neither is lost, and each is of its own measure."""
    world = busy[0]
    window.pages.open(Address("threat_file", world.file, "measures"))
    settle(qtbot, kit)
    for name in ("contact", "patrols"):
        front = window.pages.front
        assert isinstance(front, ThreatFileScreen)
        assert front._measures is not None
        assert front._measures.choose(world.measures[name])
        the_button(front, "decide_keep").click()
        settle(qtbot, kit)
        line = front.findChild(QPlainTextEdit, "reason")
        assert line is not None
        press(line, f"reden van {name}")
    window.set_language("fr")
    settle(qtbot, kit)
    window.set_language("nl")
    settle(qtbot, kit)
    found = {draft.key.split(":")[1]: draft.values["reason"] for draft in drafts_of(world.desk)}
    assert found == {world.measures[name].hex(): f"reden van {name}" for name in ("contact", "patrols")}


def test_throwing_away_asks_first_and_takes_the_whole_line(
    qtbot: QtBot, kit: Kit, busy: Busy, window: MainWindow
) -> None:
    desk = busy[0].desk
    keep_draft(desk, "file:new", NEW, {"title": "Vlaams Parlement"})
    window.go_to("drafts")
    settle(qtbot, kit)
    screen = drafts_screen(window)
    strike(screen._list.rows, Qt.Key.Key_Delete)
    asked = screen.findChild(QDialog, "discard_draft")
    assert asked is not None
    asked.reject()
    settle(qtbot, kit)
    assert len(drafts_of(desk)) == 1
    the_button(screen, "draft_discard").click()
    the_button(screen.findChildren(QDialog, "discard_draft")[-1], "discard_now").click()
    settle(qtbot, kit)
    assert drafts_of(desk) == []
    assert empty(screen)
    assert the_button(window, "status_drafts").isHidden()


def test_what_may_be_read_no_more_can_only_be_thrown_away(
    qtbot: QtBot, kit: Kit, busy: Busy, window: MainWindow
) -> None:
    desk, gone = busy[0].desk, busy[0].desk.ids.new()
    keep_draft(desk, f"report:{gone.hex()}", NEW, {"description": "Brief met kogel"})
    with desk.write() as unit:
        unit.connection.exec_driver_sql("UPDATE draft SET base = ?", (gone + bytes(4),))
    window.go_to("drafts")
    settle(qtbot, kit)
    screen = drafts_screen(window)
    (row,) = screen._list.rows.lines
    assert "kogel" not in " ".join(cell.plain for cell in row.cells)
    assert not the_button(screen, "draft_open").isEnabled()
    assert "alleen verwerpen" in the_button(screen, "draft_open").accessibleDescription()
    assert the_button(screen, "draft_discard").isEnabled()


def test_a_draft_of_a_kind_nobody_named_still_opens_the_file_it_belongs_to(
    qtbot: QtBot, kit: Kit, busy: Busy, window: MainWindow
) -> None:
    world = busy[0]
    keep_draft(world.desk, f"newcomer:{world.file.hex()}", Base(world.file), {"remarks": "half"})
    window.go_to("drafts")
    settle(qtbot, kit)
    (row,) = drafts_screen(window)._list.rows.lines
    assert row.cells[1].plain == "Iets getypts, half"
    the_button(drafts_screen(window), "draft_open").click()
    settle(qtbot, kit)
    assert window.pages.addresses[-1] == Address("threat_file", world.file)
