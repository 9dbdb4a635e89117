"""The access log, for auditors: who did what with what and why, filtered by officer, act and time, a page at a time."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.services.access_log import Access, AccessFilter
from app.services.access_pages import ACTS, LogPage, log_page
from app.ui.files.list_page import ListPage
from app.ui.files.log_lines import covered, log_columns, log_lines
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import secondary
from app.ui.tables.rows import Line

if TYPE_CHECKING:
    from app.services.desk import Desk

PERIODS: tuple[tuple[str, int | None], ...] = (
    (N_("The last 7 days"), 7), (N_("The last 30 days"), 30), (N_("The last 365 days"), 365), (N_("All of it"), None),
)  # fmt: skip
"""From when on, in days before now."""


class LogTab(ListPage):
    """Reads when it is turned to and when something else is asked for, never by itself: each look is a line too."""

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        words = kit.words
        empty = (words(N_("The log has no such line")), words(N_("Ask for another officer, act or time.")))
        super().__init__(kit, "access_log", words(N_("Access log")), log_columns(words), empty, filtered=True)
        self._desk = desk
        self._latest = Latest(kit.jobs, self)
        self._lines: list[Line] = []
        self._known = False
        self._officers: list[Id | None] = [None]
        self._covered = secondary("", "access_log_covered", wrap=True)
        self.add_above(self._covered)
        self.officer = self._choice("access_log_officer", words(N_("Who")), [words(N_("Everybody"))])
        self.acts = self._choice(
            "access_log_act", words(N_("What was done")),
            [words(N_("Every act")), *(words(ACTS[one]) for one in Access)],
        )  # fmt: skip
        self.period = self._choice("access_log_period", words(N_("When")), [words(text) for text, _ in PERIODS])
        self._again: Button = button(
            kit, words(N_("Look again")), "access_log_again", self.load, key="F5", icon="refresh-cw"
        )
        self._older: Button = button(kit, words(N_("Show older")), "access_log_older", self._on_older, key="Ctrl+O")
        self._older.hide()
        for one in (self._again, self._older):
            self.add_button(one)

    def load(self) -> None:
        """Read the newest of what is asked for."""
        self._lines = []
        self._read(None)

    def begin(self) -> None:
        """Read for the first time, where that was not done yet."""
        if not self._known:
            self.load()

    def offered(self) -> list[Action]:
        """Return what the buttons do."""
        group = self.kit.words(N_("Administration"))
        return [
            Action(one.objectName(), one.text(), one.click, str(one.property("shortcut") or ""), group=group)
            for one in (self._again, self._older)
            if not one.isHidden()
        ]

    def _choice(self, name: str, text: str, lines: list[str]) -> QComboBox:
        made = QComboBox()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.addItems(lines)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # the names come once they are read
        made.currentIndexChanged.connect(lambda _at: self.load())
        self.bar.add_left(made)
        QWidget.setTabOrder(self._before, made)
        self._before = made
        return made

    def _wanted(self) -> AccessFilter:
        days = PERIODS[max(self.period.currentIndex(), 0)][1]
        act = list(Access)[self.acts.currentIndex() - 1] if self.acts.currentIndex() > 0 else None
        since = None if days is None else self._desk.clock.now() - timedelta(days=days)
        return AccessFilter(officer=self._officers[max(self.officer.currentIndex(), 0)], act=act, since=since)

    def _read(self, before: int | None) -> None:
        desk, wanted, language = self._desk, self._wanted(), self.kit.words.language
        self._latest.read(lambda: log_page(desk, wanted, before, language), self._on_read, self._refused)

    def _on_read(self, page: LogPage) -> None:
        words = self.kit.words
        if not self._known:
            self._known = True
            self.officer.blockSignals(True)
            self._officers = [None, *(uid for uid, _ in page.officers)]
            self.officer.addItems([name for _, name in page.officers])
            self.officer.blockSignals(False)
        self._lines += log_lines(words, page)
        self.put(self._lines, part=page.more)
        self._covered.setText(covered(words, page))
        self._older.setVisible(page.more)
        self.kit.actions.changed.emit()

    def _on_older(self) -> None:
        self._read(self._lines[-1].key if self._lines else None)

    def _refused(self, failure: BaseException) -> None:
        self.kit.door.show(failure, self)
