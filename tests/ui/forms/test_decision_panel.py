"""The panel in which a measure is decided on: nothing of it lies beyond its edge on the smallest screen."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.models.enums import Action, Capacity, DecisionKind, MeasureState, MeasureVisibility
from app.models.kinds.measures import EDITABLE, Measure
from app.models.rules.decisions import ASKING
from app.models.rules.measures import Course
from app.models.texts import local_text
from app.models.verdicts import SENTENCES, Refusal
from app.services.cases.courses import COURSE
from app.services.cases.worklists import MeasureRow
from app.services.desk import Desk
from app.ui.files.measures.deciding import CHOICES, FURTHER, choices_for, first_ruling, left_out, whose_turn
from app.ui.files.measures.decision_panel import DecisionPanel
from app.ui.files.measures.tab import PANEL
from app.ui.kit.kit import Kit


@dataclass(frozen=True, slots=True)
class Everything:
    """What an officer sees who may do everything."""

    names: Any
    decisions: Any = ()
    executions: Any = ()
    may: frozenset[Action] = frozenset(Action)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("state", [MeasureState.PROPOSED, MeasureState.PROVISIONAL, MeasureState.ACTIVE])
def test_every_decision_is_seen_whole_at_the_width_the_panel_has(
    qtbot: QtBot, kit: Kit, desk: Desk, language: str, state: MeasureState
) -> None:
    uid, spoken = bytes(16), local_text("nl", "Permanente aanwezigheid aan de woning, niet herkenbaar voertuig.")
    record = Measure(state=state, type="fixed_post", instruction=spoken, start=date(2026, 11, 1))
    line = MeasureRow(uid, uid, record, Course(state), state, False, False, 0, False, frozenset())
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.resize(PANEL, 700)
    panel.show_measure(line, Everything({}, executions={}))
    with qtbot.waitExposed(panel):
        panel.show()
    bar = panel._area.horizontalScrollBar()
    assert panel._buttons
    assert bar.maximum() == 0


@pytest.mark.parametrize("here", [True, False])
def test_who_executes_is_told_who_decides_and_may_change_and_report(
    qtbot: QtBot, kit: Kit, desk: Desk, here: bool
) -> None:
    line = replace(waiting(MeasureState.PROPOSED, DecisionKind.APPROVE), decided_here=here)
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(line, Everything({}, executions={}))
    said = [one.text() for one in panel.findChildren(QLabel, "panel_nothing")]
    assert said == ([] if here else [kit.words(SENTENCES[Refusal.DECIDES])])
    assert bool(panel._buttons) is here
    assert panel.findChildren(QWidget, "change_this_measure")
    assert panel.findChildren(QWidget, "report_execution")


def test_a_decision_half_typed_stops_nobody_from_leaving_once_its_draft_is_kept(
    qtbot: QtBot, kit: Kit, desk: Desk
) -> None:
    record = Measure(state=MeasureState.ACTIVE, type="fixed_post", start=date(2026, 11, 1))
    line = MeasureRow(
        bytes(16),
        bytes(16),
        record,
        Course(MeasureState.ACTIVE),
        MeasureState.ACTIVE,
        False,
        False,
        0,
        False,
        frozenset(),
    )
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(line, Everything({}, executions={}))
    with qtbot.waitExposed(panel):
        panel.show()
    panel._buttons["end"].click()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert panel._form is not None
    panel._form.ruling.form.set_value("reason", "half a reason")
    assert panel.unsaved()
    panel.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert not panel.unsaved()
    again = DecisionPanel(kit, desk)
    qtbot.addWidget(again)
    again.show_measure(line, Everything({}, executions={}))
    again._buttons["end"].click()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert again._form is not None
    assert again._form.ruling.form.editor("reason").value() == "half a reason"


def waiting(state: MeasureState, *minister: DecisionKind) -> MeasureRow:
    uid = bytes(16)
    return MeasureRow(uid, uid, Measure(state=state), Course(state), state, False, False, 0, False, frozenset(minister))


def test_it_says_who_acts_next_on_what_waits() -> None:
    approver = {DecisionKind.APPROVE, DecisionKind.REFUSE}
    both = (DecisionKind.APPROVE, DecisionKind.RATIFY)
    assert "Record the answer here" in whose_turn(waiting(MeasureState.PROPOSED, *both), approver)
    assert "An approver" in whose_turn(waiting(MeasureState.PROPOSED, *both), {DecisionKind.START_URGENT})
    assert "ratified by the Minister" in whose_turn(waiting(MeasureState.PROVISIONAL, *both), set())
    assert whose_turn(waiting(MeasureState.ACTIVE, *both), approver) == ""


def test_what_is_set_to_need_no_minister_waits_for_a_colleague() -> None:
    assert "no Minister. A colleague" in whose_turn(waiting(MeasureState.PROPOSED), set())
    assert "no Minister. Record" in whose_turn(waiting(MeasureState.PROPOSED), {DecisionKind.APPROVE})
    assert "no Minister. A colleague" in whose_turn(waiting(MeasureState.PROVISIONAL), set())


@pytest.mark.parametrize("state", [MeasureState.PROPOSED, MeasureState.PROVISIONAL])
def test_in_a_file_about_the_minister_it_is_the_substitute_who_is_waited_for(state: MeasureState) -> None:
    named = replace(waiting(state, DecisionKind.APPROVE, DecisionKind.RATIFY), substitute="Nele De Vos")
    assert "{name}, the substitute" in whose_turn(named, set())
    assert "Minister" not in whose_turn(named, set()) + whose_turn(named, {DecisionKind.APPROVE})
    ruling = first_ruling(DecisionKind.APPROVE, minister=True, substitute=named.substitute)
    assert (ruling.capacity, ruling.decider) == (Capacity.SUBSTITUTE, "Nele De Vos")


@pytest.mark.parametrize("minister", [True, False])
def test_a_decision_is_asked_of_whoever_takes_it(minister: bool) -> None:
    line = waiting(MeasureState.PROPOSED, *([DecisionKind.APPROVE] if minister else []))
    officer = Everything({}, may=frozenset({Action.DECIDE, Action.PROPOSE, Action.MEASURE}))
    offered = {choice.kind for choice in choices_for(line, officer)}
    assert (DecisionKind.APPROVE in offered) is not minister
    ruling = first_ruling(DecisionKind.APPROVE, minister=minister)
    assert ruling.capacity is (Capacity.MINISTER if minister else Capacity.FILE_OFFICER)
    assert left_out(DecisionKind.APPROVE, minister=minister) == ()


def choosing_low(qtbot: QtBot, kit: Kit, desk: Desk, *, pointed: bool) -> DecisionPanel:
    """A panel as low as a window of 1366 x 768 leaves it, in which approving was chosen, by its button or its key."""
    spoken = local_text("nl", "Minstens drie patrouilles per nacht voor de woning, op wisselende uren.")
    record = Measure(state=MeasureState.PROPOSED, type="patrols", instruction=spoken, start=date(2026, 11, 1))
    state = MeasureState.PROPOSED
    line = MeasureRow(
        bytes(16), bytes(16), record, Course(state), state, False, False, 0, False, frozenset(DecisionKind)
    )
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.resize(PANEL, 421)
    panel.show_measure(line, Everything({}, executions={}))
    with qtbot.waitExposed(panel):
        panel.show()
    panel._buttons["approve"].setAttribute(Qt.WidgetAttribute.WA_UnderMouse, pointed)
    panel.choose(next(one for one in choices_for(line, Everything({})) if one.kind is DecisionKind.APPROVE))
    return panel


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_what_an_approval_needs_is_seen_where_the_panel_is_low(
    qtbot: QtBot, kit: Kit, desk: Desk, language: str
) -> None:
    panel = choosing_low(qtbot, kit, desk, pointed=False)
    assert panel._form is not None
    area, form = panel._area, panel._form.forms[0]

    def seen(name: str) -> bool:
        row = form.row(name)
        top = row.mapTo(area.viewport(), row.rect().topLeft()).y()
        return top >= 0 and top + row.height() <= area.viewport().height()

    qtbot.waitUntil(lambda: seen("capacity") and seen("channel"))


def test_the_buttons_keep_still_under_a_pointer_that_pressed_one(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    panel = choosing_low(qtbot, kit, desk, pointed=True)
    assert panel._form is not None
    qtbot.waitUntil(panel._form.forms[0].isVisible)
    QApplication.processEvents()
    assert panel._area.verticalScrollBar().value() == 0


def test_no_decision_asks_what_its_service_refuses_and_an_end_is_of_today(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    today = desk.today()
    later = today + timedelta(days=30)
    record = Measure(state=MeasureState.ACTIVE, type="fixed_post", start=date(2020, 11, 1), end=later)
    course = Course(MeasureState.ACTIVE, start=record.start, end=later)
    line = MeasureRow(bytes(16), bytes(16), record, course, MeasureState.ACTIVE, False, False, 0, False, frozenset())
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(line, Everything({}, executions={}))
    asked = {choice.kind: {*choice.fields(line), *choice.further} for choice in CHOICES}
    assert set().union(*asked.values()) <= EDITABLE | COURSE
    panel._buttons["end"].click()
    assert panel._form is not None
    assert panel._form.fields is not None
    assert panel._form.fields.values()["end"] == today
    panel._buttons["reduce"].click()
    assert panel._form.fields.values()["end"] == later


def running(**fields: Any) -> MeasureRow:
    record = Measure(state=MeasureState.ACTIVE, type="fixed_post", start=date(2026, 11, 1), **fields)
    course = Course(MeasureState.ACTIVE, start=record.start)
    return MeasureRow(bytes(16), bytes(16), record, course, MeasureState.ACTIVE, False, False, 0, False, frozenset())


def test_place_contact_and_visibility_are_set_with_the_decision_once_unfolded(
    qtbot: QtBot, kit: Kit, desk: Desk
) -> None:
    line = running(contact="desk", visibility=MeasureVisibility.VISIBLE)
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(line, Everything({}, executions={}))
    with qtbot.waitExposed(panel):
        panel.show()
    panel._buttons["reduce"].click()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert panel._form is not None
    assert panel._form.fields is not None
    assert not set(FURTHER) & set(panel._form.fields.values())
    panel.findChildren(QPushButton, "unfold_fields")[-1].click()
    assert set(FURTHER) <= set(panel._form.fields.values())
    panel._form.fields.set_value("visibility", MeasureVisibility.DISCREET)
    assert panel._form.fields.changed_values() == {"visibility": MeasureVisibility.DISCREET}
    qtbot.waitUntil(lambda: kit.jobs.idle)
    panel.hide()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    again = DecisionPanel(kit, desk)  # a draft that says something of them is not left behind a button
    qtbot.addWidget(again)
    again.show_measure(line, Everything({}, executions={}))
    again._buttons["reduce"].click()
    assert again._form is not None
    form = again._form.fields
    assert form is not None
    qtbot.waitUntil(lambda: form.is_dirty)
    assert form.values()["visibility"] is MeasureVisibility.DISCREET
    assert form.row("visibility").isVisibleTo(form)


def test_what_no_amendment_can_change_is_said_where_one_is_chosen(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(waiting(MeasureState.PROPOSED), Everything({}, executions={}))
    panel._buttons["approve_amended"].click()
    [note] = panel.findChildren(QLabel, "panel_note")
    assert note.text() == kit.words("Another service, type or person: refuse it and propose anew.")


def test_who_proposed_it_sees_what_he_may_not_decide_and_why(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    line = replace(waiting(MeasureState.PROPOSED, *(set(DecisionKind) - ASKING)), own=True, withdrawable=True)
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(line, Everything({}, executions={}))
    said = panel.findChild(QLabel, "panel_own")
    assert said is not None
    for kind in ("approve", "approve_amended", "refuse", "return"):
        made = panel._buttons[kind]
        assert not made.isEnabled()
        assert made.toolTip() == made.accessibleDescription() == made.why() == said.text()
    assert panel._buttons["withdraw"].isEnabled()
    assert panel._buttons["start_urgent"].isEnabled()
    panel.show_measure(replace(line, own=False), Everything({}, executions={}))
    assert panel._buttons["approve"].isEnabled()
    assert not panel.findChildren(QLabel, "panel_own")


def test_a_withdrawal_asks_for_a_reason_and_nothing_else(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    line = replace(waiting(MeasureState.PROPOSED, *(set(DecisionKind) - ASKING)), withdrawable=True)
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.show_measure(line, Everything({}, executions={}))
    panel._buttons["withdraw"].click()
    assert panel._form is not None
    assert panel._form.fields is None
    assert [name for form in panel._form.forms for name in form.spec.names] == ["reason"]
    panel._form.ruling.form.set_value("reason", "Dubbel")
    assert (panel._form.ruling.ruling().channel, panel._form.ruling.ruling().reason) == (None, "Dubbel")
    panel.show_measure(replace(line, withdrawable=False, id=b"2" * 16), Everything({}, executions={}))
    assert "withdraw" not in panel._buttons


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("kind", ["widen", "reduce"])
def test_what_a_decision_asks_lies_within_the_panel(
    qtbot: QtBot, kit: Kit, desk: Desk, language: str, kind: str
) -> None:
    spoken = local_text(
        language, "Permanente aanwezigheid.", **dict.fromkeys({"nl", "fr", "de", "en"} - {language}, "x")
    )
    panel = DecisionPanel(kit, desk)
    qtbot.addWidget(panel)
    panel.resize(PANEL, 420)
    panel.show_measure(running(instruction=spoken), Everything({}, executions={}))
    with qtbot.waitExposed(panel):
        panel.show()
    panel._buttons[kind].click()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    QApplication.processEvents()
    assert panel._area.verticalScrollBar().maximum() > 0
    assert panel._area.horizontalScrollBar().maximum() == 0
    tool = panel.findChild(QPushButton, "instruction_paragraph")
    assert tool is not None
    assert tool.isVisible()
    assert tool.accessibleName()
    assert tool.toolTip() == tool.text()
