"""Which operations of a cell still stand: each counted operation takes away those it supersedes and adds itself.

An author can only supersede what he saw, and what he saw is applied before him; so going through entries in any order
that respects their parents ends in the same set. One piece of code for what an officer saves, what a bundle brings,
and every look at the past.
"""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

from app.history.reading import Place
from app.history.wire import DELETION

K = TypeVar("K", bound=Hashable)


class Frontier(Generic[K]):
    """The standing operations of a set of entities; `K` names an entity."""

    def __init__(self) -> None:
        self.standing: dict[tuple[K, int], list[Place]] = {}
        self.cells: dict[K, set[int]] = {}
        self.touched: set[tuple[K, int]] = set()

    def load(self, entity: K, cell: int, place: Place) -> None:
        """Take over a standing operation as stored."""
        self.standing.setdefault((entity, cell), []).append(place)
        self.cells.setdefault(entity, set()).add(cell)

    def write(self, entity: K, cell: int, place: Place, supersedes: Iterable[Place], *, once: bool) -> None:
        """Apply one counted operation.

        A reference outside this entity and cell has no effect, but for deletions, which supersede cells and are
        superseded by them. In a write-once kind nothing supersedes anything: only the creating entry counts.
        """
        key = (entity, cell)
        here = self.standing.get(key)
        if here is None:
            here = self.standing[key] = []
            self.cells.setdefault(entity, set()).add(cell)
        if not once:
            for gone in supersedes:
                if gone in here:
                    here.remove(gone)
                elif cell == DELETION:
                    self._drop(entity, gone)
                elif gone in self.standing.get((entity, DELETION), ()):
                    self.standing[entity, DELETION].remove(gone)
                    self.touched.add((entity, DELETION))
        here.append(place)
        self.touched.add(key)

    def _drop(self, entity: K, gone: Place) -> None:
        for other in self.cells[entity]:
            there = self.standing.get((entity, other), [])
            if gone in there:
                there.remove(gone)
                self.touched.add((entity, other))
                return
