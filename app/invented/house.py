"""The service all of it belongs to: its accounts, its partners in the directory, and who sits at the one desk.

One workstation, and officers who take turns at it. The passphrases are known to everybody: they protect nothing.
"""

import random
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.core.ids import Id
from app.invented.day import STATION, Day, live
from app.invented.particulars import TOWNS, a_phone
from app.models.enums import AccountState, Action, Marking, Role
from app.models.kinds.directory import OrganisationEntry
from app.models.kinds.label import Label
from app.models.kinds.registers import Organisation, OrganisationContact
from app.models.texts import LocalText
from app.services.desk import Desk
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, House, Platform, directory_of, enrol_officer, found_station
from app.store.keys import SigningKey
from app.store.meta import Mark

ADMINISTRATOR, DUTY, APPROVER = "admin", "duty", "approver"
OFFICERS = (DUTY, "officer2", "officer3", "officer4", "officer5", "officer6")
"""Who work on files; the first has the permanence too."""
FOREVER = date(2099, 12, 31)
UNMARKED = Label(marking=Marking.NONE)
SERVICES: dict[str, tuple[LocalText, str]] = {
    "OCAD": ({"nl": "OCAD", "fr": "OCAM", "de": "KOBA", "en": "CUTA", "original": "nl"}, "analysis_unit"),
    "FEDPOL": ({"nl": "Federale politie", "fr": "Police fédérale", "original": "nl"}, "federal_police"),
    "DAP": ({"nl": "Directie bescherming", "fr": "Direction de la protection", "original": "nl"}, "federal_police"),
    "INTEL": ({"nl": "Inlichtingendienst", "fr": "Service de renseignement", "original": "nl"}, "intelligence"),
}
_NAMES = ("Lotte Reigerdaele", "Antoine Clairmarais", "Veerle Kwartelschans", "Hugo Montvilliers", "Elke Silberwieser",
          "Wout Otterbeemden")  # fmt: skip


@dataclass(slots=True)
class Service:
    """The organisation at work. `keys` are the officers who take turns; `zones` and `analysts` are of the directory."""

    desk: Desk
    own: Id
    officers: list[Id]
    approver: Id
    keys: dict[Id, SigningKey]
    zones: dict[str, Id]
    analysts: list[Id]
    protection: Id

    def at_the_desk(self, officer: Id) -> Desk:
        """Return the desk with another of the house sitting at it."""
        return replace(self.desk, officer=officer, officer_key=self.keys[officer])


def passphrase_of(login: str) -> str:
    """Return the passphrase of an account of an invented store: known to everybody, protecting nothing."""
    return f"exercise passphrase of {login}"


def found_service(path: Path, on: Platform, rnd: random.Random) -> Service:
    """Found the station, marked for exercise, with its accounts and partners; the desk is the first officer's."""
    house = House("NCCN", {"nl": "Nationaal Crisiscentrum", "fr": "Centre de crise National", "original": "nl"},
                  "crisis_centre", STATION, Marking.SECRET)  # fmt: skip
    administrator = Account(ADMINISTRATOR, "A. Beheerder", [Role.ADMINISTRATOR])
    admin = found_station(path, house, administrator, passphrase_of(ADMINISTRATOR), on, Mark.EXERCISE).desk
    try:
        for account in _accounts():
            enrol_officer(admin, account, passphrase_of(account.login), on)
        known = _enter(admin)
        with admin.read() as view:
            own = view.facts.organisation
    finally:
        admin.close()
    keys: dict[Id, SigningKey] = {}
    found: dict[str, Id] = {}
    for login in (*OFFICERS[1:], APPROVER, DUTY):
        desk = open_desk(path, login, passphrase_of(login), on)
        keys[desk.officer], found[login] = desk.officer_key, desk.officer
        if login != DUTY:
            desk.close()
    zones = {code: uid for code, uid in known.items() if code.startswith("PZ")}
    analysts = [known[code] for code in ("OCAD", "FEDPOL", "INTEL")]
    _register(desk, own, known, rnd)
    return Service(
        desk, own, [found[login] for login in OFFICERS], found[APPROVER], keys, zones, analysts, known["DAP"]
    )


def _accounts() -> list[Account]:
    made = []
    for login, name in zip(OFFICERS, _NAMES, strict=True):
        roles = [Role.FILE_OFFICER, Role.DUTY_OFFICER] if login == DUTY else [Role.FILE_OFFICER]
        made.append(Account(login, name, roles, Marking.SECRET, FOREVER, languages=("nl", "fr")))
    approver = Account(APPROVER, "Manon Tournemerle", [Role.APPROVER], Marking.SECRET, FOREVER, languages=("fr", "nl"))
    return [*made, approver]


def _partners() -> dict[str, tuple[LocalText, str]]:
    zones: dict[str, tuple[LocalText, str]] = {}
    for town in TOWNS:
        words = {"nl": f"Politiezone {town.name}", "fr": f"Zone de police {town.name}", "original": town.language}
        words |= {"de": f"Polizeizone {town.name}"} if town.language == "de" else {}
        zones.setdefault(town.zone, (words, "local_police"))
    return zones | SERVICES


def _enter(admin: Desk) -> dict[str, Id]:
    """Enter the partners in the directory, in one save; return their ids by code."""
    directory = directory_of(admin)
    with admin.write() as unit:
        unit.require(Action.DIRECTORY, directory)
        known = {
            code: unit.create(
                directory, OrganisationEntry(code=code, names=names, kind=kind, state=AccountState.ACTIVE)
            )
            for code, (names, kind) in _partners().items()
        }
        unit.save(signed=True)
    return known


def _register(desk: Desk, own: Id, known: dict[str, Id], rnd: random.Random) -> None:
    """Enter the partners in the register too: where they are rung."""

    def step(day: Day) -> None:
        for code, (names, kind) in _partners().items():
            uid = day.ids.new()
            stream = day.begin(uid, "organisation", UNMARKED)
            day.create(stream, Organisation(names=names, kind=kind, code=code, entry=known[code], country="BE",
                                            phone=a_phone(rnd)), uid)  # fmt: skip
            day.create(stream, OrganisationContact(
                organisation=uid, name="Officier van dienst", phone=a_phone(rnd), round_the_clock=True, order=1,
                function="permanentie",
            ))  # fmt: skip

    live(desk, 0, own, [step])
