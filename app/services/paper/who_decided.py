"""Who decided what a paper orders: a letter does not say of the Minister what a store lets others decide."""

from collections.abc import Sequence

from app.core.ids import Id
from app.models.enums import DecisionKind, MeasureState
from app.models.kinds.measures import Decision, Measure
from app.models.rules.decisions import OF_MINISTER
from app.models.rules.minister import for_minister
from app.services.cases.rulings import names_substitute
from app.services.desk import View
from app.services.foreign import DECISION_BESIDE

APPROVING = (DecisionKind.APPROVE, DecisionKind.APPROVE_AMENDED, DecisionKind.RATIFY)


def by_minister(view: View, measures: Sequence[tuple[Id, Measure]]) -> bool:
    """Tell whether the Minister decided on one of these measures, or still does; so it reads where nobody knows."""
    return any(_by_minister(view, uid, one) for uid, one in measures)


def _by_minister(view: View, uid: Id, measure: Measure) -> bool:
    if names_substitute(view, measure.file):
        return False
    if measure.state is MeasureState.PROVISIONAL:
        return DecisionKind.RATIFY in for_minister(measure.type, view.lists)
    where = f"subject = ? AND kind IN ({', '.join('?' * len(APPROVING))}) AND {DECISION_BESIDE.format('p_decision')}"
    found = view.find(Decision, where, uid, *APPROVING)
    return not found or any(decision.capacity in OF_MINISTER for _, decision in found)
