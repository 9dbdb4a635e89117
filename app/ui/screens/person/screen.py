"""The screen of a person: identity on the left, how to reach them in the middle, files and relations on the right."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Warned
from app.core.i18n import N_
from app.core.ids import Id
from app.services.registers.person_sheets import PersonSheet, person_sheet
from app.services.registers.photos import drop_photo
from app.services.station.stations import Platform
from app.ui.files.attachments.sheet import AttachmentsSheet
from app.ui.files.paper_hands import DrawUpExtract, HeldCopies
from app.ui.files.photo_sheet import PhotoSheet
from app.ui.files.renewing import put_page
from app.ui.files.sharing_sheet import SharingSheet
from app.ui.files.task_sheets import new_task_sheet
from app.ui.files.undo_bar import Removed, UndoBar
from app.ui.files.wording import person_name
from app.ui.forms.acting import ActSheet
from app.ui.forms.draft_places import parts_of
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, row, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.person import line_sheets, sheets, together
from app.ui.screens.person.identity_cards import IdentityCards
from app.ui.screens.person.line_cards import LineCards, Remove

if TYPE_CHECKING:
    from app.services.desk import Desk

LINES: Mapping[str, Callable[..., QDialog]] = {
    "phone": line_sheets.phone_sheet,
    "email": line_sheets.email_sheet,
    "home_address": line_sheets.address_sheet,
    "sealed_address": line_sheets.sealed_sheet,
    "vehicle": line_sheets.vehicle_sheet,
    "relation": line_sheets.relation_sheet,
}
SHEETS: Mapping[str, sheets.Make] = {
    "person": sheets.edit_sheet,
    "private": sheets.private_sheet,
    "words": sheets.words_sheet,
    "join": sheets.join_sheet,
}
"""Which sheet a draft of the person was typed in, by what its key says."""


class PersonScreen(Screen):
    """Opened by the person's id."""

    help_page: ClassVar[str] = "persons"

    def __init__(
        self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None, *,
        extract: DrawUpExtract | None = None, held: HeldCopies | None = None, on: Platform | None = None,
    ) -> None:  # fmt: skip
        """Let attachments out as files where `on`, at which a second officer proves himself, is there."""
        super().__init__(kit, desk, address, parent)
        self._extract, self._held, self._on = extract, held, on
        self._person: Id = address.uid or b""
        """The entry that leads, once it is read: another one that was joined to it opens it too."""
        self._sheet: PersonSheet | None = None
        self._draft = ""
        self._latest = Latest(kit.jobs, self)
        self._going: set[Id] = set()
        """Lines that are being removed."""
        words = kit.words
        self._name = title("", "person_name")
        self._name.setWordWrap(True)
        self._undo = UndoBar(kit, desk, self)
        self._under = secondary("", "person_under", wrap=True)
        self._card_button = button(kit, words(N_("Call card")), "to_call_card", self._on_call_card, icon="phone")
        self._edit: Button = button(kit, words(N_("Edit")), "edit_person", self._on_edit, key="Ctrl+E", icon="pencil")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self._under)
        self._from = secondary("", "joined_from", wrap=True)
        self._from.hide()
        texts.addWidget(self._from)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addLayout(texts, 1)
        head.addWidget(self._card_button)
        self._share = button(kit, words(N_("Share…")), "share_person", self._on_share, icon="send")
        head.addWidget(self._share)
        head.addWidget(self._edit)
        self._area = ScrollArea()
        self._area.setObjectName("person_area")
        self._area.setAccessibleName(words(N_("Person")))
        self._area.setWidgetResizable(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(2 * GRID)
        box.addWidget(self._undo)
        box.addLayout(head)
        box.addWidget(self._area, 1)

    def load(self) -> None:
        desk, person, language = self.desk, self.address.uid or b"", self.kit.words.language
        self._latest.read(lambda: person_sheet(desk, person, language), self._on_read)

    def take_up(self, key: str) -> None:
        self._draft = key
        self._take_up()

    def _take_up(self) -> None:
        """Open what the draft was typed in, once the person is read."""
        if not self._draft or self._sheet is None:
            return
        (what, uid, more), self._draft = parts_of(self._draft), ""
        if what in LINES:
            self._open(LINES[what] if uid == self._person else partial(LINES[what], line=uid))
        elif what == "part":
            self._open(partial(sheets.part_sheet, bytes.fromhex(more)))
        elif what == "attach":
            self._on_attachments(goes_on=True)
        elif what == "paper":
            self._on_extract()
        elif what in SHEETS:
            self._open(SHEETS[what])

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        found = [Action("person_call_card", words(N_("Call card")), self._on_call_card, icon="phone", group="person")]
        if self._sheet is not None and self._sheet.may_edit:
            text = words(N_("Share with an organisation"))
            found.append(Action("person_share", text, self._on_share, icon="send", group="person"))
            found.append(Action("person_edit", words(N_("Edit person")), self._on_edit, icon="pencil", group="person"))
        if self._sheet is not None:
            text = words(N_("Attachments…"))
            found.append(Action("person_attachments", text, self._on_attachments, icon="paperclip", group="person"))
        if self._extract is not None and self._sheet is not None and self._sheet.may_issue:
            text = words(N_("Draw up an extract of what is held of this person"))
            found.append(Action("person_extract", text, self._on_extract, icon="files", group="person"))
        if self._sheet is not None and self._sheet.may_set_task:
            text = words(N_("Add a task…"))
            found.append(Action("person_task", text, self._on_task, icon="check-check", group="person"))
        if self._sheet is not None and self._sheet.may_edit_private:
            for name, text, run in (
                ("phone", words(N_("Add a phone number")), partial(self._open, line_sheets.phone_sheet)),
                ("address", words(N_("Add an address")), partial(self._open, line_sheets.address_sheet)),
                ("sealed", words(N_("Add a sealed address")), partial(self._open, line_sheets.sealed_sheet)),
                ("vehicle", words(N_("Add a vehicle")), partial(self._open, line_sheets.vehicle_sheet)),
                ("email", words(N_("Add an e-mail address")), partial(self._open, line_sheets.email_sheet)),
            ):
                found.append(Action(f"person_add_{name}", text, run, icon="plus", group="person"))
        return found

    def _on_task(self) -> None:
        new_task_sheet(self.kit, self.desk, self, self._person, self._name.text()).open()

    def _on_share(self) -> None:
        SharingSheet(self.kit, self.desk, self, self._person).open()

    def _on_read(self, sheet: PersonSheet) -> None:
        self._sheet = sheet
        self._going.clear()
        words, record = self.kit.words, sheet.card.record
        self._person = sheet.card.id
        self._name.setText(person_name(record, self.kit.words))
        self._from.setText(together.joined_from(self.kit, sheet))
        self._from.setVisible(bool(self._from.text()))
        under = [record.native_name or "", words.text(record.function)]
        self._under.setText(" · ".join(part for part in under if part))
        self._edit.setVisible(sheet.may_edit)
        self._share.setVisible(sheet.may_edit)
        self.titled.emit(record.family_name or person_name(record, self.kit.words))
        self.marked.emit(sheet.marking)
        page = QWidget()
        box = QHBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        who = IdentityCards(self.kit, sheet, self._open, self._on_photo, self._on_drop_photo)
        lines = LineCards(self.kit, sheet, self._open, self._on_remove, self.wanted.emit)
        for cards in (
            [who.identity(), who.private()],
            [lines.phones(), lines.emails(), lines.addresses(), lines.sealed(), lines.vehicles()],
            [
                self._files(sheet),
                lines.relations(),
                together.same_card(self.kit, sheet, self.wanted.emit, self._open),
            ],
        ):
            column = QVBoxLayout()
            column.setSpacing(2 * GRID)
            for card in cards:
                if card is not None:
                    column.addWidget(card)
            column.addStretch(1)
            box.addLayout(column, 1)
        put_page(self._area, page)
        self._take_up()

    def _files(self, sheet: PersonSheet) -> Card:
        words = self.kit.words
        card = together.appears_card(self.kit, sheet, self.wanted.emit)
        if self._extract is not None and self._sheet is not None and self._sheet.may_issue:
            drawn = link(words(N_("Extract…")), "draw_up_extract", self._on_extract)
            drawn.setAccessibleName(words(N_("Draw up an extract of what is held of this person")))
            drawn.setToolTip(drawn.accessibleName())
            copies = link(words(N_("Extracts issued…")), "extracts_issued", self._on_held)
            card.box.addLayout(row(drawn, copies, None))
        card.box.addLayout(row(link(words(N_("Attachments…")), "person_attachments", self._on_attachments), None))
        return card

    def watch(self, sheet: ActSheet) -> None:
        """Offer to reverse what a sheet over this page saves."""
        self._undo.watch(sheet)

    def _open(self, make: Callable[..., QWidget]) -> None:
        if self._sheet is not None:
            made = make(self.kit, self.desk, self, self._sheet)
            made.open()  # type: ignore[attr-defined]  # every maker of `sheets` returns a sheet

    def _on_attachments(self, *, goes_on: bool = False) -> None:
        AttachmentsSheet(self.kit, self.desk, self, self._person, self._name.text(), self._on, goes_on=goes_on).open()

    def _on_photo(self) -> None:
        PhotoSheet(self.kit, self.desk, self, self._person).open()

    def _on_drop_photo(self) -> None:
        desk, person, what = self.desk, self._person, self.kit.words(N_("Photograph"))
        self.kit.jobs.write(self, lambda: Removed(what, drop_photo(desk, person)), self._undo.show_removed)

    def _on_extract(self) -> None:
        if self._extract is not None:
            self._extract(self.kit, self.desk, self, self._person)

    def _on_held(self) -> None:
        if self._held is not None:
            self._held(self.kit, self.desk, self, self._person, self._name.text())

    def _on_edit(self) -> None:
        self._open(sheets.edit_sheet)

    def _on_call_card(self) -> None:
        self.wanted.emit(Address("call_card", self._person))

    def _on_remove(self, uid: Id, take_away: Remove, what: str) -> None:
        if uid in self._going:
            return  # pressed twice
        desk = self.desk
        self._going.add(uid)
        self.kit.jobs.write(self, lambda: Removed(what, take_away(desk, uid)), self._undo.show_removed,
                            partial(self._on_stays, uid, take_away, what))  # fmt: skip

    def _on_stays(self, uid: Id, take_away: Remove, what: str, failure: BaseException) -> None:
        """Say why a line stays; where that is a warning, whoever read it may go on."""
        self._going.discard(uid)
        said, again = self.kit.door.say(failure), partial(take_away, knowing=True)
        self._undo.forget()
        if isinstance(failure, Warned):
            act = self.kit.words(N_("Go on knowingly"))
            self._undo.say(said, "circle-alert", act, partial(self._on_remove, uid, again, what))
        else:
            self._undo.say(said, "circle-alert")
