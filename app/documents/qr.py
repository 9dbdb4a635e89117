"""QR codes as rows of modules; `pen` draws them as rectangles, so that any resolution prints them sharp."""

import segno

from app.documents.strips import Modules

_CHECKERBOARD = 0


def qr_modules(text: str, x: float, y: float, size: float) -> Modules:
    """Return the code of `text`, `size` points wide with its quiet zone; error correction M survives a coffee stain.

    The mask is fixed: choosing the best of eight costs as much as the rest of the page, and a seal, which is random
    letters, is as even under any of them.
    """
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=_CHECKERBOARD)
    return Modules(x, y, size, tuple(tuple(bool(module) for module in row) for row in code.matrix))
