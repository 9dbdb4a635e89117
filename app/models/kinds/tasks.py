"""Tasks: those that people set each other, and what was done with those that the program raises.

A raised task is never history: it follows from what stands in the store, and ends when that does. Only who took it on
and until when it is put off is written, under what identifies it at every workstation: why it is raised, about what,
and by which fact. The same fact raised at two of them is one task, and a new fact raises it anew.

All that two officers may do to a task apart from each other is a set, so that nothing rivals: two who finish it have
both finished it, and of two who put it off the earlier day counts. The steps themselves are written once.

A task is a stream of its own. Its root is what it is about, so that who is recused from a file sees no task about it;
its label is that of the file without its receivers, and who is asked to do it is a co-owner.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, NeedKind, TaskAct
from app.models.fields import Field, Rule, Search, Sensitivity
from app.models.kinds.schema import ANY_KIND, SCHEMA

PERSONAL = Sensitivity.PERSONAL


@SCHEMA.declare(100, "task", part="task", action=Action.TASK)
@dataclass(frozen=True, slots=True)
class Task:
    """What someone must do, by when. One that the program raised has `rule`, `subject` and `fact`, and no title."""

    title: Annotated[str | None, Field(1, N_("Task"), search=Search.TEXT, sensitivity=PERSONAL, required=True)] = None
    about: Annotated[Id | None, Field(2, N_("About"), ref=ANY_KIND)] = None
    due: Annotated[date | None, Field(3, N_("Due"))] = None
    text: Annotated[str | None, Field(4, N_("Remarks"), rule=Rule.TEXT, search=Search.TEXT, sensitivity=PERSONAL)] = (
        None
    )
    officers: Annotated[tuple[Id, ...], Field(5, N_("For officer"), rule=Rule.SET, ref="officer")] = ()
    desks: Annotated[tuple[Id, ...], Field(6, N_("For desk"), rule=Rule.SET, ref="organisation_entry")] = ()
    asked_by: Annotated[Id | None, Field(7, N_("Asked by"), ref="officer")] = None
    asked_on: Annotated[datetime | None, Field(8, N_("Asked on"), cell=7)] = None
    rule: Annotated[NeedKind | None, Field(9, N_("Raised because of"))] = None
    subject: Annotated[Id | None, Field(10, N_("Raised about"), cell=9, ref=ANY_KIND)] = None
    fact: Annotated[str | None, Field(11, N_("Raised by the fact"), cell=9)] = None
    put_off: Annotated[tuple[Id, ...], Field(12, N_("Put off"), rule=Rule.SET, ref="task_step")] = ()
    """The steps by which it is put off now."""
    finished: Annotated[tuple[Id, ...], Field(13, N_("Finished"), rule=Rule.SET, ref="task_step")] = ()
    """The steps by which it is finished now."""


@SCHEMA.declare(101, "task_step", part="task", action=Action.TASK, once=True)
@dataclass(frozen=True, slots=True)
class TaskStep:
    """That an officer put a task off or finished it, and why."""

    task: Annotated[Id | None, Field(1, N_("Task"), ref="task", required=True)] = None
    act: Annotated[TaskAct | None, Field(2, N_("Step"), cell=1, required=True)] = None
    until: Annotated[date | None, Field(3, N_("Until"), cell=1)] = None
    reason: Annotated[str | None, Field(4, N_("Reason"), cell=1, sensitivity=PERSONAL)] = None
    officer: Annotated[Id | None, Field(5, N_("Officer"), cell=1, ref="officer")] = None
    moment: Annotated[datetime | None, Field(6, N_("Moment"), cell=1)] = None
