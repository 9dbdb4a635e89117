"""What uses a line of a list: shown before it changes, for every place that holds its code then reads otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.catalogues import CatalogueWord
from app.models.enums import Action
from app.models.fields import FieldSpec
from app.models.kind_specs import KindSpec, Schema
from app.models.kinds.measures import Measure
from app.models.lists import MINISTER
from app.models.rules.measures import TRANSITIONS
from app.models.tables import projection_name
from app.services.desk import Desk, View
from app.services.naming import read_names, root_facts
from app.services.seeing import Sight

MOST_PLACES = 100
"""Places that are named; the counts are of all."""


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """One root in which a line is used and that this officer may open."""

    root: Id
    kind: str
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class Uses:
    """How much uses a line: things by kind, and in how many roots they are.

    Who may change the lists counts everything of this store; others what they may read. `places` may be opened.
    """

    counts: Mapping[str, int] = field(repr=False)
    roots: int
    places: Sequence[Place] = field(default=(), repr=False)

    @property
    def total(self) -> int:
        """Return how many things use it."""
        return sum(self.counts.values())


def uses_of(desk: Desk, name: str, code: str, language: str) -> Uses:
    """Return what uses the line `code` of the list `name`. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, desk.trust.directory)
        whole, sight = view.may(Action.CATALOGUE), Sight(view)
        counts: dict[str, int] = {}
        roots: dict[Id, set[int]] = {}
        for kind, where, given in _conditions(desk.schema, name, code):
            sql = (
                f"SELECT sid, stream.root, count(*) FROM {projection_name(kind)} JOIN stream USING (sid)"  # noqa: S608
                f" WHERE {where} GROUP BY sid, stream.root"
            )
            rows = view.connection.exec_driver_sql(sql, given).all()
            seen = sight.streams({row[0] for row in rows})
            for sid, root, count in rows:
                if whole or sid in seen:
                    counts[kind.name] = counts.get(kind.name, 0) + count
                    roots.setdefault(bytes(root), set()).update({sid} & seen)
        mine = [root for root, seen_in in roots.items() if seen_in]
        return Uses(counts, len(roots), places_of(view, mine[:MOST_PLACES], language))


def _conditions(schema: Schema, name: str, code: str) -> list[tuple[KindSpec, str, tuple[str, ...]]]:
    """Return where a line is used: what holds its code; of a kind of decision, the measures that may take it now.

    What was decided before stays decided, whoever it needed.
    """
    if name != MINISTER:
        return [(kind, f'"{spec.name}" = ?', (code,)) for kind, spec in fields_of(schema, name)]
    states = sorted({state.value for state, kind in TRANSITIONS if state is not None and kind == code})
    marks = ", ".join("?" * len(states))
    return [(schema.by_record[Measure], f"state IN ({marks})", tuple(states))] if states else []


def fields_of(schema: Schema, name: str) -> list[tuple[KindSpec, FieldSpec]]:
    """Return the fields of all kinds that hold a code of the list."""
    return [
        (kind, spec)
        for kind in schema.kinds.values()
        for spec in kind.fields.values()
        if isinstance(spec.meta.show, CatalogueWord) and spec.meta.show.name == name
    ]


def places_of(view: View, roots: Sequence[Id], language: str) -> list[Place]:
    """Return what these roots are called, in order."""
    names = read_names(view, roots, language)
    found = [Place(root, *root_facts(view, root), names.get(root, "")) for root in roots]
    return sorted(found, key=lambda one: (one.kind, one.reference, one.title.casefold(), one.root))
