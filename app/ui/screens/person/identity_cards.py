"""The cards of who a person is: what whoever reads the entry sees, and the private data, whose readers are fewer."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.schema import SCHEMA
from app.services.registers.person_sheets import PersonSheet
from app.services.registers.persons import PersonCard
from app.ui.files.portrait import Portrait
from app.ui.files.record_facts import every_fact
from app.ui.kit.buttons import link
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row
from app.ui.screens.person import sheets, together

OFFICE = ("native_name", "aliases", "honorific", "function", "category")
PUBLIC = ("sex", "nationalities", "languages", "remarks")
"""What anybody may know of a person, before the employer and after."""
PRIVATE = (
    "national_number",
    "birth_date",
    "birth_place",
    "birth_country",
    "marital_status",
    "blood_group",
    "document_number",
)

PHOTO = 96
"""Pixels of the photograph's width."""


class IdentityCards:
    """Makes the cards of one person's sheet; what they ask for is given by the screen."""

    def __init__(
        self, kit: Kit, sheet: PersonSheet, open_sheet: Callable[[sheets.Make], object],
        put_photo: Callable[[], object], drop_photo: Callable[[], object],
    ) -> None:  # fmt: skip
        self._kit, self._sheet, self._open = kit, sheet, open_sheet
        self._put_photo, self._drop_photo = put_photo, drop_photo

    def identity(self) -> Card:
        """Return the card of who it is, with the photograph."""
        words, sheet, fields = self._kit.words, self._sheet, SCHEMA.by_record[Person].fields
        card = Card("person_identity")
        card.box.addWidget(heading(words(N_("Identity")), "identity_title"))
        card.box.addLayout(self._photo())
        facts = Facts("identity_facts")
        office, rest = (self._lines(Person, names, lambda card: card.record) for names in (OFFICE, PUBLIC))
        employer = (words(fields["employer"].meta.label), sheet.names.get(sheet.card.record.employer or b"", ""))
        facts.show_facts([*office, employer, *rest])
        card.box.addWidget(facts)
        return card

    def private(self) -> Card:
        """Return the card of the data in a stream of their own, or that they are not for whoever looks."""
        words, sheet = self._kit.words, self._sheet
        card = Card("person_private")
        head: list[QWidget | None] = [heading(words(N_("Private data")), "private_title"), None]
        if sheet.may_edit_private:
            edit = link(words(N_("Change")), "edit_private", partial(self._open, sheets.private_sheet))
            edit.setAccessibleName(words(N_("Edit private data")))
            head.append(edit)
        card.box.addLayout(row(*head))
        if all(one.private_stream is None or one.private is None for one in (sheet.card, *sheet.joined)):
            said = N_("The private data of this person was not shared with you.")
            card.box.addWidget(label(words(said), "private_hidden", "quiet", wrap=True))
            return card
        facts = Facts("private_facts")
        facts.show_facts(self._lines(PersonPrivate, PRIVATE, lambda card: card.private))
        card.box.addWidget(facts)
        if sheet.may_edit_private:
            agreed = link(
                words(N_("Words agreed and medical remarks")), "words_agreed", partial(self._open, sheets.words_sheet)
            )
            card.box.addLayout(row(agreed, None))
        return card

    def _lines(
        self, kind: type, names: Sequence[str], of: Callable[[PersonCard], object | None]
    ) -> list[tuple[str, str]]:
        """Return fields as facts, with what the entries that were joined to this one say otherwise."""
        words, fields = self._kit.words, SCHEMA.by_record[kind].fields

        def said(name: str, card: PersonCard) -> str:
            record = of(card)
            return "" if record is None else every_fact(words, record, (name,))[0][1]

        return [
            (words(fields[name].meta.label), together.also_said(self._kit, self._sheet, partial(said, name)))
            for name in names
        ]

    def _photo(self) -> QHBoxLayout:
        words, sheet = self._kit.words, self._sheet
        acts = QVBoxLayout()
        if sheet.may_edit:
            text = words(N_("Add a photo")) if sheet.photo is None else words(N_("Replace the photo"))
            acts.addLayout(row(link(text, "put_photo", self._put_photo), None))
            if sheet.photo is not None:
                acts.addLayout(row(link(words(N_("Remove the photo")), "drop_photo", self._drop_photo), None))
        acts.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(Portrait(self._kit, "person_photo", PHOTO, sheet.photo), 0, Qt.AlignmentFlag.AlignTop)
        beside.addLayout(acts, 1)
        return beside
