"""Which operations of a cell still stand: each counted operation takes away those it supersedes and adds itself.

An author can only supersede what he saw, and what he saw is applied before him; so going through entries in any order
that respects their parents ends in the same set. One piece of code for what an officer saves, what a bundle brings,
and every look at the past.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from app.history.reading import Place
from app.history.wire import DELETION

K = TypeVar("K", bound=Hashable)


class Frontier(Generic[K]):
    """The standing operations of a set of entities; `K` names an entity."""

    def __init__(self) -> None:
        self.standing: dict[K, dict[int, list[Place]]] = {}
        """Per entity and cell; an empty list where all that stood was superseded."""
        self.touched: dict[K, set[int]] = {}
        """Per entity the cells in which something came or went."""

    def load(self, entity: K, cell: int, place: Place) -> None:
        """Take over a standing operation as stored."""
        self.standing.setdefault(entity, {}).setdefault(cell, []).append(place)

    def touch(self, entity: K, cells: Iterable[int]) -> None:
        """Count `cells` among those in which something changed."""
        self.touched.setdefault(entity, set()).update(cells)

    def write(self, entity: K, cell: int, place: Place, supersedes: Iterable[Place], *, once: bool) -> None:
        """Apply one counted operation.

        A reference outside this entity and cell has no effect, but for deletions, which supersede cells and are
        superseded by them. In a write-once kind nothing supersedes anything: only the creating entry counts.
        """
        cells = self.standing.get(entity)
        if cells is None:
            cells = self.standing[entity] = {}
        touched = self.touched.get(entity)
        if touched is None:
            touched = self.touched[entity] = set()
        here = cells.get(cell)
        if here is None:
            here = cells[cell] = []
        if not once:
            for gone in supersedes:
                if gone in here:
                    here.remove(gone)
                elif cell == DELETION:
                    self._drop(entity, gone)
                elif gone in cells.get(DELETION, ()):
                    cells[DELETION].remove(gone)
                    touched.add(DELETION)
        here.append(place)
        touched.add(cell)

    def write_new(self, entities: Sequence[K], who: Sequence[int], cells: Sequence[int], eid: int) -> None:
        """Apply all operations of an entry that supersedes nothing; operation i is of `entities[who[i]]`.

        The same as `write` for each; most of what a bundle brings is of this kind.
        """
        standing = [self.standing.setdefault(entity, {}) for entity in entities]
        touched = [self.touched.setdefault(entity, set()) for entity in entities]
        for idx, (at, cell) in enumerate(zip(who, cells, strict=True)):
            here = standing[at].get(cell)
            if here is None:
                standing[at][cell] = [(eid, idx)]
            else:
                here.append((eid, idx))
            touched[at].add(cell)

    def write_over(
        self,
        entities: Sequence[K],
        once: Sequence[bool],
        who: Sequence[int],
        cells: Sequence[int],
        superseded: Sequence[Sequence[Place]],
        eid: int,
    ) -> None:
        """Apply all operations of an entry, operation i superseding `superseded[i]`; the same as `write` for each.

        Most of them take the place of all that stands in their cell, which is one operation.
        """
        for idx, (at, cell, gone) in enumerate(zip(who, cells, superseded, strict=True)):
            entity = entities[at]
            here = self.standing.get(entity, {}).get(cell)
            if here is not None and here == gone and not once[at] and entity in self.touched:
                here[:] = [(eid, idx)]
                self.touched[entity].add(cell)
            else:
                self.write(entity, cell, (eid, idx), gone, once=once[at])

    def _drop(self, entity: K, gone: Place) -> None:
        for other, there in self.standing[entity].items():
            if gone in there:
                there.remove(gone)
                self.touched[entity].add(other)
                return
