"""Three workstations that know each other and a stick between them; made once, copied for whoever spoils them.

BRU1 is the crisis centre (administrator, a file officer, two duty officers, one without a role); ANT1 and GNT1 are
police zones, ANT1 with a file officer of its own, GNT1 with a partner and a lower ceiling. A store is a folder: a copy
of it is what a thief, a backup or a clone has.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from sqlalchemy import Connection

from app.core.clock import SeededRandomness, SteppingClock
from app.core.ids import Id
from app.exchange.age import HybridIdentity, decrypt, encrypt
from app.history.openings import decode_value, read_openings
from app.history.wire import read_skeleton
from app.models.enums import Action, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.desk import Desk
from app.services.exchange.admitting import Admission, admit_station, invitation_for, read_join_request, root_words
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.importing import Imported, import_bundle
from app.services.exchange.joining import accept_invitation, request_to_join
from app.services.exchange.release import confirm_release, propose_release
from app.services.station.four_eyes import SecondOfficer, second_officer
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import RECIPIENT, Account, House, Platform, enrol_officer, found_station
from app.store.keys import Argon2Cost, load_secret
from app.store.meta import Mark

SECRET = "twelve swans over the canal"
FOREVER = date(2099, 1, 1)
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SEATS = {"BRU1": "verhaegen", "ANT1": "declerck", "GNT1": "maes"}
QUIET_TABLES = ("access_log", "sqlite_stat1", "sqlite_stat4", "index_queue")


def a_platform(seed: int | str = 1, start: datetime = START) -> Platform:
    clock = SteppingClock(start, timedelta(milliseconds=10))
    return Platform(clock, SeededRandomness(seed), None, Argon2Cost(passes=1, memory_kib=64, lanes=1))


@dataclass(slots=True)
class Sticks:
    """The world's folder: a sub-folder a station, and `stick`."""

    folder: Path
    organisations: Mapping[str, Id]
    seed: int = 0
    salt: str = ""
    desks: dict[str, Desk] = field(default_factory=dict)

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def store(self, code: str) -> Path:
        return self.folder / code / "store"

    def at(self, code: str, login: str = "") -> Desk:
        """Give the desk of a station's usual officer, opened when first asked for; another login gives another desk."""
        if not login:
            if code not in self.desks:
                self.desks[code] = self.open(code, SEATS[code])
            return self.desks[code]
        self.lock(code)
        self.desks[code] = self.open(code, login)
        return self.desks[code]

    def open(self, code: str, login: str) -> Desk:
        self.seed += 1
        start = START + timedelta(hours=1, minutes=self.seed)
        return open_desk(self.store(code), login, SECRET, a_platform(f"{code}/{login}/{self.seed}/{self.salt}", start))

    def lock(self, code: str) -> None:
        """Close a station's store."""
        if code in self.desks:
            self.desks.pop(code).close()

    def close(self) -> None:
        for code in list(self.desks):
            self.lock(code)

    def copy_of(self, code: str, name: str) -> Path:
        """Copy a station's whole folder, closed: a clone, or a backup by file."""
        self.lock(code)
        target = self.folder / name
        shutil.copytree(self.folder / code, target)
        return target

    def organisation(self, code: str) -> Id:
        return self.organisations[code]

    def station(self, code: str) -> Id:
        with self.at("BRU1" if code != "BRU1" else "ANT1").read() as view:
            found = view.directory.station_by_code(code)
        assert found is not None
        return found[0]

    def send(
        self, sender: str, receiver: str, *roots: Id, desk: Desk | None = None, second: SecondOfficer | None = None
    ) -> Exported:
        """Go through the gate and put a bundle on the stick."""
        sitting, to = desk or self.at(sender), self.station(receiver)
        release = confirm_release(sitting, propose_release(sitting, to, roots), "follow-up", roots, second)
        return export_bundle(sitting, release, self.stick)

    def second(self, code: str, login: str = "peeters", passphrase: str = SECRET) -> SecondOfficer:
        """Let a second officer prove himself at the desk of a station."""
        desk = self.at(code)
        return second_officer(desk, login, passphrase, Platform(desk.clock, desk.randomness, None, Argon2Cost()))

    def take(self, receiver: str, sent: Exported | Sequence[Path]) -> Imported:
        """Take a bundle in."""
        return import_bundle(self.at(receiver), sent.files if isinstance(sent, Exported) else sent)

    def carry(self, sender: str, receiver: str, *roots: Id) -> Imported:
        return self.take(receiver, self.send(sender, receiver, *roots))


def build(folder: Path, codes: Sequence[str] = ("ANT1", "GNT1"), mark: Mark = Mark.LIVE, seed: int = 1) -> Sticks:
    """Found BRU1, let the others join, and leave all stores closed."""
    for code in ("BRU1", *codes, "stick"):
        (folder / code).mkdir(parents=True)
    on = a_platform(seed)
    house = House("NCCN", {"nl": "Crisiscentrum", "original": "nl"}, None, "BRU1", Marking.SECRET, ("x",))
    founder = Account("admin", "A. Beheerder", [Role.ADMINISTRATOR])
    admin = found_station(folder / "BRU1" / "store", house, founder, SECRET, on, mark).desk
    for account in (
        officer("verhaegen", Role.FILE_OFFICER),
        officer("peeters", Role.DUTY_OFFICER),
        Account("laag", "L. Laag", [Role.DUTY_OFFICER], Marking.RESTRICTED, FOREVER),
        Account("niemand", "N. Iemand", []),
    ):
        enrol_officer(admin, account, SECRET, on)
    with admin.read() as view:
        organisations = {"BRU1": view.facts.organisation}
    world = Sticks(folder, organisations)
    for number, code in enumerate(codes):
        organisations[code] = add_organisation(admin, code, {"nl": code, "original": "nl"}, "police_zone")
        _join(world, admin, code, a_platform(f"{seed}/{number}"), mark)
    admin.close()
    for code in codes:
        # Everybody learns of everybody, and every ledger begins with an acknowledgement.
        world.carry("BRU1", code)
        world.carry(code, "BRU1")
    world.close()
    return world


