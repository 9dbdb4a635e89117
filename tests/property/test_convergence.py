"""Whatever is lost, doubled, reordered, copied or put back: who has received the same shows the same (exchange.md §7).

The oracle (`oracle/`) says what every store must show at any time; a history ends with everything everywhere.
"""

import pytest

from installer.campaign import seeds_to_run
from tests.property.comparing import dump
from tests.property.histories import History
from tests.property.replicas import House

PER_CHANGE = 500
CHUNK = 50


@pytest.mark.parametrize("first", range(0, PER_CHANGE, CHUNK))
def test_stores_agree_with_the_oracle_and_with_each_other(house: House, first: int) -> None:
    for seed in range(first, first + CHUNK):
        assert History(house, seed).run() == [], f"seed {seed}"


@pytest.mark.release
def test_a_million_histories_agree(house: House) -> None:
    for seed in seeds_to_run("convergence", 1_000_000):
        assert History(house, seed).run() == [], f"seed {seed}"


@pytest.mark.parametrize("seed", range(1_000, 1_010))
def test_what_comes_again_changes_no_row_of_any_table(house: House, seed: int) -> None:
    history = History(house, seed)
    assert history.run() == []
    for replica in history.replicas:
        before = dump(replica.connection)
        names = list(replica.given.entries)
        history.die.shuffle(names)

        replica.receive(replica.given.batch(names))
        for name in names[:20]:
            replica.receive(replica.given.batch([name]))

        assert dump(replica.connection) == before


def test_the_histories_hold_what_they_are_meant_to(house: House) -> None:
    """Void operations, conflicts, deletions, forks, forgeries, withheld values and ids of several streams do occur."""
    seen = {
        "void": 0,
        "conflict": 0,
        "deleted": 0,
        "fork": 0,
        "forged": 0,
        "rivals": 0,
        "older": 0,
        "dead": 0,
        "held": 0,
        "shared": 0,
    }
    for seed in range(60):
        history = History(house, seed)
        assert history.run() == []
        replica = history.replicas[0]
        count = {
            "void": "SELECT count(*) FROM entry WHERE void IS NOT NULL",
            "held": "SELECT count(*) FROM entry WHERE void = '?'",
            "conflict": 'SELECT count(*) FROM "conflict"',
            "deleted": "SELECT count(*) FROM cell WHERE field = 0",
            "rivals": "SELECT count(*) FROM rival",
            "fork": "SELECT count(*) FROM (SELECT 1 FROM save GROUP BY rid, no HAVING count(*) > 1)",
            "shared": "SELECT count(*) FROM (SELECT 1 FROM entity WHERE kind <> 1 GROUP BY uid HAVING count(*) > 1)",
            "dead": "SELECT count(*) FROM entity WHERE kind = 30 AND id NOT IN (SELECT id FROM p_thing)",
        }
        for what, sql in count.items():
            seen[what] += replica.connection.exec_driver_sql(sql).scalar_one()
        seen["forged"] += len(history.forged)
        seen["older"] += any(one.name == "older" for one in history.replicas)

    assert min(seen.values()) >= 5, seen
