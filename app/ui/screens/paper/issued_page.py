"""What was issued: its copies in memory, to look at, print in one job, let leave as a file; and what to take back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.desk import Desk
from app.services.paper.copies import HeldCopy, copy_register
from app.services.paper.issuing import Issued, IssuedCopy
from app.services.station.stations import Platform
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, secondary
from app.ui.kit.preview import Preview
from app.ui.kit.printing import Paper
from app.ui.kit.printing_sheet import PrintSheet
from app.ui.screens.paper.before_issuing import Section
from app.ui.screens.paper.file_sheet import FileSheet
from app.ui.screens.paper.step_sheet import STEPS, StepSheet
from app.ui.tables.narrow_line import NarrowLine
from app.ui.tables.rows import Cell, Column, Line, Rows, carded

LEFT, RIGHT = 592, 560


class IssuedPage(QWidget):
    """Shows the copies of one issue. Their bytes are here and nowhere else: closing forgets them.

    `recall_wanted` asks for the recall sheets of the version replaced, where it was a `dispatcher` sheet.
    The copies of a `file` can be handed over here: in the register they lie here until then.
    """

    recall_wanted = Signal()

    def __init__(
        self, kit: Kit, desk: Desk, on: Platform, issued: Issued, *, second: bool, dispatcher: bool = False,
        file: Id | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._kit, self._desk, self._on, self._issued, self._second = kit, desk, on, issued, second
        self._root = file
        self.setObjectName("issued_page")
        words = kit.words
        said = words.plural(
            "{registration}, version {version}, is issued: {count} copy.",
            "{registration}, version {version}, is issued: {count} copies.",
            len(issued.copies), registration=issued.registration, version=issued.version,
        )  # fmt: skip
        columns = (
            Column(words(N_("Copy no.")), 0, 60), Column(words(N_("Recipient")), 1, 150),
            Column(words(N_("Language")), 0, 64), Column(words(N_("Pages")), 0, 96),
            Column(words(N_("Control code")), 0, 150),
        )  # fmt: skip
        self.list = Rows(kit, "issued_copies", words(N_("Copies")), columns)
        self.print = button(
            kit, words(N_("Print all copies")), "issued_print", self._on_print, primary=True, icon="printer"
        )
        self.file = button(kit, words(N_("Save as file…")), "issued_file", self._on_file, icon="download")
        self.preview = Preview(kit, name="issued_preview")
        recall = Section(kit, words(N_("To take back now")), "issued_recall")
        recall.say([self._held(one.version, one.number, one.recipient) for one in issued.outstanding])
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(label(said, "issued_said", "strong", wrap=True))
        hint = N_("Print the copies now; later that takes a reason.")
        left.addWidget(secondary(words(hint), "issued_hint", wrap=True))
        narrow = NarrowLine(kit, self.list)
        left.addWidget(narrow)
        left.addWidget(carded(self.list), 1)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.print)
        line.addWidget(self.file)
        self.hand_over = button(kit, words(N_("Hand over…")), "issued_hand_over", self._on_hand_over)
        self.hand_over.setVisible(file is not None)
        line.addWidget(self.hand_over)
        line.addStretch(1)
        left.addLayout(line)
        left.addWidget(recall)
        if dispatcher and issued.outstanding:
            text = kit.words(N_("Recall sheets…"))
            self.recall = button(kit, text, "issued_recall_sheets", self.recall_wanted.emit)
            left.addLayout(row(self.recall, None))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2 * GRID)
        across.addLayout(left, LEFT)
        across.addWidget(self.preview, RIGHT)
        narrow.put([Line(one.copy, self._row(one)) for one in issued.copies])
        self.list.chosen.connect(self._on_chosen)

    def begin(self) -> None:
        """Show the first copy; Enter prints all of them."""
        self.list.choose(self._issued.copies[0].copy)
        self.print.setFocus()

    def _held(self, version: int, number: int, recipient: str) -> str:
        said = N_("Version {version}, copy {number}: {recipient}")
        return self._kit.words(said, version=version, number=number, recipient=recipient)

    def _row(self, one: IssuedCopy) -> tuple[Cell, ...]:
        texts = (str(one.number), one.recipient, one.language.upper(), str(one.pages), one.control_code)
        return tuple(Cell(text) for text in texts)

    def _chosen(self) -> list[IssuedCopy]:
        keys = self.list.keys
        return [one for one in self._issued.copies if one.copy in keys]

    def _on_chosen(self, _key: object = None) -> None:
        chosen = self._chosen()
        self.file.setEnabled(bool(chosen))
        self.hand_over.setEnabled(bool(chosen))
        if chosen:
            self.preview.show_pdf(chosen[0].pdf, self._title(chosen[0]))

    def _title(self, one: IssuedCopy) -> str:
        words = self._kit.words
        number = words(N_("Copy {number} of {count}"), number=one.number, count=len(self._issued.copies))
        return f"{number} · {one.recipient}"

    def _on_print(self) -> None:
        papers = [Paper(self._title(one), one.pdf) for one in self._issued.copies]
        PrintSheet(self._kit, self, papers, self._issued.registration).open()

    def _on_hand_over(self) -> None:
        """Record who got the chosen copies: until then the register says that they lie here."""
        file, keys = self._root, set(self.list.keys)
        if file is not None:
            self._kit.jobs.read(self, partial(copy_register, self._desk, file), partial(self._hand_over, keys))

    def _hand_over(self, keys: set[Id], held: Sequence[HeldCopy]) -> None:
        copies = [one for one in held if one.copy in keys and STEPS[0].fits([one])]
        if copies:
            StepSheet(self._kit, self._desk, self, STEPS[0], copies).open()
        else:
            self.hand_over.setEnabled(False)

    def _on_file(self) -> None:
        FileSheet(self._kit, self._desk, self._on, self, self._chosen(), second=self._second).open()
