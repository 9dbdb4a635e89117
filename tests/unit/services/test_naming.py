"""What a form shows for an id, and what it offers to choose: within one's rights, and as this store has its lists."""

from datetime import date
from pathlib import Path

import pytest

from app.models.catalogues import catalogue
from app.models.enums import Action, Marking, Role
from app.models.kinds.catalogue import CatalogueItem
from app.models.kinds.label import Label
from app.models.rights import NotAllowed
from app.models.texts import local_text
from app.services.cases.reports import record_report
from app.services.desk import Desk
from app.services.naming import names_of
from app.services.search.short_lists import choices_of
from tests.reads import list_of
from tests.station_world import StationWorld, a_file, a_person, a_report, a_station


def test_people_and_organisations_are_named_in_the_officers_language(world: StationWorld) -> None:
    person = a_person(world.officer)
    asked = [person, world.police, world.officer.officer]
    assert names_of(world.officer, asked, "fr") == {
        person: "Nele Lambrecht", world.police: "Zone de police Bruxelles", world.officer.officer: "Verhaegen"
    }  # fmt: skip


def test_where_a_report_happened_is_told_apart_from_what_happened(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    told = a_report("Een man nam foto's", place_text="aan de poort", targets=(person,))
    report = record_report(world.officer, file, told)
    assert names_of(world.officer, [report], "nl") == {report: "aan de poort · Een man nam foto's"}


def test_what_may_not_be_read_and_what_is_not_here_has_no_name(world: StationWorld) -> None:
    secret = a_person(world.officer, label=Label(marking=Marking.SECRET))
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.NONE)
    assert names_of(low, [secret, b"?" * 16], "nl") == {}


def test_officers_are_offered_by_name_in_its_order(world: StationWorld) -> None:
    names = [one.name for one in choices_of(world.officer, "officer", "nl")]
    assert names == sorted(names, key=str.casefold)
    assert {"Verhaegen", "Janssens", "Dubois"} <= set(names)
    assert "Verhaegen" not in repr(choices_of(world.officer, "officer", "nl"))


@pytest.mark.parametrize("kind", ["person", "nonsense"])
def test_nothing_else_is_offered_whole(world: StationWorld, kind: str) -> None:
    assert choices_of(world.officer, kind, "nl") == []


def test_an_account_without_a_role_is_offered_nothing(world: StationWorld) -> None:
    for ask in (lambda desk: choices_of(desk, "officer", "nl"), lambda desk: list_of(desk, "threat_forms", "nl")):
        with pytest.raises(NotAllowed):
            ask(world.nobody)


def test_a_list_is_what_ships_until_a_store_adds_replaces_or_ends_a_line(tmp_path: Path) -> None:
    world = a_station(tmp_path)
    shipped = [(code, entry.say("nl")) for code, entry in catalogue("threat_forms").items()]
    assert list_of(world.officer, "threat_forms", "nl") == shipped
    add_lines(
        world.admin,
        CatalogueItem("threat_forms", "drone", local_text("nl", "met een drone", fr="par drone")),
        CatalogueItem("threat_forms", "letter", local_text("nl", "per post")),
        CatalogueItem("threat_forms", "verbal", local_text("nl", "mondeling"), valid_until=date(2026, 1, 1)),
        CatalogueItem("threat_forms", "later", local_text("nl", "later"), valid_from=date(2030, 1, 1)),
        CatalogueItem("closing_reasons", "moved", local_text("nl", "verhuisd")),
    )
    now = dict(list_of(world.officer, "threat_forms", "nl"))
    assert now["drone"] == "met een drone"
    assert now["letter"] == "per post"
    assert not {"verbal", "later", "moved"} & set(now)
    assert next(iter(now)) == shipped[0][0]
    assert dict(list_of(world.officer, "threat_forms", "fr"))["drone"] == "par drone"
    world.close()


def add_lines(desk: Desk, *lines: CatalogueItem) -> None:
    """Add lines as an administrator would; there is no service for it yet, and he may set no label."""
    with desk.write() as unit:
        unit.require(Action.CATALOGUE)
        stream = unit.writer.begin_stream(desk.ids.new(), "catalogue", unit.facts.organisation, None)
        unit._asked.add(stream)
        for line in lines:
            unit.create(stream, line)
        unit.save(signed=True)
