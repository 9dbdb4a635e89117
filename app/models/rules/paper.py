"""The life of issued documents and of their copies (domain.md §4). For information, the cautious state is recall."""

from collections.abc import Mapping
from typing import Any

from app.core.errors import UserError
from app.core.i18n import N_, translate
from app.models.enums import CopyState, DocumentState, say
from app.models.rules.ranks import at, day, place

D, C = DocumentState, CopyState

DOCUMENT_STEPS: Mapping[DocumentState, frozenset[DocumentState]] = {
    D.DRAFT: frozenset({D.ISSUED}),
    D.ISSUED: frozenset({D.SUPERSEDED, D.RECALLED}),
    D.SUPERSEDED: frozenset({D.RECALLED}),
    D.RECALLED: frozenset(),
}

COPY_STEPS: Mapping[CopyState, frozenset[CopyState]] = {
    C.PREPARED: frozenset({C.HANDED_OVER, C.DESTROYED}),
    C.HANDED_OVER: frozenset({C.ACKNOWLEDGED, C.RETURNED, C.DESTROYED, C.WRITTEN_OFF}),
    C.ACKNOWLEDGED: frozenset({C.RETURNED, C.DESTROYED, C.WRITTEN_OFF}),
    C.RETURNED: frozenset({C.DESTROYED, C.HANDED_OVER}),
    C.WRITTEN_OFF: frozenset({C.RETURNED, C.DESTROYED}),
    C.DESTROYED: frozenset(),
}
"""A copy written off may turn up again; a returned one may be handed to somebody else."""

COPIES_OUT: frozenset[CopyState] = frozenset({C.PREPARED, C.HANDED_OVER, C.ACKNOWLEDGED})
"""States in which a copy stops the closing of its file."""

_ORDER = {
    state.value: rank
    for order in (
        (D.DRAFT, D.ISSUED, D.SUPERSEDED, D.RECALLED),
        (C.DESTROYED, C.RETURNED, C.WRITTEN_OFF, C.PREPARED, C.ACKNOWLEDGED, C.HANDED_OVER),
    )
    for rank, state in enumerate(order)
}


class PaperMayNotBecome(UserError):
    """A step that the life of a document or copy does not have."""

    sentence = N_("A document or copy that is {before} cannot become {after}. The register was not changed.")

    def say(self, language: str = "en") -> str:
        """Return the sentence with both states worded in `language`."""
        before, after = say(self.before, language), say(self.after, language)
        return translate(self.sentence, language).format(before=before, after=after)


def check_document_step(before: DocumentState, after: DocumentState) -> None:
    """Raise `PaperMayNotBecome` unless a document may go from `before` to `after`."""
    if after not in DOCUMENT_STEPS[before]:
        raise PaperMayNotBecome(before=before, after=after)


def check_copy_step(before: CopyState, after: CopyState) -> None:
    """Raise `PaperMayNotBecome` unless a copy may go from `before` to `after`."""
    if after not in COPY_STEPS[before]:
        raise PaperMayNotBecome(before=before, after=after)


def paper_rank(values: tuple[Any, ...]) -> tuple[int, ...]:
    """Rank rival states: recalled before issued, a copy still out before one that is back, then the later day."""
    return place(_ORDER, at(values, 0)), day(at(values, 1), 0)
