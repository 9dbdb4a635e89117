"""Looking up through the service: what is typed leads to the root, within rights, and what is deleted is gone."""

from dataclasses import dataclass
from typing import Annotated

import pytest

from app.core.ids import Id
from app.models.enums import Action, Marking, Role
from app.models.fields import Field, Search, Sensitivity
from app.models.kind_specs import Schema
from app.models.kinds import SCHEMA
from app.models.kinds.label import Label
from app.models.kinds.persons import Person, PersonPrivate, Phone
from app.models.kinds.places import Place, SealedAddress
from app.models.kinds.registers import Vehicle
from app.models.texts import local_text
from app.services.cases.file_overviews import file_overview
from app.services.cases.recusals import recuse_officer
from app.services.desk import Desk, View
from app.services.registers.persons import add_phone, edit_person, open_person, remove_line
from app.services.search.finding import Found, How, find
from app.services.search.indexing import drain_index, findable, waiting
from app.services.seeing import Sight
from app.services.station.organisation_acts import add_organisation
from tests.station_world import StationWorld, a_file, a_person, a_proposal

SECRET = Label(marking=Marking.SECRET)


def a_vehicle(desk: Desk, plate: str, *users: Id) -> Id:
    with desk.write() as unit:
        uid = desk.ids.new()
        stream = unit.begin(uid, "vehicle", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Vehicle(plate=plate, users=users), uid)
        unit.save()
    return uid


def roots(found: list[Found]) -> list[Id]:
    return [one.root for one in found]


@pytest.fixture(scope="module")
def gulsen(world: StationWorld) -> Id:
    return a_person(world.officer, "Öztürk", "Gülşen")


@pytest.mark.parametrize(
    "typed", ["Öztürk", "ozturk", "OZTURK", "Oztruk", "Öztürkk", "gulsen oztürk", "Gülşen", "ozt", "öztürk gülşen"]
)
def test_a_name_is_found_by_accents_capitals_typos_and_beginnings(world: StationWorld, gulsen: Id, typed: str) -> None:
    found = find(world.officer, typed)

    assert found[0].root == gulsen
    assert (found[0].root_kind, found[0].kind, found[0].title) == ("person", "person", "Gülşen Öztürk")


def test_a_name_in_another_script_is_found_in_latin_letters(world: StationWorld) -> None:
    person = open_person(
        world.officer, Person(family_name="Shcherbakov", native_name="Щербаков"), label=Label(marking=Marking.NONE)
    ).id
    assert roots(find(world.officer, "Щербаков"))[0] == person
    assert roots(find(world.officer, "shcherbakow"))[0] == person


@pytest.fixture(scope="module")
def reachable(world: StationWorld) -> Id:
    person = a_person(world.officer, "Vandamme", "Jos")
    add_phone(world.officer, person, "+32 471 23 45 67")
    return person


@pytest.mark.parametrize("typed", ["+32 471 23 45 67", "0471 23 45 67", "0471234567", "0471234568", "0032471234567"])
def test_a_phone_leads_to_its_person(world: StationWorld, reachable: Id, typed: str) -> None:
    found = find(world.officer, typed, kinds=["person"])

    assert roots(found) == [reachable]
    assert (found[0].root_kind, found[0].kind, found[0].title) == ("person", "phone", "Jos Vandamme")


def test_a_plate_leads_to_the_vehicle_and_to_who_uses_it(world: StationWorld) -> None:
    person = a_person(world.officer, "Peeters", "Ann")
    vehicle = a_vehicle(world.officer, "1-ABC-234", person)

    assert roots(find(world.officer, "1abc234")) == [vehicle, person]
    assert roots(find(world.officer, "1-abc-234", kinds=["person"])) == [person]


def test_a_reference_and_a_title_lead_to_the_file(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer, "Claes"), title="Burgemeester van Zeebrugge")

    record = file_overview(world.officer, file).record
    assert record is not None
    (found,) = find(world.officer, str(record.reference))
    assert (found.root, found.root_kind, found.how) == (file, "threat_file", How.KEY)
    assert roots(find(world.officer, "burgemester zeebruge"))[0] == file
    assert find(world.officer, "zeebrugge", kinds=["visit_file"]) == []


