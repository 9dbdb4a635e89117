"""Measures to choose from, several at once, with the file each is of; what is chosen is kept in the form's draft."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DecisionKind
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.services.cases.proposal_boards import Proposable
from app.services.cases.proposal_sheets import ProposedFile
from app.services.cases.worklists import MeasureRow
from app.ui.files.list_page import ListPage
from app.ui.files.wording import capital, period_text, subject_text
from app.ui.forms.editor import State
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone, secondary
from app.ui.tables.rows import Cell, Column, Line

HEIGHT, MOST_WHOLE = 300, 4
"""Pixels of the list at least, and the lines it shows without scrolling."""


ANSWERED = {
    DecisionKind.APPROVE: (N_("Approved"), Tone.PLAIN),
    DecisionKind.APPROVE_AMENDED: (N_("Amended"), Tone.PLAIN),
    DecisionKind.REFUSE: (N_("Refused"), Tone.RED),
    DecisionKind.RETURN: (N_("Returned"), Tone.AMBER),
}
"""What an answer is called in one word, and its colour."""


def answer_cell(kit: Kit, kind: DecisionKind, reason: str) -> Cell:
    """Return what a line says of the answer to a measure."""
    if kind not in ANSWERED:
        return Cell(capital(kit.words.enum(kind)), reason)
    word, tone = ANSWERED[kind]
    return Cell(kit.words(word), reason, tone)


def measure_columns(kit: Kit) -> tuple[Column, ...]:
    """Return the columns in which a proposal shows its measures."""
    words = kit.words
    return (
        Column(words(N_("Measure")), 4, 170),
        Column(words(N_("For")), 3, 120),
        Column(words(N_("File")), 3, 140),
        Column(words(N_("Period")), 2, 156),
    )


def measure_cells(kit: Kit, line: MeasureRow, file: ProposedFile, names: Mapping[Id, str]) -> tuple[Cell, ...]:
    """Return what these columns say of a measure."""
    words, record = kit.words, line.record
    what = capital(words.value(SCHEMA.by_record[Measure].fields["type"], record.type))
    by = ", ".join(names.get(one, "") for one in record.executing)
    whom = subject_text(words, record, names, words(N_("not shown here")))
    unknown = words(N_("another file"))
    return (
        Cell(what, by, strong=True), Cell(whom), Cell(file.reference or unknown, file.title),
        Cell(period_text(words, line.course), capital(words.enum(line.state)), by=line.course.start),
    )  # fmt: skip


class MeasurePicker(QWidget):
    """Ctrl and Shift choose several lines; with `edited`, `state` and `restore` a form keeps them in its draft.

    `begun` is chosen to begin with, beside whatever a draft kept, as long as it waits for a decision.
    """

    edited = Signal()

    def __init__(self, kit: Kit, begun: Id | None = None) -> None:
        super().__init__()
        self._kit = kit
        self._begun = [begun] if begun is not None else []
        self._missing = False
        self.setObjectName("measure_picker")
        words = kit.words
        hint = N_("Propose measures in a file first; what is proposed and not yet decided is listed here.")
        empty = (words(N_("No measure waits for a decision")), words(hint))
        self._page = ListPage(kit, "proposable", words(N_("Measures")), measure_columns(kit), empty, filtered=True)
        self._page.setMinimumHeight(HEIGHT)
        self._page.rows.stand_whole(MOST_WHOLE)
        self.grown = self._page.rows.grown
        self._said = secondary("", "proposable_chosen")
        self._wanted: list[Id] = [*self._begun]
        self._quiet = False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self._page)
        box.addWidget(self._said)
        self.setFocusProxy(self._page.rows)
        self._page.rows.selectionModel().selectionChanged.connect(lambda *_: self._on_chosen())

    def put(self, found: Proposable) -> None:
        """Show these; what was chosen before stays chosen."""
        self._quiet = True
        lines = []
        for file in found.files:
            lines += [Line(row.id, measure_cells(self._kit, row, file, found.names)) for row in file.measures]
        self._page.put(lines)
        self._quiet = False
        known = {line.key for line in lines}
        if any(one not in known for one in self._begun):
            self._wanted = [one for one in self._wanted if one not in self._begun]
            self._begun, self._missing = [], True
        self._choose()

    @property
    def chosen(self) -> list[Id]:
        """Return what is chosen, in the order of the lines."""
        return list(self._wanted)

    def state(self) -> State:
        """Return what is chosen, None where it stands as it began."""
        return None if self._wanted == self._begun else [one.hex() for one in self._wanted]

    def restore(self, state: State) -> None:
        """Choose what a draft kept, without telling of it."""
        kept = [bytes.fromhex(one) for one in state] if isinstance(state, list) else []
        self._wanted = [*(one for one in self._begun if one not in kept), *kept]
        self._choose()

    def _choose(self) -> None:
        self._quiet = True
        self._page.rows.choose_all(set(self._wanted))
        self._quiet = False
        self._say()

    def _on_chosen(self) -> None:
        if self._quiet:
            return
        shown = {line.key for line in self._page.rows.lines}
        kept = [one for one in self._wanted if one not in shown]  # behind the filter
        self._wanted = [*kept, *self._page.rows.keys]
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        words = self._kit.words
        count = len(self._wanted)
        said = words.plural("{count} measure chosen", "{count} measures chosen", count)
        hint = words(N_("Ctrl and Shift choose several; Ctrl+A all of them."))
        gone = N_("The measure you came from stands in a proposal already, or waits no longer.")
        self._said.setText(f"{words(gone)} {said}. {hint}" if self._missing else f"{said}. {hint}")
