"""The short lists a form offers whole, instead of a search: the directory's kinds, and the lists that ship.

Officers, workstations and organisations of the directory are few, and an officer is known by name, not by login. A list
that ships may have been added to here.
"""

from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import AccountState, Action
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.models.lists import Lists
from app.models.texts import in_language
from app.services.desk import Desk, View

SHORT_LISTS = frozenset({"officer", "organisation_entry", "station"})
"""Kinds that `choices_of` lists whole."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, with its name."""

    id: Id
    name: str = field(repr=False)


def choices_of(desk: Desk, kind: str, language: str) -> list[Named]:
    """Return all active officers, organisations or workstations of the directory, by name. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        return _listed(view, kind, language, active=True)


def lists_of(desk: Desk) -> Lists:
    """Return all lists as this store has them today, with what is withdrawn. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        return view.lists


def _listed(view: View, kind: str, language: str, *, active: bool = False) -> list[Named]:
    found: list[Named] = []
    if kind == "officer":
        found = [Named(uid, one.name or one.login or "") for uid, one in view.find(Officer) if _counts(one, active)]
    elif kind == "station":
        found = [Named(uid, one.code or "") for uid, one in view.find(Station) if _counts(one, active)]
    elif kind == "organisation_entry":
        for uid, entry in view.find(OrganisationEntry):
            if _counts(entry, active):
                found.append(Named(uid, in_language(entry.names or {}, language)[0] or entry.code or ""))
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def _counts(record: Officer | OrganisationEntry | Station, active: bool) -> bool:
    return not active or record.state != AccountState.REVOKED
