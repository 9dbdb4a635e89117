"""The same writing is the same person; a likeness is only ever flagged."""

import pytest

from app.models.names.holders import parse_holder
from app.models.names.matching import Alike, folded, lookalikes, same_person


def test_one_person_in_two_offices_is_recognised_whatever_accents_and_titles() -> None:
    one = parse_holder("President Nestor KALAMARÍDIS (since 28 February 2023)")
    other = parse_holder("Acting Prime Minister Nestor KALAMARIDIS (since 1 March 2024)")
    assert same_person(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Alf KRYSTERSON", "President Alf KRYSTERSSON"),
        ("President Ana Maria SOLANA", "President Ana SOLANA"),
        ("President Manu Osa Nsu", "President Manu Osa Nsu"),
        ("President (vacant)", "President (vacant)"),
    ],
)
def test_neither_a_likeness_nor_a_doubtful_row_is_the_same_person(one: str, other: str) -> None:
    assert not same_person(parse_holder(one), parse_holder(other))


@pytest.mark.parametrize(
    ("name", "known", "alike"),
    [
        ("Alf KRYSTERSON", "Alf KRYSTERSSON", Alike.SPELLING),
        ("Alf KRSYTERSSON", "Alf KRYSTERSSON", Alike.SPELLING),
        ("KRYSTERSSON Alf", "Alf KRYSTERSSON", Alike.ORDER),
        ("Ana SOLANA", "Ana Maria SOLANA", Alike.PART),
        ("Γιώργος Σολάνας", "Giorgos Solanos", Alike.SPELLING),
    ],
)
def test_a_lost_letter_another_order_or_more_names_are_flagged_as_possible(name: str, known: str, alike: Alike) -> None:
    found = lookalikes(name, ["Otto UNRELATED", known])
    assert [(one.known, one.alike) for one in found] == [(1, alike)]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Alf KRYSTERSSON", "Alf KRYSTERSSON"),
        ("Ana SOLANA", "Ano VERDANA"),
        ("Li WU", "Li WO"),
        ("Li WEI", "Lo WEI"),
        ("", "Alf KRYSTERSSON"),
        ("SOLANA", "Ana SOLANA"),
    ],
)
def test_what_is_equal_or_too_short_or_too_far_is_not_flagged(name: str, known: str) -> None:
    assert lookalikes(name, [known]) == []


def test_folding_drops_what_lists_drop() -> None:
    assert folded("Élodie D’ARC-O'Neil") == folded("elodie DARC ONeil") == ("elodie", "darc", "oneil")
