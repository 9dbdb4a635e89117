"""What another organisation writes about what is not its own: kept, and standing nowhere among what belongs to that.

Any workstation can begin a part of our file, of a person or of an organisation of the register, or write a record that
names it in a stream of its own. What an organisation writes counts for what it owns, or owns together with others;
what it writes about another's counts where that is not here: then nothing can be compared. What is said of a measure
or of a paper stands beside it, in its stream. Attachments and tasks are other things: whoever has a file adds his own
to it, and they are shown as his.

Nearly always there is none of it, which a few narrow looks at the streams tell; what there is is kept while the store
is open, and looked at again where something was written.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.core.ids import NIL, Id
from app.history.claims import COUNTS
from app.models.kind_specs import KindSpec, Schema
from app.models.kinds.movements import ConvoyVehicle
from app.models.kinds.paper import Disclosure, DocumentCopy, DocumentData
from app.models.kinds.persons import Email, HomeAddress, PersonPrivate, Phone, Relation
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import OrganisationContact
from app.models.kinds.schema import ANY_KIND
from app.models.tables import projection_name
from app.services import kept
from app.services.among import AMONG, among
from app.services.kept import Answer, Kept, entries_of

ANYBODYS = frozenset({"directory", "catalogue", "attachment", "task", "same_person"})
"""Parts that are not their root's owner's alone to begin."""
ABOUT: Mapping[type, str] = {
    PersonPrivate: "person", Phone: "person", Email: "person", HomeAddress: "person", Relation: "person",
    SealedAddress: "subject", OrganisationContact: "organisation", DocumentCopy: "document", DocumentData: "document",
    Disclosure: "document", ConvoyVehicle: "convoy",
}  # fmt: skip
"""The field that says whose a record is; where a kind has a `file`, it is that."""
_HOLD = ("issued_document", "convoy")
"""Kinds that are no roots and have records of their own."""
DECISION_BESIDE = "NOT EXISTS (SELECT 1 FROM p_measure AS on_ WHERE on_.uid = {0}.subject AND on_.sid <> {0}.sid)"
"""In SQL: that a decision (by the name of its table) does not stand apart from the measure it is on."""
REPORT_BESIDE = "NOT EXISTS (SELECT 1 FROM p_measure AS of_ WHERE of_.uid = {0}.measure AND of_.sid <> {0}.sid)"
"""In SQL: that an execution report does not stand apart from its measure."""
_NOT_THEIRS = f"""CROSS JOIN entity ON entity.uid = {{about}} AND entity.kind <> 1 AND {COUNTS}
    CROSS JOIN stream AS home ON home.sid = entity.sid
    WHERE home.owner <> stream.owner AND home.owner <> x'{NIL.hex()}'
    AND NOT EXISTS (SELECT 1 FROM p_label WHERE p_label.sid = home.sid AND p_label.uid = home.id
    AND instr(coalesce(co_owners, ''), lower(hex(stream.owner))))"""  # noqa: S608 - constants
_STREAMS = f"""SELECT DISTINCT stream.sid FROM json_each(?) AS asked CROSS JOIN stream ON stream.sid = asked.value
    AND stream.part NOT IN (SELECT value FROM json_each(?)) {_NOT_THEIRS.format(about="stream.root")}"""  # noqa: S608
_ALL_IN = """SELECT entity.id, sid, x'' FROM json_each(?) AS asked CROSS JOIN entity ON entity.sid = asked.value
    AND kind <> 1"""
_BY_KIND = """SELECT kind, json_group_array(entity.id) FROM json_each(?) AS asked
    CROSS JOIN entity ON entity.sid = asked.value WHERE kind IN (SELECT value FROM json_each(?)) GROUP BY kind"""
_KINDS = f"SELECT uid, kind FROM entity WHERE uid {AMONG} AND kind <> 1"  # noqa: S608 - a constant
_FILES = ("threat_file", "visit_file")
_FOUND = """SELECT DISTINCT t.id, t.sid, t.{about} FROM json_each(?) AS asked CROSS JOIN {table} AS t ON {by}
    CROSS JOIN stream ON stream.sid = t.sid AND stream.root <> t.{about} """


class Moment(kept.Moment, Protocol):
    """One moment of a store, with what its rows mean."""

    @property
    def schema(self) -> Schema: ...


@dataclass(frozen=True, slots=True, repr=False)
class Foreign:
    """What counts for nothing here: whole streams by their keys; and rows of any kind by theirs, in these or others."""

    streams: frozenset[int]
    rows: Mapping[int, tuple[int, Id]]
    """With the stream, and what is named that is not its organisation's."""

    def without(self, sids: Collection[int], named: Collection[Id]) -> "Foreign":
        """Return it but for these streams, and for rows in them or that name these."""
        rows = {key: one for key, one in self.rows.items() if one[0] not in sids and one[1] not in named}
        return Foreign(self.streams.difference(sids), rows)

    def together(self, other: "Foreign") -> "Foreign":
        """Return both."""
        return Foreign(self.streams | other.streams, {**self.rows, **other.rows})


NOTHING = Foreign(frozenset(), {})
ALIKE_FOR_ALL = "all"
"""For whom the answer holds: no right is asked for it."""


_KEPT = Kept[Foreign]()
MANY = 5_000
"""Streams written to from which on all are looked at anew."""


