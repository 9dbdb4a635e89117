"""Admitting a workstation to a directory: its request read and compared in person, station and officers entered.

Whoever admits compares the request's words with the person who brought it, or the code beside them; the invitation he
then sends carries the directory and what the newcomer may have. `joining` is the newcomer's side. Clearing the
newcomer's officers takes two, as that of any account.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import DamagedError, UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.exchange.fingerprint import REQUEST as REQUEST_CODE
from app.exchange.fingerprint import as_words, of_qr_text
from app.exchange.joining import JoinRequest, ReceivedRequest, read_request
from app.exchange.manifest import Invitation, directory_id
from app.exchange.placing import stick_refusals
from app.exchange.sticks import open_incoming
from app.history.directory import DirectoryState
from app.history.writing import Cosigner
from app.models.enums import AccountState, Action, Marking
from app.models.kinds.directory import Station
from app.models.rights import roles_clash
from app.services.desk import Desk
from app.services.seconding import SecondOfficer
from app.services.station.clearances import clearing
from app.services.station.stations import (
    Account,
    CodeTaken,
    RolesClash,
    directory_of,
    officer_record,
)

MOST_REQUEST = 1 << 20


class CodeDiffers(DamagedError):
    """The code is that of another request."""

    sentence = N_(
        "This is the code of another request, so the stick does not hold what the newcomer wrote. Admit nobody. Keep "
        "the stick and tell the security officer."
    )


class NoRequestCode(UserError):
    """No code of a request is among those that were read."""

    sentence = N_(
        "No code of a request was found in this photograph. Photograph it from nearer and straight, or compare the "
        "words."
    )


class KeysTaken(DamagedError):
    """The request claims keys or ids that the directory has for others: one key for two, neither could be trusted."""

    sentence = N_(
        "This request uses a key or a number that already belongs to somebody in the directory. Nothing was changed. "
        "Keep the stick and tell the security officer."
    )


class AlreadyIn(UserError):
    """The request's station is in the directory."""

    sentence = N_("This workstation is already in the directory. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Admission:
    """What is decided of a newcomer: rights per officer's id."""

    organisation: Id
    ceiling: Marking
    accounts: Mapping[Id, Account]
    compartments: Sequence[str] = ()


def read_join_request(file: Path) -> tuple[ReceivedRequest, Sequence[str]]:
    """Return a newcomer's request and the words to compare. Raises NotARequest, NewerRequest, RequestDamaged."""
    with open_incoming(file) as stream, stick_refusals():
        received = read_request(stream.read(MOST_REQUEST))
    return received, as_words(received.hash)


def compare_codes(received: ReceivedRequest, texts: Sequence[str]) -> None:
    """Compare a request with the codes read beside the words of the newcomer. Raises NoRequestCode, CodeDiffers."""
    said = {digest for text in texts if (digest := of_qr_text(REQUEST_CODE, text)) is not None}
    if not said:
        raise NoRequestCode
    if said != {received.hash}:
        raise CodeDiffers


def admit_station(
    desk: Desk, received: ReceivedRequest, admission: Admission, second: SecondOfficer | None = None
) -> Id:
    """Enter the newcomer's station and officers in the directory, once its words were compared. Return its id.

    `second` confirms the clearances that are given (`app.services.station.clearances`). Raises NotAllowed, CodeTaken,
    AlreadyIn, KeysTaken, RolesClash, SecondNeeded, SameOfficer.
    """
    request = received.request
    with desk.write() as unit:
        directory = directory_of(desk)
        unit.require(Action.DIRECTORY, directory)
        known = unit.directory
        if request.station in known.stations:
            raise AlreadyIn
        if known.station_by_code(request.code) is not None:
            raise CodeTaken(code=request.code)
        if _claims_others(request, known):
            raise KeysTaken
        station = Station(
            code=request.code, organisation=admission.organisation, ceiling=admission.ceiling,
            compartments=tuple(admission.compartments), signing_key=request.signing_key,
            recipient_key=request.recipient, state=AccountState.ACTIVE,
        )  # fmt: skip
        also: list[Cosigner] = []
        unit.create(directory, station, request.station)
        for asked in request.officers:
            account = admission.accounts.get(asked.officer)
            if account is not None:
                if roles_clash(frozenset(account.roles)):
                    raise RolesClash(field="roles")
                record = officer_record(account, admission.organisation, request.station, asked.public_key)
                unit.create(directory, record, asked.officer)
                also += clearing(unit, directory, account.roles, account.clearance, account.compartments, second)
        unit.save(signed=True, also=also[:1])
    return request.station


def _claims_others(request: JoinRequest, known: DirectoryState) -> bool:
    """Tell whether a request would write over somebody, or bring a key that somebody has."""
    ids = [request.station, *(asked.officer for asked in request.officers)]
    keys = [request.signing_key, *(asked.public_key for asked in request.officers)]
    taken_ids = {*known.stations, *known.officers, *known.organisations}
    taken_keys = {station.signing_key for station in known.stations.values()}
    taken_keys |= {officer.public_key for officer in known.officers.values()}
    recipients = {station.recipient_key for station in known.stations.values()}
    return (
        len(set(ids)) < len(ids)
        or len(set(keys)) < len(keys)
        or not taken_ids.isdisjoint(ids)
        or not taken_keys.isdisjoint(keys)
        or request.recipient in recipients
    )


def invitation_for(desk: Desk, received: ReceivedRequest) -> Invitation:
    """Return what makes a bundle an invitation: pass it to `export_bundle`. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
    return Invitation(desk.trust.root_key or b"", directory_of(desk), received.hash)


def root_words(desk: Desk) -> Sequence[str]:
    """Return the words of this directory's root, to be compared by the newcomer. Raises NotAllowed."""
    with desk.read() as view:
        view.require(Action.READ, directory_of(desk))
    return as_words(directory_id(desk.trust.root_key or b""))
