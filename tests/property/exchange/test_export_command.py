"""The sub-command that exports, in this process and at a workstation of the tests: four eyes on standard input."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest

from app.cli import main
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.services.exchange.release import confirm_release, propose_release
from app.services.exchange.statements import release_record
from tests.property.exchange.stick_world import SECRET, START, Sticks, a_platform, name_of, write_person

Export = Callable[..., int]


@pytest.fixture
def person(world: Sticks) -> bytes:
    """Share a SECRET person with ANT1; no bundle has carried him yet."""
    uid = write_person(
        world.at("BRU1"), "Zwaluwnest",
        Label(marking=Marking.SECRET, distribution=(world.organisation("ANT1"),)),
    )  # fmt: skip
    proposal = propose_release(world.at("BRU1"), world.station("ANT1"), [uid])
    confirm_release(world.at("BRU1"), proposal, "visit", [uid], world.second("BRU1"))
    return uid


@pytest.fixture
def export(world: Sticks, monkeypatch: pytest.MonkeyPatch) -> Export:
    """Return a way to run the sub-command: lines typed, and what comes after the usual arguments."""
    on = a_platform("command line", START + timedelta(hours=6))
    monkeypatch.setattr("app.bootstrap.station", lambda: on)

    def run(*more: str, typed: tuple[str, ...] = (SECRET,)) -> int:
        world.lock("BRU1")
        monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in typed)))
        usual = ["export", "--store", str(world.store("BRU1")), "--login", "verhaegen", "--to", "ANT1"]
        return main([*usual, "--reason", "follow-up", "--folder", str(world.stick), *more])

    return run


def test_a_secret_bundle_leaves_with_a_second_officer_whose_passphrase_is_the_second_line(
    world: Sticks, person: bytes, export: Export
) -> None:
    before = set(world.stick.iterdir())

    assert export("--second", "peeters", typed=(SECRET, SECRET)) == 0

    sent = sorted(set(world.stick.iterdir()) - before)
    world.take("ANT1", sent)
    assert name_of(world.at("ANT1"), person) == "Zwaluwnest"
    desk = world.at("BRU1")
    with desk.read() as view:
        out = [
            name for name in view.connection.exec_driver_sql("SELECT name FROM meta").scalars() if "released/" in name
        ]
    records = [release_record(desk, world.station("ANT1"), int(name.rsplit("/", 1)[1])) for name in out]
    assert [(one.reason, one.genuine, one.second is not None) for one in records if one and one.second] == [
        ("follow-up", True, True)
    ]


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("more", "typed", "said"),
    [
        ((), (SECRET,), "a second officer must confirm"),
        (("--second", "verhaegen"), (SECRET, SECRET), "somebody else than you"),
        (("--second", "peeters"), (SECRET, "a wrong guess of words"), "passphrase is wrong"),
        (("--second", "peeters"), (SECRET,), "passphrase is wrong"),
        (("--second", "laag"), (SECRET, SECRET), "clearance is below the marking"),
    ],
    ids=["nobody", "himself", "a wrong passphrase", "no second line", "too low a clearance"],
)
def test_a_secret_bundle_does_not_leave_without_one_who_may(
    world: Sticks, export: Export, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], typed: tuple[str, ...],
    said: str,
) -> None:  # fmt: skip
    before = {file: file.read_bytes() for file in world.stick.iterdir()}

    assert export(*more, typed=typed) == 1

    told = capsys.readouterr().err
    assert said in told
    assert SECRET not in told
    assert {file: file.read_bytes() for file in world.stick.iterdir()} == before
