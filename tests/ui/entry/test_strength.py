"""The meter is honest: what people guess first is weak however it is dressed up."""

import pytest

from app.ui.kit.strength import Verdict, Weakness, judge

NAMES = ("ine.verhaegen", "Ine Verhaegen", "BRU1")


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("password", Weakness.COMMON),
        ("P@ssw0rd2026!", Weakness.COMMON),
        ("Welkom welkom!", Weakness.REPEATED),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", Weakness.REPEATED),
        ("qwertyuiopasdf", Weakness.COMMON),
        ("qsdfghjklm", Weakness.SEQUENCE),
        ("abcdefghijklmnop", Weakness.SEQUENCE),
        ("14/11/2026 15/12/2026", Weakness.DAY),
        ("Verhaegen ine 1984", Weakness.NAME),
        ("ineverhaegen1984", Weakness.NAME),
        ("tafel gordijn", Weakness.FEW_WORDS),
        ("kx9#Lq2!", Weakness.SHORT),
    ],
)
def test_what_is_guessed_first_is_weak_and_it_is_said_why(passphrase: str, why: Weakness) -> None:
    found = judge(passphrase, NAMES)
    assert found.verdict is Verdict.WEAK
    assert why in found.weaknesses


@pytest.mark.parametrize("passphrase", ["vier blauwe fietsen zingen traag", "een kat zonder paraplu leest kranten"])
def test_several_words_that_do_not_belong_together_are_strong(passphrase: str) -> None:
    assert judge(passphrase, NAMES).verdict is Verdict.STRONG


@pytest.mark.parametrize("length", range(1, 18))
def test_nothing_short_is_ever_called_strong(length: int) -> None:
    noise = "z7#Kq!x2&Vw9@Lp4%T"[:length]
    assert judge(noise, NAMES).verdict is not Verdict.STRONG
    if length < 12:
        assert judge(noise, NAMES).verdict is Verdict.WEAK


def test_more_words_are_never_worth_less() -> None:
    words = ["fiets", "lamp", "stoel", "regen", "boter", "trein"]
    worths = [judge(" ".join(words[:count])).bits for count in range(1, len(words) + 1)]
    assert worths == sorted(worths)
