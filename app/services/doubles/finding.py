"""Entries of the register that may be one human: looked for among all, or among what has just come in.

What is found is a question to an officer, never an answer. Looked through is what he may read, the private halves as
far as they were shared with him; who was joined already, or told apart, is not asked for again. One look costs a few
seconds at a hundred thousand entries; it reports how far it is and stops when asked.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from app.core.ids import Id
from app.core.progress import Cancel, Progress, silent
from app.models.enums import Action
from app.services.among import AMONG, among
from app.services.desk import Desk, View
from app.services.doubles.look import Answers, Double, DoubleLook
from app.services.kept import Answer, Kept, entries_of
from app.services.seeing import Sight

MOST = 5_000
"""Pairs that are kept, the surest: more would be looked at by nobody."""


_FOUND = Kept[tuple[Double, ...]]()


def look_for_doubles(
    desk: Desk, among: Collection[Id] | None = None, progress: Progress = silent, cancel: Cancel | None = None
) -> tuple[Double, ...]:
    """Return the pairs that may be one human, the surest first; with `among` those with one of these entries.

    A look at all is kept while the store is open (`known_doubles`). Raises NotAllowed, Cancelled.
    """
    stop = cancel or Cancel()
    with desk.read() as view:
        view.require(Action.READ)
        look = DoubleLook(view, None if among is None else frozenset(among), progress, stop)
        found = tuple(sorted(look.found(), key=lambda one: (-one.weight, one.one, one.other))[:MOST])
        if among is None:
            _FOUND.keep(view, Answer(found, entries_of(view), _rights(view)))
    return found


def known_doubles(desk: Desk) -> tuple[Double, ...] | None:
    """Return what the last look at all found and nobody answered since; None before the first. Raises NotAllowed."""
    with desk.read() as view:
        kept = _FOUND.last(view, _rights(view))
    return None if kept is None else still_open(desk, kept.value)


def still_open(desk: Desk, found: Sequence[Double]) -> tuple[Double, ...]:
    """Return those pairs that nobody answered since, and that are still to be read. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        sight = Sight(view)
        answers = Answers(view, sight)
        who = (person for one in found for person in (one.one, one.other))
        sql = f"SELECT uid, sid FROM p_person WHERE uid {AMONG}"  # noqa: S608 - a constant
        rows = view.connection.exec_driver_sql(sql, (among(who),)).all()
        seen = sight.streams({row[1] for row in rows})
        there = {bytes(row[0]) for row in rows if row[1] in seen}
        return tuple(one for one in found if {one.one, one.other} <= there and answers.open(one))


def _rights(view: View) -> object:
    """Return for whom a look holds: with other rights other reasons would be told. Of whichever day."""
    return replace(view.facts, moment=date.min)
