"""Four languages, all complete, and each idea of the trade by its own name only."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from installer.msgids import LANGUAGES, Translated, faults, translated_in
from installer.words import LOCALE

TERMS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("glossary.toml").read_text("utf-8"))["term"]


def says(pattern: str, text: str) -> bool:
    """Tell whether whole words of `text` fit `pattern`. German compounds and hyphens count as the word's end too."""
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE) is not None


def against_the_glossary(text: Translated, language: str) -> list[str]:
    """Return, in words, each term that this entry should say and does not, or should not and does."""
    found = []
    for term in TERMS:
        if says(term["en"], text.msgid[0]):
            found += [
                f"{text.place}: {form!r} lacks {term[language]}"
                for form in text.forms
                if not says(term[language], form)
            ]
        unwanted = term.get("never", {}).get(language, "(?!)")
        found += [f"{text.place}: {form!r} says {unwanted}" for form in text.forms if says(unwanted, form)]
    return found


def test_every_word_is_there_in_four_languages() -> None:
    assert faults() == []


def test_french_is_set_as_french_is() -> None:
    """An apostrophe is curved; before : ; ? ! » and after « stands a space at which no line is broken."""
    wrong = re.compile(r"\w'\w| [:;?!»](?=\s|$)|« ")
    found = [
        f"{text.place}: {form!r}" for text in translated_in(LOCALE, "fr") for form in text.forms if wrong.search(form)
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_trade_are_those_of_the_glossary(language: str) -> None:
    assert [fault for text in translated_in(LOCALE, language) for fault in against_the_glossary(text, language)] == []


@pytest.mark.parametrize(
    ("language", "msgid", "said", "count"),
    [
        ("nl", "The bundle is damaged.", "Het uitwisselingspakket is beschadigd.", 0),
        ("nl", "The bundle is damaged.", "De bundel is beschadigd.", 2),
        ("fr", "Threatened persons", "Personnes menacées", 0),
        ("fr", "Threatened persons", "Personnes en danger", 2),
        ("fr", "This station", "Cette station de travail", 1),
        ("fr", "A second officer confirms.", "Un second agent confirme.", 0),
        ("fr", "A second officer confirms.", "Un second officier confirme.", 2),
        ("fr", "Ask the security officer.", "Demandez à l’officier de sécurité.", 0),
        ("de", "of the threatened person", "der bedrohten Person", 0),
        ("de", "of the threatened person", "des Opfers", 1),
        ("de", "Unbundled", "Entpackt", 0),
    ],
)
def test_the_glossary_judges(language: str, msgid: str, said: str, count: int) -> None:
    assert len(against_the_glossary(Translated("here", (msgid,), (said,), fuzzy=False), language)) == count


def test_every_term_is_there_in_four_languages_and_is_not_forbidden_itself() -> None:
    for term in TERMS:
        assert {"en", *LANGUAGES} <= set(term)
        assert set(term.get("never", {})) <= set(LANGUAGES)
        for language, unwanted in term.get("never", {}).items():
            assert not re.fullmatch(unwanted, term[language], re.IGNORECASE)
