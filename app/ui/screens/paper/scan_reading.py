"""Scans of papers read for their codes: one file or several, each page; which pages say nothing is told too.

Runs on a worker thread and knows no Qt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.core.progress import Cancel, Progress, silent
from app.models.names.file_names import harmless
from app.services.paper.scanned import NoCodeFound, NoPaperCode, PaperCode, paper_codes
from app.ui.kit.scan_process import Read, ScanNotRead, ScanOutOfReach, read_file, read_scan


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code, and where it stands: in the file of this name (empty for the only one), on which of how many pages."""

    code: PaperCode
    file: str = field(repr=False)
    pages: int


@dataclass(frozen=True, slots=True)
class ScanRead:
    """What several files, or one, say."""

    found: tuple[Scanned, ...]
    without: tuple[int, ...] = ()
    """Pages of the only file on which no code was found."""
    silent: tuple[str, ...] = field(default=(), repr=False)
    """Of several files those in which none was found, or that could not be read."""
    unread: int = 0
    """Pages that were not even looked at: there are too many."""


def read_scans(
    paths: Sequence[Path], bring: Callable[[], bytes | None], progress: Progress, cancel: Cancel
) -> ScanRead:
    """Return the codes in some files, or in what was pasted, which `bring` gives; `progress` counts pages, or files.

    Raises NoCodeFound, NoPaperCode, ScanNotRead, ScanOutOfReach, Cancelled.
    """
    if len(paths) > 1:
        return _several(paths, progress, cancel)
    read = read_file(paths[0], progress, cancel) if paths else read_scan(bring() or b"", progress, cancel)
    told = {page for page, _ in read.codes}
    without = tuple(page for page in range(1, read.pages + 1) if page not in told) if read.pages > 1 else ()
    return ScanRead(_scanned(read, ""), without, unread=read.in_all - read.pages)


def _several(paths: Sequence[Path], progress: Progress, cancel: Cancel) -> ScanRead:
    found: list[Scanned] = []
    without: list[str] = []
    unread = 0
    refused: Exception = NoCodeFound()
    for done, path in enumerate(paths):
        progress(done, len(paths))
        try:
            read = read_file(path, silent, cancel)
            found += _scanned(read, harmless(path.name))
            unread += read.in_all - read.pages
        except (ScanNotRead, ScanOutOfReach, NoCodeFound, NoPaperCode) as error:
            refused = error
            without.append(harmless(path.name))
    if not found:
        raise refused
    return ScanRead(tuple(found), silent=tuple(without), unread=unread)


def _scanned(read: Read, file: str) -> tuple[Scanned, ...]:
    return tuple(Scanned(one, file, read.in_all) for one in paper_codes(read.codes))
