"""A person as its screen shows it: the leading entry's card, the entries joined to it, where all of them appear, names.

Whichever entry is asked for, the leading one is shown: a joined entry opens it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.persons import Email, HomeAddress, Phone
from app.services.desk import Desk, View
from app.services.naming import ids_in, read_names
from app.services.registers.appearing import Appearance, Mention, Related, appearances_in, mentions, relations
from app.services.registers.merging import ShownPerson, shown_person
from app.services.registers.persons import PersonCard, person_cards
from app.services.registers.photos import read_photo
from app.services.registers.sealed_addresses import SealedLine, sealed_lines
from app.services.registers.vehicles import VehicleLine, vehicle_lines
from app.services.registers.zones import executing_zone, police_zones
from app.services.search.short_lists import Named
from app.services.seeing import Sight


@dataclass(frozen=True, slots=True, repr=False)
class PersonSheet:
    """A person as far as this officer may read one. `names` has no entry for what he may not."""

    card: PersonCard
    """Of the entry that leads."""
    joined: Sequence[PersonCard]
    """Of the entries joined to it: their numbers, addresses and other values are their own."""
    shown: ShownPerson
    files: Sequence[Appearance]
    mentions: Sequence[Mention]
    related: Sequence[Related]
    marking: Marking
    names: Mapping[Id, str]
    may_edit: bool
    may_edit_private: bool
    may_set_task: bool
    may_issue: bool
    may_merge: bool
    sealed: Sequence[SealedLine] = ()
    """Addresses under seal: that they are there, never what they say."""
    vehicles: Sequence[VehicleLine] = ()
    zones: Sequence[Named] = ()
    """What an address may be given as its police zone; `zone` is the one that most likely has it."""
    zone: Id | None = None
    photo: bytes | None = None
    """A JPEG; whoever shows it decodes it elsewhere, for another station may have sent it."""
    today: date | None = None
    """What ended before this day is over."""
    may_relate: frozenset[Id] = frozenset()
    """The relations that this officer may change, of others with this person too."""

    @property
    def phones(self) -> Sequence[tuple[Id, Phone]]:
        """Return the numbers of all entries, the leading one's first; so with the others below."""
        return [line for card in (self.card, *self.joined) for line in card.phones]

    @property
    def emails(self) -> Sequence[tuple[Id, Email]]:
        return [line for card in (self.card, *self.joined) for line in card.emails]

    @property
    def addresses(self) -> Sequence[tuple[Id, HomeAddress]]:
        return [line for card in (self.card, *self.joined) for line in card.addresses]


def person_sheet(desk: Desk, person: Id, language: str) -> PersonSheet:
    """Return a person for the screen; sealed words are not among it. Raises NotAllowed, NotThere."""
    shown = shown_person(desk, person)
    entries = [uid for uid, _ in shown.entries]
    with desk.read() as view:
        card, *joined = person_cards(view, entries)
        sight = Sight(view)
        files, said = appearances_in(view, sight, entries), mentions(view, sight, entries)
        related = relations(view, sight, entries)
        sealed, vehicles = sealed_lines(view, sight, entries), vehicle_lines(view, sight, entries)
        zones = police_zones(view, language)
        cards = (card, *joined)
        streams = [stream for one in cards for stream in (one.stream, one.private_stream) if stream is not None]
        markings = [view.thing(stream).marking for stream in streams]
        markings += [one.marking for one in sealed] + [one.marking for one in vehicles]
        records = [record for one in cards for record in (one.record, *(address for _, address in one.addresses))]
        ids = ids_in(desk.schema, records) | {*entries, *(one.other for one in related), *(one.uid for one in said)}
        ids |= {one.file for one in said if one.file is not None}
        return PersonSheet(
            card, joined, shown, files, said, related, max(markings), read_names(view, ids, language),
            may_edit=view.may(Action.REGISTER, card.stream),
            may_edit_private=card.private_stream is not None and view.may(Action.REGISTER, card.private_stream),
            may_set_task=view.may(Action.TASK),
            may_issue=view.may(Action.PAPER, card.stream) or person in view.facts.inspects,
            may_merge=view.may(Action.MERGE), sealed=sealed, vehicles=vehicles, zones=zones,
            zone=executing_zone(view, entries, zones), photo=_photo(desk, cards), today=desk.today(),
            may_relate=_changeable(view, related),
        )  # fmt: skip


def _changeable(view: View, related: Sequence[Related]) -> frozenset[Id]:
    streams = {one.stream for one in related}
    mine = {stream for stream in streams if view.may(Action.REGISTER, stream)}
    return frozenset(one.uid for one in related if one.stream in mine)


def _photo(desk: Desk, cards: Sequence[PersonCard]) -> bytes | None:
    with desk.read() as view:
        return next((photo for one in cards if (photo := read_photo(view, one.record)) is not None), None)
