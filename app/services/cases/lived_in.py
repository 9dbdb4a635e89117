"""Whom of a file a place or an institution concerns: who lives or works there, as the register has it today.

A place has no list of its people. It is somebody's where it is an address of his, open or sealed, or where one of his
says the same street, number and town; an institution concerns whom it employs. Nobody known to be there is nobody: what
is not known is not told.
"""

from collections.abc import Iterable
from datetime import date

from app.core.ids import Id
from app.models.enums import SubjectKind
from app.models.kinds.persons import HomeAddress, Person
from app.models.kinds.places import Place, SealedAddress
from app.models.rules.addresses import holds_on
from app.services.desk import View
from app.services.joined import group_of
from app.services.seeing import Sight

_Where = tuple[str, str, str]
"""Street, number and town, or postcode, as one compares them."""


def concerned_at(view: View, kind: SubjectKind | None, subject: Id, persons: Iterable[Id]) -> frozenset[Id]:
    """Return those of `persons` whom a place or an institution concerns, by any of the entries that are one human."""
    sight, today = Sight(view), view.desk.today()
    if kind is SubjectKind.PLACE:
        homes = [one for _, one in view.find(HomeAddress, "uid = ?", subject)]
        found: list[Place | HomeAddress] = [*homes, *(one for _, one in view.find(Place, "uid = ?", subject))]
        places = [where for one in found for where in _wheres(one)]
        whose = {one.subject for _, one in view.find(SealedAddress, "uid = ?", subject)}
        whose |= {one.person for one in homes}
        return frozenset(
            person for person in persons
            if any(entry in whose or _lives(view, entry, places, today) for entry in group_of(view, sight, person)[0])
        )  # fmt: skip
    if kind is SubjectKind.ORGANISATION:
        return frozenset(
            person for person in persons
            if any(one.employer == subject for entry in group_of(view, sight, person)[0]
                   for _, one in view.find(Person, "uid = ?", entry))
        )  # fmt: skip
    return frozenset()


def _lives(view: View, person: Id, places: Iterable[_Where], today: date) -> bool:
    known = {
        where for _, one in view.find(HomeAddress, "person = ?", person)
        if holds_on(one, today) for where in _wheres(one)
    }  # fmt: skip
    return not known.isdisjoint(places)


def _wheres(one: Place | HomeAddress) -> list[_Where]:
    """Return what an address is known by: nothing where it has no street."""
    street, number = _plain(one.street), _plain(one.number)
    return [(street, number, town) for town in (_plain(one.postcode), _plain(one.municipality)) if street and town]


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
