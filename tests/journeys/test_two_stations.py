"""The main job through the real window: two programs on one desk, two stores, one stick, real keys.

A file officer keeps a file and proposes, the approver approves, a protocol is issued, a bundle leaves through the gate
and is taken in by the police zone, which reports and changes the measure while the crisis centre does so too. The
conflict is settled with a key. In the end services open both stores and count again what both share.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.clock import SystemClock
from app.demo import ant1, bru1, fiction
from app.demo.setting import Setting
from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk, a_desk
from tests.pictures.full_house import STORE, _Play

FAMILY, GIVEN, TITLE = "VAN DEN BROECK-VOORBEELD", "Hilde", "Onderzoeksrechter, Antwerpen"
REPORT = "Een grijze bestelwagen wachtte drie avonden voor de woning."
HERE, THERE = "4 per 24 uur, waarvan 2 's nachts.", "3 per 24 uur, ook te voet."
"""What the crisis centre and the police zone each write in the same measure."""


@pytest.fixture
def paired(tmp_path: Path) -> Path:
    """Two stores that know each other and hold nothing yet, since yesterday."""
    play = _Play(tmp_path / "house", SystemClock().now() - timedelta(days=1))
    play.act("BRU1", "found")
    asked = play.act("ANT1", "ask")
    invited = play.act("BRU1", "admit", request=asked["request"], words=asked["words"])
    play.act("ANT1", "enter", files=invited["files"], words=invited["root_words"])
    return play.folder


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[XDesk]:
    with a_desk(tmp_path / "desk") as laid:
        yield laid


@contextmanager
def station(desk: XDesk, house: Path, code: str) -> Iterator[Window]:
    """Start the program on a station's store; it must end well and have said nothing it should not."""
    store = str(house / code.lower() / STORE)
    with a_window(desk, "--language", "nl", "run", "--no-keyring", "--store", store) as window:
        yield window
        assert window.close() == 0
        said = window.log.read_text()
        assert window.faults() == []
    assert FAMILY not in said.upper()


def named(window: Window) -> None:
    """Whatever the keyboard reaches has a name for who hears it."""
    assert window.nameless() == []


def test_a_file_is_kept_decided_issued_carried_over_changed_twice_and_settled(
    desk: XDesk, paired: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "carried"
    stick.mkdir()
    with station(desk, paired, "BRU1") as bru:
        keep_a_file(bru)
        officers.unlock(bru, fiction.FILE_OFFICER)
        assert "2 exemplaren" in officers.issue(bru)
        first = let_go(bru, stick, "uitvoering van de maatregelen", ("onderzoeks", f"{TITLE}*"))
        assert FAMILY.encode() not in first.read_bytes()
        officers.open_again(bru, "BP-*")
        officers.change(bru, HERE)
        with station(desk, paired, "ANT1") as ant:
            second = work_there(ant, first, stick)
            officers.sit_down(bru)
            officers.take_in_with_conflict(bru, second)
            named(bru)
            officers.settle(bru, HERE, THERE)
            third = let_go(bru, stick, "beslechting")
            officers.sit_down(ant)
            officers.take_in(ant, third)
        officers.sit_down(bru)
    counted(paired)


def work_there(ant: Window, bundle: Path, stick: Path) -> Path:
    """Let the police zone take a bundle in, report, change the measure, and send that back."""
    officers.unlock(ant, fiction.PARTNER)
    officers.take_in(ant, bundle)
    named(ant)
    officers.open_arrived(ant)
    officers.report_execution(ant, "ploeg 14")
    officers.change(ant, THERE)
    named(ant)
    return let_go(ant, stick, "opvolging")


def let_go(window: Window, stick: Path, reason: str, *also: tuple[str, str]) -> Path:
    """Export to the stick; return the bundle."""
    before = set(stick.iterdir())
    officers.export(window, stick, reason, *also)
    (new,) = set(stick.iterdir()) - before
    return new


def keep_a_file(bru: Window) -> None:
    """Let the file officer keep a file, and the approver approve what it proposes; leave it locked."""
    officers.unlock(bru, fiction.FILE_OFFICER)
    officers.add_person(bru, FAMILY, GIVEN)
    named(bru)
    officers.open_file(bru, TITLE)
    officers.involve(bru, "broeck", f"{GIVEN}*")
    officers.report(bru, REPORT, "broeck", f"{GIVEN}*")
    officers.analyse(bru)
    officers.propose(bru, "3 per 24 uur, waarvan 1 tussen 00:00 en 05:00.")
    named(bru)
    officers.lock(bru)
    assert FAMILY not in bru.outline().upper()
    officers.unlock(bru, fiction.RECORDER)
    officers.approve(bru, "onderzoeksrechter", f"{TITLE}*")
    named(bru)
    officers.lock(bru)


def counted(house: Path) -> None:
    """Open both stores by services: what both share is equal, nothing is at fault."""
    play = _Play(house, SystemClock().now())
    here = bru1.ACTS["figures"](_now(play, "BRU1"))
    there = ant1.ACTS["figures"](_now(play, "ANT1"))
    assert here["streams"] == there["streams"]
    assert here["shared"] == there["shared"]
    assert [here["line"]["conflicts"], there["line"]["conflicts"]] == [0, 0]
    assert here["faults"] == 0


def _now(play: _Play, code: str) -> Setting:
    return play.setting(code, "figures")
