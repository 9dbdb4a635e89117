"""Reading outside one's own files: allowed, but first a reason is given and logged (security.md §3).

Own are the files of which one is file officer or deputy; who has the permanence is asked for none. A reason given holds
for that file and that day.
"""

from datetime import datetime, time

from app.core.clock import from_milliseconds
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, MeasureState
from app.models.kinds.measures import Measure
from app.models.rights import may
from app.services.access_log import Access, AccessReason, log_in
from app.services.desk import COUNTRY_TIME, Desk, NotThere, View
from app.store.audit import read_back

DECIDED = (MeasureState.PROVISIONAL, MeasureState.APPROVED, MeasureState.ACTIVE)


class ReasonOfReading(UserError):
    """A reason of the list is asked."""

    sentence = N_("This is not one of your own files. Choose why you read it; that is logged.")


def reasons_offered(desk: Desk, root: Id | None = None) -> tuple[AccessReason, ...]:
    """Return the reasons this officer may give; that a decision waits is one of who decides. Raises NotAllowed.

    Where one does wait in the file `root`, that reason comes first; that one's own organisation carries a measure out
    is a reason where it does, and comes first too.
    """
    with desk.read() as view:
        view.require(Action.READ)
        approves = view.may(Action.APPROVE)
        waits = approves and root is not None and _decision_waits(view, root)
        executes = root is not None and _executes(view, root)
    kept = {AccessReason.DECISION: approves, AccessReason.EXECUTING: executes, AccessReason.NONE: False}
    first = [reason for reason, so in ((AccessReason.DECISION, waits), (AccessReason.EXECUTING, executes)) if so]
    return (*first, *(reason for reason in AccessReason if kept.get(reason, True) and reason not in first))


def reason_asked(desk: Desk, root: Id) -> bool:
    """Tell whether the officer must give a reason before he reads this file today. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        return _outside(view, root) and not _given(view, root)


def require_reason(view: View, root: Id) -> None:
    """Refuse to show a file that is not this officer's own before he said today why he reads it.

    Every service that shows a whole file asks it, whoever calls. Raises ReasonOfReading, NotAllowed, NotThere.
    """
    if _outside(view, root) and not _given(view, root):
        raise ReasonOfReading


def give_reason(desk: Desk, root: Id, reason: AccessReason) -> None:
    """Log why the officer reads a file that is not his own. Raises NotAllowed, NotThere, ReasonOfReading."""
    if reason is AccessReason.NONE:
        raise ReasonOfReading(field="reason")
    with desk.write() as unit:
        if _outside(unit, root):
            log_in(unit, Access.OUTSIDE_OWN_FILES, [root], reason=reason)


def _decision_waits(view: View, root: Id) -> bool:
    """Tell whether a measure of a file was proposed, or began in urgency, and nobody answered yet."""
    waiting = (MeasureState.PROPOSED, MeasureState.PROVISIONAL)
    return bool(view.locate(Measure, "file = ? AND state IN (?, ?)", root, *waiting))


def _executes(view: View, root: Id) -> bool:
    """Tell whether the officer's organisation carries out a decided measure of a file that is another's."""
    own, decided = view.facts.organisation, ", ".join("?" * len(DECIDED))
    return any(
        own in measure.executing and view.may(Action.READ, stream) and view.thing(stream).owner != own
        for _, stream, measure in view.locate(Measure, f"file = ? AND state IN ({decided})", root, *DECIDED)
    )


def _outside(view: View, root: Id) -> bool:
    rows = view.connection.exec_driver_sql("SELECT id FROM stream WHERE root = ? ORDER BY sid", (root,))
    streams = [bytes(row[0]) for row in rows]
    readable = [stream for stream in streams if view.may(Action.READ, stream)]
    if not streams:
        raise NotThere
    if not readable:
        view.require(Action.READ, streams[0])
    return any(may(view.facts, Action.READ, view.thing(stream)).ask_reason for stream in readable)


def _given(view: View, root: Id) -> bool:
    """Tell whether a reason was given since midnight; the log is read back no further than that."""
    midnight = datetime.combine(view.desk.today(), time(), COUNTRY_TIME)
    for line in read_back(view.connection):
        if line.body is not None:
            if from_milliseconds(line.body.moment) < midnight:
                return False
            mine = line.body.officer == view.desk.officer and line.body.act == Access.OUTSIDE_OWN_FILES
            if mine and root in line.body.subjects:
                return True
    return False
