"""Opening what is sealed: a sealed address, a code word, a medical remark; one at a time, with a reason, logged.

The line is in the log before the value is given; it names what was opened and whose it is, never the value.
"""

from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.persons import PersonPrivate
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Organisation
from app.services.access_log import Access, AccessReason, log_in
from app.services.call_cards.agreed import organisation
from app.services.call_cards.cards import SealedKind
from app.services.desk import Desk, NotThere, View
from app.services.own_files import ReasonOfReading
from app.services.paper.wording import whereabouts
from app.services.saying import InTongues


@dataclass(frozen=True, slots=True, repr=False)
class Revealed:
    """What was under the seal; of an address `access` are keys and access, `zone` is where it lies."""

    kind: SealedKind
    text: str
    access: str = ""
    zone: InTongues | None = None


def reveal(desk: Desk, uid: Id, kind: SealedKind, reason: AccessReason) -> Revealed:
    """Return a sealed value and log that it was opened. Raises NotAllowed, NotThere, ReasonOfReading."""
    if reason is AccessReason.NONE:
        raise ReasonOfReading(field="reason")
    with desk.write() as unit:
        record: type = SealedAddress if kind is SealedKind.ADDRESS else PersonPrivate
        unit.require(Action.REVEAL, unit.stream_of(uid, record))
        found: SealedAddress | PersonPrivate = unit.get(record, uid)
        log_in(unit, Access.REVEAL, [uid], reason=reason)
        if isinstance(found, SealedAddress):
            return Revealed(kind, whereabouts(found), found.access or "", _zone(unit, found.zone))
        text = getattr(found, kind.value)
        if not text:
            raise NotThere
        return Revealed(kind, str(text))


def _zone(view: View, zone: Id | None) -> InTongues | None:
    """Return the name of a police zone, of the register or the directory; None where none is given."""
    if zone is None:
        return None
    found = view.find(Organisation, "uid = ?", zone)
    return InTongues(found[0][1].names, found[0][1].short_name or "—") if found else organisation(view, zone)
