"""Erasing single values of a person's entry: what a field ever said, where the person himself stays (GDPR, article 17).

Two officers, an authorisation and a reason, as for all that is erased. Only what the entry can do without: never its
name, what it must have, what something refers to or what was decided. What a file says of a person goes with the file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history import acts
from app.history.past import entries_of, operations
from app.history.rows import one_value
from app.models.enums import Action
from app.models.fields import KindSpec, Rule, Sensitivity
from app.models.kinds.schema import ANY_PART
from app.models.kinds.threat import PersonOfConcern
from app.models.names.full_names import every_name
from app.services.desk import Desk, NotThere, Unit, View
from app.services.erasing.acts import said_why
from app.services.erasing.loose import PARTS, human_of, persons_in
from app.services.erasing.reach import Holder, PaperReached, holders_of, not_allowed, papers_reached
from app.services.erasing.retention import YEARS, OnLegalHold
from app.services.station.erasures import Doomed, erase, with_what_tells
from app.services.station.four_eyes import SecondOfficer

_FREE_RULES = (Rule.VALUE, Rule.TEXT, Rule.SET)
_PARTS = (*PARTS.values(), "person_private")
_PERSONAL = (Sensitivity.PERSONAL, Sensitivity.SEALED)


class ValueStays(UserError):
    """The entry would be nobody's, or what was decided would be gone."""

    sentence = N_(
        "This is not erased by itself: the entry cannot do without it, or it is no personal detail. Correct it, or "
        "erase the person. Nothing was erased."
    )


@dataclass(frozen=True, slots=True, repr=False)
class ValuesReached:
    """What would be erased: how many values, of which fields (those of one cell go together), and as in `Reach`."""

    values: int
    fields: Sequence[str]
    papers: Sequence[PaperReached]
    holders: Sequence[Holder]
    hindrances: Sequence[UserError]


def reach_of_values(desk: Desk, stream: Id, uid: Id, kind: type, names: Sequence[str]) -> ValuesReached:
    """Return what erasing these fields would reach. Raises NotAllowed, NotThere, ValueStays."""
    with desk.read() as view:
        view.require(Action.ERASE, stream)
        spec = view.desk.schema.by_record[kind]
        found = _values_of(view, stream, uid, spec, names)
        doomed = Doomed(named=(uid,))
        fields = [one.name for cell in _cells(spec, names) for one in spec.cells[cell].fields]
        return ValuesReached(
            len(found), fields, papers_reached(view, doomed, (stream,)), holders_of(view, (stream,)),
            _hindrances(view, stream, uid, spec, names),
        )  # fmt: skip


def erase_values(
    desk: Desk, stream: Id, uid: Id, kind: type, names: Sequence[str], authorisation: str, reason: str,
    second: SecondOfficer | None,
) -> int:  # fmt: skip
    """Erase all that these fields of an object ever said here; return how many values. What is typed later stays.

    Fields that are true only together go together. Raises NotAllowed, NotThere (also where they never said anything),
    ValueStays, OnLegalHold, SecondNeeded, SameOfficer, AuthorisationMissing, ErasureNeedsReason.
    """
    why = said_why(authorisation, reason)
    found: list[tuple[bytes, int]] = []

    def look(unit: Unit) -> Doomed:
        unit.require(Action.ERASE, stream)
        spec = unit.desk.schema.by_record[kind]
        found.extend(_values_of(unit, stream, uid, spec, names))
        for hindrance in _hindrances(unit, stream, uid, spec, names):
            raise hindrance
        acts.erase_values(unit.writer, stream, uid, found, why)
        return Doomed(named=(uid,))

    erase(desk, look, why, second, also_in=(stream,))
    return len(found)


def _cells(spec: KindSpec, names: Iterable[str]) -> list[int]:
    """Return the cells of these fields. Raises ValueStays where one of them is not erased by itself."""
    cells = list(dict.fromkeys(spec.cell_of(name).id for name in names))
    for cell in cells:
        fields = [one.meta for one in spec.cells[cell].fields]
        personal = any(one.sensitivity in _PERSONAL for one in fields)
        if spec.cells[cell].rule not in _FREE_RULES or not personal or any(one.required or one.ref for one in fields):
            raise ValueStays
    return cells


def _values_of(view: View, stream: Id, uid: Id, spec: KindSpec, names: Sequence[str]) -> list[tuple[bytes, int]]:
    if view.thing(stream).part not in _PARTS or spec.part == ANY_PART:
        raise ValueStays
    cells = set(_cells(spec, names))
    sid = one_value(view.connection, "SELECT sid FROM stream WHERE id = ?", stream)
    found = [
        (past.hash, idx)
        for past in entries_of(view.connection, sid)
        for one, number, cell, idx, _ in operations(past.skeleton)
        if one == uid and number == spec.id and cell in cells
    ]
    if not found:
        raise NotThere
    return found


def _hindrances(view: View, stream: Id, uid: Id, spec: KindSpec, names: Sequence[str]) -> list[UserError]:
    """Return why they may not be erased now, the first of which the act raises."""
    homes = [stream, *(home for _, home in with_what_tells(view, Doomed(named=(uid,)), (stream,)))]
    found: list[UserError] = [ValueStays()] if _nameless(view, uid, spec, names) else []
    if _held(view, view.thing(stream).root, {view.thing(home).root for home in homes}):
        found.append(OnLegalHold())
    return [*found, *not_allowed(view, homes)]


def _nameless(view: View, uid: Id, spec: KindSpec, names: Sequence[str]) -> bool:
    """Tell whether a person of concern would have no name left: none of his is required by itself."""
    gone = {one.name for cell in _cells(spec, names) for one in spec.cells[cell].fields}
    found = view.find(PersonOfConcern, "uid = ?", uid) if spec.record is PersonOfConcern else []
    return any(_names(one, set()) and not _names(one, gone) for _, one in found)


def _names(one: PersonOfConcern, gone: set[str]) -> tuple[str, ...]:
    def said(name: str) -> str | None:
        return None if name in gone else getattr(one, name)

    return every_name(
        said("given_names"), said("family_name"), said("native_name"), () if "aliases" in gone else one.aliases
    )


def _held(view: View, root: Id, homes: set[Id]) -> bool:
    """Tell whether a court or an inquiry still needs a file that names this human, or a paper that would be emptied."""
    entries = set(human_of(view, root).entries)
    for kind in YEARS:
        for file, _ in view.find(kind, "legal_hold = 1"):
            if file in homes or not entries.isdisjoint(persons_in(view, file)):
                return True
    return False
