"""Recall sheets, binders, letters to employers and extracts, read back with another program."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from app.core.i18n import LANGUAGES, translate
from app.documents.content import CopyHead
from app.documents.finished import RenderedDocument
from app.documents.frame import LEFT, RIGHT
from app.documents.marking import Handling, Marking, Tlp
from app.documents.printing import papers
from tests.unit.documents.conftest import an_issue, fake_sign, same
from tests.unit.documents.other_samples import (
    ARABIC,
    GEORGIAN,
    LONG,
    a_binder,
    a_recall,
    a_sheet,
    an_employer_letter,
    an_extract,
)
from tests.unit.documents.reading import letters, page_texts

SAMPLES = {
    "recall_sheet": a_recall(), "binder": a_binder(), "employer_letter": an_employer_letter(), "extract": an_extract(),
}  # fmt: skip
FIRST, SECOND = CopyHead(1, 2, "Noodcentrale Antwerpen"), CopyHead(2, 2, "CIC Bruxelles")


def pressed(kind: str, content: Any, *copies: CopyHead, language: str = "nl") -> list[RenderedDocument]:
    return list(papers(kind, content, copies or (FIRST,), language, fake_sign))


def text(made: RenderedDocument) -> str:
    return " ".join(page_texts(made.pdf)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("recall_sheet", ("Recall of a dispatcher sheet", "To take out of the index", "Confirmation")),
        ("binder", ("Binder of dispatcher sheets", "By telephone", "By street", "By name", "Sheets in force")),
        ("employer_letter", ("Protection measures for a member of your staff", "Conduct at the workplace")),
        ("extract", ("Person extract", "Entries of the register")),
    ],
)
def test_each_says_in_each_language_what_it_is(kind: str, words: Sequence[str], language: str) -> None:
    made = pressed(kind, SAMPLES[kind], language=language)[0]
    said = text(made)
    assert [one for one in words if translate(one, language) not in said] == []
    assert made.control_code in said
    assert f"/Lang ({language})".encode() in made.pdf


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_same_content_and_copy_give_the_same_bytes(kind: str) -> None:
    one, other = pressed(kind, SAMPLES[kind], FIRST, SECOND), pressed(kind, SAMPLES[kind], SECOND)
    assert one[1].pdf == other[0].pdf
    assert one[0].pdf != one[1].pdf


def test_a_recall_is_one_page_and_tells_each_centre_what_it_holds() -> None:
    renewed, without = map(text, pressed("recall_sheet", a_recall(), FIRST, SECOND))
    assert "exemplaar 4" in renewed
    assert "versie 3 in de plaats" in renewed
    assert "03 123 45 67" in renewed
    assert "0470 12 34 56" not in renewed, "it stands on the sheet in force, which this centre has"
    assert "exemplaar 5" in without
    assert "0470 12 34 56" in without
    assert "versie 3" not in without, "who gets no new version is not told that there is one"
    assert "zoals op de fiche gedrukt (verzegeld)" in without
    assert [made.pages for made in pressed("recall_sheet", a_recall(), FIRST, SECOND)] == [1, 1]


def test_where_everything_stays_the_recall_says_so() -> None:
    content = a_recall(entries=tuple(replace(one, stays=True) for one in a_recall().entries))
    assert "Niets: alle vermeldingen" in text(pressed("recall_sheet", content)[0])


def test_names_in_their_own_scripts_are_letters_and_no_boxes() -> None:
    recall = text(pressed("recall_sheet", a_recall(), SECOND)[0])
    assert GEORGIAN in recall
    assert "".join(reversed(ARABIC)) in recall or ARABIC in recall
    assert GEORGIAN in text(pressed("binder", a_binder())[0])
    assert GEORGIAN in text(pressed("extract", an_extract())[0])


def test_a_binder_of_many_sheets_repeats_its_heads_and_is_filed_without_accents() -> None:
    sheets = [a_sheet(tab) for tab in range(1, 81)]
    made = pressed("binder", a_binder(*sheets, a_sheet(81, addresses=("Eikenlaan 1, 9000 Gent",))))[0]
    pages = page_texts(made.pdf)
    told = " ".join(pages)
    assert made.pages > 6
    assert sum("Telefoon Tab" in page for page in pages) >= 2
    assert all(f"VOORBEELD {tab:03}" in told for tab in range(1, 82))
    streets = ("Eikenlaan 1,", "Élisabethlaan 1,", "Élisabethlaan 9,", "Élisabethlaan 80,")
    assert sorted(streets, key=told.index) == [*streets]
    assert told.count("0470 00 07 00".replace(" ", "\u00a0")) + told.count("0470 00 07 00") == 1


def test_a_binder_without_sheets_or_removals_says_so() -> None:
    empty = replace(a_binder(), sheets=(), removals=(), since=None)
    said = text(pressed("binder", empty)[0])
    assert "Er moet niets uit de klapper." in said
    assert "geen: dit is de eerste" in said


def test_the_last_letter_to_an_employer_only_says_that_measures_ended() -> None:
    said = text(pressed("employer_letter", an_employer_letter(begins=None, until=None, measures=()))[0])
    assert "loopt voor deze medewerker geen enkele maatregel meer" in said
    assert "Gedrag op het werk" not in said
    assert "Patrouilles" not in said


def test_an_extract_tells_a_source_once_where_it_is_the_records_own() -> None:
    said = text(pressed("extract", an_extract())[0])
    assert said.count("P. Claes · BRU1") == 1
    assert "verzegeld" in said
    assert said.count("Geschreven door, op") == 1


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("recall_sheet", a_recall(name=LONG, entries=tuple(replace(e, value=LONG) for e in a_recall().entries) * 9)),
        ("binder", a_binder(a_sheet(1, name=LONG, phones=("0470 12 34 56",) * 60, addresses=(LONG,) * 30))),
        ("employer_letter", an_employer_letter(name=LONG, function=same(LONG), native_name=ARABIC * 30)),
        (
            "extract",
            an_extract(
                name=LONG,
                issue=an_issue(marking=Marking.TOP_SECRET, handling=Handling(True, Tlp.AMBER_STRICT), exercise=True),
                sections=tuple(
                    replace(one, records=tuple(
                        replace(r, fields=tuple(replace(f, value=same(f"{LONG} {ARABIC} " * 40)) for f in r.fields))
                        for r in one.records
                    ))
                    for one in an_extract().sections
                ),
            ),
        ),
    ],
)  # fmt: skip
def test_nothing_is_cut_whatever_is_printed(kind: str, content: Any) -> None:
    made = pressed(kind, content, language="de")[0]
    for page in range(made.pages):
        for letter in letters(made.pdf, page):
            assert letter.left >= LEFT - 1
            assert letter.right <= RIGHT + 1
