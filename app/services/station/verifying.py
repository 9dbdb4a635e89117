"""`verify`: the whole store, from its pages to what its history says, in one list of located faults."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from app.core.i18n import N_, translate
from app.core.progress import Cancel, Progress, silent
from app.history.checking import check_history
from app.history.rows import one_value
from app.models.enums import Action
from app.models.tables import metadata
from app.services.desk import Desk
from app.services.station.stations import directory_of
from app.store.audit import check_log
from app.store.search.tables import DDL
from app.store.staging import staging
from app.store.verify import verify_fabric

SENTENCES = {
    "page": N_("A page of the store was altered or torn: page {where}. Restore the latest backup."),
    "structure": N_("The structure of the store is broken: {where}. Restore the latest backup."),
    "reference": N_("A row of the store names another that is not there: {where}."),
    "save": N_("A save is not what was signed: {where}."),
    "signature": N_("The signature under a save is false: {where}."),
    "chain": N_("A save does not follow the one before it: {where}."),
    "entry": N_("An entry is not what its name says: {where}."),
    "value": N_("A value is not what its author committed to: {where}."),
    "attachment": N_("An attachment is damaged: {where}."),
    "history": N_("The history cannot be applied again ({where})."),
    "log_changed": N_("Line {where} of the access log was changed. Tell your security officer."),
    "log_missing": N_("Line {where} of the access log is missing. Tell your security officer."),
    "log_cut_off": N_(
        "The access log was cut off: its line {where}, known outside the store, is not there. Tell your security"
        " officer."
    ),
}
"""What a fault means, by kind; kinds not named here are tables derived from history."""

DERIVED = {
    "cell": N_("values in force"),
    "rival": N_("values side by side"),
    "conflict": N_("open conflicts"),
    "tip": N_("newest entries"),
    "authority": N_("what counts"),
    "parent": N_("order of entries"),
}
"""Derived tables that have a name in words; those of a kind of object are named by the kind."""

_WHAT_IS_SHOWN = N_("What is shown differs from the history: {what}, {where}.")
_LIST = N_("list “{name}”")
_ROW = N_("table {table}, row {row}")


@dataclass(frozen=True, slots=True)
class StoreFault:
    """One thing wrong. `where` is an id, a hash, a line or a page, never content."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was wrong. `findings` wait for an officer; they are no damage."""

    faults: Sequence[StoreFault]
    entries: int
    head: str
    findings: int = 0


def verify_store(desk: Desk, progress: Progress = silent, cancel: Cancel | None = None) -> Verified:
    """Check pages, chains, signatures, values, the access log and the projection against the history.

    Any officer may ask. Raises DiskFailed, Cancelled.
    """
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
    faults = [StoreFault(str(found.kind), found.where) for found in verify_fabric(desk.store, progress, cancel)]
    if cancel is not None:
        cancel.check()
    with desk.read() as view:
        entries = int(one_value(view.connection, "SELECT count(*) FROM entry"))
        if not faults:
            kept = desk.outside.log_tip() if desk.outside else None
            log = check_log(view.connection, kept)
            faults = [StoreFault(f"log_{one.kind}", str(one.number)) for one in log]
            found = check_history(view.connection, desk.schema, desk.trust, _beside(desk))
            faults += [StoreFault(one.kind, one.where) for one in found]
        findings = one_value(view.connection, "SELECT count(*) FROM finding")
        head = head_of(view.connection)
    return Verified(faults, entries, head, findings)


def fault_sentence(fault: StoreFault, language: str) -> str:
    """Return what is wrong and where, in words."""
    if fault.kind not in SENTENCES:
        name = fault.kind.removeprefix("p_")
        what = translate(DERIVED.get(fault.kind, _LIST), language).format(name=name)
        return translate(_WHAT_IS_SHOWN, language).format(what=what, where=fault.where)
    where = fault.where.removeprefix("page ")
    row = re.fullmatch(r"table (\w+), row (\w+)", fault.where)
    if row:
        where = translate(_ROW, language).format(table=row[1], row=row[2])
    return translate(SENTENCES[fault.kind], language).format(where=where)


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
