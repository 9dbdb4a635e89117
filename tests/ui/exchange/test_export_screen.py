"""A bundle leaves by the screen: what the gate shows goes and nothing else; refused, nothing is on the stick."""

import errno
import os
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.clock import SteppingClock
from app.core.ids import Id
from app.exchange import placing
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.services.exchange.exporting import Exported
from app.services.exchange.gate_sheets import LedgerSheetLine, ledger_lines
from app.services.station.stations import Platform
from app.store.keys import Argon2Cost
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.exchange.export import ExportScreen
from app.ui.screens.paper.sheets import PaperSheets
from app.ui.screens.paper.slip_sheet import SlipSheet
from tests.property.exchange.stick_world import SECRET, Sticks, name_of, write_person
from tests.ui.exchange.at_the_screen import PATIENCE, is_there, press, said, show, stopped_at_once
from tests.ui.seeing import faults, texts

Slips = list[tuple[Exported, Id]]


def a_person(world: Sticks, name: str, marking: Marking = Marking.RESTRICTED) -> Id:
    """Somebody the police zone may have."""
    return write_person(world.at("BRU1"), name, Label(marking=marking, co_owners=(world.organisation("ANT1"),)))


def the_gate(qtbot: QtBot, kit: Kit, world: Sticks, *roots: Id, slips: Slips | None = None) -> ExportScreen:
    """The gate before a bundle for ANT1, the stick chosen."""
    taken: Slips = [] if slips is None else slips
    extra = tuple(("root", one.hex()) for one in roots)
    screen = ExportScreen(
        kit, world.at("BRU1"), Address("export", world.station("ANT1"), extra=extra),
        prove=partial(world.second, "BRU1"), slip=lambda _kit, _desk, _near, made, to: taken.append((made, to)),
    )  # fmt: skip
    show(qtbot, kit, screen)
    screen._bundle.take_folder(world.stick)
    return screen


def write_why(screen: ExportScreen, text: str = "opvolging") -> None:
    line = screen.findChild(QPlainTextEdit, "reason")
    assert isinstance(line, QPlainTextEdit)
    line.setPlainText(text)


def why(screen: ExportScreen) -> str:
    line = screen.findChild(QPlainTextEdit, "reason")
    assert isinstance(line, QPlainTextEdit)
    return line.toPlainText()


def type_second(screen: ExportScreen, login: str, passphrase: str) -> None:
    for name, text in (("second_login", login), ("second_passphrase", passphrase)):
        line = screen.findChild(QLineEdit, name)
        assert isinstance(line, QLineEdit)
        assert line.isVisible()
        line.setText(text)


def wait_out_the_delay(world: Sticks) -> None:
    """Let the time pass that a wrong passphrase costs."""
    clock = world.at("BRU1").clock
    assert isinstance(clock, SteppingClock)
    clock.at += timedelta(minutes=1)


def went(world: Sticks) -> list[LedgerSheetLine]:
    return [line for line in ledger_lines(world.at("BRU1"), world.station("ANT1")) if line.outgoing]


