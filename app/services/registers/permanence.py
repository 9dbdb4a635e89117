"""The number at which one's own organisation is reached night and day: papers say it by themselves.

It stands with the organisation's entry of the register, which is begun from the directory where there is none yet.
"""

from dataclasses import dataclass, field

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.registers import Organisation
from app.services.contacts import Entered
from app.services.desk import Desk
from app.services.registers.entries import edit_entry, register_organisation
from app.services.speaking_for import entries_for


@dataclass(frozen=True, slots=True)
class Permanence:
    """The entry of one's own organisation; `id` is None where the register has none that this officer may read."""

    id: Id | None
    record: Organisation = field(repr=False)


def own_permanence(desk: Desk) -> Permanence:
    """Return where the number stands, or would stand. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.REGISTER)
        own = view.facts.organisation
        for uid, stream, record in entries_for(view, own):
            if view.may(Action.REGISTER, stream):
                return Permanence(uid, record)
        known = view.directory.organisations.get(own)
        if known is None:
            return Permanence(None, Organisation(entry=own))
        return Permanence(None, Organisation(names=known.names, code=known.code, kind=known.kind, entry=own))


def set_permanence(desk: Desk, phone: str, *, keep: bool = False) -> Entered:
    """Write the number as typed. Raises NotAllowed, NoName and what the check of the number refuses, unless `keep`."""
    now = own_permanence(desk)
    if now.id is not None:
        return edit_entry(desk, now.id, Organisation, {"phone": phone}, keep=keep)
    record = Organisation(
        names=now.record.names, code=now.record.code, kind=now.record.kind, entry=now.record.entry, phone=phone
    )
    return register_organisation(desk, record, keep=keep)
