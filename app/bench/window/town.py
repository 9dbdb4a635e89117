"""A store as large as the program is made for: 100,000 files with their history, and a neighbour's bundle to take in.

All of it is written through the history, in large saves, so that every stream, entry and signature is there; nothing is
put into a table by hand. Most files are closed, as files are; of the open ones some are overdue, some wait. One file
has been worked on for years. The neighbour is a second workstation that joined, and its bundle holds 10,000 entries.
"""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from app.core.clock import SystemClock, system_randomness
from app.core.ids import Id
from app.invented.names import a_crowd
from app.models.enums import (
    Action,
    DecisionKind,
    FileState,
    InvolvementRole,
    Marking,
    MeasureState,
    Role,
    SubjectKind,
    ThreatKind,
    ThreatLevel,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import AnalysisRequest, Involvement, ThreatAnalysis, ThreatFile, ThreatReport
from app.models.kinds.visits import VisitFile
from app.models.texts import local_text
from app.services.desk import Desk, Unit
from app.services.exchange.admitting import Admission, admit_station, invitation_for, read_join_request, root_words
from app.services.exchange.exporting import export_bundle
from app.services.exchange.joining import accept_invitation, request_to_join
from app.services.exchange.release import confirm_release, propose_release
from app.services.search.indexing import drain_index
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, House, Platform, enrol_officer, found_station
from app.store.keys import Argon2Cost
from app.store.meta import Mark

LOGIN = "officer"
PASSPHRASE = "a quiet room in the north wing"  # noqa: S105 - of nobody
SAVE = 1_000
"""Files a save: what a large bundle brings."""
PERSONS, ROUNDS = 1_000, 10
"""The neighbour's work: so many persons, each written so many times; their product is the entries of its bundle."""
WORKED_ON = 2_000
"""Entries in the history of the file that was worked on for years."""
_FOREVER = date(2099, 1, 1)
_OPEN = 0.13
_PLAIN = Label(marking=Marking.NONE)
_SUMMARY = local_text("nl", "Bedreigingen per brief en via sociale media, sinds het voorjaar opnieuw. " * 3)
_INSTRUCTION = local_text("nl", "Op wisselende uren langsrijden, verslag per ronde aan de permanentie. " * 2)


@dataclass(frozen=True, slots=True)
class Town:
    """A folder with the closed store, the neighbour's bundle, and what to open."""

    folder: Path
    worked_on: Id
    """The file with `WORKED_ON` entries."""

    @property
    def store(self) -> Path:
        """Return the store; `LOGIN` opens it with `PASSPHRASE`."""
        return self.folder / "town.store"

    @property
    def bundle(self) -> Path:
        """Return the neighbour's bundle."""
        return next((self.folder / "stick").iterdir())

    def copied(self, folder: Path) -> "Town":
        """Return the same in another folder, to be written to."""
        shutil.copytree(self.folder, folder)
        return Town(folder, self.worked_on)


def a_platform() -> Platform:
    """Return a platform that keeps nothing outside its folder, with a small cost of unlocking."""
    return Platform(SystemClock(), system_randomness, None, Argon2Cost(memory_kib=64, passes=1, lanes=1))


def a_town(folder: Path, files: int = 100_000, visits: int = 20_000, worked_on: int = WORKED_ON) -> Town:
    """Make it in `folder`; about a minute for the size that is measured."""
    folder.mkdir(parents=True, exist_ok=True)
    on = a_platform()
    store = folder / "town.store"
    house = House("NCCN", {"nl": "Nationaal Crisiscentrum", "original": "nl"}, None, "BRU1", Marking.SECRET)
    administrator = Account("admin", "A. Beheerder", [Role.ADMINISTRATOR])
    admin = found_station(store, house, administrator, PASSPHRASE, on, Mark.EXERCISE).desk
    officer = Account(LOGIN, "I. Verhaegen", [Role.FILE_OFFICER], Marking.SECRET, _FOREVER)
    enrol_officer(admin, officer, PASSPHRASE, on)
    _neighbour(admin, folder, officer, on)
    admin.close()
    desk = open_desk(store, LOGIN, PASSPHRASE, on)
    try:
        _fill(desk, files, visits)
        long_one = _worked_on(desk, worked_on)
        while drain_index(desk):
            pass
        desk.store.fold_log()
    finally:
        desk.close()
    return Town(folder, long_one)


def _neighbour(admin: Desk, folder: Path, officer: Account, on: Platform) -> None:
    """Let a second workstation join, write 10,000 entries, and send them."""
    stick = folder / "stick"
    stick.mkdir()
    path = folder / "neighbour.store"
    asked = request_to_join(path, "BRU2", {"nl": "Wachtzaal"}, [(officer, PASSPHRASE)], on, Mark.EXERCISE)
    request = stick / "request.pbundle"
    request.write_bytes(asked.request)
    received, _ = read_join_request(request)
    with admin.read() as view:
        centre = view.facts.organisation
    account = Account("neighbour", "N. Buur", [Role.FILE_OFFICER], Marking.SECRET, _FOREVER)
    admission = Admission(centre, Marking.SECRET, {asked.officers[0]: account})
    station = admit_station(admin, received, admission)
    release = confirm_release(admin, propose_release(admin, station), "bench")
    sent = export_bundle(admin, release, stick, invitation=invitation_for(admin, received))
    accept_invitation(path, LOGIN, PASSPHRASE, list(sent.files), root_words(admin), on)
    desk = open_desk(path, LOGIN, PASSPHRASE, on)
    try:
        people = _people(desk)
        back = confirm_release(desk, propose_release(desk, admin.station, people), "bench", people)
        export_bundle(desk, back, stick)
    finally:
        desk.close()
    for gone in (*sent.files, request, *folder.glob("neighbour.store*")):
        gone.unlink()


def _people(desk: Desk) -> list[Id]:
    people: list[tuple[Id, Id]] = []
    with desk.write() as unit:
        for number, name in enumerate(a_crowd(PERSONS, seed=11)):
            given, _, family = name.partition(" ")
            uid = desk.ids.new()
            public = unit.begin(uid, "person", _PLAIN, Action.REGISTER)
            unit.create(
                public,
                Person(family_name=family, given_names=given, function=local_text("nl", f"Dienst {number}")),
                uid,
            )
            people.append((uid, public))
        unit.save()
    for turn in range(1, ROUNDS):
        with desk.write() as unit:
            for uid, public in people:
                unit.require(Action.REGISTER, public)
                unit.change(public, uid, Person, {"function": local_text("nl", f"Dienst {turn}")})
            unit.save()
    return [uid for uid, _ in people]


def _fill(desk: Desk, files: int, visits: int) -> None:
    rnd = random.Random(3)  # noqa: S311 - what the files are about, no secret
    today = desk.today()
    numbers = iter(range(files))
    while batch := list(islice(numbers, SAVE)):
        with desk.write() as unit:
            for number in batch:
                _file(unit, number, rnd, today)
            unit.save(signed=True)
    numbers, names = iter(range(visits)), iter(a_crowd(visits))
    while batch := list(islice(numbers, SAVE)):
        with desk.write() as unit:
            for number in batch:
                _person(unit, next(names))
                _visit(unit, number, rnd)
            unit.save()


def _file(unit: Unit, number: int, rnd: random.Random, today: date) -> None:
    """Write a file: its core; of every second one what came of it: an analysis, a question, measures, decisions."""
    desk = unit.desk
    file, at_work = desk.ids.new(), rnd.random() < _OPEN
    opened = today - timedelta(days=rnd.randrange(1, 2_000))
    core = unit.begin(file, "file_core", _PLAIN, Action.FILE)
    state = FileState.OPEN if at_work else FileState.CLOSED
    record = ThreatFile(
        reference=f"BP-{opened.year}-BRU1-{number:06}", title=f"Dossier {rnd.randrange(10**6):06} en gezin",
        state=state, file_officer=desk.officer, opened_on=opened, summary=_SUMMARY,
    )  # fmt: skip
    unit.create(core, record, file)
    if not at_work and number % 2:
        return
    threat = unit.begin(file, "file_threat", _PLAIN, Action.REPORT)
    unit.require(Action.ANALYSE, threat)
    until = today + timedelta(days=rnd.randrange(-3, 90) if at_work else -rnd.randrange(30, 900))
    analysis = ThreatAnalysis(
        file=file, subject_kind=SubjectKind.FILE, subject=file, kind=ThreatKind.TERRORISM, dated=opened,
        level=ThreatLevel(rnd.randrange(1, 5)), valid_until=until,
    )  # fmt: skip
    unit.create(threat, analysis)
    asked = AnalysisRequest(
        file=file, question="Welk niveau?", wanted_by=until, answer=None if rnd.random() < 0.01 else file
    )
    unit.create(threat, asked)
    assignment = unit.begin(file, "assignment", _PLAIN, Action.MEASURE)
    unit.require(Action.DECIDE, assignment)
    for _ in range(rnd.choice((1, 2, 3))):
        _measure(unit, assignment, file, rnd, today, at_work=at_work)


def _measure(unit: Unit, stream: Id, file: Id, rnd: random.Random, today: date, *, at_work: bool) -> Id:
    state = MeasureState.ENDED
    if at_work:
        waits = (MeasureState.ACTIVE, MeasureState.PROPOSED, MeasureState.PROVISIONAL, MeasureState.APPROVED)
        state = rnd.choices(waits, (90, 4, 1, 5))[0]
    ends = today + timedelta(days=rnd.randrange(1, 180) if rnd.random() < 0.99 else -1)
    measure = unit.create(stream, Measure(
        file=file, type=rnd.choice(("patrols", "escort", "fixed_post", "checks")), state=state,
        start=today - timedelta(days=10), end=ends if at_work else today - timedelta(days=30),
        subject_kind=SubjectKind.FILE, subject=file, instruction=_INSTRUCTION,
    ))  # fmt: skip
    unit.create(stream, Decision(
        subject=measure, file=file, kind=DecisionKind.APPROVE, reason="Niveau 3", recorder=unit.desk.officer,
        dated=unit.desk.clock.now(), confirm_by=ends if at_work and rnd.random() < 0.01 else None,
    ))  # fmt: skip
    return measure


def _visit(unit: Unit, number: int, rnd: random.Random) -> None:
    desk, uid = unit.desk, unit.desk.ids.new()
    soon = rnd.random() < 0.002
    days = rnd.randrange(0, 14) if soon else -rnd.randrange(20, 2_000)
    arrival = desk.clock.now() + timedelta(days=days)
    core = unit.begin(uid, "visit_core", _PLAIN, Action.VISIT)
    record = VisitFile(
        reference=f"VIP-{arrival.year}-BRU1-{number:06}", title=f"Bezoek {rnd.randrange(10**6):06}",
        state=FileState.OPEN if soon else FileState.CLOSED, arrival=arrival, departure=arrival + timedelta(days=2),
        file_officer=desk.officer,
    )  # fmt: skip
    unit.create(core, record, uid)


def _person(unit: Unit, name: str) -> Id:
    uid = unit.desk.ids.new()
    given, _, family = name.partition(" ")
    public = unit.begin(uid, "person", _PLAIN, Action.REGISTER)
    unit.create(public, Person(family_name=family, given_names=given), uid)
    return uid


def _worked_on(desk: Desk, entries: int) -> Id:
    """Write a file of thirty measures, a hundred reports and as many entries as asked for, save by save."""
    rnd, file = random.Random(5), desk.ids.new()  # noqa: S311 - no secret
    with desk.write() as unit:
        person = _person(unit, "Nele Lambrecht")
        core = unit.begin(file, "file_core", _PLAIN, Action.FILE)
        unit.create(core, ThreatFile(
            reference="BP-2026-BRU1-999999", title="Lambrecht en gezin", state=FileState.OPEN,
            file_officer=desk.officer, opened_on=desk.today(), summary=_SUMMARY,
        ), file)  # fmt: skip
        unit.create(core, Involvement(file=file, person=person, role=InvolvementRole.THREATENED))
        threat = unit.begin(file, "file_threat", _PLAIN, Action.REPORT)
        assignment = unit.begin(file, "assignment", _PLAIN, Action.MEASURE)
        unit.require(Action.DECIDE, assignment)
        unit.require(Action.ANALYSE, threat)
        unit.create(threat, ThreatAnalysis(
            file=file, subject_kind=SubjectKind.FILE, subject=file, kind=ThreatKind.TERRORISM, dated=desk.today(),
            level=ThreatLevel.SERIOUS, valid_until=desk.today() + timedelta(days=30),
        ))  # fmt: skip
        measures = [_measure(unit, assignment, file, rnd, desk.today(), at_work=True) for _ in range(30)]
        unit.save(signed=True)
    for number in _numbers(entries - 3):
        with desk.write() as unit:
            if number % 20 == 0:
                unit.require(Action.REPORT, threat)
                unit.create(threat, ThreatReport(
                    file=file, moment=desk.clock.now(), form="letter", description=f"Brief {number}, met de post."
                ))  # fmt: skip
            elif number % 10 == 1:
                unit.require(Action.EXECUTE, assignment)
                done = ExecutionReport(
                    measure=rnd.choice(measures), from_on=desk.today(), to_on=desk.today(), planned=3, done=3
                )
                unit.create(assignment, done)
            elif number % 10 == 2:
                unit.require(Action.FILE, core)
                unit.change(core, file, ThreatFile, {"title": f"Lambrecht en gezin ({number})"})
            else:
                unit.require(Action.MEASURE, assignment)
                text = local_text("nl", f"Ronde {number}: op wisselende uren langsrijden.")
                unit.change(assignment, rnd.choice(measures), Measure, {"instruction": text})
            unit.save()
    return file


def _numbers(count: int) -> Iterator[int]:
    return iter(range(max(count, 0)))
