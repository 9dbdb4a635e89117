"""A whole list sorted: the invented one that ships has every oddity of the real ones."""

from pathlib import Path

import pytest

from app.models.names.delegations import COLUMNS, Country, Why, invited, sort_out
from app.models.names.doubts import Doubt
from app.models.names.matching import Alike
from app.models.names.table import read_table
from app.models.names.wording import DOUBTS, LIKENESSES, REASONS

CATALOGUES = Path(__file__).resolve().parents[3] / "resources" / "catalogues"


@pytest.fixture(scope="module")
def members() -> tuple[Country, ...]:
    return invited(read_table((CATALOGUES / "eu-members.csv").read_bytes()))


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return read_table((CATALOGUES / "leaders-fictional.csv").read_bytes(), needed=COLUMNS)


def test_the_union_has_twenty_seven_members_with_different_codes_and_names(members: tuple[Country, ...]) -> None:
    assert len({country.code for country in members}) == 27
    names = [name for country in members for name in country.names]
    assert len(set(names)) == len(names)


def test_every_row_ends_in_one_place(members: tuple[Country, ...], rows: list[dict[str, str]]) -> None:
    found = sort_out(rows, members)
    assert found.hosts is not None
    placed = [row for d in (*found.delegations, found.hosts) for member in d.members for row in member.rows]
    assert sorted(placed + [one.row for one in found.remainder]) == list(range(len(rows)))


def test_one_person_with_two_offices_is_one_member_and_the_host_gets_no_visit(
    members: tuple[Country, ...], rows: list[dict[str, str]]
) -> None:
    found = sort_out(rows, members)
    by_country = {d.country: d for d in found.delegations}
    assert "BE" not in by_country
    assert found.hosts is not None
    assert len(found.hosts.members) == 2
    (cypriot,) = by_country["CY"].members
    assert cypriot.offices == ("chief of state", "head of government")
    assert len(cypriot.rows) == 2
    assert found.persons == 13
    assert [d.country for d in found.delegations] == sorted(by_country) == ["AT", "CY", "ES", "FR", "IE", "IT", "SE"]


def test_doubtful_rows_of_members_and_rows_of_others_wait_with_their_reason(
    members: tuple[Country, ...], rows: list[dict[str, str]]
) -> None:
    why = {rows[one.row]["country"]: one for one in sort_out(rows, members).remainder}
    assert why["Malta"].why is why["Latvia"].why is Why.DOUBT
    assert Doubt.VACANT in why["Latvia"].holder.doubts
    assert why["San Tavino"].why is Why.NOT_INVITED


def test_a_country_is_known_by_its_other_names(members: tuple[Country, ...]) -> None:
    row = {"country": "kingdom of the NETHERLANDS", "office": "x", "holder": "King WILHELM (since 1 May 2020)"}
    assert [d.country for d in sort_out([row], members).delegations] == ["NL"]


def test_a_lost_letter_gives_two_members_and_a_flag(members: tuple[Country, ...]) -> None:
    rows = [
        {"country": "Sweden", "office": "a", "holder": "President Alf KRYSTERSSON (since 1 May 2020)"},
        {"country": "Sweden", "office": "b", "holder": "Prime Minister Alf KRYSTERSON (since 1 May 2020)"},
    ]
    (swedes,) = sort_out(rows, members).delegations
    assert len(swedes.members) == 2
    ((at, alike),) = swedes.possible
    assert (at, alike.known, alike.alike) == (1, 0, Alike.SPELLING)


def test_every_doubt_reason_and_likeness_has_its_sentence() -> None:
    assert set(DOUBTS) == set(Doubt)
    assert set(REASONS) == set(Why)
    assert set(LIKENESSES) == set(Alike)
    sentences = [*DOUBTS.values(), *REASONS.values(), *LIKENESSES.values()]
    assert len(set(sentences)) == len(sentences)
