"""Pictures from outside are decoded by another process; nothing comes back but plain pixels, or a sentence."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from app.cli import CHILDREN
from app.ui.kit import picture_process
from app.ui.kit.child import child_command
from app.ui.kit.once_wire import HEAD
from app.ui.kit.picture_process import (
    PICTURE_CHILD,
    NoPicture,
    PictureNotShown,
    PictureStopped,
    PictureTooLarge,
    decode_picture,
)
from app.ui.kit.picture_wire import LARGEST, MAX_BYTES
from app.ui.kit.preview_process import PDF_CHILD
from app.ui.kit.scan_process import SCAN_CHILD

LANGUAGES = ("nl", "fr", "de", "en")


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: Any) -> bytes:
    held = BytesIO()
    colours: dict[str, Any] = {"RGB": (200, 10, 10), "RGBA": (200, 10, 10, 0), "L": 90, "P": 3}
    Image.new(mode, size, colours[mode]).save(held, kind, **more)
    return held.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGB"), ("PNG", "P"), ("WEBP", "RGB")]
)
def test_a_picture_comes_back_as_pixels(kind: str, mode: str) -> None:
    found = decode_picture(a_picture(kind, mode=mode))
    assert (found.width, found.height, len(found.data)) == (40, 20, 2400)


def test_a_large_picture_comes_back_as_small_as_it_is_shown() -> None:
    found = decode_picture(a_picture(size=(LARGEST * 3, LARGEST * 2)))
    assert found.width == LARGEST
    assert abs(found.height - LARGEST * 2 / 3) <= 1


def test_what_is_transparent_stands_on_white() -> None:
    assert decode_picture(a_picture("PNG", mode="RGBA")).data[:3] == b"\xff\xff\xff"


def test_a_picture_stands_as_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    found = decode_picture(a_picture(exif=exif))
    assert (found.width, found.height) == (20, 40)


@pytest.mark.parametrize(
    "data",
    [b"", b"MZ program", b"%PDF-1.7", b"<svg/>", a_picture()[:100], a_picture("PNG")[:30], a_picture("GIF", mode="P")],
    ids=["empty", "program", "pdf", "svg", "half jpeg", "half png", "gif"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(PictureNotShown) as refused:
        decode_picture(data)
    assert all(refused.value.say(language) for language in LANGUAGES)


def test_a_bomb_is_refused_before_a_pixel_is_decoded() -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    rest = b"IDAT" + zlib.compress(bytes(1000))
    bomb += struct.pack(">I", len(rest) - 4) + rest + struct.pack(">I", zlib.crc32(rest))
    with pytest.raises(PictureTooLarge):
        decode_picture(bomb)
    with pytest.raises(PictureTooLarge):
        decode_picture(bytes(MAX_BYTES + 1))


def test_one_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(PictureStopped):
        decode_picture(a_picture(), seconds=0.001)


@pytest.mark.parametrize(
    "answer",
    [
        b"", b"P", HEAD.pack(b"P", 2, 2, 12) + bytes(11), HEAD.pack(b"P", 2, 2, 11) + bytes(11),
        HEAD.pack(b"P", 0, 2, 0), HEAD.pack(b"P", LARGEST + 1, 1, 3 * LARGEST + 3) + bytes(3 * LARGEST + 3),
        HEAD.pack(b"Q", 1, 1, 3) + bytes(3),
    ],
)  # fmt: skip
def test_an_answer_that_contradicts_itself_is_not_believed(answer: bytes) -> None:
    with pytest.raises(PictureStopped):
        picture_process._believed(answer)


def test_a_refusal_of_the_other_side_is_one_here() -> None:
    with pytest.raises(NoPicture):
        picture_process._believed(HEAD.pack(b"E", 1, 0, 0))


def test_a_packaged_program_starts_its_children_by_the_names_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    names = [child_command(child)[-1] for child in (PDF_CHILD, PICTURE_CHILD, SCAN_CHILD)]
    assert names == list(CHILDREN)
    for name in names:
        done = subprocess.run([sys.executable, "-m", "app", name], input=b"", capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
