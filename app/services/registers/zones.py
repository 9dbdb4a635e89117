"""The police zones an address may be given, and the one it most likely lies in: by its town, or by who protects there.

What our own organisation entered tells of a town; what others did only where ours says nothing.

No sealed address is looked at for it: what the town of one tells of another would open both.
"""

from collections.abc import Iterable, Sequence

from app.core.ids import Id
from app.history.rows import select
from app.models.enums import AccountState, Action, PlaceSensitivity
from app.models.kinds.registers import Organisation
from app.models.rules.measures import UNSETTLED
from app.models.texts import in_language
from app.services.cases.worklists import read_measures
from app.services.desk import Desk, View
from app.services.search.short_lists import Named
from app.services.seeing import Sight

KINDS = ("local_police", "police_zone")
"""What a police zone is called in the list of kinds: as shipped, and as some directories have it."""
LAST = 200
"""Addresses of a town that are asked, the latest: zones merge, and a city has thousands."""
_IN_TOWN = """((? <> '' AND {0}.postcode = ?) OR (? <> '' AND lower({0}.municipality) = lower(?)))"""
_SOURCES = (
    f"SELECT zone, sid, id FROM p_home_address a WHERE zone IS NOT NULL AND {_IN_TOWN.format('a')}",  # noqa: S608
    f"SELECT zone, sid, id FROM p_place a WHERE zone IS NOT NULL AND coalesce(sensitivity, '') <> ?"  # noqa: S608
    f" AND {_IN_TOWN.format('a')}",
    f"SELECT o.uid, a.sid, o.id FROM p_organisation o JOIN p_place a ON a.uid = o.place"  # noqa: S608 - constants
    f" WHERE o.kind IN (?, ?) AND {_IN_TOWN.format('a')}",
)
"""What knows the zone of a town: open addresses, places, the seats of zones."""


def police_zones(view: View, language: str) -> Sequence[Named]:
    """Return the police zones of the register, and those of the directory that have no entry in it, by name."""
    named: dict[Id, str] = {}
    entered: set[Id | None] = set()
    for uid, stream, one in view.locate(Organisation, f"kind IN ({', '.join('?' * len(KINDS))})", *KINDS):
        if view.may(Action.READ, stream):
            named[uid] = in_language(one.names or {}, language)[0] or one.short_name or ""
            entered.add(one.entry)
    for uid, entry in view.directory.organisations.items():
        if entry.kind in KINDS and entry.state == AccountState.ACTIVE and uid not in entered:
            named[uid] = in_language(entry.names or {}, language)[0] or entry.code or ""
    found = [Named(uid, name) for uid, name in named.items() if name]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id))


def executing_zone(view: View, entries: Iterable[Id], zones: Sequence[Named]) -> Id | None:
    """Return the one police zone that carries out a measure for the human; None where there is none or several."""
    rows = [row for entry in entries for row in read_measures(view, "subject = ?", entry)]
    executing = {uid for row in rows if row.state in UNSETTLED for uid in row.record.executing}
    offered = {one.id for one in zones}
    found = executing & offered
    for uid, stream, one in view.locate(Organisation, "entry IS NOT NULL"):
        if uid in offered and one.entry in executing and view.may(Action.READ, stream):
            found.add(uid)
    return next(iter(found)) if len(found) == 1 else None


def zone_of_town(desk: Desk, postcode: str, municipality: str, language: str) -> Id | None:
    """Return the police zone that the register knows for a town; None where it knows none, or several.

    Raises NotAllowed.
    """
    town = (postcode.strip(), postcode.strip(), municipality.strip(), municipality.strip())
    if not any(town):
        return None
    with desk.read() as view:
        view.require(Action.READ)
        offered = {one.id for one in police_zones(view, language)}
        for side in "=", "<>":
            found = _said_of(view, town, side) & offered
            if found:
                return next(iter(found)) if len(found) == 1 else None
    return None


def _said_of(view: View, town: Sequence[str], side: str) -> set[Id]:
    """Return the zones of a town as our organisation (`side` "=") or others ("<>") entered them."""
    homes, places, seats = (_by_owner(sql, side) for sql in _SOURCES)
    own = view.facts.organisation
    rows = [
        *select(view.connection, homes, *town, own),
        *select(view.connection, places, PlaceSensitivity.PROTECTED.value, *town, own),
        *select(view.connection, seats, *KINDS, *town, own),
    ]
    seen = Sight(view).streams({row[1] for row in rows})
    apart = view.foreign.rows if rows else {}
    return {bytes(zone) for zone, sid, key in rows if sid in seen and key not in apart}


def _by_owner(sql: str, side: str) -> str:
    table = "o" if "o.uid" in sql else "a"
    owner = f"(SELECT owner FROM stream WHERE stream.sid = {table}.sid)"  # noqa: S608 - constants
    return f"{sql} AND {owner} {side} ? ORDER BY {table}.id DESC LIMIT {LAST}"
