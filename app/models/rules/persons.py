"""Rules of the register of persons: who is the same human as whom."""

from collections.abc import Iterable
from typing import Any

from app.core.ids import Id
from app.models.enums import MergeState
from app.models.rules.ranks import at, place

_ORDER = {MergeState.JOINED.value: 0, MergeState.PARTED.value: 1}


def merge_rank(values: tuple[Any, ...]) -> tuple[int, ...]:
    """Rank rival states of an edge: two humans shown as one discloses more, so parted holds."""
    return (place(_ORDER, at(values, 0)),)


def components(edges: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    """Return, for every person on a joined edge, the smallest id of its connected component."""
    head: dict[Id, Id] = {}

    def root(person: Id) -> Id:
        head.setdefault(person, person)
        while head[person] != person:
            head[person] = head[head[person]]
            person = head[person]
        return person

    for one, other in edges:
        low, high = sorted((root(one), root(other)))
        head[high] = low
    return {person: root(person) for person in head}
