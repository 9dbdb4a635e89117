"""The quiet days of a file: suspended while nothing is asked of anybody, resumed when it is (domain.md §4).

A suspended file stays in work: its measures run, what is due stays due; new proposals wait for its resumption. Opening,
closing and reopening are `files`.
"""

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, DecisionKind, FileState
from app.models.rules.files import check_step
from app.services.cases.assignments import core_of, file_record
from app.services.cases.files import decide_on
from app.services.cases.rulings import Ruling
from app.services.desk import Desk


class NotSuspended(UserError):
    """Resuming a file that works."""

    sentence = N_("This file is not suspended, so it cannot be resumed. Nothing was changed.")


def suspend_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Suspend an open file, with a reason. Raises NotAllowed, FileMayNotBecome, ReasonMissing."""
    with desk.write() as unit:
        core = core_of(unit, file)
        unit.require(Action.CLOSE, core)
        check_step(file_record(unit, file).state or FileState.DRAFT, FileState.SUSPENDED)
        decide_on(unit, file, core, DecisionKind.SUSPEND_FILE, ruling, {"state": FileState.SUSPENDED})
        unit.save(signed=True)


def resume_file(desk: Desk, file: Id, ruling: Ruling) -> None:
    """Take up a suspended file again. Raises NotAllowed, NotSuspended."""
    with desk.write() as unit:
        core = core_of(unit, file)
        unit.require(Action.CLOSE, core)
        if file_record(unit, file).state is not FileState.SUSPENDED:
            raise NotSuspended
        decide_on(unit, file, core, DecisionKind.RESUME_FILE, ruling, {"state": FileState.OPEN})
        unit.save(signed=True)
