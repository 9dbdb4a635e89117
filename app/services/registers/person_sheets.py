"""A person as its screen shows it: the card, other entries that are the same human, the files, everybody's names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.services.desk import Desk
from app.services.naming import ids_in, read_names
from app.services.registers.merging import Appearance, ShownPerson, appearances, shown_person
from app.services.registers.persons import PersonCard, person_card
from app.services.registers.photos import read_photo


@dataclass(frozen=True, slots=True, repr=False)
class PersonSheet:
    """A person as far as this officer may read one. `names` has no entry for what he may not."""

    card: PersonCard
    shown: ShownPerson
    files: Sequence[Appearance]
    marking: Marking
    names: Mapping[Id, str]
    may_edit: bool
    may_edit_private: bool
    may_set_task: bool
    photo: bytes | None = None
    """A JPEG; whoever shows it decodes it elsewhere, for another station may have sent it."""


def person_sheet(desk: Desk, person: Id, language: str) -> PersonSheet:
    """Return a person for the screen; sealed words are not among it. Raises NotAllowed, NotThere."""
    card, shown = person_card(desk, person), shown_person(desk, person)
    files = appearances(desk, person)
    with desk.read() as view:
        streams = [stream for stream in (card.stream, card.private_stream) if stream is not None]
        records = [card.record, *(one for _, one in card.addresses), *(one for _, one in card.relations)]
        ids = ids_in(desk.schema, records) | {person} | {uid for uid, _ in shown.entries}
        return PersonSheet(
            card, shown, files, max(view.thing(stream).marking for stream in streams),
            read_names(view, ids, language), view.may(Action.REGISTER, card.stream),
            card.private_stream is not None and view.may(Action.REGISTER, card.private_stream),
            view.may(Action.TASK), read_photo(view, card.record),
        )  # fmt: skip
