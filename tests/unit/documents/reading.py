"""Reads papers back with another program's eyes: text and the place of every character, by PDFium."""

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

A4_HEIGHT = 841.89


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as printed: its box in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, spaces and line breaks made one."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def letters(pdf: bytes, page: int = 0) -> list[Letter]:
    """Return the characters of one page in the order of the page's content."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[page].get_textpage()
        return [
            Letter(text.get_text_range(index, 1), *text.get_charbox(index))
            for index in range(text.count_chars())
            if text.get_text_range(index, 1).strip()
        ]


def metadata(pdf: bytes) -> dict[str, str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return {key: value for key, value in document.get_metadata_dict().items() if value}


def outline(pdf: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        for entry in document.get_toc():
            yield entry.get_title()
