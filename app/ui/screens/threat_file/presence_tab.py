"""Where the persons of a file are and were, and what they agreed to: patrols and the call card follow it."""

from typing import Any

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, InvolvementRole
from app.models.kinds.threat import Involvement
from app.services.cases.file_overviews import InvolvedRow
from app.services.cases.file_sheets import FileSheet
from app.services.cases.presences import Whereabout
from app.ui.files.list_page import ListPage
from app.ui.files.wording import capital, person_name
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, row
from app.ui.kit.words import DASH
from app.ui.screens.threat_file.not_yet import hold
from app.ui.tables.rows import Cell, Column, Line

PROTECTED = (InvolvementRole.THREATENED, InvolvementRole.HOUSEHOLD, InvolvementRole.SPOUSE)
"""Roles of those whose whereabouts and consent are asked for."""


class PresenceTab(ListPage):
    """A line for each presence, and for who has none yet. Consent stands beside, with the chosen person."""

    added = Signal()
    changed = Signal(bytes)
    removed = Signal(bytes, str)
    """This presence should be taken away; its words."""
    consent_wanted = Signal(bytes)
    """The consent of this involvement should be recorded."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Name")), 4, 180), Column(words(N_("Presence")), 2, 140),
            Column(words(N_("Period")), 3, 170), Column(words(N_("Today")), 1, 90),
        )  # fmt: skip
        empty = (
            words(N_("Nobody to protect in this file yet")),
            words(N_("Add the threatened person first, then the household.")),
        )
        text = words(N_("Presence and consent"))
        super().__init__(kit, "presence_tab", text, columns, empty, beside=True)
        self._add = button(kit, words(N_("Record a presence")), "add_presence", self.added.emit, icon="plus")
        self._change = button(kit, words(N_("Change")), "change_presence", self._on_change, icon="pencil")
        self._remove = button(kit, words(N_("Remove")), "remove_presence", self._on_remove, icon="trash-2")
        for made in (self._remove, self._change, self._add):
            self.add_button(made)
        self._consent = button(kit, words(N_("Record consent")), "record_consent", self._on_consent, icon="pencil")
        if self.side is not None:
            self.side.addLayout(row(self._consent, None))
        self._sheet: FileSheet | None = None
        self.chosen.connect(self._on_chosen)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the presences of this file, person by person, the latest first."""
        self._sheet = sheet
        self._add.setVisible(Action.FILE in sheet.may and bool(sheet.overview.involved))
        hold(self.kit.words, sheet, self._add, self._change, self._remove, self._consent)
        lines: list[Line] = []
        for one in self._people():
            mine = [line for line in sheet.presences if line.record.person == one.record.person]
            lines += [self._line(one, line) for line in mine]
            if not mine:
                unknown = Cell(self.kit.words(N_("not recorded")))
                lines.append(Line(one.id, (Cell(self._name(one), strong=True), unknown, Cell(DASH), Cell(""))))
        self.put(lines)

    def _people(self) -> list[InvolvedRow]:
        rows = self._sheet.overview.involved if self._sheet is not None else ()
        named = {line.record.person for line in self._sheet.presences} if self._sheet is not None else set()
        found: dict[Id | None, InvolvedRow] = {}
        for one in rows:
            if one.record.role in PROTECTED or one.record.person in named:
                found.setdefault(one.record.person, one)
        return list(found.values())

    def _name(self, one: InvolvedRow) -> str:
        return person_name(one.person, self.kit.words)

    def _line(self, one: InvolvedRow, line: Whereabout) -> Line:
        words, record = self.kit.words, line.record
        today = Cell(words(N_("today")), "", Tone.ACCENT) if line.now else Cell("")
        where = capital(words.enum(record.state)) if record.state else ""
        return Line(
            line.id,
            (Cell(self._name(one), strong=line.now), Cell(where), Cell(self._period(line), by=record.from_on), today),
        )

    def _period(self, line: Whereabout) -> str:
        words, record = self.kit.words, line.record
        first = words.date(record.from_on) if record.from_on else DASH
        return f"{first} → {words.date(record.to_on)}" if record.to_on else words(N_("from {day}"), day=first)

    def _presence(self, key: Any) -> Whereabout | None:
        lines = self._sheet.presences if self._sheet is not None else ()
        return next((one for one in lines if one.id == key), None)

    def _involved(self, key: Any) -> InvolvedRow | None:
        presence = self._presence(key)
        people = self._people()
        if presence is not None:
            return next((one for one in people if one.record.person == presence.record.person), None)
        return next((one for one in people if one.id == key), None)

    def _on_change(self) -> None:
        if self._presence(self.rows.key) is not None:
            self.changed.emit(self.rows.key)

    def _on_remove(self) -> None:
        found, whose = self._presence(self.rows.key), self._involved(self.rows.key)
        if found is not None and whose is not None:
            self.removed.emit(found.id, f"{self._name(whose)}, {self._period(found)}")

    def _on_consent(self) -> None:
        found = self._involved(self.rows.key)
        if found is not None:
            self.consent_wanted.emit(found.id)

    def _on_chosen(self, key: Any) -> None:
        found, may = self._involved(key), self._sheet is not None and Action.FILE in self._sheet.may
        for made in (self._change, self._remove):
            made.setVisible(may and self._presence(key) is not None)
        self._consent.setVisible(may and found is not None)
        if found is None:
            self.show_detail("", "", [])
            return
        self.show_detail(self._name(found), "", self._agreed(found.record))

    def _agreed(self, record: Involvement) -> list[tuple[str, str]]:
        words = self.kit.words
        said = words(N_("not asked yet"))
        if record.accepted is not None:
            said = words(N_("accepted")) if record.accepted else words(N_("declined"))
            if record.accepted_on is not None:
                said = words.pair(said, words.date(record.accepted_on))
        signed = words.date(record.conduct_signed_on) if record.conduct_signed_on else words(N_("not signed yet"))
        return [
            (words(N_("Role")), capital(words.plain(record.role))),
            (words(N_("Measures")), capital(said)),
            (words(N_("Conduct advice signed on")), capital(signed)),
        ]
