"""Proposals as officers work with them: drawn up, argued, submitted, printed, answered measure by measure."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from app.core.ids import Id
from app.models.enums import Capacity, Channel, DecisionKind, Marking, MeasureState
from app.models.kinds.measures import Decision, Measure
from app.models.texts import local_text
from app.services.access_log import AccessReason
from app.services.cases.labels import set_marking
from app.services.cases.proposal_sheets import ProposalState, Reasons, proposals
from app.services.cases.proposals import NewProposal, argue, draw_up_proposal, name_proposal, submit_proposal
from app.services.desk import Desk
from app.ui.forms.acting import ActSheet
from app.ui.kit.buttons import Button
from app.ui.kit.screen import Address
from app.ui.screens.proposals.choosing import MeasurePicker
from app.ui.screens.proposals.drawing_up import put_forward
from app.ui.screens.proposals.lists import ProposalsScreen
from app.ui.screens.proposals.screen import ANSWER_KEY, REASONS_KEY, SUBMIT_KEY, ProposalScreen
from app.ui.screens.proposals.ticking import Ticking
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.reads import drafts_of, proposal_sheet
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_station
from tests.ui.screens.at_work import SMALL, AtWork

REASONS = Reasons(local_text("nl", "De dreiging is nabij."))


@dataclass(frozen=True, slots=True)
class House:
    """A station with two files whose measures wait: two for Lambrecht, one for Moreau."""

    world: StationWorld
    files: tuple[Id, Id]
    measures: tuple[Id, Id, Id]

    def drawn_up(self, *, submitted: bool = False) -> Id:
        made = draw_up_proposal(self.world.officer, NewProposal("Week 47", self.measures))
        argue(self.world.officer, made, self.files[0], REASONS)
        if submitted:
            submit_proposal(self.world.officer, made)
        return made

    def measure(self, at: int) -> Measure:
        with self.world.officer.read() as view:
            return view.get(Measure, self.measures[at])


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    world = a_station(tmp_path)
    nele, jean = a_person(world.officer), a_person(world.officer, "Moreau", "Jean")
    first, second = a_file(world.officer, nele), a_file(world.officer, jean, title="Moreau")
    measures = (
        a_proposal(world, first, nele), a_proposal(world, first, nele, type="techno_prevention"),
        a_proposal(world, second, jean),
    )  # fmt: skip
    yield House(world, (first, second), measures)
    world.close()


def test_the_strip_over_an_empty_list_says_what_the_sheet_of_a_new_one_may_show(work: AtWork, house: House) -> None:
    with house.world.officer.read() as view:
        stream = view.stream_of(house.measures[0], Measure)
        usual = view.thing(stream).marking
    assert usual < Marking.SECRET
    set_marking(house.world.officer, stream, Marking.SECRET, "de bron mag niet gekend zijn")
    screen = ProposalsScreen(work.kit, house.world.officer, Address("proposals"))
    work.qtbot.addWidget(screen)
    said: list[Marking] = []
    screen.marked.connect(said.append)
    screen.load()
    work.settle()
    assert said == [Marking.SECRET]


def rows_in(where: QWidget, name: str) -> Rows:
    found = where.findChild(Rows, name)
    assert isinstance(found, Rows)
    return found


def answering(work: AtWork, house: House, proposal: Id, desk: Desk | None = None) -> tuple[ActSheet, Ticking]:
    """Open the sheet in which the answer is recorded."""
    screen = work.show(ProposalScreen, desk or house.world.recorder, Address("proposal", proposal))
    work.press(screen, "answer")
    sheet = work.sheet()
    ticks = sheet.findChild(Ticking)
    assert ticks is not None
    return sheet, ticks


def tick(work: AtWork, sheet: ActSheet, at: int, kind: DecisionKind, why: str = "") -> None:
    rows_in(sheet, "ticking_rows").selectRow(at)
    work.press(sheet, f"tick_{kind.value}")
    if why:
        field = sheet.findChild(QLineEdit, "tick_reason")
        assert field is not None
        assert field.isVisibleTo(sheet)
        QTest.keyClicks(field, why)


def test_an_officer_draws_up_a_proposal_of_what_waits(work: AtWork, house: House) -> None:
    screen = work.show(ProposalsScreen, house.world.officer, Address("proposals"))
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    work.press(screen, "new_proposal")
    sheet = work.sheet()
    picker = sheet.findChild(MeasurePicker)
    assert picker is not None
    rows = rows_in(sheet, "proposable_rows")
    assert len(rows.lines) == 3
    rows.choose_all({house.measures[0], house.measures[2]})
    work.fill(sheet, title="Week 47")
    work.do(sheet)

    line = proposals(house.world.officer)[0]
    assert (line.title, line.of) == ("Week 47", 2)
    assert wanted == [Address("proposal", line.id)]
    assert {row.id for one in proposal_sheet(house.world.officer, line.id).files for row in one.measures} == {
        house.measures[0], house.measures[2],
    }  # fmt: skip


def test_a_list_in_a_sheet_has_no_scroll_bar_of_its_own(work: AtWork, house: House) -> None:
    screen = work.show(ProposalsScreen, house.world.officer, Address("proposals"))
    work.press(screen, "new_proposal")
    sheet = work.sheet()
    work.settle()
    assert not rows_in(sheet, "proposable_rows").verticalScrollBar().isVisible()
    assert isinstance(sheet, ActSheet)
    assert not sheet._area.verticalScrollBar().isVisible(), "the sheet grew with its list"
    sheet.reject()
    sheet, _ticks = answering(work, house, house.drawn_up(submitted=True))
    assert not rows_in(sheet, "ticking_rows").verticalScrollBar().isVisible()


def waiting(work: AtWork, house: House, desk: Desk, at: int = 0) -> ThreatFileScreen:
    """The measures of the first file, with one that waits chosen."""
    address = Address("threat_file", house.files[0], "measures")
    screen = work.show(ThreatFileScreen, desk, address, put_forward=put_forward)
    if work.there(screen, f"reason_{AccessReason.DUTY.value}"):
        work.press(screen, f"reason_{AccessReason.DUTY.value}")
    assert screen._measures is not None
    screen._measures.choose(house.measures[at])
    work.settle()
    return screen


def test_a_measure_that_waits_is_put_on_paper_from_its_file(work: AtWork, house: House) -> None:
    screen = waiting(work, house, house.world.officer)
    assert work.said(screen, "panel_turn").endswith("noteert het antwoord.")
    opened: list[Address] = []
    screen.wanted_apart.connect(opened.append)
    work.press(screen, "put_forward")
    sheet = work.sheet()
    picker = sheet.findChild(MeasurePicker)
    assert picker is not None
    assert picker.chosen == [house.measures[0]]
    assert rows_in(sheet, "proposable_rows").keys == [house.measures[0]]
    assert sheet.form is not None
    title = sheet.form.editor("title").value()
    assert title == "BP-2026-BRU1-0001, Patrouilles op wisselende tijdstippen"
    assert not sheet.form.is_dirty, "nothing is typed yet: leaving it leaves no draft"
    work.do(sheet)
    [line] = proposals(house.world.officer)
    assert (line.title, line.of) == (title, 1)
    assert opened == [Address("proposal", line.id)]

    work.press(screen, "put_forward")
    sheet = work.sheet()
    picker = sheet.findChild(MeasurePicker)
    assert picker is not None
    assert picker.chosen == []
    said = work.said(sheet, "proposable_chosen")
    assert said.startswith("De maatregel waar u vandaan komt, staat al in een voorstel")
    sheet.reject()


def test_what_was_typed_of_a_new_proposal_comes_back_with_the_measure_one_comes_from(
    work: AtWork, house: House
) -> None:
    screen = work.show(ProposalsScreen, house.world.officer, Address("proposals"))
    screen.take_up("proposal:new")
    work.settle()
    sheet = work.sheet()
    rows_in(sheet, "proposable_rows").choose_all({house.measures[2]})
    work.fill(sheet, title="Week 47")
    sheet.reject()
    work.settle()
    screen.hide()
    work.press(waiting(work, house, house.world.officer), "put_forward")
    sheet = work.sheet()
    picker = sheet.findChild(MeasurePicker)
    assert picker is not None
    assert sheet.form is not None
    assert sheet.form.editor("title").value() == "Week 47"
    assert set(picker.chosen) == {house.measures[0], house.measures[2]}
    sheet.reject()


@pytest.mark.parametrize("size", [SMALL, (1712, 920)])
def test_the_buttons_of_a_decision_keep_still_when_one_is_pressed(
    work: AtWork, house: House, size: tuple[int, int]
) -> None:
    screen = waiting(work, house, house.world.recorder)
    screen.resize(*size)
    work.settle()
    names = [f"decide_{kind.value}" for kind in (DecisionKind.APPROVE, DecisionKind.REFUSE, DecisionKind.RETURN)]

    def places() -> list[QPoint]:
        every = [one for name in names for one in screen.findChildren(QPushButton, name) if one.isVisible()]
        return [one.mapTo(screen, QPoint(0, 0)) for one in every]

    def point_and_press(name: str) -> None:
        found = screen.findChild(QPushButton, name)
        assert found is not None
        found.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
        work.press(screen, name)

    before = places()
    assert len(before) == len(names)
    point_and_press(names[0])
    assert work.there(screen, "record_decision")
    assert places() == before
    point_and_press(names[2])
    assert places() == before


def test_nothing_chosen_is_refused_in_the_officers_language_and_nothing_typed_is_lost(
    work: AtWork, house: House
) -> None:
    screen = work.show(ProposalsScreen, house.world.officer, Address("proposals"))
    work.press(screen, "new_proposal")
    sheet = work.sheet()
    work.fill(sheet, title="Week 47")
    work.do(sheet)

    assert "minstens één maatregel" in work.refused(sheet)
    assert sheet.form is not None
    assert sheet.form.values()["title"] == "Week 47"
    assert proposals(house.world.officer) == []


def test_measures_chosen_and_a_title_come_back_after_the_sheet_was_left(work: AtWork, house: House) -> None:
    screen = work.show(ProposalsScreen, house.world.officer, Address("proposals"))
    work.press(screen, "new_proposal")
    sheet = work.sheet()
    rows_in(sheet, "proposable_rows").choose_all({house.measures[1]})
    work.fill(sheet, title="Week 47")
    sheet.reject()
    work.settle()
    work.press(screen, "new_proposal")

    again = work.sheet()
    picker = again.findChild(MeasurePicker)
    assert picker is not None
    assert picker.chosen == [house.measures[1]]
    assert again.form is not None
    assert again.form.values()["title"] == "Week 47"


def test_reasons_are_written_for_the_file_of_the_chosen_measure(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    assert rows_in(screen, "proposal_measures_rows").choose(house.measures[2])
    work.press(screen, "write_reasons")
    sheet = work.sheet()
    work.fill(sheet, necessity=local_text("nl", "Volgt de betrokkene."))
    work.do(sheet)

    second = proposal_sheet(house.world.officer, made).files[1]
    assert second.reasons.necessity == local_text("nl", "Volgt de betrokkene.")
    assert work.said(screen, "proposal_measures_detail_facts_value_0") == "Volgt de betrokkene."


def test_a_measure_is_taken_out_and_put_in_again(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    assert rows_in(screen, "proposal_measures_rows").choose(house.measures[2])
    work.press(screen, "take_out_measures")
    assert house.measures[2] not in proposal_sheet(house.world.officer, made).record.measures
    work.press(screen, "put_in_measures")
    sheet = work.sheet()
    assert [line.key for line in rows_in(sheet, "proposable_rows").lines] == [house.measures[2]]
    rows_in(sheet, "proposable_rows").choose_all({house.measures[2]})
    work.do(sheet)

    assert house.measures[2] in proposal_sheet(house.world.officer, made).record.measures


def test_submitting_closes_it_for_changes_and_offers_the_answer_to_who_records_it(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    work.press(screen, "submit")
    work.do(work.sheet())

    assert proposal_sheet(house.world.officer, made).state is ProposalState.SUBMITTED
    assert not work.there(screen, "put_in_measures")
    assert not work.there(screen, "write_reasons")
    assert not work.there(screen, "answer")
    assert "proposal_withdraw" in [one.id for one in screen.actions_here()]
    other = work.show(ProposalScreen, house.world.recorder, Address("proposal", made))
    assert work.there(other, "answer")


def test_the_answer_is_recorded_measure_by_measure_in_one_save(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, _ = answering(work, house, made)
    tick(work, sheet, 0, DecisionKind.APPROVE)
    tick(work, sheet, 1, DecisionKind.REFUSE, "Niet evenredig")
    work.fill(sheet, decider="De minister", reference="2026/MIN/77")
    work.do(sheet)

    assert [house.measure(at).state for at in range(3)] == [
        MeasureState.APPROVED, MeasureState.REFUSED, MeasureState.PROPOSED,
    ]  # fmt: skip
    with house.world.officer.read() as view:
        decided = view.find(Decision, "kind = ?", DecisionKind.REFUSE)[0][1]
    assert (decided.reason, decided.reference, decided.decider) == ("Niet evenredig", "2026/MIN/77", "De minister")
    assert drafts_of(house.world.recorder) == [], "what was recorded is no draft any more"


def test_one_begins_at_the_first_measure(work: AtWork, house: House) -> None:
    sheet, _ = answering(work, house, house.drawn_up(submitted=True))
    assert sheet.focusWidget() is rows_in(sheet, "ticking_rows")


def test_a_measure_is_approved_as_amended_with_what_was_typed_beneath_it(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, ticks = answering(work, house, made)
    tick(work, sheet, 0, DecisionKind.APPROVE_AMENDED)
    form = next(one for one in ticks.forms if one.isVisibleTo(sheet))
    form.set_value("frequency", "tweemaal per nacht")
    work.do(sheet)

    assert house.measure(0).state is MeasureState.APPROVED
    assert house.measure(0).frequency == "tweemaal per nacht"


def test_an_answer_half_ticked_comes_back_after_the_sheet_was_left(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, ticks = answering(work, house, made)
    tick(work, sheet, 1, DecisionKind.RETURN, "Waarom?")
    kept = ticks.state()
    sheet.reject()
    work.settle()

    _, again = answering(work, house, made)
    assert again.state() == kept


def test_keys_tick_what_is_chosen(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, ticks = answering(work, house, made)
    rows = rows_in(sheet, "ticking_rows")
    rows.selectAll()
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    work.qtbot.waitUntil(lambda: ticks.state() is not None)

    state = ticks.state()
    assert isinstance(state, dict)
    assert [one[0] for one in state.values()] == ["approve"] * 3


def test_an_answer_by_phone_without_a_day_to_confirm_it_is_refused_and_keeps_every_tick(
    work: AtWork, house: House
) -> None:
    made = house.drawn_up(submitted=True)
    sheet, ticks = answering(work, house, made)
    tick(work, sheet, 0, DecisionKind.APPROVE)
    work.fill(sheet, channel=Channel.PHONE)
    work.fill(sheet, confirm_by=None)
    work.do(sheet)

    assert work.refused_at(sheet, "confirm_by") or work.refused(sheet)
    assert ticks.state() is not None
    assert house.measure(0).state is MeasureState.PROPOSED


def test_nothing_ticked_is_refused(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, _ = answering(work, house, made)
    work.do(sheet)
    assert "minstens één maatregel" in work.refused(sheet)


def run(screen: ProposalScreen, name: str) -> None:
    next(one for one in screen.actions_here() if one.id == name).run()


def test_a_proposal_is_taken_back_after_a_question_and_can_be_changed(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    run(screen, "proposal_take_back")
    work.do(work.sheet())
    assert proposal_sheet(house.world.officer, made).state is ProposalState.DRAWN_UP
    assert work.there(screen, "put_in_measures")


@pytest.mark.parametrize("submitted", [False, True])
def test_a_proposal_is_withdrawn_with_a_reason_and_that_can_be_undone(
    work: AtWork, house: House, submitted: bool
) -> None:
    made = house.drawn_up(submitted=submitted)
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    run(screen, "proposal_withdraw")
    sheet = work.sheet()
    work.do(sheet)
    assert work.refused_at(sheet, "withdrawn_why")
    work.fill(sheet, withdrawn_why="Dubbel opgemaakt")
    work.do(sheet)

    assert proposal_sheet(house.world.officer, made).state is ProposalState.WITHDRAWN
    why = screen.findChild(QLabel, "proposal_withdrawn_why")
    assert why is not None
    assert "Dubbel opgemaakt" in why.text()
    for gone in ("submit", "issue_proposal", "put_in_measures", "write_reasons", "answer"):
        assert not work.there(screen, gone)
    assert [one.id for one in screen.actions_here()] == []
    assert {house.measure(at).state for at in range(3)} == {MeasureState.PROPOSED}
    work.press(screen, "undo_bar_act")
    before = ProposalState.SUBMITTED if submitted else ProposalState.DRAWN_UP
    assert proposal_sheet(house.world.officer, made).state is before


def test_with_the_measures_nobody_decides_any_more_and_nothing_is_offered_to_be_undone(
    work: AtWork, house: House
) -> None:
    made = house.drawn_up(submitted=True)
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    run(screen, "proposal_withdraw")
    sheet = work.sheet()
    work.fill(sheet, withdrawn_why="Dubbel opgemaakt")
    too = sheet.findChild(QCheckBox, "withdraw_measures_too")
    assert too is not None
    too.click()
    work.do(sheet)
    assert {house.measure(at).state for at in range(3)} == {MeasureState.WITHDRAWN}
    assert not screen._undo.isVisibleTo(screen)


def test_a_reason_that_lacks_is_asked_at_the_measure_that_is_refused(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, ticks = answering(work, house, made)
    tick(work, sheet, 0, DecisionKind.APPROVE)
    tick(work, sheet, 1, DecisionKind.REFUSE)
    rows_in(sheet, "ticking_rows").selectRow(0)
    work.do(sheet)

    field, said = sheet.findChild(QLineEdit, "tick_reason"), sheet.findChild(QLabel, "tick_refused")
    assert field is not None
    assert said is not None
    assert rows_in(sheet, "ticking_rows").key == house.measures[1]
    assert sheet.focusWidget() is field
    assert said.isVisibleTo(sheet)
    assert field.accessibleDescription() == said.text() != ""
    assert not work.refused(sheet)
    QTest.keyClicks(field, "Niet evenredig")
    assert not said.isVisibleTo(sheet)
    work.do(sheet)
    assert [house.measure(at).state for at in range(2)] == [MeasureState.APPROVED, MeasureState.REFUSED]
    assert ticks.state() is not None or not sheet.isVisible()


def test_what_is_done_most_has_a_key_that_its_button_shows(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    keys = {one.id: one.shortcut for one in screen.actions_here()}
    assert (keys["proposal_submit"], keys["proposal_reasons"]) == (SUBMIT_KEY, REASONS_KEY)
    found = screen.findChild(Button, "submit")
    assert found is not None
    assert found.accessibleDescription()
    submit_proposal(house.world.officer, made)
    other = work.show(ProposalScreen, house.world.recorder, Address("proposal", made))
    assert {one.id: one.shortcut for one in other.actions_here()}["proposal_answer"] == ANSWER_KEY


def test_who_may_not_read_it_finds_it_in_no_list_and_may_begin_none(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalsScreen, house.world.partner, Address("proposals"))
    assert not work.there(screen, "new_proposal")
    assert made not in [line.key for line in rows_in(screen, "proposals_rows").lines]


@pytest.mark.parametrize("every", [False, True])
def test_every_letter_of_a_reason_lands_in_it(work: AtWork, house: House, every: bool) -> None:
    sheet, ticks = answering(work, house, house.drawn_up(submitted=True))
    rows = rows_in(sheet, "ticking_rows")
    rows.selectAll() if every else rows.selectRow(1)
    work.press(sheet, "tick_refuse")
    field = sheet.findChild(QLineEdit, "tick_reason")
    assert field is not None
    field.setFocus()
    for letter in "nooit":
        QTest.keyClicks(sheet.focusWidget(), letter)

    assert field.text() == "nooit"
    assert [one.reason for one in ticks.answers()] == ["nooit"] * (3 if every else 1)


def test_why_it_was_refused_is_not_recorded_once_it_is_approved(work: AtWork, house: House) -> None:
    sheet, ticks = answering(work, house, house.drawn_up(submitted=True))
    tick(work, sheet, 0, DecisionKind.REFUSE, "Niet evenredig")
    work.press(sheet, "tick_approve")
    assert [(one.kind, one.reason) for one in ticks.answers()] == [(DecisionKind.APPROVE, "")]
    work.press(sheet, "tick_refuse")
    assert [one.reason for one in ticks.answers()] == ["Niet evenredig"]


def test_what_was_amended_comes_back_although_it_was_ticked_otherwise_meanwhile(work: AtWork, house: House) -> None:
    made = house.drawn_up(submitted=True)
    sheet, ticks = answering(work, house, made)
    tick(work, sheet, 0, DecisionKind.APPROVE_AMENDED)
    next(one for one in ticks.forms if one.isVisibleTo(sheet)).set_value("frequency", "tweemaal per nacht")
    work.press(sheet, "tick_approve")
    sheet.reject()
    work.settle()

    again, ticks = answering(work, house, made)
    assert [dict(one.fields) for one in ticks.answers()] == [{}]
    rows_in(again, "ticking_rows").selectRow(0)
    work.press(again, "tick_approve_amended")
    assert [one.fields["frequency"] for one in ticks.answers()] == ["tweemaal per nacht"]


def test_reasons_half_written_come_back_after_the_sheet_was_left(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    for again in range(2):
        assert rows_in(screen, "proposal_measures_rows").choose(house.measures[0])
        work.press(screen, "write_reasons")
        sheet = work.sheet()
        assert sheet.form is not None
        if again:
            assert sheet.form.values()["proportionality"] == local_text("nl", "Minder volstaat niet.")
            break
        work.fill(sheet, proportionality=local_text("nl", "Minder volstaat niet."))
        sheet.reject()
        work.settle()


def test_reasons_that_a_colleague_wrote_meanwhile_are_not_written_over_unseen(work: AtWork, house: House) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    assert rows_in(screen, "proposal_measures_rows").choose(house.measures[0])
    work.press(screen, "write_reasons")
    sheet = work.sheet()
    theirs = Reasons(local_text("nl", "Van een collega."), local_text("nl", "Evenredig."))
    argue(house.world.duty, made, house.files[0], theirs)
    work.fill(sheet, necessity=local_text("nl", "Van mij."))
    work.do(sheet)

    assert "intussen" in work.refused_at(sheet, "necessity")
    assert proposal_sheet(house.world.officer, made).files[0].reasons == theirs
    assert sheet.form is not None
    assert sheet.form.values()["necessity"] == local_text("nl", "Van mij.")
    sheet.reject()
    work.settle()
    screen.load()
    work.settle()
    work.press(screen, "write_reasons")
    again = work.sheet()
    work.do(again)
    assert proposal_sheet(house.world.officer, made).files[0].reasons == Reasons(
        local_text("nl", "Van mij."), local_text("nl", "Evenredig.")
    )


def test_a_title_typed_in_one_window_does_not_take_back_the_addressee_chosen_in_another(
    work: AtWork, house: House
) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    next(one for one in screen.actions_here() if one.id == "proposal_name").run()
    sheet = work.sheet()
    name_proposal(house.world.duty, made, None, Capacity.CABINET)
    work.fill(sheet, title="Week 48")
    work.do(sheet)

    record = proposal_sheet(house.world.officer, made).record
    assert (record.title, record.addressee) == ("Week 48", Capacity.CABINET)


@pytest.mark.parametrize(("what", "sheet_name"), [("proposal", "name_proposal"), ("reasons", "reasons")])
def test_what_was_typed_of_a_proposal_is_gone_on_with_where_it_was_typed(
    work: AtWork, house: House, what: str, sheet_name: str
) -> None:
    made = house.drawn_up()
    screen = work.show(ProposalScreen, house.world.officer, Address("proposal", made))
    more = f":{house.files[0].hex()}" if what == "reasons" else ""

    screen.take_up(f"{what}:{made.hex()}{more}")

    work.settle()
    assert work.sheet().objectName() == sheet_name
    work.sheet().reject()
