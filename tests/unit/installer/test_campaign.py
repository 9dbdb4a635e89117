"""Campaigns go on where they were stopped, and only then."""

from pathlib import Path

import pytest

from installer.campaign import digest_of_house, merged, seeds_to_run, wanted


@pytest.fixture(autouse=True)
def _no_range_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRAESIDIUM_SEEDS", raising=False)


def run_until(stop: int | None, folder: Path, house: str = "h", count: int = 10) -> list[int]:
    """Run a campaign whose seed `stop` fails; return the seeds that were started."""
    started = []
    for seed in seeds_to_run("merge", count, folder=folder, house=house):
        started.append(seed)
        if seed == stop:
            break
    return started


def test_a_campaign_starts_with_all_its_seeds(tmp_path: Path) -> None:
    assert run_until(None, tmp_path) == list(range(10))


def test_a_stopped_campaign_goes_on_with_the_seed_that_did_not_end(tmp_path: Path) -> None:
    run_until(6, tmp_path)
    assert run_until(None, tmp_path) == [6, 7, 8, 9]


def test_a_finished_campaign_has_nothing_to_do(tmp_path: Path) -> None:
    run_until(None, tmp_path)
    assert run_until(None, tmp_path) == []


def test_other_code_runs_every_seed_again(tmp_path: Path) -> None:
    run_until(None, tmp_path, house="before")
    assert run_until(None, tmp_path, house="after") == list(range(10))


def test_a_chosen_range_leaves_out_what_was_passed_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_until(None, tmp_path, count=5)
    monkeypatch.setenv("PRAESIDIUM_SEEDS", "3..7")
    assert run_until(None, tmp_path) == [5, 6, 7]


def test_two_campaigns_do_not_know_each_other(tmp_path: Path) -> None:
    run_until(None, tmp_path)
    assert list(seeds_to_run("apply", 2, folder=tmp_path, house="h")) == [0, 1]


@pytest.mark.parametrize("left", ["", "{", '{"house": "h"}', '{"house": "h", "done": [1]}', "[]"])
def test_a_damaged_record_means_starting_anew(tmp_path: Path, left: str) -> None:
    (tmp_path / "merge.json").write_text(left)
    assert run_until(None, tmp_path) == list(range(10))


@pytest.mark.parametrize("text", ["7", "1..", "..4", "5..4", "-1..4", "a..b", "1...3", "1-3"])
def test_a_malformed_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a range"):
        wanted(text, 10)


def test_ranges_that_touch_become_one() -> None:
    assert merged([(5, 6), (0, 1), (2, 2), (9, 9), (6, 7)]) == [(0, 2), (5, 7), (9, 9)]


def test_the_digest_of_the_house_is_stable_within_a_run() -> None:
    assert digest_of_house() == digest_of_house.__wrapped__()
