"""The file of a visit as an officer works in it: days, points, members, measures, closing; removals come back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.ids import Id
from app.models.enums import Action, DeadlineUnit, FileState, MeasureState, PermitState, Role
from app.models.kinds.measures import Measure
from app.models.kinds.movements import Flight
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.models.lists import DEADLINES
from app.models.texts import local_text
from app.services.catalogues.changing import change_item
from app.services.search.short_lists import lists_of
from app.services.visits.boards import visit_board
from app.services.visits.visit_lines import add_line, add_programme_item, edit_line
from app.services.visits.visits import edit_visit
from app.ui.kit.action import NEW_KEY
from app.ui.kit.screen import Address
from app.ui.kit.words import Words
from app.ui.screens.visit.board_rows import rows_for
from app.ui.screens.visit.day_bar import days_around
from app.ui.screens.visit.screen import VisitScreen
from app.ui.screens.visit.strip import Look
from app.ui.tables.rows import Rows
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.visit_paper_world import VisitPaper, a_visit_on_paper, at

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def paper(world: PaperWorld) -> VisitPaper:
    return a_visit_on_paper(world)


def opened(work: AtWork, world: PaperWorld, paper: VisitPaper, tab: str = "") -> VisitScreen:
    return work.show(VisitScreen, world.desk, Address("visit", paper.visit, tab), issue=lambda *_: None)


def item(world: PaperWorld, uid: Id) -> ProgrammeItem:
    with world.desk.read() as view:
        return view.get(ProgrammeItem, uid)


def named(screen: QWidget, name: str) -> QWidget:
    found = screen.findChild(QWidget, name)
    assert found is not None, name
    return found


def block(screen: QWidget, said: str) -> QPushButton:
    found = [one for one in screen.findChildren(QWidget) if said in one.accessibleName() and hasattr(one, "click")]
    assert len(found) == 1, [one.accessibleName() for one in found]
    return found[0]  # type: ignore[return-value]  # a block is a button


def called_off(world: PaperWorld, uid: Id) -> None:
    edit_line(world.desk, uid, ProgrammeItem, {"cancelled": True, "remarks": "Regen."})


def test_a_link_turns_to_a_page_of_the_open_visit(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    assert screen.turn(Address("visit", paper.visit, "measures"))
    assert screen.state()["tab"] == "measures"
    assert not screen.turn(Address("visit", paper.visit, "no such page"))


def test_ctrl_n_makes_what_is_new_on_the_page_in_front(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    found = {}
    for tab in screen._tabs.names:
        screen._tabs.turn_to(tab)
        work.kit.actions.put("screen", screen.actions_here())  # raises where a key is taken twice
        found[tab] = [one.id for one in screen.actions_here() if NEW_KEY in one.keys]
    assert found == {
        "programme": ["visit_item"], "delegation": ["visit_member"], "measures": ["visit_propose"], "history": [],
    }  # fmt: skip


# What is cancelled


def test_a_cancelled_point_stands_in_a_row_of_its_own_and_is_covered_by_nobody(
    work: AtWork, world: PaperWorld, paper: VisitPaper
) -> None:
    called_off(world, paper.items[1])
    board = visit_board(world.desk, paper.visit, "nl")
    rows = {row.name: row.blocks for row in rows_for(Words("nl"), board, FIRST)}
    assert [one.look for one in rows["Geannuleerd"]] == [Look.CANCELLED]
    assert [one.uid for one in rows["Programma"]] == [paper.items[0]]
    assert rows["Niet gedekt"] == []
    assert "Geannuleerd" not in {row.name for row in rows_for(Words("nl"), board, LAST)}
    assert block(opened(work, world, paper), "geannuleerd: 19:00–22:00 Dinner offered by the host")


def test_a_cancelled_point_is_put_back_with_a_reason(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    called_off(world, paper.items[1])
    screen = opened(work, world, paper)
    block(screen, "geannuleerd").click()
    sheet = work.sheet()
    assert "Dinner offered by the host" in texts(sheet)
    assert faults(sheet) == []
    work.do(sheet)
    assert work.refused_at(sheet, "reason") == "Vul dit in."
    work.fill(sheet, reason="Toch aanvaard.")
    work.do(sheet)
    assert work.sheets() == []
    found = item(world, paper.items[1])
    assert (found.cancelled, found.remarks) == (None, "Regen.\nToch aanvaard.")
    assert "Geannuleerd" not in {one.accessibleName().partition(":")[0] for one in screen.findChildren(QPushButton)}


def test_a_cancelled_point_is_not_put_back_in_a_closed_visit(
    work: AtWork, world: PaperWorld, paper: VisitPaper
) -> None:
    called_off(world, paper.items[1])
    screen = opened(work, world, paper)
    block(screen, "geannuleerd").click()
    world.change(world_core(world, paper), paper.visit, VisitFile, Action.VISIT, state=FileState.CLOSED)
    sheet = work.sheet()
    work.fill(sheet, reason="Toch aanvaard.")
    work.do(sheet)
    assert work.refused(sheet) == "Dit bezoek is afgesloten. Er werd niets bewaard."
    assert sheet.form is not None
    assert sheet.form.editor("reason").value() == "Toch aanvaard."
    assert item(world, paper.items[1]).cancelled


def world_core(world: PaperWorld, paper: VisitPaper) -> Id:
    with world.desk.read() as view:
        return view.part(paper.visit, "visit_core")


# Days


def test_a_stay_of_a_week_has_a_button_for_each_day_and_a_longer_one_the_week_around() -> None:
    assert days_around(FIRST, LAST, FIRST) == [FIRST, LAST]
    week = days_around(date(2026, 11, 5), date(2027, 1, 31), date(2026, 11, 25))
    assert (week[0], week[-1], len(week)) == (date(2026, 11, 19), date(2026, 11, 25), 7)
    assert days_around(date(2026, 11, 5), date(2027, 1, 31), date(2026, 11, 5))[0] == date(2026, 11, 5)
    assert days_around(date(2026, 11, 5), date(2027, 1, 31), date(2027, 1, 31))[-1] == date(2027, 1, 31)


def test_every_day_of_a_long_stay_is_reached_by_week_and_by_field(
    work: AtWork, world: PaperWorld, paper: VisitPaper
) -> None:
    edit_visit(world.desk, paper.visit, {"departure": at(24, 17) + timedelta(days=60)})
    late = datetime(2027, 1, 12, 9, tzinfo=UTC)
    add_programme_item(world.desk, paper.visit, ProgrammeItem(starts=late, activity=local_text("nl", "Laat bezoek")))
    screen = opened(work, world, paper)
    assert faults(screen) == []
    assert named(screen, "day_strip").accessibleName() == "dinsdag 24 november 2026"
    assert not named(screen, "week_before").isEnabled()
    work.press(screen, "week_after")
    assert named(screen, "day_strip").accessibleName() == "dinsdag 1 december 2026"
    work.press(screen, "week_before")
    field = screen.findChild(QWidget, "go_to_day")
    assert field is not None
    QTest.keyClicks(field, "12/1/2027")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert block(screen, "Programma: 10:00–11:00 Laat bezoek")
    field = screen.findChild(QWidget, "go_to_day")
    assert field is not None
    QTest.keyClicks(field, "1/6/2027")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert work.said(screen, "day_refused").startswith("Het bezoek loopt van 24 nov")
    work.settle()
    assert faults(screen) == []


def test_the_day_stands_point_by_point_and_a_line_opens_its_point(
    work: AtWork, world: PaperWorld, paper: VisitPaper
) -> None:
    screen = opened(work, world, paper)
    rows = screen.findChild(Rows, "day_points_rows")
    assert rows is not None
    assert [line.cells[0].text for line in rows.lines] == sorted(line.cells[0].text for line in rows.lines)
    rows.opened.emit(rows.lines[0].key)
    work.settle()
    assert work.sheet().form is not None
    work.sheet().reject()


def test_the_focus_stays_on_the_day_that_was_pressed(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    pressed = screen.findChild(QPushButton, "day_1125")
    assert pressed is not None
    pressed.setFocus()
    work.press(screen, "day_1125")
    focused = screen.focusWidget()
    assert focused is not None
    assert focused.objectName() == "day_1125"
    assert focused is not pressed


def test_points_at_the_same_time_do_not_hide_one_another(world: PaperWorld, paper: VisitPaper) -> None:
    for name in ("Partnerprogramma", "Persmoment"):
        same = ProgrammeItem(starts=at(24, 9, 15), ends=at(24, 10), activity=local_text("nl", name))
        add_programme_item(world.desk, paper.visit, same)
    rows = rows_for(Words("nl"), visit_board(world.desk, paper.visit, "nl"), FIRST)
    lanes = [row.blocks for row in rows if row.name == "Programma"]
    assert [len(lane) for lane in lanes] == [2, 1, 1]
    for lane in lanes:
        assert all(one.ends <= other.starts for one, other in pairwise(lane))


# What is lacking


def test_the_chip_says_of_which_requirement_the_days_are(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    edit_visit(world.desk, paper.visit, {"arrival": at(27, 8), "departure": at(30, 8)})
    add_line(world.desk, paper.visit, Flight(scheduled=at(26, 8), state_flight=True, permit=PermitState.ASKED))
    board = visit_board(world.desk, paper.visit, "nl")
    soon = [one for one in board.lacks if one.days_left is not None and 0 <= one.days_left <= 3]
    nearest = min(soon, key=lambda one: one.days_left or 0)
    assert soon[0] is not nearest, "the first on the list is not the nearest: else this shows nothing"
    screen = opened(work, world, paper)
    said = work.said(screen, "visit_soon")
    assert said == f"nog {nearest.days_left} werkdag: {nearest.say('nl')}"


def test_what_is_lacking_is_amber_from_the_day_that_the_deadlines_say(
    work: AtWork, world: PaperWorld, paper: VisitPaper
) -> None:
    later = datetime(2026, 12, 8, 8, tzinfo=UTC)
    edit_visit(world.desk, paper.visit, {"arrival": later, "departure": later + timedelta(days=2)})
    lacks = visit_board(world.desk, paper.visit, "nl").lacks
    first = min(one.days_left for one in lacks if one.days_left is not None)
    assert first > 1
    for number, shown in ((first - 1, False), (first, True), (first + 9, True)):
        change_item(world.admin, DEADLINES, "visit_near", {"number": number, "unit": DeadlineUnit.WORKING_DAYS})
        work.kit.words.lists = lists_of(world.desk)  # as the window does after every change
        assert work.there(opened(work, world, paper), "visit_soon") is shown


def test_all_gaps_are_shown_on_demand(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    for hour in range(4):
        one = ProgrammeItem(starts=at(25, 12 + hour), ends=at(25, 13 + hour), activity=local_text("nl", f"Punt {hour}"))
        add_programme_item(world.desk, paper.visit, one)
    screen = opened(work, world, paper)
    assert not work.there(screen, "gap_4")
    more = screen.findChild(QPushButton, "more_gaps")
    assert more is not None
    assert more.text() == "en nog 2"
    more.setFocus()
    work.press(screen, "more_gaps")
    assert work.there(screen, "gap_5")
    assert screen.focusWidget().objectName() == "more_gaps"
    assert faults(screen) == []
    work.press(screen, "more_gaps")
    assert not work.there(screen, "gap_4")


# Points, members, measures


def test_a_new_point_is_in_the_store_and_on_its_day(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    work.press(screen, "new_item")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "starts") == "Vul dit in."
    work.fill(sheet, starts=at(24, 12), ends=at(24, 11), activity=local_text("nl", "Lunch"), place_text="Egmontpaleis")
    work.do(sheet)
    assert "einde" in work.refused_at(sheet, "ends").lower()
    work.fill(sheet, ends=at(24, 13))
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        found = [one for _, one in view.find(ProgrammeItem, "file = ?", paper.visit)]
    assert [one.starts for one in found if one.place_text == "Egmontpaleis"] == [at(24, 12)]
    assert block(screen, "Programma: 13:00–14:00 Lunch, Egmontpaleis")


def test_a_point_that_was_removed_comes_back_by_one_key(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    before = item(world, paper.items[0])
    block(screen, "Programma: 10:00–11:30").click()
    work.press(work.sheet(), "programme_item_remove")
    assert work.sheets() == []
    assert work.there(screen, "undo_bar")
    assert "Meeting with the Prime Minister" in work.said(screen, "undo_bar_words")
    with world.desk.read() as view:
        assert not view.find(ProgrammeItem, "uid = ?", paper.items[0])
    screen.activateWindow()
    work.qtbot.waitUntil(screen.isActiveWindow)
    QTest.keyClick(screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    work.settle()
    assert not work.there(screen, "undo_bar")
    assert item(world, paper.items[0]) == before
    assert block(screen, "Programma: 10:00–11:30")


def test_the_measure_pressed_on_the_strip_is_the_one_that_is_chosen(
    work: AtWork, world: PaperWorld, paper: VisitPaper
) -> None:
    screen = opened(work, world, paper)
    block(screen, "Escorte: ").click()
    state = screen.state()
    with world.desk.read() as view:
        escort = view.find(Measure, "file = ? AND type = 'escort'", paper.visit)[0][0]
    assert state == {"tab": "measures", "measure": escort.hex()}


def test_a_gap_is_covered_by_a_measure_proposed_for_it(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    work.press(screen, "cover_0")
    sheet = work.sheet()
    work.fill(sheet, type="close_protection", executing=[world.zone], start=FIRST, reason="Statuut")
    work.do(sheet)
    assert work.refused_at(sheet, "end") or work.refused(sheet), "an end or a review is asked"
    work.fill(sheet, end=FIRST)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        found = [one for _, one in view.find(Measure, "type = 'close_protection' AND file = ?", paper.visit)]
    assert [(one.subject, one.state) for one in found] == [(paper.items[1], MeasureState.PROPOSED)]


def test_nobody_is_in_a_delegation_twice(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper, "delegation")
    with world.desk.read() as view:
        member, known = view.find(DelegationMember, "file = ?", paper.visit)[0]
    work.press(screen, "add_member")
    sheet = work.sheet()
    work.fill(sheet, person=known.person, remarks="Nogmaals")
    work.do(sheet)
    assert work.refused_at(sheet, "person").startswith("Deze persoon zit al in de delegatie.")
    assert sheet.form is not None
    assert sheet.form.editor("remarks").value() == "Nogmaals"
    work.fill(sheet, person=world.person)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert world.person in {one.person for _, one in view.find(DelegationMember, "file = ?", paper.visit)}
    screen._delegation.opened.emit(member)
    work.settle()
    work.press(work.sheet(), "member_remove")
    assert "AL-HASSAN" in work.said(screen, "undo_bar_words")
    work.press(screen, "undo_bar_act")
    with world.desk.read() as view:
        assert view.get(DelegationMember, member) == known


# The life of the file


def test_a_visit_is_closed_for_a_reason_and_reopened(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    offered = {one.id: one.run for one in screen.actions_here()}
    offered["visit_close"]()
    sheet = work.sheet()
    work.fill(sheet, closing_reason="visit_over", reason="Bezoek voorbij")
    work.do(sheet)
    assert work.refused(sheet), "measures still run"
    assert sheet.ruling is not None
    assert sheet.ruling.form.editor("reason").value() == "Bezoek voorbij"
    end_all(world, paper)
    work.do(sheet)
    assert work.sheets() == []
    with world.desk.read() as view:
        assert view.get(VisitFile, paper.visit).state is FileState.CLOSED
    assert "visit_close" not in {one.id for one in screen.actions_here()}
    {one.id: one.run for one in screen.actions_here()}["visit_reopen"]()
    sheet = work.sheet()
    work.fill(sheet, reason="Nieuw bezoek aangekondigd")
    work.do(sheet)
    with world.desk.read() as view:
        assert view.get(VisitFile, paper.visit).state is FileState.OPEN


def end_all(world: PaperWorld, paper: VisitPaper) -> None:
    with world.desk.read() as view:
        stream = view.part(paper.visit, "assignment")
        found = [uid for uid, _ in view.find(Measure, "file = ?", paper.visit)]
    for uid in found:
        world.change(stream, uid, Measure, Action.MEASURE, state=MeasureState.ENDED)


def test_who_only_reads_is_offered_nothing_to_write(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    reader = sit(world.admin, world.on, "lezer", Role.DUTY_OFFICER)
    screen = work.show(VisitScreen, reader, Address("visit", paper.visit), issue=lambda *_: None)
    if work.there(screen, "reason_card"):
        work.press(screen, "reason_duty")
    offered = {one.id for one in screen.actions_here()}
    assert screen._board is not None
    assert ("visit_edit" in offered) == (Action.VISIT in screen._board.may)
    assert work.there(screen, "new_item") == ("visit_item" in offered)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_nothing_is_cut_or_english(work: AtWork, world: PaperWorld, paper: VisitPaper, language: str) -> None:
    called_off(world, paper.items[1])
    edit_visit(world.desk, paper.visit, {"departure": at(24, 17) + timedelta(days=60)})
    screen = opened(work, world, paper)
    assert faults(screen) == []
    assert english(screen, language) == []


def test_the_head_counts_the_requirements_that_are_met(work: AtWork, world: PaperWorld, paper: VisitPaper) -> None:
    screen = opened(work, world, paper)
    before = work.said(screen, "visit_complete")
    edit_visit(world.desk, paper.visit, {"note_verbale": "NV 12", "note_verbale_on": date(2026, 11, 10)})
    screen.load()
    work.settle()
    met, _, count = before.removeprefix("Volledigheid ").partition("/")
    assert work.said(screen, "visit_complete") == f"Volledigheid {int(met) + 1}/{count}"
