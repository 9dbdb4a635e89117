"""The window's side of the process that decodes pictures: in a sandbox, for one picture, measured, killed when slow.

Nothing that comes back is believed: its size is bounded and its pixels must be as many as it says. It blocks: call it
from a worker thread. The picture goes over a pipe and is never a file.
"""

import subprocess
from dataclasses import dataclass, field

from app.core.errors import KnownError
from app.core.i18n import N_
from app.ui.kit.child import begin, sandboxed, slay
from app.ui.kit.once_wire import HEAD, OPEN
from app.ui.kit.picture_wire import LARGEST, MAX_BYTES, PictureFault

SECONDS = 15.0
"""Starting it on a slow machine and decoding the largest picture; a hostile one is killed by then."""
PICTURE_CHILD = "picture_child"


class PictureNotShown(KnownError):
    """A picture that is refused."""


class NoPicture(PictureNotShown):
    """No picture, or a broken one, or of another kind."""

    sentence = N_("This is not a readable picture (JPEG, PNG or WebP), or it is damaged.")


class PictureTooLarge(PictureNotShown):
    """Too many bytes or pixels."""

    sentence = N_("This picture is too large to be shown here. Make it smaller and choose it again.")


class PictureStopped(PictureNotShown):
    """It took too long or asked for too much memory, or the process that decodes it died."""

    sentence = N_(
        "This picture asks for more time or memory than it is given, so it was stopped. It may be made to do harm: "
        "do not open it elsewhere, and ask the sender."
    )


@dataclass(frozen=True, slots=True)
class Pixels:
    """A decoded picture: rows without gaps, three bytes RGB each."""

    width: int
    height: int
    data: bytes = field(repr=False)


def decode_picture(data: bytes, seconds: float = SECONDS) -> Pixels:
    """Return the picture in `data`, at most `LARGEST` pixels long. Raises PictureNotShown."""
    if len(data) > MAX_BYTES:
        raise PictureTooLarge
    try:
        process = begin(sandboxed(PICTURE_CHILD))
    except OSError as error:
        raise PictureStopped from error
    try:
        answer, _ = process.communicate(OPEN.pack(len(data)) + data, timeout=seconds)
    except subprocess.TimeoutExpired:
        slay(process)
        process.communicate()
        raise PictureStopped from None
    return _believed(answer)


def _believed(answer: bytes) -> Pixels:
    if len(answer) < HEAD.size:
        raise PictureStopped
    tag, a, b, length = HEAD.unpack_from(answer)
    if tag == b"E":
        raise PictureTooLarge if a == PictureFault.TOO_LARGE else NoPicture
    pixels = answer[HEAD.size :]
    if tag != b"P" or not (0 < a <= LARGEST and 0 < b <= LARGEST) or length != len(pixels) or length != a * b * 3:
        raise PictureStopped
    return Pixels(a, b, pixels)
