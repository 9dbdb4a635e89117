"""The addresses of a file's persons: what a measure may be on or carried out at, besides places of the register.

A sealed address is known to be there by its use alone; what it says is revealed elsewhere, with a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, AddressUse
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import SealedAddress
from app.models.kinds.threat import Involvement
from app.models.rules.addresses import holds_on
from app.services.desk import Desk, View
from app.services.joined import group_of
from app.services.naming import read_names
from app.services.seeing import Sight


@dataclass(frozen=True, slots=True, repr=False)
class FilePlace:
    """An address of `person`, of the file; `record` is None where it is under seal."""

    id: Id
    person: Id
    use: AddressUse | None
    record: HomeAddress | None


def file_places(desk: Desk, file: Id, language: str) -> tuple[Sequence[FilePlace], Mapping[Id, str]]:
    """Return the addresses that hold today of a file's persons, and the persons' names. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        found = read_file_places(view, file)
        return found, read_names(view, {one.person for one in found}, language)


def read_file_places(view: View, file: Id) -> Sequence[FilePlace]:
    """Return them as far as this officer may read them, in the order of the persons, sealed ones last."""
    sight, today = Sight(view), view.desk.today()
    inside = [one.person for _, stream, one in view.locate(Involvement, "file = ?", file) if sight.stream(stream)]
    homes, sealed = list[FilePlace](), list[FilePlace]()
    for person in dict.fromkeys(one for one in inside if one is not None):
        for entry in group_of(view, sight, person)[0]:
            homes += [
                FilePlace(uid, person, one.use, one)
                for uid, stream, one in view.locate(HomeAddress, "person = ?", entry)
                if holds_on(one, today) and view.may(Action.READ, stream)
            ]
            sealed += [
                FilePlace(uid, person, one.use, None)
                for uid, stream, one in view.locate(SealedAddress, "subject = ?", entry)
                if holds_on(one, today) and view.may(Action.READ, stream)
            ]
    return list({one.id: one for one in (*homes, *sealed)}.values())
