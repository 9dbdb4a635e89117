"""Who lives with whom in a file, as its papers say it: the household, and on a child's paper whom it lives with."""

from collections.abc import Sequence
from datetime import date

from app.core.ids import Id
from app.models.enums import InvolvementRole, RelationKind
from app.models.kinds.persons import Relation
from app.models.kinds.threat import Involvement
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.joined import leads_of
from app.services.seeing import Sight

THREATENED = InvolvementRole.THREATENED
HOUSEHOLD = (InvolvementRole.HOUSEHOLD, InvolvementRole.SPOUSE)
PROTECTED = frozenset({THREATENED, *HOUSEHOLD})
"""Whom a measure for the whole file, or on a place of it, protects."""


def family_of(view: View, involved: Sequence[Involvement], person: Id) -> list[Id]:
    """Return with whom a person lives, as the file has it, each human once.

    On the paper of one of the household that is also whom the file protects, where it is one only or a relation says
    whose household it is.
    """
    members = [one.person for one in involved if one.role in HOUSEHOLD and one.person]
    if person in members:
        heads = list(dict.fromkeys(one.person for one in involved if one.role is THREATENED and one.person))
        members = [*(one for one in heads if len(heads) == 1 or relation_of(view, [person], [one])), *members]
    leads = leads_of(view, Sight(view), {person, *members})
    own = leads.get(person, person)
    return [one for one in dict.fromkeys(leads.get(one, one) for one in members) if one != own]


def relation_of(view: View, ones: Sequence[Id], others: Sequence[Id]) -> RelationKind | None:
    """Return what one of `others` is to one of `ones` today, from whichever page of the two it was entered."""
    today, both = view.desk.today(), (among(ones), among(others))
    sql = f"person {AMONG} AND other {AMONG}"
    there = [one.kind for _, one in view.find(Relation, sql, *both) if _holds(one, today) and one.kind]
    back = [one.kind.back for _, one in view.find(Relation, sql, *both[::-1]) if _holds(one, today) and one.kind]
    return next((kind for kind in (*there, *back) if kind is not None), None)


def _holds(one: Relation, today: date) -> bool:
    return (one.from_on is None or one.from_on <= today) and (one.to_on is None or one.to_on >= today)
