"""Read a table somebody sent as CSV: bounded, never evaluated, refused with the reason where it is not one.

Encodings as office programs write them: UTF-8 with or without mark, else Windows-1252, else Latin-1. Delimiter by the
heading. Control and direction characters that could make a name show as another are taken out. Nothing in a cell is a
formula to us; `harmless` and `unharmed` keep it from becoming one in the spreadsheet of whoever gets our lists.
"""

import codecs
import csv
import io
import re
import unicodedata

from app.core.errors import UserError
from app.core.i18n import N_

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 100
MAX_CELL = 20_000

_DELIMITERS = ",;\t|"
_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠")


class NotATable(UserError):
    """The bytes are not a CSV table: binary, or without a heading."""

    sentence = N_(
        "This file is not a table in CSV form. Nothing was taken over. Save it again as CSV (UTF-8) with a heading row."
    )


class TableTooLarge(UserError):
    """More than we read. Facts: limit (already worded as a number with its unit)."""

    sentence = N_("This table is too large (more than {limit}). Nothing was taken over. Split it into smaller files.")


class TableHeadingUnclear(UserError):
    """A column has no name, or two have the same. Facts: column (from 1)."""

    sentence = N_(
        "Column {column} of the table has no name, or the name of another column. "
        "Nothing was taken over. Correct the heading row."
    )


class TableRowUneven(UserError):
    """A row has more cells than the heading. Facts: row (from 1, the heading is row 1)."""

    sentence = N_(
        "Row {row} of the table has more cells than the heading, or an unclosed quotation mark. "
        "Nothing was taken over. Correct that row."
    )


class TableColumnMissing(UserError):
    """A column that is needed is not there. Facts: column (its name)."""

    sentence = N_("The table has no column “{column}”. Nothing was taken over. Add it to the heading row.")


def read_table(data: bytes, *, needed: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """Return the rows of a CSV file by column name (trimmed), empty rows left out.

    Rows shorter than the heading are filled with "". Raises NotATable, TableTooLarge, TableHeadingUnclear,
    TableRowUneven, TableColumnMissing.
    """
    if len(data) > MAX_BYTES:
        raise TableTooLarge(limit=f"{MAX_BYTES // (1024 * 1024)} MiB")
    text = _text(data)
    heading_line = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=heading_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    heading: list[str] | None = None
    rows: list[dict[str, str]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if any(len(cell) > MAX_CELL for cell in cells):
                raise TableTooLarge(limit=f"{MAX_CELL} × 1")
            if heading is None:
                heading = _heading(cells, needed)
                continue
            if len(cells) > len(heading):
                if any(cell.strip() for cell in cells[len(heading) :]):
                    raise TableRowUneven(row=number)
                cells = cells[: len(heading)]  # noqa: PLW2901 - trailing delimiters of spreadsheets
            if len(rows) >= MAX_ROWS:
                raise TableTooLarge(limit=f"{MAX_ROWS} × {len(heading)}")
            filled = [*map(_cell, cells), *[""] * (len(heading) - len(cells))]
            rows.append(dict(zip(heading, filled, strict=True)))
    except csv.Error as error:
        raise TableRowUneven(row=number + 1) from error
    if heading is None:
        raise NotATable
    return rows


def harmless(cell: str) -> str:
    """Return `cell` so that no spreadsheet takes it for a formula; `unharmed` gives it back."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def unharmed(cell: str) -> str:
    """Return what `harmless` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _text(data: bytes) -> str:
    wide = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
    if not data.strip() or b"\0" in data or data.startswith(wide):
        raise NotATable
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable


def _heading(cells: list[str], needed: tuple[str, ...]) -> list[str]:
    names = [_cell(cell).casefold() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MAX_COLUMNS:
        raise TableTooLarge(limit=f"1 × {MAX_COLUMNS}")
    for at, name in enumerate(names):
        if not name or name in names[:at]:
            raise TableHeadingUnclear(column=at + 1)
    for name in needed:
        if name not in names:
            raise TableColumnMissing(column=name)
    return names


def _cell(cell: str) -> str:
    return unharmed(_HIDDEN.sub("", unicodedata.normalize("NFC", cell)).strip())