def test_what_the_gate_shows_leaves_and_stands_in_the_ledger(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person, before = a_person(world, "Peeters"), set(world.stick.iterdir())
    screen = the_gate(qtbot, kit, world, person)
    assert "Peeters" in texts(screen)
    write_why(screen, "opvolging van de maatregelen")

    press(qtbot, kit, screen, "write_bundle")

    (file,) = set(world.stick.iterdir()) - before
    assert file.name in said(screen, "bundle_said")
    assert (went(world)[0].state, went(world)[0].reason) == ("written", "opvolging van de maatregelen")
    assert why(screen) == "", "the next bundle has a reason of its own"
    world.take("ANT1", [file])
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_what_is_unticked_stays(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    goes, stays = a_person(world, "Gaat"), a_person(world, "Blijft")
    screen = the_gate(qtbot, kit, world, goes, stays)
    next(one for one in screen.findChildren(QCheckBox) if one.accessibleName() == "Blijft").setChecked(False)
    write_why(screen)
    before = set(world.stick.iterdir())

    press(qtbot, kit, screen, "write_bundle")

    world.take("ANT1", [*(set(world.stick.iterdir()) - before)])
    assert name_of(world.at("ANT1"), goes) == "Gaat"
    assert name_of(world.at("ANT1"), stays) is None


def test_what_was_not_shared_yet_stays_and_says_so_to_its_owner(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    hidden = write_person(world.at("BRU1"), "Verborgen")
    screen = the_gate(qtbot, kit, world, hidden)
    refused = [text for text in texts(screen) if text.startswith("Blijft hier, nog niet gedeeld met")]
    assert len(refused) == 1
    before = set(world.stick.iterdir())
    write_why(screen)
    press(qtbot, kit, screen, "write_bundle")
    world.take("ANT1", [*(set(world.stick.iterdir()) - before)])
    assert name_of(world.at("ANT1"), hidden) is None


class _Os:
    """The system's calls, one of which fails."""

    def __init__(self, call: str, number: int) -> None:
        self._call, self._number = call, number

    def __getattr__(self, name: str) -> Any:
        return self._fail if name == self._call else getattr(os, name)

    def _fail(self, *_: Any) -> int:
        raise OSError(self._number, os.strerror(self._number))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_stick_that_is_full_pulled_or_locked_is_said_and_the_next_try_carries_all(
    qtbot: QtBot, kit: Kit, world: Sticks, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, before = a_person(world, "Peeters"), set(world.stick.iterdir())
    screen = the_gate(qtbot, kit, world, person)
    write_why(screen)
    with monkeypatch.context() as patched:
        patched.setattr(placing, "os", _Os("write", number))
        press(qtbot, kit, screen, "write_bundle")

    assert "stick" in said(screen, "bundle_refused").lower()
    assert said(screen, "bundle_said") == ""
    assert not is_there(screen, "transport_slip")
    assert (why(screen), set(world.stick.iterdir())) == ("opvolging", before)
    assert went(world)[0].state == "failed"

    press(qtbot, kit, screen, "write_bundle")

    assert said(screen, "bundle_refused") == ""
    world.take("ANT1", [*(set(world.stick.iterdir()) - before)])
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_above_confidential_a_second_officer_signs_and_nobody_else_will_do(
    qtbot: QtBot, kit: Kit, world: Sticks
) -> None:
    person, before = a_person(world, "Geheim", Marking.SECRET), set(world.stick.iterdir())
    screen = the_gate(qtbot, kit, world, person)
    write_why(screen)
    type_second(screen, "peeters", "niet de wachtzin")

    press(qtbot, kit, screen, "write_bundle")

    assert said(screen, "bundle_refused") != ""
    assert set(world.stick.iterdir()) == before
    assert why(screen) == "opvolging"
    assert all(line.reason != "opvolging" for line in went(world))

    wait_out_the_delay(world)
    type_second(screen, "peeters", SECRET)
    press(qtbot, kit, screen, "write_bundle")

    world.take("ANT1", [*(set(world.stick.iterdir()) - before)])
    assert name_of(world.at("ANT1"), person) == "Geheim"


def test_cancelled_it_leaves_nothing_on_the_stick_and_what_was_typed(
    qtbot: QtBot, kit: Kit, world: Sticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, before = a_person(world, "Peeters"), set(world.stick.iterdir())
    screen = the_gate(qtbot, kit, world, person)
    write_why(screen)

    with stopped_at_once(monkeypatch):
        press(qtbot, kit, screen, "write_bundle")

    assert set(world.stick.iterdir()) == before
    assert (why(screen), said(screen, "bundle_said")) == ("opvolging", "")
    assert all(line.state != "written" for line in went(world) if line.reason == "opvolging")
    press(qtbot, kit, screen, "write_bundle")
    world.take("ANT1", [*(set(world.stick.iterdir()) - before)])
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_the_courier_s_slip_is_of_the_bundle_that_was_written(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    slips: Slips = []
    screen = the_gate(qtbot, kit, world, a_person(world, "Peeters"), slips=slips)
    assert not is_there(screen, "transport_slip"), "nothing is written yet"
    before = set(world.stick.iterdir())
    write_why(screen)
    press(qtbot, kit, screen, "write_bundle")

    press(qtbot, kit, screen, "transport_slip")

    ((made, to),) = slips
    assert set(made.files) == set(world.stick.iterdir()) - before
    assert to == world.station("ANT1")


def test_the_slip_is_shown_as_bootstrap_wires_it(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    desk = world.at("BRU1")
    paper = PaperSheets(Platform(desk.clock, desk.randomness, None, Argon2Cost()))
    person = a_person(world, "Peeters")
    screen = ExportScreen(
        kit, desk, Address("export", world.station("ANT1"), extra=(("root", person.hex()),)), slip=paper.slip
    )
    show(qtbot, kit, screen)
    screen._bundle.take_folder(world.stick)
    write_why(screen)
    before = set(world.stick.iterdir())
    press(qtbot, kit, screen, "write_bundle")

    press(qtbot, kit, screen, "transport_slip")

    (sheet,) = screen.findChildren(SlipSheet)
    qtbot.waitUntil(lambda: sheet.preview.settled, timeout=PATIENCE)
    (file,) = set(world.stick.iterdir()) - before
    assert file.name in sheet.preview.strip.accessibleDescription()
    sheet.reject()


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_written_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    screen = the_gate(qtbot, kit, world, a_person(world, "Peeters"))
    write_why(screen)
    press(qtbot, kit, screen, "write_bundle")
    assert faults(screen) == []
