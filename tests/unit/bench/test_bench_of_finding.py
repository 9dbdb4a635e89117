"""The bench of looking up measures what it says: persons written and indexed, found by a mistyped name."""

import random
from pathlib import Path

from app.bench.finding import Looked, a_desk, fill, look_up
from app.bench.slips import with_a_typo
from app.invented.names import a_crowd
from app.services.search.indexing import waiting


def test_the_bench_finds_whom_it_wrote(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    people = fill(desk, 120)
    assert waiting(desk) == 0
    looked = look_up(desk, people, 40, seed=1)
    desk.store.close()
    assert len({uid for uid, _ in people}) == 120
    assert looked.found >= 0.9
    assert len(looked.times) == 40
    assert looked.times == sorted(looked.times)


def test_a_percentile_is_the_time_that_so_many_did_not_exceed() -> None:
    looked = Looked([float(number) for number in range(1, 101)], 1.0)
    assert (looked.percentile(0.5), looked.percentile(0.95), looked.percentile(1.0)) == (51.0, 96.0, 100.0)


def test_a_crowd_and_its_slips_are_the_same_by_seed() -> None:
    assert a_crowd(50, 3) == a_crowd(50, 3) != a_crowd(50, 4)
    slips = [with_a_typo("Mieke De Wouver", random.Random(number)) for number in range(50)]
    assert slips == [with_a_typo("Mieke De Wouver", random.Random(number)) for number in range(50)]
    assert len(set(slips)) > 20
