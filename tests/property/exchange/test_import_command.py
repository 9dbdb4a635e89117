"""The sub-command that takes a bundle in, in this process and at a workstation of the tests: doubles are said."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest

from app.cli import main
from app.models.enums import Marking
from app.models.kinds.label import Label
from tests.property.exchange.stick_world import SEATS, SECRET, START, Sticks, a_platform, write_person

Take = Callable[..., int]


@pytest.fixture
def take(world: Sticks, monkeypatch: pytest.MonkeyPatch) -> Take:
    """Return a way to run the sub-command at ANT1 with the bundle in which BRU1 sends somebody."""
    on = a_platform("command line", START + timedelta(hours=6))
    monkeypatch.setattr("app.bootstrap.station", lambda: on)

    def run(name: str, *more: str) -> int:
        label = Label(marking=Marking.RESTRICTED, distribution=(world.organisation("ANT1"),))
        person = write_person(world.at("BRU1"), name, label, given_names="Jozefien")
        sent = world.send("BRU1", "ANT1", person)
        world.lock("ANT1")
        monkeypatch.setattr("sys.stdin", StringIO(f"{SECRET}\n"))
        usual = ["--language", "nl", *more, "import", "--store", str(world.store("ANT1")), "--login", SEATS["ANT1"]]
        return main([*usual, *(str(file) for file in sent.files)])

    return run


def test_who_came_in_and_stood_there_already_is_said_without_a_name(
    world: Sticks, take: Take, capsys: pytest.CaptureFixture[str]
) -> None:
    write_person(world.at("ANT1"), "Dubbelganger", given_names="Jozefien")

    assert take("Dubbelganger") == 0

    told = capsys.readouterr().out
    assert "1 paar is misschien één persoon, dubbel ingeschreven" in told
    assert "Dubbelganger" not in told


def test_that_nobody_was_found_is_said_too_and_machines_read_a_number(
    take: Take, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take("Enigeling") == 0
    assert "Niemand erin lijkt dubbel ingeschreven." in capsys.readouterr().out

    assert take("Enigekind", "--json") == 0
    assert json.loads(capsys.readouterr().out)["doubles"] == 0
