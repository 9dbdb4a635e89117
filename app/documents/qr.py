"""QR codes as rows of modules; `pen` draws them as rectangles, so that any resolution prints them sharp."""

import segno

from app.documents.strips import Modules


def qr_modules(text: str, x: float, y: float, size: float) -> Modules:
    """Return the code of `text`, `size` points wide with its quiet zone; error correction M survives a coffee stain."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return Modules(x, y, size, tuple(tuple(bool(module) for module in row) for row in code.matrix))
