"""Tasks: one's own, the desk's or all; to do, put off or finished. Enter opens what a task is about.

What the program raised has no box to tick: it goes when what it asks for has been done. What people set is finished by
one key; that, and all else that is done here, is taken back by Ctrl+Z as long as the line at the head says so.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action as Right
from app.services.status import seat
from app.services.tasks.lines import TaskLine, TaskPage, TaskQuery, TaskRef, TaskState, Whose
from app.services.tasks.listing import HERE, list_tasks
from app.ui.files.list_bar import ListBar
from app.ui.files.task_sheets import NEW, new_task_sheet
from app.ui.files.undo_bar import UndoBar
from app.ui.forms.acting import ActSheet
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button, link
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Empty, filter_line, row, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.screens.tasks.acts import Acts
from app.ui.screens.tasks.wording import line_of
from app.ui.tables.narrowing import MANY
from app.ui.tables.rows import Column, Rows

if TYPE_CHECKING:
    from app.services.desk import Desk

T = TypeVar("T", Whose, TaskState)
PAGE = 100
"""Lines that are read at once."""
TYPING = 150
"""Milliseconds without a key after which the list is asked for what was typed."""
EMPTY = {
    TaskState.OPEN: (
        N_("Nothing to do"), N_("What falls due, comes back or is asked of you shows here by itself."),
    ),
    TaskState.PUT_OFF: (N_("Nothing is put off"), N_("A task that is put off comes back on its day by itself.")),
    TaskState.DONE: (
        N_("Nothing was finished yet"), N_("Tasks that people set are kept here with what came of them."),
    ),
}  # fmt: skip


class TasksScreen(Screen):
    """The list; the address may name whose in `tab`, and in `extra` what all are about: ("about", id in hex)."""

    help_page: ClassVar[str] = "tasks"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self._latest = Latest(kit.jobs, self)
        self._about = next((bytes.fromhex(value) for name, value in address.extra if name == "about"), None)
        self._tasks: Sequence[TaskLine] = ()
        self._total = 0
        self._most = PAGE
        words = kit.words
        self._whose = self._bar("tasks_whose", words(N_("Whose tasks")), [words.enum(one) for one in Whose])
        self._state = self._bar("tasks_state", words(N_("Which tasks")), [words.enum(one) for one in TaskState])
        self._undo = UndoBar(kit, desk, self)
        self._acts = Acts(kit, desk, self._undo)
        columns = (
            Column(words(N_("When")), 1, 124), Column(words(N_("What")), 6, 240), Column(words(N_("About")), 3, 160),
            Column(words(N_("Who")), 2, 130),
        )  # fmt: skip
        self.rows = Rows(kit, "tasks_rows", words(N_("Tasks")), columns)
        self.rows.opened.connect(self._on_open)
        self.rows.chosen.connect(lambda _key: self._offer())
        self._empties = {state: Empty(words(said), words(hint), f"tasks_none_{state.value}")
                         for state, (said, hint) in EMPTY.items()}  # fmt: skip
        self._pages = QStackedWidget()
        for page in (self.rows, *self._empties.values()):
            self._pages.addWidget(page)
        self.filter = filter_line(kit, "tasks_filter")
        self.filter.hide()
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(self._on_narrowed)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        nothing = words(N_("Nothing fits the filter")), words(N_("Clear the filter to see all lines."))
        self._none = Empty(*nothing, "tasks_none_fits")
        self._pages.addWidget(self._none)
        self._count = secondary("", "tasks_count")
        self._further = link(words(N_("Show more")), "tasks_more", self._on_more)
        self._lay_out()
        self.setFocusProxy(self.rows)
        self._choose(_of(Whose, address.tab) or (Whose.ALL if self._about else Whose.MINE), TaskState.OPEN)
        for one in (self._whose, self._state):
            one.currentChanged.connect(one.updateGeometry)  # the chosen one is bold, and wider
            one.currentChanged.connect(self._on_turned)
        self._offer()

    @property
    def whose(self) -> Whose:
        """Return whose tasks are shown."""
        return list(Whose)[max(self._whose.currentIndex(), 0)]

    @property
    def which(self) -> TaskState:
        """Return which of them."""
        return list(TaskState)[max(self._state.currentIndex(), 0)]

    def load(self) -> None:
        desk, language = self.desk, self.kit.words.language
        query = TaskQuery(self.whose, self.which, self._about, most=self._most, text=self.filter.text())
        self.titled.emit(self.kit.words(N_("Tasks")))
        self._latest.read(lambda: list_tasks(desk, query, language), self._on_read, self._refused)

    def watch(self, sheet: ActSheet) -> None:
        """Offer to reverse what a sheet over this page saves."""
        self._undo.watch(sheet)

    def state(self) -> dict[str, Any]:
        return {"whose": self.whose.value, "which": self.which.value}

    def restore(self, state: dict[str, Any]) -> None:
        self._choose(_of(Whose, state.get("whose")) or self.whose, _of(TaskState, state.get("which")) or self.which)

    def take_up(self, key: str) -> None:
        what, uid = _named(key)
        if what == NEW:
            new_task_sheet(self.kit, self.desk, self, uid or None).open()
        elif uid:
            self._acts.edit(uid)

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        group = words(N_("Tasks"))
        return [
            Action("task.new", self._new.text(), self._new.click, "Ctrl+N", group=group),
            *self._acts.offered(),
            Action("task.again", words(N_("Look again")), self.load, "F5", "refresh-cw", group),
        ]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self.focusWidget() is None:
            self.rows.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._undo.words:
            self._undo.forget()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        kit, words = self.kit, self.kit.words
        self._new: Button = button(kit, words(N_("New task…")), "task_new", self._on_new, primary=True, key="Ctrl+N")
        desk = self.desk
        kit.jobs.read(self, lambda: {Right.TASK, Right.READ} <= seat(desk).may, self._new.setVisible)
        card = Card("tasks_card", margin=4)
        card.box.addWidget(self._pages, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        self._title = title(words(N_("Tasks")), "tasks_title")
        self._all = link(words(N_("Show all tasks")), "tasks_all", lambda: self.wanted.emit(Address(HERE)))
        self._all.setVisible(self._about is not None)
        files = link(words(N_("My files")), "tasks_files", lambda: self.wanted.emit(Address("my_files")))
        files.setVisible(False)
        kit.jobs.read(self, lambda: Right.READ in seat(desk).may, files.setVisible)
        box.addLayout(row(self._title, self._all, None, files, self._new))
        bar = ListBar("tasks_bar")
        bar.add_left(self._whose)
        bar.add_left(self.filter)
        bar.add_right(self._state)
        box.addWidget(bar)
        box.addWidget(self._undo)
        box.addWidget(card, 1)
        box.addWidget(self._acts)
        box.addLayout(row(self._count, self._further, None))
        for one, other in pairwise([self._whose, self.filter, self._state, self.rows]):
            QWidget.setTabOrder(one, other)

    def _bar(self, name: str, text: str, tabs: Sequence[str]) -> QTabBar:
        made = QTabBar()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setExpanding(False)
        made.setDrawBase(False)
        made.setUsesScrollButtons(False)
        for one in tabs:
            made.addTab(one)
        return made

    def _choose(self, whose: Whose, which: TaskState) -> None:
        for bar, at in ((self._whose, list(Whose).index(whose)), (self._state, list(TaskState).index(which))):
            bar.blockSignals(True)
            bar.setCurrentIndex(at)
            bar.blockSignals(False)
            bar.updateGeometry()

    def _on_turned(self, _at: int) -> None:
        self._most = PAGE
        self._undo.forget()
        self.load()

    def _on_narrowed(self) -> None:
        self._most = PAGE
        self.load()

    def _on_more(self) -> None:
        self._most += PAGE
        self.load()

    def _on_read(self, page: TaskPage) -> None:
        words, today = self.kit.words, self.desk.today()
        self._tasks, self._total = page.lines, page.total
        self.rows.put([line_of(words, one, self.which, today) for one in page.lines],
                      part=len(page.lines) < page.total)  # fmt: skip
        if self.rows.key is None and page.lines:
            self.rows.selectRow(0)
        narrowed = bool(self.filter.text().strip())
        self.filter.setVisible(narrowed or page.total >= MANY)
        self._pages.setCurrentWidget(self.rows if page.lines else self._none if narrowed else self._empties[self.which])
        self._count.setText(self._said(page))
        if self._about is not None:
            about = next((one.reference or one.title for one in page.lines if one.reference or one.title), "")
            self._title.setText(words.pair(words(N_("Tasks")), about) if about else words(N_("Tasks of one file")))
        self._further.setVisible(len(page.lines) < page.total)
        self.marked.emit(page.marking)
        self._offer()

    def _said(self, page: TaskPage) -> str:
        words = self.kit.words
        if not page.total:
            return ""
        said = words.plural("{count} task", "{count} tasks", page.total)
        late = words(N_("{number} overdue"), number=words.number(page.late)) if page.late else ""
        shown = words(N_("the first {count} are shown"), count=words.number(len(page.lines)))
        return ", ".join(filter(None, (said, late, shown if len(page.lines) < page.total else "")))

    def _offer(self) -> None:
        self._acts.offer(self._chosen(), self.which)

    def _chosen(self) -> list[TaskLine]:
        keys = self.rows.keys
        return [one for one in self._tasks if one.ref in keys]

    def _on_open(self, key: TaskRef) -> None:
        found = next((one for one in self._tasks if one.ref == key), None)
        if found is None:
            return
        if found.opens.screen != HERE:
            self.wanted.emit(Address(found.opens.screen, found.opens.uid, found.opens.tab))
        elif found.ref.uid is not None and found.may and self.which is not TaskState.DONE:
            self._acts.edit(found.ref.uid)

    def _on_new(self) -> None:
        new_task_sheet(self.kit, self.desk, self, self._about).open()

    def _refused(self, failure: BaseException) -> None:
        self.kit.door.show(failure, self)


def _named(key: str) -> tuple[str, Id]:
    """Return what a draft's key says was typed, and about which id."""
    what, _, rest = key.partition(":")
    try:
        return what, bytes.fromhex(rest.partition(":")[0])
    except ValueError:
        return what, b""


def _of(kind: type[T], value: object) -> T | None:
    return next((one for one in kind if one.value == value), None)
