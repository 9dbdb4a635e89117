"""The vehicles somebody uses, as lines of his page. Each is an entry of its own: who share one share the entry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, Marking
from app.models.kinds.registers import Vehicle
from app.services.among import AMONG, among
from app.services.cases.concerns import label_as
from app.services.contacts import Entered, checked_plate
from app.services.desk import Desk, View
from app.services.registers.persons import PRIVATE
from app.services.seeing import Sight
from app.services.vehicles import note_vehicle


class VehicleThere(UserError):
    """The person has it already, just as it was typed."""

    sentence = N_("This person has that vehicle already. Nothing was saved.")


@dataclass(frozen=True, slots=True, repr=False)
class VehicleLine:
    """A vehicle one of the entries uses; `person` is that entry."""

    id: Id
    person: Id
    record: Vehicle
    marking: Marking
    may_change: bool


def add_vehicle(desk: Desk, person: Id, given: Vehicle, *, keep: bool = False) -> Entered:
    """Add a vehicle that somebody uses, its plate checked by its country; one of that plate is not entered twice.

    A new one is marked as his private data, for the own organisation alone. Raises NotAllowed, NotThere, VehicleThere
    and what the check refuses, unless `keep`.
    """
    plate = checked_plate(given.plate or "", given.country, keep=keep)
    with desk.write() as unit:
        private = unit.part(person, PRIVATE)
        unit.require(Action.REGISTER, private)
        uid, written = note_vehicle(unit, replace(given, plate=plate.value), label_as(unit, private), person)
        if not written:
            raise VehicleThere(field="plate")
        unit.save()
    return Entered(uid, plate.warning)


def leave_vehicle(desk: Desk, vehicle: Id, persons: Collection[Id]) -> bytes:
    """Say that these use a vehicle no more; it stays in the register. Return the hash of the save, for an undo.

    Raises NotAllowed, NotThere.
    """
    with desk.write() as unit:
        stream = unit.stream_of(vehicle, Vehicle)
        unit.require(Action.REGISTER, stream)
        users = unit.get(Vehicle, vehicle).users
        unit.change(stream, vehicle, Vehicle, {"users": tuple(one for one in users if one not in persons)})
        return unit.save().head


def vehicle_lines(view: View, sight: Sight, entries: Sequence[Id]) -> Sequence[VehicleLine]:
    """Return the vehicles that any of the entries uses, by plate, as far as this officer may read them."""
    where = f"EXISTS (SELECT 1 FROM json_each(users) WHERE unhex(value) {AMONG})"  # noqa: S608 - a constant
    return [
        VehicleLine(
            uid, next(entry for entry in entries if entry in one.users), one, view.thing(stream).marking,
            view.may(Action.REGISTER, stream),
        )
        for uid, stream, one in view.locate(Vehicle, where, among(entries), order="plate")
        if sight.stream(stream)
    ]  # fmt: skip
