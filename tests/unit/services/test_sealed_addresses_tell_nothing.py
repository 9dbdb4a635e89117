"""What a sealed address says, its zone and its days reach nobody who may not open it: by no list, word, copy or bundle.

A colleague without the clearance asks everything before and after it was written, and hears the same; a partner who
has all else of the person has neither it nor the zone that it alone names, in any table of his store.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from app.core.ids import Id
from app.models.checks.coordinates import CoordinatesRange
from app.models.enums import AddressUse, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.places import SealedAddress
from app.models.kinds.registers import Organisation
from app.models.rights import NotAllowed
from app.services.access_log import AccessReason
from app.services.call_cards.cards import SealedKind
from app.services.call_cards.revealing import reveal
from app.services.cases.file_places import file_places
from app.services.cases.file_sheets import file_sheet
from app.services.desk import Desk, NotThere
from app.services.drafts import Base, keep_draft
from app.services.paper.protocols import PROTOCOL, sealed_values
from app.services.registers.entries import register_organisation
from app.services.registers.person_sheets import person_sheet
from app.services.registers.persons import open_person
from app.services.registers.sealed_addresses import change_sealed_address, register_sealed_address
from app.services.registers.zones import zone_of_town
from app.services.search.finding import find
from app.services.search.indexing import drain_index
from app.services.trail_sheets import trail_sheet
from app.services.waiting_drafts import waiting_drafts
from tests.station_world import StationWorld, a_file, told_why
from tests.unit.services.test_exchange_of_two_stations import Pair, pair
from tests.unit.services.test_nothing_betrays_what_is_hidden import answers

__all__ = ["pair"]

STREET, TOWN, KEYS, ZONE = "Sluipdreef", "Zichem", "Sleutel onder de bank", "PZ Verborgen"
FARM = SealedAddress(
    use=AddressUse.SAFE_HOUSE, street=STREET, municipality=TOWN, postcode="3271", access=KEYS,
    from_on=date(2031, 3, 7), to_on=date(2032, 5, 9), latitude=50.986543, longitude=5.054321,
)  # fmt: skip
WORDS = (STREET, TOWN, KEYS, "3271", "2031", "2032", "50.986543")


def asked(desk: Desk, person: Id, file: Id) -> Mapping[str, Any]:
    """Ask what shows or counts anything of a person, his file, an address or a zone."""
    sheet = person_sheet(desk, person, "nl")
    of_file = file_sheet(desk, file, "nl")
    return {
        **answers(desk, person, file),
        "typed": [find(desk, word, language="nl") for word in (*WORDS, ZONE)],
        "town": [zone_of_town(desk, "3271", "", "nl"), zone_of_town(desk, "", TOWN, "nl")],
        "sealed": (sheet.sealed, sheet.zone, sheet.marking),
        "places": file_places(desk, file, "nl"),
        "of file": (of_file.places, sorted(of_file.names)),
        "history": trail_sheet(desk, person, "nl").total,
    }


def test_a_colleague_without_the_clearance_hears_the_same_before_and_after(
    world: StationWorld, caplog: pytest.LogCaptureFixture
) -> None:
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    public = Label(marking=Marking.NONE)
    person = open_person(world.officer, Person(family_name="Lindeboom"), PersonPrivate(), label=public).id
    file = a_file(world.officer, person, label=public)
    zone = register_organisation(
        world.officer, Organisation(names={"nl": ZONE, "original": "nl"}, kind="local_police"), public
    ).id
    before = asked(told_why(low, file), person, file)
    with caplog.at_level(0):
        made = register_sealed_address(world.officer, person, FARM, Marking.SECRET)
        change_sealed_address(world.officer, made, {"zone": zone})
        drain_index(world.officer)
        after = asked(low, person, file)
        assert {name for name, said in after.items() if said != before[name]} == set()
        with pytest.raises(NotAllowed):
            reveal(low, made, SealedKind.ADDRESS, AccessReason.DUTY)
        with pytest.raises(NotAllowed):
            change_sealed_address(low, made, {"to_on": date(2033, 1, 1)})
        assert made not in {one.id for one in sealed_values(low, file, person, PROTOCOL)}
    assert not [word for word in (*WORDS, ZONE) if word in caplog.text], "no log says any of it"

    own = asked(world.officer, person, file)
    found = [one for typed in own["typed"] for one in typed]
    assert not [one for one in found if made == one.uid or person == one.root], "not even he finds it by typing"
    assert own["town"] == [None, None], "a sealed address teaches nobody the zone of its town"
    told = trail_sheet(world.officer, person, "nl")
    values = [one.values or {} for one in told.changes if one.uid == made]
    assert values
    assert {name for one in values for name, value in one.items() if value is not None} <= {
        "subject", "use", "from_on", "to_on",
    }, "history keeps what is sealed, and shows that it changed"  # fmt: skip
    assert zone not in told.names
    [line] = person_sheet(world.officer, person, "nl").sealed
    assert not [word for word in (STREET, TOWN, KEYS, "3271") if word in str(line.record)]
    assert (line.record.latitude, line.record.longitude) == (0.0, 0.0), "that they are filled in, not what they say"
    assert line.record.zone != zone
    assert zone not in person_sheet(world.officer, person, "nl").names, "a page that names the zone names where"


def test_coordinates_go_with_the_address_and_are_checked(world: StationWorld) -> None:
    person = open_person(world.officer, Person(family_name="Lindeboom"), PersonPrivate()).id
    made = register_sealed_address(world.officer, person, FARM)
    with pytest.raises(CoordinatesRange):
        change_sealed_address(world.officer, made, {"latitude": 95.0, "longitude": 5.0})
    said = reveal(world.officer, made, SealedKind.ADDRESS, AccessReason.DUTY).text
    assert said == f"{STREET}, 3271 {TOWN} (50.986543, 5.054321)"
    moved = dict.fromkeys(("street", "municipality", "postcode"), "Elders")
    change_sealed_address(world.officer, made, moved)
    assert reveal(world.officer, made, SealedKind.ADDRESS, AccessReason.DUTY).text == "Elders, Elders Elders"


def test_no_list_of_drafts_says_what_was_typed_of_it(world: StationWorld) -> None:
    person = open_person(world.officer, Person(family_name="Lindeboom"), PersonPrivate()).id
    typed = {
        "street": STREET, "municipality": TOWN, "access": {"nl": KEYS}, "zone": b"z" * 16, "from_on": "2031-03-07",
        "use": "safe_house", "latitude": "50.986543, 5.054321",
    }  # fmt: skip
    keep_draft(world.officer, f"sealed_address:{person.hex()}", Base(person), typed)
    [found] = waiting_drafts(world.officer, "nl")
    assert found.begins == ""


def test_a_partner_who_has_all_else_of_the_person_gets_neither_it_nor_the_zone_it_names(pair: Pair) -> None:
    shared = Label(marking=Marking.NONE, distribution=(pair.partner,))
    person = open_person(
        pair.bru, Person(family_name="Lindeboom"), PersonPrivate(), label=shared, private_label=shared
    ).id
    zone = register_organisation(
        pair.bru, Organisation(names={"nl": ZONE, "original": "nl"}, kind="local_police"), shared
    ).id
    made = register_sealed_address(pair.bru, person, FARM)
    change_sealed_address(pair.bru, made, {"zone": zone})

    pair.carry(pair.bru, pair.ant, person)

    assert not person_sheet(pair.ant, person, "nl").sealed
    with pytest.raises(NotThere):
        reveal(pair.ant, made, SealedKind.ADDRESS, AccessReason.DUTY)
    with pair.ant.read() as view:
        assert not view.find(Organisation, "uid = ?", zone), "only the sealed address names it"
        tables = [
            row[0] for row in view.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        hits = {
            table for table in tables for row in view.connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            for value in row for word in (STREET, TOWN, KEYS, ZONE) if word.encode() in told(value)
        }  # fmt: skip
        held = {
            table for table in tables for row in view.connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            for value in row if b"Lindeboom" in told(value)
        }  # fmt: skip
    assert hits == set()
    assert held, "what was shared is found so"


def told(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes) else str(value).encode()
