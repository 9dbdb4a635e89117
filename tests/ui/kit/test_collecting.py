"""The garbage collector of the window: never in another thread than the UI's, the old only while nothing runs."""

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from app.ui.kit import collecting
from app.ui.kit.collecting import Collecting


class _Knot:
    """Hangs in a cycle, and says in which thread it goes."""

    gone_in: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.gone_in.append(threading.get_ident())


@pytest.fixture
def made(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collecting]:
    monkeypatch.setattr(collecting, "YOUNG", 200)
    monkeypatch.setattr(collecting, "MIDDLING", 2)
    monkeypatch.setattr(collecting, "OLD", 2)
    monkeypatch.setattr(collecting, "STILL", 1)
    gc.freeze()  # neither what an earlier test tied, nor the house itself, is looked through
    _Knot.gone_in = []
    one = Collecting(lambda: False)
    yield one
    one.stop()
    gc.unfreeze()


def _tie_many() -> None:
    for _ in range(5_000):
        _Knot()


def test_a_thread_that_allocates_much_destroys_nothing(made: Collecting) -> None:
    thread = threading.Thread(target=_tie_many)
    thread.start()
    thread.join()

    assert _Knot.gone_in == []


def test_what_a_thread_left_goes_in_the_ui_thread_a_little_later(made: Collecting, qtbot: QtBot) -> None:
    thread = threading.Thread(target=_tie_many)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: len(_Knot.gone_in) == 5_000)

    assert set(_Knot.gone_in) == {threading.get_ident()}


def test_the_old_are_collected_in_time(made: Collecting) -> None:
    kept = _Knot()
    gc.collect()
    del kept

    for _ in range(20):
        younger: list[list[int]] = [[] for _ in range(300)]
        made.look()
        del younger

    assert len(_Knot.gone_in) == 1


def test_the_old_wait_while_work_runs(made: Collecting, monkeypatch: pytest.MonkeyPatch) -> None:
    made.stop()
    busy = Collecting(lambda: True)
    kept = _Knot()
    gc.collect()
    del kept

    for _ in range(20):
        younger: list[list[int]] = [[] for _ in range(300)]
        busy.look()
        del younger
    busy.stop()

    assert _Knot.gone_in == []


def _looked_at(made: Collecting, young: int) -> bool:
    """Tell whether a look goes through so many young objects."""
    gc.collect()
    _kept: list[list[int]] = [[] for _ in range(young)]
    made.look()
    return gc.get_count()[0] < young


@pytest.mark.parametrize(("young", "looked_at"), [(300, True), (3_000, False), (30_000, True)])
def test_many_young_ones_wait_while_work_runs_but_not_for_ever(
    young: int, looked_at: bool, made: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MANY", 2_000)
    monkeypatch.setattr(collecting, "TOO_MANY", 20_000)
    made.stop()
    busy = Collecting(lambda: True)
    found = _looked_at(busy, young)
    busy.stop()
    assert found is looked_at


def test_many_young_ones_do_not_wait_for_nothing(made: Collecting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MANY", 2_000)
    assert _looked_at(made, 3_000)


def test_many_young_ones_wait_until_the_program_has_stood_still_for_a_while(
    made: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting, "MANY", 2_000)
    monkeypatch.setattr(collecting, "STILL", 3)
    made.stop()
    works = iter([True, False, False, True, False, False, False])
    one = Collecting(lambda: next(works))
    one._timer.stop()
    found = [_looked_at(one, 3_000) for _ in range(7)]
    one.stop()
    assert found == [False] * 6 + [True]


def test_the_collector_is_given_back_as_it_was(qtbot: QtBot) -> None:
    before = gc.isenabled()
    one = Collecting(lambda: False)
    during = gc.isenabled()
    one.leave_out_what_is_here()
    frozen = gc.get_freeze_count()
    one.stop()

    assert (during, gc.isenabled(), gc.get_freeze_count()) == (False, before, 0)
    assert frozen > 0
