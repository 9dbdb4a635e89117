"""Make a skipped test a failure under `CI=true`: what was not run was not shown.

A pytest plugin that `installer/test` loads (`-p installer.no_skips`). An expected failure is not a skip.
"""

import os
from collections.abc import Generator

import pytest

WORDS = "a skipped test is a failure under CI=true: "


def strict() -> bool:
    """Tell whether skips fail here."""
    return os.environ.get("CI", "").lower() == "true"


def reason(found: object) -> str:
    """Return what the test said when it skipped itself, from a report's `longrepr`."""
    return str(found[2]) if isinstance(found, tuple) else str(found)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and strict():
        report.outcome = "failed"
        report.longrepr = WORDS + reason(report.longrepr)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.outcome == "skipped" and strict():
        report.outcome = "failed"
        report.longrepr = WORDS + reason(report.longrepr)
    return report
