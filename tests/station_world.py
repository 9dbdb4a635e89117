"""Builders for tests of services: a founded station, officers of any role and organisation at it, a file under way."""

import atexit
import shutil
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from app.core.clock import SeededRandomness, SteppingClock
from app.core.ids import Id
from app.models.enums import (
    Action,
    Capacity,
    Channel,
    FileBasis,
    InformationGrade,
    InvolvementRole,
    Marking,
    Role,
    SourceGrade,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis, ThreatReport
from app.models.texts import local_text
from app.services.access_log import AccessReason
from app.services.cases.files import Involved, NewFile, open_file
from app.services.cases.labels import share_parts
from app.services.cases.measures import NewMeasure, propose_measures
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.services.own_files import give_reason
from app.services.registers.persons import open_person
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, House, Platform, directory_of, found_station, officer_record
from app.store.keys import Argon2Cost, SigningKey

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
FOREVER = date(2099, 1, 1)
PASSPHRASE = "a quiet room in the north wing"
COST = Argon2Cost(passes=1, memory_kib=64, lanes=1)


@dataclass(slots=True)
class StationWorld:
    """A station of the crisis centre; everybody sits at it, also partners, which no real station allows."""

    admin: Desk
    clock: SteppingClock
    randomness: SeededRandomness
    centre: Id
    police: Id
    other_zone: Id
    officer: Desk = field(init=False)
    """File officer of the centre."""
    recorder: Desk = field(init=False)
    """Approver of the centre: writes down what the Minister decided."""
    duty: Desk = field(init=False)
    partner: Desk = field(init=False)
    """Partner of the police zone `police`."""
    nobody: Desk = field(init=False)
    """An officer of the centre whose account has no role."""

    def __post_init__(self) -> None:
        self.officer = self.sit("verhaegen", [Role.FILE_OFFICER])
        self.recorder = self.sit("janssens", [Role.APPROVER])
        self.duty = self.sit("peeters", [Role.DUTY_OFFICER])
        self.partner = self.sit("dubois", [Role.PARTNER], self.police)
        self.nobody = self.sit("niemand", [])

    def copied(self, stood: Path, folder: Path) -> "StationWorld":
        """Return a world of its own in `folder`, copied from `stood`, where this one was locked; all sit again."""
        shutil.copytree(stood, folder, dirs_exist_ok=True)
        made = copy(self)
        made.clock, made.randomness = deepcopy(self.clock), deepcopy(self.randomness)
        on = Platform(made.clock, made.randomness, None, COST)
        made.admin = open_desk(folder / self.admin.store.path.name, "admin", PASSPHRASE, on)
        for name in ("officer", "recorder", "duty", "partner", "nobody"):
            seated: Desk = getattr(self, name)
            setattr(made, name, replace(made.admin, officer=seated.officer, officer_key=seated.officer_key))
        return made

    def sit(
        self, login: str, roles: list[Role], organisation: Id | None = None, clearance: Marking = Marking.SECRET
    ) -> Desk:
        """Enrol an officer and give his desk; no access slot is made, which is what takes time."""
        key = SigningKey.generate(self.randomness)
        account = Account(login, login.title(), roles, clearance, FOREVER)
        with self.admin.write() as unit:
            directory = directory_of(self.admin)
            unit.require(Action.DIRECTORY, directory)
            record = officer_record(account, organisation or self.centre, self.admin.station, key.public)
            officer = unit.create(directory, record)
            unit.save(signed=True)
        return replace(self.admin, officer=officer, officer_key=key)

    def close(self) -> None:
        """Close the store."""
        self.admin.store.close()


def a_station(folder: Path, seed: int = 1, code: str = "BRU1") -> StationWorld:
    """Give the crisis centre's station in `folder`, two police zones in its directory: founded once, then copied."""
    stood, world = _founded(seed, code)
    return world.copied(stood, folder)


@cache
def _founded(seed: int, code: str) -> tuple[Path, StationWorld]:
    folder = Path(mkdtemp(prefix="station-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = SteppingClock(START, timedelta(milliseconds=10))
    randomness = SeededRandomness(seed)
    on = Platform(clock, randomness, None, COST)
    house = House("NCCN", {"nl": "Nationaal Crisiscentrum", "original": "nl"}, None, code, Marking.SECRET)
    administrator = Account("admin", "A. Beheerder", [Role.ADMINISTRATOR])
    admin = found_station(folder / f"{code.lower()}.praesidium", house, administrator, PASSPHRASE, on).desk
    with admin.read() as view:
        centre = view.facts.organisation
    police = add_organisation(admin, "PZ5339", local_text("fr", "Zone de police Bruxelles"), "local_police")
    other = add_organisation(admin, "PZ5345", local_text("nl", "Politiezone Antwerpen"), "local_police")
    world = StationWorld(admin, clock, randomness, centre, police, other)
    world.close()
    return folder, world


def told_why(desk: Desk, file: Id) -> Desk:
    """Say why this officer reads a file that may be a colleague's; return his desk."""
    give_reason(desk, file, AccessReason.DUTY)
    return desk


def a_ruling(
    capacity: Capacity = Capacity.FILE_OFFICER, channel: Channel = Channel.PAPER, reason: str = "", **more: Any
) -> Ruling:
    """A decision as heard: on paper, by the file officer, unless told otherwise."""
    return replace(Ruling(capacity, channel, "I. Verhaegen", reason), **more)


def the_minister(channel: Channel = Channel.PAPER, reason: str = "", **more: Any) -> Ruling:
    """A decision of the Minister."""
    return replace(Ruling(Capacity.MINISTER, channel, "De Minister", reason), **more)


def a_person(desk: Desk, family_name: str = "Lambrecht", given_names: str = "Nele", label: Label | None = None) -> Id:
    """Enter a person in the register."""
    person = Person(family_name=family_name, given_names=given_names)
    return open_person(desk, person, label=label or Label(marking=Marking.NONE)).id


def give_person(desk: Desk, person: Id, organisation: Id) -> None:
    """Let an organisation receive the public half of a person."""
    with desk.read() as view:
        public = view.part(person, "person")
    distribute(desk, public, organisation)


def a_file(desk: Desk, *persons: Id, title: str = "Lambrecht en gezin", label: Label | None = None, **more: Any) -> Id:
    """Open a file on the status of its persons, all of them threatened."""
    involved = [Involved(person, InvolvementRole.THREATENED) for person in persons]
    new = replace(NewFile(title, FileBasis.STATUS, involved=involved), **more)
    return open_file(desk, new, a_ruling(), label)


def a_report(description: str = "Brief met kogel in de bus", **more: Any) -> ThreatReport:
    """A graded threat report."""
    report = ThreatReport(
        form="letter", description=description, moment=START, source_grade=SourceGrade.B,
        information_grade=InformationGrade.TWO,
    )  # fmt: skip
    return replace(report, **more)


def a_request(service: Id, wanted_by: date | None = None) -> AnalysisRequest:
    """A question to an analysing service; one that is late was asked on the day by which it was wanted."""
    asked = wanted_by if wanted_by is not None and wanted_by < TODAY else None
    return AnalysisRequest(
        service=service, question="Welk niveau voor mevrouw?", wanted_by=wanted_by, asked_on=asked
    )  # fmt: skip


def an_analysis(
    service: Id, level: ThreatLevel = ThreatLevel.SERIOUS, kind: ThreatKind = ThreatKind.TERRORISM, **more: Any
) -> ThreatAnalysis:
    """An analysis of the file itself, dated today."""
    return replace(ThreatAnalysis(service=service, kind=kind, dated=TODAY, level=level), **more)


def a_measure(*subjects: Id, executing: Id, type: str = "patrols", **more: Any) -> NewMeasure:
    """A measure from today until its review in thirty days."""
    new = NewMeasure(
        type, subjects, [executing], start=TODAY, review=TODAY + timedelta(days=30),
        instruction=local_text("nl", "Op wisselende uren langsrijden"),
    )  # fmt: skip
    return replace(new, **more)


def a_proposal(world: StationWorld, file: Id, *subjects: Id, **more: Any) -> Id:
    """Propose one measure by the police zone; return its id."""
    return propose_measures(world.officer, file, a_measure(*subjects, executing=world.police, **more), a_ruling())[0]


def distribute(desk: Desk, stream: Id, organisation: Id) -> None:
    """Let an organisation receive a stream."""
    share_parts(desk, {stream: True}, organisation)
