"""What a store holds, in figures only: for support, for the demonstration's summary and for two stations to compare."""

from dataclasses import dataclass

from app.history.conflicts import count_conflicts
from app.history.digest import store_digest
from app.history.rows import one_value
from app.models.enums import Action
from app.services.desk import Desk
from app.services.station.stations import directory_of
from app.services.station.verifying import head_of


@dataclass(frozen=True, slots=True)
class Inspection:
    """Counts and digests; never content."""

    station: str
    digest: str
    head: str
    streams: int
    entries: int
    saves: int
    conflicts: int
    findings: int
    waiting: int


def inspect_store(desk: Desk) -> Inspection:
    """Return what the store holds. Any officer may ask."""
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        run = view.connection
        station = view.directory.stations.get(desk.station)
        return Inspection(
            station=(station.code or "") if station else "",
            digest=store_digest(run).hex(),
            head=head_of(run),
            streams=one_value(run, "SELECT count(*) FROM stream"),
            entries=one_value(run, "SELECT count(*) FROM entry"),
            saves=one_value(run, "SELECT count(*) FROM save"),
            conflicts=count_conflicts(run),
            findings=one_value(run, "SELECT count(*) FROM finding"),
            waiting=one_value(run, "SELECT count(*) FROM waiting WHERE stream <> x''"),
        )
