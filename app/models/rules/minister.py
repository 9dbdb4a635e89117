"""Which decisions need the Minister of the Interior (domain.md §1): a choice that an administrator sets in two lists.

A line of `minister_decisions` says it of a kind of decision; a type of measure may be an exception to all of them. No
signature is judged by this: history asks of a decision that arrives what its kind declares (`app.history.authority`),
so that lists which come in another order make no station count another way. It binds who decides here, from the moment
the list says so.
"""

from app.models.enums import DecisionKind, MinisterRule
from app.models.lists import MEASURE_TYPES, MINISTER, Lists

_KINDS = frozenset(DecisionKind)
"""A code that none of ours is, however it got into the list, says nothing."""


def for_minister(measure_type: str | None, lists: Lists) -> frozenset[DecisionKind]:
    """Return the decisions on a measure of this type that need the Minister: where nobody says otherwise, each does."""
    kinds = lists.all(MINISTER)
    found = lists.find(MEASURE_TYPES, measure_type)
    rule = MinisterRule(found.detail.get("minister") or MinisterRule.AS_DECISION) if found else MinisterRule.AS_DECISION
    if rule is MinisterRule.NOT_NEEDED:
        return frozenset()
    return frozenset(
        DecisionKind(code)
        for code, entry in kinds.items()
        if code in _KINDS and (rule is MinisterRule.NEEDED or entry.detail.get("minister") != MinisterRule.NOT_NEEDED)
    )
