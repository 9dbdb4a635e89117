"""What an officer is typing and has not saved: kept in the store every moment, for him alone, until saved or dropped.

A draft says what it is about and how that stood when the form was opened, so that whoever comes back to it hears that
the record has changed meanwhile. Only its officer reads it, and only while he may still read what it is about. Its
body lies in the encrypted store like everything else and never travels; an erasure drops every draft that names what
was erased (`app.services.station.erasures`), therefore ids stand in it as plain bytes or in hexadecimal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.msgpack import Ext
from sqlalchemy import Connection

from app.core.clock import from_milliseconds, milliseconds
from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import NIL, Id
from app.models import enums
from app.models.enums import Action
from app.models.rights import NotAllowed
from app.services.desk import Desk, NotThere, View

MOST_BYTES = 4 << 20
"""Bytes of one draft: several times what any form of ours takes."""
TYPING = (
    Action.REGISTER, Action.FILE, Action.REPORT, Action.ANALYSE, Action.MEASURE, Action.DECIDE, Action.PROPOSE,
    Action.EXECUTE, Action.VISIT, Action.DIRECTORY, Action.CATALOGUE, Action.LABEL, Action.KEYS, Action.ACCOUNTS,
)  # fmt: skip
"""Whoever may do one of these has something to type."""
ASIDE = "~"
"""What stands between the key of a form and what names a draft of it that was set aside: its moment and its content."""
_DAY, _MOMENT, _TIME, _ENUM = 1, 2, 3, 4


class TooMuchTyped(UserError):
    """More than a draft holds."""

    sentence = N_("This is more text than a form can hold. Shorten it; what was typed before is kept.")


@dataclass(frozen=True, slots=True)
class Base:
    """What a form was opened on.

    `about` is the thing itself or, for something new, what it will belong to; NIL where it belongs to nothing yet.
    `kind` and `seen` tell how the thing stood; both are empty for something new.
    """

    about: Id = NIL
    kind: int = 0
    seen: bytes = b""


NEW = Base()
"""The base of something that belongs to nothing yet."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed. `changed` tells that the record has changed since the form was opened, or is gone."""

    key: str = field(repr=False)
    base: Base
    values: Mapping[str, Any] = field(repr=False)
    moment: datetime
    changed: bool = False


def base_of(desk: Desk, uid: Id, kind: type) -> Base:
    """Return how a thing stands now: what a form takes along when it is opened. Raises NotAllowed, NotThere."""
    with desk.read() as view:
        view.require(Action.READ, view.stream_of(uid, kind))
        number = desk.schema.by_record[kind].id
        return Base(uid, number, _standing(view, uid, number))


def keep_draft(desk: Desk, key: str, base: Base, values: Mapping[str, Any]) -> None:
    """Keep what was typed under the officer's own `key`, in place of what was kept there; durable when it returns.

    `key` names the form and its subject, for example "person/<hexadecimal id>". Values are texts, numbers, ids,
    days, moments, times, members of enumerations, and lists and maps of these. Raises NotAllowed, NotThere,
    TooMuchTyped; TypeError on anything else.
    """
    body = _body(key, values)
    if len(body) > MOST_BYTES:
        raise TooMuchTyped
    with desk.write() as unit:
        _require_typing(unit)
        if base.about != NIL:
            unit.require(Action.READ, unit.stream_of(base.about))
        unit.connection.exec_driver_sql(
            "INSERT OR REPLACE INTO draft (id, officer, base, body, moment) VALUES (?,?,?,?,?)",
            (_name(desk, key), desk.officer, _base_bytes(base), body, milliseconds(desk.clock.now())),
        )


def find_draft(desk: Desk, key: str) -> Draft | None:
    """Return the officer's draft under `key`; None where there is none or its subject is his to read no more.

    Raises NotAllowed where the account counts no more.
    """
    with desk.read() as view:
        _require_typing(view)
        sql = "SELECT base, body, moment FROM draft WHERE id = ? AND officer = ?"
        row = view.connection.exec_driver_sql(sql, (_name(desk, key), desk.officer)).first()
        return _read(view, *row) if row else None


def stored_drafts(view: View) -> list[tuple[str, Draft | None, datetime]]:
    """Return key, draft and moment of all drafts of the officer, latest first, within a view.

    The draft is None where its subject is gone or is his to read no more. Raises NotAllowed.
    """
    _require_typing(view)
    sql = "SELECT base, body, moment FROM draft WHERE officer = ? ORDER BY moment DESC, id"
    rows = view.connection.exec_driver_sql(sql, (view.desk.officer,)).all()
    return [
        (str(msgspec.msgpack.decode(row[1], ext_hook=_unpacked)[0]), _read(view, *row), from_milliseconds(row[2]))
        for row in rows
    ]


def drop_draft(desk: Desk, key: str) -> None:
    """Forget what was typed under `key`: it was saved or is not wanted; nothing where nothing is. Raises NotAllowed."""
    with desk.write() as unit:
        _require_typing(unit)
        sql = "DELETE FROM draft WHERE id = ? AND officer = ?"
        unit.connection.exec_driver_sql(sql, (_name(desk, key), desk.officer))


