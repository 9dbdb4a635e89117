"""The second officer proves himself: at the same station, with his own credential (security.md §3).

He types name and passphrase at the open desk; that is counted, delayed and logged like an unlock. He is asked like the
first: once here, and again in the unit of work that acts (`app.services.seconding`).
"""

from dataclasses import replace

from app.models.enums import Action
from app.models.rights import require
from app.services.access_log import Access, log_line
from app.services.desk import Desk
from app.services.seconding import (
    SECOND_ABOVE,
    SameOfficer,
    SecondNeeded,
    SecondOfficer,
    SecondOfficerNeeded,
    facts_of,
    require_for_leaving,
    require_second,
)
from app.services.station.sitting_down import load_officer
from app.services.station.stations import Platform, directory_of
from app.store.access import authenticate
from app.store.keys import login_form

__all__ = [
    "SECOND_ABOVE",
    "SameOfficer",
    "SecondNeeded",
    "SecondOfficer",
    "SecondOfficerNeeded",
    "require_for_leaving",
    "require_second",
    "second_officer",
    "sit_beside",
]


def second_officer(desk: Desk, login: str, passphrase: str, on: Platform) -> SecondOfficer:
    """Let a second officer prove himself at this desk.

    Raises WrongPassphrase, TooSoon, DeviceSecretMissing, NoAccount, SameOfficer, NotAllowed.
    """
    with desk.read() as view:
        directory = directory_of(desk)
        view.require(Action.READ, directory)
        mine = view.directory.officers.get(desk.officer)
    if mine is not None and login_form(mine.login or "") == login_form(login):
        raise SameOfficer  # his own passphrase would end the wait after those he guessed
    who = authenticate(desk.store, login=login, passphrase=passphrase, clock=on.clock, devices=on.devices)
    with desk.store.write() as connection:
        second = SecondOfficer(*load_officer(connection, who.slot, who.officer))
        now = desk.clock.now()
        log_line(connection, now, second.officer, Access.BESIDE, [desk.officer], number=who.failures)
    with desk.read() as view:
        require(facts_of(view, second), Action.READ, view.thing(directory))
    return second


def sit_beside(desk: Desk, login: str, passphrase: str, on: Platform) -> Desk:
    """Let a colleague prove himself, and return a desk of this store at which he acts: his name, his rights, his key.

    It is for the one act he typed for; whoever sat here before still sits at the other. Raises as `second_officer`.
    """
    second = second_officer(desk, login, passphrase, on)
    return replace(desk, officer=second.officer, officer_key=second.key)
