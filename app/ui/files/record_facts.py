"""What a record says as facts, a line a field: the field's own label, and its value as a screen says it."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.schema import SCHEMA
from app.ui.forms.options import value_text
from app.ui.kit.words import Words

_EMPTY: tuple[Any, ...] = (None, "", (), [])


def every_fact(words: Words, record: object, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return these fields of a record, a field without a value with empty words."""
    fields = SCHEMA.by_record[type(record)].fields
    return [
        (words(fields[name].meta.label), "" if value in _EMPTY else value_text(words, fields[name], value))
        for name in names
        for value in [getattr(record, name)]
    ]


def said_facts(words: Words, record: object, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return those of these fields that have a value."""
    return every_fact(words, record, (name for name in names if getattr(record, name) not in _EMPTY))


def named_facts(words: Words, record: object, names: Iterable[str], known: Mapping[Id, str]) -> list[tuple[str, str]]:
    """Return those of these fields that name something else, by what it is called; `known` is what may be shown."""
    fields = SCHEMA.by_record[type(record)].fields
    return [
        (words(fields[name].meta.label), known.get(uid, words(N_("not shown here"))))
        for name in names
        if (uid := getattr(record, name)) is not None
    ]
