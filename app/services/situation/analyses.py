"""Threat analyses past their validity or about to be, and those that were asked for and did not come."""

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import FileState, NeedKind
from app.models.kinds.threat import ThreatAnalysis
from app.models.rules.levels import Analysis, standing
from app.services.situation.look import AMONG, Look, among
from app.services.situation.needs import Listed, Raised

_WORKING = ", ".join(f"'{state.value}'" for state in (FileState.DRAFT, FileState.OPEN, FileState.SUSPENDED))
_DATED = f"""SELECT one.uid, one.sid, one.file, one.service, one.valid_until
    FROM p_threat_file AS f CROSS JOIN p_threat_analysis AS one ON one.file = f.uid
    WHERE f.state IN ({_WORKING}) AND one.valid_until <= ?
    AND NOT EXISTS (SELECT 1 FROM p_threat_analysis later WHERE later.file = one.file AND later.replaces = one.uid
                    AND later.valid_until > ?)
    ORDER BY one.valid_until, one.uid LIMIT ?"""  # noqa: S608 - states of the code
"""From the files at work: those at rest are many more, and all their analyses are out of date."""
_OWED = f"""SELECT uid, sid, file, service, wanted_by FROM p_analysis_request AS one WHERE answer IS NULL
    AND EXISTS (SELECT 1 FROM p_threat_file f WHERE f.uid = one.file AND f.state IN ({_WORKING}))
    ORDER BY wanted_by IS NULL, wanted_by, uid LIMIT ?"""  # noqa: S608 - states of the code


def analyses(look: Look) -> Listed:
    """Return the analyses that stand in a working file and are, or soon will be, out of date."""
    soon, most = look.day(look.horizon.soon), look.horizon.most
    rows = look.rows(_DATED, soon, soon, most + 1)
    readable = look.readable(rows)[:most]
    look.files({row[2] for row in readable})
    stand = _standing(look, {row[2] for row in readable})
    found = []
    for uid, _, file, service, until in readable:
        if uid in stand:
            gone = until < look.day(0)
            sentence = N_("Threat analysis of {service} is out of date") if gone else N_(
                "Threat analysis of {service} loses its validity"
            )  # fmt: skip
            facts = {"service": look.organisation(service)}
            found.append(
                look.need(
                    NeedKind.ANALYSIS, sentence, facts, file=file, tab="analyses", due=until, raised=Raised(uid, until)
                )
            )  # fmt: skip
    return Listed(found, frozenset({NeedKind.ANALYSIS} if len(rows) > most else ()))


def requests(look: Look) -> Listed:
    """Return the requests for analysis that were not answered."""
    most = look.horizon.most
    rows = look.rows(_OWED, most + 1)
    readable = look.readable(rows)[:most]
    look.files({row[2] for row in readable})
    found = [
        look.need(
            NeedKind.REQUEST, N_("Threat analysis awaited from {service}"), {"service": look.organisation(service)},
            file=file, tab="analyses", due=wanted, raised=Raised(uid, wanted or ""),
        )
        for uid, _, file, service, wanted in readable
    ]  # fmt: skip
    return Listed(found, frozenset({NeedKind.REQUEST} if len(rows) > most else ()))


def _standing(look: Look, files: set[Id]) -> set[Id]:
    """Return the analyses of these files that their own service has not replaced."""
    by_file: dict[Id, list[Analysis]] = {}
    for uid, one in look.view.find(ThreatAnalysis, f"file {AMONG}", among(files)):
        if one.file and one.service and one.kind and one.dated and one.level:
            by_file.setdefault(one.file, []).append(
                Analysis(uid, one.subject or b"", one.service, one.kind, one.dated, one.level, one.valid_until,
                         one.replaces)
            )  # fmt: skip
    return {analysis.id for known in by_file.values() for analysis in standing(known)}
