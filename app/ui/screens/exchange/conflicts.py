"""The conflict desk: every value that stands twice, with both authors, what stood before, and one key each."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.kinds.schema import SCHEMA
from app.services.exchange.conflict_sheets import ConflictSheet, conflict_sheets
from app.services.exchange.conflicts import settle_conflict
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Empty, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet
from app.ui.screens.exchange.conflict_cards import ConflictCards

if TYPE_CHECKING:
    from app.services.desk import Desk


class ConflictScreen(Screen):
    """The first conflict answers to the keys 1, 2, 3; settled, the next one moves up."""

    help_page: ClassVar[str] = "conflicts"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Conflicts to settle")), "conflicts_title"), None))
        hint = N_(
            "Two officers wrote the same without knowing of each other. Choose what holds from now on, everywhere."
        )
        box.addWidget(label(words(hint), "conflicts_hint", "quiet", wrap=True))
        box.addSpacing(GRID)
        self._area = ScrollArea()
        self._area.setObjectName("conflicts_area")
        self._area.setAccessibleName(words(N_("Conflicts to settle")))
        self._area.setWidgetResizable(True)
        box.addWidget(self._area, 1)

    def load(self) -> None:
        desk, language = self.desk, self.kit.words.language
        self.titled.emit(self.kit.words(N_("Conflicts to settle")))
        self._latest.read(lambda: conflict_sheets(desk, language), self._on_read)

    def _on_read(self, sheets: list[ConflictSheet]) -> None:
        words = self.kit.words
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4 * GRID)
        for number, sheet in enumerate(sheets):
            cards = ConflictCards(self.kit, sheet, number, keys=number == 0)
            cards.kept.connect(partial(self._on_kept, sheet))
            cards.other_wanted.connect(partial(self._on_other_wanted, sheet))
            box.addWidget(cards)
        if not sheets:
            said = N_("When two workstations change the same thing apart, both values are shown here.")
            box.addWidget(Empty(words(N_("Nothing stands twice")), words(said), "no_conflicts"))
        box.addStretch(1)
        self._area.setWidget(page)

    def _on_kept(self, sheet: ConflictSheet, values: Mapping[str, Any]) -> None:
        desk, conflict = self.desk, sheet.conflict
        self.kit.jobs.write(self, lambda: settle_conflict(desk, conflict, values), self._on_settled)

    def _on_settled(self, _done: object) -> None:
        self.load()

    def _on_other_wanted(self, sheet: ConflictSheet) -> None:
        other = OtherValue(self.kit, self.desk, sheet, self)
        other.chosen.connect(partial(self._on_kept, sheet))
        other.open()


class OtherValue(Sheet):
    """A third value for the cell, typed in its own editors."""

    chosen = Signal(object)

    def __init__(self, kit: Kit, desk: "Desk", sheet: ConflictSheet, parent: QWidget) -> None:
        super().__init__(kit, parent, kit.words(N_("Another value")), "other_value")
        record = SCHEMA.by_name[sheet.conflict.kind].record
        self._form = Form(kit, desk, form_spec(record, sheet.conflict.fields), None)
        self.body.addWidget(self._form)
        self.add_cancel()
        self.add_button(kit.words(N_("This holds")), "other_value_keep", self._on_keep, primary=True)

    def _on_keep(self) -> None:
        try:
            values = self._form.values()
        except UserError:
            return
        self.chosen.emit(values)
        self.accept()
