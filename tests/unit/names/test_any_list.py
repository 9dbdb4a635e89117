"""Whatever a list brings, every row ends somewhere and every file is a table or refused."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import UserError
from app.models.names.delegations import Country, sort_out
from app.models.names.holders import parse_holder
from app.models.names.table import harmless, read_table, unharmed

WORDS = (
    *("King", "President", "of", "the", "(since 3 May 2020)", "(", ")", "[x]", ";", ",", '"', "“", "”"),
    *("Ana", "DE", "VRIES", "JR.", "III", "and", "vacant", "represented", "by", "is", "X"),
)
HOLDERS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
SETTINGS = settings(max_examples=400, deadline=None, derandomize=True, database=None)


@SETTINGS
@given(text=HOLDERS)
def test_a_holder_is_certain_only_with_a_name_that_stands_in_the_text(text: str) -> None:
    found = parse_holder(text)
    if found.certain:
        written = " ".join(text.split())
        assert all(word.rstrip(",") in written for word in found.full.split())
        assert any(letter.isupper() for letter in found.full)
    else:
        assert found.doubts
        assert (found.given, found.family) == ("", "")


@SETTINGS
@given(texts=st.lists(HOLDERS, max_size=6))
def test_no_row_is_lost(texts: list[str]) -> None:
    rows = [{"country": "Altovia", "office": str(at), "holder": text} for at, text in enumerate(texts)]
    found = sort_out(rows, [Country("XX", ("Altovia",))])
    placed = [row for d in found.delegations for member in d.members for row in member.rows]
    assert sorted(placed + [one.row for one in found.remainder]) == list(range(len(rows)))


@SETTINGS
@given(data=st.one_of(st.binary(max_size=200), st.text(alphabet='a,;"\n\r\té=', max_size=60).map(str.encode)))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    try:
        rows = read_table(data)
    except UserError:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


@SETTINGS
@given(cell=st.text(alphabet="='+-@a\t", max_size=6))
def test_harmless_is_undone_exactly(cell: str) -> None:
    assert unharmed(harmless(cell)) == cell
