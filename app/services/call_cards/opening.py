"""Opening a call card: rights, the reason where it is outside one's own files, the line in the log, and the reading.

The whole human is shown: all entries of the register that were joined, as far as this officer may read them.
"""

from collections.abc import Iterable

from app.core.ids import Id
from app.models.enums import Action, BloodGroup, FileState, InvolvementRole, Marking
from app.models.kinds.persons import HomeAddress, Person, PersonPrivate, Phone
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Vehicle
from app.models.kinds.threat import ThreatFile
from app.models.kinds.visits import VisitFile
from app.models.rules.addresses import holds_on
from app.services.access_log import Access, AccessReason, log_access
from app.services.call_cards.agreed import advice_of, levels_in, measures_now
from app.services.call_cards.cards import Appears, CallCard, Car, Home, Number, Seal, SealedKind
from app.services.call_cards.ringing import ring_in_order
from app.services.call_cards.whereabouts import whereabouts_of
from app.services.desk import Desk, View
from app.services.joined import group_of
from app.services.own_files import ReasonOfReading, give_reason, reason_asked
from app.services.paper.wording import address_text, full_name, number_text
from app.services.registers.appearing import appearances
from app.services.registers.photos import read_photo
from app.services.seeing import Sight

PROTECTED = frozenset(
    {
        InvolvementRole.THREATENED, InvolvementRole.HOUSEHOLD, InvolvementRole.PRINCIPAL, InvolvementRole.SPOUSE,
        InvolvementRole.DELEGATION,
    }
)  # fmt: skip
"""Roles to which level, advice and measures of a file apply; a reporter or contact person has none of them."""

_GONE = frozenset({FileState.CLOSED, FileState.ARCHIVED, FileState.ERASED, FileState.TRANSFERRED})


def open_call_card(desk: Desk, person: Id, reason: AccessReason = AccessReason.NONE) -> CallCard:
    """Return the card of a person and log that it was looked at.

    The log has no act of its own for looking: it is a search that found this one. Raises NotAllowed, NotThere, and
    ReasonOfReading where a file of the person is outside the officer's own files and no reason was given today.
    """
    files = dict.fromkeys(one.file for one in appearances(desk, person))
    outside = [file for file in files if reason_asked(desk, file)]
    if outside and reason is AccessReason.NONE:
        raise ReasonOfReading(field="reason")
    for file in outside:
        give_reason(desk, file, reason)
    log_access(desk, Access.SEARCH, [person], number=1, reason=reason)
    return call_card(desk, person)


def call_card(desk: Desk, person: Id) -> CallCard:
    """Return the card as it stands now, of whoever opened it before. Raises NotAllowed, NotThere, ReasonOfReading."""
    found = appearances(desk, person)
    if any(reason_asked(desk, file) for file in dict.fromkeys(one.file for one in found)):
        raise ReasonOfReading(field="reason")
    with desk.read() as view:
        view.require(Action.READ, view.part(person, "person"))
        sight = Sight(view)
        entries, _ = group_of(view, sight, person)
        record = view.get(Person, entries[0])
        private = _private(view, sight, entries)
        working = _files(view, (one.file for one in found if one.role in PROTECTED))
        measures = measures_now(view, entries, working)
        own = next((one for _, one in private if one.birth_date or one.blood_group), None)
        return CallCard(
            person=person, moment=desk.clock.now(), name=full_name(record), native_name=record.native_name or "",
            aliases=record.aliases, function=record.function, nationalities=record.nationalities,
            languages=record.languages, birth_date=own.birth_date if own else None,
            blood_group=own.blood_group if own and isinstance(own.blood_group, BloodGroup) else None,
            marking=_marking(view, entries, {*working, *(one.file for one in measures if one.file is not None)}),
            private=_may_see_private(view, sight, entries),
            levels=levels_in(view, entries, working), advice=advice_of(working), measures=measures,
            whereabouts=whereabouts_of(view, sight, entries, working),
            ring=ring_in_order(view, sight, entries, working, measures), phones=_phones(view, sight, entries),
            homes=_homes(view, sight, entries), seals=_seals(view, entries, private), cars=_cars(view, sight, entries),
            files=tuple(
                Appears(one.file, one.kind, one.reference or "", one.title or "", _state(view, one.file), one.role)
                for one in found
            ),
            joined=len(entries), photo=read_photo(view, record),
        )  # fmt: skip


