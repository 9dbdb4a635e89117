"""The manual's pages: plain Markdown files that ship, by language; their titles, and which hold what was typed."""

from dataclasses import dataclass
from pathlib import Path

from app.ui.shell.matching import words_of

HELP_DIR = Path(__file__).resolve().parents[3] / "resources" / "help"
INDEX = "index"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page; `name` is that of its file."""

    name: str
    title: str
    text: str


def load_pages(language: str, folder: Path = HELP_DIR) -> dict[str, HelpPage]:
    """Return the pages of a language by name: the index first, the others by title."""
    found = [_read(file) for file in sorted((folder / language).glob("*.md"))]
    found.sort(key=lambda page: (page.name != INDEX, page.title.casefold()))
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