def officer(login: str, *roles: Role) -> Account:
    return Account(login, login.title(), roles, Marking.SECRET, FOREVER, ("x",))


def _join(world: Sticks, admin: Desk, code: str, there: Platform, mark: Mark) -> None:
    account = officer(SEATS[code], Role.FILE_OFFICER if code == "ANT1" else Role.PARTNER)
    asked = request_to_join(world.store(code), code, {"nl": code}, [(account, SECRET)], there, mark)
    file = world.stick / f"{code.lower()}.pbundle"
    file.write_bytes(asked.request)
    received, _ = read_join_request(file)
    ceiling = Marking.SECRET if code == "ANT1" else Marking.CONFIDENTIAL
    admission = Admission(world.organisation(code), ceiling, {asked.officers[0]: account})
    station = admit_station(admin, received, admission)
    release = confirm_release(admin, propose_release(admin, station), "invitation")
    sent = export_bundle(admin, release, world.stick, invitation=invitation_for(admin, received))
    accept_invitation(world.store(code), account.login, SECRET, sent.files, root_words(admin), there)


@contextmanager
def copied(template: Sticks, folder: Path) -> Iterator[Sticks]:
    """Give a world of one's own."""
    shutil.copytree(template.folder, folder, dirs_exist_ok=True)
    world = Sticks(folder, template.organisations, template.seed)
    try:
        yield world
    finally:
        world.close()
        shutil.rmtree(folder, ignore_errors=True)


def write_person(desk: Desk, name: str, label: Label | None = None, **more: object) -> Id:
    """Open a person straight away."""
    uid = desk.ids.new()
    with desk.write() as unit:
        stream = unit.begin(uid, "person", label or Label(marking=Marking.RESTRICTED), Action.REGISTER)
        unit.create(stream, Person(family_name=name, **more), uid)  # type: ignore[arg-type]  # any field of a person
        unit.save()
    return uid


def rename(desk: Desk, uid: Id, name: str) -> None:
    with desk.write() as unit:
        stream = unit.part(uid, "person")
        unit.require(Action.REGISTER, stream)
        unit.change(stream, uid, Person, {"family_name": name})
        unit.save()


def relabel(desk: Desk, uid: Id, **fields: object) -> None:
    with desk.write() as unit:
        stream = unit.part(uid, "person")
        unit.require(Action.LABEL, stream)
        unit.change(stream, stream, Label, fields)
        unit.save()


def name_of(desk: Desk, uid: Id) -> str | None:
    """Return the family name a store shows."""
    with desk.read() as view:
        found = view.find(Person, "uid = ?", uid)
    return found[0][1].family_name if found else None


def digest(desk: Desk) -> str:
    """Return a digest of every row of every table but the access log: what a refusal may not change."""
    with desk.store.read() as connection:
        return digest_of(connection)


def digest_of(connection: Connection) -> str:
    names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").scalars()
    total = sha256()
    for name in [name for name in names.all() if name not in QUIET_TABLES]:
        total.update(name.encode())
        rows = [repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')]
        for row in sorted(rows):
            total.update(row.encode())
    return total.hexdigest()


def identity_of(desk: Desk) -> HybridIdentity:
    """Return the key of a station's bundles, as a thief of its opened store has it."""
    with desk.store.read() as connection:
        return HybridIdentity.parse((load_secret(connection, RECIPIENT) or b"").decode())


def opened(sealed: bytes, identity: HybridIdentity) -> bytes:
    """Return what is inside an envelope."""
    plain = BytesIO()
    decrypt(BytesIO(sealed), plain, [identity])
    return plain.getvalue()


def sealed(plain: bytes, identity: HybridIdentity) -> bytes:
    """Put bytes into an envelope: anybody can who has the public key."""
    out = BytesIO()
    encrypt(BytesIO(plain), out, [identity.recipient], SeededRandomness("again"))
    return out.getvalue()


def values_held(desk: Desk, stream: Id) -> list[object]:
    """Return every value of a stream that lies in a store, None for what is withheld."""
    sql = "SELECT skeleton, openings FROM entry JOIN stream USING (sid) WHERE stream.id = ? ORDER BY eid"
    found: list[object] = []
    with desk.store.read() as connection:
        for skeleton, openings in connection.exec_driver_sql(sql, (stream,)):
            opened_ = read_openings(openings, read_skeleton(skeleton).commitments)
            found += [None if pair is None else decode_value(pair[1]) for pair in opened_]
    return found


def entries_of(desk: Desk) -> int:
    with desk.store.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one())
