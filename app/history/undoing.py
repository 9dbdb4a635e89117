"""Undo of saved work: a new entry that reverses an old one where it still stands. Decisions are not undone."""

from typing import Any

from sqlalchemy import Connection

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.openings import decode_value
from app.history.past import Name, PastEntry, entries_of, is_void, operations
from app.history.reading import Place, lives_of, values_in
from app.history.rows import one_value, select_in
from app.history.settling import Live
from app.history.wire import DELETION
from app.history.writing import Writer
from app.models.fields import Rule
from app.models.kind_specs import KindSpec, Schema


class NothingToUndo(UserError):
    """All that the entry wrote has been superseded since, or may not be undone."""

    sentence = N_("Nothing of this change still stands, or it records something that is never undone. Nothing changed.")


def undo(connection: Connection, schema: Schema, writer: Writer, entry: bytes) -> None:
    """Put into `writer` what reverses the entry of that hash. Raises NothingToUndo, LookupError on an unknown entry."""
    eid, sid, stream = _locate(connection, entry)
    past = entries_of(connection, sid, [eid])[0]
    standing = _standing(connection, eid)
    values = values_in(past.openings)
    key_of = {
        row[1]: row[0]
        for row in select_in(connection, "SELECT eid, hash FROM entry WHERE hash IN ({keys})", past.skeleton.refs)
    }
    deleted: set[Name] = set()
    born = _born_here(connection, sid, eid, past.skeleton.kinds, past.skeleton.uids)
    wrote = False
    for uid, number, cell, idx, supersedes in operations(past.skeleton):
        kind = schema.kinds.get(number)
        if kind is None or kind.once or is_void(past.void, idx) or (idx not in standing) or idx not in values:
            continue
        spec = kind.cells.get(cell)
        if cell == DELETION:
            places = [(key_of[name], at) for name, at in supersedes if name in key_of]
            wrote |= _bring_back(connection, writer, stream, uid, kind, places)
        elif (uid, number) in born:
            if (uid, number) not in deleted:
                writer.delete(stream, uid, kind.record)
                deleted.add((uid, number))
            wrote = True
        elif spec is not None and spec.rule in (Rule.SET, Rule.NARROW_SET):
            sign, element = _set_change(values[idx])
            (writer.remove if sign == 1 else writer.add)(stream, uid, kind.record, spec.fields[0].name, element)
            wrote = True
        elif spec is not None and spec.rule is not Rule.WORKFLOW:
            before = _before(connection, [(key_of[name], at) for name, at in supersedes if name in key_of])
            given = None if before is None else decode_value(before.value or b"\x90")
            padded = [*(given if isinstance(given, list) else []), *([None] * len(spec.fields))]
            writer.change(stream, uid, kind.record, {field.name: padded[field.at] for field in spec.fields})
            wrote = True
    if not wrote:
        raise NothingToUndo


def taken_out(connection: Connection, entry: bytes) -> set[Name]:
    """Return what an undo of the entry of that hash would take out again: what began with it and still stands."""
    eid, sid, _ = _locate(connection, entry)
    past = entries_of(connection, sid, [eid])[0]
    standing = _standing(connection, eid)
    born = _born_here(connection, sid, eid, past.skeleton.kinds, past.skeleton.uids)
    return born & {(uid, number) for uid, number, _, idx, _ in operations(past.skeleton) if idx in standing}


def is_disputed(connection: Connection, schema: Schema, entry: bytes) -> bool:
    """Tell whether beside something the entry wrote stands another value, which nobody has chosen between yet."""
    eid, _, _ = _locate(connection, entry)
    sql = """WITH stands AS (SELECT entity, field, eid FROM cell UNION ALL SELECT entity, field, eid FROM rival)
        SELECT DISTINCT kind, mine.field FROM stands AS mine JOIN stands AS other USING (entity, field)
        JOIN entity ON entity.id = mine.entity WHERE mine.eid = ? AND other.eid <> mine.eid"""
    for number, field in connection.exec_driver_sql(sql, (eid,)):
        spec = schema.kinds[number].cells.get(field) if number in schema.kinds else None
        if field != DELETION and (spec is None or spec.rule not in (Rule.SET, Rule.NARROW_SET)):
            return True
    return False


