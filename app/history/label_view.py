"""What one state of a stream's label says, in the terms in which rights are asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.core.ids import NIL, Id
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.rights import ThingFacts


@dataclass(frozen=True, slots=True)
class LabelView:
    """What one state of a stream's label says."""

    part: str
    root: Id = field(compare=False)
    """No right that history judges depends on it; views of equal streams are equal."""
    owner: Id
    marking: Marking
    compartments: frozenset[str]
    co_owners: frozenset[Id]
    distribution: frozenset[Id]
    originator: Id | None
    consented: frozenset[Id]

    def thing(self) -> ThingFacts:
        """Return the facts that rights are asked about; recusals and officers are the services' to add."""
        return ThingFacts(
            part=self.part,
            owner=self.owner,
            marking=self.marking,
            compartments=self.compartments,
            co_owners=self.co_owners,
            distribution=self.distribution,
            originator=self.originator,
            consented=self.consented,
            root=self.root,
        )


def label_view(part: str, root: Id, owner: Id, records: list[Label]) -> LabelView:
    """Return the narrowest reading of a stream's label records (one, but for hostile streams)."""
    if not records:
        nobody: frozenset[Id] = frozenset()
        return LabelView(part, root, owner, Marking.NONE, frozenset(), nobody, nobody, None, nobody)
    return LabelView(
        part,
        root,
        owner,
        max(_marking(record.marking) for record in records),
        frozenset(name for record in records for name in record.compartments if isinstance(name, str)),
        frozenset.intersection(*(_ids(record.co_owners) for record in records)),
        frozenset.intersection(*(_ids(record.distribution) for record in records)),
        _originator(records[0].originator),
        frozenset.intersection(*(_ids(record.consented) for record in records)),
    )


def _marking(value: Any) -> Marking:
    """Return the marking; one this version does not know is higher than all it knows."""
    if isinstance(value, Marking):
        return value
    return Marking.NONE if value is None else max(Marking)


def _ids(values: Iterable[Any]) -> frozenset[Id]:
    """Return the ids among `values`: what is no id names nobody."""
    return frozenset(value for value in values if isinstance(value, bytes))


def _originator(value: Any) -> Id | None:
    """Return the originator; what is no id is somebody who never agrees."""
    return value if value is None or isinstance(value, bytes) else NIL
