"""Rows as a table on the clipboard: tab-separated text for everything, HTML for word processors."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.core.i18n import N_
from app.ui.kit.words import Words


class Said(Protocol):
    """A cell of whatever table: what it says as one text."""

    @property
    def plain(self) -> str: ...


_AS_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""As the standard library writes them; its module also brings the names of two thousand characters, 1 MiB."""


def as_text(heads: Sequence[str], cells: Sequence[Sequence[Said]]) -> str:
    """Return lines of tab-separated values under their heads; a value never breaks its line."""
    lines = [heads, *([cell.plain for cell in line] for line in cells)]
    return "\n".join("\t".join(_flat(value) for value in line) for line in lines)


def as_html(heads: Sequence[str], cells: Sequence[Sequence[Said]]) -> str:
    """Return a table in HTML."""
    top = "".join(f"<th>{head.translate(_AS_HTML)}</th>" for head in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell.plain.translate(_AS_HTML)}</td>" for cell in line) + "</tr>" for line in cells
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def head_of_hours(words: Words, head: str) -> str:
    """Return the head of a column of moments: where the table goes nothing else tells which time it is."""
    return words(N_("{column} (Belgian time)"), column=head)


def put_table(text: str, html: str) -> None:
    """Put a table on the clipboard both ways: a word processor makes cells of it, anything else takes the text."""
    made = QMimeData()
    made.setText(text)
    made.setHtml(html)
    QGuiApplication.clipboard().setMimeData(made)


def _flat(value: str) -> str:
    return " ".join(value.split())
