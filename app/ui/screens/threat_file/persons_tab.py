"""The persons of a file: who is in it, as what, since when, and what each is to whom it protects."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, InvolvementRole, RelationKind
from app.services.cases.file_overviews import InvolvedRow
from app.services.cases.file_sheets import FileSheet
from app.ui.files.list_page import ListPage
from app.ui.files.wording import capital, person_name
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.screens.threat_file.not_yet import hold
from app.ui.tables.rows import Cell, Column, Line

INVOLVE_KEY = "Ctrl+I"
"""Answered by the screen of the file, on all of its tabs."""


class PersonsTab(ListPage):
    """Who is in the file, in which role, from when. Lines are known by the involvement, not the person."""

    added = Signal()
    changed = Signal(bytes)
    """The role, period or remarks of this involvement should be changed."""
    removed = Signal(bytes, str)
    """This involvement was a mistake, of the person so called."""
    person_wanted = Signal(bytes)

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Name")), 4, 180), Column(words(N_("Role")), 2, 130), Column(words(N_("Period")), 2, 130),
            Column(words(N_("Remarks")), 3, 120),
        )  # fmt: skip
        empty = (
            words(N_("Nobody in this file yet")),
            words(N_("Add the threatened person first, then the household.")),
        )
        super().__init__(kit, "persons_tab", words(N_("Persons")), columns, empty)
        self._involved: Sequence[InvolvedRow] = ()
        self.opened.connect(self._on_opened)
        self._add = button(
            kit, words(N_("Add a person")), "add_person", self.added.emit, shows=INVOLVE_KEY, icon="user-plus"
        )
        self._change = button(kit, words(N_("Change the role")), "change_person", self._on_change, icon="pencil")
        self._open = button(kit, words(N_("The person's page")), "open_person", self._on_open, icon="user")
        self._remove = button(kit, words(N_("Take out of the file")), "remove_person", self._on_remove, icon="trash-2")
        for made in (self._open, self._remove, self._change, self._add):
            self.add_button(made)

    def _on_change(self) -> None:
        if self.rows.key is not None:
            self.changed.emit(self.rows.key)

    def _on_remove(self) -> None:
        found = next((one for one in self._involved if one.id == self.rows.key), None)
        if found is not None:
            self.removed.emit(found.id, person_name(found.person, self.kit.words))

    def _on_open(self) -> None:
        if self.rows.key is not None:
            self._on_opened(self.rows.key)

    def _on_opened(self, involvement: Id) -> None:
        found = next((one for one in self._involved if one.id == involvement), None)
        if found is not None and found.person is not None and found.record.person is not None:
            self.person_wanted.emit(found.record.person)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the persons of this file."""
        words, self._involved = self.kit.words, sheet.overview.involved
        self._add.setVisible(Action.FILE in sheet.may)
        for made in (self._change, self._remove):
            made.setVisible(Action.FILE in sheet.may and bool(sheet.overview.involved))
        self._open.setVisible(any(one.person is not None for one in sheet.overview.involved))
        hold(words, sheet, self._add, self._change, self._remove)
        lines = []
        for one in sheet.overview.involved:
            under = words.text(one.person.function) if one.person else ""
            period = " → ".join(words.date(day) for day in (one.record.from_on, one.record.to_on) if day)
            cells = (
                Cell(person_name(one.person, words), under, strong=True),
                Cell(capital(words.plain(one.record.role)), self._related(one.record.person, sheet)),
                Cell(period, by=one.record.from_on or one.record.to_on), Cell(one.record.remarks or ""),
            )  # fmt: skip
            lines.append(Line(one.id, cells))
        self.put(lines)

    def _related(self, person: Id | None, sheet: FileSheet) -> str:
        """Return what somebody is to others of the file, from whichever page it was entered: `Kind van Hilde …`.

        Of a household that is what each is to whom the file protects, not the other way round.
        """
        words, found = self.kit.words, dict[Id, RelationKind]()
        for one in sheet.relations:
            if one.other == person and one.kind is not None and one.person is not None:
                found[one.person] = one.kind
        for one in sheet.relations:
            back = one.kind.back if one.kind is not None else None
            if one.person == person and back is not None and one.other is not None:
                found.setdefault(one.other, back)
        threatened = {
            one.record.person for one in self._involved if one.record.role is InvolvementRole.THREATENED
        }  # fmt: skip
        if person in threatened:
            found = {other: kind for other, kind in found.items() if other in threatened}
        return "; ".join(
            words(N_("{relation} of {name}"), relation=capital(words.plain(kind)), name=sheet.names[other])
            for other, kind in found.items()
            if other in sheet.names
        )
