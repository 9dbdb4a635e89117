"""A picture that differs by one pixel is told, marked, and not taken in place of its reference."""

from pathlib import Path

from PIL import Image

from tests.pictures.likeness import SUFFIX, differs, keep


def a_picture() -> Image.Image:
    made = Image.new("RGB", (40, 20), "#F4F6F8")
    made.paste("#1C5D99", (4, 4, 20, 12))
    return made


def test_what_is_kept_comes_back_to_the_pixel(tmp_path: Path) -> None:
    keep(a_picture(), tmp_path / f"one{SUFFIX}")
    assert differs(a_picture(), tmp_path / f"one{SUFFIX}") is None


def test_one_pixel_of_one_shade_is_a_difference(tmp_path: Path) -> None:
    kept = tmp_path / f"one{SUFFIX}"
    keep(a_picture(), kept)
    before = kept.read_bytes()
    changed = a_picture()
    changed.putpixel((30, 15), (0xF4, 0xF6, 0xF7))
    found = differs(changed, kept)
    assert found is not None
    assert found.words == "differs in 1 pixels, within (30, 15, 31, 16)"
    assert found.marked is not None
    assert found.marked.getpixel((30, 15)) == (200, 0, 0)
    assert kept.read_bytes() == before


def test_another_size_and_a_missing_reference_are_told(tmp_path: Path) -> None:
    kept = tmp_path / f"one{SUFFIX}"
    missing = differs(a_picture(), kept)
    assert missing is not None
    assert "no reference" in missing.words
    keep(a_picture().crop((0, 0, 30, 20)), kept)
    other = differs(a_picture(), kept)
    assert other is not None
    assert "(30, 20)" in other.words
