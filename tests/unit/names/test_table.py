"""Tables from elsewhere: any office program's CSV is read, anything else is refused with its own sentence."""

import pytest

from app.core.errors import UserError
from app.core.i18n import LANGUAGES
from app.models.names import table
from app.models.names.table import (
    NotATable,
    TableColumnMissing,
    TableHeadingUnclear,
    TableRowUneven,
    TableTooLarge,
    harmless,
    read_table,
    unharmed,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encoding_delimiter_and_line_endings_are_recognised(encoding: str, delimiter: str, ending: str) -> None:
    text = ending.join(
        delimiter.join(cells) for cells in (("Name", " City "), ("Zoé", "Liège"), ("", ""), ("Jérôme", ""))
    )
    assert read_table(text.encode(encoding)) == [{"name": "Zoé", "city": "Liège"}, {"name": "Jérôme", "city": ""}]


def test_quoted_cells_keep_delimiters_quotes_and_line_breaks() -> None:
    assert read_table(b'a,b\n"x, ""y""\nz",2\n') == [{"a": 'x, "y"\nz', "b": "2"}]


def test_short_rows_are_filled_and_empty_trailing_cells_ignored() -> None:
    assert read_table(b"a,b,,\n1\n2,3,,,\n") == [{"a": "1", "b": ""}, {"a": "2", "b": "3"}]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", NotATable),
        (b" \r\n ", NotATable),
        (b"a,b\n1,\x00\n", NotATable),
        ("a,b\n1,2\n".encode("utf-16"), NotATable),
        (b"PK\x03\x04\x00\x00", NotATable),
        (b"a,a\n1,2\n", TableHeadingUnclear),
        (b"a,,c\n1,2,3\n", TableHeadingUnclear),
        (b"a,b\n1,2,3\n", TableRowUneven),
        (b'a,b\n"1,2\n', TableRowUneven),
        (b"a,b\n" + b"x" * (table.MAX_CELL + 1) + b",1\n", TableTooLarge),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", TableRowUneven),
        (b"a\n" + b"1\n" * (table.MAX_ROWS + 1), TableTooLarge),
        (b"a\n" + b"1" * table.MAX_BYTES, TableTooLarge),
        (",".join(map(str, range(table.MAX_COLUMNS + 1))).encode(), TableTooLarge),
        (b"b\n1\n", TableColumnMissing),
    ],
)
def test_what_is_no_table_or_too_much_is_refused(data: bytes, refusal: type[UserError]) -> None:
    with pytest.raises(refusal) as caught:
        read_table(data, needed=("a",) if refusal is TableColumnMissing else ())
    for language in LANGUAGES:
        assert "{" not in caught.value.say(language)


def test_an_uneven_row_is_named_by_its_number() -> None:
    with pytest.raises(TableRowUneven) as caught:
        read_table(b"a,b\n1,2\n\n1,2,3\n")
    assert caught.value.row == 4


@pytest.mark.parametrize("cell", ["=1+1", "+32 475", "-1", "@SUM(A1)", "'=1", "＝1", "plain", "", "'quoted'"])
def test_a_formula_is_only_text_here_and_made_harmless_for_others(cell: str) -> None:
    assert not harmless(cell).startswith(("=", "+", "-", "@"))
    assert unharmed(harmless(cell)) == cell
    assert read_table(b"a\n" + harmless(cell or "x").encode()) == [{"a": cell or "x"}]


def test_hidden_characters_that_disguise_a_name_are_taken_out() -> None:
    assert read_table("a\nABC\u202eDEF\u200b\x07\n".encode()) == [{"a": "ABCDEF"}]
