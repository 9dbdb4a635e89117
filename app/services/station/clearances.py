"""Who clears an officer: whoever keeps the clearances, and a second officer; nobody alone (security.md §3).

An account that is opened with a clearance, or may keep those of others, would else let somebody read under a name of
his own making; so would one of a workstation that he admits. Where nobody has ever kept them, at a first run, the
administrator does; where nobody is left, two who may change the directory.
"""

from collections.abc import Collection, Sequence
from enum import Enum

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.directory import DirectoryState
from app.history.writing import Cosigner
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds.directory import Officer
from app.services.desk import View
from app.services.seconding import SecondNeeded, SecondOfficer, require_second


class LastKeeper(UserError):
    """An administrator who first took the role from everybody would clear alone whom he likes."""

    sentence = N_(
        "Nobody else is a security officer. Make another one first, or revoke the account. Nothing was changed."
    )


class ClearanceByTwo(SecondNeeded):
    """A clearance, and the role that gives them, is not an administrator's to give."""

    sentence = N_(
        "No administrator clears an officer alone. A security officer confirms with login and passphrase; or open the "
        "account without clearance, and a security officer gives it later. Nothing was changed."
    )


class Beside(Enum):
    """Who confirms beside an officer that clears another."""

    NOBODY = 0
    """Nobody has kept the clearances yet."""
    SECOND = 1
    """Anybody who may change the directory: whoever clears keeps the clearances himself, or nobody is left who does."""
    KEEPER = 2
    """Somebody who keeps them."""


def keeps_clearances(directory: DirectoryState) -> bool:
    """Tell whether somebody of the directory keeps the clearances."""
    return any(_is_keeper(one) and one.state == AccountState.ACTIVE for one in directory.officers.values())


def beside(directory: DirectoryState, *, keeper: bool) -> Beside:
    """Return who confirms beside an officer that clears another; `keeper` where he keeps the clearances himself."""
    if not any(_is_keeper(one) for one in directory.officers.values()):
        return Beside.NOBODY
    return Beside.KEEPER if keeps_clearances(directory) and not keeper else Beside.SECOND


def check_keeper_left(directory: DirectoryState, officer: Id) -> None:
    """Raise LastKeeper where nobody would keep the clearances once this officer does so no more."""
    others = (one for uid, one in directory.officers.items() if uid != officer)
    if not any(_is_keeper(one) and one.state == AccountState.ACTIVE for one in others):
        raise LastKeeper


def clearing(
    view: View, directory: Id, roles: Collection[Role], clearance: Marking, compartments: Sequence[str],
    second: SecondOfficer | None,
) -> Sequence[Cosigner]:  # fmt: skip
    """Return who signs beside whoever gives roles and a clearance: nobody where neither clears anybody.

    One of the two keeps the clearances, while anybody does. Raises SecondNeeded (ClearanceByTwo where he must be one
    who keeps them), SameOfficer, NotAllowed.
    """
    clears = clearance > Marking.NONE or bool(compartments) or Role.SECURITY_OFFICER in roles
    who = beside(view.directory, keeper=view.may(Action.KEYS))
    if not clears or who is Beside.NOBODY:
        return ()
    if second is None:
        raise ClearanceByTwo if who is Beside.KEEPER else SecondNeeded
    if who is Beside.KEEPER:
        require_second(view, second, Action.KEYS)
    return (require_second(view, second, Action.DIRECTORY, directory),)


def _is_keeper(one: Officer) -> bool:
    return Role.SECURITY_OFFICER in one.roles
