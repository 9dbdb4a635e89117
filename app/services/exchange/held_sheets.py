"""What is held back, as its screen shows it: who wrote what when on a revoked workstation, and who may adopt it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action
from app.services.desk import Desk
from app.services.exchange.quarantine import Held, held_entries
from app.services.naming import read_names, root_facts
from app.services.trail_sheets import unasked_trail
from app.services.trails import FieldChange


@dataclass(frozen=True, slots=True, repr=False)
class HeldSheet:
    """One entry held back: in which root, and what it would change. `names` words the ids among its values."""

    held: Held
    root: Id
    kind: str
    title: str
    reference: str
    changes: Sequence[FieldChange]
    names: Mapping[Id, str]
    may_adopt: bool


def held_sheets(desk: Desk, language: str) -> list[HeldSheet]:
    """Return what is held back in streams this officer may read, in order of arrival. Raises NotAllowed."""
    found = held_entries(desk)
    with desk.read() as view:
        root_of = {one.stream: view.thing(one.stream).root for one in found}
        facts = {root: root_facts(view, root) for root in root_of.values()}
        titles = read_names(view, facts, language)
        may = {stream: view.may(Action.LABEL, stream) for stream in root_of}
    trails = {root: unasked_trail(desk, root, language) for root in facts}
    sheets = []
    for one in found:
        root = root_of[one.stream]
        kind, reference = facts[root]
        changes = [change for change in trails[root].changes if change.entry == one.entry]
        sheets.append(
            HeldSheet(one, root, kind, titles.get(root, ""), reference, changes, trails[root].names, may[one.stream])
        )
    return sheets
