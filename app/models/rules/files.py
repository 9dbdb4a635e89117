"""The life of a file (domain.md §4): `draft → open ↔ suspended → closed → archived → erased | transferred`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.models.enums import FileState, say
from app.models.rules.ranks import at, day, place

S = FileState

TRANSITIONS: Mapping[FileState, frozenset[FileState]] = {
    S.DRAFT: frozenset({S.OPEN, S.CLOSED}),
    S.OPEN: frozenset({S.SUSPENDED, S.CLOSED}),
    S.SUSPENDED: frozenset({S.OPEN, S.CLOSED}),
    S.CLOSED: frozenset({S.OPEN, S.ARCHIVED}),
    S.ARCHIVED: frozenset({S.OPEN, S.ERASED, S.TRANSFERRED}),
    S.TRANSFERRED: frozenset(),
    S.ERASED: frozenset(),
}
"""Reopening is allowed until erased or transferred, and is not a new file."""

_ORDER = {
    state.value: rank
    for rank, state in enumerate(
        reversed(
            (
                S.OPEN,
                S.SUSPENDED,
                S.DRAFT,
                S.CLOSED,
                S.ARCHIVED,
                S.TRANSFERRED,
                S.ERASED,
            )
        )
    )
}


class FileMayNotBecome(UserError):
    """A step that the life of a file does not have."""

    sentence = N_("A file that is {before} cannot become {after}. Nothing was changed.")

    def say(self, language: str = "en") -> str:
        """Return the sentence with both states worded in `language`."""
        before, after = say(self.before, language), say(self.after, language)
        return translate(self.sentence, language).format(before=before, after=after)


class ClosingNeedsReason(UserError):
    """A file is closed for a reason of the list."""

    sentence = N_("Choose why the file is closed. It stays open until then.")


class MeasuresStillRun(UserError):
    """Closing would leave persons whose protection nobody follows."""

    sentence = N_(
        "Measures still proposed, approved or running: {count}. End or refuse them first; the file stays open."
    )


class CopiesStillOut(UserError):
    """Paper of this file is still with somebody."""

    sentence = N_(
        "Paper copies still out: {count}. Record their return, destruction or loss first; the file stays open."
    )


@dataclass(frozen=True, slots=True, repr=False)
class ClosingFacts:
    """What closing depends on; `unsettled_measures` counts those in a state of `rules.measures.UNSETTLED`."""

    reason: str | None
    unsettled_measures: int
    copies_out: int


def check_step(before: FileState, after: FileState) -> None:
    """Raise `FileMayNotBecome` unless a file may go from `before` to `after`."""
    if after not in TRANSITIONS[before]:
        raise FileMayNotBecome(before=before, after=after)


def check_closing(before: FileState, facts: ClosingFacts) -> None:
    """Raise the first reason why a file in state `before` cannot be closed now, measures first."""
    check_step(before, FileState.CLOSED)
    if facts.unsettled_measures:
        raise MeasuresStillRun(count=facts.unsettled_measures)
    if facts.copies_out:
        raise CopiesStillOut(count=facts.copies_out)
    if not facts.reason:
        raise ClosingNeedsReason(field="closing_reason")


def file_rank(values: tuple[Any, ...]) -> tuple[int, ...]:
    """Rank rival states of a file: the livelier holds, then the later day."""
    return place(_ORDER, at(values, 0)), day(at(values, 1), 0)
