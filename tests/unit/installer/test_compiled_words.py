"""What the program loads is what stands in the words' sources, no more and no less."""

import gettext
import os
from pathlib import Path

import pytest

from app.core.i18n import MERGED, Catalogue
from installer.words import LOCALE, compile_words, entries

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "fr" / "LC_MESSAGES" / "room.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEADER + 'msgid "Gone."\nmsgstr "Terminé."\n', "utf-8")
    return file


def said(source: Path, msgid: str) -> str:
    """Return the text; what we read in the merged file is what everybody reads there."""
    file = source.with_name(MERGED)
    with file.open("rb") as stream:
        text = gettext.GNUTranslations(stream).gettext(msgid)
    assert Catalogue(file.read_bytes(), "fr").gettext(msgid) == text
    return text


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
    assert sorted(file.name for file in source.parent.iterdir()) == [MERGED, "room.mo", "room.po"]


def test_the_catalogues_of_a_language_are_one(tmp_path: Path, source: Path) -> None:
    other = source.with_name("sea.po")
    other.write_text(HEADER + 'msgid "Here."\nmsgstr "Ici."\n\nmsgid "Gone."\nmsgstr "Parti."\n', "utf-8")
    compile_words(tmp_path)
    assert (said(source, "Here."), said(source, "Gone.")) == ("Ici.", "Parti.")
    other.unlink()
    compile_words(tmp_path)
    assert (said(source, "Here."), said(source, "Gone.")) == ("Here.", "Terminé.")


def test_the_same_words_make_the_same_file(tmp_path: Path, source: Path) -> None:
    compile_words(tmp_path)
    merged = source.with_name(MERGED)
    first = merged.read_bytes()
    merged.unlink()
    compile_words(tmp_path)
    assert merged.read_bytes() == first


@pytest.mark.parametrize(("count", "form"), [(0, "{count} an"), (1, "{count} an"), (2, "{count} ans")])
def test_a_text_with_two_forms_keeps_them(tmp_path: Path, source: Path, count: int, form: str) -> None:
    plural = 'msgid "{count} year"\nmsgid_plural "{count} years"\nmsgstr[0] "{count} an"\nmsgstr[1] "{count} ans"\n'
    source.write_text(HEADER + plural, "utf-8")
    source.with_name("sea.po").write_text(HEADER + 'msgid "{count} year"\nmsgstr "an {count}"\n', "utf-8")
    compile_words(tmp_path)
    found = Catalogue(source.with_name(MERGED).read_bytes(), "fr")
    assert found.ngettext("{count} year", "{count} years", count) == form


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_text_that_ships_is_found_where_it_lies(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    found = Catalogue((folder / MERGED).read_bytes(), language)
    with (folder / MERGED).open("rb") as stream:
        table = gettext.GNUTranslations(stream)
    for key, text in entries((folder / MERGED).read_bytes()):
        one, *many = key.decode().split("\0")
        if one:
            assert found.gettext(one) == text.decode().split("\0")[0]
        for count in (0, 1, 2, 100) if many else ():
            assert found.ngettext(one, many[0], count) in text.decode().split("\0")
    assert found.gettext("not there") == table.gettext("not there") == "not there"
    assert (found.ngettext("a", "b", 1), found.ngettext("a", "b", 0)) == ("a", "b")


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_plural_forms_are_the_ones_we_choose_by(language: str) -> None:
    rule = "n > 1" if language == "fr" else "n != 1"
    for file in (LOCALE / language / "LC_MESSAGES").glob("*.po"):
        text = file.read_text("utf-8")
        if "msgid_plural" in text:
            assert f"Plural-Forms: nplurals=2; plural=({rule});" in text, file.name


@pytest.mark.parametrize("file", [b"", b"short", bytes(28)])
def test_what_is_no_catalogue_is_refused(file: bytes) -> None:
    with pytest.raises(ValueError, match="catalogue"):
        Catalogue(file, "nl")
