"""A point of a programme that was cancelled takes place after all: it comes back with what it was, and why."""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.visits import ProgrammeItem
from app.services.desk import Desk
from app.services.visits.visits import working_visit


class RestoringNeedsReason(UserError):
    """Who executes the programme is told why a point is back."""

    sentence = N_("Write why. Nothing was changed.")


def restore_item(desk: Desk, item: Id, reason: str) -> None:
    """Take the cancellation back; the reason follows the remarks of the point. Nothing where it is not cancelled.

    Raises NotAllowed, NotThere, VisitIsClosed, RestoringNeedsReason.
    """
    if not reason.strip():
        raise RestoringNeedsReason(field="reason")
    with desk.write() as unit:
        stream = unit.stream_of(item, ProgrammeItem)
        unit.require(Action.VISIT, stream)
        working_visit(unit, unit.thing(stream).root)
        record = unit.get(ProgrammeItem, item)
        if not record.cancelled:
            return
        remarks = "\n".join(part for part in (record.remarks, reason.strip()) if part)
        unit.change(stream, item, ProgrammeItem, {"cancelled": None, "remarks": remarks})
        unit.save()
