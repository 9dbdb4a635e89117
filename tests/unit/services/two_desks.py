"""Two workstations of the crisis centre and one of a police zone, with a stick between them and nothing else."""

import atexit
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from app.core.clock import SteppingClock
from app.core.ids import Id
from app.models.enums import Marking, Role
from app.services.desk import Desk
from app.services.exchange.admitting import Admission, admit_station, invitation_for, read_join_request, root_words
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.importing import Imported, import_bundle
from app.services.exchange.joining import accept_invitation, request_to_join
from app.services.exchange.release import confirm_release, propose_release
from app.services.seconding import SecondOfficer
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, Platform, enrol_officer
from tests.history_world import FOREVER
from tests.unit.services.test_stations import a_founded, a_platform, an_officer

SECRET = "twelve swans over the canal"


@dataclass(slots=True)
class TwoDesks:
    """File officers at BRU1 and BRU2, both of the crisis centre, and a partner at ANT1."""

    here: Desk
    there: Desk
    zone: Desk
    centre: Id
    police: Id
    stick: Path
    platforms: tuple[Platform, ...]

    def send(self, sender: Desk, receiver: Desk, *roots: Id) -> Exported:
        """Release and write a bundle; it stays on the stick."""
        release = confirm_release(sender, propose_release(sender, receiver.station, roots), "follow-up", roots)
        return export_bundle(sender, release, self.stick)

    def take(self, receiver: Desk, sent: Exported) -> Imported:
        """Take a bundle in; it can be taken again."""
        return import_bundle(receiver, sent.files)

    def carry(self, sender: Desk, receiver: Desk, *roots: Id) -> Imported:
        """Send and take in."""
        return self.take(receiver, self.send(sender, receiver, *roots))

    def meet(self, *roots: Id) -> None:
        """Carry both ways between the two desks of the centre."""
        self.carry(self.here, self.there, *roots)
        self.carry(self.there, self.here, *roots)

    def sleep(self, seconds: int) -> None:
        """Let time pass at all three."""
        for on in self.platforms:
            assert isinstance(on.clock, SteppingClock)
            on.clock.at += timedelta(seconds=seconds)


@contextmanager
def two_desks(folder: Path) -> Iterator[TwoDesks]:
    """Give the three in `folder`, who have met, with an officer at each: founded once, then copied."""
    stood, world = _founded()
    shutil.copytree(stood, folder, dirs_exist_ok=True)
    platforms = tuple(
        replace(on, clock=deepcopy(on.clock), randomness=deepcopy(on.randomness)) for on in world.platforms
    )
    desks = _seated(folder, platforms)
    try:
        yield TwoDesks(*desks, world.centre, world.police, folder / "stick", platforms)
    finally:
        for desk in desks:
            desk.close()


@cache
def _founded() -> tuple[Path, TwoDesks]:
    """Found the centre, let the two others join, seat an officer at each and lock all three."""
    folder = Path(mkdtemp(prefix="desks-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    platforms = (a_platform(1), a_platform(2), a_platform(3))
    (folder / "bru1").mkdir()
    admin = a_founded(folder / "bru1" / "store", platforms[0]).desk
    enrol_officer(admin, an_officer(), SECRET, platforms[0])
    with admin.read() as view:
        centre = view.facts.organisation
    police = add_organisation(admin, "PZANT", {"nl": "PZ Antwerpen", "original": "nl"}, "police_zone")
    file_officer = Account("peeters", "L. Peeters", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
    partner = Account("declerck", "J. Declerck", [Role.PARTNER], Marking.SECRET, FOREVER)
    join(admin, folder, "BRU2", centre, file_officer, platforms[1])
    join(admin, folder, "ANT1", police, partner, platforms[2])
    admin.close()
    desks = _seated(folder, platforms)
    made = TwoDesks(*desks, centre, police, folder / "stick", platforms)
    made.carry(made.here, made.there)
    for desk in desks:
        desk.close()
    return folder, made


def _seated(folder: Path, platforms: tuple[Platform, ...]) -> tuple[Desk, Desk, Desk]:
    seats = (("bru1", "verhaegen"), ("bru2", "peeters"), ("ant1", "declerck"))
    here, there, zone = (
        open_desk(folder / name / "store", login, SECRET, on)
        for (name, login), on in zip(seats, platforms, strict=True)
    )
    return here, there, zone


def join(
    admin: Desk, folder: Path, code: str, organisation: Id, account: Account, there: Platform,
    then: Callable[[Id], object] = lambda _station: None, second: SecondOfficer | None = None,
) -> Id:  # fmt: skip
    """Let a workstation join by a stick in `folder`; what is done `then`, once admitted, leaves with the answer.

    The `second` confirms the clearance, where somebody keeps them.
    """
    station, answer = invite(admin, folder, code, organisation, account, there, then, second)
    accept_invitation(store_of(folder, code), account.login, SECRET, answer, root_words(admin), there)
    return station


def invite(
    admin: Desk, folder: Path, code: str, organisation: Id, account: Account, there: Platform,
    then: Callable[[Id], object] = lambda _station: None, second: SecondOfficer | None = None,
) -> tuple[Id, list[Path]]:  # fmt: skip
    """Ask to join and be admitted; return the station and the files of the answer, which nobody has accepted yet."""
    stick = folder / "stick"
    for place in (store_of(folder, code).parent, stick):
        place.mkdir(exist_ok=True)
    asked = request_to_join(store_of(folder, code), code, {"nl": code}, [(account, SECRET)], there)
    request = stick / f"{code}.pbundle"
    request.write_bytes(asked.request)
    received, words = read_join_request(request)
    assert words == asked.words
    admission = Admission(organisation, Marking.SECRET, {asked.officers[0]: account})
    station = admit_station(admin, received, admission, second)
    then(station)
    release = confirm_release(admin, propose_release(admin, station), "invitation")
    return station, list(export_bundle(admin, release, stick, invitation=invitation_for(admin, received)).files)


def store_of(folder: Path, code: str) -> Path:
    """Return where the store of a workstation lies."""
    return folder / code.lower() / "store"
