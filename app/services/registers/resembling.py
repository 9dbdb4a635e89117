"""Entries of the register that may be the person somebody is typing: to be shown and judged, never acted upon."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.persons import Person
from app.models.names.full_names import names_of
from app.models.names.matching import folded, lookalikes
from app.models.names.sounding import sound_alike, sounding
from app.models.texts import in_language
from app.services.desk import Desk
from app.services.joined import group_of
from app.services.search.finding import SOON, find_in
from app.services.search.indexing import drain_index
from app.services.seeing import Sight

CANDIDATES = 12
"""Entries compared with what is typed."""
MOST = 3
"""Entries shown."""


@dataclass(frozen=True, slots=True)
class Resembling:
    """An entry with its usual name and function. `same`: written alike, but for accents, capitals and hyphens."""

    person: Id
    name: str = field(repr=False)
    function: str = field(repr=False)
    same: bool


def resembling_persons(
    desk: Desk, given: str, family: str, native: str, language: str, *, known: Sequence[Id] = ()
) -> tuple[Resembling, ...]:
    """Return the entries this officer may read that resemble a name, those written alike first; `known` left out.

    A family name alone resembles only who has no given names either. Raises NotAllowed.
    """
    typed = [name for name in (f"{given} {family}".strip(), native.strip()) if name]
    drain_index(desk, SOON)
    with desk.read() as view:
        view.require(Action.READ)
        found: dict[Id, Resembling] = {}
        sight = Sight(view)
        for name in typed:
            heard = sounding(name)
            for hit in find_in(view, name, ["person"], CANDIDATES, language=language):
                if hit.root_kind != "person" or hit.root in known or hit.root in found:
                    continue
                group = group_of(view, sight, hit.root)[0]
                known_as = view.get_all(Person, group)
                records = [known_as[entry] for entry in group]
                theirs = [one for record in records for one in names_of(record)]
                same = any(folded(name) == folded(one) for one in theirs)
                if same or lookalikes(name, theirs) or any(sound_alike(heard, sounding(one)) for one in theirs):
                    function = in_language(records[0].function, language)[0] if records[0].function else ""
                    found[hit.root] = Resembling(hit.root, theirs[0], function, same)
        return tuple(sorted(found.values(), key=lambda one: (not one.same, one.name))[:MOST])
