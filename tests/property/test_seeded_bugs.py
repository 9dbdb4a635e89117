"""The tests themselves: each small wrong in the engine's decisions is caught by few histories (exchange.md §7)."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from app.history import admitting, applying, authority, cells, claims, directory, labels, past, quarantine, settling
from app.history.authority import Authority
from app.history.cells import CellBook
from app.history.frontier import Frontier
from app.history.settling import Settled
from app.models import rights
from app.models.fields import Rule
from app.models.kind_specs import KindSpec
from tests.property.histories import History
from tests.property.replicas import House

MOST = 300
RARE = (26, 40, 39, 81, 135, 53, 140, 11, 242, 288)
"""Histories that catch what few others do: tried before the others, or most of the time goes into finding them."""
Patch = pytest.MonkeyPatch

_write = Frontier.write
_settle = settling.settle
_settle_set = settling._settle_set
_ranked = settling._ranked
_is_others = KindSpec.is_others


def _superseding_ignores_the_index(patch: Patch) -> None:
    def write(self: Any, entity: Any, cell: int, place: Any, supersedes: Iterable[Any], *, once: bool) -> None:
        wide = [(eid, idx) for eid, _ in supersedes for idx in range(12)]
        _write(self, entity, cell, place, wide, once=once)

    patch.setattr(Frontier, "write", write)


def _only_the_first_reference_counts(patch: Patch) -> None:
    def write(self: Any, entity: Any, cell: int, place: Any, supersedes: Iterable[Any], *, once: bool) -> None:
        _write(self, entity, cell, place, list(supersedes)[:1], once=once)

    patch.setattr(Frontier, "write", write)


def _references_reach_across_cells(patch: Patch) -> None:
    def write(self: Any, entity: Any, cell: int, place: Any, supersedes: Iterable[Any], *, once: bool) -> None:
        named = list(supersedes)
        _write(self, entity, cell, place, named, once=once)
        for gone in named if not once else ():
            if gone != place:
                self._drop(entity, gone)

    patch.setattr(Frontier, "write", write)


def _an_addition_to_a_set_loses(patch: Patch) -> None:
    patch.setattr(settling, "_settle_set", lambda _, lives: _settle_set(Rule.NARROW_SET, lives))


def _an_addition_to_what_grants_access_wins(patch: Patch) -> None:
    patch.setattr(settling, "_settle_set", lambda _, lives: _settle_set(Rule.SET, lives))


def _the_lowest_holds(patch: Patch) -> None:
    patch.setattr(settling, "_number", lambda value: -value if isinstance(value, int) else -99)


def _void_operations_count(patch: Patch) -> None:
    patch.setattr(cells, "is_void", lambda *_: False)


def _the_order_of_arrival_decides(patch: Patch) -> None:
    patch.setattr(settling.Live, "order", property(lambda self: (self.eid, self.hash, self.idx)))


def _the_hash_goes_before_the_graph(patch: Patch) -> None:
    patch.setattr(settling.Live, "order", property(lambda self: (0, self.hash, self.idx)))


def _a_deletion_takes_concurrent_edits_along(patch: Patch) -> None:
    def is_alive(lives: Any) -> bool:
        return not lives.get(0)

    patch.setattr(cells, "is_alive", is_alive)


def _a_deletion_has_no_effect(patch: Patch) -> None:
    patch.setattr(Frontier, "_drop", lambda *_: None)


def _what_protects_least_holds(patch: Patch) -> None:
    def ranked(rank: Any, values: Any) -> Any:
        key = _ranked(rank, values)
        return (-key[0], *key[1:]) if key else key

    patch.setattr(settling, "_ranked", ranked)


def _the_last_writing_of_a_note_wins(patch: Patch) -> None:
    def settle(kind: Any, cell: Any, lives: Any, creator: Any = None) -> Settled:
        if kind is not None and kind.once:
            lives = [max(lives, key=lambda live: live.order)]
            creator = None
        return _settle(kind, cell, lives, creator)

    patch.setattr(cells, "settle", settle)
    patch.setattr(past, "settle", settle)


def _notes_are_superseded_like_anything(patch: Patch) -> None:
    patch.setattr(CellBook, "_is_once", lambda *_: False)


def _no_conflict_is_ever_seen(patch: Patch) -> None:
    patch.setattr(cells, "settle", lambda *given: _settle(*given)._replace(conflict=False))


def _labels_are_judged_as_they_are_now(patch: Patch) -> None:
    patch.setattr(labels.LabelBook, "_line", lambda self, _: {e.eid for there in self._entries.values() for e in there})


def _rights_are_judged_as_they_are_now(patch: Patch) -> None:
    patch.setattr(
        directory.Directories, "at", lambda self, head: self._read(tuple(self.tips())) if head else directory.EMPTY
    )


def _a_value_that_comes_later_is_not_shown(patch: Patch) -> None:
    patch.setattr(CellBook, "reread", lambda *_: None)


def _what_must_wait_is_thrown_away(patch: Patch) -> None:
    patch.setattr(admitting, "keep_waiting", lambda *_, **__: None)


def _a_narrowing_may_be_undone_by_whom_it_narrows(patch: Patch) -> None:
    patch.setattr(authority, "widens", lambda *_: False)


def _who_executes_decides(patch: Patch) -> None:
    patch.setattr(rights, "OWNER_DECIDES", frozenset())


def _who_executes_writes_all_of_it(patch: Patch) -> None:
    patch.setattr(Authority, "_of_owner", lambda *_: [])


def _who_executes_takes_it_away(patch: Patch) -> None:
    patch.setattr(KindSpec, "is_others", lambda self, cell: cell == 0 or _is_others(self, cell))


def _who_executes_says_nothing_at_all(patch: Patch) -> None:
    patch.setattr(KindSpec, "is_others", lambda self, _: self.others is None)


def _what_a_revoked_station_wrote_counts(patch: Patch) -> None:
    patch.setattr(quarantine, "_supported", lambda _, __, eids, ___: set(eids))


def _a_cut_off_is_not_looked_at(patch: Patch) -> None:
    real = quarantine.revoked_stations
    patch.setattr(applying, "revoked_stations", lambda *given: dict.fromkeys(real(*given)))


def _an_id_counts_in_every_stream(patch: Patch) -> None:
    patch.setattr(claims, "_lost", lambda _: [])


def _an_id_counts_where_the_smaller_stream_is(patch: Patch) -> None:
    patch.setattr(claims, "was_given", lambda *_: False)


def _an_id_counts_where_its_giver_wrote_it_last(patch: Patch) -> None:
    rank = lambda one: (one.rank[0], -one.rank[1], one.rank[2])  # noqa: E731
    patch.setattr(claims, "_lost", lambda found: sorted(found, key=rank)[1:])


def _what_came_first_keeps_its_id(patch: Patch) -> None:
    patch.setattr(applying, "streams_to_judge", lambda *_: set())


BUGS: list[Callable[[Patch], None]] = [
    found
    for name, found in list(globals().items())
    if name.startswith("_") and getattr(found, "__annotations__", {}).get("patch") is Patch
]


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__.strip("_"))
def test_a_seeded_bug_is_caught(house: House, bug: Callable[[Patch], None]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        bug(patch)
        caught = next((seed for seed in (*RARE, *range(MOST)) if History(house, seed).run()), None)

    assert caught is not None, "a wrong engine passed"
    print("caught by history", caught)
