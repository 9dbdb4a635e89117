"""The lists of threatened persons' files, of visits and of persons, each with what begins a new one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.models.enums import Action as Right
from app.services.contacts import Entered
from app.services.doubles.finding import known_doubles
from app.services.doubles.look import Double
from app.services.lists.columns import ListName
from app.ui.files.call_sheet import call_again
from app.ui.files.opening import new_file_sheet, new_person_sheet, new_visit_sheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address
from app.ui.screens.registers.list_screen import ListScreen

if TYPE_CHECKING:
    from app.services.desk import Desk


class ThreatFilesScreen(ListScreen):
    """The files of threatened persons."""

    help_page: ClassVar[str] = "threat_files"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        words = kit.words
        empty = (words(N_("No files yet")), words(N_("Open the first one with Ctrl+N.")))
        super().__init__(
            kit, desk, address, ListName.THREAT_FILES, words(N_("Threatened persons")), empty, "threat_file",
            self._buttons, Right.FILE, self._on_new, parent,
        )  # fmt: skip

    def actions_here(self) -> list[Action]:
        return [
            Action(
                "new_file",
                self.kit.words(N_("New protection file")),
                self._on_new,
                "",
                "folder-plus",
                "new",
                lambda: self.may,
            )
        ]

    def _buttons(self) -> list[Button]:
        words = self.kit.words
        return [button(self.kit, words(N_("New file")), "new_file_button", self._on_new, primary=True, key="Ctrl+N")]

    def take_up(self, key: str) -> None:
        made = call_again(self.kit, self.desk, self, key)
        if made is None:
            super().take_up(key)
            return
        made.acted.connect(self.open)
        made.open()

    def _on_new(self) -> None:
        made = new_file_sheet(self.kit, self.desk, self, self.open)
        made.acted.connect(self.open)
        made.open()


class VisitsScreen(ListScreen):
    """The files of visits; whole delegation lists come in from here."""

    help_page: ClassVar[str] = "visits"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        words = kit.words
        empty = (words(N_("No visits yet")), words(N_("Open one with Ctrl+N, or take in a delegation list.")))
        super().__init__(
            kit, desk, address, ListName.VISITS, words(N_("Visits")), empty, "visit", self._buttons, Right.VISIT,
            self._on_new, parent,
        )  # fmt: skip

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        return [
            Action("new_visit", words(N_("New visit")), self._on_new, "", "plus", "new", lambda: self.may),
            Action(
                "take_list",
                words(N_("Take in a delegation list")),
                self._on_list,
                "",
                "clipboard-paste",
                "new",
                lambda: self.may,
            ),
        ]

    def _buttons(self) -> list[Button]:
        words = self.kit.words
        return [
            button(
                self.kit, words(N_("Delegation list")), "delegation_list_button", self._on_list, icon="clipboard-paste"
            ),
            button(self.kit, words(N_("New visit")), "new_visit_button", self._on_new, primary=True, key="Ctrl+N"),
        ]

    def _on_list(self) -> None:
        self.wanted.emit(Address("delegation_import"))

    def _on_new(self) -> None:
        made = new_visit_sheet(self.kit, self.desk, self)
        made.acted.connect(self.open)
        made.open()


class PersonsScreen(ListScreen):
    """The register of persons."""

    help_page: ClassVar[str] = "persons"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        words = kit.words
        empty = (words(N_("Nobody in the register yet")), words(N_("Enter the first person with Ctrl+N.")))
        super().__init__(
            kit,
            desk,
            address,
            ListName.PERSONS,
            words(N_("Persons")),
            empty,
            "person",
            self._buttons,
            Right.REGISTER,
            self._on_new,
            parent,
        )
        self.list.add_for_chosen(
            button(kit, words(N_("Call card")), "chosen_call_card", self._on_call_card, icon="phone")
        )

    def load(self) -> None:
        super().load()
        desk = self.desk
        self.kit.jobs.count(self, lambda: known_doubles(desk), self._on_counted)

    def _on_counted(self, found: Sequence[Double] | None) -> None:
        """Say on the button how many are left of what the last look found."""
        text, words = self.kit.words(N_("Doubles")), self.kit.words
        self._made[0].setText(f"{text} {words.number(len(found))}" if found else text)

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        return [
            Action("new_person", words(N_("New person")), self._on_new, "", "user-plus", "new", lambda: self.may),
            Action("doubles", words(N_("Doubles to look at")), self._on_doubles, "", "users", "new", lambda: self.may),
        ]

    def _buttons(self) -> list[Button]:
        words = self.kit.words
        return [
            button(self.kit, words(N_("Doubles")), "doubles_button", self._on_doubles, icon="users"),
            button(self.kit, words(N_("New person")), "new_person_button", self._on_new, primary=True, key="Ctrl+N"),
        ]

    def _on_doubles(self) -> None:
        self.wanted.emit(Address("doubles"))

    def _on_call_card(self) -> None:
        chosen = self.list.chosen()
        if chosen:
            self.wanted.emit(Address("call_card", chosen[0]))

    def _on_new(self) -> None:
        made = new_person_sheet(self.kit, self.desk, self)
        made.acted.connect(self._on_entered)
        made.open()

    def _on_entered(self, entered: Entered) -> None:
        self.open(entered.id)
