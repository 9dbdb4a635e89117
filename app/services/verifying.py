"""`verify`: the whole store, from its pages to what its history says, in one list of located faults."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from app.core.i18n import N_
from app.core.progress import Cancel, Progress, silent
from app.history.checking import check_history
from app.models.enums import Action
from app.models.tables import metadata
from app.services.desk import Desk
from app.services.ledger import last_arrival
from app.services.stations import directory_of
from app.store.search.tables import DDL
from app.store.staging import staging
from app.store.verify import verify_fabric

SENTENCES = {
    "page": N_("A page of the store was altered or torn: {where}."),
    "structure": N_("The structure of the store is broken: {where}."),
    "reference": N_("A row of the store names another that is not there: {where}."),
    "save": N_("A save is not what was signed: {where}."),
    "signature": N_("The signature under a save is false: {where}."),
    "chain": N_("A save does not follow the one before it: {where}."),
    "entry": N_("An entry is not what its name says: {where}."),
    "value": N_("A value is not what its author committed to: {where}."),
    "attachment": N_("An attachment is damaged: {where}."),
    "history": N_("The history cannot be applied again ({where})."),
    "derived": N_("What is shown differs from the history: {what}, {where}."),
}
"""What a fault means, by kind; kinds not named here are tables derived from history."""


@dataclass(frozen=True, slots=True)
class StoreFault:
    """One thing wrong. `where` is an id, a hash or a page, never content."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was wrong."""

    faults: Sequence[StoreFault]
    entries: int
    head: str


def verify_store(desk: Desk, progress: Progress = silent, cancel: Cancel | None = None) -> Verified:
    """Check pages, chains, signatures, values and the projection against the history. Any officer may ask.

    Raises DiskFailed, Cancelled.
    """
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
    faults = [StoreFault(str(found.kind), found.where) for found in verify_fabric(desk.store, progress, cancel)]
    if cancel is not None:
        cancel.check()
    with desk.read() as view:
        entries = last_arrival(view.connection)
        if not faults:
            found = check_history(view.connection, desk.schema, desk.trust, _beside(desk))
            faults = [StoreFault(one.kind, one.where) for one in found]
        head = head_of(view.connection)
    return Verified(faults, entries, head)


def head_of(connection: Connection) -> str:
    """Return the store's head, the hash of its newest save, in hexadecimal; empty before the first."""
    row = connection.exec_driver_sql("SELECT hash FROM save ORDER BY vid DESC LIMIT 1").first()
    return "" if row is None else bytes(row[0]).hex()


@contextmanager
def _beside(desk: Desk) -> Iterator[Connection]:
    with staging(desk.workroom, desk.randomness) as connection:
        metadata.create_all(connection)
        for statement in DDL:
            connection.exec_driver_sql(statement)
        yield connection
