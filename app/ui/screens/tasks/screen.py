"""Tasks: one's own, the desk's or all; to do, put off or finished. Enter opens what a task is about.

What the program raised has no box to tick: it goes when what it asks for has been done. What people set is finished by
one key, and taken up again as long as the line at the head says so.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.tasks import Task
from app.services.tasks.acting import finish, take_on, take_up_again, wake
from app.services.tasks.lines import TaskLine, TaskPage, TaskQuery, TaskRef, TaskState, Whose
from app.services.tasks.listing import HERE, list_tasks, task_record
from app.ui.files.task_sheets import (
    NEW,
    edit_task_sheet,
    finish_sheet,
    give_sheet,
    new_task_sheet,
    put_off_sheet,
)
from app.ui.forms.notices import Notice
from app.ui.kit.actions import Action
from app.ui.kit.jobs import Latest
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Button, Card, Empty, button, link, row, secondary, title
from app.ui.kit.screen import Address, Screen
from app.ui.screens.tasks.wording import line_of
from app.ui.tables.rows import Column, Rows

if TYPE_CHECKING:
    from app.services.desk import Desk

T = TypeVar("T", Whose, TaskState)
PAGE = 100
"""Lines that are read at once."""
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
    """The list; the address may name whose in `tab`."""

    help_page: ClassVar[str] = "tasks"

    def __init__(self, kit: Kit, desk: "Desk", address: Address, parent: QWidget | None = None) -> None:
        super().__init__(kit, desk, address, parent)
        self._latest = Latest(kit.jobs, self)
        self._tasks: Sequence[TaskLine] = ()
        self._total = 0
        self._most = PAGE
        words = kit.words
        self._whose = self._bar("tasks_whose", words(N_("Whose tasks")), [words.enum(one) for one in Whose])
        self._state = self._bar("tasks_state", words(N_("Which tasks")), [words.enum(one) for one in TaskState])
        self._notice = Notice(kit, "tasks_notice", self)
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
        self._count = secondary("", "tasks_count")
        self._further = link(words(N_("Show more")), "tasks_more", self._on_more)
        self._lay_out()
        self.setFocusProxy(self.rows)
        self._choose(_of(Whose, address.tab) or Whose.MINE, TaskState.OPEN)
        for one in (self._whose, self._state):
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
        query = TaskQuery(self.whose, self.which, most=self._most)
        self.titled.emit(self.kit.words(N_("Tasks")))
        self._latest.read(lambda: list_tasks(desk, query, language), self._on_read, self._refused)

    def state(self) -> dict[str, Any]:
        return {"whose": self.whose.value, "which": self.which.value}

    def restore(self, state: dict[str, Any]) -> None:
        self._choose(_of(Whose, state.get("whose")) or self.whose, _of(TaskState, state.get("which")) or self.which)

    def take_up(self, key: str) -> None:
        what, uid = _named(key)
        if what == NEW:
            new_task_sheet(self.kit, self.desk, self, uid or None).open()
        elif uid:
            self._edit(uid)

    def actions_here(self) -> list[Action]:
        words = self.kit.words
        group = words(N_("Tasks"))
        acts: list[tuple[str, Button, str]] = [
            ("task.new", self._new, "Ctrl+N"), ("task.finish", self._finish, "Ctrl+D"),
            ("task.put_off", self._put_off, "Ctrl+U"), ("task.take_on", self._take_on, "Ctrl+T"),
            ("task.give", self._give, "Ctrl+G"), ("task.change", self._change, "Ctrl+E"),
            ("task.remark", self._remark, ""),
        ]  # fmt: skip
        made = [
            Action(name, shown.text(), shown.click, key, group=group, enabled=partial(_ready, shown))
            for name, shown, key in acts
        ]
        return [*made, Action("task.again", words(N_("Look again")), self.load, "F5", "refresh-cw", group)]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self.focusWidget() is None:
            self.rows.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self._notice.words:
            self._notice.say("")
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        kit, words = self.kit, self.kit.words
        self._new: Button = button(kit, words(N_("New task…")), "task_new", self._on_new, primary=True, key="Ctrl+N")
        self._finish: Button = button(kit, words(N_("Finish")), "task_finish", self._on_finish, key="Ctrl+D")
        self._remark: Button = button(kit, words(N_("Finish with a remark…")), "task_remark", self._on_remark)
        self._put_off: Button = button(kit, words(N_("Put off…")), "task_put_off", self._on_put_off, key="Ctrl+U")
        self._take_on: Button = button(kit, words(N_("Take on")), "task_take_on", self._on_take_on, key="Ctrl+T")
        self._give: Button = button(kit, words(N_("Give to…")), "task_give", self._on_give, key="Ctrl+G")
        self._change: Button = button(kit, words(N_("Change…")), "task_change", self._on_change, key="Ctrl+E")
        card = Card("tasks_card", margin=4)
        card.box.addWidget(self._pages, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        box.setSpacing(GRID)
        box.addLayout(row(title(words(N_("Tasks")), "tasks_title"), None, self._new))
        box.addLayout(row(self._whose, None, self._state))
        box.addWidget(self._notice)
        box.addWidget(card, 1)
        box.addLayout(row(self._finish, self._remark, self._put_off, self._take_on, self._give, self._change, None))
        box.addLayout(row(self._count, self._further, None))

    def _bar(self, name: str, text: str, tabs: Sequence[str]) -> QTabBar:
        made = QTabBar()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setExpanding(False)
        made.setDrawBase(False)
        for one in tabs:
            made.addTab(one)
        return made

    def _choose(self, whose: Whose, which: TaskState) -> None:
        for bar, at in ((self._whose, list(Whose).index(whose)), (self._state, list(TaskState).index(which))):
            bar.blockSignals(True)
            bar.setCurrentIndex(at)
            bar.blockSignals(False)

    def _on_turned(self, _at: int) -> None:
        self._most = PAGE
        self._notice.say("")
        self.load()

    def _on_more(self) -> None:
        self._most += PAGE
        self.load()

    def _on_read(self, page: TaskPage) -> None:
        words, today = self.kit.words, self.desk.today()
        self._tasks, self._total = page.lines, page.total
        self.rows.put([line_of(words, one, self.which, today) for one in page.lines])
        if self.rows.key is None and page.lines:
            self.rows.selectRow(0)
        self._pages.setCurrentWidget(self.rows if page.lines else self._empties[self.which])
        self._count.setText(self._said(page))
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
        """Let each button be pressed where it would do something with what is chosen."""
        words, chosen = self.kit.words, self._chosen()
        done, away = self.which is TaskState.DONE, self.which is TaskState.PUT_OFF
        able = bool(chosen) and all(one.may for one in chosen)
        by_people = able and not any(one.raised for one in chosen)
        self._finish.setText(words(N_("Take up again")) if done else words(N_("Finish")))
        self._put_off.setText(words(N_("Wake")) if away else words(N_("Put off…")))
        for shown, enabled in (
            (self._finish, by_people), (self._remark, by_people and not done), (self._put_off, able and not done),
            (self._take_on, able and not done), (self._give, able and not done and (by_people or len(chosen) == 1)),
            (self._change, by_people and not done and len(chosen) == 1),
        ):  # fmt: skip
            shown.setEnabled(enabled)
        by_itself = words(N_("The program raised it: it goes when what it asks for has been done."))
        said = by_itself if any(one.raised for one in chosen) else ""
        for shown in (self._finish, self._remark):
            shown.setToolTip(said)
            shown.setAccessibleDescription(said)

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
            self._edit(found.ref.uid)

    def _on_new(self) -> None:
        new_task_sheet(self.kit, self.desk, self).open()

    def _on_change(self) -> None:
        for one in self._chosen():
            if one.ref.uid is not None:
                self._edit(one.ref.uid)

    def _edit(self, uid: Id) -> None:
        desk = self.desk

        def arrived(record: Task) -> None:
            edit_task_sheet(self.kit, desk, self, uid, record).open()

        self.kit.jobs.read(self, lambda: task_record(desk, uid), arrived, self._refused)

    def _on_give(self) -> None:
        chosen, desk = self._chosen(), self.desk
        uid = chosen[0].ref.uid if len(chosen) == 1 else None
        if uid is None:
            give_sheet(self.kit, desk, self, self._refs(), self._names()).open()
            return
        refs, names = self._refs(), self._names()

        def arrived(record: Task) -> None:
            give_sheet(self.kit, desk, self, refs, names, record).open()

        self.kit.jobs.read(self, lambda: task_record(desk, uid), arrived, self._refused)

    def _on_put_off(self) -> None:
        if self.which is TaskState.PUT_OFF:
            self._each(wake)
        else:
            put_off_sheet(self.kit, self.desk, self, self._refs(), self._names()).open()

    def _on_take_on(self) -> None:
        self._each(take_on)

    def _on_remark(self) -> None:
        finish_sheet(self.kit, self.desk, self, self._refs(), self._names()).open()

    def _on_finish(self) -> None:
        refs, names, words = self._refs(), self._names(), self.kit.words
        if self.which is TaskState.DONE:
            self._each(take_up_again)
            return

        def said() -> None:
            text = words(N_("Finished: {task}"), task=names)
            back = words(N_("Take up again"))
            self._notice.say(text, "check", back, lambda: self._again(refs))

        self._each(finish, said)

    def _again(self, refs: Sequence[TaskRef]) -> None:
        self._notice.say("")
        self._do(take_up_again, refs)

    def _each(self, act: Callable[["Desk", TaskRef], None], then: Callable[[], None] | None = None) -> None:
        self._notice.say("")
        self._do(act, self._refs(), then)

    def _do(
        self, act: Callable[["Desk", TaskRef], None], refs: Sequence[TaskRef], then: Callable[[], None] | None = None
    ) -> None:
        desk = self.desk

        def work() -> None:
            for ref in refs:
                act(desk, ref)

        def done(_: object) -> None:
            if then is not None:
                then()

        self.kit.jobs.write(self, work, done, self._refused)

    def _refs(self) -> list[TaskRef]:
        return [one.ref for one in self._chosen()]

    def _names(self) -> str:
        chosen, language = self._chosen(), self.kit.words.language
        if len(chosen) == 1:
            return chosen[0].say(language)
        return self.kit.words.plural("{count} task", "{count} tasks", len(chosen))

    def _refused(self, failure: BaseException) -> None:
        self.kit.door.show(failure, self)


def _named(key: str) -> tuple[str, Id]:
    """Return what a draft's key says was typed, and about which id."""
    what, _, rest = key.partition(":")
    try:
        return what, bytes.fromhex(rest.partition(":")[0])
    except ValueError:
        return what, b""


def _ready(shown: Button) -> bool:
    return shown.isEnabled()


def _of(kind: type[T], value: object) -> T | None:
    return next((one for one in kind if one.value == value), None)
