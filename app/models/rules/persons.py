"""Rules of the register of persons: who is the same human as whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.core.ids import Id
from app.models.enums import MergeState
from app.models.rules.ranks import at, place

CROWD = 12
"""Entries with one number or address from which on it tells nothing: a switchboard, an embassy."""
_ORDER = {MergeState.JOINED.value: 0, MergeState.PARTED.value: 1}


def merge_rank(values: tuple[Any, ...]) -> tuple[int, ...]:
    """Rank rival states of an edge: two humans shown as one discloses more, so parted holds."""
    return (place(_ORDER, at(values, 0)),)


@dataclass(frozen=True, slots=True)
class Edge:
    """What one edge says of two entries: joined, and then that `one` leads; or told apart.

    An organisation speaks for the entries it owns or owns together with others: `for_one`, `for_other`.
    """

    one: Id
    other: Id
    joined: bool
    for_one: bool = True
    for_other: bool = True

    @property
    def spoken_for(self) -> frozenset[Id]:
        """Return the ends for which it speaks."""
        ends = ((self.one, self.for_one), (self.other, self.for_other))
        return frozenset(end for end, speaks in ends if speaks)


def joined_pairs(edges: Iterable[Edge]) -> list[tuple[Id, Id]]:
    """Return the pairs that are one human, the leading entry first.

    Each of the two must be joined by who speaks for it: what we show of our own does not change because another
    organisation says so. Two stations may each have made an edge between the same two. Where one of them that speaks
    for either tells them apart, they are apart: shown as one they would disclose more. Where each lets another lead,
    the older entry does.
    """
    said: dict[tuple[Id, Id], list[Edge]] = {}
    for edge in edges:
        if edge.one != edge.other and edge.spoken_for:
            low, high = sorted((edge.one, edge.other))
            said.setdefault((low, high), []).append(edge)
    found = []
    for (low, high), those in sorted(said.items()):
        both = {low, high} == set[Id]().union(*(edge.spoken_for for edge in those))
        if both and all(edge.joined for edge in those):
            turned = all(edge.one == high for edge in those)
            found.append((high, low) if turned else (low, high))
    return found


def leaders(pairs: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    """Return, for every entry of a pair, the one that leads all that are joined to it.

    It is the oldest entry that no other leads; in a circle, which stations that never meet can make of three merges,
    the oldest of all. The group itself is what hangs together, so that no circle makes anything of it.
    """
    known = list(pairs)
    root = _components(known)
    led = {other for _, other in known}
    head: dict[Id, Id] = {}
    for entry in sorted(root, key=lambda one: (one in led, one)):
        head.setdefault(root[entry], entry)
    return {entry: head[group] for entry, group in root.items()}


def _components(pairs: Iterable[tuple[Id, Id]]) -> dict[Id, Id]:
    head: dict[Id, Id] = {}

    def root(person: Id) -> Id:
        head.setdefault(person, person)
        while head[person] != person:
            head[person] = head[head[person]]
            person = head[person]
        return person

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        head[high] = low
    return {person: root(person) for person in list(head)}
