"""Persons of concern of a file, beside its reports: one line a link, with the report and how sure it is."""

from typing import Any

from PySide6.QtCore import Signal

from app.core.i18n import N_
from app.models.enums import Action
from app.services.cases.concerns import Concerning, Linked
from app.services.cases.file_sheets import FileSheet
from app.ui.files.list_page import ListPage
from app.ui.files.wording import concern_name
from app.ui.kit.buttons import button
from app.ui.kit.kit import Kit
from app.ui.kit.words import Words
from app.ui.screens.threat_file.not_yet import hold, why_no_work
from app.ui.screens.threat_file.offered import names_of, report_name
from app.ui.tables.rows import Cell, Column, Line


class ConcernsPage(ListPage):
    """For who may read the threat part; nobody of it stands among the persons of the file."""

    added = Signal()
    linked = Signal()
    changed = Signal(bytes)
    """More should be said of this person of concern."""
    remarked = Signal(bytes)
    """What is said of this link should be changed."""
    reading = Signal(bytes)
    """This link is to be read with all that is known of whom it is of: nothing may be changed of it."""
    unlinked = Signal(bytes, str)
    """This link should be taken away; its words."""

    def __init__(self, kit: Kit) -> None:
        words = kit.words
        columns = (
            Column(words(N_("Person of concern")), 4, 200), Column(words(N_("Report")), 3, 170),
            Column(words(N_("Grading")), 1, 86), Column(words(N_("Remarks")), 3, 120),
        )  # fmt: skip
        empty = (
            words(N_("No person of concern yet")),
            words(N_("Record who threatens or may, as far as known, and link the reports.")),
        )
        super().__init__(kit, "concerns_page", words(N_("Persons of concern")), columns, empty)
        self._add = button(kit, words(N_("New person of concern")), "add_concern", self.added.emit, icon="plus")
        self._link = button(kit, words(N_("Link a person of concern")), "link_concern", self.linked.emit, icon="link")
        self._change = button(kit, words(N_("Edit")), "edit_concern", self._on_change, icon="pencil")
        self._unlink = button(kit, words(N_("Take the link away")), "unlink_concern", self._on_unlink, icon="trash-2")
        for made in (self._unlink, self._change, self._link, self._add):
            self.add_button(made)
        self._sheet: FileSheet | None = None
        self.chosen.connect(self._on_chosen)
        self.opened.connect(self._on_opened)

    def show_sheet(self, sheet: FileSheet) -> None:
        """Show the persons of concern of this file."""
        self._sheet = sheet
        may = Action.REPORT in sheet.may and sheet.overview.threat is not None
        for made in (self._add, self._link):
            made.setVisible(may)
        hold(self.kit.words, sheet, self._add, self._link, self._change, self._unlink)
        self.put([self._line(one, link) for one in sheet.concerns for link in one.links])
        self._on_chosen(self.rows.key)

    def _line(self, one: Concerning, link: Linked) -> Line:
        words, report = self.kit.words, link.report
        aliases = names_of(one.record.aliases) if one.record is not None and one.record.family_name else ""
        under = " · ".join(part for part in (aliases, elsewhere_text(words, one)) if part)
        grade = ""
        if report is not None:
            grade = "".join(str(part.value) for part in (report.source_grade, report.information_grade) if part)
        cells = (
            Cell(concern_name(one.record, words), under, strong=True),
            Cell(report_name(words, report) if report is not None else words(N_("the file"))),
            Cell(grade), Cell(link.record.remarks or ""),
        )  # fmt: skip
        return Line(link.id, cells)

    def _found(self, key: Any) -> tuple[Concerning, Linked] | None:
        concerns = self._sheet.concerns if self._sheet is not None else ()
        return next(((one, link) for one in concerns for link in one.links if link.id == key), None)

    def _on_chosen(self, key: Any) -> None:
        found, sheet = self._found(key), self._sheet
        may = sheet is not None and Action.REPORT in sheet.may and found is not None
        self._unlink.setVisible(may)
        self._change.setVisible(may and found is not None and found[0].record is not None)

    def _on_opened(self, key: Any) -> None:
        """Change what may be changed; else show it whole: a sheet that is then refused is a minute lost."""
        sheet = self._sheet
        if sheet is None or self._found(key) is None:
            return
        works = Action.REPORT in sheet.may and not why_no_work(sheet)
        (self.remarked if works else self.reading).emit(key)

    def _on_change(self) -> None:
        found = self._found(self.rows.key)
        if found is not None:
            self.changed.emit(found[0].id)

    def _on_unlink(self) -> None:
        found = self._found(self.rows.key)
        if found is not None:
            self.unlinked.emit(found[1].id, concern_name(found[0].record, self.kit.words))


def elsewhere_text(words: Words, one: Concerning) -> str:
    """Return in which other files somebody plays a part, empty where in none that may be read."""
    files = ", ".join(reference for _, reference in one.elsewhere)
    return words(N_("also in {files}"), files=files) if files else ""
