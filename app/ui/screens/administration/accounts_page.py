"""The accounts: who may what here, and what is done with an account."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState, Marking
from app.models.enums import Action as Right
from app.models.kinds.directory import Officer
from app.services.directory_sheets import DirectorySheet
from app.services.station.clearances import Beside
from app.services.station.stations import Platform
from app.ui.files.appointing import ask_appointment
from app.ui.files.list_page import ListPage
from app.ui.files.undo_bar import UndoBar
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.words import capital
from app.ui.screens.administration.account_sheets import (
    account_sheet,
    clearance_sheet,
    revoke_officer_sheet,
    roles_sheet,
)
from app.ui.screens.administration.offering import offered
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class AccountsPage(ListPage):
    """What the officer may not do here is absent; what is done with one account needs one that is chosen."""

    def __init__(self, kit: Kit, desk: "Desk", on: Platform | None) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Name")), 3, 150),
            Column(words(N_("Roles")), 4, 170),
            Column(words(N_("Clearance")), 2, 130),
            Column(words(N_("Workstation")), 2, 110),
        )
        empty = (words(N_("Nobody yet")), words(N_("Enrol the officers who work here.")))
        super().__init__(kit, "accounts", words(N_("Accounts")), columns, empty, filtered=True)
        self._desk, self._on = desk, on
        self._sheet: DirectorySheet | None = None
        self._clear = button(kit, words(N_("Clearance…")), "renew_clearance", self._on_clearance, key="Ctrl+E")
        self._roles = button(kit, words(N_("Roles…")), "change_roles", self._on_roles, key="Ctrl+R")
        self._revoke = button(kit, words(N_("Revoke…")), "revoke_officer", self._on_revoke, key="Ctrl+Shift+R")
        self._new = button(
            kit, words(N_("New account")), "new_account", self._on_account, icon="user-plus", key="Ctrl+N"
        )
        self._appoint = button(kit, words(N_("Appoint an administrator…")), "appoint_administrator", self._on_appoint)
        self._buttons: tuple[Button, ...] = (self._clear, self._roles, self._revoke, self._appoint, self._new)
        for made in self._buttons:
            made.hide()
            self.add_button(made)
        self._undo = UndoBar(kit, desk, self)
        self.add_above(self._undo)
        self.chosen.connect(lambda _key: self._renew_buttons())

    def show_sheet(self, sheet: DirectorySheet) -> None:
        """Show the accounts, and what may be done with them."""
        self._sheet = sheet
        codes = {uid: one.code or "" for uid, one in sheet.stations}
        self.put([self._line(uid, one, codes) for uid, one in sheet.officers])
        for made in (self._roles, self._revoke, self._new):
            made.setVisible(Right.ACCOUNTS in sheet.may and (made is not self._new or self._on is not None))
        self._appoint.setVisible(Right.ACCOUNTS not in sheet.may)
        self._clear.setVisible(Right.KEYS in sheet.may and self._on is not None)
        self._renew_buttons()

    def offered(self) -> list[Action]:
        """Return what the buttons that are shown do, with their keys."""
        return offered(self.kit.words, self.kit.words(N_("Administration")), self._buttons)

    def _line(self, uid: Id, one: Officer, codes: dict[Id, str]) -> Line:
        words = self.kit.words
        roles = capital(", ".join(words.enum(role) for role in one.roles))
        at = ", ".join(codes.get(station, "") for station in one.stations)
        revoked = words(N_("revoked")) if one.state == AccountState.REVOKED else ""
        clear = capital(words.enum(one.clearance)) if isinstance(one.clearance, Marking) else ""
        until = words(N_("until {day}"), day=words.date(one.clearance_until)) if one.clearance_until else ""
        under = " · ".join(part for part in (one.login or "", revoked) if part)
        return Line(
            uid, (Cell(one.name or "", under, strong=True), Cell(roles), Cell(clear, until, by=one.clearance), Cell(at))
        )

    def _picked(self) -> tuple[Id, Officer] | None:
        known = self._sheet.officers if self._sheet else ()
        return next(((uid, one) for uid, one in known if uid == self.rows.key), None)

    def _renew_buttons(self) -> None:
        for made in (self._clear, self._roles, self._revoke):
            made.setEnabled(self._picked() is not None)

    def _on_account(self) -> None:
        if self._on is not None:
            made = account_sheet(self.kit, self._desk, self._on, self, beside=self._confirms())
            made.acted.connect(lambda _officer: self._undo.forget())
            made.open()

    def _on_roles(self) -> None:
        if (found := self._picked()) is not None:
            made = roles_sheet(self.kit, self._desk, self, *found, self._on, self._confirms())
            made.acted.connect(partial(self._on_roles_changed, found[1].name or ""))
            made.open()

    def _confirms(self) -> Beside:
        return self._sheet.beside if self._sheet is not None else Beside.NOBODY

    def _on_roles_changed(self, name: str, back: Callable[[], object] | None) -> None:
        if back is None:
            self._undo.forget()
        else:
            self._undo.offer(self.kit.words(N_("Roles of {name} changed"), name=name), back)

    def _on_clearance(self) -> None:
        if (found := self._picked()) is not None and self._on is not None:
            officer, before = found
            made = clearance_sheet(self.kit, self._desk, self._on, self, officer, before)
            made.acted.connect(lambda _: self._on_cleared(officer, before))
            made.open()

    def _on_cleared(self, officer: Id, before: Officer) -> None:
        """Offer the former clearance again: it takes two, as every one does."""
        said = self.kit.words(N_("Clearance of {name} changed"), name=before.name or "")
        self._undo.offer_asking(said, lambda: self._ask_back(officer, before))

    def _ask_back(self, officer: Id, before: Officer) -> None:
        now = dict(self._sheet.officers).get(officer) if self._sheet is not None else None
        if now is not None and self._on is not None:
            made = clearance_sheet(self.kit, self._desk, self._on, self, officer, now, before)
            made.acted.connect(lambda _: self._on_cleared(officer, now))
            made.open()

    def _on_appoint(self) -> None:
        found = self._picked()
        ask_appointment(self.kit, self._desk, self, found[0] if found else None)

    def _on_revoke(self) -> None:
        if (found := self._picked()) is not None:
            made = revoke_officer_sheet(self.kit, self._desk, self, *found)
            made.accepted.connect(partial(self._on_revoked, found[1].name or ""))
            made.open()

    def _on_revoked(self, name: str) -> None:
        """A key gives no access back: say what does."""
        self._undo.forget()
        said = N_(
            "The account of {name} is revoked, and is not given back. Whoever comes back gets a new account, with the"
            " same login if you like."
        )
        self._undo.say(self.kit.words(said, name=name))
