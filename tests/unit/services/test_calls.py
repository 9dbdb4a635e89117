"""A call becomes a report, in a file or with a new one; what was recognised in it goes where the officer said."""

from dataclasses import replace

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.models.catalogues import catalogue
from app.models.checks.recognising import Sort
from app.models.enums import FileState, InvolvementRole, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Email, Phone
from app.models.kinds.registers import Vehicle
from app.models.kinds.threat import ConcernLink, Involvement, PersonOfConcern, ThreatFile, ThreatReport
from app.models.rights import NotAllowed
from app.services.cases.calls import NewHome, file_of, files_for_report, record_call
from app.services.cases.concerns import record_concern
from app.services.cases.findings import Adding, Owner, whose
from app.services.cases.life import close_file
from app.services.registers.persons import add_phone
from tests.station_world import StationWorld, a_file, a_person, a_report, a_ruling

RESTRICTED = Label(marking=Marking.RESTRICTED)
PHONE, PLATE, MAIL, PV = "+32475123456", "1-ABC-234", "wie@voorbeeld.be", "BR.12.L3.004512/2026"


@pytest.fixture
def person(world: StationWorld) -> Id:
    return a_person(world.officer, "Aelbrecht", "Nele")


def count(world: StationWorld) -> list[int]:
    with world.officer.read() as view:
        return [
            len(view.find(kind)) for kind in (ThreatFile, ThreatReport, PersonOfConcern, Vehicle, Phone, Involvement)
        ]


def test_a_report_stands_in_the_file_of_the_person(world: StationWorld, file: Id) -> None:
    assert record_call(world.duty, file, a_report("Belt opnieuw")) == file
    with world.officer.read() as view:
        assert [one.description for _, one in view.find(ThreatReport, "file = ?", file)] == ["Belt opnieuw"]


def test_a_new_file_is_opened_with_its_report_in_one_save(world: StationWorld, person: Id) -> None:
    file = record_call(world.officer, NewHome("Aelbrecht", person, RESTRICTED), a_report())
    with world.officer.read() as view:
        record = view.get(ThreatFile, file)
        [(_, involved)] = view.find(Involvement, "file = ?", file)
        assert (record.state, record.title, record.state_decision) == (FileState.DRAFT, "Aelbrecht", None)
        assert (involved.person, involved.role) == (person, InvolvementRole.THREATENED)
        assert view.thing(view.part(file, "file_threat")).marking is Marking.RESTRICTED
        saves = "SELECT count(DISTINCT vid) FROM entry JOIN stream USING (sid) WHERE root = ?"
        assert view.connection.exec_driver_sql(saves, (file,)).scalar_one() == 1


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (a_report(""), "description"),
        (replace(a_report(), source_grade=None), "source_grade"),
        (replace(a_report(), form="telepathy"), "form"),
        (replace(a_report(), marking=Marking.SECRET), "marking"),
    ],
)
def test_a_refused_report_opens_no_file_and_enters_nobody(
    world: StationWorld, person: Id, report: ThreatReport, field: str
) -> None:
    before = count(world)
    with pytest.raises(UserError) as refusal:
        record_call(world.officer, NewHome("Aelbrecht", person, RESTRICTED), report, [Adding(Sort.PLATE, PLATE, None)])
    assert refusal.value.facts["field"] == field
    assert count(world) == before


def test_who_may_not_report_does_not(world: StationWorld, file: Id, person: Id) -> None:
    for desk in (world.recorder, world.partner, world.nobody):
        for home in (file, NewHome("Aelbrecht", person, RESTRICTED)):
            with pytest.raises(NotAllowed):
                record_call(desk, home, a_report())


def test_numbers_make_one_new_person_of_concern_linked_to_the_report(world: StationWorld, file: Id) -> None:
    adding = [
        Adding(sort, value, None) for sort, value in ((Sort.PHONE, PHONE), (Sort.PLATE, PLATE), (Sort.EMAIL, MAIL))
    ]
    record_call(world.officer, file, a_report(), adding, {MAIL: "Schrijft van wie@voorbeeld.be"})
    with world.officer.read() as view:
        [(_, link)] = view.find(ConcernLink, "file = ?", file)
        [(report, _)] = view.find(ThreatReport, "file = ?", file)
        concern = view.get(PersonOfConcern, link.concern or b"")
        assert link.report == report
        assert concern.phones == (PHONE,)
        assert concern.description == f"{PHONE}\n{PLATE}\nSchrijft van wie@voorbeeld.be"
        assert view.get(Vehicle, concern.vehicles[0]).plate == PLATE


def test_they_are_added_to_a_person_of_concern_known_already(world: StationWorld, file: Id) -> None:
    known = record_concern(world.officer, file, PersonOfConcern(family_name="X", phones=("+32475000000",))).id
    adding = [Adding(Sort.PHONE, PHONE, known), Adding(Sort.PHONE, "+32475000001", known)]
    record_call(world.officer, file, a_report(), adding)
    with world.officer.read() as view:
        assert set(view.get(PersonOfConcern, known).phones) == {"+32475000000", "+32475000001", PHONE}
        links = view.find(ConcernLink, "concern = ? AND report IS NOT NULL", known)
        assert len(links) == 1


def test_they_are_added_to_a_person_of_the_register_once(world: StationWorld, file: Id, person: Id) -> None:
    adding = [
        Adding(sort, value, person) for sort, value in ((Sort.PHONE, PHONE), (Sort.PLATE, PLATE), (Sort.EMAIL, MAIL))
    ]
    record_call(world.officer, file, a_report(), adding)
    record_call(world.officer, file, a_report(), adding)
    with world.officer.read() as view:
        assert [one.number for _, one in view.find(Phone, "person = ?", person)] == [PHONE]
        assert [one.address for _, one in view.find(Email, "person = ?", person)] == [MAIL]
        assert [one.plate for _, one in view.find(Vehicle) if person in one.users] == [PLATE]


def test_it_is_told_whose_a_number_is_to_who_may_know(world: StationWorld, file: Id, person: Id) -> None:
    number = "+3225060001"
    add_phone(world.officer, person, number)
    record_call(world.officer, file, replace(a_report(), police_report=PV))
    asked = [(Sort.PHONE, number), (Sort.POLICE_REPORT, PV), (Sort.MOMENT, "2026-11-20"), (Sort.PHONE, "+3225069999")]
    known = whose(world.duty, asked, "nl")
    assert known[number] == [Owner(person, "person", "Nele Aelbrecht")]
    assert [(one.id, one.kind) for one in known[PV]] == [(file, "threat_file")]
    assert set(known) == {number, PV}
    assert whose(world.partner, asked, "nl") == {}


def test_the_files_of_a_person_come_with_the_closed_last(world: StationWorld, person: Id) -> None:
    closed = a_file(world.officer, person, title="Oud")
    close_file(world.officer, closed, closing_reason(), a_ruling())
    works = a_file(world.officer, person, title="Nieuw")
    assert [(one.id, one.closed) for one in files_for_report(world.duty, person)] == [(works, False), (closed, True)]
    assert files_for_report(world.recorder, person) == [], "he records no reports"
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.NONE)
    hidden = a_file(world.officer, person, label=Label(marking=Marking.SECRET))
    assert hidden not in {one.id for one in files_for_report(low, person)}
    assert file_of(world.officer, works).title == "Nieuw"
    with pytest.raises(NotAllowed):
        file_of(low, hidden)


def closing_reason() -> str:
    return next(iter(catalogue("closing_reasons")))
