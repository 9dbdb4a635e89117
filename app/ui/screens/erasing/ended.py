"""What the screen of the end reads at once: files past their term, persons in no file, erasures that were made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import Action as Right
from app.models.enums import Marking
from app.services.desk import Desk
from app.services.erasing.loose import LoosePerson, loose_persons
from app.services.erasing.proofs import Proof, proofs
from app.services.erasing.retention import DueFile, due_files
from app.services.naming import names_of


@dataclass(frozen=True, slots=True, repr=False)
class Ended:
    """What the screen shows. `may` says whether this officer erases, `names` what organisations are called."""

    may: bool = False
    due: Sequence[DueFile] = ()
    loose: Sequence[LoosePerson] = ()
    done: Sequence[Proof] = ()
    names: Mapping[Id, str] = field(default_factory=dict)

    @property
    def marking(self) -> Marking:
        """Return the highest marking of what is listed."""
        listed = [one.marking for one in self.due] + [one.marking for one in self.loose]
        return max([Marking.NONE, *listed, *(one.marking for one in self.done)])


def read_ended(desk: Desk, language: str) -> Ended:
    """Return what the screen shows; each of the services asks `may` itself."""
    with desk.read() as view:
        may = view.may(Right.ERASE)
    done = proofs(desk)
    names = names_of(desk, {one.organisation for one in done}, language)
    if not may:
        return Ended(False, done=done, names=names)
    return Ended(True, due_files(desk), loose_persons(desk), done, names)
