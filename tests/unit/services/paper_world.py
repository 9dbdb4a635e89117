"""A station with a file that can go on paper: a threatened judge, her household, measures that run, sealed places."""

import atexit
import shutil
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from app.core.ids import Id
from app.models.enums import (
    Action,
    AddressUse,
    BloodGroup,
    FileBasis,
    FileState,
    InvolvementRole,
    Marking,
    MeasureState,
    MeasureVisibility,
    PlaceKind,
    RelationKind,
    Role,
    SubjectKind,
    ThreatKind,
    ThreatLevel,
    VehicleRole,
)
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.persons import HomeAddress, Person, PersonPrivate, Phone, Relation
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.registers import Organisation, OrganisationContact, Vehicle
from app.models.kinds.threat import Involvement, ThreatAnalysis, ThreatFile
from app.models.texts import local_text
from app.services.desk import Desk, Unit
from app.services.paper.sources import CopyFor
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, Platform, directory_of, officer_record
from app.store.keys import SigningKey
from tests.history_world import FOREVER
from tests.unit.services.test_stations import PASSPHRASE, a_founded, a_platform

CONFIDENTIAL = Label(marking=Marking.CONFIDENTIAL)


@dataclass(slots=True)
class PaperWorld:
    """The officer's desk and the ids of what was recorded."""

    on: Platform
    admin: Desk
    desk: Desk
    zone: Id
    cuta: Id
    file: Id = b""
    person: Id = b""
    core: Id = b""
    threat: Id = b""
    assignment: Id = b""
    private: Id = b""
    safe_house: Id = b""
    hospital: Id = b""
    measures: dict[str, Id] = field(default_factory=dict)

    def copies(self, *languages: str) -> list[CopyFor]:
        """Return three copies; `languages` by number."""
        given = [*languages, *["nl"] * 3][:3]
        return [
            CopyFor("Nationaal Crisiscentrum", language=given[0]),
            CopyFor("PZ Antwerpen", self.zone, given[1]),
            CopyFor("Noodcentrale Antwerpen", language=given[2]),
        ]

    def change(self, stream: Id, uid: Id, kind: type, action: Action, **fields: Any) -> None:
        """Write fields as the officer."""
        with self.desk.write() as unit:
            unit.require(action, stream)
            unit.change(stream, uid, kind, fields)
            unit.save()

    def add_measure(self, name: str, **fields: Any) -> Id:
        """Write a measure of this person by the police zone."""
        with self.desk.write() as unit:
            unit.require(Action.MEASURE, self.assignment)
            self.measures[name] = unit.create(self.assignment, a_measure(self, **fields))
            unit.save()
        return self.measures[name]


def sit(
    admin: Desk,
    on: Platform,
    name: str,
    role: Role,
    organisation: Id | None = None,
    clearance: Marking = Marking.SECRET,
) -> Desk:
    """Enrol an officer and give his desk; no access slot is made, which is what takes time."""
    key = SigningKey.generate(on.randomness)
    with admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(admin))
        account = Account(name.lower(), name, [role], clearance, FOREVER)
        record = officer_record(account, organisation or unit.facts.organisation, admin.station, key.public)
        officer = unit.create(directory_of(admin), record)
        unit.save(signed=True)
    return replace(admin, officer=officer, officer_key=key)


def a_measure(world: PaperWorld, **fields: Any) -> Measure:
    usual: dict[str, Any] = {
        "state": MeasureState.ACTIVE, "start": date(2026, 11, 3), "end": date(2026, 12, 19), "file": world.file,
        "type": "patrols", "subject_kind": SubjectKind.PERSON, "subject": world.person, "executing": (world.zone,),
    }  # fmt: skip
    return Measure(**(usual | fields))


def a_paper_world(folder: Path) -> PaperWorld:
    """Give a station with an officer and one file in `folder`: founded once, then copied."""
    stood, world = _founded()
    shutil.copytree(stood, folder, dirs_exist_ok=True)
    on = replace(world.on, clock=deepcopy(world.on.clock), randomness=deepcopy(world.on.randomness))
    admin = open_desk(folder / world.admin.store.path.name, "admin", PASSPHRASE, on)
    desk = replace(admin, officer=world.desk.officer, officer_key=world.desk.officer_key)
    return replace(world, on=on, admin=admin, desk=desk, measures=dict(world.measures))


