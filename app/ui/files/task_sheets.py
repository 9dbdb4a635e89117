"""The sheets of a task: set one, word it anew, give it on, put it off, finish it with a remark."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.tasks import Task, TaskStep
from app.services.cases.rulings import Ruling
from app.services.tasks.acting import NewTask, add_task, assign, edit_task, finish, put_off
from app.services.tasks.lines import TaskRef
from app.ui.forms.acting import ActSheet
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.action import Action
from app.ui.kit.kit import Kit
from app.ui.kit.screen import Address

if TYPE_CHECKING:
    from app.services.desk import Desk

NEW = "add_task"
"""What the key of a draft of a new task begins with; what follows is what it is about, or `new`."""


def new_task_sheet(kit: Kit, desk: "Desk", parent: QWidget, about: Id | None = None, said: str = "") -> ActSheet:
    """Return the sheet that sets a task: about one thing (`said` names it), or about whatever the officer chooses."""
    words = kit.words
    names = ("title", "due", "officers", "desks", "text")
    spec = form_spec(Task, names if about is not None else (*names[:1], "about", *names[1:]), rest=False)
    form = Form(kit, desk, spec, None, f"{NEW}:{about.hex() if about is not None else 'new'}", about=about)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        new = NewTask(
            values["title"] or "", about if about is not None else values["about"], values["due"],
            values["text"] or "", values["officers"] or (), values["desks"] or (),
        )  # fmt: skip
        return lambda: add_task(desk, new)

    hint = words(N_("Without an officer or a desk it is for your own desk. Whoever is asked sees what you write here."))
    return ActSheet(
        kit, parent, words(N_("New task")), "new_task", act, form=form, hint=f"{said}\n{hint}" if said else hint
    )


def tasks_of(about: Id) -> Address:
    """Return where the tasks about one thing are listed."""
    return Address("tasks", extra=(("about", about.hex()),))


def new_task_action(kit: Kit, desk: "Desk", near: QWidget) -> Action:
    """Return what opens that sheet wherever one is, for the menu and Ctrl+K."""
    words = kit.words
    text = words(N_("New task…"))
    return Action(
        "task.add", text, lambda: new_task_sheet(kit, desk, near).open(), "Ctrl+Shift+A", "check-check",
        words(N_("Tasks")),
    )  # fmt: skip


def edit_task_sheet(kit: Kit, desk: "Desk", parent: QWidget, task: Id, record: Task) -> ActSheet:
    """Return the sheet that words a task anew."""
    spec = form_spec(Task, ("title", "due", "text"), rest=False)
    form = Form(kit, desk, spec, record, f"task:{task.hex()}", about=task)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        return lambda: edit_task(desk, task, values["title"] or "", values["due"], values["text"] or "")

    return ActSheet(kit, parent, kit.words(N_("Change the task")), "edit_task", act, form=form)


def give_sheet(
    kit: Kit, desk: "Desk", parent: QWidget, refs: Sequence[TaskRef], said: str, record: Task | None = None
) -> ActSheet:
    """Return the sheet that gives tasks to officers; one that somebody set (`record`) also to desks."""
    words = kit.words
    spec = form_spec(Task, ("officers", "desks") if record is not None else ("officers",), rest=False)
    form = Form(kit, desk, spec, record)

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        def give() -> None:
            for ref in refs:
                assign(desk, ref, values["officers"] or (), values.get("desks"))

        return give

    return ActSheet(
        kit, parent, words(N_("Give to…")), "give_task", act, form=form, hint=said, button=words(N_("Give"))
    )


def put_off_sheet(kit: Kit, desk: "Desk", parent: QWidget, refs: Sequence[TaskRef], said: str) -> ActSheet:
    """Return the sheet that puts tasks off until a day, with a reason."""
    words = kit.words
    form = Form(kit, desk, form_spec(TaskStep, ("until", "reason"), required=("until", "reason"), rest=False))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        def put() -> None:
            for ref in refs:
                put_off(desk, ref, values["until"], values["reason"] or "")

        return put

    hint = said
    if any(ref.rule is not None for ref in refs):
        after = words(N_("It comes back on that day; before it, when its own day passes or something new happens."))
        hint = f"{said}\n{after}"
    return ActSheet(
        kit,
        parent,
        words(N_("Put a task off")),
        "put_off_task",
        act,
        form=form,
        hint=hint,
        button=words(N_("Put it off")),
    )


def finish_sheet(kit: Kit, desk: "Desk", parent: QWidget, refs: Sequence[TaskRef], said: str) -> ActSheet:
    """Return the sheet that finishes tasks with a word on what came of them."""
    words = kit.words
    form = Form(kit, desk, form_spec(Task, ("text",), rest=False))

    def act(values: Mapping[str, Any], _ruling: Ruling | None) -> Any:
        def end() -> None:
            for ref in refs:
                finish(desk, ref, values["text"] or "")

        return end

    return ActSheet(
        kit, parent, words(N_("Finish with a remark")), "finish_task", act, form=form, hint=said,
        button=words(N_("Finish")),
    )  # fmt: skip
