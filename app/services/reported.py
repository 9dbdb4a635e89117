"""Which execution reports count: each once, as whoever wrote it last said it.

A report is written once; what was typed wrong is corrected by a later one that names it. That counts where the same
organisation wrote both, on the same measure in the same stream: who wrote follows from the signed save, never from what
a report says of itself. What another organisation calls a correction of a report that is not its own counts for
nothing, neither as a correction nor as a report. Where two workstations corrected one report apart, the correction of
the greater id stands, at every store alike; the other gives way, with whatever corrected that one since. Where reports
correct one another in a ring, which only a changed program writes, the one of the greatest id is corrected by none of
the ring: one of them stands.
"""

from collections.abc import Collection, Iterable, Mapping

from app.core.ids import Id
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.schema import SCHEMA
from app.services.among import AMONG, among
from app.services.desk import View
from app.services.foreign import REPORT_BESIDE

_CELL = SCHEMA.by_record[ExecutionReport].cell_of("measure").id
_BY = f"""(SELECT author.organisation FROM cell JOIN entry USING (eid) JOIN save USING (vid)
    JOIN p_officer AS author ON author.uid = save.officer
    WHERE cell.entity = {{0}}.id AND cell.field = {_CELL})"""  # noqa: S608 - a declared number
_ALIKE = f"""{{1}}.sid = {{0}}.sid AND {{1}}.measure IS {{0}}.measure
    AND {_BY.replace("{0}", "{1}")} IS {_BY}"""


def _of(alias: str) -> str:
    """Return, in SQL, that a report of that alias is on the same measure and by the same organisation as `{0}`."""
    return _ALIKE.replace("{1}", alias)


REPORT_KEPT = f"""({REPORT_BESIDE} AND ({{0}}.corrects IS NULL OR NOT EXISTS (SELECT 1
    FROM p_execution_report AS former WHERE former.uid = {{0}}.corrects AND NOT ({_of("former")}))))"""  # noqa: S608
"""In SQL: that a report (by the name of its table) counts for something, be it as one that was corrected since."""


def _corrects(alias: str) -> str:
    """Return, in SQL, that what a report of that alias corrects is not the greatest of a ring with it."""
    return f"""NOT EXISTS (WITH RECURSIVE ring(uid, corrects) AS (
        SELECT {alias}.uid, {alias}.corrects
        UNION SELECT before.uid, before.corrects FROM ring JOIN p_execution_report AS before
        ON before.uid = ring.corrects WHERE before.corrects IS NOT NULL AND {_of("before")})
    SELECT 1 FROM ring WHERE ring.corrects = {alias}.uid AND {alias}.corrects = (SELECT max(uid) FROM ring))"""  # noqa: S608


REPORT_STANDS = f"""({REPORT_KEPT} AND NOT EXISTS (SELECT 1 FROM p_execution_report AS later
    WHERE later.corrects = {{0}}.uid AND later.id <> {{0}}.id AND {_of("later")} AND {_corrects("later")})
    AND ({{0}}.corrects IS NULL OR NOT EXISTS (WITH RECURSIVE line(uid, corrects) AS (
        SELECT {{0}}.uid, {{0}}.corrects WHERE {_corrects("{0}")}
        UNION SELECT former.uid, former.corrects FROM line JOIN p_execution_report AS former
        ON former.uid = line.corrects WHERE former.corrects IS NOT NULL AND {_of("former")} AND {_corrects("former")})
    SELECT 1 FROM line JOIN p_execution_report AS twin
    ON twin.corrects = line.corrects AND twin.uid > line.uid AND {_of("twin")} AND {_corrects("twin")})))"""  # noqa: S608
"""In SQL: that it is counted: nothing corrects it, and what it corrects did not give way to another either."""
_WRITTEN_BY = f"""SELECT uid, {_BY.format("p_execution_report")} FROM p_execution_report
    WHERE uid {AMONG}"""  # noqa: S608 - constants
_KEPT = f"""SELECT uid FROM p_execution_report WHERE uid {AMONG}
    AND {REPORT_KEPT.format("p_execution_report")}"""  # noqa: S608 - constants


def corrected_among(kept: Iterable[tuple[Id, ExecutionReport]]) -> dict[Id, Id]:
    """Return what stands in the place of each report that is corrected, of all that are kept of a measure."""
    of = {uid: one.corrects for uid, one in kept if one.corrects is not None}
    for uid in _cut(of):
        del of[uid]
    last: dict[Id, Id] = {}
    for uid, former in of.items():
        last[former] = max(last.get(former, uid), uid)
    gave_way = {uid: last[former] for uid, former in of.items() if last.get(former, uid) != uid}
    for uid in of:
        seen, at = {uid}, uid
        while at not in gave_way and at in of and of[at] not in seen:
            at = of[at]
            seen.add(at)
        if at in gave_way:
            gave_way[uid] = gave_way[at]
    return {**gave_way, **last}


def _cut(of: Mapping[Id, Id]) -> list[Id]:
    """Return those whose correction does not count: of each ring the one that corrects its greatest id."""
    found, done = [], set[Id]()
    for uid in of:
        line: dict[Id, None] = {}
        at = uid
        while at in of and at not in done and at not in line:
            line[at] = None
            at = of[at]
        if at in line:
            ring = list(line)[list(line).index(at) :]
            found.append(next(one for one in ring if of[one] == max(ring)))
        done |= line.keys()
    return found


def written_by(view: View, reports: Collection[Id]) -> Mapping[Id, Id | None]:
    """Return the organisation of who wrote each of these reports, as the directory has him."""
    rows = view.connection.exec_driver_sql(_WRITTEN_BY, (among(reports),)).all() if reports else ()
    return {bytes(row[0]): bytes(row[1]) if row[1] is not None else None for row in rows}


def kept_of(view: View, reports: Collection[Id]) -> set[Id]:
    """Return those of these reports that count for something."""
    rows = view.connection.exec_driver_sql(_KEPT, (among(reports),)).all() if reports else ()
    return {bytes(row[0]) for row in rows}
