"""What the manual says is so: its keys work where it says, its words stand on the screen, its terms are the trade's.

Pages are written by this convention: *words of the screen* in italics, **keys** in bold. Which keys work on a screen is
read from its code: from the modules of the screens that name the page, what they are made of, and the window itself.
"""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.core.i18n import LANGUAGES
from app.ui.kit.words import Words
from app.ui.shell.help_pages import INDEX, HelpPage, load_pages
from installer.msgids import APP, translated_in
from installer.words import LOCALE
from tests.ui.shell.test_help import every_screen
from tests.unit.house.test_words import TERMS, says

BOLD = re.compile(r"\*\*(\S(?:[^*]*\S)?)\*\*")
ITALIC = re.compile(r"(?<![*\w])\*(?![*\s])([^*\n]+)(?<!\s)\*(?!\*)")
KEY = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d{1,2}|[A-Z0-9]|[/+=-]|Return|Enter|Esc|Tab|Left|Right|PgUp|PgDown|Down)"
)
ENTRY = "entry"
"""The page of the way in, which no screen of the window names."""
OF_THE_TOOLKIT = frozenset({"Tab", "Space", "Alt", "Shift+F10"})
STANDARD = {"Copy": ["Ctrl+C"], "Find": ["Ctrl+F"], "Undo": ["Ctrl+Z"], "Redo": ["Ctrl+Shift+Z"]}
NAMES = {
    "nl": {"Links": "Left", "Rechts": "Right", "Spatie": "Space", "Omlaag": "Down"},
    "fr": {"Maj": "Shift", "Entrée": "Enter", "Échap": "Esc", "Gauche": "Left", "Droite": "Right", "Espace": "Space",
           "Bas": "Down"},
    "de": {"Strg": "Ctrl", "Umschalt": "Shift", "Eingabe": "Enter", "Links": "Left", "Rechts": "Right",
           "Leertaste": "Space", "Unten": "Down"},
    "en": {},
}  # fmt: skip
ALL = sorted(load_pages("en"))
LONGEST, SHORTEST = 60, 25


@cache
def pages(language: str) -> dict[str, HelpPage]:
    return load_pages(language)


@dataclass(frozen=True, slots=True)
class Code:
    """What a module says of keys, in whatever language, and what of `app.ui` it takes."""

    takes: tuple[str, ...]
    keys: frozenset[str]
    lettered: frozenset[str]
    """Texts of buttons that name their letter, which each language has its own of."""


