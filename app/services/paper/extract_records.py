"""Every record of this store that is about somebody, found by what the declarations of all kinds say may point to one.

A kind that is declared tomorrow is looked through without a line here. Nothing is read that this officer may not print.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.core.ids import Id
from app.models.enums import Action, InvolvementRole
from app.models.fields import FieldSpec, Sensitivity
from app.models.kind_specs import KindSpec
from app.models.kinds.label import Label
from app.models.kinds.paper import DocumentData, IssuedDocument
from app.models.kinds.persons import Person
from app.models.kinds.schema import ANY_KIND
from app.models.kinds.threat import AnalysisRequest, FileNote, Involvement, ThreatAnalysis, ThreatFile, ThreatReport
from app.models.kinds.visits import VisitFile
from app.services.desk import View
from app.services.paper.snapshot import SnapshotDamaged, thaw

NOT_CONTENT = frozenset({"label", "vouch", "document_data", "task_step"})
"""Kinds that say nothing about anybody: labels, bookkeeping, frozen bytes of papers."""
PERSON = "person"
FOLLOWED = frozenset({"measure", "person_private", "sealed_address"})
"""Kinds of which what points to them is about the person too: decisions, reports of execution, disclosures."""
COVER = ("number", "kind", "version", "issued")
"""What is told of a paper that cannot be read back."""
FRAMES = ("reference", "title")
"""What is told of a file that is about others and merely names the person in one of its fields."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record and where it lives; `fields` are those of it that are told.

    `unread`: a paper of the person's files that cannot be read back, so that nobody knows whether it names the person.
    """

    uid: Id
    stream: Id
    spec: KindSpec = field(repr=False)
    record: Any = field(repr=False)
    fields: tuple[FieldSpec, ...] = field(repr=False)
    unread: bool = False

    @property
    def sealed(self) -> tuple[FieldSpec, ...]:
        """Return the fields that hold something sealed."""
        return tuple(
            one
            for one in self.fields
            if one.meta.sensitivity is Sensitivity.SEALED and getattr(self.record, one.name) not in (None, "", ())
        )


def records_about(view: View, entries: Sequence[Id]) -> list[Found]:
    """Return all records about one human, known by `entries` of the register, that this officer may print.

    In the order of the kinds, oldest first; each once.
    """
    found: dict[tuple[str, Id], Found] = {}

    def keep(all_of: Iterable[Found]) -> None:
        for one in all_of:
            found.setdefault((one.spec.name, one.uid), one)

    keep(_of(view, Person, f"uid IN ({_marks(entries)})", *entries))
    keep(_pointing(view, PERSON, entries))
    for kind in sorted(FOLLOWED):
        keep(_pointing(view, kind, [one.uid for one in found.values() if one.spec.name == kind]))
    for file in _threatened_in([one.record for one in found.values()]):
        keep(_of(view, ThreatFile, "uid = ?", file))
        keep(_of(view, FileNote, "file = ?", file))
        keep(_of(view, ThreatReport, "file = ? AND targets = '[]'", file))
        keep(_of(view, AnalysisRequest, "file = ?", file))
        keep(_of(view, ThreatAnalysis, "file = ? AND (subject IS NULL OR subject = ?)", file, file))
    keep(_naming(view, [one.record for one in found.values()]))
    return sorted(found.values(), key=lambda one: one.spec.id)


def _marks(ids: Sequence[Id]) -> str:
    return ", ".join("?" * len(ids))


def _of(view: View, kind: type, where: str, *parameters: Any) -> Iterator[Found]:
    spec = view.desk.schema.by_record[kind]
    found: Sequence[tuple[Id, Id, Any]] = view.locate(kind, where, *parameters)
    for uid, stream, record in found:
        if view.may(Action.PRINT, stream):
            yield Found(uid, stream, spec, record, tuple(spec.fields.values()))


def _pointing(view: View, name: str, ids: Sequence[Id]) -> Iterator[Found]:
    """Yield what points to any of `ids`, which are of the kind `name`."""
    if not ids:
        return
    for spec in view.desk.schema.kinds.values():
        fields = [one for one in spec.fields.values() if one.meta.ref in (name, ANY_KIND) and one.type is bytes]
        if not fields or spec.name in NOT_CONTENT or spec.record is Label:
            continue
        where, *parameters = _asked(fields, ids)
        found: Sequence[tuple[Id, Id, Any]] = view.locate(spec.record, where, *parameters)
        for uid, stream, record in found:
            if not view.may(Action.PRINT, stream):
                continue
            told = tuple(spec.fields.values())
            if spec.record in (ThreatFile, VisitFile):
                told = tuple(one for one in told if one.name in FRAMES or one in fields)
            yield Found(uid, stream, spec, record, told)


def _asked(fields: Sequence[FieldSpec], ids: Sequence[Id]) -> tuple[Any, ...]:
    """Return the condition that any of these fields names one of `ids`, and its parameters."""
    parts: list[str] = []
    parameters: list[Any] = []
    for one in fields:
        if one.many:
            many = f'SELECT 1 FROM json_each("{one.name}") WHERE value IN ({_marks(ids)})'  # noqa: S608 - declared
            parts.append(f"EXISTS ({many})")
            parameters += [uid.hex() for uid in ids]
        else:
            parts.append(f'"{one.name}" IN ({_marks(ids)})')
            parameters += ids
    return (" OR ".join(parts), *parameters)


def _threatened_in(records: Iterable[Any]) -> list[Id]:
    roles = [one for one in records if isinstance(one, Involvement) and one.role is InvolvementRole.THREATENED]
    return list(dict.fromkeys(one.file for one in roles if one.file is not None))


def _naming(view: View, records: Sequence[Any]) -> Iterator[Found]:
    """Yield the papers of the person's files that name the person, and are about somebody or something else.

    Those that cannot be read are among them, marked so.
    """
    names = [_words(one.family_name, one.given_names) for one in records if isinstance(one, Person)]
    files = {file for one in records if (file := getattr(one, "file", None)) is not None}
    for file in sorted(files):
        for found in _of(view, IssuedDocument, "file = ?", file):
            data = view.find(DocumentData, "document = ?", found.uid)
            try:
                snapshot = thaw(data[0][1].data if data else None, found.record.snapshot)
            except SnapshotDamaged:
                told = tuple(one for one in found.fields if one.name in COVER)
                yield replace(found, fields=told, unread=True)
                continue
            texts = [_words(text) for text in _texts(snapshot.content)]
            if any(name and name <= text for name in names for text in texts):
                yield found


def _words(*texts: str | None) -> frozenset[str]:
    return frozenset(word.strip(",.;:()") for text in texts if text for word in text.casefold().split())


def _texts(value: object) -> Iterator[str]:
    """Yield every text of what a paper said, in all languages."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "__dataclass_fields__"):
        if hasattr(value, "family_name"):
            yield f"{value.family_name} {getattr(value, 'given_names', '')}"
        for name in value.__dataclass_fields__:
            yield from _texts(getattr(value, name))
