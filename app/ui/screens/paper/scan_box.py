"""Where a scan of papers is given instead of a code: chosen, dropped or pasted; several codes stand in a list.

The scan is read by a process of its own (`scan_process`) and kept nowhere. What was typed in the line above stays until
a code was found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import Cancelled
from app.core.i18n import N_
from app.services.paper.scanned import one_a_copy
from app.ui.kit.buttons import link
from app.ui.kit.jobs import Job
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone, label, row
from app.ui.kit.picking import FilePick
from app.ui.screens.paper.scan_reading import Scanned, ScanRead, read_scans
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows, carded

FEW, MANY, LOW = 2, 4, 900
"""Lines of the list that are seen without scrolling: fewer on a screen of less than `LOW` pixels, where what is known
of the page chosen stands below."""
_LINE, _HEAD = 52, 35


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a code: shown in its line."""

    text: str = field(repr=False)
    tone: Tone | None = None


class ScanBox(QWidget):
    """`found` tells what was read, the codes in their order; then `put` says what became of each.

    `by_copy`: the pages of one copy are one line, for what is asked is the copy.
    """

    begun = Signal()
    """Something is being read: what was said of the last is old."""
    found = Signal(list)
    refused = Signal(object)
    chosen = Signal(object)
    """A line of the list was chosen: a `Scanned`."""
    opened = Signal(object)
    """Enter was pressed on it, or it was pressed twice."""

    def __init__(self, kit: Kit, name: str, *, by_copy: bool) -> None:
        super().__init__()
        self._kit, self._by_copy = kit, by_copy
        words = kit.words
        self._job: Job | None = None
        self._runs = 0
        self._found: tuple[Scanned, ...] = ()
        self._marks: dict[Scanned, Mark] = {}
        text = words(N_("Scan of a paper"))
        kinds = words(N_("Scans and photographs (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp)"))
        invites = words(N_("Or drop a scan or a photograph of the paper here (PDF or picture)."))
        self.pick = FilePick(kit, text, kinds, many=True, invites=invites)
        self.pick.picked.connect(self._on_picked)
        self._state = label("", f"{name}_scan_state", "secondary", wrap=True)
        self._stop = link(words(N_("Stop")), f"{name}_scan_stop", self.stop)
        line = row()
        line.addWidget(self._state, 1)
        line.addWidget(self._stop)
        self._reading = QWidget()
        self._reading.setLayout(line)
        columns = (Column(words(N_("Paper")), 1, 210), Column(words(N_("In the scan")), 1, 110))
        self.list = Rows(kit, f"{name}_scan_list", words(N_("Papers in the scan")), (*columns, Column("", 3, 220)))
        self.list.setSelectionMode(Rows.SelectionMode.SingleSelection)
        self.list.chosen.connect(lambda key: self.chosen.emit(key) if key is not None else None)
        self.list.opened.connect(self.opened)
        self._card = carded(self.list)
        self._reading.hide()
        self._card.hide()
        self._narrow = NarrowLine(kit, self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        for part in (self.pick, self._reading, self._narrow, self._card):
            box.addWidget(part)

    @property
    def several(self) -> bool:
        """Tell whether there is a list to go through."""
        return len(self._found) > 1

    def mark_all(self, marks: Sequence[Mark]) -> None:
        """Say what each code is, in the order in which they were found."""
        self._marks = dict(zip(self._found, marks, strict=True))
        self._show()

    def mark(self, one: Scanned, mark: Mark) -> None:
        """Say what became of one."""
        self._marks[one] = mark
        self._show()

    def stop(self) -> None:
        """Read no further."""
        if self._job is not None:
            self._job.stop()

    def _on_picked(self) -> None:
        self.stop()
        self._found, self._marks = (), {}
        self._narrow.filter.clear()
        self._show()
        said, read = self._kit.words(N_("Reading the scan…")), partial(read_scans, self.pick.paths, self.pick.bring)
        self._tell(said, reading=True)
        self.begun.emit()
        self._runs += 1
        mine = self._runs
        self._job = self._kit.jobs.run(self, said, read, partial(self._on_read, mine), partial(self._on_failed, mine))
        self._job.progressed.connect(partial(self._on_progressed, mine))

    def _on_progressed(self, run: int, done: int, total: int) -> None:
        if run != self._runs or self._job is None or done >= total:
            return
        said = (
            N_("Reading file {number} of {count}…")
            if len(self.pick.paths) > 1
            else N_("Reading page {number} of {count}…")
        )
        self._tell(self._kit.words(said, number=done + 1, count=total), reading=True)

    def _on_read(self, run: int, read: ScanRead) -> None:
        if run != self._runs:
            return
        self._job = None
        self._found = read.found
        if self._by_copy:
            first = one_a_copy([one.code for one in read.found])
            self._found = tuple(one for one in read.found if any(one.code is code for code in first))
        self._tell(self._summary(read))
        self._show()
        self.found.emit(list(self._found))

    def _on_failed(self, run: int, failure: BaseException) -> None:
        if run != self._runs:
            return
        self._job = None
        self._tell("")
        if isinstance(failure, Cancelled):
            self._tell(self._kit.words(N_("Stopped. Nothing was read.")))
        else:
            self.refused.emit(failure)

    def _summary(self, read: ScanRead) -> str:
        """Return what the officer could not know: pages on which nothing was found, where there is more than one."""
        words = self._kit.words
        said = []
        if self.several:
            said.append(words.plural("{count} paper in the scan.", "{count} papers in the scan.", len(self._found)))
        if read.without:
            pages = ", ".join(str(page) for page in read.without)
            one, many = N_("No code was found on page {pages}."), N_("No code was found on pages {pages}.")
            said.append(words(one if len(read.without) == 1 else many, pages=pages))
        if read.silent:
            said.append(words(N_("No code was found in {files}."), files=", ".join(read.silent)))
        if read.unread:
            said.append(
                words.plural(
                    "{count} page was not read: there are too many.",
                    "{count} pages were not read: there are too many.",
                    read.unread,
                )
            )
        return " ".join(said)

    def _tell(self, said: str, *, reading: bool = False) -> None:
        self._state.setText(said if reading else "")
        self._reading.setVisible(reading)
        self.pick.note("" if reading else said)

    def _show(self) -> None:
        lines = []
        for one in self._found if self.several else ():
            mark = self._marks.get(one, Mark(""))
            paper = Cell(one.code.registration, self._copy(one))
            cells = (paper, Cell(self._place(one)), Cell(mark.text, tone=mark.tone))
            lines.append(Line(one, cells))
        with QSignalBlocker(self.list):  # the line chosen stays chosen: that is no news
            self._narrow.put(lines)
        self._card.setVisible(bool(lines))
        low = self.screen().availableSize().height() < LOW
        most = FEW if low and not self._by_copy else MANY
        self.list.setFixedHeight(_HEAD + _LINE * min(len(lines), most))

    def _copy(self, one: Scanned) -> str:
        words, code = self._kit.words, one.code
        if self._by_copy:
            return words(N_("version {version}, copy {copy}"), version=code.version, copy=code.copy)
        said = N_("version {version}, copy {copy}, page {page}")
        return words(said, version=code.version, copy=code.copy, page=code.page)

    def _place(self, one: Scanned) -> str:
        page = self._kit.words(N_("page {page}"), page=one.code.sheet) if one.pages > 1 or not one.file else ""
        return " · ".join(part for part in (one.file, page) if part)
