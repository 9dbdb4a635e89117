"""The process that decodes one picture for the window, so that no parser of pictures ever runs inside it.

It takes JPEG, PNG and WebP alone, under limits of memory and time, with no right to write a file and (where bubblewrap
is there) no network and no folders. What comes back is plain pixels, turned as the camera was held: what else the file
held (where it was taken, by whom, a thumbnail of what was cropped) is left behind.
"""

import sys
import warnings
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

from app.ui.kit.child_limits import limit_myself
from app.ui.kit.once_wire import answer, asked_size
from app.ui.kit.picture_wire import CPU_SECONDS, LARGEST, MAX_BYTES, MAX_PIXELS, MEMORY, PictureFault

FORMATS = ("JPEG", "PNG", "WEBP")


def main() -> int:
    """Decode one picture and end; return the exit code."""
    limit_myself(MEMORY, CPU_SECONDS)
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


def on_paper(image: Image.Image) -> Image.Image:
    """Return the picture, what is transparent of it on white."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper


def _serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    size = asked_size(stdin)
    if size is None:
        return
    if size > MAX_BYTES:
        answer(stdout, b"E", PictureFault.TOO_LARGE)
        return
    warnings.simplefilter("ignore")
    try:
        made = _decoded(stdin.read(size))
    except (OSError, ValueError, SyntaxError, MemoryError, OverflowError, EOFError):
        answer(stdout, b"E", PictureFault.NONE)
        return
    if made is None:
        answer(stdout, b"E", PictureFault.TOO_LARGE)
        return
    answer(stdout, b"P", made.width, made.height, made.tobytes())


def _decoded(data: bytes) -> Image.Image | None:
    """Return the picture, no larger than is shown; None where it is absurdly large."""
    Image.MAX_IMAGE_PIXELS = None  # asked here, before a pixel is decoded
    with Image.open(BytesIO(data), formats=FORMATS) as source:
        if source.width * source.height > MAX_PIXELS:
            return None
        source.draft("RGB", (LARGEST, LARGEST))  # JPEG alone: decodes it smaller, at a fraction of the cost
        upright = ImageOps.exif_transpose(source)
        upright.thumbnail((LARGEST, LARGEST))
        return on_paper(upright).convert("RGB")