def goes_back(schema: Schema, past: PastEntry) -> bool:
    """Tell whether all that an entry wrote can be reversed: nothing kept as it was said, no step of a course."""
    if past.skeleton.genesis is not None:
        return False
    for _, number, cell, idx, _ in operations(past.skeleton):
        kind = schema.kinds.get(number)
        if is_void(past.void, idx):
            continue
        if kind is None or kind.once:
            return False
        spec = kind.cells.get(cell)
        if cell != DELETION and (spec is None or spec.rule is Rule.WORKFLOW):
            return False
    return True


def _set_change(raw: bytes) -> tuple[Any, Any]:
    """Return 1 (added) or 0 (taken out) and the element; what has another form counts as nothing taken out."""
    values = decode_value(raw)
    return (values[0], values[1]) if isinstance(values, list) and len(values) == 2 else (0, None)


def _bring_back(
    connection: Connection, writer: Writer, stream: Id, uid: Id, kind: KindSpec, places: list[Place]
) -> bool:
    """Write again what a deletion took away, as far as it is held here; return whether there was anything.

    What was written elsewhere meanwhile, not knowing of the deletion, stands and stays.
    """
    sql = """SELECT field FROM entity JOIN (SELECT entity, field FROM cell UNION ALL SELECT entity, field FROM rival)
        AS here ON here.entity = entity.id JOIN stream USING (sid) WHERE uid = ? AND kind = ? AND stream.id = ?"""
    written = {row[0] for row in connection.exec_driver_sql(sql, (uid, kind.id, stream))}
    lives = lives_of(connection, places)
    fields: dict[int, Live] = {}
    wrote = False
    for past in entries_of(connection, 0, {eid for eid, _ in places}):
        for who, _, cell, idx, _ in operations(past.skeleton):
            live, spec = lives.get((past.eid, idx)), kind.cells.get(cell)
            if who != uid or live is None or live.value is None or spec is None:
                continue
            if spec.rule in (Rule.SET, Rule.NARROW_SET):
                sign, element = _set_change(live.value)
                (writer.add if sign == 1 else writer.remove)(stream, uid, kind.record, spec.fields[0].name, element)
                wrote = True
            elif cell not in written and (cell not in fields or fields[cell].order < live.order):
                fields[cell] = live
    for cell, live in fields.items():
        specs = kind.cells[cell].fields
        values = decode_value(live.value or b"\x90")
        given = [*(values if isinstance(values, list) else []), *([None] * len(specs))]
        writer.change(stream, uid, kind.record, {field.name: given[field.at] for field in specs})
    return wrote or bool(fields)


def _locate(connection: Connection, entry: bytes) -> tuple[int, int, Id]:
    sql = "SELECT eid, sid, stream.id FROM entry JOIN stream USING (sid) WHERE hash = ?"
    row = connection.exec_driver_sql(sql, (entry,)).first()
    if row is None:
        raise LookupError(entry.hex())
    return row[0], row[1], row[2]


def _standing(connection: Connection, eid: int) -> set[int]:
    sql = "SELECT idx FROM cell WHERE eid = ? UNION SELECT idx FROM rival WHERE eid = ?"
    return {row[0] for row in connection.exec_driver_sql(sql, (eid, eid))}


def _born_here(connection: Connection, sid: int, eid: int, kinds: list[int], uids: bytes) -> set[Name]:
    """Return the entities whose first entry this is: reversing their birth deletes them."""
    born = {(uids[16 * at : 16 * at + 16], kind) for at, kind in enumerate(kinds)}
    older = one_value(connection, "SELECT min(eid) FROM entry WHERE sid = ?", sid)
    if older == eid:
        return set()
    earlier = entries_of(connection, sid)
    for past in earlier:
        if past.eid >= eid:
            break
        born -= {(uid, number) for uid, number, _, _, _ in operations(past.skeleton)}
    return born


def _before(connection: Connection, places: list[tuple[int, int]]) -> Live | None:
    lives = [live for live in lives_of(connection, places).values() if live.value is not None]
    return max(lives, key=lambda live: live.order, default=None)
