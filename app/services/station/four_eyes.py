"""The second officer: at the same station, with his own credential, signing the same save (security.md §3).

Erasure, key acts and what leaves above a set marking need two. The second one types name and passphrase at the open
desk; that is counted and delayed like an unlock.
"""

from dataclasses import dataclass, field

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.history.authority import officer_facts
from app.history.writing import Cosigner
from app.models.enums import Action
from app.models.rights import NotAllowed, OfficerFacts, Refusal, may
from app.services.desk import Desk, View
from app.services.station.stations import Platform, directory_of, load_officer
from app.store.access import authenticate


class SecondNeeded(UserError):
    """Nobody does this alone."""

    sentence = N_("This needs a second officer, who confirms with name and passphrase. Nothing was changed.")


class SameOfficer(UserError):
    """The two are one."""

    sentence = N_("The second officer is somebody else than the first. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class SecondOfficer:
    """Somebody who confirmed with his own credential. `facts` are asked about him like about the first."""

    officer: Id
    facts: OfficerFacts = field(repr=False)
    cosigner: Cosigner = field(repr=False)


def second_officer(desk: Desk, login: str, passphrase: str, on: Platform) -> SecondOfficer:
    """Let a second officer confirm at this desk.

    Raises WrongPassphrase, TooSoon, DeviceSecretMissing, NoAccount, SameOfficer, NotAllowed.
    """
    who = authenticate(desk.store, login=login, passphrase=passphrase, clock=on.clock, devices=on.devices)
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        officer, key = load_officer(view.connection, who.slot, who.officer)
        if officer == desk.officer:
            raise SameOfficer
        facts = officer_facts(view.directory, officer, desk.station, desk.today())
        known = view.directory.officers.get(officer)
    if facts is None or known is None or known.public_key != key.public:
        raise NotAllowed(why=Refusal.REVOKED)
    return SecondOfficer(officer, facts, Cosigner(officer, key.sign))


def require_second(view: View, second: SecondOfficer | None, action: Action, stream: Id) -> Cosigner:
    """Return the signature of a second officer who may too. Raises SecondNeeded, SameOfficer, NotAllowed."""
    if second is None:
        raise SecondNeeded
    if second.officer == view.desk.officer:
        raise SameOfficer
    verdict = may(second.facts, action, view.thing(stream))
    if not verdict.allowed:
        raise NotAllowed(why=verdict.why)
    return second.cosigner
