"""Which execution reports count: each once, as whoever wrote it last said it.

A report is written once; what was typed wrong is corrected by a later one that names it. That counts where the same
organisation wrote both, on the same measure in the same stream: who wrote follows from the signed save, never from what
a report says of itself. What another organisation calls a correction of a report that is not its own counts for
nothing, neither as a correction nor as a report. Where two workstations corrected one report apart, the correction of
the greater id stands, at every store alike; the other gives way, with whatever corrected that one since.

A correction is written by who has what it corrects: it stands later in the stream (by depth, then by id). One that does
not, as only a changed program writes it, counts for nothing: so no reports correct one another in a ring.
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


_DEPTH = f"""(SELECT entry.depth FROM cell JOIN entry USING (eid)
    WHERE cell.entity = {{0}}.id AND cell.field = {_CELL})"""  # noqa: S608 - a declared number


def _alike(one: str, other: str) -> str:
    """Return, in SQL, that two reports (by their aliases) are on the same measure and by the same organisation."""
    return _ALIKE.replace("{1}", other).replace("{0}", one)


def _kept(alias: str) -> str:
    """Return, in SQL, that a report of that alias corrects nothing, or what it may: one that is not here, too."""
    later, former = _DEPTH.replace("{0}", alias), _DEPTH.replace("{0}", "former")
    return f"""({alias}.corrects IS NULL OR NOT EXISTS (SELECT 1 FROM p_execution_report AS former
    WHERE former.uid = {alias}.corrects
    AND NOT ({_alike(alias, "former")} AND ({later}, {alias}.uid) > ({former}, former.uid))))"""  # noqa: S608


REPORT_KEPT = f"({REPORT_BESIDE} AND {_kept('{0}')})"
"""In SQL: that a report (by the name of its table) counts for something, be it as one that was corrected since."""
REPORT_STANDS = f"""({REPORT_KEPT} AND NOT EXISTS (SELECT 1 FROM p_execution_report AS later
    WHERE later.corrects = {{0}}.uid AND {_alike("{0}", "later")} AND {_kept("later")})
    AND ({{0}}.corrects IS NULL OR NOT EXISTS (WITH RECURSIVE line(uid, corrects) AS (
        SELECT {{0}}.uid, {{0}}.corrects
        UNION SELECT step.uid, step.corrects FROM line CROSS JOIN p_execution_report AS step
        WHERE step.uid = line.corrects AND step.corrects IS NOT NULL AND {_alike("{0}", "step")} AND {_kept("step")})
    SELECT 1 FROM line CROSS JOIN p_execution_report AS twin
    WHERE twin.corrects = line.corrects AND twin.uid > line.uid AND {_alike("{0}", "twin")}
    AND {_kept("twin")})))"""  # noqa: S608
"""In SQL: that it is counted: nothing corrects it, and what it corrects did not give way to another either."""
_WRITTEN_BY = f"""SELECT uid, {_BY.format("p_execution_report")} FROM p_execution_report
    WHERE uid {AMONG}"""  # noqa: S608 - constants
_KEPT = f"""SELECT uid FROM p_execution_report WHERE uid {AMONG}
    AND {REPORT_KEPT.format("p_execution_report")}"""  # noqa: S608 - constants


def corrected_among(kept: Iterable[tuple[Id, ExecutionReport]]) -> dict[Id, Id]:
    """Return what stands in the place of each report that is corrected, of all that are kept of a measure."""
    of = {uid: one.corrects for uid, one in kept if one.corrects is not None}
    last: dict[Id, Id] = {}
    for uid, former in of.items():
        last[former] = max(last.get(former, uid), uid)
    gave_way = {uid: last[former] for uid, former in of.items() if last.get(former, uid) != uid}
    ends: dict[Id, Id | None] = dict(gave_way)
    for uid in of:
        line, at = [], uid
        while at in of and at not in ends:
            line.append(at)
            ends[at] = None
            at = of[at]
        ends.update(dict.fromkeys(line, ends.get(at)))
    gave_way = {uid: end for uid, end in ends.items() if end is not None}
    return {**gave_way, **last}


def written_by(view: View, reports: Collection[Id]) -> Mapping[Id, Id | None]:
    """Return the organisation of who wrote each of these reports, as the directory has him."""
    rows = view.connection.exec_driver_sql(_WRITTEN_BY, (among(reports),)).all() if reports else ()
    return {bytes(row[0]): bytes(row[1]) if row[1] is not None else None for row in rows}


def kept_of(view: View, reports: Collection[Id]) -> set[Id]:
    """Return those of these reports that count for something."""
    rows = view.connection.exec_driver_sql(_KEPT, (among(reports),)).all() if reports else ()
    return {bytes(row[0]) for row in rows}
