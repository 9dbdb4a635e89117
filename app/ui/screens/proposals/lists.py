"""The room of the proposals: which are drawn up, which wait at the Minister's, which are answered."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.models.enums import Marking
from app.models.kinds.measures import Measure
from app.models.kinds.proposals import Proposal
from app.services.cases.proposal_sheets import ProposalLine, proposals
from app.services.markings import highest_marking
from app.services.status import seat
from app.ui.files.list_page import ListPage
from app.ui.files.wording import capital
from app.ui.kit.action import Action
from app.ui.kit.buttons import button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Tone, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.screens.proposals.drawing_up import NEW_DRAFT, new_proposal_sheet
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

SHOWN = (Proposal, Measure)
"""What the list shows, and the sheet of a new proposal over it."""


class ProposalsScreen(Screen):
    """A line a proposal, the newest first; Enter opens it."""

    help_page: ClassVar[str] = "proposals"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        self._may = False
        columns = (
            Column(words(N_("Proposal")), 5, 220),
            Column(words(N_("Measures")), 1, 110),
            Column(words(N_("Submitted on")), 2, 130),
            Column(words(N_("State")), 2, 150),
        )
        hint = N_("Put the measures that wait for a decision, of one file or several, on one paper.")
        empty = (words(N_("No proposals yet")), words(hint))
        self._page = ListPage(kit, "proposals", words(N_("Proposals")), columns, empty, filtered=True)
        self._page.opened.connect(lambda uid: self.wanted.emit(Address("proposal", bytes(uid))))
        self._new = button(
            kit, words(N_("New proposal")), "new_proposal", self._on_new, primary=True, key="Ctrl+N", icon="plus"
        )
        self._new.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, GRID)
        box.setSpacing(2 * GRID)
        box.addLayout(row(title(words(N_("Proposals to the Minister")), "proposals_title"), None, self._new))
        box.addWidget(self._page, 1)
        self.setFocusProxy(self._page.rows)

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Proposals")))
        desk = self.desk
        self.kit.jobs.read(self, lambda: Right.PROPOSE in seat(desk).may, self._on_seat)
        self._latest.read(lambda: (proposals(desk), highest_marking(desk, SHOWN)), self._on_read)

    def take_up(self, key: str) -> None:
        if key == NEW_DRAFT:
            self._on_new()

    def actions_here(self) -> list[Action]:
        text = self.kit.words(N_("New proposal"))
        return [Action("new_proposal", text, self._on_new, group="file")] if self._may else []

    def _on_seat(self, may: bool) -> None:
        self._may = may
        self._new.setVisible(may)
        self.kit.actions.changed.emit()

    def _on_read(self, read: tuple[list[ProposalLine], Marking]) -> None:
        words, (found, marking) = self.kit.words, read
        lines = []
        for one in found:
            waits = words.plural("{count} waits", "{count} wait", one.waiting) if one.waiting else ""
            cells = (
                Cell(one.title, one.reference, strong=True),
                Cell(words.number(one.of), waits, by=one.of),
                Cell(words.date(one.submitted_on) if one.submitted_on else "", by=one.submitted_on),
                Cell(capital(words.enum(one.state)), tone=Tone.PLAIN),
            )
            lines.append(Line(one.id, cells))
        self._page.put(lines)
        self.marked.emit(marking)

    def _on_new(self) -> None:
        made = new_proposal_sheet(self.kit, self.desk, self)
        made.acted.connect(lambda uid: self.wanted.emit(Address("proposal", uid)))
        made.open()
