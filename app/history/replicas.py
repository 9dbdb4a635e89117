"""The replica: one incarnation of one store, with a signing key made for it and certified by the station's key.

A store that was put back (by file, by pages, from a backup) must not go on under the old key: it would sign a second
save with a number that is already out. The newest save's hash is kept outside the store; what is found there at start
decides (exchange.md §2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from sqlalchemy import Connection

from app.core.clock import Randomness
from app.core.i18n import N_, translate
from app.core.ids import Id
from app.history.rows import one_value
from app.history.wire import HASH, ReplicaCert, cert_message, decode, encode, replica_id
from app.history.writing import Pen
from app.store.keys import SigningKey, load_secret, save_secret
from app.store.meta import RESTORED, drop_meta, load_meta, save_meta
from app.store.outside import FoundHead, HeadState, OutsideHead

_KEY = "replica"
_CERT = "replica_cert"
_INCARNATION = "incarnation"
_COUNT_BYTES: Final = 4


class Start(Enum):
    """What the head outside says about the store at start."""

    GOES_ON = "goes_on"
    RESTORED = "restored"
    UNREADABLE = "unreadable"
    PUT_BACK = "put_back"

    @property
    def anew(self) -> bool:
        """Whether a new incarnation must begin before anything is written."""
        return self is not Start.GOES_ON

    @property
    def alarm(self) -> bool:
        """Whether people must be told loudly: nobody here asked for this."""
        return self is Start.PUT_BACK


SENTENCES: Mapping[Start, str] = {
    Start.RESTORED: N_("This store was restored from a backup. It goes on under a new signature."),
    Start.UNREADABLE: N_(
        "What was last saved here could not be checked outside the store. It goes on under a new signature."
    ),
    Start.PUT_BACK: N_(
        "This store is older than what was last saved on this workstation: it was put back without a restore."
        " It goes on under a new signature. Tell your security officer."
    ),
}


@dataclass(frozen=True, slots=True)
class Head:
    """The newest save of this store's replica."""

    replica: bytes
    number: int
    save: bytes


def begin_replica(
    connection: Connection,
    station: Id,
    station_key: SigningKey,
    randomness: Randomness,
    app: str,
    schema_version: int,
    outside: FoundHead | None = None,
) -> Pen:
    """Make a new incarnation of this store and return what it signs with.

    It is counted above all that this store, the head outside and the station's known replicas tell of, so that a
    number once on paper is not given again.
    """
    counted = max(
        incarnation(connection),
        0 if outside is None or outside.head is None else _count_of(outside.head),
        int(one_value(connection, "SELECT count(*) FROM replica WHERE station = ?", station)),
    )
    key = SigningKey.generate(randomness)
    cert = encode(ReplicaCert(1, station, key.public, station_key.sign(cert_message(station, key.public))))
    save_secret(connection, _KEY, key.raw())
    save_meta(connection, _CERT, cert)
    save_meta(connection, _INCARNATION, b"%d" % (counted + 1))
    drop_meta(connection, RESTORED)
    return Pen(replica_id(key.public), cert, key.sign, app, schema_version)


def load_pen(connection: Connection, app: str, schema_version: int) -> Pen | None:
    """Return what this store signs with, None where no replica was begun."""
    raw, cert = load_secret(connection, _KEY), load_meta(connection, _CERT)
    if raw is None or cert is None:
        return None
    key = SigningKey(raw)
    return Pen(replica_id(key.public), cert, key.sign, app, schema_version)


def incarnation(connection: Connection) -> int:
    """Return how often a replica was begun in this store: 1 in an ordinary life."""
    return int(load_meta(connection, _INCARNATION) or b"0")


def head(connection: Connection) -> Head | None:
    """Return the newest save of this store's replica, None before its first."""
    cert = load_meta(connection, _CERT)
    if cert is None:
        return None
    name = replica_id(decode(ReplicaCert, cert).pubkey)
    sql = "SELECT no, hash FROM save JOIN replica USING (rid) WHERE replica.id = ? ORDER BY no DESC, vid DESC LIMIT 1"
    row = connection.exec_driver_sql(sql, (name,)).first()
    return None if row is None else Head(name, row[0], row[1])


def keep_head(connection: Connection, outside: OutsideHead, store_id: bytes) -> bool:
    """Keep the newest save's hash outside: before anything leaves, and at lock. False where no place can keep it."""
    newest = head(connection)
    return outside.write(store_id, (newest.save if newest else bytes(HASH)) + _count(incarnation(connection)))


def check_start(connection: Connection, outside: FoundHead) -> Start:
    """Say whether this store may go on as it is, by the head that was found outside."""
    if load_meta(connection, RESTORED) is not None:
        return Start.RESTORED
    newest = head(connection)
    if outside.state is not HeadState.VALUE or outside.head is None or len(outside.head) != HASH + _COUNT_BYTES:
        never_kept = outside.state is HeadState.ABSENT and newest is None
        return Start.GOES_ON if never_kept else Start.UNREADABLE
    kept = outside.head[:HASH]
    if _count_of(outside.head) > incarnation(connection):
        return Start.PUT_BACK
    if kept == bytes(HASH) or (newest is not None and kept == newest.save):
        return Start.GOES_ON
    return Start.GOES_ON if _is_ours(connection, kept) else Start.PUT_BACK


def say(start: Start, language: str) -> str:
    """Return what to tell the officer at start; empty where there is nothing to tell."""
    return translate(SENTENCES[start], language) if start in SENTENCES else ""


def _is_ours(connection: Connection, name: bytes) -> bool:
    """Tell whether the save of that hash is one of this station's that the store still holds, unbroken to its head."""
    cert = load_meta(connection, _CERT)
    if cert is None:
        return False
    sql = """SELECT count(DISTINCT later.no), max(later.no) - save.no + 1 FROM save JOIN replica USING (rid)
             JOIN save later ON later.rid = save.rid AND later.no >= save.no
             WHERE save.hash = ? AND station = ? GROUP BY save.vid"""
    row = connection.exec_driver_sql(sql, (name, decode(ReplicaCert, cert).station)).first()
    return row is not None and row[0] == row[1]


def _count(number: int) -> bytes:
    return number.to_bytes(_COUNT_BYTES, "big")


def _count_of(kept: bytes) -> int:
    return int.from_bytes(kept[HASH:], "big")
