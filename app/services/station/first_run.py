"""What a new workstation still lacks before it can be relied on, each with what to do about it."""

from collections.abc import Mapping, Sequence
from enum import Enum

from app.core.errors import DeviceError
from app.core.i18n import N_, translate
from app.models.enums import AccountState, Action, Role
from app.models.rights import ROLE_ACTIONS, SEPARATE
from app.services.desk import Desk, View
from app.services.station.recovery import RECOVERY_OFFICER
from app.services.station.stations import directory_of
from app.store.meta import load_meta


class Gap(Enum):
    """Something missing; the first two must be mended before any content is entered."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    SECURITY_OFFICER = "security_officer"
    APPROVER = "approver"
    RECOVERY = "recovery"
    NOTHING_OUTSIDE = "nothing_outside"

    @property
    def must(self) -> bool:
        """Whether work cannot begin without it."""
        return self in (Gap.ADMINISTRATOR, Gap.OFFICER)

    def say(self, language: str) -> str:
        """Return what is missing and what to do."""
        return translate(SENTENCES[self], language)


SENTENCES: Mapping[Gap, str] = {
    Gap.ADMINISTRATOR: N_(
        "This directory has no administrator left. Appoint one by the recovery sheets of the directory."
    ),
    Gap.OFFICER: N_("An administrator sees no file: enrol at least one other officer."),
    Gap.SECURITY_OFFICER: N_("No security officer is enrolled: nobody can renew a clearance or revoke a workstation."),
    Gap.APPROVER: N_("Nobody here can record approvals: make an account for an approver who does not propose."),
    Gap.RECOVERY: N_("This store has no recovery sheets: print them and lock them away in different places."),
    Gap.NOTHING_OUTSIDE: N_("What was last saved could not be kept outside the store. Check the settings folder."),
}


def first_run_gaps(desk: Desk) -> tuple[Gap, ...]:
    """Return what this workstation lacks; any officer may ask. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        recovery = load_meta(view.connection, RECOVERY_OFFICER)
        active = [
            one for uid, one in view.directory.officers.items() if one.state == AccountState.ACTIVE and uid != recovery
        ]
        people = [frozenset(one.roles) for one in active if desk.station in one.stations]
        kept = _kept_outside(desk, view)
    missing = {
        Gap.ADMINISTRATOR: not any(Role.ADMINISTRATOR in one.roles for one in active),  # of whatever workstation
        Gap.OFFICER: not any(roles - SEPARATE for roles in people),
        Gap.SECURITY_OFFICER: not any(Role.SECURITY_OFFICER in roles for roles in people),
        Gap.APPROVER: _nobody_approves(people),
        Gap.RECOVERY: recovery is None,
        Gap.NOTHING_OUTSIDE: not kept,
    }
    return tuple(gap for gap, lacking in missing.items() if lacking)


def _nobody_approves(people: Sequence[frozenset[Role]]) -> bool:
    """Tell whether somebody here proposes whose proposals nobody else may record as approved."""

    def may(roles: frozenset[Role], action: Action) -> bool:
        return any(action in ROLE_ACTIONS[role] for role in roles)

    proposers = [at for at, roles in enumerate(people) if may(roles, Action.PROPOSE)]
    approvers = {at for at, roles in enumerate(people) if may(roles, Action.APPROVE)}
    return any(not approvers - {at} for at in proposers)


def _kept_outside(desk: Desk, view: View) -> bool:
    try:
        return desk.outside is not None and desk.outside.keep(view.connection)
    except DeviceError:
        return False
