"""The overview: what runs for whom now, what is owed, what the file is about, whom to ask."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import PresenceState
from app.models.kinds.measures import Measure
from app.models.kinds.schema import SCHEMA
from app.models.kinds.threat import ThreatFile
from app.models.rules.lead_times import LeadTime
from app.services.cases.file_sheets import FileSheet
from app.services.cases.lead_times import times_of
from app.services.cases.worklists import MeasureRow
from app.services.last_looks import SinceLooked
from app.ui.files.renewing import put_page
from app.ui.files.wording import capital, period_text, person_name, standing_chip, subject_text
from app.ui.kit.buttons import button, link
from app.ui.kit.facts import Facts
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, heading, label, row, rule, secondary
from app.ui.kit.scrolling import ScrollArea
from app.ui.screens.threat_file.not_yet import RUNNING, first_step, is_draft, why_no_proposal
from app.ui.screens.threat_file.since_card import SinceCard

SIDE = 360


class Overview(ScrollArea):
    """The first tab."""

    turned_to = Signal(str)
    """Another tab is wanted."""
    person_wanted = Signal(bytes)
    first_step_wanted = Signal()
    """What brings a draft on."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName("file_overview")
        self.setAccessibleName(kit.words(N_("Overview")))
        self.setWidgetResizable(True)
        self._since: tuple[SinceLooked, Mapping[str, str]] | None = None
        self._left: QVBoxLayout | None = None
        """What stands in the wide column, once a file is shown: first what is in force."""
        self._since_card: SinceCard | None = None

    def show_since(self, since: SinceLooked | None, tabs: Mapping[str, str]) -> None:
        """Say what changed since the last look, `tabs` naming the tabs; nothing on the first, or of the past."""
        told = (since, tabs) if since is not None and since.looked is not None else None
        if told != self._since:
            self._since = told
            if self._left is not None:
                self._renew_since(self._left)

    def show_sheet(self, sheet: FileSheet, today: date) -> None:
        """Show this file as it stands on `today`."""
        page = QWidget()
        box = QHBoxLayout(page)
        box.setContentsMargins(0, 0, 0, GRID)
        box.setSpacing(2 * GRID)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(2 * GRID)
        right.setSpacing(2 * GRID)
        left.addWidget(self._in_force(sheet, today))
        self._since_card = self._put_since(left)
        whole = sheet.overview.record is not None
        left.addWidget(self._texts(sheet) if whole else self._apart())
        left.addStretch(1)
        persons = self._persons(sheet) if whole or sheet.overview.involved else None
        for card in (persons, self._facts(sheet, today) if whole else None, self._times(sheet, today)):
            if card is not None:
                right.addWidget(card)
        right.addStretch(1)
        side = QWidget()
        side.setLayout(right)
        side.setFixedWidth(SIDE)
        right.setContentsMargins(0, 0, 0, 0)
        box.addLayout(left, 1)
        box.addWidget(side)
        put_page(self, page)
        self._left = left

    def _put_since(self, left: QVBoxLayout) -> SinceCard | None:
        """Put what changed since above what is in force, or below it where nothing did; return it."""
        if self._since is None:
            return None
        card = SinceCard(self._kit, *self._since)
        card.turned_to.connect(self.turned_to)
        left.insertWidget(0 if card.news else 1, card)
        return card

    def _renew_since(self, left: QVBoxLayout) -> None:
        """Put what changed since into a page that stands: all of it built anew takes what a whole file does."""
        old, focused = self._since_card, QApplication.focusWidget()
        name = focused.objectName() if old is not None and focused is not None and old.isAncestorOf(focused) else ""
        if old is not None:
            left.removeWidget(old)
            old.hide()
            old.deleteLater()
        card = self._since_card = self._put_since(left)
        page = self.widget()
        if card is None or page is None:
            return
        _stand_before(card, page)
        again = card.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_force(self, sheet: FileSheet, today: date) -> Card:
        words = self._kit.words
        card = Card("overview_in_force")
        running = [line for line in sheet.overview.measures if line.state in RUNNING]
        card.box.addWidget(heading(words(N_("In force")), "in_force_title"))
        if not running or is_draft(sheet):
            said = words(why_no_proposal(sheet) or N_("No measure runs."))
            card.box.addWidget(label(said, "in_force_empty", "quiet", wrap=True))
        if (step := first_step(sheet)) is not None:
            begin = button(self._kit, words(step.text), "overview_first_step", self.first_step_wanted.emit)
            card.box.addLayout(row(begin, None))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for number, (subject, lines) in enumerate(_by_subject(running)):
            name = subject_text(words, lines[0].record, sheet.names, words(N_("somebody not shown here")))
            name = name if subject else words(N_("The file"))
            at = grid.rowCount()
            if number:
                grid.addWidget(rule(), at, 0, 1, 4)
                at += 1
            grid.addWidget(label(name, f"in_force_of_{number}", "strong", wrap=True), at, 0, 1, 4)
            for line in lines:
                at += 1
                self._line(grid, at, line, sheet, today)
        card.box.addLayout(grid)
        if running:
            more = link(words(N_("All measures")), "to_measures", lambda: self.turned_to.emit("measures"))
            card.box.addLayout(row(more, None))
        return card

    def _line(self, grid: QGridLayout, at: int, line: MeasureRow, sheet: FileSheet, today: date) -> None:
        words, spec = self._kit.words, SCHEMA.by_record[Measure].fields["type"]
        by = ", ".join(sheet.names.get(one, "") for one in line.record.executing)
        text, tone = standing_chip(words, line, today)
        grid.addWidget(label(capital(words.value(spec, line.record.type)), f"in_force_type_{at}", wrap=True), at, 0)
        grid.addWidget(secondary(by, f"in_force_by_{at}", wrap=True), at, 1)
        grid.addWidget(secondary(period_text(words, line.course), f"in_force_period_{at}"), at, 2)
        grid.addLayout(row(Chip(text, tone), None), at, 3)

    def _texts(self, sheet: FileSheet) -> Card:
        words, record = self._kit.words, sheet.overview.record
        card = Card("overview_texts")
        card.box.addWidget(heading(words(N_("What it is about")), "about_title"))
        facts = Facts("about_facts", beside=False)
        facts.show_facts(
            [
                (words(N_("Summary of the threat")), words.text(record.summary) if record else ""),
                (words(N_("Conduct advice")), words.text(record.conduct) if record else ""),
            ]
        )
        card.box.addWidget(facts)
        return card

    def _apart(self) -> Card:
        """Return what tells a partner that he sees a part: nothing is lacking, it is not his to see."""
        words = self._kit.words
        card = Card("overview_apart")
        card.box.addWidget(heading(words(N_("File")), "overview_apart_title"))
        said = words(N_("Your organisation received what stands here. The rest of the file was not shared with it."))
        card.box.addWidget(label(said, "overview_apart_said", "quiet", wrap=True))
        return card

    def _persons(self, sheet: FileSheet) -> Card:
        words = self._kit.words
        card = Card("overview_persons")
        card.box.addWidget(heading(words(N_("Persons")), "overview_persons_title"))
        if not sheet.overview.involved:
            card.box.addWidget(label(words(N_("Nobody yet.")), "overview_nobody", "quiet"))
        for number, one in enumerate(sheet.overview.involved):
            uid = one.record.person
            name = person_name(one.person, words)
            if one.person is not None and uid is not None:
                named: QWidget = link(name, f"overview_person_{number}", partial(self.person_wanted.emit, uid))
            else:
                named = label(name, f"overview_person_{number}", "quiet")
            role = capital(words.plain(one.record.role))
            function = words.text(one.person.function) if one.person else ""
            line = " · ".join(part for part in (role, function) if part)
            about = QVBoxLayout()
            about.setSpacing(0)
            about.addWidget(named)
            about.addWidget(secondary(line, f"overview_role_{number}", wrap=True))
            if where := self._where(sheet, uid):
                about.addWidget(label(where, f"overview_where_{number}", wrap=True))
            card.box.addLayout(about)
        return card

    def _where(self, sheet: FileSheet, person: Id | None) -> str:
        """Return where somebody is now, where he is not simply at home: patrols follow it."""
        words = self._kit.words
        found = next((one.record for one in sheet.presences if one.now and one.record.person == person), None)
        if found is None or found.state is None or (found.state is PresenceState.HOME and found.to_on is None):
            return ""
        state = capital(words.enum(found.state))
        if found.to_on is None:
            return state
        return words(N_("{state} until {day}"), state=state, day=words.date(found.to_on))

    def _stand_in(self, record: ThreatFile, names: Mapping[Id | None, str], today: date) -> str:
        """Return who stands in now or later, and until when."""
        if record.stand_in is None or (record.stand_in_to is not None and record.stand_in_to < today):
            return ""
        first, last = (self._kit.words.date(day) if day else "" for day in (record.stand_in_from, record.stand_in_to))
        return f"{names.get(record.stand_in, '')}, {first} → {last}"

    def _times(self, sheet: FileSheet, today: date) -> Card | None:
        words, found = self._kit.words, times_of(sheet, today).longest
        if not found:
            return None
        card = Card("overview_times")
        card.box.addWidget(heading(words(N_("Lead times")), "overview_times_title"))
        facts = Facts("times_facts")
        facts.show_facts((capital(words.enum(one.step)), self._took(one)) for one in found)
        card.box.addWidget(facts)
        return card

    def _took(self, one: LeadTime) -> str:
        said = self._kit.words.plural("{count} day", "{count} days", one.days)
        return self._kit.words(N_("{days} and waiting"), days=said) if one.waiting else said

    def _facts(self, sheet: FileSheet, today: date) -> Card:
        words, overview = self._kit.words, sheet.overview
        record = overview.record or ThreatFile()
        card = Card("overview_facts")
        card.box.addWidget(heading(words(N_("File")), "overview_file_title"))
        facts = Facts("file_facts")
        name = {None: ""} | dict(sheet.names)
        facts.show_facts(
            [
                (words(N_("Reference")), record.reference or ""),
                (words(N_("Marking")), words.enum(overview.marking)),
                (words(N_("Basis")), capital(words.plain(record.basis))),
                (words(N_("Origin of the report")), capital(words.plain(record.origin))),
                *_only(words(N_("Origin in detail")), record.origin_detail),
                *_only(words(N_("Compartments")), ", ".join(sorted(overview.compartments))),
                (words(N_("File officer")), name.get(record.file_officer, "")),
                (words(N_("Deputy")), name.get(record.deputy, "")),
                (words(N_("Contact at the employer")), name.get(record.employer_contact, "")),
                *_only(words(N_("Stands in for the file officer")), self._stand_in(record, name, today)),
                *_only(words(N_("Substitute approver")), record.substitute_approver),
                *_only(words(N_("Recused officers")), ", ".join(name.get(one, "") for one in record.recused)),
                *_only(words(N_("Closed on")), words.date(record.closed_on) if record.closed_on else None),
                *_only(words(N_("Closing reason")), _closing(self._kit, record)),
                *_only(words(N_("Legal hold")), words(N_("yes")) if record.legal_hold else None),
            ]
        )
        card.box.addWidget(facts)
        return card


def _stand_before(card: QWidget, page: QWidget) -> None:
    """Let Tab come through the card before the rest of the page it was put into: it stands at the top."""
    stops = card.findChildren(QPushButton)
    before: QWidget | None = page.previousInFocusChain()
    while before is not None and before is not page and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
        before = before.previousInFocusChain()
    for one in stops:
        if before is not None:
            QWidget.setTabOrder(before, one)
        before = one


def _by_subject(lines: list[MeasureRow]) -> list[tuple[Id | None, list[MeasureRow]]]:
    found: dict[Id | None, list[MeasureRow]] = {}
    for line in lines:
        found.setdefault(line.record.subject, []).append(line)
    return list(found.items())


def _only(what: str, value: str | None) -> list[tuple[str, str]]:
    return [(what, value)] if value else []


def _closing(kit: Kit, record: ThreatFile) -> str:
    if not record.closing_reason:
        return ""
    return kit.words.value(SCHEMA.by_record[ThreatFile].fields["closing_reason"], record.closing_reason)