def test_what_was_changed_or_taken_away_is_found_no_more(world: StationWorld) -> None:
    person = a_person(world.officer, "Kwikzilverman", "Piet")
    line = add_phone(world.officer, person, "+32 479 99 88 77").id
    assert roots(find(world.officer, "0479998877")) == [person]

    remove_line(world.officer, line, Phone)
    edit_person(world.officer, person, {"family_name": "Loodgieter"})

    assert find(world.officer, "0479998877") == []
    assert find(world.officer, "kwikzilverman") == []
    assert roots(find(world.officer, "loodgieter")) == [person]


def test_another_organisation_finds_only_what_it_was_given(world: StationWorld) -> None:
    hidden = a_person(world.officer, "Sterrenwacht", "Ria")
    given = a_person(world.officer, "Sterrenwacht", "Eva", Label(marking=Marking.NONE, distribution=(world.police,)))

    assert set(roots(find(world.officer, "sterrenwacht"))) == {hidden, given}
    assert roots(find(world.partner, "sterrenwacht")) == [given]
    assert find(world.admin, "sterrenwacht") == []


def test_the_private_half_is_found_by_those_who_may_read_it_only(world: StationWorld) -> None:
    given = a_person(world.officer, "Zonnewijzer", "Eva", Label(marking=Marking.NONE, distribution=(world.police,)))
    add_phone(world.officer, given, "+32 470 11 22 33")

    assert roots(find(world.officer, "0470112233")) == [given]
    assert find(world.partner, "0470112233") == []


def test_without_clearance_or_when_recused_nothing_is_found(world: StationWorld) -> None:
    uncleared = world.sit("stagiair", [Role.FILE_OFFICER], clearance=Marking.NONE)
    person = a_person(world.officer, "Geheimhouder", label=SECRET)
    file = a_file(world.officer, person, title="Glasblazerij")
    assert roots(find(world.officer, "geheimhouder")) == [person]
    assert find(uncleared, "geheimhouder") == []
    assert roots(find(world.duty, "glasblazerij")) == [file]

    recuse_officer(world.officer, file, world.duty.officer, "familie")

    assert find(world.duty, "glasblazerij") == []
    assert roots(find(world.officer, "glasblazerij")) == [file]


def test_what_is_sealed_never_enters_the_index(world: StationWorld) -> None:
    open_person(
        world.officer,
        Person(family_name="Codedrager"),
        PersonPrivate(code_word="pimpelmees", duress_word="roodborst", medical="hartkloppingen"),
        label=Label(marking=Marking.NONE),
    )
    drain_index(world.officer)
    with world.officer.store.read() as connection:
        words = set(connection.exec_driver_sql("SELECT word FROM find_word").scalars())
    assert "codedrager" in words
    assert words.isdisjoint({"pimpelmees", "roodborst", "hartkloppingen"})
    assert findable(SCHEMA.by_record[SealedAddress]).fields == ()


def test_a_sealed_field_is_not_indexed_even_where_it_is_declared_to_be_found() -> None:
    schema = Schema()
    schema.part(1, "secret")

    @schema.declare(1, "hidden", part="secret", action=Action.FILE)
    @dataclass(frozen=True, slots=True)
    class Hidden:
        open: Annotated[str | None, Field(1, "open", search=Search.TEXT)] = None
        sealed: Annotated[str | None, Field(2, "sealed", search=Search.TEXT, sensitivity=Sensitivity.SEALED)] = None
        key: Annotated[str | None, Field(3, "key", search=Search.KEY, sensitivity=Sensitivity.SEALED)] = None

    assert [field.name for field in findable(schema.by_record[Hidden]).fields] == ["open"]


def test_a_place_is_called_in_the_language_asked_for(world: StationWorld) -> None:
    with world.officer.write() as unit:
        uid = world.officer.ids.new()
        stream = unit.begin(uid, "place", Label(marking=Marking.NONE), Action.REGISTER)
        unit.create(stream, Place(names=local_text("nl", "Egmontpaleis", fr="Palais d'Egmont")), uid)
        unit.save()

    assert [found.title for found in find(world.officer, "egmont", language="fr")] == ["Palais d'Egmont"]
    assert find(world.officer, "palais egmont", language="en")[0].title == "Egmontpaleis"


