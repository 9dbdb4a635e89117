"""Invented work: as much as is asked for, sound as what officers write, the same by seed, never where a store is."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

import pytest

from app.cli import main
from app.core.clock import SystemClock, system_randomness
from app.core.errors import Cancelled
from app.core.progress import Cancel
from app.invented import Made, Scale, generate
from app.invented.house import DUTY, passphrase_of
from app.invented.names import a_name, misspelt
from app.invented.particulars import a_national_number, a_phone, a_plate
from app.invented.scale import uneven
from app.models.checks import national_number
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.threat import ThreatFile
from app.services.cases.file_sheets import file_sheet
from app.services.desk import Desk
from app.services.search.indexing import waiting
from app.services.station.inspecting import inspect_store
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Platform
from app.services.station.verifying import verify_store
from app.store.keys import Argon2Cost
from app.store.refusals import StoreExists

UNTIL = datetime(2026, 11, 20, 8, tzinfo=UTC)
CHEAP = Argon2Cost(memory_kib=64, passes=1, lanes=1)
SMALL = Scale(files=12, persons=26, measures=70, days=40, busy=1, papers=1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Made]:
    path = tmp_path_factory.mktemp("invented") / "town.store"
    return path, generate(path, SMALL, UNTIL, seed=3, cost=CHEAP)


@pytest.fixture(scope="module")
def desk(made: tuple[Path, Made]) -> Iterator[Desk]:
    found = _opened(made[0])
    yield found
    found.store.close()


def test_there_is_as_much_as_was_asked_for(made: tuple[Path, Made], desk: Desk) -> None:
    _, counts = made

    assert (counts.files, counts.persons, counts.measures) == (SMALL.files, SMALL.persons, SMALL.measures)
    assert counts.operations > 10 * counts.measures
    assert counts.entries == inspect_store(desk).entries


def test_it_is_sound_and_for_exercise(desk: Desk) -> None:
    found = verify_store(desk)

    assert (found.faults, found.findings) == ([], 0)
    assert desk.exercise
    assert waiting(desk) == 0


def test_who_records_an_answer_never_proposed_it(desk: Desk) -> None:
    with desk.read() as view:
        decisions = dict(view.find(Decision))
        measures = view.find(Measure)
    answers = [one for one in decisions.values() if one.answers is not None]

    assert answers
    assert all(one.recorder != decisions[one.answers].recorder for one in answers if one.answers)
    assert all(one.decision in decisions for _, one in measures)


def test_a_screen_shows_the_file_that_is_never_left_alone(desk: Desk) -> None:
    sql = "SELECT root FROM stream JOIN entry USING (sid) JOIN p_threat_file ON uid = root GROUP BY 1 ORDER BY count(*)"
    with desk.read() as view:
        busiest = bytes(view.connection.exec_driver_sql(sql).all()[-1][0])
        record = view.get(ThreatFile, busiest)
    sheet = file_sheet(desk, busiest, "nl")

    assert record.reference is not None
    assert len(sheet.notes) + len(sheet.reports) >= SMALL.days - 2
    assert sheet.executions


def test_the_same_seed_gives_the_same_history(tmp_path: Path) -> None:
    tiny = Scale(files=2, persons=4, measures=6, days=40, busy=1, papers=1)
    digests = []
    for name, seed in (("one", 5), ("two", 5)):
        generate(tmp_path / name, tiny, UNTIL, seed=seed, cost=CHEAP)
        found = _opened(tmp_path / name)
        digests.append(inspect_store(found).digest)
        found.store.close()

    assert digests[0] == digests[1]


def test_a_store_that_is_there_is_not_touched(made: tuple[Path, Made], capsys: pytest.CaptureFixture[str]) -> None:
    path, _ = made
    before = path.read_bytes()

    with pytest.raises(StoreExists):
        generate(path, SMALL, UNTIL, cost=CHEAP)
    assert main(["generate", str(path)]) == 1
    assert path.read_bytes() == before
    assert capsys.readouterr().err.strip()


def test_cancelled_it_leaves_nothing(tmp_path: Path) -> None:
    cancel, seen = Cancel(), list[int]()

    def stop_on_the_third(done: int, _total: int) -> None:
        seen.append(done)
        if done == 2:
            cancel.request()

    with pytest.raises(Cancelled):
        generate(tmp_path / "store", SMALL, UNTIL, cost=CHEAP, progress=stop_on_the_third, cancel=cancel)
    assert (seen, list(tmp_path.iterdir())) == ([0, 1, 2], [])


def test_numbers_and_plates_are_nobodys() -> None:
    rnd = Random(1)
    phones = [a_phone(rnd, tongue) for tongue in ("nl", "fr", "en", "de") for _ in range(200)]
    born = date(1980, 5, 12)

    assert all(re.match(r"\+32(2|3|4|9)000|\+3246000|\+3319900|\+44207946|\+493023125", phone) for phone in phones)
    assert all(re.fullmatch(r"0-[A-Z]{3}-[0-9]{3}", a_plate(rnd)) for _ in range(50))
    assert national_number.parse(a_national_number(born), today=date(2026, 11, 20), born=born).value
    assert a_national_number(born)[6:9] == "000"


def test_names_come_in_several_scripts_and_a_slip_stays_near() -> None:
    rnd = Random(2)
    names = [a_name(rnd) for _ in range(400)]
    strange = [one for one in names if one.native]

    assert {one.tongue for one in strange} == {"ru", "el", "ar"}
    assert all(one.family.isascii() for one in strange if one.tongue != "tr")
    assert all(misspelt(one, rnd).family != one.family for one in names[:50])


def test_sizes_lie_unevenly_and_sum_up() -> None:
    counts = sorted(uneven(10_000, 1_000, Random(4)))

    assert sum(counts) == 10_000
    assert counts[500] <= 7
    assert counts[-1] > 60
    with pytest.raises(ValueError, match="500"):
        uneven(500, 2, Random(4))


def _opened(path: Path) -> Desk:
    return open_desk(path, DUTY, passphrase_of(DUTY), Platform(SystemClock(), system_randomness, None, CHEAP))
