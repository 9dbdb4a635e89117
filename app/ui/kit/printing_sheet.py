"""Which printer, one side or both; then how far it is. How many is not asked: each numbered copy is its own paper.

As long as the sheet is open it asks the queue what stands in the way, before, while and after the pages are sent: a
printer without paper takes a job as any other does.
"""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QProgressBar, QWidget

from app.core.errors import Cancelled
from app.core.i18n import N_
from app.ui.kit.jobs import Job, Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, secondary, set_property
from app.ui.kit.printer_state import Trouble, troubles
from app.ui.kit.printing import Order, Paper, Sent, print_papers, queues
from app.ui.kit.sheet import Sheet

SHOWN = 6
"""Papers listed by name; of more the number is told."""
LOOK_AGAIN = 2000
"""Milliseconds between two looks at the printer."""


class PrintSheet(Sheet):
    """Prints papers that are in memory. `name` is what the queue calls the job: nobody's name.

    `alone` says why no page may have another on its back; one side is then printed, and neither sides nor copies told.
    `hint` is told of papers that have no numbers, instead of how many copies there are.
    """

    printed = Signal(int)
    """The pages that the queue took."""

    def __init__(
        self, kit: Kit, parent: QWidget | None, papers: Sequence[Paper], name: str, alone: str = "", *,
        hint: str = "",
    ) -> None:  # fmt: skip
        words = kit.words
        count = words.plural(
            "{count} copy, each with its own number", "{count} copies, each with its own number", len(papers)
        )
        super().__init__(kit, parent, words(N_("Print {name}"), name=name), "print_sheet", alone or hint or count)
        self._papers, self._name = tuple(papers), name
        self._job: Job | None = None
        self._waits = False
        """The pages wait at a printer that is stopped, and that is said."""
        self._add_papers()
        self.printer = QComboBox()
        self.printer.setObjectName("print_printer")
        self.printer.setAccessibleName(words(N_("Printer")))
        self.sides = QComboBox()
        self.sides.setObjectName("print_sides")
        self.sides.setAccessibleName(words(N_("Sides")))
        if not alone:
            self.sides.addItem(words(N_("Both sides, turned on the long edge")), True)
        self.sides.addItem(words(N_("One side")), False)
        fields = QFormLayout()
        fields.setHorizontalSpacing(2 * GRID)
        fields.setVerticalSpacing(GRID)
        fields.addRow(secondary(words(N_("Printer"))), self.printer)
        if alone:
            self.sides.setParent(self)
            self.sides.hide()
        else:
            fields.addRow(secondary(words(N_("Sides"))), self.sides)
        self.body.addLayout(fields)
        self._bar = QProgressBar()
        self._bar.setObjectName("print_progress")
        self._bar.setAccessibleName(words(N_("Pages sent")))
        self._bar.setTextVisible(False)
        self._state = secondary(words(N_("Looking for printers…")), "print_state", wrap=True)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._state)
        self._trouble = label("", "print_trouble", "warning", wrap=True)
        self.body.addWidget(self._trouble)
        self.body.addStretch(1)
        self._bar.hide()
        self._trouble.hide()
        self._close = self.add_cancel()
        self._print = self.add_button(words(N_("Print")), "print_start", self._on_print, primary=True)
        self._print.setEnabled(False)
        self._looking = Latest(kit.jobs, self, counts=True)
        self._again = QTimer(self, singleShot=True, interval=LOOK_AGAIN)
        self._again.timeout.connect(self._look)
        self.printer.currentTextChanged.connect(self._look)
        kit.jobs.run(self, words(N_("Looking for printers")), lambda _progress, _cancel: queues(), self._on_queues)

    def reject(self) -> None:
        """Close, or stop what is being printed first."""
        if self._job is not None:
            self._job.stop()
            return
        super().reject()

    def _add_papers(self) -> None:
        for number, paper in enumerate(self._papers[:SHOWN], start=1):
            self.body.addWidget(label(paper.name, f"print_paper_{number}", wrap=True))
        if len(self._papers) > SHOWN:
            rest = self.kit.words.plural("and {count} more", "and {count} more", len(self._papers) - SHOWN)
            self.body.addWidget(secondary(rest, "print_papers_rest"))
        self.body.addSpacing(GRID)

    def _on_queues(self, found: tuple[list[str], str]) -> None:
        names, default = found
        self.printer.addItems(names)
        if default in names:
            self.printer.setCurrentText(default)
        none = self.kit.words(N_("This machine has no printer. Ask the administrator to add one; nothing is lost."))
        self._state.setText("" if names else none)
        self._print.setEnabled(bool(names))
        if names:
            self._print.setFocus()
            self._look()

    def _look(self) -> None:
        """Ask the chosen printer what stands in the way; the answer asks again after a while."""
        printer = self.printer.currentText()
        self._again.stop()
        self._looking.read(lambda: troubles(printer), self._on_troubles)

    def _on_troubles(self, found: tuple[Trouble, ...]) -> None:
        words, printer = self.kit.words, self.printer.currentText()
        shown = [one for one in found if not (self._waits and one is Trouble.STOPPED)]
        text = "\n".join(words(one.value, printer=printer) for one in shown)
        if text != self._trouble.text():
            self._trouble.setText(text)
            self._trouble.setAccessibleName(text)
            self._trouble.setVisible(bool(text))
            self.grow()
        self._again.start()

    def _on_print(self) -> None:
        words = self.kit.words
        order = Order(self.printer.currentText(), self._name, bool(self.sides.currentData()))
        papers = self._papers
        self.say("")
        for one in (self.printer, self.sides, self._print):
            one.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._state.setText(words(N_("The pages are being sent to {printer}…"), printer=order.printer))
        self._job = self.kit.jobs.run(
            self, words(N_("Printing {name}"), name=self._name),
            lambda progress, cancel: print_papers(papers, order, progress, cancel), self._on_printed, self._on_failed,
        )  # fmt: skip
        self._job.progressed.connect(self._on_progressed)

    def _on_progressed(self, done: int, total: int) -> None:
        words = self.kit.words
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        said = words(N_("Page {done} of {total}"), done=words.number(done), total=words.number(total))
        if total and done >= total:  # the queue still takes them in: a full bar alone looks stuck
            self._bar.setRange(0, 0)
            said = words(N_("All pages are sent; {printer} is taking them in…"), printer=self.printer.currentText())
        self._state.setText(said)

    def _on_printed(self, took: Sent) -> None:
        self._job = None
        words, pages = self.kit.words, took.pages
        self._bar.hide()
        sent = words.plural(
            "{count} page sent to {printer}. Look that all of it came out.",
            "{count} pages sent to {printer}. Look that all of them came out.",
            pages, printer=self.printer.currentText(),
        )  # fmt: skip
        waits = words.plural(
            "{count} page waits at {printer}, which is stopped. Start the printer again, or cancel the job there.",
            "{count} pages wait at {printer}, which is stopped. Start the printer again, or cancel the job there.",
            pages, printer=self.printer.currentText(),
        )  # fmt: skip
        self._waits = took.stopped
        self._state.setText(waits if took.stopped else sent)
        set_property(self._state, "role", "warning" if took.stopped else "secondary")
        self.grow()
        self._look()
        self._print.hide()
        self._close.setText(words(N_("Close")))
        self._close.setAccessibleName(words(N_("Close")))
        self._close.setFocus()
        self.printed.emit(pages)

    def _on_failed(self, failure: BaseException) -> None:
        self._job = None
        self._bar.hide()
        self._state.setText("")
        for one in (self.printer, self.sides, self._print):
            one.setEnabled(True)
        if isinstance(failure, Cancelled):
            self._state.setText(self.kit.words(N_("Stopped. What came out already must be destroyed.")))
            return
        self.say(failure)
