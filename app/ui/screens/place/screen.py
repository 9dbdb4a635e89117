"""The screen of a place: what it is, where it is and how it is reached."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.places import Place
from app.models.kinds.schema import SCHEMA
from app.services.paper.content import address_text, number_text
from app.services.registers.place_sheets import PlaceSheet, place_sheet
from app.ui.files.places import edit_place_sheet
from app.ui.files.renewing import put_page
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.forms.draft_places import parts_of
from app.ui.forms.options import value_text
from app.ui.kit.actions import Action
from app.ui.kit.facts import Facts
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, button, heading, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea

if TYPE_CHECKING:
    from app.services.desk import Desk

FACTS = ("kind", "phone", "sensitivity", "remarks")


class PlaceScreen(Screen):
    """Opened by the place's id."""

    help_page: ClassVar[str] = "places"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self._uid: Id = address.uid or b""
        self._sheet: PlaceSheet | None = None
        self._draft = ""
        self._latest = Latest(kit.jobs, self)
        words = kit.words
        self._name = title("", "place_name")
        self._name.setWordWrap(True)
        self._where = secondary("", "place_where", wrap=True)
        self._share = button(kit, words(N_("Share…")), "share_place", self._on_share, icon="send")
        self._edit = button(kit, words(N_("Edit")), "edit_place", self._on_edit, key="Ctrl+E", icon="pencil")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self._where)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addLayout(texts, 1)
        for one in (self._share, self._edit):
            one.hide()
            head.addWidget(one)
        self._area = ScrollArea()
        self._area.setObjectName("place_area")
        self._area.setAccessibleName(words(N_("Place")))
        self._area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self._area, 1)

    def load(self) -> None:
        desk, uid, language = self.desk, self._uid, self.kit.words.language
        self._latest.read(lambda: place_sheet(desk, uid, language), self._on_read)

    def take_up(self, key: str) -> None:
        self._draft = key
        self._take_up()

    def actions_here(self) -> list[Action]:
        if self._sheet is None or not self._sheet.may_edit:
            return []
        words = self.kit.words
        return [
            Action("place_edit", words(N_("Change place")), self._on_edit, "", "pencil", "place"),
            Action("place_share", words(N_("Share with an organisation")), self._on_share, "", "send", "place"),
        ]

    def _take_up(self) -> None:
        """Open the sheet in which a draft was typed, once the place is read."""
        if self._draft and self._sheet is not None:
            what, self._draft = parts_of(self._draft)[0], ""
            if what == "place":
                self._on_edit()

    def _on_read(self, sheet: PlaceSheet) -> None:
        self._sheet = sheet
        name = self.kit.words.text(sheet.record.names) or "—"
        self._name.setText(name)
        self._where.setText(address_text(sheet.record))
        for one in (self._share, self._edit):
            one.setVisible(sheet.may_edit)
        self.titled.emit(name)
        self.marked.emit(sheet.marking)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._facts(sheet))
        box.addStretch(1)
        put_page(self._area, page)
        self._take_up()

    def _facts(self, sheet: PlaceSheet) -> Card:
        words, fields = self.kit.words, SCHEMA.by_record[Place].fields
        card = Card("place_facts_card")
        card.box.addWidget(heading(words(N_("Place")), "place_facts_title"))
        facts = Facts("place_facts")
        lines = []
        for name in FACTS:
            value = getattr(sheet.record, name)
            said = value_text(words, fields[name], value) if value not in (None, "") else ""
            lines.append((words(fields[name].meta.label), number_text(value) if name == "phone" else said))
        zone = sheet.names.get(sheet.record.zone or b"", "")
        facts.show_facts([*lines, (words(fields["zone"].meta.label), zone)])
        card.box.addWidget(facts)
        return card

    def _on_edit(self) -> None:
        if self._sheet is not None:
            edit_place_sheet(self.kit, self.desk, self, self._sheet.id, self._sheet.record).open()

    def _on_share(self) -> None:
        SharingSheet(self.kit, self.desk, self, self._uid).open()
