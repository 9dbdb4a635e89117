"""The catalogues as their page shows them: every line of every list, and whether this officer may change them."""

from dataclasses import dataclass, field

from app.models.enums import Action, ItemState
from app.models.kinds.catalogue import CatalogueItem
from app.models.lists import LISTS, Lists, limit_of
from app.models.texts import LocalText, local_text
from app.services.desk import Desk

ORIGINAL_SHIPS = "nl"
"""The language in which the lists that ship were written."""


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """The lists of this store; `changed` are the lines (list, code) that administrators have written."""

    lists: Lists
    changed: frozenset[tuple[str, str]] = field(repr=False)
    may_change: bool


def catalogue_sheet(desk: Desk) -> CatalogueSheet:
    """Return the catalogues. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        written = frozenset((line.list or "", line.code or "") for _, line in view.find(CatalogueItem))
        return CatalogueSheet(view.lists, written, view.may(Action.CATALOGUE))


def item_of(lists: Lists, name: str, code: str) -> CatalogueItem:
    """Return a line as the record that a form edits: what ships where nobody wrote. Raises KeyError."""
    entry = lists.all(name)[code]
    detail, limit = entry.detail, limit_of(entry)
    return CatalogueItem(
        list=name,
        code=code,
        names=local_text(ORIGINAL_SHIPS, entry.words[ORIGINAL_SHIPS], **_others(entry.words)),
        order=entry.order,
        state=ItemState.WITHDRAWN if entry.withdrawn else ItemState.IN_USE,
        number=limit[0] if limit else None,
        unit=limit[1] if limit else None,
        **{field: detail.get(field) for field in LISTS[name].fields if field not in ("number", "unit")},
    )


def _others(words: LocalText) -> dict[str, str]:
    return {language: said for language, said in words.items() if language != ORIGINAL_SHIPS}
