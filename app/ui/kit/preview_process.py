"""The window's side of the process that reads PDFs: started in a sandbox, asked, measured, killed when it is slow.

Nothing that comes back is believed: sizes are bounded, pixels must be as many as were asked for, text is plain. A page
that takes longer than `PAGE_SECONDS` costs the process its life; the next page gets a new one, `LIVES` times. It
blocks: call it from a worker thread. The PDF itself goes over a pipe and is never a file.
"""

import math
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, Timer

from app.core.errors import KnownError
from app.core.i18n import N_
from app.ui.kit.child import START_SECONDS, begin, end, pipe, sandboxed, slay
from app.ui.kit.preview_wire import ALL, ASK, HEAD, MAX_PAGES, MAX_PDF, MAX_PIXELS, MAX_TEXT, OPEN, SIZE, Fault

PAGE_SECONDS = 2.0
LIVES = 3
_SHOWN_POINTS = (8.0, 14_400.0)
"""Narrowest and widest page, points; the second is what the format allows."""
_BLANK = (595.0, 842.0)
PDF_CHILD = "preview_child"


class NotShown(KnownError):
    """A document or page that the preview refuses."""


class NoPdf(NotShown):
    """No PDF, or a broken one."""

    sentence = N_("This is not a readable PDF, or it is damaged. It is kept as it is; only the preview is refused.")


class PdfLocked(NotShown):
    """It asks for a password."""

    sentence = N_("This PDF asks for a password, so it cannot be shown here. Ask the sender for one without.")


class PdfTooLarge(NotShown):
    """Too many bytes, or a page of absurd size."""

    sentence = N_("This PDF is too large to be shown here. It is kept as it is; only the preview is refused.")


class PreviewStopped(NotShown):
    """It took too long or asked for too much memory, or the process that reads it died."""

    sentence = N_(
        "This PDF asks for more time or memory than a preview is given, so it was stopped. It may be made to do harm: "
        "do not open it elsewhere, and ask the sender."
    )


class PageNotShown(NotShown):
    """One page cannot be drawn."""

    sentence = N_("Page {page} cannot be shown: it is damaged.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: rows without gaps, four bytes BGRX each, or one grey byte."""

    page: int
    width: int
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """How many pages there are in all, and the sizes in points of those that are shown."""

    count: int
    sizes: tuple[tuple[float, float], ...]


class PdfProcess:
    """One PDF in its process. Close it when done; it is also killed with the program."""

    def __init__(self, pdf: bytes, page_seconds: float = PAGE_SECONDS) -> None:
        self._pdf = pdf
        self._page_seconds = page_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._contents: Contents | None = None
        self._lives = LIVES
        self._closed = False
        self._lock = Lock()

    def contents(self) -> Contents:
        """Return pages and sizes. Raises NoPdf, PdfLocked, PdfTooLarge, PreviewStopped."""
        if self._contents is None:
            self._begin()
        if self._contents is None:
            raise PreviewStopped
        return self._contents

    def picture(self, page: int, width: int, *, grey: bool = False) -> Picture:
        """Return page `page` (from 0), `width` pixels wide. Raises NotShown."""
        tag = b"G" if grey else b"P"
        head, pixels = self._ask(tag, page, width)
        _, _, wide, high = head
        if abs(wide - width) > 1 or not high or wide * high > MAX_PIXELS + wide:
            self._kill()
            raise PreviewStopped
        if len(pixels) != wide * high * (1 if grey else 4):
            self._kill()
            raise PreviewStopped
        return Picture(page, wide, high, pixels)

    def text(self, page: int) -> str:
        """Return what page `page` (from 0) says, in the document's own order. Raises NotShown."""
        _, raw = self._ask(b"T", page, 0)
        said = raw.decode("utf-8", "replace")[:MAX_TEXT]
        return "".join(one if one.isprintable() else " " for one in said)

    @property
    def alive(self) -> bool:
        """Tell whether anything of this document can still be asked for."""
        return not self._closed and (self._process is not None or self._lives > 0)

    def close(self) -> None:
        """End the process; what is being asked ends with a refusal."""
        self._closed = True
        self._kill()

    def _ask(self, tag: bytes, page: int, width: int) -> tuple[tuple[bytes, int, int, int], bytes]:
        self.contents()
        if self._process is None:
            self._begin()
        with self._deadline(self._page_seconds) as process:
            pipe(process.stdin).write(ASK.pack(tag, page, width))
            pipe(process.stdin).flush()
            return self._answer(process, tag, page)

    def _begin(self) -> None:
        if len(self._pdf) > MAX_PDF:
            raise PdfTooLarge
        with self._lock:
            if self._closed or not self._lives:
                raise PreviewStopped
            self._lives -= 1
            self._process = begin(sandboxed(PDF_CHILD))
        with self._deadline(START_SECONDS) as process:
            self._answer(process, b"R", 0)
        with self._deadline(self._page_seconds) as process:
            pipe(process.stdin).write(OPEN.pack(b"D", len(self._pdf)) + self._pdf)
            pipe(process.stdin).flush()
            (_, count, told, _), raw = self._answer(process, b"D", None)
        if len(raw) != told * SIZE.size or not 0 < told <= min(count, MAX_PAGES):
            self._kill()
            raise PreviewStopped
        self._contents = Contents(count, tuple(_sane(*SIZE.unpack_from(raw, at * SIZE.size)) for at in range(told)))

    def _answer(
        self, process: subprocess.Popen[bytes], tag: bytes, page: int | None
    ) -> tuple[tuple[bytes, int, int, int], bytes]:
        """Return head and payload of the answer `tag` about `page`; raise what the other side faults."""
        out = pipe(process.stdout)
        raw = out.read(HEAD.size)
        if len(raw) < HEAD.size:
            raise EOFError
        got, a, b, c, length = HEAD.unpack(raw)
        if length > MAX_PIXELS * 4 + 4096:
            raise EOFError
        payload = out.read(length)
        if len(payload) < length:
            raise EOFError
        if got == b"E":
            self._refuse(a, b)
        if got != tag or (page is not None and a != page):
            raise EOFError
        return (got, a, b, c), payload

    def _refuse(self, page: int, fault: int) -> None:
        if page == ALL:
            self._kill()
            self._lives = 0
            raise {Fault.LOCKED: PdfLocked, Fault.TOO_LARGE: PdfTooLarge}.get(Fault(fault), NoPdf)
        raise PdfTooLarge if fault == Fault.TOO_LARGE else PageNotShown(page=page + 1)

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
        """Give the process for one question; kill it where the answer does not come in time, or makes no sense."""
        process = self._process
        if process is None or self._closed:
            raise PreviewStopped
        timer = Timer(seconds, slay, (process,))
        timer.daemon = True
        timer.start()
        try:
            yield process
        except (EOFError, OSError, ValueError):
            self._kill()
            raise PreviewStopped from None
        finally:
            timer.cancel()
            timer.join()

    def _kill(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            end(process)


def _sane(wide: float, high: float) -> tuple[float, float]:
    least, most = _SHOWN_POINTS
    if not (math.isfinite(wide) and math.isfinite(high)) or min(wide, high) <= 0:
        return _BLANK
    return min(max(wide, least), most), min(max(high, least), most)
