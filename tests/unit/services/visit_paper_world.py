"""A visit that can go on paper, with names in Arabic, Georgian and Greek, added to a world of papers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from app.core.ids import Id
from app.models.enums import (
    Action,
    FileState,
    FlightDirection,
    InvolvementRole,
    Marking,
    MeasureState,
    PermitState,
    PlaceKind,
    SubjectKind,
    TransportMode,
    VehicleRole,
)
from app.models.kinds.label import Label
from app.models.kinds.movements import Convoy, ConvoyVehicle, Flight, RadioRequest, Stay, Transport, WeaponPermit
from app.models.kinds.persons import Person, Phone
from app.models.kinds.places import Place
from app.models.kinds.visits import DelegationMember, ProgrammeItem, VisitFile
from app.models.texts import LocalText, local_text
from app.services.desk import Unit
from tests.unit.services.paper_world import PaperWorld, a_measure

RESTRICTED = Label(marking=Marking.RESTRICTED)
PEOPLE = (
    ("AL-HASSAN", "Mohammed", "محمد الحسن", InvolvementRole.PRINCIPAL, "Prime Minister"),
    ("BERIDZE", "Giorgi", "გიორგი ბერიძე", InvolvementRole.DELEGATION, "Minister for Foreign Affairs"),
    ("PAPADOPOULOS", "Nikos", "Νίκος Παπαδόπουλος", InvolvementRole.SECURITY, "Head of the security detail"),
    ("CLAESSENS", "Inge", "", InvolvementRole.LIAISON, "Liaison officer"),
)


@dataclass(slots=True)
class VisitPaper:
    """Ids of a recorded visit."""

    visit: Id
    programme: Id
    delegation: Id
    items: list[Id]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def english(words: str) -> LocalText:
    return local_text("en", words)


def a_visit_on_paper(world: PaperWorld) -> VisitPaper:
    """Record a visit of two days: four people, three points, of which one is covered."""
    with world.desk.write() as unit:
        visit = world.desk.ids.new()
        core = unit.begin(visit, "visit_core", RESTRICTED, Action.VISIT)
        delegation = unit.begin(visit, "visit_delegation", RESTRICTED, Action.VISIT)
        programme = unit.begin(visit, "visit_programme", RESTRICTED, Action.VISIT)
        people = [_person(unit, world, *one[:3]) for one in PEOPLE]
        members = [
            unit.create(
                delegation,
                DelegationMember(file=visit, person=person, office=english(one[4]), role=one[3], head=number == 0,
                                 position=number),
            )
            for number, (person, one) in enumerate(zip(people, PEOPLE, strict=True))
        ]  # fmt: skip
        unit.create(
            core,
            VisitFile(
                reference="VIP-2026-BRU1-0207", title="Prime Minister", visit_type="official",
                host="Chancellery of the Prime Minister", sending_state="GE", arrival=at(24, 8, 20),
                departure=at(25, 17), state=FileState.OPEN,
                principal=people[0], file_officer=world.desk.officer,
            ),
            visit,
        )  # fmt: skip
        palace = _place(unit, world, "Egmontpaleis", "Kleine Zavel", "8", PlaceKind.VENUE)
        hotel = _place(unit, world, "Hotel Voorbeeld", "Lindendreef", "40", PlaceKind.HOTEL)
        items = [
            unit.create(programme, ProgrammeItem(file=visit, starts=start, ends=end, activity=english(what),
                        place=where, responsible="Protocol", responsible_phone="+3225018111",
                        participants=tuple(members[:2])))
            for start, end, what, where in (
                (at(24, 9), at(24, 10, 30), "Meeting with the Prime Minister", palace),
                (at(24, 18), at(24, 21), "Dinner offered by the host", palace),
                (at(25, 9), at(25, 11), "Wreath at the Tomb of the Unknown Soldier", None),
            )
        ]  # fmt: skip
        unit.create(
            programme,
            Transport(file=visit, item=items[0], mode=TransportMode.CONVOY, departs=at(24, 8, 35),
                      arrives=at(24, 8, 55), origin="Melsbroek", destination="Egmontpaleis", route="A201, Kleine Ring"),
        )  # fmt: skip
        convoy = unit.create(programme, Convoy(file=visit, name="Alpha"))
        cars = [
            unit.create(programme, ConvoyVehicle(convoy=convoy, plate=plate, role=role, driver="INSP Peeters",
                        driver_phone="+32470000011", passengers=riders))
            for plate, role, riders in (
                ("1-POL-001", VehicleRole.LEAD, ()),
                ("1-CDP-002", VehicleRole.PRINCIPAL, (members[0],)),
            )
        ]  # fmt: skip
        unit.change(programme, convoy, Convoy, {"vehicles": (cars[1], cars[0])})
        unit.create(programme, Stay(file=visit, place=hotel, from_on=date(2026, 11, 24), to_on=date(2026, 11, 25),
                                    floor="5", rooms="501–512", safe_room="514"))  # fmt: skip
        unit.create(
            programme,
            Flight(file=visit, direction=FlightDirection.ARRIVAL, airport="Melsbroek", scheduled=at(24, 8, 20),
                   number="GEO 01", aircraft="A320", registration="4L-GAA", permit=PermitState.GRANTED,
                   permit_reference="DIP-2026-77"),
        )  # fmt: skip
        unit.create(delegation, WeaponPermit(file=visit, member=members[2], make="Glock 17", calibre="9 mm",
                    serial="ABC123", permit=PermitState.ASKED, permit_reference="W-881"))  # fmt: skip
        unit.create(delegation, RadioRequest(file=visit, frequencies="165.200", bandwidth="12.5", power="5",
                    area="Brussels", permit=PermitState.GRANTED, permit_reference="BIPT-55"))  # fmt: skip
        _measures(unit, world, visit, items[0])
        unit.save(signed=True)
    return VisitPaper(visit, programme, delegation, items)


def _person(unit: Unit, world: PaperWorld, family: str, given: str, native: str) -> Id:
    uid = world.desk.ids.new()
    stream = unit.begin(uid, "person", Label(marking=Marking.NONE), Action.REGISTER)
    unit.create(stream, Person(family_name=family, given_names=given, native_name=native or None), uid)
    private = unit.begin(uid, "person_private", RESTRICTED, Action.REGISTER)
    unit.create(private, Phone(person=uid, number="+32470998877"))
    return uid


def _place(unit: Unit, world: PaperWorld, name: str, street: str, number: str, kind: PlaceKind) -> Id:
    uid = world.desk.ids.new()
    stream = unit.begin(uid, "place", Label(marking=Marking.NONE), Action.REGISTER)
    place = Place(names=local_text("nl", name), street=street, number=number, postcode="1000", municipality="Brussel",
                  country="BE", kind=kind)  # fmt: skip
    return unit.create(stream, place, uid)


def _measures(unit: Unit, world: PaperWorld, visit: Id, item: Id) -> None:
    stream = unit.begin(visit, "assignment", Label(marking=Marking.RESTRICTED, co_owners=(world.zone,)), Action.MEASURE)
    unit.create(
        stream,
        a_measure(world, file=visit, type="perimeter", subject_kind=SubjectKind.PROGRAMME_ITEM, subject=item,
                  start=date(2026, 11, 24), end=date(2026, 11, 24),
                  instruction=english("Two rings, sniffer dog at 8:00.")),
    )  # fmt: skip
    unit.create(
        stream,
        a_measure(world, file=visit, type="escort", subject_kind=SubjectKind.VISIT, subject=visit,
                  state=MeasureState.APPROVED, start=date(2026, 11, 24), end=date(2026, 11, 25),
                  instruction=english("Motorcycles for every move.")),
    )  # fmt: skip
