"""The words of paper: all of them, in all languages, saying the same things."""

import ast
import string
from pathlib import Path

import pytest

from app.core.i18n import LANGUAGES, LOCALE_DIR, catalogue
from app.documents.marking import LEVEL_WORDS, Handling, Marking, Tlp, handling_line, marking_line

ROOM = Path(__file__).resolve().parents[3] / "app" / "documents"


def msgids() -> set[str]:
    """Return every text the room marks for translation or says in a document."""
    found = set()
    for file in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                text = node.args[0]
                if name in {"say", "N_"} and isinstance(text, ast.Constant) and isinstance(text.value, str):
                    found.add(text.value)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    own = (LOCALE_DIR / language / "LC_MESSAGES" / "documents.po").read_text(encoding="utf-8")
    assert "fuzzy" not in own
    for text in sorted(msgids()):
        assert f'msgid "{text}"' in own
        assert placeholders(catalogue(language).gettext(text)) == placeholders(text)


def test_no_translation_is_left_for_a_text_that_is_gone() -> None:
    for language in ("nl", "fr", "de"):
        own = (LOCALE_DIR / language / "LC_MESSAGES" / "documents.po").read_text(encoding="utf-8")
        kept = {line[7:-1] for line in own.splitlines() if line.startswith("msgid ") and line != 'msgid ""'}
        assert kept == msgids()


def test_the_marking_stands_in_both_national_languages() -> None:
    assert marking_line(Marking.CONFIDENTIAL, "nl", False) == "VERTROUWELIJK — CONFIDENTIEL"
    assert marking_line(Marking.CONFIDENTIAL, "fr", False) == "CONFIDENTIEL — VERTROUWELIJK"
    assert marking_line(Marking.SECRET, "de", False) == "GEHEIM — SECRET"
    assert marking_line(Marking.NONE, "nl", False) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_foreign_recipient_reads_the_marking_in_dutch_french_and_english(language: str) -> None:
    told = marking_line(Marking.TOP_SECRET, language, True)
    assert "ZEER GEHEIM — TRÈS SECRET — TOP SECRET" in told


def test_handling_marks_stay_apart_from_the_classification() -> None:
    both = Handling(limited=True, tlp=Tlp.AMBER_STRICT)
    assert handling_line(both, "fr") == "diffusion restreinte / beperkte verspreiding · TLP:AMBER+STRICT"
    assert handling_line(Handling(), "nl") == ""


def test_levels_have_their_legal_words() -> None:
    assert [LEVEL_WORDS[3][language] for language in LANGUAGES] == ["ERNSTIG", "GRAVE", "ERNST", "SERIOUS"]
    assert set(LEVEL_WORDS) == {1, 2, 3, 4}


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_a_word_of_paper_is_not_another_word_on_the_screen(language: str) -> None:
    folder = LOCALE_DIR / language / "LC_MESSAGES"
    own = (folder / "documents.po").read_text(encoding="utf-8")
    for text in sorted(msgids()):
        assert f'msgid "{text}"\nmsgstr "{catalogue(language).gettext(text)}"' in own
