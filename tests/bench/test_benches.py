"""The benches: every name leads to work, every row has the form machines read; the goals are held at a release."""

import importlib
import json

import pytest

from app.bench import BENCHES, Measured, run_benches


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_a_name_leads_to_work(name: str) -> None:
    module, function = BENCHES[name].split(":")

    assert callable(getattr(importlib.import_module(module), function))


def test_a_row_holds_the_median_of_paired_ratios_and_their_spread() -> None:
    row = Measured([2.0, 9.0, 4.0], [1.0, 3.0, 1.0], "s", most=3.0).row("work")

    assert (row.ratio, row.low, row.high, row.ok) == (3.0, 2.0, 4.0, True)
    assert set(json.loads(json.dumps(row.as_dict()))) == {
        "name", "value", "unit", "yardstick", "ratio", "low", "high", "goal", "ok",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("measured", "met"),
    [
        (Measured([3.1], [1.0], "s", most=3.0), False),
        (Measured([0.7], [1.0], "GiB/s", least=0.8), False),
        (Measured([0.9], [1.0], "GiB/s", least=0.8), True),
        (Measured([1.0], [1.0], "s", most=3.0, also=False), False),
    ],
)
def test_a_goal_is_met_or_said_not_to_be(measured: Measured, met: bool) -> None:
    row = measured.row("work")

    assert row.ok is met
    assert ("NOT MET" in row.line()) is not met


def test_an_unknown_bench_is_refused() -> None:
    with pytest.raises(LookupError):
        run_benches(["nothing"])


@pytest.mark.release
@pytest.mark.parametrize("name", sorted(BENCHES))
def test_the_goal_holds(name: str) -> None:
    (row,) = run_benches([name])

    assert row.ok, row.line()
