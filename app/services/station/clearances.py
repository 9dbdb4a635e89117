"""Who clears an officer: whoever keeps the clearances, and a second officer; no administrator alone (security.md §3).

An account that is opened with a clearance, or may keep those of others, would else let an administrator read under a
name of his own making. Where nobody keeps them yet, at a first run, the administrator does.
"""

from collections.abc import Collection, Sequence

from app.core.i18n import N_
from app.core.ids import Id
from app.history.directory import DirectoryState
from app.history.writing import Cosigner
from app.models.enums import AccountState, Action, Marking, Role
from app.services.desk import View
from app.services.seconding import SecondNeeded, SecondOfficer, require_second


class ClearanceByTwo(SecondNeeded):
    """A clearance, and the role that gives them, is not an administrator's to give."""

    sentence = N_(
        "No administrator clears an officer alone. A security officer confirms with login and passphrase; or open the "
        "account without clearance, and a security officer gives it later. Nothing was changed."
    )


def keeps_clearances(directory: DirectoryState) -> bool:
    """Tell whether somebody of the directory keeps the clearances."""
    return any(
        one.state == AccountState.ACTIVE and Role.SECURITY_OFFICER in one.roles for one in directory.officers.values()
    )


def clearing(
    view: View, directory: Id, roles: Collection[Role], clearance: Marking, compartments: Sequence[str],
    second: SecondOfficer | None,
) -> Sequence[Cosigner]:  # fmt: skip
    """Return who signs beside an administrator that gives roles and a clearance: nobody where neither clears anybody.

    Raises ClearanceByTwo, SameOfficer, and NotAllowed where the second keeps no clearances.
    """
    clears = clearance > Marking.NONE or bool(compartments) or Role.SECURITY_OFFICER in roles
    if not clears or not keeps_clearances(view.directory):
        return ()
    if second is None:
        raise ClearanceByTwo
    require_second(view, second, Action.KEYS)
    return (require_second(view, second, Action.DIRECTORY, directory),)
