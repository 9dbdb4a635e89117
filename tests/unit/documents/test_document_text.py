"""Paragraphs stay inside their measure, whatever is typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.desk import new_desk
from app.documents.missing_glyph import MissingGlyph
from app.documents.pages import paginate
from app.documents.scripts import Shaper
from app.documents.sections import Column, Row, heading, table
from app.documents.strips import BODY, Strip, Words, said
from app.documents.text import Run, Style, break_lines, rich


@pytest.mark.parametrize(
    "text",
    [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3,
        "iiiiiiiiii" * 40,
        "王毅" * 60,
        "محمد" * 60,
        "kort en dan https://voorbeeld.example/een/heel/lang/adres/zonder/einde/" + "x" * 90,
        "e\u0301" * 120,
        " " * 300 + "woord",
        "-" * 200,
    ],
)
@pytest.mark.parametrize("width", [30.0, 96.5, 250.0])
def test_no_line_is_wider_than_its_measure(text: str, width: float) -> None:
    lines = break_lines([Run(text, BODY)], width, Shaper("nl"))
    assert max(line.width for line in lines) <= width + 0.01
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace("e\u0301", "é").replace(" ", "")


def test_words_break_at_spaces_and_hyphens_before_they_are_cut() -> None:
    lines = break_lines([Run("een twee-drie vier", BODY)], 52, Shaper("nl"))
    assert [line.text.strip() for line in lines] == ["een twee-", "drie vier"]


def test_a_closing_mark_never_opens_a_line() -> None:
    lines = break_lines([Run("王毅、王毅、王毅、", BODY)], 20, Shaper("nl"))
    assert all(not line.text.startswith("、") for line in lines)


def test_a_non_breaking_space_holds_a_date_together() -> None:
    lines = break_lines([Run("tot 19\u00a0dec\u00a02026", BODY)], 60, Shaper("nl"))
    assert [line.text for line in lines] == ["tot", "19 dec 2026"]


def test_bold_words_are_found_and_stars_alone_are_left() -> None:
    assert [(run.text, run.style.bold) for run in rich("a **b c** d * e", BODY)] == [
        ("a ", False),
        ("b c", True),
        (" d * e", False),
    ]


def test_an_empty_text_is_an_empty_line_of_its_height() -> None:
    (line,) = break_lines([Run("", Style(leading=14))], 100, Shaper("nl"))
    assert (line.width, line.leading, line.pieces) == (0.0, 14, ())


def strip(name: str, height: float, *, keep: bool = False, head: Strip | None = None) -> Strip:
    line = break_lines([Run(name, BODY)], 400, Shaper("nl"))[0]
    return Strip(height, (Words(0, 8, line),), keep_with_next=keep, head=head)


def broken(strips: list[Strip]) -> list[list[str]]:
    return [said(page.marks) for page in paginate(strips, left=0, first_top=50, top=0, bottom=100)]


def test_a_heading_goes_over_with_what_follows_it() -> None:
    assert broken([strip("a", 30), strip("kop", 10, keep=True), strip("b", 30)]) == [["a"], ["kop", "b"]]


def test_a_table_repeats_its_head_on_each_page() -> None:
    head = strip("head", 10)
    rows = [strip(str(number), 30, head=head) for number in range(5)]
    assert broken([strip("head", 10, keep=True), *rows]) == [["head", "0"], ["head", "1", "2", "3"], ["head", "4"]]


def test_a_chain_longer_than_a_page_breaks_rather_than_loops() -> None:
    chain = [strip(str(number), 30, keep=True) for number in range(7)]
    assert [name for page in broken(chain) for name in page] == [str(number) for number in range(7)]


def test_a_row_higher_than_a_page_continues_on_the_next_one() -> None:
    desk = new_desk("nl")
    columns = [Column("Nr", 30), Column("Wat", 120)]
    words = " ".join(f"woord{number}" for number in range(900))
    strips = table(columns, [Row(([Run("1", BODY)], [Run(words, BODY)]), changed=True)], desk)
    pages = paginate(strips, left=0, first_top=0, top=0, bottom=400)
    assert len(pages) > 1
    told = [text for page in pages for text in said(page.marks)]
    assert [number for number in range(900) if f"woord{number}" not in " ".join(told).split()] == []
    assert all(page.bottom <= 400.01 for page in pages)
    assert all("Wat" in said(page.marks) for page in pages)


def test_a_heading_enters_the_outline() -> None:
    assert heading("2 Maatregelen", 300, new_desk("nl"))[0].outline == "2 Maatregelen"


_ALPHABET = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F),
    st.sampled_from("אבגדהוזح مدلاΩЖგԱ王毅の김정、()[]«»\u200d\u200c\u200f\u2067\u2069\u202e\u00a0\n-–/ "),
    st.characters(),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(_ALPHABET, max_size=60), st.floats(20, 300), st.booleans())
def test_whatever_is_typed_is_printed_inside_its_measure_or_refused_by_name(
    text: str, width: float, own_direction: bool
) -> None:
    refusal: MissingGlyph | None = None
    lines = []
    try:
        lines = break_lines([Run(text, BODY)], width, Shaper("nl"), own_direction=own_direction)
    except MissingGlyph as refused:
        refusal = refused
    if refusal is not None:
        assert refusal.character in unicodedata.normalize("NFC", text)
        assert refusal.say("de").isprintable()
        return
    assert all(line.width <= width + 0.01 or len(line.text) <= 4 for line in lines)
    glyphs = [glyph for line in lines for piece in line.pieces for glyph in piece.shaped.glyphs]
    assert all(glyph.gid > 0 for glyph in glyphs)
    ink = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum()]
    assert sorted(letter for glyph in glyphs for letter in glyph.text if letter.isalnum()) == sorted(ink)
