"""A file goes to the State Archives instead of being erased (domain.md §4 and §7): it stays here, and is only read."""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileState
from app.models.kinds.visits import VisitFile
from app.models.rules.files import check_step
from app.services.cases.assignments import own_assignment
from app.services.cases.rulings import Ruling, write_decision
from app.services.desk import Desk
from app.services.erasing.retention import ended_file


class LetterMissing(UserError):
    """The State Archivist's letter says what was handed over."""

    sentence = N_("Write the reference of the State Archivist's letter. Nothing was recorded.")


class HoldKeeps(UserError):
    """A court or an inquiry still needs it here."""

    sentence = N_("This file is under legal hold: lift it first. Nothing was recorded.")


def transfer_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Record that an archived threat file or visit was handed over to the State Archives, by a decision.

    `ruling.reference` is that of the letter, `ruling.dated` its date. Nobody writes in the file, reopens or erases it
    from then on. Raises NotAllowed, NotThere, LetterMissing, HoldKeeps, FileMayNotBecome, ReasonMissing and what else
    a decision refuses.
    """
    with desk.write() as unit:
        kind, record = ended_file(unit, file)
        visit = kind is VisitFile
        core = unit.part(file, "visit_core" if visit else "file_core")
        for action in (Action.ERASE, Action.CLOSE, Action.VISIT if visit else Action.FILE):
            unit.require(action, core)
        if not (ruling.reference or "").strip():
            raise LetterMissing(field="reference")
        if record.legal_hold:
            raise HoldKeeps
        check_step(record.state or FileState.DRAFT, FileState.TRANSFERRED)
        own = own_assignment(unit, file, core, Action.DECIDE)
        decision = write_decision(unit, own, file, DecisionKind.TRANSFER_FILE, ruling, file)
        unit.change(core, file, kind, {"state": FileState.TRANSFERRED, "state_decision": decision})
        unit.save(signed=True)
