"""The conflict desk: what stands twice because two officers wrote apart, and the choice that settles it everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.conflicts import OpenConflict, open_conflicts
from app.history.past import entries_of, operations
from app.models.enums import Action
from app.models.fields import Rule, from_wire
from app.models.kind_specs import KindSpec
from app.services.desk import Desk, View
from app.services.staffing import check_settled
from app.services.undoing import DecisionStays

STAFFED = frozenset({"threat_file", "visit_file"})
"""Kinds that say whose a file is."""


class SettledAlready(UserError):
    """The conflict is not open any more."""

    sentence = N_("This conflict has been settled meanwhile. Nothing was changed.")


class ConflictGrew(UserError):
    """Something else stands there now than what the officer looked at."""

    sentence = N_("Another value has arrived for this conflict meanwhile. Nothing was changed. Look at all of them.")


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """One of the values that stand, typed, by field; None where this store does not hold it."""

    officer: str
    station: str
    moment: datetime
    values: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell in which someone must choose; `shown` says which value holds meanwhile."""

    stream: Id
    root: Id
    uid: Id
    kind: str
    fields: Sequence[str]
    workflow: bool
    standing: Sequence[Standing]
    shown: int


def conflicts_to_settle(desk: Desk) -> list[Conflict]:
    """Return the open conflicts in what this officer may read, oldest stream first."""
    with desk.read() as view:
        found = open_conflicts(view.connection, desk.schema)
        return [conflict_of(view, one) for one in found if view.may(Action.READ, one.stream)]


def settle_conflict(desk: Desk, conflict: Conflict, values: Mapping[str, Any]) -> None:
    """Write the value that holds from now on: one of those that stand, or a third. Supersedes all of them.

    Rival decisions (a workflow) are signed by who may decide. What arrived after the officer looked is never written
    over unseen. Raises NotAllowed, SettledAlready, ConflictGrew.
    """
    if not set(values) <= set(conflict.fields):
        raise ValueError("only the conflict's own fields are settled")
    with desk.write() as unit:
        open_now = [
            one
            for one in open_conflicts(unit.connection, desk.schema)
            if (one.stream, one.uid) == (conflict.stream, conflict.uid)
            and one.kind is not None and one.kind.name == conflict.kind and _is_of(one, conflict)
        ]  # fmt: skip
        if not open_now or open_now[0].kind is None:
            raise SettledAlready
        kind = open_now[0].kind
        unit.require(Action.APPROVE if conflict.workflow else Action(kind.action), conflict.stream)
        if conflict_of(unit, open_now[0]).standing != conflict.standing:
            raise ConflictGrew
        _check_staff(unit, conflict, values)
        unit.change(conflict.stream, conflict.uid, kind.record, values)
        unit.save(signed=conflict.workflow or kind.signed)


def choose_again(desk: Desk, conflict: Conflict, kept: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write another value where `kept` was chosen and still holds: a slip of the hand. Decisions are never undone.

    Raises NotAllowed, NotThere, DecisionStays, SettledAlready where something else holds by now.
    """
    if not set(values) <= set(conflict.fields):
        raise ValueError("only the conflict's own fields are settled")
    if conflict.workflow:
        raise DecisionStays
    kind = desk.schema.by_name[conflict.kind]
    with desk.write() as unit:
        unit.require(Action(kind.action), conflict.stream)
        now: Any = unit.get(kind.record, conflict.uid)
        open_now = open_conflicts(unit.connection, desk.schema)
        rivals = any((one.uid, one.kind) == (conflict.uid, kind) and _is_of(one, conflict) for one in open_now)
        if rivals or any(getattr(now, name) != value for name, value in kept.items()):
            raise SettledAlready
        if not _settled_by_me(unit, conflict, kind):
            raise SettledAlready
        _check_staff(unit, conflict, values)
        unit.change(conflict.stream, conflict.uid, kind.record, values)
        unit.save(signed=kind.signed)


def _check_staff(view: View, conflict: Conflict, values: Mapping[str, Any]) -> None:
    if conflict.kind in STAFFED:
        check_settled(view, conflict.uid, values, [one.values for one in conflict.standing])


def _settled_by_me(view: View, conflict: Conflict, kind: KindSpec) -> bool:
    """Tell whether what holds was chosen by this officer among several, or put right by him since."""
    sql = """SELECT eid, idx, sid FROM cell JOIN entity ON cell.entity = entity.id JOIN stream USING (sid)
        WHERE entity.uid = ? AND entity.kind = ? AND cell.field = ? AND stream.id = ?"""
    facts = (conflict.uid, kind.id, kind.cell_of(conflict.fields[0]).id, conflict.stream)
    place = view.connection.exec_driver_sql(sql, facts).first()
    while place is not None:
        eid, idx, sid = place
        sql = "SELECT officer FROM entry JOIN save USING (vid) WHERE eid = ?"
        if view.connection.exec_driver_sql(sql, (eid,)).scalar_one() != view.desk.officer:
            return False
        (past,) = entries_of(view.connection, sid, [eid])
        before = next(names for *_, at, names in operations(past.skeleton) if at == idx)
        if len(before) != 1:
            return len(before) > 1
        sql = "SELECT eid, ?, sid FROM entry WHERE hash = ?"
        place = view.connection.exec_driver_sql(sql, (before[0][1], before[0][0])).first()
    return False


def conflict_of(view: View, one: OpenConflict) -> Conflict:
    """Return a conflict typed and with its authors' names, without asking for a right."""
    specs = () if one.cell is None else one.cell.fields
    standing = [
        Standing(
            _officer(view, rival.officer),
            _station(view, rival.station),
            rival.moment,
            None if rival.values is None
            else {spec.name: from_wire(spec, _at(rival.values, spec.at)) for spec in specs},
        )
        for rival in one.rivals
    ]  # fmt: skip
    return Conflict(
        one.stream, one.root, one.uid, one.kind.name if one.kind else "", [spec.name for spec in specs],
        one.cell is not None and one.cell.rule is Rule.WORKFLOW, standing, one.shown,
    )  # fmt: skip


def _is_of(one: OpenConflict, conflict: Conflict) -> bool:
    return one.cell is not None and [spec.name for spec in one.cell.fields] == list(conflict.fields)


def _at(values: Sequence[Any], index: int) -> Any:
    return values[index] if index < len(values) else None


def _officer(view: View, uid: Id) -> str:
    found = view.directory.officers.get(uid)
    return (found.name or "") if found else ""


def _station(view: View, uid: Id) -> str:
    found = view.directory.stations.get(uid)
    return (found.code or "") if found else ""