@cache
def read(module: str) -> Code:
    importlib.import_module(module)
    tree = ast.parse(Path(str(sys.modules[module].__file__)).read_text("utf-8"))
    takes = [
        name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
        for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names))
        if name.startswith("app.ui.") and (APP.parent / Path(*name.split("."))).with_suffix(".py").is_file()
    ]  # fmt: skip
    texts = {one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return Code(tuple(takes), keys_in(tree), frozenset(one for one in texts if re.fullmatch(r".+ \[[A-Z]\]", one)))


def made_of(module: str, seen: set[str]) -> Iterator[Code]:
    """Yield the code of a module and of all it takes from `app.ui`, other screens left aside."""
    if module in seen or not module.startswith("app.ui."):
        return
    seen.add(module)
    yield (code := read(module))
    for name in code.takes:
        yield from made_of(name, seen)


def keys_in(tree: ast.Module) -> frozenset[str]:
    """Return the keys that a module answers to in every language, as Qt names them."""
    found: set[str] = set()
    keyed = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if KEY.fullmatch(node.value):
                found.add(node.value)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            if node.value.attr == "Key":
                found.add(node.attr.removeprefix("Key_").replace("Escape", "Esc"))
            found.update(STANDARD.get(node.attr, []) if node.value.attr == "StandardKey" else [])
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            found.update(f"Alt+{digit}" for digit in range(1, 10) if node.values[0].value == "Alt+")
        elif isinstance(node, ast.Attribute) and node.attr == "ControlModifier":
            found.add("Ctrl+Enter")
        elif isinstance(node, ast.BoolOp) and "AltModifier" in (said := ast.unparse(node)):
            found.update(f"Alt+{key}" for key in re.findall(r"Key\.Key_(\w+)", said))
        keyed |= (
            isinstance(node, ast.keyword) and node.arg in ("key", "keys") and not isinstance(node.value, ast.Constant)
        )
    if keyed and any(isinstance(one, ast.Call) and ast.unparse(one.func) == "str" for one in ast.walk(tree)):
        found.update("123456789")
    return frozenset(one.replace("Return", "Enter") for one in found)


@cache
def keys_of(page: str, language: str) -> frozenset[str]:
    homes = {one.__module__ for one in every_screen() if one.help_page == page}
    papers = {"app.ui.screens.paper.sheets"} if page in ("threat_file", "visit", INDEX) else set()
    calls = {"app.ui.files.call_sheet"} if page in ("call_card", INDEX) else set()
    entry = {f"app.ui.shell.entry.{file.stem}" for file in (APP / "ui" / "shell" / "entry").glob("[a-z]*.py")}
    fields = {"app.ui.tables.list_view", "app.ui.forms.form", "app.ui.forms.maker"} if page == INDEX else set()
    modules = homes | papers | calls | (entry if page == ENTRY else set()) | {"app.ui.shell.window"}
    modules |= {name for name in fields if (APP.parent / Path(*name.split("."))).with_suffix(".py").is_file()}
    seen: set[str] = set()
    words, codes = Words(language), [code for name in sorted(modules) for code in made_of(name, seen)]
    letters = {words(text)[-2] for code in codes for text in code.lettered}
    return OF_THE_TOOLKIT.union(letters, *(code.keys for code in codes))


def as_qt_says(key: str, language: str) -> str:
    parts = re.split(r"\+(?=.)", key)
    return "+".join(NAMES[language].get(part, part) for part in parts)


def wrong_keys(page: HelpPage, language: str) -> list[str]:
    named = [match[1] for match in BOLD.finditer(page.text) if match[1] not in SAMPLE]
    return [key for key in named if as_qt_says(key, language) not in keys_of(page.name, language)]


def sign_of(text: str) -> str:
    """Return a text of the screen as a pattern: what is put in may be anything, an ellipsis may go."""
    plain = re.sub(r" \[[A-Z]\]$", "", text)
    plain = plain.removesuffix("…").rstrip() if len(plain) > 1 else plain
    parts = [re.escape(part) for part in re.split(r"\{\w+\}", plain)]
    return ".+".join(parts) + r"\s?…?"


@cache
def on_the_screens(language: str) -> re.Pattern[str]:
    if language == "en":
        texts = {one for text in translated_in(LOCALE, "nl") for one in text.msgid}
    else:
        texts = {form for text in translated_in(LOCALE, language) for form in text.forms}
    said = [one for one in texts if re.search(r"\w{2}", re.sub(r"\{\w+\}", "", one))]
    said = [one.replace("'", "’") for one in said]
    return re.compile("|".join(sign_of(one) for one in sorted(said, key=len, reverse=True)), re.IGNORECASE)


def wrong_words(page: HelpPage, language: str) -> list[str]:
    quoted = {match[1] for match in ITALIC.finditer(BOLD.sub("", page.text))}
    return sorted(one for one in quoted - SAMPLE if not on_the_screens(language).fullmatch(one.replace("'", "’")))


SAMPLE = frozenset({"like this", "zoals dit", "comme ceci", "wie dies"})
"""Where the index tells how the manual is set."""


def against_the_glossary(name: str, language: str) -> list[str]:
    """Return each term that the English page says and this one does not, and each that no page may say."""
    english, text = pages("en")[name].text, pages(language)[name].text
    said = [term for term in TERMS if says(term["en"], english)]
    lacking = [f"{name} lacks {term[language]}" for term in said if not says(term[language], text)]
    unwanted = [term["never"][language] for term in TERMS if language in term.get("never", {})]
    return lacking + [f"{name} says {one}" for one in unwanted if says(one, text)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_every_key_a_page_names_works_there(name: str, language: str) -> None:
    assert wrong_keys(pages(language)[name], language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_every_word_a_page_quotes_stands_on_the_screen(name: str, language: str) -> None:
    assert wrong_words(pages(language)[name], language) == []


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
@pytest.mark.parametrize("name", ALL)
def test_a_page_uses_the_terms_of_the_trade(name: str, language: str) -> None:
    assert against_the_glossary(name, language) == []


@pytest.mark.parametrize("name", ALL)
def test_a_page_says_the_same_in_four_languages(name: str) -> None:
    """The same parts, lists, links and keys; and neither a note nor a book."""
    shapes = set()
    for language in LANGUAGES:
        text = pages(language)[name].text
        lines = text.splitlines()
        assert SHORTEST <= len(lines) <= LONGEST, language
        marks = tuple(re.match(r"#+ |- |\d\. |", line)[0] for line in lines)  # type: ignore[index]  # fits any line
        links = tuple(sorted(re.findall(r"\]\((\w+)\.md\)", text)))
        keys = len(BOLD.findall(text))
        shapes.add((marks, links, keys))
    assert len(shapes) == 1


@pytest.mark.parametrize(
    ("page", "language", "key", "works"),
    [
        ("threat_file", "nl", "Ctrl+P", True),
        ("threat_file", "de", "Strg+P", True),
        ("threat_file", "nl", "V", True),
        ("threat_file", "en", "V", False),
        ("threat_files", "fr", "Ctrl+Entrée", True),
        ("administration", "nl", "Ctrl+P", False),
        ("situation", "en", "F5", True),
        ("exchange", "en", "F5", False),
    ],
)
def test_the_judge_of_keys_judges(page: str, language: str, key: str, works: bool) -> None:
    made = HelpPage(page, "", f"Press **{key}** here.")
    assert (wrong_keys(made, language) == []) is works


def test_the_judge_of_words_judges() -> None:
    made = HelpPage("persons", "", "**Ctrl+N** · *Nieuwe persoon* · *Oproepfiche* · *Uitvoer naar ANT1* · *Meer*")
    assert wrong_words(made, "nl") == ["Oproepfiche"]