def test_a_queue_longer_than_the_first_look_is_drained_by_the_job(world: StationWorld, gulsen: Id) -> None:
    drain_index(world.officer, 100_000)
    with world.officer.store.write() as connection:
        connection.exec_driver_sql("INSERT OR IGNORE INTO find_queue SELECT id FROM entity")
    queued = waiting(world.officer)
    assert drain_index(world.officer, 3) == 3
    assert waiting(world.officer) == queued - 3
    while drain_index(world.officer, 50):
        pass
    assert waiting(world.officer) == 0
    assert roots(find(world.officer, "Öztürk"))[0] == gulsen


def test_nothing_typed_or_found_shows_in_a_representation(world: StationWorld) -> None:
    a_person(world.officer, "Onzichtbaar")
    assert "Onzichtbaar" not in repr(find(world.officer, "onzichtbaar"))


def test_sight_of_many_streams_is_what_is_asked_of_each(world: StationWorld) -> None:
    """The batch must judge every stream as the one policy does."""
    a_file(world.officer, a_person(world.officer))
    for desk in (world.officer, world.partner, world.duty, world.admin):
        with desk.read() as view:
            rows = view.connection.exec_driver_sql("SELECT sid, id FROM stream").all()
            assert len(rows) > 15
            one_by_one = {sid for sid, stream in rows if _may_read(view, bytes(stream))}
            assert Sight(view).streams([sid for sid, _ in rows]) == one_by_one


def _may_read(view: View, stream: Id) -> bool:
    return view.may(Action.READ, stream)


def test_looking_up_waits_for_nobody_who_writes(world: StationWorld, gulsen: Id) -> None:
    drain_index(world.officer)
    a_person(world.officer, "Nogindewachtrij")
    with world.officer.write():
        assert find(world.duty, "nogindewachtrij") == []
        assert roots(find(world.duty, "ozturk"))[0] == gulsen


def test_a_part_leads_to_its_file_without_telling_what_the_file_is_called(world: StationWorld) -> None:
    person = a_person(world.officer, "Ongenoemde")
    file = a_file(world.officer, person, title="Vuurtorenwachter")
    instruction = local_text("nl", "Langsrijden aan de Paardenmarkt")
    a_proposal(world, file, person, instruction=instruction)

    [mine] = find(world.officer, "paardenmarkt")
    [theirs] = find(world.partner, "paardenmarkt")

    assert (mine.root, mine.kind, mine.title) == (file, "measure", "Vuurtorenwachter")
    assert (theirs.root, theirs.kind, theirs.title) == (file, "measure", "Langsrijden aan de Paardenmarkt")


def test_two_organisations_of_the_directory_are_two_results(world: StationWorld) -> None:
    add_organisation(world.admin, "PZ1", local_text("nl", "Politiezone Kouter"), "police_zone")
    add_organisation(world.admin, "PZ2", local_text("nl", "Politiezone Kouterdam"), "police_zone")
    found = find(world.officer, "politiezone kouter", kinds=["organisation_entry"])
    assert [one.title for one in found[:2]] == ["Politiezone Kouter", "Politiezone Kouterdam"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "'", '"; DROP TABLE find_doc', "\0", "%%%", "a" * 5_000, "*", "NEAR(a b)"]
)
def test_whatever_is_typed_is_only_looked_for(world: StationWorld, gulsen: Id, typed: str) -> None:
    find(world.officer, typed)
    assert roots(find(world.officer, "ozturk"))[0] == gulsen


def test_a_limit_is_kept_after_hits_of_one_root_became_one(world: StationWorld) -> None:
    for number in range(12):
        person = a_person(world.officer, "Veelvoud", f"Nummer {number}")
        for line in range(3):
            add_phone(world.officer, person, f"+32 475 {number:02d} 00 {line:02d}")
    assert len(set(roots(find(world.officer, "veelvoud", limit=10)))) == 10
    assert find(world.officer, "veelvoud", limit=0) == []


def test_of_two_names_alike_a_surname_comes_before_a_given_name(world: StationWorld) -> None:
    given = [a_person(world.officer, f"Peeters{at}", "Florian") for at in range(3)]
    surname = a_person(world.officer, "Florian", "Anna")
    wrong = a_person(world.officer, "Floriaan", "Bert")
    found = [one.root for one in find(world.officer, "florian")]
    assert found[0] == surname
    assert set(found[1:4]) == set(given)
    assert wrong not in found[:4]
    assert find(world.officer, "Florian Peeters1")[0].root == given[1]
    assert find(world.officer, "peeters2 florian")[0].root == given[2]
