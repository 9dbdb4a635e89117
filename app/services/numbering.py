"""References of files: kind, year, workstation code with incarnation, number (domain.md §5)."""

from app.core.errors import KnownError
from app.core.i18n import N_
from app.history.numbers import next_number
from app.history.replicas import incarnation
from app.services.desk import Unit

THREAT_FILE = "BP"


class NoStationCode(KnownError):
    """The workstation's code is missing in the directory, or not of capitals and digits."""

    sentence = N_(
        "The directory has no code for this workstation that a reference can carry: capitals and digits. "
        "Nothing was saved. Ask an administrator."
    )


def next_reference(unit: Unit, kind: str) -> str:
    """Return the next reference of `kind` in this year at this workstation, "BP-2026-BRU1-0042".

    Raises NoStationCode.
    """
    station = unit.directory.stations.get(unit.desk.station)
    life = max(incarnation(unit.connection), 1)
    try:
        return next_number(unit.connection, kind, unit.desk.today().year, (station.code if station else "") or "", life)
    except ValueError:
        raise NoStationCode from None
