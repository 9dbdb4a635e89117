"""Protocols issued from a store: read, compared with the version before, frozen, sealed, pressed, registered, durable.

Each is a whole issue of one copy of three pages with eight measures, for another version of the same person, so that
nothing is warm but the program. One core: no pool is used.
"""

import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from app.bench.rows import Measured, seconds
from app.core.clock import SystemClock, system_randomness
from app.core.ids import Id
from app.models.enums import Action, FileState, InvolvementRole, Marking, MeasureState, Role, SubjectKind
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.threat import Involvement, ThreatFile
from app.models.texts import local_text
from app.services.desk import Desk, Unit
from app.services.paper.protocols import issue_protocol
from app.services.paper.sources import CopyFor
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, House, Platform, enrol_officer, found_station
from app.store.keys import Argon2Cost
from app.store.meta import Mark

PASSPHRASE = "a quiet room in the north wing"  # noqa: S105 - of nobody
ROUNDS, PROTOCOLS = 5, 10
TYPES = ("patrols", "contact_person", "priority_calls", "fixed_post", "checks", "escort", "accompaniment", "briefing")
ADVICE = "Wissel van route en uur. Open geen pakjes die u niet verwacht. Bij twijfel: **112**.\n"


def protocols() -> Measured:
    """Return protocols issued a second, each durable in its register; the goal is five."""
    with tempfile.TemporaryDirectory() as name:
        desk = a_desk(Path(name))
        try:
            file, person = _file(desk)
            issue_protocol(desk, file, person, "nl", COPIES)
            rates = [_round(desk, file, person) for _ in range(ROUNDS)]
        finally:
            desk.store.close()
    return Measured(rates, [1.0] * ROUNDS, "per second", least=5.0, note="issued from the store, one core")


COPIES: Sequence[CopyFor] = (CopyFor("PZ Voorbeeld"),)


def _round(desk: Desk, file: Id, person: Id) -> float:
    def work() -> None:
        for _ in range(PROTOCOLS):
            issue_protocol(desk, file, person, "nl", COPIES)

    return PROTOCOLS / seconds(work)


def a_desk(folder: Path) -> Desk:
    """Return a file officer at a new station in `folder`; the caller closes its store."""
    on = Platform(SystemClock(), system_randomness, None, Argon2Cost(memory_kib=64, passes=1, lanes=1))
    house = House("NCCN", {"nl": "NCCN"}, None, "BRU1", Marking.SECRET)
    path = folder / "store"
    founded = found_station(path, house, Account("admin", "A", [Role.ADMINISTRATOR]), PASSPHRASE, on, Mark.EXERCISE)
    until = on.clock.now().date() + timedelta(days=365)
    officer = Account("officer", "O. Fictief", [Role.FILE_OFFICER], Marking.CONFIDENTIAL, until)
    enrol_officer(founded.desk, officer, PASSPHRASE, on)
    founded.desk.store.close()
    return open_desk(path, "officer", PASSPHRASE, on)


def _file(desk: Desk) -> tuple[Id, Id]:
    file, person = desk.ids.new(), desk.ids.new()
    label = Label(marking=Marking.CONFIDENTIAL)
    with desk.write() as unit:
        stream = unit.begin(person, "person", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Person(family_name="VAN DEN BROECK", given_names="Hilde", native_name="هيلدا"), person)
        core = unit.begin(file, "file_core", label, Action.FILE)
        record = ThreatFile(
            reference="BP-2026-BRU1-0042", title="Bench", state=FileState.OPEN, file_officer=desk.officer,
            summary=local_text("nl", "Bedreigingen per brief en via sociale media. " * 6),
            conduct=local_text("nl", ADVICE * 12),
        )  # fmt: skip
        unit.create(core, record, file)
        unit.create(core, Involvement(file=file, person=person, role=InvolvementRole.THREATENED))
        _measures(unit, unit.begin(file, "assignment", label, Action.MEASURE), file, person, desk.today())
        unit.save(signed=True)
    return file, person


def _measures(unit: Unit, stream: Id, file: Id, person: Id, today: date) -> None:
    for number, kind in enumerate(TYPES):
        unit.create(
            stream,
            Measure(
                state=MeasureState.ACTIVE, start=today - timedelta(days=number), end=today + timedelta(days=30),
                file=file, type=kind, subject_kind=SubjectKind.PERSON, subject=person,
                executing=(unit.facts.organisation,),
                instruction=local_text("nl", "Controle van voertuigen die stilstaan. Verslag per ronde. " * 3),
                contact="HINP Claes", contact_phone="+3225018111",
            ),
        )  # fmt: skip
