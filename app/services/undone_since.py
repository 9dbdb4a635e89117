"""What happened since a change was saved, and keeps an undo from reversing it.

An undo takes out what the change had added. Others may have worked on that since, or entered what refers to it; or the
file was closed, and nothing is written in it any more. Then the change stays, and is corrected where it stands.
"""

from collections.abc import Iterator, Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.past import Name, PastEntry, entries_of, operations
from app.history.undoing import is_disputed, taken_out
from app.models.kind_specs import Schema
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure, ToldPresence
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.proposals import Proposal
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.tables import projection_name
from app.services.cases.files import check_working
from app.services.cases.involving import check_leaving
from app.services.cases.proposal_sheets import check_asks_alone
from app.services.desk import View
from app.services.registers.ordered_there import WHERE
from app.services.undone_rules import check_rules


class WorkedOnSince(UserError):
    """Somebody wrote on what the change added, or entered what refers to it."""

    sentence = N_(
        "Somebody has worked on this since, or something else refers to it. Change or remove it where it stands; "
        "nothing was undone."
    )


def check_since(view: View, entries: Sequence[bytes]) -> None:
    """Raise WorkedOnSince, FileIsClosed or MeasuresForPerson where these entries of one save stay as they are."""
    born: set[Name] = set()
    written: set[Name] = set()
    for entry in entries:
        sql = "SELECT eid, sid, officer FROM entry JOIN save USING (vid) WHERE entry.hash = ?"
        eid, sid, author = view.connection.exec_driver_sql(sql, (entry,)).one()
        past = entries_of(view.connection, sid, [eid])[0]
        written |= {(uid, number) for uid, number, _, _, _ in operations(past.skeleton)}
        _check_closed(view, past, sid)
        _check_ordered(view, past)
        if is_disputed(view.connection, view.desk.schema, entry):
            raise WorkedOnSince
        added = taken_out(view.connection, entry)
        _check_others(view, added, eid, sid, {bytes(author), view.desk.officer})
        born |= added
    involvement = view.desk.schema.by_record[Involvement].id
    for uid in sorted(uid for uid, number in born if number == involvement):
        for _, record in view.find(Involvement, "uid = ?", uid):
            check_leaving(view, uid, record)
    _check_referred(view, born, written)


def check_undone_stands(view: View, entries: Sequence[bytes]) -> None:
    """Raise why what these entries wrote may not stand as it does now that they are reversed.

    Raises InAnotherProposal where a measure would be in two proposals, and what `undone_rules.check_rules` raises.
    """
    written = written_by(view, entries)
    check_rules(view, written)
    proposal = view.desk.schema.by_record[Proposal].id
    for uid in sorted(uid for uid, number in written if number == proposal):
        check_asks_alone(view, uid)


def written_by(view: View, entries: Sequence[bytes]) -> set[Name]:
    """Return what these entries wrote on."""
    found: set[Name] = set()
    for entry in entries:
        eid, sid = view.connection.exec_driver_sql("SELECT eid, sid FROM entry WHERE hash = ?", (entry,)).one()
        past = entries_of(view.connection, sid, [eid])[0]
        found |= {(uid, number) for uid, number, *_ in operations(past.skeleton)}
    return found


def _check_ordered(view: View, past: PastEntry) -> None:
    """Raise WorkedOnSince where a measure was ordered since at an address or place that would move."""
    schema = view.desk.schema
    moved = {
        uid for uid, number, cell, _, _ in operations(past.skeleton)
        for kind in (schema.by_record[record] for record in (HomeAddress, SealedAddress, Place))
        if number == kind.id and cell in {kind.cell_of(name).id for name in WHERE}
    }  # fmt: skip
    measure = schema.by_record[Measure]
    sql = """SELECT 1 FROM p_measure AS at JOIN cell ON cell.entity = at.id AND cell.field = ?
        WHERE at.place = ? AND cell.eid > ?"""
    for uid in moved:
        if view.connection.exec_driver_sql(sql, (measure.cell_of("place").id, uid, past.eid)).first():
            raise WorkedOnSince


def _check_closed(view: View, past: PastEntry, sid: int) -> None:
    """What was written in a closed file, or closed it, goes back by its own rules; what was written before stays."""
    kinds = view.desk.schema.by_record
    if {past.skeleton.kinds[who] for who in past.skeleton.who} <= {kinds[Label].id}:
        return
    root = bytes(view.connection.exec_driver_sql("SELECT root FROM stream WHERE sid = ?", (sid,)).scalar_one())
    for record in (ThreatFile, VisitFile):
        if view.find(record, "uid = ?", root) and _written_since(view, root, record, past.eid):
            check_working(view, root)


def _written_since(view: View, file: Id, record: type, eid: int) -> bool:
    kind = view.desk.schema.by_record[record]
    sql = (
        "SELECT max(cell.eid) FROM entity JOIN cell ON cell.entity = entity.id"
        " WHERE entity.uid = ? AND entity.kind = ? AND cell.field = ?"
    )
    last = view.connection.exec_driver_sql(sql, (file, kind.id, kind.cell_of("state").id)).scalar()
    return last is not None and last > eid


def _check_others(view: View, added: set[Name], eid: int, sid: int, own: set[Id]) -> None:
    if not added:
        return
    sql = "SELECT eid FROM entry JOIN save USING (vid) WHERE sid = ? AND eid > ? AND officer NOT IN (?, ?)"
    first, *rest = sorted(own)
    later = [row[0] for row in view.connection.exec_driver_sql(sql, (sid, eid, first, rest[0] if rest else first))]
    for past in entries_of(view.connection, sid, later) if later else ():
        if any((uid, number) in added for uid, number, _, _, _ in operations(past.skeleton)):
            raise WorkedOnSince


def _check_referred(view: View, born: set[Name], written: set[Name]) -> None:
    """What the same save wrote to refer to it goes back with it."""
    for uid, number in born:
        for kind, sql in _referring(view.desk.schema, number):
            found = view.connection.exec_driver_sql(sql, (uid,))
            if any((bytes(row[0]), kind) not in written for row in found):
                raise WorkedOnSince


def _referring(schema: Schema, number: int) -> Iterator[tuple[int, str]]:
    """Return, by kind, what finds the objects that name one of the kind of that number."""
    named = schema.kinds[number].name if number in schema.kinds else ""
    for kind in schema.kinds.values():
        if kind.record is ToldPresence:  # it follows what it tells of, also back
            continue
        asked = [
            f"instr(coalesce(\"{spec.name}\", ''), lower(hex(?1)))" if spec.many else f'"{spec.name}" = ?1'
            for spec in kind.fields.values()
            if named and spec.meta.ref == named
        ]
        if asked:
            yield kind.id, f"SELECT uid FROM {projection_name(kind)} WHERE {' OR '.join(asked)}"  # noqa: S608
