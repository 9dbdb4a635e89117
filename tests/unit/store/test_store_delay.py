"""Wrong passphrases wait longer and longer, over restarts and against a clock put back."""

import pytest

from app.store.delay import LONGEST, Delay, wait_after
from app.store.files import beside
from app.store.refusals import TooSoon, WrongPassphrase
from tests.unit.store.conftest import LOGIN, House


def test_the_wait_doubles_up_to_five_minutes() -> None:
    assert [wait_after(count) for count in (0, 1, 2, 3, 9, 10, 1000)] == [0, 1, 2, 4, 256, LONGEST, LONGEST]


def test_a_wrong_passphrase_says_how_long_and_harms_nothing(closed: House) -> None:
    before = closed.files()
    with pytest.raises(WrongPassphrase) as refused:
        closed.open(passphrase="not this one at all")
    assert refused.value.seconds == 1
    assert {name: body for name, body in closed.files().items() if not name.endswith(".delay")} == before


def test_a_wrong_name_and_a_wrong_passphrase_are_told_alike(closed: House) -> None:
    said = []
    for login, passphrase in ((LOGIN, "not this one at all"), ("nobody", "not this one at all")):
        with pytest.raises(WrongPassphrase) as refused:
            closed.open(login, passphrase)
        said.append(refused.value.say())
        beside(closed.path, ".delay").unlink()
    assert said[0] == said[1]
    assert LOGIN not in said[0]


def test_trying_again_at_once_is_refused_without_counting(closed: House) -> None:
    for expected in (1, 2, 4, 8):
        with pytest.raises(WrongPassphrase) as wrong:
            closed.open(passphrase="not this one at all")
        assert wrong.value.seconds == expected
        with pytest.raises(TooSoon) as soon:
            closed.open()
        assert soon.value.seconds == expected
        closed.clock.pass_seconds(expected)
    closed.open()


def test_the_right_passphrase_forgets_the_wrong_ones(closed: House) -> None:
    with pytest.raises(WrongPassphrase):
        closed.open(passphrase="not this one at all")
    closed.clock.pass_seconds(1)
    closed.open()
    assert not beside(closed.path, ".delay").exists()


def test_a_clock_put_back_starts_the_wait_again_in_full(closed: House) -> None:
    delay = Delay(closed.path, closed.clock)
    for _ in range(6):
        delay.count()
    closed.clock.pass_seconds(-86_400)
    with pytest.raises(TooSoon) as refused:
        Delay(closed.path, closed.clock).check()
    assert refused.value.seconds == 32
    closed.clock.pass_seconds(31)
    with pytest.raises(TooSoon):
        Delay(closed.path, closed.clock).check()
    closed.clock.pass_seconds(1)
    Delay(closed.path, closed.clock).check()


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"failures":-5,"since_ms":0}', b'{"failures":1,"since_ms":1e300}', b"\xff"]
)
def test_an_unreadable_count_counts_against_the_caller(closed: House, body: bytes) -> None:
    beside(closed.path, ".delay").write_bytes(body)
    with pytest.raises(TooSoon) as refused:
        closed.open()
    assert refused.value.seconds == 16
    closed.clock.pass_seconds(16)
    closed.open()


def test_an_attempt_cut_short_was_an_attempt(closed: House) -> None:
    Delay(closed.path, closed.clock).count()  # and the process dies before the passphrase was tried
    with pytest.raises(TooSoon):
        closed.open()
