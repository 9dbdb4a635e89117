"""The benches of the window, on a small town: they open the real program, do what they say, and tell what they saw."""

from pathlib import Path

import pytest

from app.bench.window.rows import play
from app.bench.window.town import LOGIN, PASSPHRASE, Town, a_platform, a_town
from app.models.kinds.threat import ThreatFile
from app.services.station.sitting_down import open_desk


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return a_town(tmp_path_factory.mktemp("bench") / "town", files=40, visits=10, worked_on=40)


def test_a_town_has_its_files_their_history_and_a_bundle(town: Town) -> None:
    desk = open_desk(town.store, LOGIN, PASSPHRASE, a_platform())
    try:
        with desk.read() as view:
            files = view.connection.exec_driver_sql("SELECT count(*) FROM p_threat_file").scalar_one()
            sql = "SELECT count(*) FROM entry JOIN stream USING (sid) WHERE root = ?"
            worked_on = view.connection.exec_driver_sql(sql, (town.worked_on,)).scalar_one()
            title = view.get(ThreatFile, town.worked_on).title
    finally:
        desk.close()

    assert (files, worked_on) == (41, 40)
    assert title is not None
    assert town.bundle.stat().st_size > 1 << 20


def test_the_window_is_usable_after_it_was_shown(town: Town) -> None:
    found = play("usable", town)

    assert 0 < found["shown"] < found["usable"] <= found["counted"]


def test_a_player_that_cannot_go_on_says_so(town: Town, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        play("usable", Town(tmp_path / "nowhere", town.worked_on))
