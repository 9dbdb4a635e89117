"""How an officer likes to work: language, colours, the place of the window, columns, open tabs; kept in the store.

It says where somebody looked, so nothing of it stands outside the encrypted store. Values are what JSON can write, by
officer and key, in the store's own facts; they never travel and no history is kept of them.
"""

import json
from collections.abc import Mapping
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Action
from app.services.desk import Desk, NotThere, View
from app.store.meta import drop_meta, load_meta, save_meta

MOST_BYTES = 64 * 1024
"""Bytes of one preference as JSON."""
_PREFIX = "preference"


class TooMuchPreferred(UserError):
    """More than a preference holds: it is for the looks of the window, not for content."""

    sentence = N_("This is too much to remember for the window. Nothing else is lost.")


def preference(desk: Desk, key: str) -> Any:
    """Return what the officer at the desk keeps under `key`, None where nothing is. Raises NotAllowed."""
    with desk.read() as view:
        _ask(view)
        return _read(load_meta(view.connection, _name(desk, key)))


def preferences_in(view: View) -> Mapping[str, Any]:
    """Return all that the officer at the desk keeps, by key, within a view of whoever asked already."""
    start = _name(view.desk, "")
    sql = "SELECT name, value FROM meta WHERE name >= ? AND name < ?"
    rows = view.connection.exec_driver_sql(sql, (start, start[:-1] + chr(ord("/") + 1)))
    return {name.removeprefix(start): _read(bytes(value)) for name, value in rows}


def keep_preference(desk: Desk, key: str, value: Any) -> None:
    """Keep a JSON-able `value` under `key`; None forgets it. Raises NotAllowed, TooMuchPreferred, DiskFull."""
    keep_preferences(desk, {key: value})


def keep_preferences(desk: Desk, values: Mapping[str, Any]) -> None:
    """Keep several at once, all or none. Raises as `keep_preference`."""
    written = {key: None if value is None else json.dumps(value).encode() for key, value in values.items()}
    if any(body is not None and len(body) > MOST_BYTES for body in written.values()):
        raise TooMuchPreferred
    with desk.write() as unit:
        _ask(unit)
        for key, body in written.items():
            if body is None:
                drop_meta(unit.connection, _name(desk, key))
            else:
                save_meta(unit.connection, _name(desk, key), body)


def _ask(view: View) -> None:
    directory = view.desk.trust.directory
    if directory is None:
        raise NotThere
    view.require(Action.READ, directory)


def _name(desk: Desk, key: str) -> str:
    return f"{_PREFIX}/{desk.officer.hex()}/{key}"


def _read(body: bytes | None) -> Any:
    """Return what was kept; what cannot be read is as if it were not there, for a preference stops nobody."""
    try:
        return None if body is None else json.loads(body)
    except ValueError:
        return None
