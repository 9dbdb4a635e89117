"""The police zones an address may be given, and the one it most likely lies in: that which protects the person now."""

from collections.abc import Iterable, Sequence

from app.core.ids import Id
from app.models.enums import AccountState, Action
from app.models.kinds.registers import Organisation
from app.models.rules.measures import UNSETTLED
from app.models.texts import in_language
from app.services.cases.worklists import read_measures
from app.services.desk import View
from app.services.search.short_lists import Named

KIND = "police_zone"


def police_zones(view: View, language: str) -> Sequence[Named]:
    """Return the police zones of the register, and those of the directory that have no entry in it, by name."""
    named: dict[Id, str] = {}
    entered: set[Id | None] = set()
    for uid, stream, one in view.locate(Organisation, "kind = ?", KIND):
        if view.may(Action.READ, stream):
            named[uid] = in_language(one.names or {}, language)[0] or one.short_name or ""
            entered.add(one.entry)
    for uid, entry in view.directory.organisations.items():
        if entry.kind == KIND and entry.state == AccountState.ACTIVE and uid not in entered:
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
