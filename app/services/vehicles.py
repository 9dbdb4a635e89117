"""One entry of the register for a plate, whoever uses the vehicle: entered from a report, or on a person's page."""

from dataclasses import fields, replace

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.label import Label
from app.models.kinds.registers import Vehicle
from app.services.desk import Unit

PART = "vehicle"


def note_vehicle(unit: Unit, given: Vehicle, label: Label, user: Id | None = None) -> tuple[Id, bool]:
    """Return our vehicle with this plate and whether anything was written; entered where none is in sight.

    One in sight gets its user added, and of what is given that which it does not say so. One plate of two countries is
    two vehicles, and so is another organisation's: whom we protect is not written into what is theirs. Raises
    NotAllowed where ours is not this officer's to write.
    """
    for uid, stream, known in unit.locate(Vehicle, "plate = ?", given.plate):
        abroad = given.country and known.country and given.country != known.country
        theirs = unit.thing(stream).owner != unit.facts.organisation
        if abroad or theirs or not unit.may(Action.READ, stream):
            continue
        new = {one.name: getattr(given, one.name) for one in fields(Vehicle)}
        new = {name: value for name, value in new.items() if value not in (None, ()) and value != getattr(known, name)}
        if user is not None and user not in known.users:
            new["users"] = (*known.users, user)
        if new:
            unit.require(Action.REGISTER, stream)
            unit.change(stream, uid, Vehicle, new)
        return uid, bool(new)
    uid = unit.desk.ids.new()
    made = replace(given, users=given.users if user is None else (user,))
    unit.create(unit.begin(uid, PART, label, Action.REGISTER), made, uid)
    return uid, True
