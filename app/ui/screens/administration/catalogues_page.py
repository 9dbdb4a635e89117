"""The catalogues: which list at the left, its lines in four languages, and what is done with one."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.catalogues import CatalogueEntry
from app.models.lists import LISTS
from app.services.catalogues.changing import take_up_item, undo_item, withdraw_item
from app.services.catalogues.sheets import CatalogueSheet, catalogue_sheet, catalogue_sheet_as_of
from app.services.trails import Past
from app.ui.files.list_page import ListPage
from app.ui.files.past_bar import AsOfSheet, PastBar
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card
from app.ui.kit.screen import Address
from app.ui.kit.words import capital
from app.ui.screens.administration.catalogue_lines import item_line, names_in_order
from app.ui.screens.administration.catalogue_sheets import (
    Item,
    change_item_sheet,
    changes_sheet,
    new_item_sheet,
    uses_sheet,
    withdraw_sheet,
)
from app.ui.screens.administration.offering import offered
from app.ui.tables.rows import Cell, Column, Line, Rows

if TYPE_CHECKING:
    from app.services.desk import Desk

SIDE = 216


class CataloguesPage(QWidget):
    """What the officer may not do here is absent; what is done with one line needs one that is chosen."""

    wanted = Signal(Address)
    """A place that uses a line should be opened."""

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__()
        self.setObjectName("catalogues")
        words = kit.words
        self._kit, self._desk = kit, desk
        self._latest = Latest(kit.jobs, self)
        self._sheet: CatalogueSheet | None = None
        self._moment: tuple[datetime, Past] | None = None
        self._waiting: Item | None = None
        """The line whose draft is opened as soon as the lists are known."""
        self.lists = Rows(kit, "catalogue_lists", words(N_("Lists")), (Column(words(N_("List")), 1, 150),))
        self.lists.chosen.connect(lambda _name: self._show_lines())
        card = Card("catalogue_lists_card", margin=4)
        card.setFixedWidth(SIDE)
        card.box.addWidget(self.lists)
        columns = (
            *(Column(words(heading), 3, 130) for heading in names_in_order(words.language)),
            Column(words(N_("State")), 1, 96),
        )
        empty = (words(N_("No line yet")), words(N_("Add what officers choose from this list.")))
        self.items = ListPage(kit, "catalogue_items", words(N_("Lines")), columns, empty, filtered=True)
        self.items.opened.connect(lambda _code: self._on_change())
        self.items.chosen.connect(lambda _code: self._renew_buttons())
        self._buttons: dict[str, Button] = {
            "settle": button(
                kit, words(N_("Settle the conflict")), "item_conflict", self._on_settle, key="Ctrl+Shift+L"
            ),
            "as_of": button(kit, words(N_("As of…")), "items_as_of", self._on_as_of, key="Ctrl+T", icon="history"),
            "history": button(kit, words(N_("History…")), "item_history", self._on_history, key="Ctrl+H"),
            "uses": button(kit, words(N_("Uses…")), "item_uses", self._on_uses, key="Ctrl+U"),
            "withdraw": button(kit, words(N_("Withdraw…")), "withdraw_item", self._on_withdraw, key="Ctrl+R"),
            "take_up": button(
                kit, words(N_("Put into use again")), "take_up_item", self._on_take_up, key="Ctrl+Shift+R"
            ),
            "change": button(kit, words(N_("Change…")), "change_item", self._on_change, key="Ctrl+E"),
            "new": button(kit, words(N_("New line")), "new_item", self._on_new, icon="plus", key="Ctrl+N"),
        }
        for made in self._buttons.values():
            made.hide()
            self.items.add_button(made)
        self._past_bar = PastBar(kit)
        self._past_bar.left.connect(partial(self.show_as_of, None, Past.KNOWN_HERE))
        self._undo = UndoBar(kit, desk, self)
        beside = QHBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(card)
        beside.addWidget(self.items, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self._past_bar)
        box.addWidget(self._undo)
        box.addLayout(beside, 1)

    def load(self) -> None:
        """Read the lists, as they stand or as they stood at the moment that is shown."""
        desk, at = self._desk, self._moment
        if at is None:
            self._latest.read(lambda: catalogue_sheet(desk), self._on_read)
        else:
            self._latest.read(lambda: catalogue_sheet_as_of(desk, at[0], at[1]), self._on_read)

    def show_as_of(self, moment: datetime | None, past: Past) -> None:
        """Turn all lists to a past moment; None: back to now."""
        self._moment = None if moment is None else (moment, past)
        self._undo.forget()
        self._past_bar.show_moment(moment, past)
        self.load()

    def turn_to(self, name: str, code: str = "") -> None:
        """Show a list, and choose one of its lines."""
        if self.lists.choose(name) and code:
            self.items.rows.choose(code)

    def open_draft(self, name: str, code: str) -> None:
        """Open the sheet in which a draft of this line was typed; it restores itself."""
        if self._sheet is None or self._moment is not None:
            self._waiting = (name, code)
            if self._moment is not None:
                self.show_as_of(None, Past.KNOWN_HERE)
            return
        self.turn_to(name, code)
        if not self._sheet.may_change or name not in LISTS:
            return
        if code in self._sheet.lists.all(name):
            self._on_change()
        else:
            self._on_new()

    def offered(self) -> list[Action]:
        """Return what the buttons that are shown do, with their keys."""
        return offered(self._kit.words, self._kit.words(N_("Administration")), tuple(self._buttons.values()))

    def _on_read(self, sheet: CatalogueSheet) -> None:
        words, self._sheet = self._kit.words, sheet
        before = self.lists.key
        conflict = {name: words(N_("Conflict")) for name, _ in sheet.contested}
        self.lists.put(
            [Line(name, (Cell(words(kind.heading), conflict.get(name, "")),)) for name, kind in LISTS.items()]
        )
        if before is None:
            self.lists.selectRow(0)
        self._show_lines()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.open_draft(*waiting)

    def _show_lines(self) -> None:
        sheet, name = self._sheet, self.lists.key
        if sheet is None or name is None:
            return
        self.items.put([item_line(self._kit, sheet, name, entry) for entry in sheet.lists.all(name).values()])
        self._renew_buttons()

    def _picked(self) -> tuple[str, CatalogueEntry] | None:
        name, code = self.lists.key, self.items.rows.key
        if self._sheet is None or name is None or code is None:
            return None
        found = self._sheet.lists.find(name, code)
        return (name, found) if found is not None else None

    def _renew_buttons(self) -> None:
        sheet, picked = self._sheet, self._picked()
        if sheet is None or self.lists.key is None:
            return
        kind = LISTS[self.lists.key]
        over = picked is not None and picked[1].withdrawn
        self._buttons["new"].setVisible(sheet.may_change and not kind.fixed)
        self._buttons["change"].setVisible(sheet.may_change)
        self._buttons["withdraw"].setVisible(sheet.may_change and not kind.lasting and not over)
        self._buttons["take_up"].setVisible(sheet.may_change and over)
        self._buttons["uses"].setVisible(not sheet.may_change and kind.used and self._moment is None)
        self._buttons["as_of"].setVisible(self._moment is None)
        self._buttons["history"].setVisible(True)
        self._buttons["settle"].setVisible(any(one == self.lists.key for one, _ in sheet.contested))
        for name in ("change", "withdraw", "take_up", "uses"):
            self._buttons[name].setEnabled(picked is not None)
        written = picked is not None and (picked[0], picked[1].code) in sheet.changed
        unchanged = self._kit.words(N_("Nothing in it was ever changed."))
        choose = self._kit.words(N_("Choose a line in the list first."))
        self._buttons["history"].wait_for("" if written else choose if picked is None else unchanged)
        self._kit.actions.changed.emit()

    def _on_new(self) -> None:
        if self._sheet is not None and self._sheet.may_change and (name := self.lists.key) is not None:
            self._opened(new_item_sheet(self._kit, self._desk, self, name), partial(self._on_added, name))

    def _on_change(self) -> None:
        if (picked := self._item()) is not None and self._sheet is not None and self._sheet.may_change:
            sheet = change_item_sheet(self._kit, self._desk, self, self._sheet, picked, self.wanted.emit)
            self._opened(sheet, partial(self._on_saved, picked, N_("Changed: {what}")))

    def _on_withdraw(self) -> None:
        if (picked := self._item()) is not None and self._sheet is not None:
            sheet = withdraw_sheet(self._kit, self._desk, self, self._sheet, picked, self.wanted.emit)
            self._opened(sheet, partial(self._on_saved, picked, N_("Withdrawn: {what}")))

    def _on_take_up(self) -> None:
        if (picked := self._item()) is not None:
            then = partial(self._on_saved, picked, N_("In use again: {what}"))
            self._kit.jobs.write(self, partial(take_up_item, self._desk, *picked), then)

    def _on_uses(self) -> None:
        if (picked := self._item()) is not None and self._sheet is not None:
            uses_sheet(self._kit, self._desk, self, self._sheet, picked, self.wanted.emit).open()

    def _on_settle(self) -> None:
        self.wanted.emit(Address("conflicts"))

    def _on_history(self) -> None:
        if (picked := self._item()) is not None and self._sheet is not None:
            changes_sheet(self._kit, self._desk, self, self._sheet, picked).open()

    def _item(self) -> Item | None:
        picked = self._picked()
        return (picked[0], picked[1].code) if picked is not None else None

    def _opened(self, sheet: ActSheet, then: Callable[[Any], object]) -> None:
        sheet.acted.connect(then)
        sheet.open()

    def _on_added(self, name: str, code: str) -> None:
        """Offer to withdraw it again: what was added once stays in the list."""
        words, desk = self._kit.words, self._desk
        said = words(N_("Added to {list}."), list=words(LISTS[name].heading))
        self._undo.offer(said, partial(withdraw_item, desk, name, code), act=words(N_("Withdraw it")))
        self.load()

    def _on_saved(self, item: Item, said: str, save: bytes | None) -> None:
        """Offer the way back; the line is called here as it was before."""
        sheet = self._sheet
        if save is not None and sheet is not None:
            name = capital(sheet.lists.say(*item, self._kit.words.language))
            self._undo.offer(self._kit.words(said, what=name), partial(undo_item, self._desk, *item, save))
        self.load()

    def _on_as_of(self) -> None:
        words = self._kit.words
        hint = words(N_("All lists turn to that moment: what was offered then, and what it was called."))
        asked = AsOfSheet(self._kit, self, words(N_("The catalogues as of…")), hint)
        asked.chosen.connect(self.show_as_of)
        asked.open()
