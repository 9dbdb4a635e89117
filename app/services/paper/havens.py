"""Hospitals and safe places that a protocol or an order may send somebody to: the officer chooses, none by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, PlaceKind, PlaceSensitivity
from app.models.kinds.places import Place
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.paper.protocols import SealedValue, sealed_place
from app.services.paper.snapshot import Snapshot
from app.services.paper.wording import name_of, told

HAVENS = (PlaceKind.HOSPITAL, PlaceKind.SAFE_HAVEN)


@dataclass(frozen=True, slots=True)
class Haven:
    """A place of the register to choose. `where` is its municipality, empty where the place is under protection.

    Then `sealed` is what prints of it with a reason alone, where this officer may reveal it.
    """

    id: Id
    kind: PlaceKind
    names: Mapping[str, str] = field(repr=False)
    where: str = field(repr=False)
    sealed: SealedValue | None = field(default=None, repr=False)


def havens_now(desk: Desk, chosen: Sequence[Id]) -> tuple[Haven, ...]:
    """Return the hospitals and safe places that this officer may print, and what was chosen. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.PAPER)
        return havens_to_choose(view, chosen)


def havens_to_choose(view: View, chosen: Sequence[Id] = ()) -> tuple[Haven, ...]:
    """Return the hospitals and safe places that this officer may print, oldest first, and places that were chosen."""
    marks = ", ".join("?" * len(HAVENS))
    where = f"kind IN ({marks}) OR uid {AMONG}"
    found = view.locate(Place, where, *(kind.value for kind in HAVENS), among(chosen))
    return tuple(
        _haven(view, uid, stream, one)
        for uid, stream, one in found
        if isinstance(one.kind, PlaceKind) and view.may(Action.PRINT, stream)
    )


def havens_before(view: View, snapshot: Snapshot | None) -> tuple[Id, ...]:
    """Return those that the last version named and that are still in the register to print."""
    lines: Sequence[object] = getattr(snapshot.content, "havens", ()) if snapshot is not None else ()
    named = [place for line in lines if (place := getattr(line, "place", None)) is not None]
    return tuple(
        uid for uid in named
        if any(view.may(Action.PRINT, stream) for _, stream, _ in view.locate(Place, "uid = ?", uid))
    )  # fmt: skip


def _haven(view: View, uid: Id, stream: Id, place: Place) -> Haven:
    kind, names, hidden = PlaceKind(place.kind or PlaceKind.OTHER), place.names or {}, _protected(place)
    sealed = _named(uid, place) if hidden and view.may(Action.REVEAL, stream) else None
    return Haven(uid, kind, names, "" if hidden else place.municipality or "", sealed)


def _named(uid: Id, place: Place) -> SealedValue:
    """Return it with its name: it was chosen by it, and several may be of one kind."""
    name = name_of(place.names)
    return SealedValue(uid, told(N_("{label}: {value}"), label=sealed_place(uid, place).what, value=name))


def _protected(place: Place) -> bool:
    return place.sensitivity is PlaceSensitivity.PROTECTED
