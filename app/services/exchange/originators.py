"""What an originator has not agreed to: a part of a file holds what others wrote, each with an originator of its own.

The label names the originator of a whole stream; reports and analyses in one stream may come from several. A part that
holds anything whose originator did not agree stays (domain.md §2), for openings do not leave one by one.
"""

from app.core.ids import Id
from app.models.kinds.paper import Attachment
from app.models.kinds.threat import ThreatAnalysis, ThreatReport
from app.models.rights import Refusal, StationFacts, Verdict, may_receive
from app.models.tables import projection_name
from app.services.desk import View

CARRYING = (ThreatReport, ThreatAnalysis, Attachment)
"""Kinds whose records name an originator."""


def receivable(view: View, stream: Id, station: StationFacts) -> Verdict:
    """Say whether a workstation may hold a stream: `may_receive`, and every originator in it was asked."""
    verdict = may_receive(station, view.thing(stream))
    if verdict.allowed and unasked(view, stream, station.organisation):
        return Verdict(False, Refusal.ORIGINATOR)
    return verdict


def unasked(view: View, stream: Id, organisation: Id) -> frozenset[Id]:
    """Return the originators of what is in a stream who did not agree that `organisation` has it."""
    thing = view.thing(stream)
    if organisation == thing.owner or organisation in thing.consented:
        return frozenset()
    return originators_in(view, stream) - {organisation, thing.owner}


def originators_in(view: View, stream: Id) -> frozenset[Id]:
    """Return the originators that the records of a stream name."""
    found: set[Id] = set()
    for kind in CARRYING:
        spec = view.desk.schema.by_record[kind]
        if spec.part != view.thing(stream).part:
            continue
        sql = (
            f"SELECT DISTINCT originator FROM {projection_name(spec)}"  # noqa: S608 - a declared name
            " WHERE originator IS NOT NULL AND sid = (SELECT sid FROM stream WHERE id = ?)"
        )
        found |= {bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (stream,))}
    return frozenset(found)
