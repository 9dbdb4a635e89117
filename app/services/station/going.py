"""Accesses that are to go: noted in the store before the slot file is written, taken away when it is open next.

The slot file and the store are two files, and a program that is killed stands between them. An access that no account
has yet, or has no more, would open the store for ever, and nobody could name it to take it away.
"""

from collections.abc import Collection

from sqlalchemy import Connection

from app.core.ids import Id
from app.store.access import accesses, revoke
from app.store.meta import drop_meta, load_meta, save_meta
from app.store.work import Store

GOES = "slot_goes/"
"""Begins the name under which it is noted that a slot is to go."""


def let_go(connection: Connection, slot: bytes) -> None:
    """Note that a slot is to be taken away, unless `let_stay` says otherwise before somebody sits down."""
    save_meta(connection, f"{GOES}{slot.hex()}", b"")


def let_stay(connection: Connection, slot: bytes) -> None:
    """Note that a slot has its account: in the unit of work that writes it."""
    drop_meta(connection, f"{GOES}{slot.hex()}")


def take_away_going(store: Store) -> None:
    """Take away every access that is to go, what is noted of it, and the key of an officer who has no other.

    Raises DiskFull, NotWritable, LastSlot; it is then done the next time.
    """
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM meta WHERE name LIKE ?", (f"{GOES}%",)).all()
    going = {bytes.fromhex(row[0].removeprefix(GOES)) for row in rows}
    if not going:
        return
    for slot in going & set(accesses(store)):
        revoke(store, slot)
    with store.write() as connection:
        for slot in going:
            let_stay(connection, slot)
            officer = load_meta(connection, f"slot/{slot.hex()}")
            drop_meta(connection, f"slot/{slot.hex()}")
            if officer is not None and not slots_of(connection, officer):
                connection.exec_driver_sql("DELETE FROM secret WHERE name = ?", (f"officer/{officer.hex()}",))


def let_revoked_go(store: Store, revoked: Collection[Id]) -> bool:
    """Note that the accesses of these officers are to go, of whom the directory says so; return whether there are any.

    Another workstation took their accounts away: what told of it wrote no slot file.
    """
    with store.read() as connection:
        going = {slot for officer in revoked for slot in slots_of(connection, officer)}
    if going:
        with store.write() as connection:
            for slot in going:
                let_go(connection, slot)
    return bool(going)


def slots_of(connection: Connection, officer: Id) -> set[bytes]:
    """Return the slots noted for an officer."""
    rows = connection.exec_driver_sql("SELECT name FROM meta WHERE name LIKE 'slot/%' AND value = ?", (officer,))
    return {bytes.fromhex(row[0].removeprefix("slot/")) for row in rows.all()}


def forget_missing(store: Store, officer: Id) -> None:
    """Forget the slots noted for an officer that are in no slot file: what was to write them was refused."""
    here = set(accesses(store))
    with store.write() as connection:
        for slot in slots_of(connection, officer) - here:
            drop_meta(connection, f"slot/{slot.hex()}")
