"""What another organisation writes about a file: kept, and standing nowhere among what is that file's.

Any workstation that may keep measures can begin an assignment of our file, or write a measure that names it. What an
organisation writes counts for a file that it owns, or owns together with others; what it writes about another's counts
where that file is not here: then nothing can be compared. What is said of a measure stands beside it, in its stream.

Nearly always there is none of it, which two narrow looks at the streams tell; what there is is kept while the store is
open, and looked at again where something was written.
"""

import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import WeakKeyDictionary

from app.core.ids import Id
from app.history.claims import COUNTS
from app.models.kinds.measures import Measure
from app.services.among import AMONG, among
from app.services.desk import View
from app.store.work import Store

R = TypeVar("R")

TABLES = frozenset({"p_measure", "p_decision", "p_execution_report", "p_told_presence"})
"""The tables of what an assignment holds."""
DECISION_BESIDE = "NOT EXISTS (SELECT 1 FROM p_measure AS on_ WHERE on_.uid = {0}.subject AND on_.sid <> {0}.sid)"
"""In SQL: that a decision (by the name of its table) does not stand apart from the measure it is on."""
REPORT_BESIDE = "NOT EXISTS (SELECT 1 FROM p_measure AS of_ WHERE of_.uid = {0}.measure AND of_.sid <> {0}.sid)"
"""In SQL: that an execution report does not stand apart from its measure."""

_ROOTS = "SELECT root FROM stream WHERE owner {} ?"
_ASSIGNED = "SELECT sid FROM stream WHERE part = {} AND owner {} ?"
_NOT_THEIRS = f"""CROSS JOIN entity ON entity.uid = {{file}} AND entity.kind <> 1 AND {COUNTS}
    CROSS JOIN stream AS home ON home.sid = entity.sid WHERE home.owner <> stream.owner
    AND NOT EXISTS (SELECT 1 FROM p_label WHERE p_label.sid = home.sid AND p_label.uid = home.id
    AND instr(coalesce(co_owners, ''), lower(hex(stream.owner))))"""  # noqa: S608 - a constant
_STREAMS = f"""SELECT DISTINCT stream.sid, stream.id FROM json_each(?) AS asked
    CROSS JOIN stream ON stream.sid = asked.value AND stream.part = ?
    {_NOT_THEIRS.format(file="stream.root")}"""  # noqa: S608 - constants
_ALL_IN = """SELECT DISTINCT m.id, m.sid, m.uid, m.file FROM json_each(?) AS asked
    CROSS JOIN entity AS e ON e.sid = asked.value AND e.kind = ? CROSS JOIN p_measure AS m ON m.id = e.id"""
