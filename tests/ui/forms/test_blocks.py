"""The blocks beside whole forms: what was heard of a decision, a marking."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import UserError
from app.models.enums import Capacity, Channel, DecisionKind, Marking
from app.models.rules.decisions import BeforeProposal, ReasonMissing
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.ui.forms.marking import MarkingPicker
from app.ui.forms.rows import Said
from app.ui.forms.ruling import PROPOSING, RulingBlock
from app.ui.kit.kit import Kit
from app.ui.kit.words import COUNTRY_TIME
from tests.reads import drafts_of
from tests.ui.forms.typing_in import press, strike


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(360, 600)
    with qtbot.waitExposed(widget):
        widget.show()


def fill(block: QWidget, name: str, text: str) -> None:
    field = block.findChild(QWidget, name)
    assert field is not None
    field.setFocus()
    press(field, text)
    strike(field, Qt.Key.Key_Tab)


def test_a_ruling_begins_as_now_and_is_that_of_the_recording_unless_a_date_is_typed(
    qtbot: QtBot, kit: Kit, desk: Desk
) -> None:
    block = RulingBlock(kit, desk, Ruling(Capacity.FILE_OFFICER, Channel.PAPER))
    shown(qtbot, block)
    assert block.form.editor("dated").value() is not None
    assert not block.form.is_dirty
    assert block.ruling().dated is None
    block.form.set_value("dated", datetime(2026, 11, 20, 9, 15, tzinfo=COUNTRY_TIME))
    assert block.ruling().dated == datetime(2026, 11, 20, 9, 15, tzinfo=COUNTRY_TIME)
    block.form.mark(BeforeProposal(field="dated"))
    assert "voorstel" in block.form.row("dated").words


def test_a_proposal_is_asked_for_no_channel(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, Ruling(Capacity.FILE_OFFICER, None), without=PROPOSING)
    shown(qtbot, block)
    assert set(block.form.spec.names) == {"capacity", "reason"}
    assert block.ruling() == Ruling(Capacity.FILE_OFFICER, None)


def test_a_ruling_is_what_was_typed(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk)
    shown(qtbot, block)
    for name, text in (
        ("capacity", "minister van"), ("channel", "telefonisch"), ("decider", "De Minister"), ("dated", "vandaag 9u15"),
        ("confirm_by", "+3"), ("reason", "Nieuwe melding"), ("reference", "2026/MIN/331"),
    ):  # fmt: skip
        if name == "confirm_by":
            block.form.editor(name).inputs[0].setFocus()
            field = block.findChild(QLineEdit, name)
            assert field is not None
            field.selectAll()
        fill(block, name, text)
    assert block.ruling() == Ruling(
        Capacity.MINISTER, Channel.PHONE, "De Minister", "Nieuwe melding", "2026/MIN/331",
        datetime(2026, 11, 21, 9, 15, tzinfo=COUNTRY_TIME), date(2026, 11, 24),
    )  # fmt: skip


def test_a_ruling_needs_capacity_and_channel_only(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk)
    shown(qtbot, block)
    with pytest.raises(UserError) as refusal:
        block.ruling()
    assert refusal.value.field == "capacity"
    fill(block, "capacity", "file")
    block.form.set_value("capacity", Capacity.FILE_OFFICER)
    block.form.set_value("channel", Channel.PAPER)
    assert block.ruling() == Ruling(Capacity.FILE_OFFICER, Channel.PAPER)


def test_a_ruling_that_may_not_be_asked_for_is_made_when_it_is(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, Ruling(Capacity.FILE_OFFICER, Channel.PAPER), later=True)
    block.restore(None)
    assert (block.made, block.state()) == (False, None)

    block.restore({"reason": "Nieuwe melding"})
    shown(qtbot, block)
    assert block.made
    assert block.ruling() == Ruling(Capacity.FILE_OFFICER, Channel.PAPER, reason="Nieuwe melding")
    again = RulingBlock(kit, desk, Ruling(Capacity.FILE_OFFICER, Channel.PAPER), later=True)
    again.restore(block.state())
    assert again.ruling() == block.ruling()


def test_the_day_of_confirmation_is_asked_for_oral_decisions_only(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk)
    shown(qtbot, block)
    row = block.form.row("confirm_by")
    seen = [row.isVisible()]
    block.form.set_value("channel", Channel.PHONE)
    seen.append(row.isVisible())
    assert block.form.editor("confirm_by").value() > date(2026, 11, 21)
    block.form.set_value("channel", Channel.PAPER)
    seen.append(row.isVisible())
    assert seen == [False, True, False]
    block.form.set_value("capacity", Capacity.POLICE)
    assert block.ruling().confirm_by is None


def test_of_a_meeting_is_asked_which_it_was_and_its_date(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, Ruling(Capacity.POLICE, Channel.MEETING))
    shown(qtbot, block)
    row = block.form.row("reference")
    assert (row.label.text(), row.editor.inputs[0].accessibleName()) == ("Vergadering en datum", "Vergadering en datum")
    fill(block, "reference", "Ambassades, 17 november 2026")
    assert block.ruling().reference == "Ambassades, 17 november 2026"
    block.form.set_value("channel", Channel.PAPER)
    assert row.label.text() == row.editor.inputs[0].accessibleName() == "Referentie"


def test_what_is_not_asked_for_keeps_nobody_from_saving(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, Ruling(Capacity.POLICE, Channel.PHONE))
    shown(qtbot, block)
    field = block.findChild(QLineEdit, "confirm_by")
    assert field is not None
    field.selectAll()
    fill(block, "confirm_by", "ooit eens")
    assert set(block.form.refusals()) == {"confirm_by"}
    block.form.set_value("channel", Channel.LETTER)
    assert block.ruling() == Ruling(Capacity.POLICE, Channel.LETTER)
    assert "confirm_by" not in block.form.values()


def test_a_ruling_shows_what_a_service_refused_at_its_field(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, required=["reason"])
    shown(qtbot, block)
    block.form.mark(ReasonMissing(field="reason"))
    assert block.form.row("reason").words == ReasonMissing().say("nl")
    block.form.set_value("reason", "Dreiging geweken")
    assert block.form.row("reason").said is Said.NOTHING
    block.form.undo()
    assert block.form.editor("reason").value() is None


def test_a_ruling_given_beforehand_is_shown_and_its_meeting_stays(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    given = Ruling(Capacity.MEETING, Channel.MEETING, "Overleg", "Kennisname", meeting=b"m" * 16)
    block = RulingBlock(kit, desk, given, without=["urgent_alone", "reference"])
    shown(qtbot, block)
    assert block.ruling() == given
    assert "urgent_alone" not in block.form.spec.names
    assert DecisionKind.KEEP


def test_what_is_decided_by_one_alone_says_when_that_is(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk)
    shown(qtbot, block)
    row = block.form.row("urgent_alone")
    said = row.findChild(QLabel, "ruling_alone_means")
    assert said is not None
    assert not said.isVisible()
    block.form.editor("urgent_alone").restore(True)
    block.form.changed.emit()
    assert said.isVisible(), "once somebody did"
    assert row.label.text() == "Alleen beslist, wegens hoogdringendheid"
    assert said.text() == (
        "Ja als niemand die bevoegd is tijdig bereikbaar was: de beslissing is voorlopig en moet bekrachtigd worden."
    )
    without = RulingBlock(kit, desk, without=["urgent_alone"])
    assert without.findChild(QLabel, "ruling_alone_means") is None


def test_what_was_heard_is_kept_as_a_draft_like_any_form(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    block = RulingBlock(kit, desk, draft_key="ruling/x")
    shown(qtbot, block)
    fill(block, "decider", "De Minister")
    block.form.keep_now()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    again = RulingBlock(kit, desk, draft_key="ruling/x")
    shown(qtbot, again)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert again.form.editor("decider").value() == "De Minister"
    again.form.saved()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert drafts_of(desk) == []


@pytest.mark.parametrize(
    ("language", "word", "meaning"),
    [("nl", "GEHEIM", "veiligheidsmachtiging GEHEIM"), ("fr", "SECRET", "habilitation SECRET")],
)
def test_a_marking_is_chosen_up_to_the_ceiling_and_says_what_it_means(
    qtbot: QtBot, kit: Kit, word: str, meaning: str
) -> None:
    picker = MarkingPicker(kit, Marking.SECRET, Marking.SECRET)
    shown(qtbot, picker)
    line = picker.findChild(QLineEdit, "marking")
    words = picker.findChild(QLabel, "words_marking")
    assert line is not None
    assert words is not None
    assert line.text() == word
    assert meaning in words.text()
    with qtbot.waitSignal(picker.chosen) as told:
        line.selectAll()
        press(line, kit.words.enum(Marking.RESTRICTED))
    assert told.args == [Marking.RESTRICTED]
    line.selectAll()
    press(line, kit.words.enum(Marking.TOP_SECRET))
    strike(line, Qt.Key.Key_Escape)
    line.clearFocus()
    assert picker.marking() is Marking.RESTRICTED
    assert line.text() == kit.words.enum(Marking.RESTRICTED)
