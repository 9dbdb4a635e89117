"""The workstations of the directory: one is admitted, one is revoked."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState
from app.models.enums import Action as Right
from app.models.kinds.directory import Station
from app.services.directory_sheets import DirectorySheet
from app.services.exchange.exporting import Exported
from app.services.station.clearances import Beside
from app.services.station.stations import Platform
from app.ui.files.list_page import ListPage
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.words import capital
from app.ui.screens.administration.offering import offered
from app.ui.screens.administration.station_sheets import Asked, admit_sheet, read_request, revoke_station_sheet
from app.ui.tables.rows import Cell, Column, Line

if TYPE_CHECKING:
    from app.services.desk import Desk


class StationsPage(ListPage):
    """What the officer may not do here is absent."""

    said = Signal(str)
    """What came of an admission, or of a revocation."""

    def __init__(self, kit: Kit, desk: "Desk", on: Platform | None) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Workstation")), 2, 130),
            Column(words(N_("Organisation")), 4, 180),
            Column(words(N_("Approved up to")), 2, 140),
            Column(words(N_("State")), 2, 110),
        )
        empty = (words(N_("No workstation")), words(N_("A workstation joins with a request on a stick.")))
        super().__init__(kit, "stations_list", words(N_("Workstations")), columns, empty)
        self._desk, self._on = desk, on
        self._sheet: DirectorySheet | None = None
        self._admit = button(
            kit, words(N_("Admit a workstation…")), "admit_station", self._on_admit, icon="plus", key="Ctrl+N"
        )
        self.revoke = button(kit, words(N_("Revoke…")), "revoke_station_button", self._on_revoke, key="Ctrl+Shift+R")
        self._buttons: tuple[Button, ...] = (self.revoke, self._admit)
        for made in self._buttons:
            made.hide()
            self.add_button(made)
        self.chosen.connect(lambda _key: self._renew_revoke())

    def show_sheet(self, sheet: DirectorySheet) -> None:
        """Show the workstations, and what may be done with them."""
        self._sheet = sheet
        self.put([self._line(uid, one, sheet) for uid, one in sheet.stations])
        self._admit.setVisible(Right.DIRECTORY in sheet.may)
        self.revoke.setVisible(Right.KEYS in sheet.may and self._on is not None)
        self._renew_revoke()

    def offered(self) -> list[Action]:
        """Return what the buttons that are shown do, with their keys."""
        return offered(self.kit.words, self.kit.words(N_("Administration")), self._buttons)

    def _line(self, uid: Id, one: Station, sheet: DirectorySheet) -> Line:
        words = self.kit.words
        active = one.state is AccountState.ACTIVE
        return Line(
            uid,
            (
                Cell(one.code or "", words(N_("this one")) if uid == sheet.here else "", strong=True),
                Cell(sheet.names.get(one.organisation or b"", "")),
                Cell(words.plain(one.ceiling), by=one.ceiling),
                Cell(words(N_("In use")) if active else capital(words.plain(one.state))),
            ),
        )

    def _picked(self) -> tuple[Id, Station] | None:
        """Return the workstation that is chosen and may be revoked: another one, and not yet."""
        known = self._sheet.stations if self._sheet else ()
        found = next(((uid, one) for uid, one in known if uid == self.rows.key), None)
        if found is None or self._sheet is None or found[0] == self._sheet.here:
            return None
        return None if found[1].state == AccountState.REVOKED else found

    def _renew_revoke(self) -> None:
        self.revoke.setEnabled(self._picked() is not None)

    def _on_revoke(self) -> None:
        found = self._picked()
        if found is not None and self._on is not None:
            uid, record = found
            made = revoke_station_sheet(self.kit, self._desk, self._on, self, uid, record.code or "")
            made.acted.connect(lambda _: self._on_revoked(record.code or ""))
            made.open()

    def _on_revoked(self, code: str) -> None:
        said = N_(
            "The workstation {code} is revoked, and is not taken back. To be let in again it makes a new store and"
            " joins anew."
        )
        self.said.emit(self.kit.words(said, code=code))

    def _on_admit(self) -> None:
        words = self.kit.words
        kinds = f"{words(N_('Requests to join'))} (*.pbundle)"
        self.kit.chooser.ask_file(self, "request_dialog", words(N_("Request of a newcomer")), kinds, self.admit)

    def admit(self, file: Path) -> None:
        """Read a newcomer's request and open the sheet in which its words are compared."""
        self.kit.jobs.read(self, lambda: read_request(file), partial(self._on_request, file.parent))

    def _on_request(self, folder: Path, asked: Asked) -> None:
        beside = self._sheet.beside if self._sheet is not None else Beside.NOBODY
        made = admit_sheet(self.kit, self._desk, self, asked, folder, self._on, beside)
        made.acted.connect(self._on_admitted)
        made.open()

    def _on_admitted(self, written: Exported) -> None:
        name = written.files[0].name if written.files else ""
        said = N_("The invitation {name} lies beside the request. Read these words out to the newcomer.")
        self.said.emit(self.kit.words(said, name=name))
