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
from app.history.erasing import value_scope
from app.history.past import entries_of, operations
from app.history.rows import one_value, select_in
from app.models.enums import Action
from app.models.fields import Rule, Sensitivity
from app.models.kind_specs import KindSpec
from app.models.kinds.schema import ANY_PART
from app.models.kinds.threat import PersonOfConcern
from app.models.names.full_names import every_name
from app.services.desk import Desk, NotThere, Unit, View
from app.services.erasing.acts import said_why
from app.services.erasing.again import Values
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


class NothingChosen(UserError):
    """An erasure of nothing."""

    sentence = N_("Tick at least one field. Nothing was erased.")


@dataclass(frozen=True, slots=True, repr=False)
class ValuesReached:
    """What would be erased: how many values, of which fields (those of one cell go together), and as in `Reach`."""

    values: int
    fields: Sequence[str]
    papers: Sequence[PaperReached]
    holders: Sequence[Holder]
    hindrances: Sequence[UserError]


def reach_of_values(desk: Desk, chosen: Sequence[Values]) -> ValuesReached:
    """Return what erasing these fields would reach. Raises NotAllowed, NotThere, ValueStays, NothingChosen."""
    chosen = _merged(chosen)
    with desk.read() as view:
        count, fields = 0, list[str]()
        for one in chosen:
            view.require(Action.ERASE, one.stream)
            spec = view.desk.schema.by_record[one.kind]
            count += len(_values_of(view, one, spec))
            fields += [field.name for cell in _cells(spec, one.names) for field in spec.cells[cell].fields]
        doomed, streams = _doomed(chosen), _streams(chosen)
        return ValuesReached(
            count, fields, papers_reached(view, doomed, streams), holders_of(view, streams), _hindrances(view, chosen)
        )


def erase_values(
    desk: Desk, chosen: Sequence[Values], authorisation: str, reason: str, second: SecondOfficer | None
) -> int:
    """Erase all that these fields ever said here, in one save; return how many values. What is typed later stays.

    Fields that are true only together go together. Raises NotAllowed, NotThere (also where they never said anything),
    ValueStays, NothingChosen, OnLegalHold, SecondNeeded, SameOfficer, AuthorisationMissing, ErasureNeedsReason.
    """
    why, chosen = said_why(authorisation, reason), _merged(chosen)
    found: dict[tuple[Id, Id], dict[tuple[bytes, int], None]] = {}

    def look(unit: Unit) -> Doomed:
        for one in chosen:
            unit.require(Action.ERASE, one.stream)
            values = _values_of(unit, one, unit.desk.schema.by_record[one.kind])
            found.setdefault((one.stream, one.uid), {}).update(dict.fromkeys(values))
        for hindrance in _hindrances(unit, chosen):
            raise hindrance
        for (stream, uid), gone in found.items():
            acts.erase_values(unit.writer, stream, uid, list(gone), why)
        return _doomed(chosen)

    erase(desk, look, why, second, also_in=_streams(chosen))
    return sum(map(len, found.values()))


def is_erasable(spec: KindSpec, part: str, name: str) -> bool:
    """Tell whether a field of an object in that part is erased by itself."""
    try:
        return part in _PARTS and spec.part != ANY_PART and bool(_cells(spec, (name,)))
    except ValueStays:
        return False


def _merged(chosen: Sequence[Values]) -> list[Values]:
    """Return the same with each object once: what it can do without is judged of all that goes.

    Raises NothingChosen.
    """
    names: dict[tuple[Id, Id, type], dict[str, None]] = {}
    for one in chosen:
        names.setdefault((one.stream, one.uid, one.kind), {}).update(dict.fromkeys(one.names))
    if not any(names.values()):
        raise NothingChosen
    return [Values(*whose, tuple(said)) for whose, said in names.items()]


def _doomed(chosen: Sequence[Values]) -> Doomed:
    return Doomed(named=tuple(dict.fromkeys(one.uid for one in chosen)))


def _streams(chosen: Sequence[Values]) -> tuple[Id, ...]:
    return tuple(dict.fromkeys(one.stream for one in chosen))


def _cells(spec: KindSpec, names: Iterable[str]) -> list[int]:
    """Return the cells of these fields. Raises ValueStays where one of them is not erased by itself."""
    cells = list(dict.fromkeys(spec.cell_of(name).id for name in names))
    for cell in cells:
        fields = [one.meta for one in spec.cells[cell].fields]
        personal = any(one.sensitivity in _PERSONAL for one in fields)
        if spec.cells[cell].rule not in _FREE_RULES or not personal or any(one.required or one.ref for one in fields):
            raise ValueStays
    return cells


def _values_of(view: View, chosen: Values, spec: KindSpec) -> list[tuple[bytes, int]]:
    if view.thing(chosen.stream).part not in _PARTS or spec.part == ANY_PART:
        raise ValueStays
    cells = set(_cells(spec, chosen.names))
    sid = one_value(view.connection, "SELECT sid FROM stream WHERE id = ?", chosen.stream)
    found = [
        (past.hash, idx)
        for past in entries_of(view.connection, sid)
        for one, number, cell, idx, _ in operations(past.skeleton)
        if one == chosen.uid and number == spec.id and cell in cells
    ]
    gone = _erased_among(view, [value_scope(chosen.stream, name, idx) for name, idx in found])
    left = [(name, idx) for name, idx in found if value_scope(chosen.stream, name, idx) not in gone]
    if not left:
        raise NotThere
    return left


def _erased_among(view: View, scopes: Sequence[bytes]) -> set[bytes]:
    return {
        bytes(row[0]) for row in select_in(view.connection, "SELECT scope FROM erasure WHERE scope IN ({keys})", scopes)
    }


def _hindrances(view: View, chosen: Sequence[Values]) -> list[UserError]:
    """Return why they may not be erased now, the first of which the act raises."""
    streams = _streams(chosen)
    homes = [*streams, *(home for _, home in with_what_tells(view, _doomed(chosen), streams))]
    found: list[UserError] = [ValueStays()] if any(_nameless(view, one) for one in chosen) else []
    roots = {view.thing(stream).root for stream in streams}
    if any(_held(view, root, {view.thing(home).root for home in homes}) for root in roots):
        found.append(OnLegalHold())
    return [*found, *not_allowed(view, homes)]


def _nameless(view: View, chosen: Values) -> bool:
    """Tell whether a person of concern would have no name left: none of his is required by itself."""
    spec = view.desk.schema.by_record[chosen.kind]
    gone = {one.name for cell in _cells(spec, chosen.names) for one in spec.cells[cell].fields}
    found = view.find(PersonOfConcern, "uid = ?", chosen.uid) if spec.record is PersonOfConcern else []
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
