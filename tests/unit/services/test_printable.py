"""What papers can print: asked before it is kept, without looking at the fonts for what everybody types."""

import sys

import pytest

from app.documents.printing import prints
from app.models.kinds.schema import SCHEMA
from app.services.printable import _ORDINARY, ALSO_PRINTED, NotOnPaper, check_printable, goes_on_paper, texts_of


def test_what_is_taken_for_ordinary_is_printed_in_every_weight() -> None:
    ordinary = "".join(chr(one) for one in range(0x2100) if _ORDINARY.fullmatch(chr(one)))
    assert len(ordinary) > 600
    assert prints(ordinary)


@pytest.mark.parametrize(
    "text", ["", "Élodie Vöß-Łoś", "Иванов", "محمد الحسن", "ნინო", "王小明", "김철수", "Ωμέγα", "12 €\n– ja"]
)
def test_names_of_every_script_we_ship_are_let_in(text: str) -> None:
    check_printable(text)


@pytest.mark.parametrize("text", ["Jan 🔪", "👨‍👩‍👧", "𓀀"])
def test_what_no_font_has_is_named(text: str) -> None:
    with pytest.raises(NotOnPaper) as refused:
        check_printable(text)
    assert refused.value.code in refused.value.say("nl")


def test_fields_that_go_on_paper_are_those_declared_so_and_those_of_signatures_and_registers() -> None:
    person, note = SCHEMA.by_name["person"], SCHEMA.by_name["file_note"]
    assert goes_on_paper("person", person.fields["family_name"])
    assert not goes_on_paper("file_note", note.fields["text"]), "a message is kept as it came"
    for kind, names in ALSO_PRINTED.items():
        assert names <= set(SCHEMA.by_name[kind].fields), kind


def test_texts_of_a_value_are_all_it_has() -> None:
    assert texts_of({"nl": "een", "fr": "deux"}) == ["een", "deux"]
    assert texts_of(("a", 1)) == ["a"]
    assert texts_of(sys.maxsize) == []
