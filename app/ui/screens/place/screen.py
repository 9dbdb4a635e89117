"""The screen of a place: what it is, where it is and how it is reached."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.checks.coordinates import text_of
from app.models.kinds.places import Place
from app.models.kinds.schema import SCHEMA
from app.services.paper.wording import address_text, number_text
from app.services.registers.place_sheets import PlaceSheet, place_sheet
from app.ui.files.places import edit_place_sheet
from app.ui.files.record_facts import every_fact
from app.ui.files.register_page import RegisterPage
from app.ui.kit.action import Action
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Card, heading
from app.ui.kit.screen import Address

if TYPE_CHECKING:
    from app.services.desk import Desk


class PlaceScreen(RegisterPage):
    """Opened by the place's id."""

    help_page: ClassVar[str] = "places"
    room: ClassVar[str] = "place"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, kit.words(N_("Place")), parent)
        self._sheet: PlaceSheet | None = None

    def load(self) -> None:
        desk, uid, language = self.desk, self.uid, self.kit.words.language
        self.latest.read(lambda: place_sheet(desk, uid, language), self._on_read)

    def actions_here(self) -> list[Action]:
        if self._sheet is None:
            return []
        words = self.kit.words
        past = Action("place_past", words(N_("History")), self.history, "Ctrl+H", "history", "place")
        if not self._sheet.may_edit:
            return [past]
        return [
            Action("place_edit", words(N_("Change place")), self.edit, "", "pencil", "place"),
            Action("place_share", words(N_("Share with an organisation")), self.share, "", "send", "place"),
            past,
        ]

    def edit(self) -> None:
        if self._sheet is not None:
            edit_place_sheet(self.kit, self.desk, self, self._sheet.id, self._sheet.record).open()

    def read_yet(self) -> bool:
        return self._sheet is not None

    def go_on(self, what: str, uid: Id) -> None:  # noqa: ARG002 - a place has one sheet
        if what == "place":
            self.edit()

    def _on_read(self, sheet: PlaceSheet) -> None:
        self._sheet = sheet
        name = self.kit.words.text(sheet.record.names) or "—"
        where = address_text(sheet.record)
        self.show_entry(
            name, where, lambda: self._page(sheet), tab=name, marking=sheet.marking, may_edit=sheet.may_edit
        )

    def _page(self, sheet: PlaceSheet) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._facts(sheet))
        box.addStretch(1)
        return page

    def _facts(self, sheet: PlaceSheet) -> Card:
        words, record, fields = self.kit.words, sheet.record, SCHEMA.by_record[Place].fields
        card = Card("place_facts_card")
        card.box.addWidget(heading(words(N_("Place")), "place_facts_title"))
        facts = Facts("place_facts")
        facts.show_facts(
            [
                *every_fact(words, record, ("kind",)),
                (words(N_("Coordinates")), text_of(record.latitude, record.longitude)),
                (words(fields["phone"].meta.label), number_text(record.phone)),
                *every_fact(words, record, ("sensitivity", "remarks")),
                (words(fields["zone"].meta.label), sheet.names.get(record.zone or b"", "")),
            ]
        )
        card.box.addWidget(facts)
        return card
