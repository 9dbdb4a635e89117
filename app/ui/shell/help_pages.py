"""The manual's pages: plain Markdown files that ship, by language; their titles, and which hold what was typed."""

import re
from dataclasses import dataclass
from pathlib import Path

from app.ui.shell.matching import fold, words_of

HELP_DIR = Path(__file__).resolve().parents[3] / "resources" / "help"
INDEX = "index"
_LINK = re.compile(r"\]\(([a-z_]+)\.md\)")


@dataclass(frozen=True, slots=True, repr=False)
class HelpPage:
    """One page; `name` is that of its file."""

    name: str
    title: str
    text: str


def load_pages(language: str, folder: Path = HELP_DIR) -> dict[str, HelpPage]:
    """Return the pages of a language by name: the index first, then as it names them, then the others by title."""
    found = [_read(file) for file in sorted((folder / language).glob("*.md"))]
    index = next((page.text for page in found if page.name == INDEX), "")
    named = _LINK.findall(index)
    places = {name: at for at, name in reversed(list(enumerate(named)))}
    found.sort(key=lambda page: (page.name != INDEX, places.get(page.name, len(named)), fold(page.title)))
    return {page.name: page for page in found}


def pages_with(pages: dict[str, HelpPage], query: str) -> list[HelpPage]:
    """Return the pages that hold every word typed, those that hold it in their title first."""
    typed = words_of(query)
    kept = []
    for page in pages.values():
        words = words_of(page.text)
        if all(any(word.startswith(one) for word in words) for one in typed):
            kept.append(page)
    titled = [page for page in kept if all(any(w.startswith(one) for w in words_of(page.title)) for one in typed)]
    return titled + [page for page in kept if page not in titled]


def _read(file: Path) -> HelpPage:
    text = file.read_text(encoding="utf-8")
    title = next((line.removeprefix("# ").strip() for line in text.splitlines() if line.startswith("# ")), file.stem)
    return HelpPage(file.stem, title, text)
