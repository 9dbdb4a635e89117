"""Every script right, or a refusal that names the character."""

import pytest

from app.documents.fonts import FONT_DIR, chain, load_face
from app.documents.missing_glyph import MissingGlyph
from app.documents.scripts import FSI, PDI, Shaper, clean, isolated, levels, visual_order
from app.documents.strips import BODY
from app.documents.text import Line, Run, break_lines
from tests.unit.documents.order_sample import NATIVE_NAMES

HEBREW = "דוד כהן"


def one_line(text: str, *, own_direction: bool = False) -> Line:
    (line,) = break_lines([Run(text, BODY)], 400, Shaper("nl"), own_direction=own_direction)
    return line


def drawn(line: Line) -> list[str]:
    """Return what each glyph stands for, from left to right."""
    return [glyph.text for piece in line.pieces for glyph in piece.shaped.glyphs]


@pytest.mark.parametrize(("latin", "native"), NATIVE_NAMES)
@pytest.mark.parametrize("bold", [False, True])
def test_each_script_we_ship_has_every_glyph_of_a_name(latin: str, native: str, bold: bool) -> None:
    for text in (latin, native):
        runs = Shaper("nl").shape(text, bold, max(levels(text, None)))
        assert all(glyph.gid > 0 for run in runs for glyph in run.glyphs)
        told = "".join(glyph.text for run in runs for glyph in (run.glyphs[::-1] if run.level else run.glyphs))
        assert told == clean(text)


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Ω", "NotoSans-Regular"),
        ("Ж", "NotoSans-Regular"),
        ("ệ", "NotoSans-Regular"),
        ("م", "NotoSansArabic-Regular"),
        ("ש", "NotoSansHebrew-Regular"),
        ("გ", "NotoSansGeorgian-Regular"),
        ("Ա", "NotoSansArmenian-Regular"),
        ("김", "NanumSquareR"),
        ("王", "DroidSansFallbackFull"),
        ("の", "DroidSansFallbackFull"),
        ("→", "NotoSansMath-Regular"),
        ("✓", "NotoSansSymbols2-Regular"),
    ],
)
def test_a_character_takes_the_first_face_that_has_it(text: str, face: str) -> None:
    assert [run.face for run in Shaper("nl").shape(text, False, 0)] == [face]


def test_a_chinese_name_keeps_one_face() -> None:
    assert {run.face for run in Shaper("nl").shape("王毅張偉劉洋", True, 0)} == {"DroidSansFallbackFull"}


@pytest.mark.parametrize(
    ("character", "code"), [("ก", "U+0E01"), ("😀", "U+1F600"), ("\x07", "U+0007"), ("\ue000", "U+E000")]
)
def test_a_character_no_font_has_is_refused_by_name(character: str, code: str) -> None:
    with pytest.raises(MissingGlyph) as refused:
        one_line(f"Jan {character} Peeters")
    assert refused.value.character == character
    assert code in refused.value.say("nl")
    assert "Jan" not in refused.value.say("nl")
    assert "Jan" not in repr(refused.value)


def test_arabic_letters_join_and_run_from_right_to_left() -> None:
    (run,) = Shaper("nl").shape("محمد", False, 1)
    assert [glyph.text for glyph in run.glyphs] == ["د", "م", "ح", "م"]
    alone = [Shaper("nl").shape(letter, False, 1)[0].glyphs[0].gid for letter in "محمد"]
    joined = [glyph.gid for glyph in reversed(run.glyphs)]
    assert joined[:3] != alone[:3]
    assert joined[0] != joined[2]  # initial and medial mim are different shapes of one letter


def test_lam_alef_is_one_glyph_standing_for_both_letters() -> None:
    (run,) = Shaper("nl").shape("لا", False, 1)
    assert [glyph.text for glyph in run.glyphs] == ["لا"]


def test_right_to_left_words_stand_in_reading_order_from_the_right() -> None:
    line = one_line(HEBREW)
    assert "".join(drawn(line)) == HEBREW[::-1]
    starts = [piece.x for piece in line.pieces]
    assert starts == sorted(starts)
    assert line.text == HEBREW


def test_a_latin_line_keeps_its_order_around_a_right_to_left_name() -> None:
    told = "".join(drawn(one_line(f"Dhr. {isolated(HEBREW)} (zoon), 12")))
    assert told == f"Dhr. {HEBREW[::-1]} (zoon), 12"


def test_digits_and_brackets_inside_a_right_to_left_name_are_placed_and_mirrored() -> None:
    line = one_line("דוד (12) כהן", own_direction=True)
    assert "".join(drawn(line)) == "ןהכ (12) דוד"
    turned = [glyph for piece in line.pieces for glyph in piece.shaped.glyphs if glyph.text in "()"]
    latin = Shaper("nl").shape("()", False, 0)[0].glyphs
    assert [glyph.gid for glyph in turned] == [glyph.gid for glyph in latin]
    assert line.text == "דוד (12) כהן"


def test_levels_know_isolates_and_embedded_numbers() -> None:
    assert levels("ab") == [0, 0]
    assert levels(f"a {FSI}אב 12{PDI} b") == [0, 0, 0, 1, 1, 1, 2, 2, 0, 0, 0]
    assert levels("(א) ב", None)[0] == 1


def test_visual_order_follows_rule_l2() -> None:
    assert visual_order([0, 1, 1, 0]) == [0, 2, 1, 3]
    assert visual_order([1, 2, 2, 1]) == [3, 1, 2, 0]
    assert visual_order([]) == []


def test_an_override_hidden_in_a_name_changes_nothing_on_paper() -> None:
    honest, forged = "PEETERS 12", "PEETERS \u202e12\u202c"
    assert drawn(one_line(isolated(forged))) == drawn(one_line(isolated(honest)))
    assert drawn(one_line(forged)) == drawn(one_line(honest))
    closed_early = isolated(f"A{PDI}{FSI}B")
    assert closed_early == f"{FSI}AB{PDI}"


def test_composed_and_decomposed_spellings_print_alike() -> None:
    assert drawn(one_line("Nguyễn".encode().decode())) == drawn(one_line("Nguye\u0302\u0303n"))


def test_a_shipped_font_that_is_missing_is_an_error_and_not_an_empty_face() -> None:
    with pytest.raises(OSError, match="NoSuchFace"):
        load_face("NoSuchFace")


def test_vowel_signs_are_lifted_to_their_letters_and_take_no_room() -> None:
    (run,) = Shaper("nl").shape("مُحَمَّد", False, 1)
    signs = [glyph for glyph in run.glyphs if glyph.advance == 0]
    assert len(signs) >= 3
    assert any(glyph.y for glyph in signs)
    assert run.advance == Shaper("nl").shape("محمد", False, 1)[0].advance


def test_the_fonts_that_ship_are_those_in_use_with_their_licence_and_source() -> None:
    shipped = {file.stem for file in FONT_DIR.glob("*.ttf")}
    of_the_window = {"NotoSans-SemiBold"}
    assert shipped == {*chain(False), *chain(True), *of_the_window}
    told = (FONT_DIR / "README.md").read_text(encoding="utf-8")
    for name in shipped:
        family = name.split("-")[0].removesuffix("R").removesuffix("B")
        assert f"`{family}" in told
    assert {file.name for file in FONT_DIR.glob("LICENSE-*")} == {"LICENSE-OFL-1.1.txt", "LICENSE-Apache-2.0.txt"}
