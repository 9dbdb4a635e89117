"""The manual inside the window: a page for every screen in four languages, contents, links, and a box to search it."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

import app.ui.screens
from app.core.i18n import LANGUAGES
from app.services.desk import Desk
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address, Screen
from app.ui.shell.help_pages import INDEX, HelpPage, load_pages, pages_with
from app.ui.shell.help_screen import HelpScreen
from tests.ui.seeing import english, faults

LINK = re.compile(r"\]\(([^)]+)\)")


def every_screen() -> list[type[Screen]]:
    for module in pkgutil.walk_packages(app.ui.screens.__path__, "app.ui.screens."):
        importlib.import_module(module.name)
    found, more = [], [Screen]
    while more:
        one = more.pop()
        more += one.__subclasses__()
        if one.__module__.startswith("app.ui."):
            found.append(one)
    return found


def a_screen(qtbot: QtBot, kit: Kit, desk: Desk, page: str = INDEX) -> HelpScreen:
    made = HelpScreen(kit, desk, Address("help", extra=(("page", page),)))
    qtbot.addWidget(made)
    made.resize(1158, 670)
    made.show()
    made.load()
    return made


def contents(screen: HelpScreen) -> list[str]:
    return [item.text(0) for item in screen.view._items()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_its_page(language: str) -> None:
    pages = load_pages(language)
    assert {one.help_page for one in every_screen()} - pages.keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_page_and_every_page_has_one_title(language: str) -> None:
    pages = load_pages(language)
    for page in pages.values():
        assert [line for line in page.text.splitlines() if line.startswith("# ")] == [f"# {page.title}"]
        for link in LINK.findall(page.text):
            assert link.removesuffix(".md") in pages, f"{page.name}: {link}"


def test_the_four_languages_have_the_same_pages() -> None:
    assert len({frozenset(load_pages(language)) for language in LANGUAGES}) == 1


def test_the_index_comes_first_and_opens_where_a_page_is_not_there(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    screen = a_screen(qtbot, kit, desk, "no such page")
    assert contents(screen)[0] == load_pages("nl")[INDEX].title
    assert screen.state() == {"page": INDEX}


def test_a_link_turns_the_page_and_one_that_leads_out_does_nothing(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    screen = a_screen(qtbot, kit, desk)
    screen.view.page.anchorClicked.emit(QUrl("https://example.org/situation.md"))
    assert screen.state() == {"page": INDEX}
    screen.view.page.anchorClicked.emit(QUrl("situation.md"))
    assert screen.state() == {"page": "situation"}


def test_the_box_finds_pages_forgiving_of_accents_and_says_when_none_is_found(
    qtbot: QtBot, kit: Kit, desk: Desk
) -> None:
    screen = a_screen(qtbot, kit, desk)
    screen.view.search.setText("qzxv")
    assert contents(screen) == []
    assert screen.findChild(type(screen.view.nothing), "help_nothing").isVisible()  # type: ignore[union-attr]  # is there
    screen.view.search.setText("vergrendel")
    assert contents(screen) != []
    assert "vergrendel" in screen.view.page.toPlainText().casefold()


def test_pages_with_the_word_in_their_title_come_first() -> None:
    pages = {
        "one": HelpPage("one", "Pièces", "# Pièces\nun échange"),
        "two": HelpPage("two", "Échange", "# Échange\nune pièce"),
    }
    assert [page.name for page in pages_with(pages, "echange")] == ["two", "one"]
    assert [page.name for page in pages_with(pages, "piece ech")] == ["one", "two"]
    assert pages_with(pages, "visite") == []


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_nothing_of_the_help_is_cut_or_english(qtbot: QtBot, kit: Kit, desk: Desk, language: str) -> None:
    screen = a_screen(qtbot, kit, desk)
    assert faults(screen) == []
    assert english(screen, language) == []


def test_pages_are_read_as_utf_8_and_without_a_title_named_by_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "nl"
    folder.mkdir()
    (folder / "b.md").write_text("geen titel", encoding="utf-8")
    (folder / "index.md").write_text("# Überzicht\n", encoding="utf-8")
    assert [page.title for page in load_pages("nl", tmp_path).values()] == ["Überzicht", "b"]


def test_a_bullet_stands_apart_from_its_text_and_all_lines_of_it_begin_alike(
    qtbot: QtBot, kit: Kit, desk: Desk
) -> None:
    screen = a_screen(qtbot, kit, desk)
    document = screen.view.page.document()
    block, seen = document.begin(), 0
    while block.isValid():
        if block.textList() is not None and block.layout().lineCount() > 1:
            first, second = block.layout().lineAt(0), block.layout().lineAt(1)
            placed: Any = first.cursorToX(1)
            begins = float(placed[0])
            assert begins == pytest.approx(second.x(), abs=1)
            assert begins - first.naturalTextRect().left() >= 4
            seen += 1
        block = block.next()
    assert seen
