"""What the persons of a file are to one another, now or as it stood at a moment, as far as that may be read."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from app.core.ids import Id
from app.models.kinds.persons import Relation
from app.models.kinds.threat import Involvement
from app.services.among import AMONG, among
from app.services.desk import View, today_of
from app.services.readable import open_streams, readable
from app.services.seeing import Sight
from app.services.trails import Past, stood_in

PRIVATE = "person_private"


def read_relations(view: View, involved: Iterable[Involvement]) -> list[Relation]:
    """Return the relations among those involved that hold today."""
    inside = _persons(involved)
    if len(inside) < 2:
        return []
    asked = among(inside)
    located = view.locate(Relation, f"person {AMONG} AND other {AMONG}", asked, asked)
    return _holding([one for _, _, one in readable(view, Sight(view), located)], view.desk.today())


def relations_as_of(view: View, involved: Iterable[Involvement], moment: datetime, past: Past) -> list[Relation]:
    """Return the relations among those involved that stood at `moment` and held that day; read with today's rights."""
    inside = _persons(involved)
    if len(inside) < 2:
        return []
    homes = {stream: person for person in sorted(inside) for stream in view.parts(person, PRIVATE)}
    mine = open_streams(view, Sight(view), homes)
    stood = stood_in(view, [stream for stream in homes if stream in mine], Relation, moment, past)
    found = [one for _, stream, one in stood if one.person == homes[stream] and one.other in inside]
    return _holding(found, today_of(moment))


def _persons(involved: Iterable[Involvement]) -> set[Id]:
    return {one.person for one in involved if one.person is not None}


def _holding(found: Sequence[Relation], day: date) -> list[Relation]:
    return [one for one in found if one.to_on is None or one.to_on >= day]