_IN_STREAMS = f"""{_ALL_IN} CROSS JOIN stream ON stream.sid = m.sid {_NOT_THEIRS.format(file="m.file")}"""
_OF_FILES = f"""SELECT DISTINCT m.id, m.sid, m.uid, m.file FROM json_each(?) AS asked
    CROSS JOIN p_measure AS m ON m.file = unhex(asked.value)
    CROSS JOIN stream ON stream.sid = m.sid {_NOT_THEIRS.format(file="m.file")}"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True, repr=False)
class Foreign:
    """What counts for no file: assignments (key and id of the stream), and measures (key: stream, id, file).

    The measures are those of these assignments, and others that name a file which is not their organisation's.
    """

    streams: dict[int, Id]
    measures: dict[int, tuple[int, Id, Id]]

    def without(self, sids: Collection[int], files: Collection[Id]) -> "Foreign":
        """Return it but for these streams, and for measures in them or of these files."""
        return Foreign(
            {sid: uid for sid, uid in self.streams.items() if sid not in sids},
            {key: one for key, one in self.measures.items() if one[0] not in sids and one[2] not in files},
        )

    def together(self, other: "Foreign") -> "Foreign":
        """Return both."""
        return Foreign(self.streams | other.streams, self.measures | other.measures)


@dataclass(slots=True, repr=False)
class _Kept:
    lock: threading.Lock = field(default_factory=threading.Lock)
    upto: int = -1
    found: Foreign = field(default_factory=lambda: Foreign({}, {}))


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()
MANY = 5_000
"""Streams written to from which on all are looked at anew."""


def foreign(view: View) -> Foreign:
    """Return all that is written here about files by those to whom they do not belong."""
    kept = _KEPT.setdefault(view.desk.store, _Kept())
    with kept.lock:
        newest = int(view.connection.exec_driver_sql("SELECT COALESCE(max(eid), 0) FROM entry").scalar_one())
        if newest == kept.upto:
            return kept.found
        changed = _written_since(view, kept.upto) if 0 <= kept.upto < newest else None
        if changed is None:
            found = _look(view, *_suspects(view))
        else:
            found = kept.found.without(*changed).together(_look(view, *changed))
        if newest > kept.upto:
            kept.upto, kept.found = newest, found
        return found


def counting(view: View, located: Sequence[tuple[Id, Id, R]]) -> list[tuple[Id, Id, R]]:
    """Return those of (id, stream, record) of an assignment that count for the file they are about, in this order."""
    known = foreign(view)
    if not known.streams and not known.measures:
        return list(located)
    streams, measures = set(known.streams.values()), {uid for _, uid, _ in known.measures.values()}
    return [line for line in located if line[1] not in streams and line[0] not in measures]


def keys_apart(view: View, table: str) -> frozenset[int]:
    """Return the rows of a table, by their keys, that count for no file, though their stream may for another."""
    return frozenset(foreign(view).measures) if table == "p_measure" else frozenset()


def _look(view: View, sids: Collection[int], files: Collection[Id]) -> Foreign:
    if not sids and not files:
        return Foreign({}, {})
    run, asked, schema = view.connection.exec_driver_sql, json.dumps(sorted(sids)), view.desk.schema
    kind = schema.by_record[Measure].id
    streams = {row[0]: bytes(row[1]) for row in run(_STREAMS, (asked, schema.part_number("assignment")))}
    measures = [*run(_IN_STREAMS, (asked, kind)), *run(_OF_FILES, (among(files),))]
    measures += run(_ALL_IN, (json.dumps(sorted(streams)), kind)) if streams else ()
    return Foreign(streams, {row[0]: (row[1], bytes(row[2]), bytes(row[3] or b"")) for row in measures})


def _suspects(view: View) -> tuple[set[int], set[Id]]:
    """Return assignments and files among which all is that may be found: those not of the one that owns most."""
    run, part = view.connection.exec_driver_sql, view.desk.schema.part_number("assignment")
    # The part stands in the text, and each side of the one owner is asked apart: so indexes of owners answer.
    owners = run(f"SELECT owner, count(*) FROM stream WHERE part = {part} GROUP BY owner").all()  # noqa: S608
    if not owners:
        return set(), set()
    most = max(owners, key=lambda row: (row[1], row[0]))[0]
    files = {bytes(row[0]) for side in "<>" for row in run(_ROOTS.format(side), (most,))}
    sids = {row[0] for side in "<>" for row in run(_ASSIGNED.format(part, side), (most,))}
    sql = f"SELECT sid FROM stream WHERE part = ? AND root {AMONG}"  # noqa: S608 - a constant
    sids |= {row[0] for row in run(sql, (part, among(files)))} if files else set()
    return sids, files


def _written_since(view: View, upto: int) -> tuple[set[int], set[Id]] | None:
    """Return the streams of all roots that were written to since, and these; None where too many."""
    sql = """SELECT DISTINCT other.sid, other.root FROM entry JOIN stream USING (sid)
        JOIN stream AS other ON other.root = stream.root WHERE eid > ? LIMIT ?"""
    rows = view.connection.exec_driver_sql(sql, (upto, MANY + 1)).all()
    if len(rows) > MANY:
        return None
    return {row[0] for row in rows}, {bytes(row[1]) for row in rows}