@cache
def _founded() -> tuple[Path, PaperWorld]:
    """Found a station, seat an officer and record one file; lock it."""
    folder = Path(mkdtemp(prefix="paper-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    on = a_platform(7)
    admin = a_founded(folder / "bru1.praesidium", on).desk
    zone = add_organisation(admin, "PZA", {"nl": "PZ Antwerpen", "original": "nl"}, "police_zone")
    cuta = add_organisation(
        admin, "OCAD", {"nl": "OCAD", "fr": "OCAM", "de": "KOBA", "en": "CUTA", "original": "nl"}, None
    )
    world = PaperWorld(on, admin, sit(admin, on, "An Maes", Role.FILE_OFFICER), zone, cuta)
    with world.desk.write() as unit:
        _registers(unit, world)
        _file(unit, world)
        unit.save(signed=True)
    admin.close()
    return folder, world


def _registers(unit: Unit, world: PaperWorld) -> None:
    ids = world.desk.ids
    world.person, partner, child = ids.new(), ids.new(), ids.new()
    for uid, family, given, native, born in (
        (world.person, "VAN DEN BROECK", "Hilde", "", date(1974, 5, 12)),
        (partner, "AL-HASSAN", "Mohammed", "محمد الحسن", date(1972, 1, 30)),
        (child, "AL-HASSAN", "Nino", "ნინო ალ-ჰასანი", date(2009, 9, 2)),
    ):
        public = unit.begin(uid, "person", Label(marking=Marking.NONE), Action.REGISTER)
        about = (
            local_text(
                "nl",
                "Onderzoeksrechter, rechtbank van eerste aanleg Antwerpen",
                fr="Juge d’instruction, tribunal de première instance d’Anvers",
                de="Untersuchungsrichterin, Gericht erster Instanz Antwerpen",
                en="Investigating judge, court of first instance of Antwerp",
            )
            if uid == world.person
            else None
        )
        unit.create(
            public,
            Person(family_name=family, given_names=given, native_name=native or None, function=about,
                   languages=("nl", "fr")),
            uid,
        )  # fmt: skip
        private = unit.begin(uid, "person_private", CONFIDENTIAL, Action.REGISTER)
        record = PersonPrivate(person=uid, birth_date=born)
        if uid == world.person:
            record = PersonPrivate(
                person=uid, birth_date=born, blood_group=BloodGroup.O_POS, medical="Diabetes type 1, insulinepomp."
            )
            world.private = unit.create(private, record)
            unit.create(private, Phone(person=uid, number="+32470123456", order=1))
            unit.create(private, Relation(person=uid, other=partner, kind=RelationKind.PARTNER))
            unit.create(private, Relation(person=uid, other=child, kind=RelationKind.CHILD))
            unit.create(
                private,
                HomeAddress(person=uid, use=AddressUse.HOME, street="Voorbeeldstraat", number="12", box="3",
                            postcode="2000", municipality="Antwerpen", country="BE"),
            )  # fmt: skip
        else:
            unit.create(private, record)
    house = ids.new()
    sealed = unit.begin(house, "address_sealed", CONFIDENTIAL, Action.REGISTER)
    world.safe_house = unit.create(
        sealed,
        SealedAddress(subject=world.person, use=AddressUse.SAFE_HOUSE, street="Verborgen dreef", number="7",
                      postcode="9000", municipality="Gent", country="BE"),
        house,
    )  # fmt: skip
    hospital = ids.new()
    stream = unit.begin(hospital, "place", Label(marking=Marking.NONE), Action.REGISTER)
    world.hospital = unit.create(
        stream,
        Place(names={"original": "nl", "nl": "ZNA Voorbeeld"}, street="Lindendreef", number="1", postcode="2020",
              municipality="Antwerpen", country="BE", kind=PlaceKind.HOSPITAL, phone="+3230000010"),
        hospital,
    )  # fmt: skip
    car = ids.new()
    stream = unit.begin(car, "vehicle", Label(marking=Marking.NONE), Action.REGISTER)
    unit.create(
        stream,
        Vehicle(plate="1-ABC-234", country="BE", make="Volvo", model="V60", colour="blauw", role=VehicleRole.PRIVATE,
                users=(world.person, partner)),
        car,
    )  # fmt: skip
    police = ids.new()
    stream = unit.begin(police, "organisation", Label(marking=Marking.NONE), Action.REGISTER)
    unit.create(
        stream,
        Organisation(names={"original": "nl", "nl": "PZ Antwerpen"}, entry=world.zone, phone="+3230000000"), police,
    )  # fmt: skip
    unit.create(
        stream,
        OrganisationContact(organisation=police, name="HINP Dirk Claes", function="Wachtofficier",
                            phone="+3230000001", round_the_clock=True),
    )  # fmt: skip
    world.file = ids.new()
    world.core = unit.begin(world.file, "file_core", CONFIDENTIAL, Action.FILE)
    for uid, role in (
        (world.person, InvolvementRole.THREATENED),
        (partner, InvolvementRole.HOUSEHOLD),
        (child, InvolvementRole.HOUSEHOLD),
    ):
        unit.create(world.core, Involvement(file=world.file, person=uid, role=role))


def _file(unit: Unit, world: PaperWorld) -> None:
    unit.create(
        world.core,
        ThreatFile(
            reference="BP-2026-BRU1-0042", title="Bedreigde onderzoeksrechter", basis=FileBasis.BOTH,
            state=FileState.OPEN, file_officer=world.desk.officer,
            summary=local_text(
                "nl", "Bedreigingen per brief en via sociale media sinds februari 2026.",
                fr="Menaces par lettre et sur les réseaux sociaux depuis février 2026.",
            ),
            conduct=local_text(
                "nl", "- Wissel van route en uur.\n- Open geen pakjes die u niet verwacht.\n- Bij twijfel: **112**.",
                fr="- Variez vos itinéraires et vos heures.\n- N’ouvrez pas de colis inattendu.\n"
                   "- En cas de doute : **112**.",
            ),
        ),
        world.file,
    )  # fmt: skip
    world.threat = unit.begin(world.file, "file_threat", CONFIDENTIAL, Action.REPORT)
    unit.require(Action.ANALYSE, world.threat)
    unit.create(
        world.threat,
        ThreatAnalysis(
            file=world.file, subject_kind=SubjectKind.PERSON, subject=world.person, service=world.cuta,
            kind=ThreatKind.ORGANISED_CRIME, reference="2026/1187", dated=date(2026, 11, 14),
            level=ThreatLevel.SERIOUS, valid_until=date(2026, 12, 14),
        ),
    )  # fmt: skip
    label = Label(marking=Marking.CONFIDENTIAL, co_owners=(world.zone,))
    world.assignment = unit.begin(world.file, "assignment", label, Action.MEASURE)
    patrols = local_text(
        "nl", "Controle van voertuigen die stilstaan. Verslag per patrouille.",
        fr="Contrôle des véhicules à l’arrêt. Rapport par patrouille.",
    )  # fmt: skip
    post = local_text(
        "nl", "Permanente aanwezigheid, niet herkenbaar voertuig. Aflossing om 06:00, 14:00, 22:00.",
        fr="Présence permanente, véhicule banalisé. Relève à 06:00, 14:00, 22:00.",
    )  # fmt: skip
    for name, measure in {
        "patrols": a_measure(world, instruction=patrols, frequency="3/24 h"),
        "contact": a_measure(
            world, type="contact_person", contact="HINP Dirk Claes", contact_phone="+3230000000", end=None,
            review=date(2026, 12, 1),
        ),
        "post": a_measure(
            world, type="fixed_post", state=MeasureState.PROVISIONAL, start=date(2026, 11, 20),
            end=date(2026, 11, 27), instruction=post, visibility=MeasureVisibility.DISCREET, place=world.safe_house,
        ),
    }.items():  # fmt: skip
        world.measures[name] = unit.create(world.assignment, measure)
