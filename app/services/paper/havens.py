"""Hospitals and safe places that a protocol or an order may send somebody to: the officer chooses, none by default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import Action, PlaceKind, PlaceSensitivity
from app.models.kinds.places import Place
from app.services.desk import View
from app.services.paper.snapshot import Snapshot

HAVENS = (PlaceKind.HOSPITAL, PlaceKind.SAFE_HAVEN)


@dataclass(frozen=True, slots=True)
class Haven:
    """A place of the register to choose. `where` is its municipality, empty where the place is under protection."""

    id: Id
    kind: PlaceKind
    names: Mapping[str, str] = field(repr=False)
    where: str = field(repr=False)


def havens_to_choose(view: View) -> tuple[Haven, ...]:
    """Return the hospitals and safe places that this officer may print, oldest first."""
    marks = ", ".join("?" * len(HAVENS))
    return tuple(
        Haven(uid, one.kind, one.names or {}, "" if _protected(one) else one.municipality or "")
        for uid, stream, one in view.locate(Place, f"kind IN ({marks})", *(kind.value for kind in HAVENS))
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


def _protected(place: Place) -> bool:
    return place.sensitivity is PlaceSensitivity.PROTECTED