def _files(view: View, files: Iterable[Id]) -> dict[Id, ThreatFile | VisitFile]:
    """Return the working files among these; all of them were read already, within rights."""
    found: dict[Id, ThreatFile | VisitFile] = {}
    for uid in dict.fromkeys(files):
        found.update({file: one for file, one in _records(view, uid) if one.state not in _GONE})
    return found


def _records(view: View, file: Id) -> list[tuple[Id, ThreatFile | VisitFile]]:
    return [*view.find(ThreatFile, "uid = ?", file), *view.find(VisitFile, "uid = ?", file)]


def _state(view: View, file: Id) -> FileState | None:
    states = [one.state for _, one in _records(view, file)]
    return states[0] if states and isinstance(states[0], FileState) else None


def _private(view: View, sight: Sight, entries: tuple[Id, ...]) -> list[tuple[Id, PersonPrivate]]:
    return [
        (uid, one)
        for entry in entries
        for uid, stream, one in view.locate(PersonPrivate, "person = ?", entry)
        if sight.stream(stream)
    ]


def _may_see_private(view: View, sight: Sight, entries: tuple[Id, ...]) -> bool:
    streams = [stream for entry in entries for stream in view.parts(entry, "person_private")]
    return any(sight.stream(stream) for stream in streams)


def _marking(view: View, entries: tuple[Id, ...], files: Iterable[Id]) -> Marking:
    """Return the highest marking of what the card was read from; of a file that is elsewhere, what was shared of it."""
    streams = [stream for root in (*entries, *files) for stream in _streams(view, root)]
    return max((view.thing(one).marking for one in streams if view.may(Action.READ, one)), default=Marking.NONE)


def _streams(view: View, root: Id) -> list[Id]:
    sql = "SELECT id FROM stream WHERE root = ?"
    return [bytes(row[0]) for row in view.connection.exec_driver_sql(sql, (root,))]


def _phones(view: View, sight: Sight, entries: tuple[Id, ...]) -> tuple[Number, ...]:
    return tuple(
        Number(number_text(one.number), one.use, one.remarks or "")
        for entry in entries
        for _, stream, one in view.locate(Phone, "person = ?", entry, order='"order" IS NULL, "order", id')
        if one.number and sight.stream(stream)
    )


def _homes(view: View, sight: Sight, entries: tuple[Id, ...]) -> tuple[Home, ...]:
    today = view.desk.today()
    found = [
        Home(uid, one.use, address_text(one), sealed=False)
        for entry in entries
        for uid, stream, one in view.locate(HomeAddress, "person = ?", entry)
        if sight.stream(stream) and holds_on(one, today)
    ]
    found += [
        Home(uid, one.use, "", sealed=True)
        for entry in entries
        for uid, stream, one in view.locate(SealedAddress, "subject = ?", entry)
        if sight.stream(stream) and holds_on(one, today)
    ]
    return tuple(found)


def _seals(view: View, entries: tuple[Id, ...], private: list[tuple[Id, PersonPrivate]]) -> tuple[Seal, ...]:
    """Return what is sealed and may be revealed by this officer, what is most often needed first."""
    found = [
        Seal(uid, SealedKind.ADDRESS, address.use)
        for entry in entries
        for uid, stream, address in view.locate(SealedAddress, "subject = ?", entry)
        if view.may(Action.REVEAL, stream) and holds_on(address, view.desk.today())
    ]
    for uid, one in private:
        if view.may(Action.REVEAL, view.stream_of(uid, PersonPrivate)):
            kinds = (SealedKind.CODE_WORD, SealedKind.DURESS_WORD, SealedKind.MEDICAL)
            found += [Seal(uid, kind) for kind in kinds if getattr(one, kind.value)]
    return tuple(found)


def _cars(view: View, sight: Sight, entries: tuple[Id, ...]) -> tuple[Car, ...]:
    used = " OR ".join("instr(users, ?)" for _ in entries)
    found = view.locate(Vehicle, used, *(entry.hex() for entry in entries), order="plate")
    return tuple(Car(_plate(one), _looks(one), bool(one.armoured)) for _, stream, one in found if sight.stream(stream))


def _looks(car: Vehicle) -> str:
    return ", ".join(filter(None, (" ".join(filter(None, (car.make, car.model))), car.colour)))


def _plate(car: Vehicle) -> str:
    abroad = f" ({car.country})" if car.country and car.country.upper() != "BE" else ""
    return f"{car.plate or ''}{abroad}"
