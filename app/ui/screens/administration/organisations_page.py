"""The organisations that own or receive parts of files."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState
from app.models.enums import Action as Right
from app.models.kinds.directory import OrganisationEntry
from app.services.directory_sheets import DirectorySheet
from app.services.station.organisation_acts import take_up_organisation, undo_organisation, withdraw_organisation
from app.ui.files.history_sheet import history_sheet
from app.ui.files.list_page import ListPage
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.kit.words import capital
from app.ui.screens.administration.known_services_sheet import open_known_services
from app.ui.screens.administration.offering import offered
from app.ui.screens.administration.organisation_sheets import (
    change_sheet,
    organisation_sheet,
    uses_sheet,
    withdraw_sheet,
)
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class OrganisationsPage(ListPage):
    """What the officer may not do here is absent. `wanted` asks for a file that uses one."""

    wanted = Signal(Address)

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        words = kit.words
        columns = (
            Column(words(N_("Code")), 1, 110),
            Column(words(N_("Name")), 4, 200),
            Column(words(N_("Kind")), 3, 160),
            Column(words(N_("State")), 1, 96),
        )
        empty = (words(N_("No organisation yet")), words(N_("Enter those that own or receive files.")))
        super().__init__(kit, "organisations", words(N_("Organisations")), columns, empty, filtered=True)
        self._desk = desk
        self._sheet: DirectorySheet | None = None
        self._waiting: Id | None = None
        self._buttons: dict[str, Button] = {
            "history": button(kit, words(N_("History…")), "organisation_trail", self._on_history, key="Ctrl+H"),
            "uses": button(kit, words(N_("Uses…")), "organisation_used", self._on_uses, key="Ctrl+U"),
            "withdraw": button(kit, words(N_("Withdraw…")), "withdraw_organisation", self._on_withdraw, key="Ctrl+R"),
            "take_up": button(
                kit, words(N_("Put into use again")), "take_up_organisation", self._on_take_up, key="Ctrl+Shift+R"
            ),
            "change": button(kit, words(N_("Change…")), "change_organisation", self._on_change, key="Ctrl+E"),
            "known": button(
                kit, words(N_("National services…")), "known_services", self._on_known, key="Ctrl+Shift+N"
            ),
            "new": button(
                kit, words(N_("New organisation")), "new_organisation", self._on_new, icon="plus", key="Ctrl+N"
            ),
        }  # fmt: skip
        for one in self._buttons.values():
            one.hide()
            self.add_button(one)
        self._undo = UndoBar(kit, desk, self)
        self.add_above(self._undo)
        self.chosen.connect(lambda _key: self._renew_buttons())
        self.opened.connect(lambda _key: self._on_change())

    def show_sheet(self, sheet: DirectorySheet) -> None:
        """Show the organisations, and what may be done with them."""
        self._sheet = sheet
        words = self.kit.words
        spec = self._desk.schema.by_name["organisation_entry"].fields["kind"]
        self.put(
            [
                Line(
                    uid,
                    (
                        Cell(one.code or "", strong=True),
                        Cell(sheet.names.get(uid, "")),
                        Cell(words.value(spec, one.kind)),
                        Cell(capital(words(N_("withdrawn"))) if one.state is AccountState.REVOKED else ""),
                    ),
                )
                for uid, one in sheet.organisations
            ]
        )
        self._renew_buttons()
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.open_draft(waiting)

    def open_draft(self, organisation: Id) -> None:
        """Open the sheet in which a draft of this organisation was typed; it restores itself."""
        if self._sheet is None:
            self._waiting = organisation
        elif self.rows.choose(organisation):
            self._on_change()

    def offered(self) -> list[Action]:
        """Return what the buttons that are shown do, with their keys."""
        return offered(self.kit.words, self.kit.words(N_("Administration")), tuple(self._buttons.values()))

    @property
    def _may_change(self) -> bool:
        return self._sheet is not None and Right.DIRECTORY in self._sheet.may

    def _picked(self) -> tuple[Id, OrganisationEntry, str] | None:
        known = self._sheet.organisations if self._sheet else ()
        names = self._sheet.names if self._sheet else {}
        return next(((uid, one, names.get(uid, "")) for uid, one in known if uid == self.rows.key), None)

    def _renew_buttons(self) -> None:
        picked, may = self._picked(), self._may_change
        over = picked is not None and picked[1].state is AccountState.REVOKED
        shown = {"history": True, "uses": not may, "withdraw": may and not over, "take_up": may and over}
        for name, one in self._buttons.items():
            one.setVisible(shown.get(name, may))
            one.setEnabled(picked is not None or name in ("known", "new"))
        self.kit.actions.changed.emit()

    def _on_known(self) -> None:
        open_known_services(self.kit, self._desk, self)

    def _on_new(self) -> None:
        organisation_sheet(self.kit, self._desk, self).open()

    def _on_change(self) -> None:
        if (picked := self._picked()) is not None and self._may_change:
            uid, record, name = picked
            sheet = change_sheet(self.kit, self._desk, self, uid, record, self.wanted.emit)
            self._opened(sheet, partial(self._on_changed, uid, name))

    def _on_withdraw(self) -> None:
        if (picked := self._picked()) is not None:
            uid, _, name = picked
            sheet = withdraw_sheet(self.kit, self._desk, self, uid, name, self.wanted.emit)
            back = partial(take_up_organisation, self._desk, uid)
            self._opened(sheet, lambda _done: self._offer(N_("Withdrawn: {what}"), name, back))

    def _on_take_up(self) -> None:
        if (picked := self._picked()) is not None:
            uid, _, name = picked
            back = partial(withdraw_organisation, self._desk, uid)
            self.kit.jobs.write(
                self, partial(take_up_organisation, self._desk, uid),
                lambda _done: self._offer(N_("In use again: {what}"), name, back),
            )  # fmt: skip

    def _on_uses(self) -> None:
        if (picked := self._picked()) is not None:
            uses_sheet(self.kit, self._desk, self, picked[0], picked[2], self.wanted.emit).open()

    def _on_history(self) -> None:
        if (picked := self._picked()) is not None and self._sheet is not None:
            root, (organisation, _, name) = self._sheet.root, picked
            history_sheet(self.kit, self._desk, self, "organisation_history", name, root, organisation).open()

    def _opened(self, sheet: ActSheet, then: Any) -> None:
        sheet.acted.connect(then)
        sheet.open()

    def _on_changed(self, uid: Id, name: str, save: bytes | None) -> None:
        """Offer the way back; the organisation is called here as it was before."""
        if save is not None:
            self._offer(N_("Changed: {what}"), name, partial(undo_organisation, self._desk, uid, save))

    def _offer(self, said: str, name: str, back: Any) -> None:
        self._undo.offer(self.kit.words(said, what=name), back)
