"""What an undo must leave standing: the rules of whoever writes by hand hold for what it brings back, too.

What was taken away may have been entered anew since, or its days given to something else. They are asked of what the
undo has written, before it is durable: what is refused leaves nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.core.ids import Id
from app.history.past import Name
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Relation
from app.models.kinds.threat import ConcernLink, Involvement, Presence
from app.models.kinds.visits import DelegationMember, VisitFile
from app.models.rules.measures import OVER
from app.services.cases.concerns import check_linked
from app.services.cases.courses import MeasureIsOver
from app.services.cases.involving import check_involved
from app.services.cases.presences import check_presence
from app.services.desk import View
from app.services.registers.persons import check_days
from app.services.visits.visit_lines import LINES, check_in_delegation, check_periods
from app.services.visits.visits import check_visit


def check_rules(view: View, written: Iterable[Name]) -> None:
    """Raise why one of these objects may not stand as it now does, in the words of whoever enters it by hand."""
    fresh = View(view.desk, view.connection)  # the other has read lists and rights before
    for uid, number in sorted(written):
        kind = fresh.desk.schema.kinds.get(number)
        check = _RULES.get(kind.record) if kind is not None else None
        if kind is None or check is None:
            continue
        found: list[tuple[Id, Any]] = fresh.find(kind.record, "uid = ?", uid)
        for own, record in found:
            check(fresh, own, record)


def _of_measure(_view: View, _uid: Id, record: Measure) -> None:
    if record.state in OVER:
        raise MeasureIsOver


def _of_line(view: View, uid: Id, record: Any) -> None:
    check_periods(record)
    if isinstance(record, DelegationMember):
        check_in_delegation(view, record, uid)


_RULES: Mapping[type, Callable[[View, Id, Any], object]] = {
    Involvement: lambda view, uid, record: check_involved(view, record, uid),
    Presence: lambda view, uid, record: check_presence(view, record, uid),
    ConcernLink: lambda view, uid, record: check_linked(view, record, uid),
    Relation: lambda _view, _uid, record: check_days(record),
    Measure: _of_measure,
    VisitFile: lambda _view, _uid, record: check_visit(record.title, record.arrival, record.departure),
    **dict.fromkeys(LINES, _of_line),
}
