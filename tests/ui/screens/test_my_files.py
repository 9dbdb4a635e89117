"""My files: who stands in until when, handed over with what stays and why, taken back, given away, a deputy named."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import places
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.services.access_log import AccessReason
from app.services.cases.file_overviews import file_overview
from app.services.cases.handing_over import hand_over_files, my_files, take_back_files
from app.services.desk import Desk
from app.services.own_files import give_reason, reason_asked
from app.services.station.stations import Account, enrol_officer
from app.services.waiting_drafts import waiting_drafts
from app.ui.forms.draft_places import draft_places
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.my_files.screen import MyFilesScreen
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.shell.window import MainWindow
from tests.history_world import FOREVER
from tests.station_world import a_file
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.ui.shell.shell_world import settle
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.station_house import PASSPHRASES, a_house

DAY = timedelta(days=1)
COLLEAGUE = "nine grey geese on the weir"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    a_file(made.desk, title="Geheim dossier", label=Label(marking=Marking.SECRET))
    yield made
    made.admin.store.close()


@pytest.fixture
def colleague(house: PaperWorld) -> Desk:
    return sit(house.admin, house.on, "Rik Collega", Role.FILE_OFFICER, clearance=Marking.CONFIDENTIAL)


@pytest.fixture(autouse=True)
def _back(house: PaperWorld) -> Iterator[None]:
    yield
    take_back_files(house.desk)


def opened(work: AtWork, desk: Desk) -> MyFilesScreen:
    return work.show(MyFilesScreen, desk, Address("my_files"))


def offered(screen: MyFilesScreen) -> set[str]:
    return {one.id.removeprefix("my_files.") for one in screen.actions_here()}


def lines(screen: MyFilesScreen) -> dict[str, list[str]]:
    return {line.cells[0].plain: [cell.plain for cell in line.cells[1:]] for line in screen._mine.rows.lines}


def test_all_my_files_are_handed_over_and_what_stays_is_said_with_why(
    work: AtWork, house: PaperWorld, colleague: Desk
) -> None:
    screen = opened(work, house.desk)
    assert "Niemand vervangt u" in work.said(screen, "my_files_said")
    assert offered(screen) == {"hand_over", "give_file", "name_deputy"}
    work.press(screen, "hand_over")
    sheet = work.sheet()
    last = house.desk.today() + 9 * DAY
    work.fill(sheet, stand_in=house.desk.officer, stand_in_to=last)
    work.do(sheet)
    assert work.refused_at(sheet, "stand_in")
    work.fill(sheet, stand_in=colleague.officer)
    work.do(sheet)
    assert work.sheets() == []
    secret = next(one.reference for one in my_files(house.desk) if one.title == "Geheim dossier")
    said = screen._undo.words
    assert f"{secret} (de veiligheidsmachtiging reikt niet tot de markering)" in said, said
    assert "Rik Collega" in work.said(screen, "my_files_said")
    assert any("Rik Collega" in cells[2] and "30" in cells[2] for cells in lines(screen).values())
    assert "take_back" in offered(screen)

    work.press(screen, "undo_bar_act")
    assert {one.stand_in for one in my_files(house.desk)} == {None}
    assert "Niemand vervangt u" in work.said(screen, "my_files_said")


def test_undoing_a_hand_over_leaves_the_one_before_it(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    other = sit(house.admin, house.on, "Ann Andere", Role.FILE_OFFICER)
    last = house.desk.today() + 9 * DAY
    hand_over_files(house.desk, other.officer, last)
    before = {one.id: (one.stand_in, one.last) for one in my_files(house.desk)}
    screen = opened(work, house.desk)
    work.press(screen, "hand_over")
    sheet = work.sheet()
    work.fill(sheet, stand_in=colleague.officer, stand_in_to=last + DAY)
    work.do(sheet)
    assert {one.stand_in for one in my_files(house.desk)} >= {colleague.officer}

    work.press(screen, "undo_bar_act")

    assert {one.id: (one.stand_in, one.last) for one in my_files(house.desk)} == before


def test_files_are_taken_back_and_who_stood_in_sees_them_no_more(
    work: AtWork, house: PaperWorld, colleague: Desk
) -> None:
    hand_over_files(house.desk, colleague.officer, house.desk.today() + DAY)
    other = opened(work, colleague)
    assert [line.key for line in other._other.rows.lines] == [house.file]
    wanted: list[Address] = []
    other.wanted.connect(wanted.append)
    other._other.opened.emit(other._other.rows.lines[0].key)
    assert wanted == [Address("threat_file", house.file)]
    screen = opened(work, house.desk)
    work.press(screen, "take_back")
    work.do(work.sheet())
    assert work.sheets() == []
    other.load()
    work.settle()
    assert other._other.rows.lines == ()
    assert work.there(other, "my_files_other_empty")
    assert work.there(other, "my_files_mine_empty")


def test_a_deputy_is_named_and_taken_away(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    screen = opened(work, house.desk)
    assert screen._mine.rows.choose(house.file)
    for deputy, said in ((colleague.officer, "Rik Collega"), (None, "")):
        work.press(screen, "name_deputy")
        sheet = work.sheet()
        work.fill(sheet, deputy=deputy)
        work.do(sheet)
        row = next(line for line in screen._mine.rows.lines if line.key == house.file)
        assert row.cells[2].plain == said


def test_a_file_is_given_to_who_may_read_it_only(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    auditor = sit(house.admin, house.on, "Een Auditor", Role.AUDITOR)
    given = a_file(house.desk, title="Weg te geven")
    screen = opened(work, house.desk)
    assert screen._mine.rows.choose(given)
    work.press(screen, "give_file")
    sheet = work.sheet()
    work.fill(sheet, file_officer=auditor.officer)
    work.do(sheet)
    assert work.refused_at(sheet, "file_officer")
    work.fill(sheet, file_officer=colleague.officer)
    work.do(sheet)
    assert given not in {line.key for line in screen._mine.rows.lines}
    assert given in {one.id for one in my_files(colleague)}


def test_what_was_typed_of_a_hand_over_waits_and_comes_back(work: AtWork, house: PaperWorld, colleague: Desk) -> None:
    screen = opened(work, house.desk)
    work.press(screen, "hand_over")
    sheet = work.sheet()
    work.fill(sheet, stand_in=colleague.officer)
    sheet.reject()
    work.settle()
    [place] = draft_places(waiting_drafts(house.desk, "nl"))
    assert (place.address, place.keys) == (Address("my_files"), (f"hand_over:{house.desk.officer.hex()}",))
    screen.take_up(place.keys[0])
    work.settle()
    again = work.sheet()
    assert again.form is not None
    assert again.form.editor("stand_in").value() == colleague.officer
    again.form.discard()
    again.reject()
    work.settle()


def test_it_is_reached_from_the_tasks_by_key_and_by_ctrl_k(qtbot: QtBot, kit: Kit, house: PaperWorld) -> None:
    window = MainWindow(kit, house.desk, places(house.on))
    qtbot.addWidget(window, before_close_func=lambda made: made.take_away())
    with qtbot.waitSignal(window.ready):
        window.begin()
    with qtbot.waitExposed(window):
        window.show()
    settle(qtbot, kit)
    action = next(one for one in kit.actions.all() if one.id == "go.my_files")
    assert action.shortcut == "Ctrl+Shift+O"
    window.go_to("tasks")
    settle(qtbot, kit)
    front = window.pages.front
    assert front is not None
    link = front.findChild(QPushButton, "tasks_files")
    assert link is not None
    assert link.isVisible()
    link.click()
    settle(qtbot, kit)
    assert isinstance(window.pages.front, MyFilesScreen)
    window.go_to("situation")
    action.run()
    settle(qtbot, kit)
    assert isinstance(window.pages.front, MyFilesScreen)
    assert {"my_files.hand_over", "my_files.give_file"} <= {one.id for one in kit.actions.all()}


def test_nothing_is_cut_and_all_of_it_is_readable_in_every_language(
    work: AtWork, house: PaperWorld, colleague: Desk
) -> None:
    hand_over_files(house.desk, colleague.officer, house.desk.today() + DAY)
    for desk in (house.desk, colleague):
        screen = opened(work, desk)
        assert faults(screen) == []
        assert english(screen, "nl") == []
        assert texts(screen)


def test_the_deputy_of_a_colleagues_file_is_confirmed_by_an_approver_at_the_same_desk(
    work: AtWork, tmp_path: Path
) -> None:
    house = a_house(tmp_path)
    newcomer = Account("collega", "Rik Collega", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
    desk = house.sit("admin")
    enrol_officer(desk, newcomer, COLLEAGUE, house.on, house.second("claes"))
    file = a_file(house.sit("verhaegen"))
    desk = house.sit("collega", COLLEAGUE)
    give_reason(desk, file, AccessReason.REPLACING)
    screen = work.show(ThreatFileScreen, desk, Address("threat_file", file), on=house.on)
    next(one for one in screen.actions_here() if one.id == "file_deputy").run()
    work.settle()
    sheet = work.sheet()
    assert faults(sheet) == []
    work.fill(sheet, deputy=desk.officer)
    work.do(sheet)
    assert "Een goedkeurder of een beheerder bevestigt" in work.refused(sheet)
    for login, passphrase in (("claes", PASSPHRASES["claes"]), ("janssens", PASSPHRASES["janssens"])):
        for name, text in (("second_login", login), ("second_passphrase", passphrase)):
            line = sheet.findChild(QLineEdit, name)
            assert line is not None
            line.setText(text)
        work.do(sheet)
        assert bool(work.sheets()) == (login == "claes"), work.refused(sheet)
    assert file_overview(desk, file).record.deputy == desk.officer  # type: ignore[union-attr]  # it is there
    assert not reason_asked(desk, file)
    house.lock()
