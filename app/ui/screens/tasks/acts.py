"""The buttons under the list: what can be done with the tasks that are chosen, each by one key."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.tasks import Task
from app.services.tasks.acting import assign, finish, take_on, take_up_again, wake
from app.services.tasks.lines import TaskLine, TaskRef, TaskState
from app.services.tasks.listing import task_record
from app.services.undoing import done_with_save, undo_save
from app.ui.files.list_bar import ListBar
from app.ui.files.task_sheets import edit_task_sheet, finish_sheet, give_sheet, put_off_sheet
from app.ui.files.undo_bar import UndoBar
from app.ui.kit.action import Action
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

Act = Callable[["Desk", TaskRef], None]


class Acts(QWidget):
    """What the program raised has no box to tick: those buttons are grey, and say why. `undo` offers every way back."""

    def __init__(self, kit: Kit, desk: "Desk", undo: UndoBar) -> None:
        super().__init__()
        self.setObjectName("tasks_acts")
        self._kit, self._desk, self._undo = kit, desk, undo
        self._chosen: Sequence[TaskLine] = ()
        self._state = TaskState.OPEN
        words = kit.words
        self._finish: Button = button(kit, words(N_("Finish")), "task_finish", self._on_finish, key="Ctrl+D")
        self._remark: Button = button(kit, words(N_("Finish with a remark…")), "task_remark", self._on_remark)
        self._put_off: Button = button(kit, words(N_("Put off…")), "task_put_off", self._on_put_off, key="Ctrl+U")
        self._take_on: Button = button(kit, words(N_("Take on")), "task_take_on", self._on_take_on, key="Ctrl+T")
        self._give: Button = button(kit, words(N_("Give to…")), "task_give", self._on_give, key="Ctrl+G")
        self._change: Button = button(kit, words(N_("Change…")), "task_change", self._on_change, key="Ctrl+E")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        bar = ListBar("tasks_acts_bar")
        for one in (self._finish, self._remark, self._put_off, self._take_on, self._give, self._change):
            bar.add_left(one)
        box.addWidget(bar)

    def offer(self, chosen: Sequence[TaskLine], state: TaskState) -> None:
        """Let each button be pressed where it would do something with what is chosen in the list of that state."""
        self._chosen, self._state = chosen, state
        words, done, away = self._kit.words, state is TaskState.DONE, state is TaskState.PUT_OFF
        able = bool(chosen) and all(one.may for one in chosen)
        by_people = able and not any(one.raised for one in chosen)
        self._finish.setText(words(N_("Take up again")) if done else words(N_("Finish")))
        self._put_off.setText(words(N_("Wake")) if away else words(N_("Put off…")))
        for shown, enabled in (
            (self._finish, by_people), (self._remark, by_people and not done), (self._put_off, able and not done),
            (self._take_on, able and not done), (self._give, able and not done and (by_people or len(chosen) == 1)),
            (self._change, by_people and not done and len(chosen) == 1),
        ):  # fmt: skip
            shown.wait_for("" if enabled else self._why_not(shown))

    def _why_not(self, shown: Button) -> str:
        """Return why a button does nothing with what is chosen."""
        words, chosen = self._kit.words, self._chosen
        if not chosen:
            return words(N_("Choose a task in the list first."))
        if not all(one.may for one in chosen):
            return words(N_("Your role does not include this. Ask a colleague who has it, or an administrator."))
        if shown not in (self._put_off, self._take_on) and any(one.raised for one in chosen):
            return words(N_("The program raised it: it goes when what it asks for has been done."))
        if self._state is TaskState.DONE:
            return words(N_("It is finished: take it up again first."))
        return words(N_("Choose one task only."))

    def offered(self) -> list[Action]:
        """Return the same for menus and Ctrl+K."""
        group = self._kit.words(N_("Tasks"))
        acts: list[tuple[str, Button, str]] = [
            ("task.finish", self._finish, "Ctrl+D"), ("task.put_off", self._put_off, "Ctrl+U"),
            ("task.take_on", self._take_on, "Ctrl+T"), ("task.give", self._give, "Ctrl+G"),
            ("task.change", self._change, "Ctrl+E"), ("task.remark", self._remark, ""),
        ]  # fmt: skip
        return [
            Action(name, shown.text(), shown.click, key, group=group,
                   enabled=partial(_ready, shown), why=shown.why)
            for name, shown, key in acts
        ]  # fmt: skip

    def edit(self, uid: Id) -> None:
        """Open the sheet that words a task anew."""
        desk = self._desk

        def arrived(record: Task) -> None:
            edit_task_sheet(self._kit, desk, self, uid, record).open()

        self._kit.jobs.read(self, lambda: task_record(desk, uid), arrived, self._refused)

    def _on_change(self) -> None:
        for one in self._chosen:
            if one.ref.uid is not None:
                self.edit(one.ref.uid)

    def _on_give(self) -> None:
        desk, refs, names = self._desk, self._refs(), self._names()
        uid = refs[0].uid if len(refs) == 1 else None
        if uid is None:
            give_sheet(self._kit, desk, self, refs, names).open()
            return

        def arrived(record: Task) -> None:
            give_sheet(self._kit, desk, self, refs, names, record).open()

        self._kit.jobs.read(self, lambda: task_record(desk, uid), arrived, self._refused)

    def _on_put_off(self) -> None:
        refs, words = self._refs(), self._kit.words
        if self._state is TaskState.PUT_OFF:
            self._each(wake, refs, words(N_("Back to do: {task}"), task=self._names()))
            return
        said = words(N_("Put off: {task}"), task=self._names())
        made = put_off_sheet(self._kit, self._desk, self, refs, self._names())
        made.acted.connect(lambda _: self._undo.offer(said, self._all(wake, refs), act=words(N_("Wake"))))
        made.open()

    def _on_take_on(self) -> None:
        self._each(take_on, self._refs(), self._kit.words(N_("Taken on: {task}"), task=self._names()))

    def _on_remark(self) -> None:
        refs, said = self._refs(), self._finished()
        made = finish_sheet(self._kit, self._desk, self, refs, self._names())
        made.acted.connect(lambda _: self._offer_again(said, refs))
        made.open()

    def _on_finish(self) -> None:
        refs = self._refs()
        if self._state is TaskState.DONE:
            self._each(take_up_again, refs, self._kit.words(N_("Taken up again: {task}"), task=self._names()))
            return
        said = self._finished()
        self._undo.forget()
        self._kit.jobs.write(self, self._all(finish, refs), lambda _: self._offer_again(said, refs), self._refused)

    def _finished(self) -> str:
        return self._kit.words(N_("Finished: {task}"), task=self._names())

    def _offer_again(self, said: str, refs: Sequence[TaskRef]) -> None:
        """A step that was taken stays: what was finished is taken up again."""
        self._undo.offer(said, self._all(take_up_again, refs), act=self._kit.words(N_("Take up again")))

    def _all(self, act: Act, refs: Sequence[TaskRef]) -> Callable[[], None]:
        desk = self._desk

        def work() -> None:
            for ref in refs:
                act(desk, ref)

        return work

    def _each(self, act: Act, refs: Sequence[TaskRef], said: str) -> None:
        """Do what leaves no step, and offer to put back what stood."""
        self._undo.forget()
        desk, nobodys = self._desk, {one.ref for one in self._chosen if one.raised and not one.officers}

        def work() -> list[Callable[[], object]]:
            back: list[Callable[[], object]] = []
            for ref in refs:
                _, save = done_with_save(desk, partial(act, desk, ref))
                if save is not None:
                    back.append(partial(undo_save, desk, save))
                elif act is take_on and ref in nobodys:  # the first word on what the program raised
                    back.append(partial(assign, desk, ref, ()))
            return back

        def done(back: Sequence[Callable[[], object]]) -> None:
            if back:
                self._undo.offer(said, lambda: [one() for one in reversed(back)])

        self._kit.jobs.write(self, work, done, self._refused)

    def _refs(self) -> list[TaskRef]:
        return [one.ref for one in self._chosen]

    def _names(self) -> str:
        if len(self._chosen) == 1:
            return self._chosen[0].say(self._kit.words.language)
        return self._kit.words.plural("{count} task", "{count} tasks", len(self._chosen))

    def _refused(self, failure: BaseException) -> None:
        self._kit.door.show(failure, self)


def _ready(shown: Button) -> bool:
    return shown.isEnabled()
