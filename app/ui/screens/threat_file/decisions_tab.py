"""What was decided on a file and its measures, with its paper and whether that is still to come."""

from typing import Any

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.models.kinds.measures import Decision
from app.models.kinds.schema import SCHEMA
from app.models.rules.decisions import action_for
from app.models.rules.meetings import label_in
from app.services.cases.attachments import Attached
from app.services.cases.file_sheets import FileSheet
from app.ui.files.list_page import ListPage
from app.ui.files.record_facts import named_facts
from app.ui.files.wording import capital, subject_text
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, row
from app.ui.kit.words import Words
from app.ui.tables.rows import Cell, Column, Line


class DecisionsTab(ListPage):
    """Everything that was decided on the file and its measures; never edited, only superseded or confirmed."""

    confirmed = Signal(bytes)
    """The paper of this oral decision is there."""
    scan_wanted = Signal(object)
    """The paper of a decision is to be shown, an `Attached`."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Date")), 1, 132), Column(words(N_("Decision")), 3, 160), Column(words(N_("On")), 3, 150),
            Column(words(N_("Decided by")), 3, 140),
        )  # fmt: skip
        empty = (words(N_("Nothing was decided yet")), words(N_("Decisions on the file and its measures stand here.")))
        super().__init__(kit, "decisions_tab", words(N_("Decisions")), columns, empty, beside=True, filtered=True)
        self._confirm = button(kit, words(N_("Confirm in writing")), "confirm_decision", self._on_confirm, icon="check")
        self._show = button(kit, words(N_("Show the scan")), "show_scan", self._on_show, icon="eye")
        if self.side is not None:
            self.side.addLayout(row(self._confirm, None))
            self.side.addLayout(row(self._show, None))
        self._sheet: FileSheet | None = None
        self._scan: Attached | None = None
        self.chosen.connect(self._on_chosen)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the decisions of this file, the newest first."""
        self._sheet = sheet
        words = self.kit.words
        lines = []
        for one in sheet.decisions:
            record = one.record
            state = Cell(decided_text(words, record), record.reason or "", strong=True)
            by = Cell(capital(words.plain(record.capacity)), record.decider or "")
            if one.unconfirmed and record.confirm_by:
                day = words.short_date(record.confirm_by)
                text = capital(words(N_("to confirm by {day}"), day=day))
                by = Cell(text, record.decider or "", Tone.RED if one.late else Tone.AMBER)
            about = (
                capital(words(N_("the file"))) if record.subject == sheet.overview.file else self._about(sheet, record)
            )
            lines.append(
                Line(
                    one.id,
                    (Cell(words.moment(record.dated) if record.dated else "", by=record.dated), state, Cell(about), by),
                )
            )
        self.put(lines)

    def _on_confirm(self) -> None:
        if self.rows.key is not None:
            self.confirmed.emit(self.rows.key)

    def _on_show(self) -> None:
        if self._scan is not None:
            self.scan_wanted.emit(self._scan)

    def _about(self, sheet: FileSheet, record: Decision) -> str:
        found = next((line.record for line in sheet.overview.measures if line.id == record.subject), None)
        if found is None:
            return capital(self.kit.words(N_("not shown here")))
        from_catalogue = SCHEMA.by_name["measure"].fields["type"]
        whom = subject_text(self.kit.words, found, sheet.names)
        return ", ".join(part for part in (self.kit.words.value(from_catalogue, found.type), whom) if part)

    def _on_chosen(self, key: Any) -> None:
        if self._sheet is None:
            return
        words, spec, names = self.kit.words, SCHEMA.by_record[Decision], self._sheet.names
        line = next((one for one in self._sheet.decisions if one.id == key), None)
        found = line.record if line is not None else None
        kind = found.kind if found is not None and line is not None and line.unconfirmed else None
        about = next((one for one in self._sheet.overview.measures if found and one.id == found.subject), None)
        minister = about is not None and kind in about.minister
        here = kind is not None and (about is None or about.decided_here)
        self._confirm.setVisible(here and kind is not None and action_for(kind, minister=minister) in self._sheet.may)
        scans = [one for one in self._sheet.attachments if found is not None and one.id == found.scan]
        self._scan = scans[0] if scans else None
        self._show.setVisible(self._scan is not None and self._scan.received)
        if found is None:
            self.show_detail("", "", [])
            return
        if self._scan is not None:
            names = {**names, self._scan.id: self._scan.name}
        shown = ("dated", "capacity", "decider", "channel", "reference", "confirm_by", "urgent_alone")
        of = {"channel": found.channel}
        facts = [(words(label_in(spec, name, of)), words.value(spec.fields[name], getattr(found, name)))
                 for name in shown if getattr(found, name) is not None]  # fmt: skip
        facts.append((words(spec.fields["recorder"].meta.label), names.get(found.recorder or b"", "")))
        others = [uid for uid in (found.answers, found.confirms) if uid is not None and uid in names]
        names = {**names, **{uid: capital(names[uid]) for uid in others}}
        facts += named_facts(words, found, ("meeting", "scan", "answers", "confirms"), names)
        self.show_detail(decided_text(words, found), found.reason or "", facts)


def decided_text(words: Words, record: Decision) -> str:
    """Return what was decided; of the paper that confirms what was said by mouth, that it is nothing new."""
    said = words.plain(record.kind)
    if record.confirms is None:
        return capital(said)
    return words(N_("Confirmation in writing: {decision}"), decision=said)
