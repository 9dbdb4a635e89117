"""A measure on a place tells of who lives there, one on an institution of its people, one for the file of all."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import InvolvementRole, PresenceState, SubjectKind
from app.models.kinds.measures import ToldPresence
from app.models.kinds.persons import HomeAddress
from app.models.kinds.places import Place
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import Presence
from app.models.texts import local_text
from app.services.cases.files import Involved, involve_person
from app.services.cases.measures import start_urgent_measures
from app.services.cases.presences import record_presence
from app.services.registers.entries import register_organisation, register_place
from app.services.registers.persons import add_address, edit_person
from tests.station_world import TODAY, StationWorld, a_file, a_measure, a_person, a_ruling, a_station

DAY = timedelta(days=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def people(world: StationWorld) -> dict[str, Id]:
    """A judge who lives in the Kerkstraat and works at the court, and her brother who lives elsewhere."""
    judge, brother = a_person(world.officer, "Lambrecht", "Nele"), a_person(world.officer, "Lambrecht", "Wim")
    address = add_address(world.officer, judge, HomeAddress(street="Kerkstraat", number="12", postcode="2000"))
    add_address(world.officer, brother, HomeAddress(street="Kerkstraat", number="13", postcode="2000"))
    court = register_organisation(world.officer, Organisation(names=local_text("nl", "Rechtbank")))
    edit_person(world.officer, judge, {"employer": court.id})
    file = a_file(world.officer, judge)
    involve_person(world.officer, file, Involved(brother, InvolvementRole.HOUSEHOLD))
    for one in (judge, brother):
        record_presence(world.officer, file, Presence(person=one, state=PresenceState.AWAY, from_on=TODAY))
    home = register_place(
        world.officer, Place(names=local_text("nl", "Woning"), street="KERKSTRAAT", number="12", postcode="2000")
    )
    nowhere = register_place(world.officer, Place(names=local_text("nl", "Loods"), street="Dok", municipality="Gent"))
    return {
        "judge": judge, "brother": brother, "file": file, "home": home.id, "court": court.id, "nowhere": nowhere.id,
        "address": address,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "subject", "expected"),
    [
        (SubjectKind.PLACE, "home", {"judge"}),
        (SubjectKind.PLACE, "address", {"judge"}),
        (SubjectKind.PLACE, "nowhere", set()),
        (SubjectKind.ORGANISATION, "court", {"judge"}),
        (SubjectKind.FILE, "file", {"judge", "brother"}),
    ],
)
def test_it_is_told_whose_presence_the_measure_concerns(
    world: StationWorld, people: dict[str, Id], kind: SubjectKind, subject: str, expected: set[str]
) -> None:
    new = a_measure(people[subject], executing=world.police, subject_kind=kind)
    start_urgent_measures(world.officer, people["file"], new, a_ruling())
    with world.officer.read() as view:
        told = {one.person for _, one in view.find(ToldPresence, "file = ?", people["file"])}
    assert told == {people[name] for name in expected}
