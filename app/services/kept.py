"""Answers that cost too much to work out at each asking: kept while the store is open, renewed by what was written.

Whoever asks says how far the store was written when he looked, and what the answer holds for: his rights, the day. For
others it is worked out anew, and never shown to them. Those who ask at once wait for the first, who works it out for
all. Nothing of it is written down: with the store closed it is gone.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from app.store.work import Store

V = TypeVar("V")


class Moment(Protocol):
    """One moment of a store: a look at it, or a unit of work, of which nothing is kept."""

    @property
    def connection(self) -> Connection: ...
    @property
    def store(self) -> Store: ...
    @property
    def lasts(self) -> bool:
        """Whether what it sees is durable: a unit of work may be taken back, its numbers of entries given to others."""
        ...


def entries_of(moment: Moment) -> int:
    """Return how far history is written at this moment of the store: grows with every entry."""
    return int(moment.connection.exec_driver_sql("SELECT COALESCE(max(eid), 0) FROM entry").scalar_one())


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Generic[V]):
    """What was worked out, from what was written up to `upto`, and what it holds for."""

    value: V
    upto: int
    holds_for: object


@dataclass(slots=True, repr=False)
class _Shelf(Generic[V]):
    """What is kept of one open store."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    answers: dict[Hashable, Answer[V]] = field(default_factory=dict)


_EVERY: list["Kept[Any]"] = []
"""Each sort of answers: they are made with the modules that keep them."""


def forget_answers(store: Store) -> None:
    """Keep no answer of this store any more: what was erased, or is locked, is not to be left in one."""
    for one in _EVERY:
        one.forget(store)


class Kept(Generic[V]):
    """Answers of one sort, one for each open store and each thing it is `about`."""

    def __init__(self) -> None:
        self._shelves: WeakKeyDictionary[Store, _Shelf[V]] = WeakKeyDictionary()
        self._turn = threading.Lock()
        _EVERY.append(self)

    def answer(
        self, moment: Moment, upto: int, holds_for: object, work_out: Callable[[Answer[V] | None], V],
        about: Hashable = None, still: Callable[[V], bool] = lambda _value: True,
    ) -> V:  # fmt: skip
        """Return the answer at `upto`: the kept one where it is of then, holds for the same and is `still` good.

        Else `work_out` is given the earlier one that holds for the same, if there is any, and what it returns is kept.
        """
        shelf = self._shelf(moment.store)
        with shelf.turn:
            known = _holding(shelf.answers.get(about), holds_for)
            if known is not None and known.upto == upto and still(known.value):
                return known.value
            earlier = known if known is not None and known.upto < upto else None
            made = Answer(work_out(earlier), upto, holds_for)
            _put(shelf, moment, about, made)
            return made.value

    def last(self, moment: Moment, holds_for: object, about: Hashable = None) -> Answer[V] | None:
        """Return what is kept for the same, whatever was written since; None where nothing is."""
        return _holding(self._shelf(moment.store).answers.get(about), holds_for)

    def keep(self, moment: Moment, made: Answer[V], about: Hashable = None) -> None:
        """Keep an answer that was worked out apart."""
        shelf = self._shelf(moment.store)
        with shelf.turn:
            _put(shelf, moment, about, made)

    def forget(self, store: Store) -> None:
        """Keep nothing of this store any more: what is asked next is worked out anew."""
        with self._turn:
            self._shelves.pop(store, None)

    def _shelf(self, store: Store) -> _Shelf[V]:
        with self._turn:
            return self._shelves.setdefault(store, _Shelf())


def _holding(known: Answer[V] | None, holds_for: object) -> Answer[V] | None:
    return known if known is not None and known.holds_for == holds_for else None


def _put(shelf: _Shelf[V], moment: Moment, about: Hashable, made: Answer[V]) -> None:
    """Put it in place, unless it is of an earlier moment, or of one that may yet be taken back."""
    known = shelf.answers.get(about)
    if moment.lasts and (known is None or known.upto <= made.upto):
        shelf.answers[about] = made
