"""A legal hold: a court or an inquiry still needs a file, so that it is not erased whatever its term says."""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileState
from app.models.kinds.visits import VisitFile
from app.services.cases.assignments import own_assignment
from app.services.cases.files import FileTransferred
from app.services.cases.rulings import Ruling, write_decision
from app.services.desk import Desk
from app.services.erasing.retention import ended_file


class HoldStands(UserError):
    """A hold is laid once, and lifted once."""

    sentence = N_("The legal hold on this file is as you want it already. Nothing was changed.")


def hold_file(desk: Desk, file: Id, ruling: Ruling, *, held: bool) -> None:
    """Lay a legal hold on a threat file or visit, or lift it, by a decision with its reason.

    Raises NotAllowed, NotThere, FileTransferred, HoldStands, ReasonMissing and what else a decision refuses.
    """
    with desk.write() as unit:
        kind, record = ended_file(unit, file)
        visit = kind is VisitFile
        core = unit.part(file, "visit_core" if visit else "file_core")
        for action in (Action.CLOSE, Action.VISIT if visit else Action.FILE):
            unit.require(action, core)
        if record.state is FileState.TRANSFERRED:
            raise FileTransferred
        if bool(record.legal_hold) == held:
            raise HoldStands
        own = own_assignment(unit, file, core, Action.DECIDE)
        write_decision(unit, own, file, DecisionKind.HOLD_FILE if held else DecisionKind.LIFT_HOLD, ruling, file)
        unit.change(core, file, kind, {"legal_hold": held})
        unit.save(signed=True)
