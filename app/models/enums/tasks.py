"""Closed lists of what somebody must do: why the program raises a task, and what an officer does with one."""

from app.core.i18n import N_
from app.models.worded import Worded


class NeedKind(Worded):
    """Why something needs someone. The word is that of its number and of its list.

    What was put off stands in signed history by this value (`app.models.kinds.tasks`).
    """

    OVERDUE = "overdue", N_("measures overdue")
    RATIFY = "ratify", N_("to ratify")
    UNACKNOWLEDGED = "unacknowledged", N_("protocols not acknowledged")
    EVALUATE = "evaluate", N_("to evaluate soon")
    PROPOSED = "proposed", N_("proposals to be decided")
    RETURNED = "returned", N_("proposals returned with a question")
    CONFIRM = "confirm", N_("decisions to confirm in writing")
    ANALYSIS = "analysis", N_("analyses that lose their validity")
    REQUEST = "request", N_("analyses awaited")
    RECALL = "recall", N_("copies to recall")
    VISIT = "visit", N_("visits today and tomorrow")
    PAPERS = "papers", N_("visits lacking papers")
    GAP = "gap", N_("visits not wholly covered")
    CONFLICT = "conflict", N_("conflicts to settle")
    BUNDLE = "bundle", N_("bundles missing")
    HELD = "held", N_("changes of revoked workstations")
    FINDING = "finding", N_("findings to look at")
    CLEARANCE = "clearance", N_("clearances that expire")
    FOLLOW_UP = "follow_up", N_("follow-ups of notes")
    BINDER = "binder", N_("binders to bring up to date")
    RETENTION = "retention", N_("files past their term of retention")
    ERASED = "erased", N_("erasures to confirm")


class TaskAct(Worded):
    """What an officer did with a task."""

    PUT_OFF = "put_off", N_("put off")
    FINISH = "finish", N_("task finished")
