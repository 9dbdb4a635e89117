"""Every sentence of the checks and of the names exists in four languages, with its placeholders."""

import ast
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.core.i18n import translate

ROOT = Path(__file__).resolve().parents[3]


def _sentences() -> set[str]:
    found = set()
    for room in ("checks", "names"):
        for file in (ROOT / "app" / "models" / room).glob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                    found.add(str(ast.literal_eval(node.args[0])))
    return found


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_sentence_is_translated_with_the_same_placeholders(language: str) -> None:
    sentences = _sentences()
    assert len(sentences) > 60
    for sentence in sentences:
        other = translate(sentence, language)
        assert other != sentence
        assert _placeholders(other) == _placeholders(sentence)


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_the_catalogue_holds_nothing_stale_or_fuzzy(language: str) -> None:
    file = ROOT / "resources" / "locale" / language / "LC_MESSAGES" / "checks.po"
    with file.open("rb") as stream:
        messages = [message for message in read_po(stream) if message.id]
    assert {str(message.id) for message in messages} == _sentences()
    assert not any(message.fuzzy for message in messages)
