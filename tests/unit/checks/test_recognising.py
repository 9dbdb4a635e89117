"""What is recognised in a text: numbers, plates, phones, addresses and days, in any text and never for long."""

import re
from datetime import datetime
from itertools import pairwise
from re import _constants as sre  # type: ignore[attr-defined]  # the standard library's own reader of patterns
from re import _parser  # type: ignore[attr-defined]  # likewise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.models.checks import recognising
from app.models.checks.recognising import LONGEST, MOST, Recognised, Sort, recognise

NOW = datetime(2026, 11, 21, 14, 7, tzinfo=ZoneInfo("Europe/Brussels"))
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDEST = 64


def found(text: str) -> list[tuple[str, str]]:
    return [(one.sort.value, one.value) for one in recognise(text, NOW)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("BR.12.L3.004512/2026", "BR.12.L3.004512/2026"),
        ("PV nr. TG.69.L3.00572/24.", "TG.69.L3.000572/2024"),
        ("an 45 lb 12345/2026", "AN.45.LB.012345/2026"),
        ("(BR12L3004512/2026)", "BR.12.L3.004512/2026"),
        ("LI.30.98.123456-99", "LI.30.98.123456/1999"),
    ],
)
def test_a_police_report_is_brought_into_one_form(typed: str, expected: str) -> None:
    assert found(typed) == [("police_report", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "op 12/11/2026-26 niets", "BR.12.L3.004512/2031", "KBO 0403.170.701", "BE68 5390 0754 7034", "E-411 en A12",
        "tel 112", "01 02 03 04 05 06", "85.07.30-033.28", "zie 123 en ABC", "14:30", "20/11/2027", "31/11/2026", "",
        "artikel 12.3.45/2026", "@", "a@b", "PDF 123",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_notice_is_known_by_the_word_before_it() -> None:
    assert found("notitienummer 24XX55555") == [("notice", "24XX55555")]
    assert found("parket Brussel: BR.45.LA.012345/2026") == [("notice", "BR.45.LA.012345/2026")]
    assert found("Aktenzeichen 24 N 012345") == [("notice", "24N012345")]
    assert found("24XX55555") == []
    assert found("parket\nBR.45.LA.012345/2026") == [("police_report", "BR.45.LA.012345/2026")]


def test_a_whole_message_is_read_in_its_order() -> None:
    text = (
        "Op 20/11/2026 om 18u30 reed een wagen met nummerplaat AB-123-CD, daarna 1-ABC-234, traag voorbij.\n"
        "De man belde met 0475 12 34 56 (vroeger +32 2 506 00 00). Mail: jan.jans@voorbeeld.be. PV BR.12.L3.4512/26."
    )
    assert found(text) == [
        ("moment", "2026-11-20T18:30+01:00"), ("plate", "AB-123-CD"), ("plate", "1-ABC-234"),
        ("phone", "+32475123456"), ("phone", "+3225060000"), ("email", "jan.jans@voorbeeld.be"),
        ("police_report", "BR.12.L3.004512/2026"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 november 2026 à 18h30", "2026-11-20T18:30+01:00"),
        ("le 1er octobre 2026", "2026-10-01T00:00+02:00"),
        ("am 19.11.2026 um 14:05 Uhr", "2026-11-19T14:05+01:00"),
        ("2026-11-19", "2026-11-19T00:00+01:00"),
    ],
)
def test_days_are_read_in_the_languages_of_the_house(text: str, expected: str) -> None:
    assert found(text) == [("moment", expected)]


def test_a_number_after_a_phone_number_is_not_taken_into_it() -> None:
    assert found("0475 12 34 56 2026") == [("phone", "+32475123456")]
    assert found("0475 12 34 56, 0475 12 34 56") == [("phone", "+32475123456")]


def test_only_so_much_is_offered() -> None:
    assert len(found(" ".join(f"BR.12.L3.{number:06}/2026" for number in range(50)))) == MOST


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.text(CAPITALS, min_size=2, max_size=2), st.integers(0, 99), st.sampled_from(["L3", "LA", "F1", "98", "P7"]),
    st.integers(0, 999_999), st.integers(1990, 2026), st.sampled_from([".", " ", "-", ". ", "/", ""]),
    st.text("abcxyz ,;\n", max_size=8), st.text(" ,;\n)", max_size=8),
)  # fmt: skip
def test_a_police_report_is_found_wherever_it_stands(
    district: str, matter: int, service: str, number: int, year: int, between: str, before: str, after: str
) -> None:
    typed = between.join((district, f"{matter:02}", service, f"{number:06}")) + f"/{year}"
    text = f"{before} {typed}{after}"
    (one,) = recognise(text, NOW)
    assert (one.sort, one.value) == (Sort.POLICE_REPORT, f"{district}.{matter:02}.{service}.{number:06}/{year}")
    assert text[one.start : one.end] == typed


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(st.sampled_from("+0123456789 ./-()@abAB:hu\n"), max_size=400) | st.text(max_size=300))
@example("BR.12.L3.004512/2026" * 20)
@example("notitie " * 40)
def test_any_text_is_read_without_fault(text: str) -> None:
    every = recognise(text, NOW)
    assert len(every) <= MOST
    assert all(0 <= one.start < one.end <= len(text) for one in every)
    assert all(former.end <= later.start for former, later in pairwise(every))
    assert len({(one.sort, one.value) for one in every}) == len(every)
    assert recognise(text, NOW) == every
    assert all(again(one) for one in every), "what was recognised is recognised again where it stands alone"


def again(one: Recognised) -> bool:
    if one.sort is Sort.NOTICE:
        return found(f"parket {one.value}") == [("notice", one.value)]
    if one.sort is Sort.PLATE:
        return found(f"plaat {one.value}") == [("plate", one.value)]
    if one.sort is Sort.MOMENT:
        return datetime.fromisoformat(one.value) <= NOW
    return found(one.value) == [(one.sort.value, one.value)]


@pytest.mark.parametrize("part", ["0475 12 34 56 ", "a@a.", "BR.12.L3.", "plaat A1 ", "12/11/2026 ", "+32 4", "@"])
def test_of_a_megabyte_only_the_beginning_is_looked_at(part: str) -> None:
    text = part * (1_000_000 // len(part))
    assert recognise(text, NOW) == recognise(text[:LONGEST], NOW)


def test_no_pattern_can_be_made_slow() -> None:
    patterns = [one for one in vars(recognising).values() if isinstance(one, re.Pattern)]
    assert len(patterns) > 8
    for pattern in patterns:
        assert cost(_parser.parse(pattern.pattern, pattern.flags)) <= 500, pattern.pattern


def cost(tree: Any) -> int:
    """Return how many signs a pattern may look at from one place; no repetition is without a bound."""
    total = 0
    for what, more in tree:
        if what in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            _, most, inner = more
            assert most <= WIDEST, "a repetition without a bound"
            total += int(most) * cost(inner)
        elif what is sre.SUBPATTERN:
            total += cost(more[-1])
        elif what is sre.BRANCH:
            total += max(cost(one) for one in more[1])
        elif what in (sre.ASSERT, sre.ASSERT_NOT):
            total += cost(more[1])
        else:
            total += 1
    return total
