"""`kill -9` inside import's transaction and commit, and inside export's writing and renaming.

Whatever the moment: nothing is half-applied, nothing is lost after "done", the next start works, nothing temporary
survives a following run, and no counter is given twice.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from app.core.ids import Id
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.importing import Outcome, import_bundle
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.verifying import verify_store
from installer.campaign import seeds_to_run
from tests.journeys.dying import End, count, run
from tests.property.exchange.stick_world import Sticks, copied, digest, entries_of, name_of, rename, write_person

PER_RELEASE = 1_000
PAUSES = (0.0, 0.0001, 0.0002, 0.0004, 0.0008, 0.0016, 0.003, 0.006)
"""Seconds after a commit began: it takes some milliseconds, most of them waiting for the disk."""


class Prepared:
    """A world with a person at BRU1 that ANT1 is to get, and a bundle of it on the stick."""

    def __init__(self, world: Sticks) -> None:
        self.world = world
        label = Label(marking=Marking.RESTRICTED, co_owners=(world.organisation("ANT1"),))
        self.person: Id = write_person(world.at("BRU1"), "Peeters", label)
        for number in range(5):
            rename(world.at("BRU1"), self.person, f"Peeters {number}")
        self.sent: Exported = world.send("BRU1", "ANT1", self.person)
        self.to = world.station("ANT1")
        world.close()


@pytest.fixture(scope="module")
def prepared(template: Sticks, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    with copied(template, tmp_path_factory.mktemp("kills") / "world") as world:
        yield Prepared(world)


def take(world: Sticks, files: list[Path]) -> None:
    """Take a bundle in, in a child that opens the store itself."""
    import_bundle(world.at("ANT1"), files)


def put(world: Sticks, prepared: Prepared) -> None:
    """Export once more; every process has randomness of its own, as in life."""
    world.salt = str(os.getpid())
    desk = world.at("BRU1")
    proposal = propose_release(desk, prepared.to, [prepared.person])
    export_bundle(desk, confirm_release(desk, proposal, "follow-up", [prepared.person]), world.stick)


def killed_at_import(prepared: Prepared, folder: Path, end: End) -> bool:
    """Kill an import at `end` and look; return whether it died before the end was told."""
    with copied(prepared.world, folder) as world:
        files = [world.stick / prepared.sent.files[0].name]
        before, held = digest(world.at("ANT1")), entries_of(world.at("ANT1"))
        world.close()
        fate = run(lambda: take(world, files), end)
        world.seed += 1  # a minute later: an attempt that was cut off counts as a failed one
        desk = world.at("ANT1")
        found = entries_of(desk)
        assert found in (held, held + prepared.sent.entries), end
        if found == held:
            assert not fate.done, end
            assert digest(desk) == before, end
        again = import_bundle(desk, files)
        assert again.outcome is (Outcome.REPLAY if found > held else Outcome.APPLIED), end
        assert name_of(desk, prepared.person) == "Peeters 4"
        assert [path.name for path in world.store("ANT1").parent.iterdir() if path.name.startswith("staging-")] == []
        world.close()
        return fate.killed


def killed_at_export(prepared: Prepared, folder: Path, end: End) -> bool:
    """Kill an export at `end` and look; return whether it died."""
    with copied(prepared.world, folder) as world:
        lying = {path.name for path in world.stick.iterdir()}
        fate = run(lambda: put(world, prepared), end)
        world.seed += 1  # a minute later: an attempt that was cut off counts as a failed one
        left = [path for path in world.stick.iterdir() if path.name not in lying and path.suffix == ".pbundle"]
        whole = [import_bundle(world.at("ANT1"), [path]) for path in left]
        assert bool(left) or not fate.done, end

        put(world, prepared)

        new = [path for path in world.stick.iterdir() if path.name not in lying and path not in left]
        assert [path.suffix for path in new] == [".pbundle"], "nothing temporary is left"
        done = import_bundle(world.at("ANT1"), new)
        assert done.outcome is Outcome.APPLIED
        assert done.counter > max([prepared.sent.counter, *(one.counter for one in whole)]), end
        assert name_of(world.at("ANT1"), prepared.person) == "Peeters 4"
        with world.at("BRU1").read() as view:
            sql = "SELECT counter FROM bundle WHERE dir = 'out' AND pid = (SELECT pid FROM peer WHERE station = ?)"
            counters = view.connection.exec_driver_sql(sql, (prepared.to,)).scalars().all()
        assert len(set(counters)) == len(counters), end
        assert [path.name for path in world.store("BRU1").parent.iterdir() if path.name.startswith("staging-")] == []
        return fate.killed


def test_an_import_killed_anywhere_is_whole_or_was_not(prepared: Prepared, tmp_path: Path) -> None:
    with copied(prepared.world, tmp_path / "count") as world:
        files = [world.stick / prepared.sent.files[0].name]
        passed = count(lambda: take(world, files))
    last = passed["statement"]
    ends = [End("statement", 1 + last * number // 12) for number in range(12)]
    ends += [End("commit", passed["commit"], after) for after in PAUSES]

    killed = [killed_at_import(prepared, tmp_path / str(number), end) for number, end in enumerate(ends)]

    assert len(ends) == 20
    assert all(killed[:12]), "every aimed shot hits"
    assert sum(killed) >= 16, "and most of those into the commit"


def test_an_export_killed_anywhere_leaves_a_whole_bundle_or_none(prepared: Prepared, tmp_path: Path) -> None:
    with copied(prepared.world, tmp_path / "count") as world:
        passed = count(lambda: put(world, prepared))
    last = passed["statement"]
    ends = [End("statement", 1 + last * number // 10) for number in range(10)]
    ends += [End(kind, at, after) for kind in ("sync", "rename") for at in (1, passed[kind]) for after in (0, 1)]
    ends += [End("commit", at, 0.0002) for at in range(1, passed["commit"] + 1)]
    ends = list(dict.fromkeys(ends))[:20]

    killed = [killed_at_export(prepared, tmp_path / str(number), end) for number, end in enumerate(ends)]

    assert len(ends) >= 18
    assert all(killed[:10]), "every aimed shot hits"
    assert sum(killed) >= len(ends) - 3


@pytest.mark.release
def test_killed_imports_and_exports_over_a_whole_night(prepared: Prepared, tmp_path: Path) -> None:
    for seed in seeds_to_run("services_kills", PER_RELEASE):
        draw = Random(f"kill {seed}")
        end = End("statement", draw.randrange(1, 60))
        if draw.random() < 0.5:
            end = End("commit", draw.randrange(1, 5), draw.random() * 0.01)
        kill = draw.choice([killed_at_import, killed_at_export])
        kill(prepared, tmp_path / str(seed), end)


def test_a_store_that_was_killed_often_verifies(prepared: Prepared, tmp_path: Path) -> None:
    with copied(prepared.world, tmp_path / "often") as world:
        files = [world.stick / prepared.sent.files[0].name]
        for at in (5, 15, 25):
            run(lambda: take(world, files), End("statement", at))
        take(world, files)
        assert verify_store(world.at("ANT1")).faults == []
