"""Rows as a table on the clipboard: tab-separated text for everything, HTML for word processors."""

from collections.abc import Sequence
from html import escape

from app.ui.tables.rows import Cell


def as_text(heads: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    """Return lines of tab-separated values under their heads; a value never breaks its line."""
    lines = [heads, *([cell.plain for cell in line] for line in cells)]
    return "\n".join("\t".join(_flat(value) for value in line) for line in lines)


def as_html(heads: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    """Return a table in HTML."""
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell.plain)}</td>" for cell in line) + "</tr>" for line in cells)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _flat(value: str) -> str:
    return " ".join(value.split())
