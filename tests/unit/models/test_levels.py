"""The level at a file's head: the highest that its own service has not replaced, and never one that falls by itself."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

from app.models.enums import ThreatKind, ThreatLevel
from app.models.rules.levels import Analysis, head_level, side_by_side, standing

TODAY = date(2026, 11, 22)
CUTA, POLICE, SUBJECT, OTHER = b"cuta", b"police", b"subject", b"other"


def an_analysis(name: bytes, level: int, **changes: Any) -> Analysis:
    facts: dict[str, Any] = {"subject": SUBJECT, "service": CUTA, "kind": ThreatKind.TERRORISM, "dated": TODAY}
    return Analysis(id=name, level=ThreatLevel(level), **(facts | changes))


def head(*analyses: Analysis, today: date = TODAY) -> tuple[int, bool] | None:
    found = {(h.level, h.out_of_date) if (h := head_level(o, today)) else None for o in permutations(analyses)}
    assert len(found) == 1
    return found.pop()


def test_no_analysis_gives_no_level() -> None:
    assert head_level([], TODAY) is None


def test_the_highest_of_several_services_is_shown_and_all_stand_beside_it() -> None:
    analyses = [an_analysis(b"1", 2), an_analysis(b"2", 3, service=POLICE, kind=ThreatKind.STALKING)]
    assert head(*analyses) == (3, False)
    assert [level.level for level in side_by_side(analyses, TODAY)] == [3, 2]


def test_a_service_lowers_its_own_level_by_replacing_it() -> None:
    assert head(an_analysis(b"1", 4), an_analysis(b"2", 2, replaces=b"1")) == (2, False)


def test_a_later_analysis_that_replaces_nothing_lowers_nothing() -> None:
    assert head(an_analysis(b"1", 4), an_analysis(b"2", 2, dated=TODAY + timedelta(days=9))) == (4, False)


def test_no_service_replaces_the_level_of_another_or_of_another_matter() -> None:
    former = an_analysis(b"1", 4)
    assert head(former, an_analysis(b"2", 1, replaces=b"1", service=POLICE)) == (4, False)
    assert head(former, an_analysis(b"2", 1, replaces=b"1", kind=ThreatKind.OTHER)) == (4, False)
    assert head(former, an_analysis(b"2", 1, replaces=b"1", subject=OTHER)) == (4, False)


def test_an_older_analysis_does_not_replace_a_newer_one() -> None:
    assert head(an_analysis(b"1", 4), an_analysis(b"2", 1, replaces=b"1", dated=TODAY - timedelta(days=1))) == (
        4,
        False,
    )


def test_a_level_past_its_validity_stays_and_is_marked_out_of_date() -> None:
    analysis = an_analysis(b"1", 3, valid_until=TODAY)
    assert head(analysis) == (3, False)
    assert head(analysis, today=TODAY + timedelta(days=1)) == (3, True)


def test_a_lower_level_that_is_valid_does_not_hide_a_higher_one_out_of_date() -> None:
    old = an_analysis(b"1", 4, valid_until=TODAY - timedelta(days=30))
    assert head(old, an_analysis(b"2", 2, service=POLICE)) == (4, True)


def test_analyses_that_replace_each_other_in_a_circle_do_not_vanish() -> None:
    one, two = an_analysis(b"1", 4, replaces=b"2"), an_analysis(b"2", 2, replaces=b"1")
    assert head(one, two) == (4, False)
    assert head(an_analysis(b"1", 3, replaces=b"1")) == (3, False)


def test_a_chain_leaves_its_last_link() -> None:
    chain = [an_analysis(b"1", 4), an_analysis(b"2", 3, replaces=b"1"), an_analysis(b"3", 2, replaces=b"2")]
    assert [analysis.id for analysis in standing(chain)] == [b"3"]


def test_a_replacement_that_names_an_analysis_not_received_yet_stands() -> None:
    assert head(an_analysis(b"2", 2, replaces=b"1")) == (2, False)