def set_aside(desk: Desk, key: str) -> None:
    """Keep the officer's draft under a key of its own, so that another can be typed there; nothing where none is.

    Raises NotAllowed.
    """
    with desk.write() as unit:
        _require_typing(unit)
        _rename(desk, unit.connection, key)


def take_back(desk: Desk, aside: str) -> str:
    """Put a draft that was set aside where it was typed, and what is there aside; return that key.

    Raises NotAllowed.
    """
    key = key_of(aside)
    with desk.write() as unit:
        _require_typing(unit)
        if aside != key:
            _rename(desk, unit.connection, key)
            _rename(desk, unit.connection, aside, key)
    return key


def aside_key(draft: Draft) -> str:
    """Return the key under which a draft lies once it is set aside."""
    return _aside(draft.key, milliseconds(draft.moment), _body(draft.key, draft.values))


def key_of(key: str) -> str:
    """Return the key of the form in which a draft was typed, whether or not it was set aside."""
    return key.partition(ASIDE)[0]


def _aside(key: str, moment: int, body: bytes) -> str:
    return f"{key}{ASIDE}{moment}.{sha256(body).hexdigest()[:12]}"


def _body(key: str, values: Mapping[str, Any]) -> bytes:
    return msgspec.msgpack.encode([key, {name: _packed(value) for name, value in values.items()}])


def _rename(desk: Desk, connection: Connection, key: str, to: str | None = None) -> None:
    sql = "SELECT base, body, moment FROM draft WHERE id = ? AND officer = ?"
    row = connection.exec_driver_sql(sql, (_name(desk, key), desk.officer)).first()
    if row is None:
        return
    to = to or _aside(key, row[2], bytes(row[1]))
    _key, values = msgspec.msgpack.decode(row[1])
    connection.exec_driver_sql("DELETE FROM draft WHERE id = ? AND officer = ?", (_name(desk, key), desk.officer))
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO draft (id, officer, base, body, moment) VALUES (?,?,?,?,?)",
        (_name(desk, to), desk.officer, bytes(row[0]), msgspec.msgpack.encode([to, values]), row[2]),
    )


def drop_drafts_about(connection: Connection, things: Iterable[Id]) -> None:
    """Drop what anybody was typing about these: a draft says in its base or body what it is about."""
    sql = "DELETE FROM draft WHERE instr(base, ?1) OR instr(body, ?1) OR instr(base, ?2) OR instr(body, ?2)"
    for uid in things:
        connection.exec_driver_sql(sql, (uid, uid.hex().encode()))


def _require_typing(view: View) -> None:
    view.require(next((action for action in TYPING if view.may(action)), TYPING[0]))


def _name(desk: Desk, key: str) -> bytes:
    return sha256(b"praesidium/draft/1\0" + desk.officer + key.encode()).digest()[:16]


def _read(view: View, base: bytes, body: bytes, moment: int) -> Draft | None:
    opened = Base(bytes(base[:16]), int.from_bytes(base[16:20], "big"), bytes(base[20:]))
    if opened.about != NIL:
        try:
            view.require(Action.READ, view.stream_of(opened.about))
        except (NotAllowed, NotThere):
            return None
    key, values = msgspec.msgpack.decode(body, ext_hook=_unpacked)
    changed = bool(opened.seen) and _standing(view, opened.about, opened.kind) != opened.seen
    return Draft(key, opened, values, from_milliseconds(moment), changed)


def _base_bytes(base: Base) -> bytes:
    return base.about + base.kind.to_bytes(4, "big") + base.seen


def _standing(view: View, uid: Id, kind: int) -> bytes:
    """Return a digest of the operations that stand for an entity: another one as soon as anything in it changes."""
    of_table = (
        "SELECT c.field, n.hash, c.idx FROM entity e JOIN {table} c ON c.entity = e.id JOIN entry n USING (eid)"
        " WHERE e.uid = ?1 AND e.kind = ?2"
    )
    sql = " UNION ALL ".join(of_table.replace("{table}", table) for table in ("cell", "rival")) + " ORDER BY 1, 2, 3"
    rows = view.connection.exec_driver_sql(sql, (uid, kind)).all()
    return sha256(repr([(row[0], bytes(row[1]).hex(), row[2]) for row in rows]).encode()).digest()


def _packed(value: Any) -> Any:
    if isinstance(value, Enum):
        return Ext(_ENUM, msgspec.msgpack.encode([type(value).__name__, value.value]))
    if isinstance(value, datetime):
        return Ext(_MOMENT, value.isoformat().encode())
    if isinstance(value, date):
        return Ext(_DAY, value.isoformat().encode())
    if isinstance(value, time):
        return Ext(_TIME, value.isoformat().encode())
    if isinstance(value, Mapping):
        return {str(name): _packed(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_packed(item) for item in value]
    if value is None or isinstance(value, str | bytes | int | float):
        return value
    raise TypeError(type(value).__name__)


def _unpacked(code: int, raw: memoryview) -> Any:
    data = bytes(raw)
    if code == _ENUM:
        name, value = msgspec.msgpack.decode(data)
        kind = getattr(enums, name, None)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next((member for member in kind if member.value == value), value)
        return value
    read = {_DAY: date.fromisoformat, _MOMENT: datetime.fromisoformat, _TIME: time.fromisoformat}[code]
    return read(data.decode())
