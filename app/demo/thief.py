"""Looks at a station as somebody would who has it all: every byte of its opened store, every bundle it can open."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import Connection

from app.core.errors import PraesidiumError
from app.demo.setting import Setting
from app.services.desk import Desk
from app.services.exchange.importing import preview_bundle


def bytes_of(connection: Connection) -> Iterator[bytes]:
    """Yield the content of every cell of every table of a store, as it lies there once decrypted."""
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    for name in names:
        for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"'):  # noqa: S608 - names from the store itself
            for value in row:
                if isinstance(value, bytes):
                    yield value
                elif isinstance(value, str):
                    yield value.encode()


def found_in_store(desk: Desk, canaries: Sequence[str]) -> list[str]:
    """Return the canaries that stand anywhere in the opened store."""
    with desk.read() as view:
        everything = b"\0".join(bytes_of(view.connection))
    return [canary for canary in canaries if canary.encode() in everything]


def accepted_after_a_flip(setting: Setting, desk: Desk, bundle: Path, places: int) -> int:
    """Flip one byte of a copy of `bundle` at so many places, one at a time; return how many copies were not refused."""
    whole = bytearray(bundle.read_bytes())
    copy = setting.folder / "flipped.pbundle"
    accepted = 0
    for number in range(places):
        at = number * (len(whole) - 1) // max(1, places - 1)
        whole[at] ^= 1 << (number % 8)
        copy.write_bytes(whole)
        whole[at] ^= 1 << (number % 8)
        try:
            preview_bundle(desk, [copy])
        except PraesidiumError:
            continue
        accepted += 1
    copy.unlink(missing_ok=True)
    return accepted
