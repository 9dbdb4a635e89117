"""The list of places: hospitals, hotels, airports, safe places: where somebody is brought, guarded or expected."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.services.contacts import Entered
from app.services.lists.columns import ListName
from app.ui.files.places import new_place_sheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.registers.list_screen import ListScreen

if TYPE_CHECKING:
    from app.services.desk import Desk


class PlacesScreen(ListScreen):
    """The register of places; the address of a person stands with the person."""

    help_page: ClassVar[str] = "places"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        words = kit.words
        hint = words(N_("Enter hospitals, hotels and safe places with Ctrl+N: papers and measures name them."))
        super().__init__(
            kit, desk, address, ListName.PLACES, words(N_("Places")), (words(N_("No place yet")), hint), "place",
            self._buttons, Right.REGISTER, self._on_new, parent,
        )  # fmt: skip

    def actions_here(self) -> list[Action]:
        text = self.kit.words(N_("New place"))
        return [Action("new_place", text, self._on_new, "", "plus", "new", lambda: self.may)]

    def _buttons(self) -> list[Button]:
        text = self.kit.words(N_("New place"))
        return [button(self.kit, text, "new_place_button", self._on_new, primary=True, key="Ctrl+N")]

    def _on_new(self) -> None:
        made = new_place_sheet(self.kit, self.desk, self)
        made.acted.connect(self._on_entered)
        made.open()

    def _on_entered(self, entered: Entered) -> None:
        self.open(entered.id)
