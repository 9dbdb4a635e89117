"""What has not arrived, by name: bundles never seen, entries that wait for others (exchange.md §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.i18n import N_, translate
from app.core.ids import Id
from app.history.rows import one_value
from app.history.wire import ReplicaCert, decode, read_skeleton, replica_id
from app.models.enums import Action
from app.services.desk import Desk, View

MOST_NAMED = 100
"""Numbers of bundles named: a sender can claim any counter."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing from one station: bundles by number, and entries of it that wait for `needed` others."""

    code: str
    bundles: Sequence[int]
    waiting: int
    needed: int

    def say(self, language: str = "en") -> str:
        """Return it as a sentence."""
        if not self.waiting:
            return translate(_UNSEEN, language).format(station=self.code, numbers=self._numbers())
        if not self.bundles:
            return translate(_WAITING, language).format(station=self.code, waiting=self.waiting, needed=self.needed)
        return translate(_BOTH, language).format(
            station=self.code, waiting=self.waiting, needed=self.needed, numbers=self._numbers()
        )

    def _numbers(self) -> str:
        return ", ".join(str(number) for number in self.bundles)


_UNSEEN = N_("Of {station}: bundle {numbers} not seen. What it held comes again with a later one.")
_WAITING = N_("Of {station}: changes that wait: {waiting}; they need {needed} that are not here.")
_BOTH = N_(
    "Of {station}: changes that wait: {waiting}; they need {needed} that are not here. Bundle {numbers} not seen."
)


def what_is_missing(desk: Desk) -> list[Missing]:
    """Return what has not arrived, by station code. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.IMPORT)
        bundles, waiting = _unseen(view), _waiting(view)
        known = view.directory.stations
        found = []
        for station in bundles.keys() | waiting.keys():
            held, needed = waiting.get(station, (0, 0))
            code = known[station].code if station in known else None
            found.append(Missing(code or station.hex()[:8], bundles.get(station, ()), held, needed))
    return sorted(found, key=lambda one: one.code)


def _unseen(view: View) -> Mapping[Id, Sequence[int]]:
    """Return per station the counters below the highest that never came, of its present incarnation."""
    sql = """SELECT station, bundle.counter FROM peer JOIN bundle USING (pid)
             WHERE dir = 'in' AND bundle.state = 'applied'"""
    seen: dict[Id, set[int]] = {}
    for station, counter in view.connection.exec_driver_sql(sql):
        seen.setdefault(station, set()).add(counter)
    found: dict[Id, Sequence[int]] = {}
    for station, counters in seen.items():
        # Bundles before the first that came were for an earlier life of this store, or of theirs.
        gaps = [number for number in _between(counters) if number not in counters][:MOST_NAMED]
        if gaps:
            found[station] = gaps
    return found


def _between(counters: set[int]) -> range:
    last = max(counters)
    return range(max(min(counters), last - 10 * MOST_NAMED), last)


def _waiting(view: View) -> Mapping[Id, tuple[int, int]]:
    """Return per station how many of its entries wait, and how many entries they need that are nowhere here."""
    run = view.connection
    if one_value(run, "SELECT 1 FROM waiting LIMIT 1") is None:
        return {}
    stations: dict[bytes, Id] = {}
    for (raw,) in run.exec_driver_sql("SELECT openings FROM waiting WHERE stream = x''").all():
        cert = decode(ReplicaCert, raw)
        stations[replica_id(cert.pubkey)] = cert.station
    held: dict[Id, int] = {}
    author: dict[bytes, Id] = {}
    for name, skeleton in run.exec_driver_sql("SELECT hash, skeleton FROM waiting WHERE stream <> x''").all():
        author[name] = stations.get(read_skeleton(skeleton).replica, b"")
        held[author[name]] = held.get(author[name], 0) + 1
    lacking: dict[Id, set[bytes]] = {}
    sql = "SELECT hash, needs FROM missing WHERE needs NOT IN (SELECT hash FROM waiting)"
    for name, need in run.exec_driver_sql(sql).all():
        lacking.setdefault(author.get(name, b""), set()).add(need)
    return {station: (count, len(lacking.get(station, ()))) for station, count in held.items()}
