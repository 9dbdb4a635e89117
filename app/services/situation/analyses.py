"""Threat analyses past their validity or about to be, and those that were asked for and did not come."""

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import FileState, NeedKind
from app.models.rules.levels import Analysis, standing
from app.services.among import AMONG, among
from app.services.situation.look import Look
from app.services.situation.needs import Listed, Raised

_WORKING = ", ".join(f"'{state.value}'" for state in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED))
_DATED = f"""SELECT one.uid, one.sid, one.file, one.service, one.valid_until
    FROM p_threat_file AS f CROSS JOIN p_threat_analysis AS one ON one.file = f.uid
    WHERE f.state IN ({_WORKING}) AND one.valid_until <= ?1
    AND NOT EXISTS (SELECT 1 FROM p_threat_analysis later WHERE later.file = one.file AND later.replaces = one.uid
                    AND later.service = one.service AND later.kind = one.kind AND later.subject IS one.subject
                    AND later.dated > one.dated AND later.id NOT IN (SELECT value FROM json_each(?2)))
    AND one.id NOT IN (SELECT value FROM json_each(?2)) ORDER BY one.valid_until, one.uid LIMIT ?3"""  # noqa: S608 - states of the code
"""From the files at work: those at rest are many more, and all their analyses are out of date. What was plainly
replaced is left out at once: a file of five years has ten of them. The rest is judged by the rule of levels."""
_OWED = f"""SELECT uid, sid, file, service, wanted_by FROM p_analysis_request
    WHERE answer IS NULL AND withdrawn_on IS NULL
    AND +file IN (SELECT uid FROM p_threat_file WHERE state IN ({_WORKING}))
    AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY wanted_by IS NULL, wanted_by, uid LIMIT ?"""  # noqa: S608 - states of the code
_FACTS = f"""SELECT uid, file, subject, service, kind, dated, level, replaces FROM p_threat_analysis
    WHERE file {AMONG} AND service IS NOT NULL AND kind IS NOT NULL AND dated IS NOT NULL AND level IS NOT NULL
    AND id NOT IN (SELECT value FROM json_each(?))"""  # noqa: S608
"""What the rule of levels compares, as the columns have it: days and levels sort there as they do typed."""


def analyses(look: Look) -> Listed:
    """Return the analyses that stand in a working file and are, or soon will be, out of date."""
    readable, more = look.pressing(_DATED, look.day(look.horizon.soon), look.apart)
    stand = _standing(look, {row[2] for row in readable})
    found = []
    for uid, sid, file, service, until in readable:
        if uid in stand:
            gone = until < look.day(0)
            sentence = N_("Threat analysis of {service} is out of date") if gone else N_(
                "Threat analysis of {service} loses its validity"
            )  # fmt: skip
            facts = {"service": look.organisation(service)}
            found.append(
                look.need(
                    NeedKind.ANALYSIS, sentence, facts, file=file, tab="analyses", due=until,
                    raised=Raised(uid, until, sid),
                )
            )  # fmt: skip
    return Listed(found, frozenset({NeedKind.ANALYSIS} if more else ()))


def requests(look: Look) -> Listed:
    """Return the requests for analysis that are owed an answer."""
    readable, more = look.pressing(_OWED, look.apart)
    found = [
        look.need(
            NeedKind.REQUEST, N_("Threat analysis awaited from {service}"), {"service": look.organisation(service)},
            file=file, tab="analyses", due=wanted, raised=Raised(uid, wanted or "", sid),
        )
        for uid, sid, file, service, wanted in readable
    ]  # fmt: skip
    return Listed(found, frozenset({NeedKind.REQUEST} if more else ()))


def _standing(look: Look, files: set[Id]) -> set[Id]:
    """Return the analyses of these files that their own service has not replaced."""
    by_file: dict[Id, list[Analysis]] = {}
    for uid, file, subject, service, kind, dated, level, replaces in look.rows(_FACTS, among(files), look.apart):
        fact = Analysis(uid, subject or b"", service, kind, dated, level, None, replaces)
        by_file.setdefault(file, []).append(fact)
    return {analysis.id for known in by_file.values() for analysis in standing(known)}
