"""The large rows measure what they say, on a small service: tabs, moments, look-alikes, tasks, a proposal."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bench.files import MOMENTS, looked_back, moments_of, sample, tabs_of
from app.bench.proposing import propose_some, work
from app.bench.resembling import names_of_all, resembled
from app.bench.service import NAME, at_a_copy, at_the_service
from app.bench.tasks import page_of, put_some_off
from app.invented import Scale, generate
from app.services.cases.proposals import NewProposal, draw_up_proposal
from app.services.desk import Desk
from app.services.tasks.lines import TaskState
from app.store.keys import Argon2Cost

SMALL = Scale(files=16, persons=30, measures=90, days=40, busy=1, papers=1)
CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("service") / "kept" / NAME
    generate(path, SMALL, datetime(2026, 11, 20, 8, tzinfo=UTC), seed=2, cost=CHEAP)
    return path


@pytest.fixture(scope="module")
def desk(store: Path) -> Iterator[Desk]:
    with at_the_service(store) as found:
        yield found


def test_the_longest_histories_come_first_and_every_tab_is_asked_for(desk: Desk) -> None:
    files = sample(desk, 2, 5)
    times = tabs_of(desk, files[0])

    assert len(set(files)) == 7
    assert set(times) == {"reason", "sheet", "since", "protocols", "knowing", "history"}
    assert all(took > 0 for took in times.values())


def test_moments_are_those_of_the_file(desk: Desk) -> None:
    file = sample(desk, 1, 0)[0]
    moments = moments_of(desk, file)

    assert len(moments) == 2 * MOMENTS
    assert all(looked_back(desk, file, moment) > 0 for moment in moments)


def test_a_slip_still_shows_who_is_meant(desk: Desk) -> None:
    people = names_of_all(desk)
    found = resembled(desk, people, 20, 1)

    assert len(people) == SMALL.persons
    assert found.found > 0.7


def test_who_writes_writes_in_a_copy(store: Path) -> None:
    before = store.read_bytes()
    with at_a_copy(store) as desk:
        put_some_off(desk, 3)
        tasks = {state: page_of(desk, state).total for state in TaskState}
        measures = propose_some(desk, 2, 2)
        made = draw_up_proposal(desk, NewProposal("Bench", measures))
        work(desk, made)
        work(desk, made)

    assert tasks[TaskState.OPEN] > tasks[TaskState.PUT_OFF] > 0
    assert tasks[TaskState.DONE] > 0
    assert len(measures) == 4
    assert store.read_bytes() == before
