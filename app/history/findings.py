"""Findings: what is odd or against a rule that an off-line system cannot enforce, for an officer to look at.

Nothing here refuses an entry (exchange.md §1). A finding is written once however often its cause arrives.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection

from app.core.i18n import N_, translate
from app.history.past import HELD
from app.history.rows import insert_many, select_in
from app.models.kind_specs import KindSpec, Schema
from app.models.kinds.schema import ANY_PART
from app.models.tables.projection import projection_name

TOLERANCE: Final = 600_000
"""Milliseconds by which clocks may differ before it is said."""
FIRST_MOMENT: Final = 1_577_836_800_000
"""2020-01-01T00:00Z: no entry of this program is older."""


class FindingKind(StrEnum):
    """What was found."""

    FORK = "fork"
    DUPLICATE = "duplicate"
    VOID = "void"
    REWRITTEN = "rewritten"
    MOMENT = "moment"
    BEHIND = "behind"
    PUT_BACK = "put_back"


SENTENCES: Mapping[FindingKind, str] = {
    FindingKind.FORK: N_(
        "One workstation wrote two different saves under number {detail}: its store was copied or put back. Both are"
        " kept. Ask what happened there."
    ),
    FindingKind.DUPLICATE: N_("The number {detail} was given more than once. Give one of the two another number."),
    FindingKind.VOID: N_("An officer wrote something he was not allowed to write. It is kept and does not count."),
    FindingKind.REWRITTEN: N_("A note, report or decision was written a second time. The first one counts."),
    FindingKind.MOMENT: N_("The date of this change cannot be right. Check the clock of that workstation."),
    FindingKind.BEHIND: N_(
        "This change is dated before something its author had already seen. Check the clock of that workstation."
    ),
    FindingKind.PUT_BACK: N_(
        "This store is older than what was last saved on this workstation: it was put back without a restore."
        " It goes on under a new signature. Tell your security officer."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`subject` is a replica (fork, put back), an officer (void, moment, behind) or an entity; `entry` a hash."""

    kind: FindingKind
    subject: bytes
    entry: bytes | None
    detail: str

    def say(self, language: str) -> str:
        """Return the finding as a sentence."""
        return translate(SENTENCES[self.kind], language).format(detail=self.detail)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A field that numbers things: equal in two rows is a finding unless they are `apart` in one `family`."""

    kind: str
    field: str
    family: str | None = None
    apart: tuple[str, ...] = ()


NUMBERED = (
    Numbered("threat_file", "reference"),
    Numbered("visit_file", "reference"),
    Numbered("issued_document", "number", "file", ("version", "language", "subject")),
    Numbered("document_copy", "number", apart=("document", "language")),
    Numbered("station", "code"),
)

FEW = 20_000
"""Entities up to which their numbers are looked for one by one."""
_INSERT = "INSERT OR IGNORE INTO finding (kind, subject, eid, detail) "


def list_findings(connection: Connection) -> list[Finding]:
    """Return all findings, oldest first."""
    sql = "SELECT kind, subject, hash, detail FROM finding LEFT JOIN entry USING (eid) ORDER BY id"
    rows = connection.exec_driver_sql(sql)
    return [Finding(FindingKind(row[0]), row[1], row[2], row[3]) for row in rows]


def note_put_back(connection: Connection, replica: bytes) -> None:
    """Note that this store was put back, and under which replica it goes on."""
    sql = f"{_INSERT} VALUES (?,?,NULL,'')"
    connection.exec_driver_sql(sql, (FindingKind.PUT_BACK.value, replica))


def find_void(connection: Connection, first: int) -> None:
    """Note the entries from key `first` on that hold what their author might not write."""
    sql = f"""{_INSERT} SELECT '{FindingKind.VOID}', officer, eid, void FROM entry JOIN save USING (vid)
              WHERE eid >= ? AND void IS NOT NULL AND void <> '{HELD}'"""  # noqa: S608
    connection.exec_driver_sql(sql, (first,))


def find_moments(connection: Connection, first: int) -> None:
    """Note the entries from key `first` on that say they were written after they came, or long ago."""
    sql = f"""{_INSERT} SELECT '{FindingKind.MOMENT}', officer, eid, '' FROM entry JOIN save USING (vid)
              WHERE eid >= ? AND (moment > arrived + {TOLERANCE} OR moment < {FIRST_MOMENT})"""  # noqa: S608
    connection.exec_driver_sql(sql, (first,))


def find_behind(connection: Connection, first: int) -> None:
    """Note the entries from key `first` on that say they are older than what they were written after."""
    sql = f"""{_INSERT} SELECT '{FindingKind.BEHIND}', mine.officer, child.eid, '' FROM entry child
              JOIN save mine ON mine.vid = child.vid JOIN parent ON parent.eid = child.eid
              JOIN entry above ON above.eid = parent.parent JOIN save theirs ON theirs.vid = above.vid
              WHERE child.eid >= ? AND mine.moment < theirs.moment - {TOLERANCE}"""  # noqa: S608
    connection.exec_driver_sql(sql, (first,))


def find_forks(connection: Connection, first: int) -> None:
    """Note the saves from key `first` on whose number their replica had used before."""
    sql = f"""{_INSERT} SELECT '{FindingKind.FORK}', replica.id,
                     (SELECT coalesce(min(eid), 0) FROM entry WHERE entry.vid = later.vid), later.no
              FROM save later JOIN save earlier ON earlier.rid = later.rid AND earlier.no = later.no
                   AND earlier.vid < later.vid
              JOIN replica ON replica.rid = later.rid WHERE later.vid >= ?"""  # noqa: S608
    connection.exec_driver_sql(sql, (first,))


def find_in_kinds(connection: Connection, schema: Schema, kinds: Collection[int], entities: Collection[int]) -> None:
    """Note numbers given twice, and write-once things written twice, where `kinds` or `entities` (keys) changed.

    Only the numbers of the entities are looked at: a save must not wait for all papers that were ever issued.
    """
    near = entities if len(entities) <= FEW else None
    _find_in_kinds(connection, schema, kinds, entities, near)


def _find_in_kinds(
    connection: Connection,
    schema: Schema,
    kinds: Collection[int],
    entities: Collection[int],
    near: Collection[int] | None,
) -> None:
    known = [schema.kinds[number] for number in kinds if number in schema.kinds]
    by_name = {kind.name: kind for kind in known}
    for rule in NUMBERED:
        kind = by_name.get(rule.kind)
        if kind is not None and {rule.field, *rule.apart} <= set(kind.fields):
            _find_duplicates(connection, kind, rule, near)
    once = {kind.id for kind in known if kind.once and kind.part != ANY_PART}
    if once:
        _find_rewritten(connection, once, entities)


def find_again(connection: Connection, schema: Schema, entities: Collection[int] = ()) -> None:
    """Note all findings anew; those whose cause is gone go."""
    gone = [(FindingKind.VOID,), (FindingKind.REWRITTEN,), (FindingKind.DUPLICATE,)]
    insert_many(connection, "DELETE FROM finding WHERE kind = ?", gone)
    for find in (find_void, find_moments, find_behind, find_forks):
        find(connection, 0)
    every = entities or [row[0] for row in connection.exec_driver_sql("SELECT DISTINCT entity FROM rival")]
    _find_in_kinds(connection, schema, set(schema.kinds), every, None)


def _find_duplicates(connection: Connection, kind: KindSpec, rule: Numbered, near: Collection[int] | None) -> None:
    """Note the numbers that several hold: among all, or those of entities `near` (keys) and of what was noted."""
    table, names = projection_name(kind), [rule.field, *rule.apart, *([rule.family] if rule.family else [])]
    columns = ", ".join(f't."{name}"' for name in names)
    cell = kind.cell_of(rule.field).id
    sql = f"""SELECT t.uid, eid, {columns} FROM {table} t JOIN cell ON cell.entity = t.id AND cell.field = {cell}"""  # noqa: S608
    asked: tuple[str, ...] = ()
    if near is None:
        sql += f""" WHERE t."{rule.field}" IN (SELECT "{rule.field}" FROM {table} WHERE "{rule.field}" IS NOT NULL
                                               GROUP BY 1 HAVING count(*) > 1)"""  # noqa: S608
    else:
        # By the index, which folds case, and then exactly.
        alike = [f't."{rule.field}" = o."{rule.field}" COLLATE NOCASE', f't."{rule.field}" = o."{rule.field}"']
        alike += [f't."{name}" IS o."{name}"' for name in rule.apart] if rule.family is None else []
        sql += f""" WHERE t.id IN (SELECT t.id FROM {table} o JOIN {table} t ON {" AND ".join(alike)}
            WHERE o.id IN (SELECT value FROM json_each(?) UNION SELECT known.id FROM finding
                           JOIN {table} known ON known.uid = finding.subject WHERE finding.kind = ?))"""  # noqa: S608
        asked = (f"[{','.join(map(str, near))}]", FindingKind.DUPLICATE.value)
    groups: dict[Any, list[Sequence[Any]]] = {}
    for row in connection.exec_driver_sql(sql, asked):
        groups.setdefault(row[2], []).append(tuple(row))
    if rule.family is None and rule.apart:
        groups = _split(groups, len(rule.apart))
    found = []
    for rows in groups.values():
        identities = {row[3:] for row in rows}
        families = {row[-1] for row in rows} if rule.family else {None}
        if len(rows) > 1 and (len(families) > 1 or len(identities) < len(rows)):
            found += [(FindingKind.DUPLICATE.value, row[0], row[1], str(row[2])) for row in rows]
    known = f"SELECT id, subject FROM finding WHERE kind = ? AND subject IN (SELECT uid FROM {table})"  # noqa: S608
    stays = {row[1] for row in found}
    stale = [
        (row[0],)
        for row in connection.exec_driver_sql(known, (FindingKind.DUPLICATE.value,)).all()
        if row[1] not in stays
    ]
    insert_many(connection, "DELETE FROM finding WHERE id = ?", stale)
    insert_many(connection, f"{_INSERT} VALUES (?,?,?,?)", found)


def _split(groups: Mapping[Any, list[Sequence[Any]]], width: int) -> dict[Any, list[Sequence[Any]]]:
    """Group by number and by what tells its holders apart."""
    found: dict[Any, list[Sequence[Any]]] = {}
    for number, rows in groups.items():
        for row in rows:
            found.setdefault((number, *row[3 : 3 + width]), []).append(row)
    return found


def _find_rewritten(connection: Connection, once: Collection[int], entities: Collection[int]) -> None:
    sql = """SELECT uid, eid, kind FROM rival JOIN entity ON entity.id = rival.entity WHERE rival.entity IN ({keys})"""
    found = [
        (FindingKind.REWRITTEN.value, row[0], row[1], "")
        for row in select_in(connection, sql, entities)
        if row[2] in once
    ]
    insert_many(connection, f"{_INSERT} VALUES (?,?,?,?)", found)
