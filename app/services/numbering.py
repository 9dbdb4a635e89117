"""Numbers that are unique with no network: kind, year, workstation code with incarnation, number (domain.md §5).

A store restored from a backup begins a new incarnation: its references carry it ("BP-2026-BRU1.2-0001"), so one that is
already on paper is never given again.
"""

from app.core.errors import KnownError
from app.core.i18n import N_
from app.history.replicas import incarnation
from app.services.desk import Unit

THREAT_FILE = "BP"


class NoStationCode(KnownError):
    """The directory does not have this workstation's code."""

    sentence = N_(
        "The directory does not know the code of this workstation, so no reference can be given. Nothing was saved."
    )


def next_reference(unit: Unit, kind: str) -> str:
    """Return the next reference of `kind` in this year at this workstation, "BP-2026-BRU1-0042"."""
    station = unit.directory.stations.get(unit.desk.station)
    if station is None or not station.code:
        raise NoStationCode
    life = incarnation(unit.connection)
    code = station.code if life <= 1 else f"{station.code}.{life}"
    stem = f"{kind}-{unit.desk.today().year}-{code}"
    sql = """INSERT INTO counter (name, value) VALUES (?, 1)
             ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"""
    number = unit.connection.exec_driver_sql(sql, (stem,)).scalar_one()
    return f"{stem}-{number:04d}"
