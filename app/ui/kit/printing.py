"""Printing papers on a real queue: every page as a grey picture of 600 dots an inch, all papers in one job.

Qt and CUPS put what they print into a file before they send it. For the time of the job that is a folder in memory that
only its owner may enter, and it is gone afterwards. The pages are read by the preview's process, in whose sandbox a
foreign PDF meets the same limits. What the queue itself keeps is the administrator's to set (`PreserveJobFiles No`).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.core.errors import DeviceError
from app.core.i18n import N_
from app.core.progress import Cancel, Progress
from app.ui.kit.preview_pages import as_image
from app.ui.kit.preview_process import PdfProcess

DOTS = 600
"""Per inch: what office laser printers have."""
PAGE_SECONDS = 10.0
"""A page at that resolution on a slow machine."""
_POINTS = 72
_MEMORY = (Path("/dev/shm"), Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")))  # noqa: S108 - a disk of memory
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


@dataclass(frozen=True, slots=True)
class Order:
    """Where and how. `name` is what the queue calls the job: a registration number, nobody's name."""

    printer: str
    name: str
    both_sides: bool = True


def queues() -> tuple[list[str], str]:
    """Return the names of this machine's printers, and of its default one (empty without)."""
    return list(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()


def print_papers(papers: Sequence[Paper], order: Order, progress: Progress, cancel: Cancel) -> int:
    """Print all papers in one job, each beginning on a sheet of its own; return the number of pages sent.

    Call it from a worker thread. Raises PrinterGone, PrinterRefused, NoMemoryFolder, NotShown, Cancelled.
    """
    processes: list[PdfProcess] = []
    try:
        for paper in papers:
            processes.append(PdfProcess(paper.pdf, PAGE_SECONDS))
        with spooled_in_memory():
            return _print(processes, order, progress, cancel)
    finally:
        for one in processes:
            one.close()


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
        folder = Path(tempfile.mkdtemp(prefix="praesidium-", dir=within))  # 0700
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


def _print(processes: Sequence[PdfProcess], order: Order, progress: Progress, cancel: Cancel) -> int:
    contents = [one.contents() for one in processes]
    total, done = sum(len(one.sizes) for one in contents), 0
    progress(0, total)
    printer = _printer(order)
    printer.setPageLayout(_layout(*contents[0].sizes[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterGone(printer=order.printer)
    try:
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        fresh = True
        for process, known in zip(processes, contents, strict=True):
            for page, (wide, high) in enumerate(known.sizes):
                cancel.check()
                if not fresh:
                    printer.setPageLayout(_layout(wide, high))
                    _turn(printer, order)
                fresh = False
                picture = as_image(process.picture(page, round(wide * DOTS / _POINTS), grey=True))
                size = QSizeF(wide * printer.resolution() / _POINTS, high * printer.resolution() / _POINTS)
                painter.drawImage(QRectF(QPointF(0, 0), size), picture)
                done += 1
                progress(done, total)
            if order.both_sides and len(known.sizes) % 2 and process is not processes[-1]:
                _turn(printer, order)  # the next copy is somebody else's: it never begins on this one's back
    except BaseException:
        printer.abort()
        painter.end()
        raise
    if not painter.end() or printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise PrinterRefused(printer=order.printer)
    return done


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


def _layout(wide: float, high: float) -> QPageLayout:
    """Return the page without margins: the paper has its own."""
    portrait = QSizeF(min(wide, high), max(wide, high))
    size = QPageSize(portrait, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    made = QPageLayout(size, turned, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def _turn(printer: QPrinter, order: Order) -> None:
    if not printer.newPage():
        raise PrinterRefused(printer=order.printer)
