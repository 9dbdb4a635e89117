"""What the program loads is what stands in the words' sources, no more and no less."""

import gettext
import os
from pathlib import Path

import pytest

from installer.words import compile_words

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "fr" / "LC_MESSAGES" / "room.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEADER + 'msgid "Gone."\nmsgstr "Terminé."\n', "utf-8")
    return file


def said(source: Path, msgid: str) -> str:
    with source.with_suffix(".mo").open("rb") as stream:
        return gettext.GNUTranslations(stream).gettext(msgid)


def test_words_are_compiled_once(tmp_path: Path, source: Path) -> None:
    assert compile_words(tmp_path) == 1
    assert said(source, "Gone.") == "Terminé."
    assert compile_words(tmp_path) == 0


def test_changed_words_are_compiled_again(tmp_path: Path, source: Path) -> None:
    compile_words(tmp_path)
    source.write_text(HEADER + 'msgid "Gone."\nmsgstr "Parti."\n', "utf-8")
    later = source.with_suffix(".mo").stat().st_mtime_ns + 1
    os.utime(source, ns=(later, later))
    assert compile_words(tmp_path) == 1
    assert said(source, "Gone.") == "Parti."


def test_a_fuzzy_word_is_not_said(tmp_path: Path, source: Path) -> None:
    source.write_text(HEADER + '#, fuzzy\nmsgid "Gone."\nmsgstr "Parti ?"\n', "utf-8")
    compile_words(tmp_path)
    assert said(source, "Gone.") == "Gone."


def test_words_without_a_source_are_removed(tmp_path: Path, source: Path) -> None:
    compile_words(tmp_path)
    source.unlink()
    compile_words(tmp_path)
    assert list(tmp_path.rglob("*.*o")) == []


def test_nothing_is_left_lying_about(tmp_path: Path, source: Path) -> None:
    compile_words(tmp_path)
    assert sorted(file.name for file in source.parent.iterdir()) == ["room.mo", "room.po"]
