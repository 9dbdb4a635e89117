"""Naming to an inspector what he may read on a dated visit (domain.md §7): a person, with all that is held of him.

Who names it may let it leave, and may read every part of it himself: a part he may not see is not his to open.
"""

from collections.abc import Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import AccountState, Action, Role
from app.models.rights import roles_clash
from app.services.access_log import Access, log_in
from app.services.desk import Desk, View
from app.services.inspected import Visit, keep_visit, visit_of
from app.services.joined import group_of
from app.services.paper.extract_records import records_about
from app.services.seeing import Sight


class InspectionUnnamed(UserError):
    """An inspection has an inspector and a reference."""

    sentence = N_("Choose the inspector and write the reference of the inspection. Nothing was opened.")


class NoInspector(UserError):
    """The account is none of an inspector at work."""

    sentence = N_("This is not the account of an inspector. Nothing was opened.")


def inspectors(desk: Desk) -> Sequence[tuple[Id, str]]:
    """Return the inspectors who have an account at this workstation, by name. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.RELEASE)
        found = [(uid, view.directory.officers[uid].name or "") for uid in _inspectors(view)]
        return sorted(found, key=lambda one: (one[1].casefold(), one[0]))


def name_inspection(desk: Desk, inspector: Id, person: Id, reference: str) -> int:
    """Open to an inspector, today and at this workstation, all that is held of a person; return in how many roots.

    What was named to him for the same visit stays open; another visit ends the former. It is logged.
    Raises NotAllowed, NotThere, InspectionUnnamed, NoInspector.
    """
    if not reference.strip() or not inspector:
        raise InspectionUnnamed
    with desk.write() as unit:
        unit.require(Action.RELEASE, unit.part(person, "person"))
        if inspector not in _inspectors(unit):
            raise NoInspector
        roots = _roots(unit, person)
        for root in roots:
            for stream in _streams(unit, root):
                unit.require(Action.READ, stream)
        before, today = visit_of(unit.connection, inspector), desk.today()
        if before is not None and (before.day, before.reference) == (today, reference.strip()):
            roots = list(dict.fromkeys([*before.roots, *roots]))
        keep_visit(unit.connection, inspector, Visit(today, reference.strip(), roots))
        log_in(unit, Access.INSPECTION, [inspector, person], number=len(roots))
    return len(roots)


def _inspectors(view: View) -> list[Id]:
    return [
        uid for uid, one in view.directory.officers.items()
        if Role.INSPECTOR in one.roles and one.state == AccountState.ACTIVE and view.desk.station in one.stations
        and not roles_clash(frozenset(role for role in one.roles if isinstance(role, Role)))
    ]  # fmt: skip


def _roots(view: View, person: Id) -> list[Id]:
    entries = group_of(view, Sight(view), person)[0]
    return list(dict.fromkeys([*entries, *(view.thing(one.stream).root for one in records_about(view, entries))]))


def _streams(view: View, root: Id) -> list[Id]:
    rows = view.connection.exec_driver_sql("SELECT id FROM stream WHERE root = ?", (root,))
    return [bytes(row[0]) for row in rows]
