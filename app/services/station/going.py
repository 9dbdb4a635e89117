"""Accesses that are to go: noted in the store before the slot file is written, taken away when it is open next.

The slot file and the store are two files, and a program that is killed stands between them. An access that no account
has yet, or has no more, would open the store for ever, and nobody could name it to take it away.
"""

from sqlalchemy import Connection

from app.core.ids import Id
from app.store.access import accesses, revoke
from app.store.meta import drop_meta, save_meta
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
    """Take away every access that is to go, and what is noted of it.

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
            drop_meta(connection, f"slot/{slot.hex()}")


def forget_missing(store: Store, officer: Id) -> None:
    """Forget the slots noted for an officer that are in no slot file: what was to write them was refused."""
    here = {f"slot/{slot.hex()}" for slot in accesses(store)}
    with store.write() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM meta WHERE name LIKE 'slot/%' AND value = ?", (officer,))
        for name in {row[0] for row in rows} - here:
            drop_meta(connection, name)
