"""Who can get a copy: organisations of the directory and of the register, each with the language it reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.models.enums import AccountState, Action
from app.models.kinds.directory import OrganisationEntry
from app.models.kinds.registers import Organisation
from app.models.texts import in_language
from app.services.desk import Desk, View
from app.services.search.finding import find

FOREIGN_KINDS = frozenset({"embassy", "international"})
HOME = frozenset({"", "BE", "BEL"})
LEAST_TYPED = 2


@dataclass(frozen=True, slots=True)
class Addressee:
    """An organisation as a recipient. `language` None: none of ours is known, so the document's own counts."""

    organisation: Id
    name: str = field(repr=False)
    language: str | None
    foreign: bool


def addressees(desk: Desk, typed: str, language: str, limit: int = 12) -> list[Addressee]:
    """Return whom `typed` may mean, those of the directory first; nothing typed gives the directory.

    Names are in the recipient's own language where that is known, else in `language`. Raises NotAllowed.
    """
    wanted = typed.strip().casefold()
    hits = find(desk, typed, ["organisation"], limit, language=language) if len(wanted) >= LEAST_TYPED else []
    with desk.read() as view:
        view.require(Action.READ)
        ids = [uid for uid, entry in view.directory.organisations.items() if _is_meant(entry, wanted)]
        ids += [hit.root for hit in hits if hit.root_kind == "organisation"]
        return read_addressees(view, dict.fromkeys(ids), language)[:limit]


def read_addressees(view: View, ids: Iterable[Id], language: str = "nl") -> list[Addressee]:
    """Return those that are here and may be read (`may` is asked of each of the register), one of each organisation."""
    found: list[Addressee] = []
    known_here = view.directory.organisations
    for asked in ids:
        record = _of_register(view, asked)
        linked = record.entry if record is not None and record.entry in known_here else None
        uid = asked if asked in known_here else linked or asked
        entry = known_here.get(uid)
        names = (entry.names if entry else None) or (record.names if record else None)
        code = (entry.code if entry else "") or (record.short_name if record else "") or ""
        if (entry is None and record is None) or any(one.organisation == uid for one in found):
            continue
        known = _language(record, names)
        kind = (entry.kind if entry else None) or (record.kind if record else None)
        foreign = kind in FOREIGN_KINDS or ((record.country or "") if record else "").upper() not in HOME
        name = in_language(names or {}, known or language)[0] or code
        found.append(Addressee(uid, name, known, foreign))
    return found


def _is_meant(entry: OrganisationEntry, wanted: str) -> bool:
    if entry.state not in (None, AccountState.ACTIVE):
        return False
    said = " ".join([entry.code or "", *(entry.names or {}).values()]).casefold()
    return all(word in said for word in wanted.split())


def _of_register(view: View, uid: Id) -> Organisation | None:
    """Return the register's record of an organisation, itself one or the directory's."""
    found: Sequence[tuple[Id, Id, Organisation]] = view.locate(Organisation, "uid = ? OR entry = ?", uid, uid)
    return next((one for _, stream, one in found if view.may(Action.READ, stream)), None)


def _language(record: Organisation | None, names: object) -> str | None:
    """Return the language an organisation works in, of several the country's own first; else that of its only name."""
    works_in = [code for code in LANGUAGES if record is not None and code in record.languages]
    if works_in:
        return works_in[0]
    named = [code for code in (names if isinstance(names, dict) else {}) if code in LANGUAGES]
    return named[0] if len(named) == 1 else None
