"""The list of organisations: who carries measures out, who is rung night and day, who employs whom."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.services.contacts import Entered
from app.services.lists.columns import ListName
from app.ui.files.organisation_sheets import new_organisation_sheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.registers.list_screen import ListScreen

if TYPE_CHECKING:
    from app.services.desk import Desk


class OrganisationsScreen(ListScreen):
    """The register of organisations with their numbers and contacts; those of the directory are entered elsewhere."""

    help_page: ClassVar[str] = "organisations"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        words = kit.words
        hint = words(N_("Enter police zones, centres and employers with Ctrl+N: their numbers stand on papers."))
        super().__init__(
            kit, desk, address, ListName.ORGANISATIONS, words(N_("Organisations and contacts")),
            (words(N_("No organisation yet")), hint), "organisation", self._buttons, Right.REGISTER, self._on_new,
            parent,
        )  # fmt: skip

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        text = words(N_("New organisation"))
        return [
            Action("new_organisation", text, self._on_new, "", "plus", "new", lambda: self.may),
            Action("places", words(N_("Places")), self._on_places, "", "map-pin", "new", lambda: True),
        ]

    def _buttons(self) -> list[Button]:
        words, text = self.kit.words, self.kit.words(N_("New organisation"))
        return [
            button(self.kit, words(N_("Places")), "places_button", self._on_places, icon="map-pin"),
            button(self.kit, text, "new_organisation_button", self._on_new, primary=True, key="Ctrl+N"),
        ]

    def _on_places(self) -> None:
        self.wanted.emit(Address("places"))

    def _on_new(self) -> None:
        made = new_organisation_sheet(self.kit, self.desk, self)
        made.acted.connect(self._on_entered)
        made.open()

    def _on_entered(self, entered: Entered) -> None:
        self.open(entered.id)