def foreign(moment: Moment) -> Foreign:
    """Return all that is written here by those to whom it does not belong."""

    def look(earlier: Answer[Foreign] | None) -> Foreign:
        changed = _written_since(moment, earlier.upto) if earlier is not None else None
        if earlier is None or changed is None:
            return _look(moment, *_suspects(moment))
        return earlier.value.without(*changed).together(_look(moment, *changed))

    return _KEPT.answer(moment, entries_of(moment), ALIKE_FOR_ALL, look)


def about(kind: KindSpec) -> str | None:
    """Return the field that says whose a record of the kind is, None where it has none."""
    return "file" if "file" in kind.fields else ABOUT.get(kind.record)


def recuses(own: Id) -> str:
    """Return, in SQL, that a link `l` to a person of concern is ours, or of whose person it is.

    By a link of any other, the recusals of his file would shut our officers out of what is ours.
    """
    return f"""(SELECT owner FROM stream WHERE stream.sid = l.sid) IN (SELECT x'{own.hex()}' UNION SELECT owner
        FROM p_person_of_concern AS who JOIN stream USING (sid) WHERE who.uid = l.concern)"""  # noqa: S608 - an id


def _look(moment: Moment, sids: Collection[int], named: Collection[Id]) -> Foreign:
    if not sids and not named:
        return NOTHING
    run, schema = moment.connection.exec_driver_sql, moment.schema
    anybodys = json.dumps(sorted(schema.part_number(part) for part in ANYBODYS))
    streams = frozenset(row[0] for row in run(_STREAMS, (json.dumps(sorted(sids)), anybodys)))
    rows = [*run(_ALL_IN, (json.dumps(sorted(streams)),))] if streams else []
    kinds = {kind.id: kind for kind in schema.kinds.values() if about(kind)}
    for number, keys in run(_BY_KIND, (json.dumps(sorted(sids)), json.dumps(sorted(kinds)))).all():
        rows += run(_apart(kinds[number], "t.id = asked.value"), (keys,))
    by_kind: dict[str, set[Id]] = {}
    for uid, number in run(_KINDS, (among(named),)) if named else ():
        if number in schema.kinds:
            by_kind.setdefault(schema.kinds[number].name, set()).add(bytes(uid))
    for kind in kinds.values():
        asked = set[Id]().union(*(by_kind.get(name, ()) for name in _pointed_at(kind, by_kind)))
        rows += run(_apart(kind, f"t.{about(kind)} = unhex(asked.value)"), (among(asked),)) if asked else ()
    return Foreign(streams, {row[0]: (row[1], bytes(row[2])) for row in rows})


def _pointed_at(kind: KindSpec, known: Iterable[str]) -> Iterable[str]:
    """Return the kinds of things that records of this kind may be about, of those known."""
    of = kind.fields[about(kind) or ""].meta.ref
    return known if of == ANY_KIND else _FILES if of in _FILES else (of,) if of else ()


def _apart(kind: KindSpec, by: str) -> str:
    column = about(kind)
    found = _FOUND.format(about=column, table=projection_name(kind), by=by)
    return found + _NOT_THEIRS.format(about=f"t.{column}")


def _suspects(moment: Moment) -> tuple[set[int], set[Id]]:
    """Return streams and things among which all is that may be found: those not of the one that owns most."""
    run, part = moment.connection.exec_driver_sql, moment.schema.part_number("assignment")
    # The part stands in the text, and each side of the one owner is asked apart: so indexes of owners answer.
    owners = run(f"SELECT owner, count(*) FROM stream WHERE part = {part} GROUP BY owner").all()  # noqa: S608
    most = max(owners, key=lambda row: (row[1], row[0]))[0] if owners else NIL
    rows = [row for side in "<>" for row in run(f"SELECT root, sid FROM stream WHERE owner {side} ?", (most,))]  # noqa: S608
    return _with_things(moment, {row[1] for row in rows}, {bytes(row[0]) for row in rows})


def _written_since(moment: Moment, upto: int) -> tuple[set[int], set[Id]] | None:
    """Return the streams of all roots that were written to since, and these; None where too many."""
    sql = """SELECT DISTINCT stream.root FROM entry JOIN stream USING (sid) WHERE eid > ? LIMIT ?"""
    rows = moment.connection.exec_driver_sql(sql, (upto, MANY + 1)).all()
    return None if len(rows) > MANY else _with_things(moment, set(), {bytes(row[0]) for row in rows})


def _with_things(moment: Moment, sids: set[int], roots: set[Id]) -> tuple[set[int], set[Id]]:
    """Add the streams of the roots, and the things in all these that have records of their own."""
    run = moment.connection.exec_driver_sql
    sids |= {row[0] for row in run(f"SELECT sid FROM stream WHERE root {AMONG}", (among(roots),))}  # noqa: S608
    kinds = json.dumps([kind.id for kind in moment.schema.kinds.values() if kind.name in _HOLD])
    sql = """SELECT uid FROM json_each(?) AS asked CROSS JOIN entity ON entity.sid = asked.value
        AND kind IN (SELECT value FROM json_each(?))"""
    return sids, roots | {bytes(row[0]) for row in run(sql, (json.dumps(sorted(sids)), kinds))}
