"""The administration: accounts, workstations, organisations, lists, the access log; beside them what is lacking."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.models.enums import Marking
from app.services.directory_sheets import DirectorySheet, directory_sheet
from app.services.station.stations import Platform
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, label, row, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.tabs import Tabs
from app.ui.screens.administration.accounts_page import AccountsPage
from app.ui.screens.administration.catalogues_page import CataloguesPage
from app.ui.screens.administration.here_side import HereSide
from app.ui.screens.administration.log_page import LogTab
from app.ui.screens.administration.organisations_page import OrganisationsPage
from app.ui.screens.administration.stations_page import StationsPage

if TYPE_CHECKING:
    from app.services.desk import Desk


CATALOGUES, DRAFTED, ORGANISATION = "catalogues", "catalogue", "directory_organisation"
LOG = "log"


class AdministrationScreen(Screen):
    """What an officer may not do here is absent."""

    help_page: ClassVar[str] = "administration"

    def __init__(
        self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None, *, on: Platform | None = None
    ) -> None:
        super().__init__(kit, desk, address, parent)
        words = kit.words
        self._latest = Latest(kit.jobs, self)
        self._accounts = AccountsPage(kit, desk, on)
        self._stations = StationsPage(kit, desk, on)
        self._organisations = OrganisationsPage(kit, desk)
        self._catalogues = CataloguesPage(kit, desk)
        self._organisations.wanted.connect(self.wanted)
        self._catalogues.wanted.connect(self.wanted)
        self._tabs = Tabs("administration_tabs")
        self._tabs.bar.setAccessibleName(words(N_("Administration")))
        self._pages: dict[str, AccountsPage | StationsPage | OrganisationsPage] = {
            "accounts": self._accounts, "stations": self._stations, "organisations": self._organisations,
        }  # fmt: skip
        self._texts = {
            "accounts": words(N_("Accounts")),
            "stations": words(N_("Workstations")),
            "organisations": words(N_("Organisations")),
        }
        for name, page in self._pages.items():
            self._tabs.add(name, self._texts[name], page)
        self._tabs.add(CATALOGUES, words(N_("Catalogues")), self._catalogues)
        self._log = LogTab(kit, desk)
        self._tabs.add(LOG, words(N_("Access log")), self._log)
        self._tabs.show_tab(LOG, False)
        self._wanted = address.tab
        self._tabs.turned.connect(self._on_turned)
        self._side = HereSide(kit, desk, on)
        self._said = label("", "administration_said", "body", wrap=True, select=True)
        self._said.hide()
        for one in (self._stations, self._side):
            one.said.connect(self._say)
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
        self._catalogues.load()

    def take_up(self, key: str) -> None:
        what, uid, line = parts_of(key)
        if what == ORGANISATION:
            self._tabs.turn_to("organisations")
            self._organisations.open_draft(uid)
        elif what == DRAFTED:
            self._tabs.turn_to(CATALOGUES)
            self._catalogues.open_draft(*line.split(":", 1))

    def actions_here(self) -> list[Action]:
        whole: Mapping[str, CataloguesPage | LogTab] = {CATALOGUES: self._catalogues, LOG: self._log}
        at = self._tabs.current
        here = whole[at] if at in whole else self._pages[at]
        return [*here.offered(), *self._side.offered()]

    def admit(self, file: Path) -> None:
        """Read a newcomer's request and open the sheet in which its words are compared."""
        self._stations.admit(file)

    def back_up_to(self, target: Path) -> None:
        """Write and check a backup under this name."""
        self._side.back_up_to(target)

    def _on_read(self, sheet: DirectorySheet) -> None:
        for page in self._pages.values():
            page.show_sheet(sheet)
        self._side.show_sheet(sheet)
        counts = {"accounts": sheet.officers, "stations": sheet.stations, "organisations": sheet.organisations}
        for name, found in counts.items():
            self._tabs.rename(name, f"{self._texts[name]} {len(found)}")
        self._tabs.show_tab(LOG, Right.AUDIT in sheet.may)
        if self._wanted == LOG:
            self._tabs.turn_to(LOG)
        self._wanted = ""
        self.kit.actions.changed.emit()

    def _on_turned(self, name: str) -> None:
        """Give the lists the whole width: what this workstation lacks stands beside the directory."""
        self._said.hide()
        self._side.setVisible(name not in (CATALOGUES, LOG))
        if name == LOG:
            self._log.begin()
        self.kit.actions.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._said.hide()  # what was done is read; it is not said again to whoever comes back
        super().hideEvent(event)

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
