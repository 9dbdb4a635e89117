"""Every way in which the four languages can fall short is found, and a complete set is not blamed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from installer.msgids import LANGUAGES, faults, used_in

CODE = """
from app.core.i18n import N_, translate, translate_plural

class Full(Exception):
    sentence = N_("The disk {name} is full.")

class Gone(Exception):
    sentence = "Gone."

def words(count, language):
    yield translate("File", language)
    yield translate_plural("{count} day", "{count} days", count, language)
    yield "text".translate({}) + translate(Gone.sentence, language)
    yield Field(1, label="Name")
"""

GOOD = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "The disk {name} is full."
msgstr "X {name} x."

msgid "Gone."
msgstr "X."

msgid "File"
msgstr "X"

msgid "Name"
msgstr "X"

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "{count} x"
msgstr[1] "{count} xx"
"""

House = Callable[..., list[str]]


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Return what judges a house with this code and, in `fr`, these words."""

    def judge(code: str = CODE, words: str = GOOD, second: str = "") -> list[str]:
        (tmp_path / "app").mkdir()
        (tmp_path / "app" / "room.py").write_text(code)
        for language in LANGUAGES:
            folder = tmp_path / "locale" / language / "LC_MESSAGES"
            folder.mkdir(parents=True)
            (folder / "room.po").write_text(words if language == "fr" else GOOD)
        if second:
            (tmp_path / "locale" / "fr" / "LC_MESSAGES" / "second.po").write_text(second)
        return faults(tmp_path / "app", tmp_path / "locale")

    return judge


def test_a_complete_house_has_no_fault(house: House) -> None:
    assert house() == []


def test_every_form_of_a_text_is_seen(tmp_path: Path, house: House) -> None:
    house()
    assert {text.msgid for text in used_in(tmp_path / "app")} == {
        ("The disk {name} is full.",),
        ("Gone.",),
        ("File",),
        ("Name",),
        ("{count} day", "{count} days"),
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Gone."\nmsgstr "X."', "", "no fr for 'Gone.'"),
        ('msgid "Gone."\nmsgstr "X."', '#, fuzzy\nmsgid "Gone."\nmsgstr "X."', "fuzzy"),
        ('msgid "Gone."\nmsgstr "X."', 'msgid "Gone."\nmsgstr ""', "empty"),
        ('msgstr[1] "{count} xx"', 'msgstr[1] ""', "empty"),
        ("X {name} x.", "X {nom} x.", "placeholders differ"),
        ("X {name} x.", "X x.", "placeholders differ"),
        ("X {name} x.", "X {name x.", "braces do not match"),
        ('msgstr[1] "{count} xx"', 'msgstr[1] "xx"', "placeholders differ"),
        ('msgid "File"', 'msgid "Filed"', "no code says 'Filed'"),
    ],
)
def test_a_faulty_word_is_found(house: House, old: str, new: str, fault: str) -> None:
    assert old in GOOD
    assert any(fault in found and "fr" in found for found in house(words=GOOD.replace(old, new)))


@pytest.mark.parametrize("code", ["N_(f'a {b}')", "N_('a' + b)", "N_(b)", "translate_plural('a', b, 2, 'nl')"])
def test_a_text_that_no_one_can_find_is_refused(house: House, code: str) -> None:
    assert any("not a literal text" in fault for fault in house(code=CODE + code))


def test_two_rooms_do_not_say_the_same_thing_differently(house: House) -> None:
    header = GOOD[: GOOD.index('msgid "The disk')]
    assert any("is said otherwise" in fault for fault in house(second=header + 'msgid "File"\nmsgstr "Y"\n'))
