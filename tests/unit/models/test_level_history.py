"""The level over time: a line per service and matter, what each step is, and which analysis was at the head when."""

from datetime import date
from typing import Any

from app.models.enums import ThreatKind, ThreatLevel
from app.models.rules.level_history import head_steps, level_lines
from app.models.rules.levels import Analysis

TODAY = date(2026, 11, 22)
CUTA, POLICE = b"cuta", b"police"
FIRST, LATER, LAST = date(2026, 1, 5), date(2026, 4, 1), date(2026, 9, 1)


def an_analysis(name: bytes, level: int, dated: date, **changes: Any) -> Analysis:
    facts: dict[str, Any] = {"subject": b"file", "service": CUTA, "kind": ThreatKind.TERRORISM}
    return Analysis(id=name, level=ThreatLevel(level), dated=dated, **(facts | changes))


def test_each_service_and_kind_of_threat_has_a_line_the_highest_first() -> None:
    low = an_analysis(b"1", 2, FIRST)
    high = an_analysis(b"2", 4, LATER, service=POLICE, kind=ThreatKind.STALKING)
    lines = level_lines([low, high])
    assert [(line.service, line.kind) for line in lines] == [
        (POLICE, ThreatKind.STALKING), (CUTA, ThreatKind.TERRORISM),
    ]  # fmt: skip
    assert [(step.analysis, step.first, step.until) for step in lines[1].steps] == [(low, FIRST, None)]


def test_a_step_lasts_until_its_own_service_replaces_it() -> None:
    high, low = an_analysis(b"1", 4, FIRST), an_analysis(b"2", 2, LATER, replaces=b"1")
    [line] = level_lines([low, high])
    assert [(step.analysis, step.first, step.until) for step in line.steps] == [
        (high, FIRST, LATER), (low, LATER, None),
    ]  # fmt: skip


def test_a_lower_one_that_replaces_nothing_changes_neither_its_line_nor_the_head() -> None:
    high, low = an_analysis(b"1", 4, FIRST), an_analysis(b"2", 2, LATER)
    [line] = level_lines([high, low])
    assert [step.analysis for step in line.steps] == [high]
    assert [step.analysis for step in head_steps([high, low])] == [high]


def test_the_head_goes_from_one_service_to_another_and_back() -> None:
    first = an_analysis(b"1", 3, FIRST)
    police = an_analysis(b"2", 4, LATER, service=POLICE)
    lowered = an_analysis(b"3", 1, LAST, service=POLICE, replaces=b"2")
    assert [(step.analysis.id, step.first, step.until) for step in head_steps([lowered, police, first])] == [
        (b"1", FIRST, LATER), (b"2", LATER, LAST), (b"1", LAST, None),
    ]  # fmt: skip


def test_a_step_says_since_when_it_is_out_of_date_and_never_ends_by_itself() -> None:
    stale = an_analysis(b"1", 3, FIRST, valid_until=LATER)
    [step] = head_steps([stale])
    assert step.until is None
    assert step.stale_after(TODAY) == LATER
    assert step.stale_after(LATER) is None  # its last day still counts


def test_one_replaced_in_time_was_never_out_of_date() -> None:
    first = an_analysis(b"1", 3, FIRST, valid_until=LAST)
    later = an_analysis(b"2", 2, LATER, replaces=b"1")
    assert head_steps([first, later])[0].stale_after(TODAY) is None


def test_nothing_has_no_lines() -> None:
    assert level_lines([]) == []
    assert head_steps([]) == []
