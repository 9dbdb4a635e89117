"""A picture that differs by one pixel is told, marked, and not taken in place of its reference."""

from pathlib import Path

from PIL import Image

from tests.pictures.likeness import SUFFIX, differs, keep, kept


def a_picture() -> Image.Image:
    made = Image.new("RGB", (40, 20), "#F4F6F8")
    made.paste("#1C5D99", (4, 4, 20, 12))
    return made


def test_a_sheet_gives_each_of_its_pictures_back_to_the_pixel(tmp_path: Path) -> None:
    narrow, black = a_picture().crop((0, 0, 30, 12)), Image.new("RGB", (7, 31))
    keep([narrow, a_picture(), black], tmp_path / f"one{SUFFIX}")
    back = kept(tmp_path / f"one{SUFFIX}")
    assert [one.size for one in back] == [(30, 12), (40, 20), (7, 31)]
    assert [differs(*both) for both in zip([narrow, a_picture(), black], back, strict=True)] == [None] * 3


def test_one_pixel_of_one_shade_is_a_difference() -> None:
    changed = a_picture()
    changed.putpixel((30, 15), (0xF4, 0xF6, 0xF7))
    found = differs(changed, a_picture())
    assert found is not None
    assert found.words == "differs in 1 pixels, within (30, 15, 31, 16)"
    assert found.marked is not None
    assert found.marked.getpixel((30, 15)) == (200, 0, 0)


def test_another_size_and_a_missing_reference_are_told(tmp_path: Path) -> None:
    assert kept(tmp_path / f"none{SUFFIX}") == []
    missing = differs(a_picture(), None)
    assert missing is not None
    assert "no reference" in missing.words
    other = differs(a_picture(), a_picture().crop((0, 0, 30, 20)))
    assert other is not None
    assert "(30, 20)" in other.words
