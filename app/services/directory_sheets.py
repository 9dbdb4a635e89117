"""The directory as the administration screen shows it: accounts, workstations, organisations, what is lacking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.core.ids import Id
from app.models.enums import AccountState, Action, say
from app.models.kinds.directory import Officer, OrganisationEntry, Station
from app.services.desk import Desk
from app.services.exchange.admitting import root_words
from app.services.naming import read_names
from app.services.station.clearances import Beside, beside
from app.services.station.first_run import Gap, first_run_gaps
from app.services.station.known_services import any_service
from app.services.station.recovery import RECOVERY_OFFICER
from app.services.station.stations import directory_of
from app.store.meta import load_meta

_ASKED = (Action.ACCOUNTS, Action.KEYS, Action.DIRECTORY, Action.BACKUP, Action.AUDIT)


@dataclass(frozen=True, slots=True, repr=False)
class DirectorySheet:
    """Everybody of the directory. `officers` leaves out the account that recovery shares open."""

    officers: Sequence[tuple[Id, Officer]]
    stations: Sequence[tuple[Id, Station]]
    organisations: Sequence[tuple[Id, OrganisationEntry]]
    names: Mapping[Id, str]
    root: Id
    """Of the directory's stream: whose history is told."""
    here: Id
    me: Id
    words: Sequence[str]
    """Of the directory's root: what a newcomer compares."""
    gaps: Sequence[Gap]
    may: frozenset[Action]
    beside: Beside
    """Who confirms an account that is cleared here."""
    services: bool
    """A national service that ships stands in the directory, besides the one that sits here."""


def accounts_of(desk: Desk, language: str) -> Sequence[tuple[Id, str]]:
    """Return every account of the directory but the recovery account, by name; revoked ones last, and said to be.

    Raises NotAllowed.
    """
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
        recovery = load_meta(view.connection, RECOVERY_OFFICER)
        found = []
        for uid, one in view.directory.officers.items():
            name, gone = one.name or one.login or "", one.state == AccountState.REVOKED
            said = f"{name} ({say(AccountState.REVOKED, language)})" if gone else name
            if uid != recovery:
                found.append((gone, name.casefold(), uid, said))
        return [(uid, said) for _, _, uid, said in sorted(found)]


def directory_sheet(desk: Desk, language: str) -> DirectorySheet:
    """Return the directory. Raises NotAllowed."""
    gaps, words, services = first_run_gaps(desk), root_words(desk), any_service(desk)
    with desk.read() as view:
        stream = directory_of(desk)
        view.require(Action.READ, stream)
        state = view.directory
        recovery = load_meta(view.connection, RECOVERY_OFFICER)
        officers = sorted(
            ((uid, one) for uid, one in state.officers.items() if uid != recovery),
            key=lambda line: ((line[1].name or "").casefold(), line[0]),
        )
        may = frozenset(action for action in _ASKED if view.may(action, stream if action is Action.DIRECTORY else None))
        return DirectorySheet(
            officers,
            sorted(state.stations.items(), key=lambda line: (line[1].code or "", line[0])),
            sorted(state.organisations.items(), key=lambda line: (line[1].code or "", line[0])),
            read_names(view, state.organisations, language), view.thing(stream).root or b"",
            desk.station, desk.officer, words, gaps, may,
            beside(state, keeper=Action.KEYS in may), services,
        )  # fmt: skip
