"""Which fields of a kind a form shows, in which order, under which headings.

A form that leaves a field out does it on purpose: what is neither named nor left out stands at the end, so that a
field added to a kind is there with no other line of code. What nobody types is never added by itself: what changes by
a decision only, what a thing belongs to, keys and attachments.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from app.core.i18n import N_
from app.models.fields import FieldSpec, Rule
from app.models.kind_specs import KindSpec
from app.models.kinds import SCHEMA

ATTACHMENT = "attachment"
JOINED: Mapping[str, tuple[str, tuple[str, ...]]] = {"latitude": (N_("Coordinates"), ("latitude", "longitude"))}
"""Fields of one cell that one editor asks by the first of them: what they are called, and all of them.

Its value is the tuple of theirs, None where one is empty.
"""
PERIODS: Mapping[str, str] = {
    "arrival": "departure", "from_on": "to_on", "start": "end", "starts": "ends", "stand_in_from": "stand_in_to",
    "valid_from": "valid_until", "dated": "valid_until",
}  # fmt: skip
"""Fields that begin a period, and what ends it: they are read together and stand side by side."""


@dataclass(frozen=True, slots=True, repr=False)
class FieldGroup:
    """Fields that stand together; `heading` is a msgid, empty for none."""

    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class FormSpec:
    """What a form shows of a kind. `required` must be filled in beside those declared so, `optional` not.

    `labels` are msgids that say better here what a field asks than its own does. `also` are fields of other kinds asked
    along, by names that are none of this kind's: `values()` has them, the record has not.
    """

    kind: KindSpec
    groups: tuple[FieldGroup, ...]
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, FieldSpec] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Return all fields in the order of the eye."""
        return tuple(name for group in self.groups for name in group.names)

    def field(self, name: str) -> FieldSpec:
        """Return the declaration of a field. Raises KeyError."""
        return self.also[name] if name in self.also else self.kind.fields[name]

    def kind_of(self, name: str) -> str:
        """Return the name of the kind a field is of; empty for one that is asked along."""
        return "" if name in self.also else self.kind.name

    def label(self, name: str) -> str:
        """Return the msgid of what a field asks. Raises KeyError."""
        return self.labels.get(name) or (JOINED[name][0] if name in JOINED else self.field(name).meta.label)

    @property
    def leading(self) -> frozenset[str]:
        """Return the fields that begin a period whose end is asked right after."""
        following = {pair for group in self.groups for pair in pairwise(group.names)}
        return frozenset(first for first, last in following if PERIODS.get(first) == last)

    def value_of(self, record: Any, name: str) -> Any:
        """Return what a record says to what the form asks by this name."""
        if name in self.also:
            return None
        if name not in JOINED:
            return getattr(record, name)
        said = tuple(getattr(record, one) for one in JOINED[name][1])
        return None if None in said else said

    def by_field(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the form's editors as those of the kind's fields."""
        found: dict[str, Any] = {}
        for name, value in values.items():
            if name in JOINED:
                fields = JOINED[name][1]
                found |= dict(zip(fields, value or (None,) * len(fields), strict=True))
            else:
                found[name] = value
        return found

    def is_required(self, name: str) -> bool:
        """Tell whether the field must be filled in."""
        return name in self.required or (self.field(name).meta.required and name not in self.optional)


def form_spec(
    kind: KindSpec | type,
    names: Sequence[str] | Mapping[str, Sequence[str]] = (),
    *,
    without: Collection[str] = (),
    required: Collection[str] = (),
    optional: Collection[str] = (),
    rest: bool = True,
    labels: Mapping[str, str] | None = None,
    also: Mapping[str, tuple[type, str]] | None = None,
) -> FormSpec:
    """Return the form of a kind (or of its record): `names` first, or groups of names by heading (a msgid).

    The kind's other fields follow unless they are in `without`, nobody types them, or `rest` is False. `also` names
    fields of other records. Raises KeyError on a name the kind does not have.
    """
    spec = kind if isinstance(kind, KindSpec) else SCHEMA.by_record[kind]
    parts = names if isinstance(names, Mapping) else {"": names}
    groups = [FieldGroup(heading, tuple(part)) for heading, part in parts.items()]
    named = {name for group in groups for name in group.names}
    foreign = {name: replace(SCHEMA.by_record[of].fields[its], name=name) for name, (of, its) in (also or {}).items()}
    asked = named | set(without) | set(required) | set(optional) | set(labels or {})
    unknown = (asked - set(spec.fields) - set(foreign)) | (set(foreign) & set(spec.fields))
    if unknown:
        raise KeyError(f"{spec.name}: {sorted(unknown)}")
    if rest:
        others = [f for f in spec.fields.values() if f.name not in named and f.name not in without and typed(spec, f)]
        groups.append(FieldGroup("", tuple(other.name for other in others)))
    return FormSpec(
        spec, tuple(group for group in groups if group.names), frozenset(required), frozenset(optional), labels or {},
        foreign,
    )  # fmt: skip


def typed(kind: KindSpec, field: FieldSpec) -> bool:
    """Tell whether officers type this field where nobody says otherwise."""
    if kind.cell_of(field.name).rule is Rule.WORKFLOW or field.meta.ref == ATTACHMENT:
        return False
    if field.type is bytes and field.meta.ref is None:
        return False
    if any(field.name in fields[1:] for _, fields in JOINED.values()):
        return False
    belongs_to = field is next(iter(kind.fields.values())) and field.meta.ref is not None and field.meta.required
    return not belongs_to
