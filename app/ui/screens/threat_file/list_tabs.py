"""The tabs of a file that are lists: persons, reports, decisions."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, InvolvementRole, RelationKind
from app.models.kinds.measures import Decision
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatReport
from app.models.rules.decisions import action_for
from app.models.rules.meetings import label_in
from app.services.cases.attachments import Attached
from app.services.cases.file_overviews import InvolvedRow
from app.services.cases.file_sheets import FileSheet
from app.ui.files.list_page import ListPage
from app.ui.files.wording import capital, concern_name, person_name, received_text, subject_text
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone, row
from app.ui.screens.threat_file.not_yet import hold, why_no_work
from app.ui.screens.threat_file.offered import report_name
from app.ui.tables.rows import Cell, Column, Line

COVERED_AFTER = 60_000
"""Milliseconds for which an opened source stays in sight."""
INVOLVE_KEY, REPORT_KEY = "Ctrl+I", "Ctrl+R"
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
                Cell(period), Cell(one.record.remarks or ""),
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


class ReportsTab(ListPage):
    """Threat reports, the latest event first; the chosen one beside them in full."""

    added = Signal()
    corrected = Signal(bytes)
    """This report should be corrected by a new one."""
    source_wanted = Signal(bytes)
    """The source of this report, which is under seal, should be opened."""
    refused = Signal(str)
    """Why what was opened is not corrected, a msgid."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Moment")), 1, 124),
            Column(words(N_("Report")), 5, 240),
            Column(words(N_("Grading")), 1, 86),
        )
        hint = N_("Record what happened, where, against whom, and how well it is known.")
        empty = (words(N_("No threat reports yet")), words(hint))
        super().__init__(kit, "reports_tab", words(N_("Reports")), columns, empty, beside=True)
        self._add = button(
            kit,
            words(N_("New threat report")),
            "add_report",
            self.added.emit,
            shows=REPORT_KEY,
            icon="plus",
        )
        self.add_button(self._add)
        self._sheet: FileSheet | None = None
        self._correct = button(kit, words(N_("Correct the report")), "correct_report", self._on_correct, icon="pencil")
        self._source = button(kit, words(N_("Open the source…")), "open_source", self._on_source, icon="unlock")
        self._source.hide()
        self._opened: tuple[Id, str] | None = None
        """The report whose source was opened, and that source, for a minute."""
        self._cover = QTimer(self)
        self._cover.setSingleShot(True)
        self._cover.setInterval(COVERED_AFTER)
        self._cover.timeout.connect(self.cover_up)
        if self.side is not None:
            self.side.addLayout(row(self._source, None))
            self.side.addLayout(row(self._correct, None))
        self.chosen.connect(self._on_chosen)
        self.opened.connect(self._on_opened)

    def show_source(self, report: Id, source: str) -> None:
        """Show the source of a report in its place, for a minute or until another one is chosen."""
        self._opened = (report, source)
        self._cover.start()
        self._on_chosen(self.rows.key)

    def cover_up(self) -> None:
        """Take an opened source off the screen."""
        self._cover.stop()
        if self._opened is not None:
            self._opened = None
            self._on_chosen(self.rows.key)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self.cover_up()
        super().hideEvent(event)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the reports of this file."""
        self._sheet = sheet
        words, spec = self.kit.words, SCHEMA.by_record[ThreatReport]
        self._add.setVisible(Action.REPORT in sheet.may)
        hold(words, sheet, self._add, self._correct)
        later = {one.record.corrects for one in sheet.reports}
        lines = []
        for one in sheet.reports:
            record = one.record
            grade = "".join(str(part.value) for part in (record.source_grade, record.information_grade) if part)
            cells = (
                Cell(
                    words.moment(record.moment) if record.moment else words(N_("moment not known")),
                    received_text(words, record.received_as),
                ),
                Cell(
                    words.value(spec.fields["form"], record.form), record.description or "", strong=one.id not in later
                ),
                Cell(grade, words(N_("corrected")) if one.id in later else ""),
            )
            lines.append(Line(one.id, cells))
        self.put(lines)

    def _on_correct(self) -> None:
        if self.rows.key is not None:
            self.corrected.emit(self.rows.key)

    def _on_opened(self, report: Id) -> None:
        """Let a double click mend what is chosen, for who may."""
        if self._sheet is None or Action.REPORT not in self._sheet.may:
            return
        why = why_no_work(self._sheet)
        if why:
            self.refused.emit(why)  # all of it stands beside the lines
        else:
            self.corrected.emit(report)

    def _on_source(self) -> None:
        if self.rows.key is not None:
            self.source_wanted.emit(self.rows.key)

    def _on_chosen(self, key: Any) -> None:
        if self._sheet is None:
            return
        if self._opened is not None and self._opened[0] != key:
            self._opened = None
        words, spec, names = self.kit.words, SCHEMA.by_record[ThreatReport], self._sheet.names
        line = next((one for one in self._sheet.reports if one.id == key), None)
        found = line.record if line is not None else None
        sealed = line is not None and line.sealed
        self._source.setVisible(sealed and self._opened is None and Action.REVEAL in self._sheet.may)
        if found is None:
            self.show_detail("", "", [])
            return
        facts = [(words(N_("Against whom")), ", ".join(names.get(one, "") for one in found.targets))]
        self._correct.setVisible(Action.REPORT in self._sheet.may)
        shown = ("channel", "place_text", "source_grade", "information_grade", "police_report", "prosecutor", "marking",
                 "received_as")  # fmt: skip
        if sealed:
            said = self._opened[1] if self._opened is not None else words(N_("sealed"))
            facts.append((words(spec.fields["source"].meta.label), said))
        if found.place is not None:
            facts.append((words(spec.fields["place"].meta.label), names.get(found.place, words(N_("not shown here")))))
        facts += [(words(spec.fields[name].meta.label), words.value(spec.fields[name], getattr(found, name)))
                  for name in shown if getattr(found, name) is not None]  # fmt: skip
        if found.originator is not None:
            facts.append((words(spec.fields["originator"].meta.label), names.get(found.originator, "")))
        facts += self._around(key, found, self._sheet)
        head = words.value(spec.fields["form"], found.form)
        moment = f" · {words.moment(found.moment)}" if found.moment else ""
        self.show_detail(f"{head}{moment}", found.description or "", facts)

    def _around(self, key: Id, found: ThreatReport, sheet: FileSheet) -> list[tuple[str, str]]:
        """Return what belongs to a report and is kept beside it: who threatens, what is attached, what corrects it.

        What was kept beside a report that this one corrects belongs to it too.
        """
        words = self.kit.words
        former = {one.id: one.record.corrects for one in sheet.reports}
        same = [key]
        while (before := former.get(same[-1])) is not None and before not in same:
            same.append(before)
        of_it = [one.record for one in sheet.concerns if any(link.record.report in same for link in one.links)]
        attached = [one.name for one in sheet.attachments if one.record.subject in same]
        dated = {one.id: report_name(words, one.record) for one in sheet.reports}
        later = [dated[one.id] for one in sheet.reports if one.record.corrects == key]
        facts = [
            (words(N_("Persons of concern")), ", ".join(concern_name(record, words) for record in of_it)),
            (words(N_("Attachments")), ", ".join(attached)),
            (words(N_("Corrects")), dated.get(found.corrects or b"", "")),
            (words(N_("Corrected by")), ", ".join(later)),
        ]
        return [(what, said) for what, said in facts if said]


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
            state = Cell(capital(words.plain(record.kind)), record.reason or "", strong=True)
            by = Cell(capital(words.plain(record.capacity)), record.decider or "")
            if one.unconfirmed and record.confirm_by:
                day = words.short_date(record.confirm_by)
                text = capital(words(N_("to confirm by {day}"), day=day))
                by = Cell(text, record.decider or "", Tone.RED if one.late else Tone.AMBER)
            about = (
                capital(words(N_("the file"))) if record.subject == sheet.overview.file else self._about(sheet, record)
            )
            lines.append(
                Line(one.id, (Cell(words.moment(record.dated) if record.dated else ""), state, Cell(about), by))
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
        for name in ("meeting", "scan", "answers", "confirms"):
            uid = getattr(found, name)
            if uid is not None:
                facts.append((words(spec.fields[name].meta.label), names.get(uid, words(N_("not shown here")))))
        self.show_detail(capital(words.plain(found.kind)), found.reason or "", facts)
