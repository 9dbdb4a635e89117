"""Every refusal of the exchange speaks the officer's language, and says what was kept."""

import inspect
from string import Formatter

import pytest

from app.core.errors import PraesidiumError
from app.core.i18n import LANGUAGES
from app.exchange import refusals

REFUSALS = [
    found
    for _, found in inspect.getmembers(refusals, inspect.isclass)
    if issubclass(found, PraesidiumError) and found.__module__ == refusals.__name__
]
FACTS = {"found": 2, "known": 1, "count": 3, "missing": "2", "part": 2}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_each_refusal_has_a_sentence_of_its_own_in_four_languages(refusal: type[PraesidiumError]) -> None:
    wanted = {name for _, name, _, _ in Formatter().parse(refusal.sentence) if name}
    said = {refusal(**{name: FACTS[name] for name in wanted}).say(language) for language in LANGUAGES}
    assert len(said) == 4
    assert not any("{" in text for text in said)


def test_no_two_refusals_say_the_same() -> None:
    assert len({refusal.sentence for refusal in REFUSALS}) == len(REFUSALS)
