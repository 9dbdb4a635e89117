"""How an officer left a list, and his saved views: read when the list begins, kept a moment after each change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.services.lists.columns import Column, ListName
from app.ui.kit.kit import Kit
from app.ui.tables.views import Keeping, Look, from_json, to_json

SOON = 1000
"""Milliseconds without a change after which a look is kept."""


class LeftAs:
    """Of one list of `owner`; `look` tells how it is looked at now."""

    def __init__(
        self, kit: Kit, owner: QWidget, name: ListName, columns: Sequence[Column], keeping: Keeping,
        look: Callable[[], Look],
    ) -> None:  # fmt: skip
        self._kit, self._owner, self._columns, self._keeping, self._look = kit, owner, columns, keeping, look
        self._key = f"list/{name.value}"
        self._kept: dict[str, Any] = {}
        self._saving = QTimer(owner, singleShot=True, interval=SOON)
        self._saving.timeout.connect(self._save)

    def read(self, then: Callable[[Look | None, Mapping[str, Look]], object]) -> None:
        """Give the look it was left with, without what narrowed it then, and the saved views by name."""
        self._kit.jobs.read(self._owner, lambda: self._keeping.load(self._key), lambda raw: self._on_read(raw, then))

    def changed(self) -> None:
        """Keep the look, soon."""
        self._saving.start()

    def keep_views(self, views: Mapping[str, Look]) -> None:
        """Keep the saved views, now."""
        self._kept["views"] = {name: to_json(look) for name, look in views.items()}
        self._save()

    def _on_read(self, raw: Any, then: Callable[[Look | None, Mapping[str, Look]], object]) -> None:
        self._kept = raw if isinstance(raw, dict) else {}
        language = self._kit.words.language
        found = {name: from_json(one, self._columns, language) for name, one in (self._kept.get("views") or {}).items()}
        look = from_json(self._kept.get("look"), self._columns, language)
        whole = replace(look, query=replace(look.query, text="", filters={})) if look is not None else None
        then(whole, {name: one for name, one in found.items() if one is not None})

    def _save(self) -> None:
        kept = {**self._kept, "look": to_json(self._look())}
        if kept != self._kept:
            self._kept = kept
            self._keeping.keep(self._key, kept)
