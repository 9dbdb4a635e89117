"""Words of *Who knows what*: the heads of its rows and columns, what stands in a cell, and all that is known of one."""

from collections.abc import Mapping, Sequence

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import DocumentState
from app.services.exchange.release import Held
from app.services.knowing_matrix import Has, Knower, Told
from app.services.paper.copies import KIND_WORDS, HeldCopy
from app.ui.kit.kind_words import part_name
from app.ui.kit.words import Words, capital
from app.ui.tables.rows import Cell

Facts = list[tuple[str, str]]


class KnowingWords:
    """`names` are those of the ids of one file's matrix."""

    def __init__(self, words: Words, names: Mapping[Id, str]) -> None:
        self._words, self._names = words, names

    def side(self, one: Knower) -> Cell:
        """Return what a recipient is called, and what else beneath it."""
        name = one.name or next(iter(one.also), "") or capital(self._words(N_("another workstation")))
        return Cell(name, " · ".join(also for also in one.also if also != name), strong=True)

    def head(self, told: Told) -> Cell:
        """Return what a column is: a part of the file, or number, version, paper, whom it is about, day and state."""
        words, paper = self._words, told.paper
        if paper is None:
            return Cell(capital(part_name(words, told.part)), words(N_("by bundle")), strong=True)
        return Cell(f"{paper.registration} v{paper.version}", f"{self._paper(paper)}\n{self._life(paper)}", strong=True)

    def cell(self, has: Has) -> Cell:
        """Return the day and the state of what a recipient got; strong while it is with him."""
        words = self._words
        if has.shared:
            last = _last(has.shared)
            return Cell(self._day(last) or capital(words(N_("bundle"))), capital(words(_state(last))), strong=True)
        first = has.copies[0]
        state = capital(words.enum(first.state)) if first.state else ""
        more = [words.plural("{count} copy", "{count} copies", len(has.copies))] if len(has.copies) > 1 else []
        under = " · ".join([state, *more])
        return Cell(words.date(first.since) if first.since else "—", under, strong=has.still)

    def what(self, told: Told) -> str:
        """Return a column on one line of running text."""
        return self.head(told).plain.replace("\n", ", ")

    def facts(self, told: Told, has: Has | None) -> Facts:
        """Return all that is known of a cell, copy by copy and workstation by workstation."""
        words = self._words
        if has is None:
            return [(words(N_("State")), capital(words(N_("has nothing of it"))))]
        found: Facts = []
        for held in has.shared:
            found += self._of_bundle(held)
        if told.paper is not None and has.copies:
            if told.paper.issued is not None:
                issued = words.date(told.paper.issued)
                found.append((words(N_("Issued on")), issued))
            for copy in has.copies:
                found += self._of_copy(copy)
        return found

    def _of_bundle(self, held: Held) -> Facts:
        words = self._words
        station = self._names.get(held.station, words(N_("another workstation")))
        by = words(N_("bundle {number}"), number=held.counter) if held.counter else words(N_("bundle"))
        return [
            (words(N_("Workstation")), station), (words(N_("By")), by), (words(N_("Since")), self._day(held)),
            (words(N_("State")), capital(words(_state(held)))),
        ]  # fmt: skip

    def _of_copy(self, copy: HeldCopy) -> Facts:
        words = self._words
        number = words(N_("copy {number}"), number=copy.number)
        found = [(capital(number), copy.recipient)]
        if copy.state is not None:
            since = words.date(copy.since) if copy.since else ""
            state = " · ".join(part for part in (capital(words.enum(copy.state)), since) if part)
            found.append((words(N_("State")), state))
        for text, value in ((N_("By whom"), copy.by_whom), (N_("Before whom"), copy.before_whom)):
            if value:
                found.append((words(text), value))
        return found

    def _paper(self, paper: HeldCopy) -> str:
        kind = self._words(KIND_WORDS[paper.kind]) if paper.kind in KIND_WORDS else ""
        return "\n".join(part for part in (kind, self._names.get(paper.subject or b"", "")) if part)

    def _life(self, paper: HeldCopy) -> str:
        words, state = self._words, paper.document_state
        issued = words.date(paper.issued) if paper.issued else ""
        over = words.enum(state) if state not in (None, DocumentState.ISSUED) else ""
        return " · ".join(part for part in (issued, over) if part)

    def _day(self, held: Held) -> str:
        return self._words.date(held.moment) if held.moment is not None else ""


def _last(shared: Sequence[Held]) -> Held:
    return max(shared, key=lambda one: (one.moment is not None, one.moment, one.counter or 0))


def _state(one: Held) -> str:
    """Return how far a part is, a msgid."""
    if one.withdrawn:
        return N_("sent nothing new any more")
    return N_("confirmed") if one.confirmed else N_("written, not confirmed")
