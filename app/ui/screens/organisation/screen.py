"""The screen of an organisation: what it is on the left, whom to ring there on the right, in calling order."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.registers import Organisation, OrganisationContact
from app.models.kinds.schema import SCHEMA
from app.services.paper.wording import number_text
from app.services.registers.entries import remove_contact
from app.services.registers.organisation_sheets import OrganisationSheet, organisation_sheet
from app.ui.files import organisation_sheets as sheets
from app.ui.files.record_facts import every_fact
from app.ui.files.register_page import RegisterPage
from app.ui.files.undo_bar import Removed
from app.ui.kit.action import Action
from app.ui.kit.buttons import link
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row, secondary
from app.ui.kit.screen import Address

if TYPE_CHECKING:
    from app.services.desk import Desk

FACTS = ("short_name", "kind", "place", "entry", "code", "parent", "country", "languages", "remarks")
"""In the order in which they are asked."""
NAMED = frozenset({"place", "entry", "parent"})
"""Those that name something else."""


class OrganisationScreen(RegisterPage):
    """Opened by the organisation's id."""

    help_page: ClassVar[str] = "organisations"
    room: ClassVar[str] = "organisation"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, kit.words(N_("Organisation")), parent)
        self._sheet: OrganisationSheet | None = None
        self._going: set[Id] = set()
        """Contacts that are being removed."""

    def load(self) -> None:
        desk, uid, language = self.desk, self.uid, self.kit.words.language
        self.latest.read(lambda: organisation_sheet(desk, uid, language), self._on_read)

    def actions_here(self) -> list[Action]:
        if self._sheet is None:
            return []
        words = self.kit.words
        made: dict[str, tuple[str, Callable[[], object], str]] = {}
        if self._sheet.may_edit:
            made = {
                "organisation_contact": (words(N_("Add a contact")), self._on_contact, "plus"),
                "organisation_edit": (words(N_("Change organisation")), self.edit, "pencil"),
                "organisation_share": (words(N_("Share with an organisation")), self.share, "send"),
            }
        made["organisation_past"] = (words(N_("History")), self.history, "history")
        keys = {"organisation_contact": "Ctrl+N", "organisation_past": "Ctrl+H"}
        return [
            Action(name, text, run, keys.get(name, ""), icon, "organisation")
            for name, (text, run, icon) in made.items()
        ]

    def edit(self) -> None:
        self._open(sheets.edit_sheet)

    def read_yet(self) -> bool:
        return self._sheet is not None

    def go_on(self, what: str, uid: Id) -> None:
        if what == "organisation":
            self.edit()
        elif what == "organisation_contact":
            self._open(partial(sheets.contact_sheet, line=None if uid == self.uid else uid))

    def _on_read(self, sheet: OrganisationSheet) -> None:
        self._sheet = sheet
        self._going.clear()
        words, phone = self.kit.words, number_text(sheet.record.phone)
        name = words.text(sheet.record.names) or sheet.record.code or "—"
        always = words(N_("24/7: {number}"), number=phone) if phone else words(
            N_("No number yet that answers day and night")
        )  # fmt: skip
        self.show_entry(
            name, always, lambda: self._page(sheet), tab=sheet.record.short_name or name, marking=sheet.marking,
            may_edit=sheet.may_edit,
        )  # fmt: skip

    def _page(self, sheet: OrganisationSheet) -> QWidget:
        page = QWidget()
        box = QHBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        for card, share in ((self._facts(sheet), 2), (self._contacts(sheet), 3)):
            column = QVBoxLayout()
            column.addWidget(card)
            column.addStretch(1)
            box.addLayout(column, share)
        return page

    def _facts(self, sheet: OrganisationSheet) -> Card:
        words, fields = self.kit.words, SCHEMA.by_record[Organisation].fields
        card = Card("organisation_facts_card")
        card.box.addWidget(heading(words(N_("Organisation")), "organisation_facts_title"))
        facts = Facts("organisation_facts")
        lines: list[tuple[str, str]] = []
        for name in FACTS:
            if name in NAMED:
                said = sheet.names.get(getattr(sheet.record, name) or b"", "")
                lines.append((words(fields[name].meta.label), said))
            else:
                lines += every_fact(words, sheet.record, (name,))
        facts.show_facts(lines)
        card.box.addWidget(facts)
        return card

    def _contacts(self, sheet: OrganisationSheet) -> Card:
        words = self.kit.words
        card = Card("organisation_contacts")
        card.box.addWidget(heading(words(N_("Whom to ring")), "organisation_contacts_title"))
        if not sheet.contacts:
            said = words(N_("Nobody yet. Who answers day and night stands on the papers of measures carried out here."))
            card.box.addWidget(label(said, "organisation_contacts_empty", "quiet", wrap=True))
        for number, (uid, one) in enumerate(sheet.contacts):
            card.box.addWidget(self._contact(number, uid, one, may=sheet.may_edit))
        if sheet.may_edit:
            add = link(words(N_("Add a contact")), "add_contact", self._on_contact)
            card.box.addLayout(row(add, None))
        return card

    def _contact(self, number: int, uid: Id, contact: OrganisationContact, *, may: bool) -> QWidget:
        words = self.kit.words
        who = contact.name or contact.function or words(N_("Permanence"))
        reached = [number_text(contact.phone) if contact.phone else "", contact.email or ""]
        always = words(N_("day and night")) if contact.round_the_clock else ""
        under = [contact.function if contact.name else "", *reached, always, contact.remarks or ""]
        away: list[QWidget] = []
        if may:
            change = link(
                words(N_("Change")), f"contact_change_{number}",
                partial(self._open, partial(sheets.contact_sheet, line=uid)),
            )  # fmt: skip
            change.setAccessibleName(words(N_("Change {what}"), what=who))
            remove = link(words(N_("Remove")), f"contact_remove_{number}", partial(self._on_remove, uid, who))
            remove.setAccessibleName(words(N_("Remove {what}"), what=who))
            away = [change, remove]
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(row(label(who, f"contact_{number}", "strong", select=True, wrap=True), None, *away))
        told = " · ".join(part for part in under if part)
        if told:
            box.addWidget(secondary(told, f"contact_under_{number}", wrap=True))
        return made

    def _open(self, make: Callable[..., QDialog]) -> None:
        if self._sheet is not None:
            make(self.kit, self.desk, self, self._sheet).open()

    def _on_contact(self) -> None:
        self._open(sheets.contact_sheet)

    def _on_remove(self, uid: Id, what: str) -> None:
        if uid in self._going:
            return  # pressed twice
        desk = self.desk
        self._going.add(uid)
        show = self.undo.show_removed
        self.kit.jobs.write(self, lambda: Removed(what, remove_contact(desk, uid)), show)
