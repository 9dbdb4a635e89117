"""The administration: accounts, workstations, organisations; what this workstation lacks; backup and verify."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import AccountState, Marking
from app.models.enums import Action as Right
from app.services.directory_sheets import DirectorySheet, directory_sheet
from app.services.exchange.exporting import Exported
from app.services.station.directory_acts import revoke_officer
from app.services.station.keeping import back_up
from app.services.station.stations import Platform
from app.services.station.verifying import Verified, fault_sentence, verify_store
from app.ui.files.list_page import ListPage
from app.ui.kit.actions import Action
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, button, heading, label, row, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.kit.sheet import Sheet
from app.ui.kit.tabs import Tabs
from app.ui.kit.words import capital
from app.ui.screens.administration import sheets
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk

SIDE = 340
WARNED_DAYS = 30


class AdministrationScreen(Screen):
    """What an officer may not do here is absent."""

    help_page: ClassVar[str] = "administration"

    def __init__(
        self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None, *, on: Platform | None = None
    ) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._on = on
        self._sheet: DirectorySheet | None = None
        self._latest = Latest(kit.jobs, self)
        self._accounts = self._accounts_page()
        self._stations = self._stations_page()
        self._organisations = self._organisations_page()
        self._tabs = Tabs("administration_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Administration")))
        self._texts = {
            "accounts": words(N_("Accounts")),
            "stations": words(N_("Workstations")),
            "organisations": words(N_("Organisations")),
        }
        pages = {"accounts": self._accounts, "stations": self._stations, "organisations": self._organisations}
        for name, page in pages.items():
            self._tabs.add(name, self._texts[name], page)
        self._side = ScrollArea()
        self._side.setObjectName("administration_side")
        self._side.setAccessibleName(words(N_("This workstation")))
        self._side.setWidgetResizable(True)
        self._side.setFixedWidth(SIDE)
        self._said = label("", "administration_said", "body", wrap=True, select=True)
        self._said.hide()
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self._tabs, 1)
        middle.addWidget(self._side)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Administration")), "administration_title"), None))
        box.addWidget(self._said)
        box.addLayout(middle, 1)
        if address.tab:
            self._tabs.turn_to(address.tab)

    def load(self) -> None:
        self.titled.emit(self.kit.words(N_("Administration")))
        self.marked.emit(Marking.NONE)  # accounts and workstations; no content of any file
        desk, language = self.desk, self.kit.words.language
        self._latest.read(lambda: directory_sheet(desk, language), self._on_read)

    def actions_here(self) -> list[Action]:
        words, may = self.kit.words, self._sheet.may if self._sheet else frozenset()
        found = []
        if Right.ACCOUNTS in may:
            found.append(Action("admin_account", words(N_("New account")), self._on_account, group="administration"))
        if Right.DIRECTORY in may:
            found.append(
                Action("admin_admit", words(N_("Admit a workstation")), self._on_admit, group="administration")
            )
        if Right.BACKUP in may:
            found.append(Action("admin_backup", words(N_("Make a backup")), self._on_backup, group="administration"))
        return found

    def _accounts_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Name")), 3, 150),
            Column(words(N_("Roles")), 4, 170),
            Column(words(N_("Clearance")), 2, 130),
            Column(words(N_("Workstation")), 2, 110),
        )
        empty = (words(N_("Nobody yet")), words(N_("Enrol the officers who work here.")))
        page = ListPage(self.kit, "accounts", words(N_("Accounts")), columns, empty, filtered=True)
        self._clear = button(self.kit, words(N_("Clearance…")), "renew_clearance", self._on_clearance)
        self._roles = button(self.kit, words(N_("Roles…")), "change_roles", self._on_roles)
        self._revoke = button(self.kit, words(N_("Revoke…")), "revoke_officer", self._on_revoke)
        self._new = button(self.kit, words(N_("New account")), "new_account", self._on_account, icon="user-plus")
        for made in (self._clear, self._roles, self._revoke, self._new):
            page.add_button(made)
        return page

    def _stations_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Workstation")), 2, 130),
            Column(words(N_("Organisation")), 4, 180),
            Column(words(N_("Approved up to")), 2, 140),
            Column(words(N_("State")), 2, 110),
        )
        empty = (words(N_("No workstation")), words(N_("A workstation joins with a request on a stick.")))
        page = ListPage(self.kit, "stations_list", words(N_("Workstations")), columns, empty)
        self._admit = button(self.kit, words(N_("Admit a workstation…")), "admit_station", self._on_admit, icon="plus")
        self._revoke_station = button(self.kit, words(N_("Revoke…")), "revoke_station_button", self._on_revoke_station)
        for made in (self._revoke_station, self._admit):
            page.add_button(made)
        page.chosen.connect(lambda _key: self._renew_revoke())
        return page

    def _organisations_page(self) -> ListPage:
        words = self.kit.words
        columns = (
            Column(words(N_("Code")), 1, 110),
            Column(words(N_("Name")), 4, 200),
            Column(words(N_("Kind")), 3, 160),
        )
        empty = (words(N_("No organisation yet")), words(N_("Enter those that own or receive files.")))
        page = ListPage(self.kit, "organisations", words(N_("Organisations")), columns, empty, filtered=True)
        self._new_organisation = button(
            self.kit, words(N_("New organisation")), "new_organisation", self._on_organisation, icon="plus"
        )
        page.add_button(self._new_organisation)
        return page

    def _on_read(self, sheet: DirectorySheet) -> None:
        self._sheet = sheet
        words, may = self.kit.words, sheet.may
        codes = {uid: one.code or "" for uid, one in sheet.stations}
        lines = []
        for uid, one in sheet.officers:
            roles = capital(", ".join(words.enum(role) for role in one.roles))
            at = ", ".join(codes.get(station, "") for station in one.stations)
            revoked = words(N_("revoked")) if one.state == AccountState.REVOKED else ""
            clear = capital(words.enum(one.clearance)) if isinstance(one.clearance, Marking) else ""
            until = words(N_("until {day}"), day=words.date(one.clearance_until)) if one.clearance_until else ""
            under = " · ".join(part for part in (one.login or "", revoked) if part)
            lines.append(
                Line(uid, (Cell(one.name or "", under, strong=True), Cell(roles), Cell(clear, until), Cell(at)))
            )
        self._accounts.put(lines)
        self._stations.put(
            [
                Line(
                    uid,
                    (
                        Cell(one.code or "", words(N_("this one")) if uid == sheet.here else "", strong=True),
                        Cell(sheet.names.get(one.organisation or b"", "")),
                        Cell(words.plain(one.ceiling)),
                        Cell(
                            words(N_("In use")) if one.state is AccountState.ACTIVE else capital(words.plain(one.state))
                        ),
                    ),
                )
                for uid, one in sheet.stations
            ]
        )
        spec = self.desk.schema.by_name["organisation_entry"].fields["kind"]
        self._organisations.put(
            [
                Line(
                    uid,
                    (
                        Cell(one.code or "", strong=True),
                        Cell(sheet.names.get(uid, "")),
                        Cell(words.value(spec, one.kind)),
                    ),
                )
                for uid, one in sheet.organisations
            ]
        )
        counts = {"accounts": sheet.officers, "stations": sheet.stations, "organisations": sheet.organisations}
        for name, found in counts.items():
            self._tabs.rename(name, f"{self._texts[name]} {len(found)}")
        for made in (self._roles, self._revoke, self._new):
            made.setVisible(Right.ACCOUNTS in may)
        self._clear.setVisible(Right.KEYS in may and self._on is not None)
        self._admit.setVisible(Right.DIRECTORY in may)
        self._revoke_station.setVisible(Right.KEYS in may and self._on is not None)
        self._renew_revoke()
        self._new_organisation.setVisible(Right.DIRECTORY in may)
        self._side.setWidget(self._here(sheet))
        self.kit.actions.changed.emit()

    def _here(self, sheet: DirectorySheet) -> QWidget:
        words = self.kit.words
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        gaps = Card("gaps")
        gaps.box.addWidget(heading(words(N_("Still lacking here")), "gaps_title"))
        for number, gap in enumerate(sheet.gaps):
            role = "error" if gap.must else "body"
            gaps.box.addWidget(label(gap.say(words.language), f"gap_{number}", role, wrap=True))
        if not sheet.gaps:
            gaps.box.addWidget(label(words(N_("Nothing is lacking.")), "no_gaps", "quiet", wrap=True))
        root = Card("root")
        root.box.addWidget(heading(words(N_("Words of this directory")), "root_title"))
        root.box.addWidget(label(" ".join(sheet.words), "root_words", wrap=True, select=True))
        hint = N_("A newcomer compares them before taking the invitation in.")
        root.box.addWidget(secondary(words(hint), "root_hint", wrap=True))
        keep = Card("keeping")
        keep.box.addWidget(heading(words(N_("Keeping")), "keeping_title"))
        verify = button(self.kit, words(N_("Verify the store")), "verify_store", self._on_verify)
        keep.box.addLayout(row(verify, None))
        if Right.BACKUP in sheet.may:
            save = button(self.kit, words(N_("Make a backup…")), "make_backup", self._on_backup, icon="save")
            keep.box.addLayout(row(save, None))
        for card in (gaps, root, keep):
            box.addWidget(card)
        box.addStretch(1)
        return page

    def _chosen(self) -> tuple[bytes, Any] | None:
        key = self._accounts.rows.key
        return next(((uid, one) for uid, one in self._sheet.officers if uid == key), None) if self._sheet else None

    def _station(self) -> tuple[bytes, Any] | None:
        """Return the workstation that is chosen and may be revoked: another one, and not yet."""
        key = self._stations.rows.key
        known = self._sheet.stations if self._sheet else ()
        found = next(((uid, one) for uid, one in known if uid == key), None)
        if found is None or self._sheet is None or found[0] == self._sheet.here:
            return None
        return None if found[1].state == AccountState.REVOKED else found

    def _renew_revoke(self) -> None:
        self._revoke_station.setEnabled(self._station() is not None)

    def _on_revoke_station(self) -> None:
        found = self._station()
        if found is not None and self._on is not None:
            uid, record = found
            sheets.revoke_station_sheet(self.kit, self.desk, self._on, self, uid, record.code or "").open()

    def _on_account(self) -> None:
        if self._on is not None:
            sheets.account_sheet(self.kit, self.desk, self._on, self).open()

    def _on_roles(self) -> None:
        found = self._chosen()
        if found is not None:
            sheets.roles_sheet(self.kit, self.desk, self, *found).open()

    def _on_clearance(self) -> None:
        found = self._chosen()
        if found is not None and self._on is not None:
            sheets.clearance_sheet(self.kit, self.desk, self._on, self, *found).open()

    def _on_organisation(self) -> None:
        sheets.organisation_sheet(self.kit, self.desk, self).open()

    def _on_revoke(self) -> None:
        found = self._chosen()
        if found is None:
            return
        words, (uid, record) = self.kit.words, found
        hint = N_(
            "The account ends on every workstation that hears of it. Whoever sat here may have kept the store's key."
        )
        asked = Sheet(
            self.kit, self, words(N_("Revoke the account of {name}?"), name=record.name or ""), "revoke", words(hint)
        )
        asked.add_cancel()
        asked.add_button(words(N_("Revoke")), "revoke_now", partial(self._revoke_now, asked, uid), primary=True)
        asked.open()

    def _revoke_now(self, asked: Sheet, uid: bytes) -> None:
        desk = self.desk
        self.kit.jobs.write(asked, lambda: revoke_officer(desk, uid), lambda _done: asked.accept(), asked.say)

    def _on_admit(self) -> None:
        words = self.kit.words
        kinds = f"{words(N_('Requests to join'))} (*.pbundle)"
        self.kit.chooser.ask_file(self, "request_dialog", words(N_("Request of a newcomer")), kinds, self.admit)

    def admit(self, file: Path) -> None:
        """Read a newcomer's request and open the sheet in which its words are compared."""
        self.kit.jobs.read(self, lambda: sheets.read_request(file), partial(self._on_request, file.parent))

    def _on_request(self, folder: Path, asked: sheets.Asked) -> None:
        made = sheets.admit_sheet(self.kit, self.desk, self, asked, folder)
        made.acted.connect(self._on_admitted)
        made.open()

    def _on_admitted(self, written: Exported) -> None:
        name = written.files[0].name if written.files else ""
        said = N_("The invitation is written and compared: {name}. Say the words of this directory to the newcomer.")
        self._say(self.kit.words(said, name=name))

    def _on_backup(self) -> None:
        words = self.kit.words
        self.kit.chooser.ask_target(
            self, "backup_dialog", words(N_("Backup file")), "praesidium.backup", self.back_up_to
        )

    def back_up_to(self, target: Path) -> None:
        """Write and check a backup under this name."""
        desk = self.desk
        text = self.kit.words(N_("Writing the backup"))
        self.kit.jobs.run(self, text, lambda p, c: back_up(desk, target, p, c), self._on_backed_up)

    def _on_backed_up(self, made: Any) -> None:
        words = self.kit.words
        self._say(words(N_("The backup is written and checked: {size}."), size=words.size(made.size)))

    def _on_verify(self) -> None:
        desk = self.desk
        text = self.kit.words(N_("Verifying the store"))
        self.kit.jobs.run(self, text, lambda p, c: verify_store(desk, p, c), self._on_verified)

    def _on_verified(self, found: Verified) -> None:
        words = self.kit.words
        if found.faults:
            self._say(" ".join(fault_sentence(fault, words.language) for fault in found.faults[:5]))
            return
        said = words(
            N_("All is well: {entries} entries, head {head}."),
            entries=words.number(found.entries),
            head=found.head[:16],
        )
        self._say(said)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
