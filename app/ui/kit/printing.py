"""Printing papers on a real queue: every page as a grey picture of 600 dots an inch, all papers in one job.

Qt and CUPS put what they print into a file before they send it. For the time of the job that is a folder in memory that
only its owner may enter, and it is gone afterwards. The pages are read by the preview's process, in whose sandbox a
foreign PDF meets the same limits. What the queue itself keeps is the administrator's to set (`PreserveJobFiles No`).
"""

import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.core.errors import DeviceError
from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.ui.kit.preview_pages import as_image
from app.ui.kit.preview_process import PdfProcess, Picture

DOTS = 600
"""Per inch: what office laser printers have."""
PAGE_SECONDS = 10.0
"""A page at that resolution on a slow machine."""
_POINTS = 72
_MEMORY = (Path("/dev/shm"), Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")))  # noqa: S108 - a disk of memory
STOPPED = frozenset({QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted})
_one_job = Lock()
"""The folder for temporary files is the whole process's."""


class PrinterGone(DeviceError):
    """The queue is not there any more."""

    sentence = N_("The printer {printer} cannot be reached. Nothing was printed; the copies can be printed again.")


class PrinterRefused(DeviceError):
    """The queue took the job and gave it up."""

    sentence = N_(
        "The printer {printer} did not take the job. Look at the printer what came out, destroy it, and print again."
    )


class NoMemoryFolder(DeviceError):
    """There is nowhere to spool but the disk."""

    sentence = N_("This machine has no disk in memory, so printing would leave pages in clear on disk. Not printed.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to print: how the officer knows it, and its bytes."""

    name: str = field(repr=False)
    pdf: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """Where and how. `name` is what the queue calls the job: a registration number, nobody's name."""

    printer: str
    name: str
    both_sides: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What the queue took. `stopped`: the printer does not print now, so that the job waits there."""

    pages: int
    stopped: bool


def queues() -> tuple[list[str], str]:
    """Return the names of this machine's printers, and of its default one (empty without)."""
    return list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()


def print_papers(papers: Sequence[Paper], order: Order, progress: Progress, cancel: Cancel) -> Sent:
    """Print all papers in one job, each beginning on a sheet of its own; return what the queue took.

    Call it from a worker thread. Raises PrinterGone, PrinterRefused, NoMemoryFolder, NotShown, Cancelled.
    """
    with spooled_in_memory():
        drawn = _draw(papers, progress, cancel)
        _send(drawn, order)
    stopped = QPrinterInfo.printerInfo(order.printer).state() in STOPPED
    return Sent(sum(len(pages) for pages in drawn), stopped)


@contextmanager
def spooled_in_memory() -> Iterator[Path]:
    """Point temporary files at a private folder in memory; everything in it is gone afterwards.

    Raises NoMemoryFolder.
    """
    if os.name == "nt":  # Windows spools by itself and writes no file of ours
        yield Path(tempfile.gettempdir())
        return
    within = next((one for one in _MEMORY if one.is_dir() and os.access(one, os.W_OK | os.X_OK)), None)
    if within is None:
        raise NoMemoryFolder
    with _one_job:
        folder = Path(tempfile.mkdtemp(prefix=f"praesidium-{os.getpid()}-", dir=within))  # 0700
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(folder)
        try:
            yield folder
        finally:
            if before is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = before
            shutil.rmtree(folder, ignore_errors=True)


def _draw(papers: Sequence[Paper], progress: Progress, cancel: Cancel) -> list[list["_Page"]]:
    """Draw every page before any is sent: Qt cannot take back a job that was begun. One process at a time."""
    total = done = 0
    for paper in papers:
        with closing(PdfProcess(paper.pdf, PAGE_SECONDS)) as process:
            total += len(process.contents().sizes)
    progress(0, total)
    found: list[list[_Page]] = []
    for paper in papers:
        found.append([])
        with closing(PdfProcess(paper.pdf, PAGE_SECONDS)) as process:
            for page, (wide, high) in enumerate(process.contents().sizes):
                cancel.check()
                picture = process.picture(page, round(wide * DOTS / _POINTS), grey=True)
                found[-1].append(_Page.of(picture, wide, high))
                done += 1
                progress(done, total)
    cancel.check()
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """A page drawn and packed: mostly white, it takes a hundredth of its 35 MB. Sizes in points."""

    wide: float
    high: float
    picture: Picture

    @classmethod
    def of(cls, picture: Picture, wide: float, high: float) -> "_Page":
        return cls(wide, high, replace(picture, pixels=zlib.compress(picture.pixels, 1)))

    def image(self) -> QImage:
        return as_image(replace(self.picture, pixels=zlib.decompress(self.picture.pixels)))


def _send(papers: Sequence[Sequence[_Page]], order: Order) -> None:
    printer = _printer(order)
    printer.setPageLayout(_layout(papers[0][0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterGone(printer=order.printer)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    fine = True
    for number, pages in enumerate(papers):
        for at, page in enumerate(pages):
            if number or at:
                printer.setPageLayout(_layout(page))
                fine = printer.newPage() and fine
            dots = printer.resolution() / _POINTS
            painter.drawImage(QRectF(0, 0, page.wide * dots, page.high * dots), page.image())
        if order.both_sides and len(pages) % 2 and number + 1 < len(papers):
            fine = printer.newPage() and fine  # the next copy is somebody else's: it never begins on this one's back
    ended = painter.end()
    if not (fine and ended) or printer.printerState() in STOPPED:
        raise PrinterRefused(printer=order.printer)


def _printer(order: Order) -> QPrinter:
    if order.printer not in QPrinterInfo.availablePrinterNames():
        raise PrinterGone(printer=order.printer)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(order.printer)
    printer.setResolution(DOTS)
    printer.setDocName(order.name)
    printer.setCreator("Praesidium")
    printer.setCopyCount(1)  # numbered copies are papers of their own: the printer never makes a second of one
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if order.both_sides else QPrinter.DuplexMode.DuplexNone)
    printer.setFullPage(True)
    return printer


def _layout(page: _Page) -> QPageLayout:
    """Return the page without margins: the paper has its own."""
    portrait = QSizeF(min(page.wide, page.high), max(page.wide, page.high))
    size = QPageSize(portrait, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lies = page.wide > page.high
    turned = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    made = QPageLayout(size, turned, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made
