"""A bundle arrives by the screen: looked at first, whole or not at all; what is hostile is said and changes nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from app.core.clock import SeededRandomness
from app.core.ids import Id
from app.exchange.age import HybridIdentity
from app.exchange.sticks import open_incoming
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.services.exchange import importing
from app.services.exchange.carriers import carrier_at
from app.services.exchange.exporting import Exported
from app.services.exchange.gate_sheets import ledger_lines
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.theme import Mode
from app.ui.screens.exchange.taking_in import ImportScreen
from tests.property.exchange.stick_world import Sticks, digest, name_of, rename, sealed, write_person
from tests.ui.exchange.at_the_screen import is_there, press, said, settle, show, stopped_at_once
from tests.ui.seeing import faults, texts

FAR = 4_000_000_000
"""A moment after whatever else lies on the stick."""


def a_person(world: Sticks, name: str = "Peeters") -> Id:
    label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
    return write_person(world.at("BRU1"), name, label)


def the_screen(qtbot: QtBot, kit: Kit, world: Sticks, code: str = "ANT1") -> ImportScreen:
    screen = ImportScreen(kit, world.at(code), Address("import"))
    show(qtbot, kit, screen)
    return screen


def look_at(qtbot: QtBot, kit: Kit, screen: ImportScreen, sent: Exported) -> None:
    screen.examine(sent.files)
    settle(qtbot, kit)


def test_it_shows_what_it_would_change_before_it_does(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person = a_person(world)
    sent, before = world.send("BRU1", "ANT1", person), digest(world.at("ANT1"))
    screen = the_screen(qtbot, kit, world)

    look_at(qtbot, kit, screen, sent)

    shown = texts(screen)
    assert "Peeters" in shown
    assert any("BRU1" in text for text in shown)
    assert digest(world.at("ANT1")) == before
    assert name_of(world.at("ANT1"), person) is None

    press(qtbot, kit, screen, "arrival_accept")

    assert name_of(world.at("ANT1"), person) == "Peeters"
    assert said(screen, "import_said") != ""
    assert not is_there(screen, "arrival")
    line = ledger_lines(world.at("ANT1"))[0]
    assert (line.outgoing, line.state, line.station) == (False, "applied", "BRU1")


def test_taken_in_it_leads_on_to_what_arrived_and_to_telling_the_sender(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person = a_person(world)
    screen = the_screen(qtbot, kit, world)
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    look_at(qtbot, kit, screen, world.send("BRU1", "ANT1", person))
    press(qtbot, kit, screen, "arrival_accept")

    front = screen.focusWidget()
    assert front is not None
    assert front.objectName() == "open_arrived_0"
    assert "wachtend" not in said(screen, "import_said")
    press(qtbot, kit, screen, "open_arrived_0")
    press(qtbot, kit, screen, "import_answer")
    assert wanted == [Address("person", person), Address("export", world.at("BRU1").station)]
    assert faults(screen) == []


def test_left_it_changes_nothing_and_can_be_looked_at_again(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    person = a_person(world)
    sent, before = world.send("BRU1", "ANT1", person), digest(world.at("ANT1"))
    screen = the_screen(qtbot, kit, world)
    look_at(qtbot, kit, screen, sent)
    press(qtbot, kit, screen, "arrival_leave")
    assert not is_there(screen, "arrival")
    assert digest(world.at("ANT1")) == before
    look_at(qtbot, kit, screen, sent)
    press(qtbot, kit, screen, "arrival_accept")
    assert name_of(world.at("ANT1"), person) == "Peeters"


@pytest.mark.parametrize("at", ["examine", "accept"])
def test_cancelled_nothing_is_half_taken_in(
    qtbot: QtBot, kit: Kit, world: Sticks, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(world)
    sent, before = world.send("BRU1", "ANT1", person), digest(world.at("ANT1"))
    screen = the_screen(qtbot, kit, world)
    if at == "accept":
        look_at(qtbot, kit, screen, sent)
    with stopped_at_once(monkeypatch):
        if at == "accept":
            press(qtbot, kit, screen, "arrival_accept")
        else:
            look_at(qtbot, kit, screen, sent)

    assert digest(world.at("ANT1")) == before
    assert said(screen, "import_refused").startswith("Geannuleerd.")
    look_at(qtbot, kit, screen, sent)
    press(qtbot, kit, screen, "arrival_accept")
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_a_second_time_it_is_said_to_change_nothing_and_is_not_offered(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    sent = world.send("BRU1", "ANT1", a_person(world))
    world.take("ANT1", sent)
    before = digest(world.at("ANT1"))
    screen = the_screen(qtbot, kit, world)
    look_at(qtbot, kit, screen, sent)
    assert said(screen, "arrival_nothing") != ""
    assert not is_there(screen, "arrival_accept")
    press(qtbot, kit, screen, "arrival_leave")
    assert digest(world.at("ANT1")) == before


def test_values_that_will_stand_twice_are_told_before_and_lead_to_the_desk(
    qtbot: QtBot, kit: Kit, world: Sticks
) -> None:
    person = a_person(world)
    world.carry("BRU1", "ANT1", person)
    rename(world.at("ANT1"), person, "Peeters-daar")
    rename(world.at("BRU1"), person, "Peeters-hier")
    sent = world.send("BRU1", "ANT1", person)
    screen = the_screen(qtbot, kit, world)
    look_at(qtbot, kit, screen, sent)
    assert is_there(screen, "arrival_conflicts")
    with qtbot.waitSignal(screen.wanted) as heard:
        press(qtbot, kit, screen, "arrival_accept")
    assert heard.args is not None
    assert heard.args[0] == Address("conflicts")


def _cut(world: Sticks, sent: Exported) -> Path:
    return _put(world, sent.files[0].read_bytes()[:-7])


def _flipped(world: Sticks, sent: Exported) -> Path:
    raw = bytearray(sent.files[0].read_bytes())
    raw[len(raw) // 2] ^= 1
    return _put(world, bytes(raw))


def _rubbish(world: Sticks, _sent: Exported) -> Path:
    return _put(world, b"not a bundle at all" * 50)


def _empty(world: Sticks, _sent: Exported) -> Path:
    return _put(world, b"")


def _for_another(world: Sticks, _sent: Exported) -> Path:
    return _put(world, sealed(b"x" * 5000, HybridIdentity.generate(SeededRandomness("another"))))


def _gone(_world: Sticks, sent: Exported) -> Path:
    return sent.files[0].with_name("gone.pbundle")


def _put(world: Sticks, raw: bytes) -> Path:
    file = world.stick / "hostile.pbundle"
    file.write_bytes(raw)
    return file


@pytest.mark.parametrize("made", [_cut, _flipped, _rubbish, _empty, _for_another, _gone])
def test_what_is_damaged_foreign_or_gone_is_said_and_changes_nothing(
    qtbot: QtBot, kit: Kit, world: Sticks, made: Callable[[Sticks, Exported], Path]
) -> None:
    person = a_person(world)
    sent = world.send("BRU1", "ANT1", person)
    before = digest(world.at("ANT1"))
    screen = the_screen(qtbot, kit, world)

    screen.examine([made(world, sent)])
    settle(qtbot, kit)

    why = said(screen, "import_refused")
    assert why != ""
    assert "fout in het programma" not in why.lower()
    assert "programma maakte een fout" not in why.lower()
    assert not is_there(screen, "arrival")
    assert digest(world.at("ANT1")) == before

    look_at(qtbot, kit, screen, sent)
    assert said(screen, "import_refused") == ""
    press(qtbot, kit, screen, "arrival_accept")
    assert name_of(world.at("ANT1"), person) == "Peeters"


class _Pulled:
    """A stick that is gone after some bytes."""

    def __init__(self, stream: Any, after: int) -> None:
        self._stream, self._left = stream, after

    def fileno(self) -> int:
        return int(self._stream.fileno())

    def read(self, size: int = -1) -> bytes:
        found: bytes = self._stream.read(size)
        self._left -= len(found)
        if self._left < 0:
            raise OSError(5, "Input/output error")
        return found


@pytest.mark.parametrize("after", [0, 3_000])
def test_a_stick_pulled_while_it_is_taken_in_loses_nothing(
    qtbot: QtBot, kit: Kit, world: Sticks, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(world)
    sent = world.send("BRU1", "ANT1", person)
    before = digest(world.at("ANT1"))
    screen = the_screen(qtbot, kit, world)
    look_at(qtbot, kit, screen, sent)

    @contextmanager
    def pulled(path: Path) -> Iterator[Any]:
        with open_incoming(path) as stream:
            yield _Pulled(stream, after)

    with monkeypatch.context() as patched:
        patched.setattr(importing, "open_incoming", pulled)
        press(qtbot, kit, screen, "arrival_accept")

    assert "stick" in said(screen, "import_refused").lower(), texts(screen)
    assert digest(world.at("ANT1")) == before
    look_at(qtbot, kit, screen, sent)
    press(qtbot, kit, screen, "arrival_accept")
    assert name_of(world.at("ANT1"), person) == "Peeters"


def test_bundles_on_the_sticks_are_listed_and_looked_at_from_there(
    qtbot: QtBot, kit: Kit, world: Sticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(world)
    sent = world.send("BRU1", "ANT1", person)
    here = carrier_at(world.stick)
    monkeypatch.setattr("app.ui.screens.exchange.taking_in.carriers", lambda: [here])
    screen = the_screen(qtbot, kit, world)
    names = texts(screen)
    assert sent.files[0].name in names
    at = next(
        one for one in screen.findChildren(QAbstractButton)
        if one.objectName().startswith("examine_")
        and said(screen, one.objectName().replace("examine", "bundle")) == sent.files[0].name
    )  # fmt: skip
    at.click()
    settle(qtbot, kit)
    assert "Peeters" in texts(screen)


def test_a_file_dropped_on_the_screen_is_looked_at_and_others_are_let_fall(
    qtbot: QtBot, kit: Kit, world: Sticks, tmp_path: Path
) -> None:
    sent = world.send("BRU1", "ANT1", a_person(world))
    screen = the_screen(qtbot, kit, world)
    for file, seen in ((tmp_path / "brief.pdf", False), (sent.files[0], True)):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file))])
        screen.dropEvent(
            QDropEvent(
                QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
        )  # fmt: skip
        settle(qtbot, kit)
        assert is_there(screen, "arrival") is seen


def test_who_may_not_take_in_is_told_so(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    sent = world.send("ANT1", "BRU1", write_person(world.at("ANT1"), "Maes"))
    world.at("BRU1", "niemand")
    before = digest(world.at("BRU1"))
    screen = the_screen(qtbot, kit, world, "BRU1")
    look_at(qtbot, kit, screen, sent)
    assert said(screen, "import_refused") != ""
    assert digest(world.at("BRU1")) == before


@pytest.mark.parametrize(("language", "mode"), [("nl", Mode.LIGHT), ("fr", Mode.DARK), ("de", Mode.LIGHT)])
def test_refused_nothing_is_cut_faint_or_nameless(qtbot: QtBot, kit: Kit, world: Sticks) -> None:
    sent = world.send("BRU1", "ANT1", a_person(world))
    screen = the_screen(qtbot, kit, world)
    screen.examine([_flipped(world, sent)])
    settle(qtbot, kit)
    assert faults(screen) == []


def test_who_came_in_and_stands_there_already_is_said_with_the_way_to_judge_it(
    qtbot: QtBot, kit: Kit, world: Sticks
) -> None:
    known = write_person(world.at("ANT1"), "Сергей Иванов", Label(marking=Marking.RESTRICTED))
    person = a_person(world, "Sergej Iwanow")
    screen = the_screen(qtbot, kit, world)
    wanted: list[Address] = []
    screen.wanted.connect(wanted.append)
    look_at(qtbot, kit, screen, world.send("BRU1", "ANT1", person))
    press(qtbot, kit, screen, "arrival_accept")

    assert said(screen, "double_0_why") == "Namen die gelijk klinken"
    assert faults(screen) == []
    press(qtbot, kit, screen, "double_0")
    assert wanted[-1].screen == "doubles"
    assert {wanted[-1].uid, bytes.fromhex(dict(wanted[-1].extra)["with"])} == {known, person}


def test_a_look_for_doubles_that_is_stopped_leaves_what_came_in(
    qtbot: QtBot, kit: Kit, world: Sticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_person(world.at("ANT1"), "Nele Peeters", Label(marking=Marking.RESTRICTED))
    person = a_person(world, "PEETERS Nele")
    screen = the_screen(qtbot, kit, world)
    look_at(qtbot, kit, screen, world.send("BRU1", "ANT1", person))
    with stopped_at_once(monkeypatch):
        screen._doubles.look([person])
        settle(qtbot, kit)
    assert not is_there(screen, "doubles_card")
    press(qtbot, kit, screen, "arrival_accept")
    assert name_of(world.at("ANT1"), person) == "PEETERS Nele"
    assert is_there(screen, "doubles_card")


def test_the_newest_bundle_on_a_stick_stands_first_and_has_the_focus(
    qtbot: QtBot, kit: Kit, world: Sticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = a_person(world)
    older = world.send("BRU1", "ANT1", person).files[0]
    rename(world.at("BRU1"), person, "Pieters")
    newer = world.send("BRU1", "ANT1", person).files[0]
    for at, file in enumerate((older, newer)):
        os.utime(file, (FAR + at, FAR + at))
    assert older.parent == newer.parent
    here = carrier_at(newer.parent)
    monkeypatch.setattr("app.ui.screens.exchange.taking_in.carriers", lambda: [here])
    screen = the_screen(qtbot, kit, world)
    assert [said(screen, f"bundle_{at}") for at in (1, 2)] == [newer.name, older.name]
    front = screen.focusWidget()
    assert front is not None
    assert front.objectName() == "examine_1"
