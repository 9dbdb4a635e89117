"""What stands where nothing is there yet: whether this officer opens the first file or takes in what others sent.

Asked only where nothing waits for anybody; a store at work answers with its first row.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.models.enums import AccountState, Action, Role
from app.services.desk import Desk, View
from app.services.seeing import Sight
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.known_services import any_service
from app.services.station.recovery import RECOVERY_OFFICER
from app.services.station.stations import directory_of
from app.store.meta import load_meta

_ANYTHING = (
    """SELECT sid FROM p_threat_file UNION SELECT sid FROM p_visit_file UNION SELECT sid FROM p_measure LIMIT 200"""
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What may be begun, and what is lacking before what is begun can go on; `administrators` see to that."""

    opens: bool
    """This officer opens files."""
    takes_in: bool
    """This officer takes bundles in."""
    approver: bool
    """Nobody could record the approval of what this officer proposes."""
    services: bool
    """No service is in the directory: none analyses, none executes."""
    administrators: Sequence[str] = field(default=(), repr=False)
    administers: bool = False
    """This officer sees to it."""


def beginning(desk: Desk) -> Beginning | None:
    """Return what to begin with; None where something is here that this officer may read. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ)
        if _holds_anything(view):
            return None
        opens, proposes = view.may(Action.FILE), view.may(Action.PROPOSE)
        takes_in, enrols = view.may(Action.IMPORT), view.may(Action.ACCOUNTS)
        enters = view.may(Action.DIRECTORY, directory_of(desk))
        who = _administrators(view)
    approver = Gap.APPROVER in (first_run_gaps(desk) if proposes else ())
    services = opens and not any_service(desk)
    administers = enrols or (enters and services and not approver)
    return Beginning(opens, takes_in, approver, services, sorted(who), administers)


def _administrators(view: View) -> list[str]:
    """Return who administers this workstation, without the account that recovery sheets open."""
    recovery = load_meta(view.connection, RECOVERY_OFFICER)
    return [
        one.name or one.login or ""
        for uid, one in view.directory.officers.items()
        if one.state == AccountState.ACTIVE and Role.ADMINISTRATOR in one.roles
        and view.desk.station in one.stations and uid != recovery
    ]  # fmt: skip


def _holds_anything(view: View) -> bool:
    rows = view.connection.exec_driver_sql(_ANYTHING).all()
    return bool(rows) and bool(Sight(view).streams({row[0] for row in rows}))
