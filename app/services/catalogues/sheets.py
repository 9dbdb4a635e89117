"""The catalogues as their page shows them: every line of every list, and whether this officer may change them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, ItemState, MinisterRule
from app.models.kinds.catalogue import CatalogueItem
from app.models.lists import CLOSED, LISTS, MEASURE_TYPES, Lists, limit_of, overlaid
from app.models.texts import LocalText, local_text
from app.services.desk import Desk, View, today_of
from app.services.trails import Past
from app.services.trails import as_of as stood_at

ORIGINAL_SHIPS = "nl"
"""The language in which the lists that ship were written."""


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """The lists of this store; `changed` are the lines (list, code) that administrators have written.

    In those `contested` two of them wrote apart, and somebody must choose.
    """

    lists: Lists
    changed: frozenset[tuple[str, str]] = field(repr=False)
    contested: frozenset[tuple[str, str]] = field(repr=False)
    may_change: bool


def catalogue_sheet(desk: Desk) -> CatalogueSheet:
    """Return the catalogues. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        lines = [(uid, (line.list or "", line.code or "")) for uid, line in view.find(CatalogueItem)]
        open_now = _contested(view)
        contested = frozenset(line for uid, line in lines if uid in open_now)
        return CatalogueSheet(view.lists, frozenset(line for _, line in lines), contested, view.may(Action.CATALOGUE))


def catalogue_sheet_as_of(desk: Desk, moment: datetime, past: Past) -> CatalogueSheet:
    """Return the catalogues as they read at `moment`; nothing of them can be changed. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        roots = {view.thing(stream).root for _, stream, _ in view.locate(CatalogueItem)}
    stood = [one for root in roots for one in stood_at(desk, root, moment, past)]
    lines = [one.record for one in sorted(stood, key=lambda one: one.stream)]
    changed = frozenset((line.list or "", line.code or "") for line in lines)
    return CatalogueSheet(overlaid(lines, today_of(moment)), changed, frozenset(), may_change=False)


def item_of(lists: Lists, name: str, code: str) -> CatalogueItem:
    """Return a line as the record that a form edits: what ships where nobody wrote. Raises KeyError."""
    entry = lists.all(name)[code]
    detail, limit = typed(entry.detail), limit_of(entry)
    if name == MEASURE_TYPES:
        detail.setdefault("minister", MinisterRule.AS_DECISION)
    return CatalogueItem(
        list=name,
        code=code,
        names=local_text(ORIGINAL_SHIPS, entry.words[ORIGINAL_SHIPS], **_others(entry.words)),
        order=entry.order,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        state=ItemState.WITHDRAWN if entry.withdrawn else ItemState.IN_USE,
        number=limit[0] if limit else None,
        unit=limit[1] if limit else None,
        **{field: detail.get(field) for field in LISTS[name].fields if field not in ("number", "unit")},
    )


def typed(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a line says as its fields hold it: what ships is written as text and numbers.

    How often a template's measure is carried out was one text before it had four.
    """
    found = {name: CLOSED[name](value) if name in CLOSED else value for name, value in detail.items()}
    if found.get("frequency") and not found.get("how_often"):
        said = str(found["frequency"])
        found["how_often"] = local_text(ORIGINAL_SHIPS, said, **dict.fromkeys(("fr", "de", "en"), said))
    return found


def _contested(view: View) -> set[Id]:
    sql = "SELECT DISTINCT uid FROM conflict JOIN entity ON entity.id = conflict.entity WHERE kind = ?"
    number = view.desk.schema.by_record[CatalogueItem].id
    return {bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (number,))}


def _others(words: LocalText) -> dict[str, str]:
    return {language: said for language, said in words.items() if language != ORIGINAL_SHIPS}
