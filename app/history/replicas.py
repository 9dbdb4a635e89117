"""The replica: one incarnation of one store, with a signing key made for it and certified by the station's key."""

from sqlalchemy import Connection

from app.core.clock import Randomness
from app.core.ids import Id
from app.history.wire import ReplicaCert, cert_message, encode, replica_id
from app.history.writing import Pen
from app.store.keys import SigningKey, load_secret, save_secret
from app.store.meta import load_meta, save_meta

_KEY = "replica"
_CERT = "replica_cert"
_INCARNATION = "incarnation"


def begin_replica(
    connection: Connection, station: Id, station_key: SigningKey, randomness: Randomness, app: str, schema_version: int
) -> Pen:
    """Make a new incarnation of this store and return what it signs with."""
    key = SigningKey.generate(randomness)
    cert = encode(ReplicaCert(1, station, key.public, station_key.sign(cert_message(station, key.public))))
    save_secret(connection, _KEY, key.raw())
    save_meta(connection, _CERT, cert)
    save_meta(connection, _INCARNATION, b"%d" % (incarnation(connection) + 1))
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
