"""Erasure: what must be gone is destroyed here and at every station that hears of it; that it was, and why, stays.

It takes two officers of the owner organisation (exchange.md §2). Afterwards no page, log, index or draft of this store
holds a byte of it, and no copy that was made before a migration. The list of erasures is kept outside the store too,
and done again in a store put back from before (`app.services.outside`).
"""

from collections.abc import Callable, Sequence

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history import acts
from app.history.past import entries_of, operations
from app.history.rows import one_value
from app.models.enums import Action
from app.services.desk import Desk, NotThere, Unit
from app.services.outside import leave_no_rest
from app.services.station.four_eyes import SecondOfficer, require_second


class ErasureNeedsReason(UserError):
    """An erasure is answered for."""

    sentence = N_("Say why this is erased. Nothing was erased.")


def erase_stream(desk: Desk, stream: Id, reason: str, second: SecondOfficer | None) -> None:
    """Erase all of a part, now and for ever: also what arrives late. The label stays, for rights are judged by it.

    Raises NotAllowed, NotThere, SecondNeeded, SameOfficer, ErasureNeedsReason.
    """
    _erase(desk, stream, [], reason, second, lambda unit: acts.erase_stream(unit.writer, stream, reason.strip()))


def erase_entity(desk: Desk, stream: Id, uid: Id, reason: str, second: SecondOfficer | None) -> None:
    """Erase one object of a part, now and for ever. Raises as `erase_stream`."""
    _erase(
        desk, stream, [uid], reason, second, lambda unit: acts.erase_entity(unit.writer, stream, uid, reason.strip())
    )


def erase_fields(
    desk: Desk, stream: Id, uid: Id, kind: type, names: Sequence[str], reason: str, second: SecondOfficer | None
) -> int:
    """Erase all that these fields of an object ever said here; return how many values. What is typed later stays.

    Fields that are true only together go together. Raises as `erase_stream`; NotThere where they never said anything.
    """
    found: list[tuple[bytes, int]] = []

    def put(unit: Unit) -> None:
        found.extend(_values_of(unit, stream, uid, kind, names))
        if not found:
            raise NotThere
        acts.erase_values(unit.writer, stream, uid, found, reason.strip())

    _erase(desk, stream, [uid], reason, second, put)
    return len(found)


def _erase(
    desk: Desk, stream: Id, named: Sequence[Id], reason: str, second: SecondOfficer | None, put: Callable[[Unit], None]
) -> None:
    if not reason.strip():
        raise ErasureNeedsReason(field="reason")
    with desk.write() as unit:
        unit.require(Action.ERASE, stream)
        also = require_second(unit, second, Action.ERASE, stream)
        put(unit)
        unit.save(signed=True, also=[also])
        _drop_drafts(unit, named or _entities(unit, stream))
    leave_no_rest(desk.store, desk.outside)


def _values_of(unit: Unit, stream: Id, uid: Id, kind: type, names: Sequence[str]) -> list[tuple[bytes, int]]:
    spec = unit.desk.schema.by_record[kind]
    cells = {spec.cell_of(name).id for name in names}
    sid = one_value(unit.connection, "SELECT sid FROM stream WHERE id = ?", stream)
    return [
        (past.hash, idx)
        for past in entries_of(unit.connection, sid)
        for one, number, cell, idx, _ in operations(past.skeleton)
        if one == uid and number == spec.id and cell in cells
    ]


def _entities(unit: Unit, stream: Id) -> list[Id]:
    sql = "SELECT uid FROM entity JOIN stream USING (sid) WHERE stream.id = ?"
    return [stream, *(bytes(row[0]) for row in unit.connection.exec_driver_sql(sql, (stream,)))]


def _drop_drafts(unit: Unit, named: Sequence[Id]) -> None:
    """Drop what was being typed about the things named: a draft says in its base or body what it is about."""
    sql = "DELETE FROM draft WHERE instr(base, ?1) OR instr(body, ?1) OR instr(base, ?2) OR instr(body, ?2)"
    for uid in named:
        unit.connection.exec_driver_sql(sql, (uid, uid.hex().encode()))
