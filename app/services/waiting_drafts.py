"""What an officer typed and has not saved, all at once: about what, since when, whether the thing changed meanwhile.

A draft about something that is gone, or that he may read no more, is told of too, without a word of what it is about:
nothing that was typed lapses quietly, and he may throw it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from app.core.ids import NIL, Id
from app.models.enums import Marking
from app.models.fields import Sensitivity
from app.services.desk import Desk, NotThere, View
from app.services.drafts import Draft, stored_drafts
from app.services.naming import read_names, root_facts
from app.services.seeing import Sight

MOST_LETTERS = 80
"""Letters of what was typed that a list shows."""


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """One draft. `root` and `root_kind` say in which file, visit or entry it belongs; empty for something new.

    `here` is False where its subject is gone or is his to read no more: then only `key` and `moment` are known.
    """

    key: str = field(repr=False)
    moment: datetime
    here: bool = True
    changed: bool = False
    root: Id = b""
    root_kind: str = ""
    reference: str = ""
    title: str = field(default="", repr=False)
    """Of what it belongs to."""
    begins: str = field(default="", repr=False)
    """The longest text in it that is not under seal, as far as a line takes."""
    marking: Marking = Marking.NONE


def waiting_drafts(desk: Desk, language: str) -> list[WaitingDraft]:
    """Return the officer's drafts, latest first. Raises NotAllowed."""
    with desk.read() as view:
        found = stored_drafts(view)
        roots = {key: root for key, draft, _ in found if draft is not None and (root := _root(view, draft))}
        names = read_names(view, {*roots.values(), *(d.base.about for _, d, _ in found if d)}, language)
        return [
            WaitingDraft(key, moment, here=False)
            if draft is None
            else _waiting(view, draft, roots.get(key, b""), names)
            for key, draft, moment in found
        ]


def _waiting(view: View, draft: Draft, root: Id, names: Mapping[Id, str]) -> WaitingDraft:
    kind, reference = root_facts(view, root) if root else ("", "")
    if root and not _reads(view, root):
        reference = ""
    about = draft.base.about
    marking = Marking.NONE if about == NIL else view.thing(view.stream_of(about)).marking
    typed = draft.values.get("marking")
    if isinstance(typed, int) and typed in set(Marking):
        marking = max(marking, Marking(typed))
    elif about == NIL:
        marking = Marking.RESTRICTED
    return WaitingDraft(
        draft.key, draft.moment, True, draft.changed, root, kind, reference,
        names.get(root, "") or names.get(about, ""), _begins(_shown(view, draft)), marking,
    )  # fmt: skip


def _root(view: View, draft: Draft) -> Id:
    if draft.base.about == NIL:
        return b""
    try:
        stream = view.stream_of(draft.base.about)
    except NotThere:
        return b""
    row = view.connection.exec_driver_sql("SELECT root FROM stream WHERE id = ?", (stream,)).first()
    return bytes(row[0]) if row is not None else b""


def _reads(view: View, root: Id) -> bool:
    try:
        return Sight(view).stream(view.stream_of(root))
    except NotThere:
        return False


def _shown(view: View, draft: Draft) -> Mapping[str, Any]:
    """Return what was typed without what is sealed in the kind the key names, else in any; choice or day is no text."""
    kind = view.desk.schema.by_name.get(draft.key.partition(":")[0])
    kinds = view.desk.schema.kinds.values() if kind is None else (kind,)
    away = {
        name for one in kinds for name, field in one.fields.items()
        if field.meta.sensitivity is Sensitivity.SEALED or (kind is not None and issubclass(field.type, Enum | date))
    }  # fmt: skip
    return {name: value for name, value in draft.values.items() if name not in away}


def _begins(values: Mapping[str, Any]) -> str:
    texts = sorted(_texts(values), key=len, reverse=True)
    text = " ".join(texts[0].split()) if texts else ""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip() + "…"


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return []
