"""National services that ship: whole in four languages, offered where they lack, entered in one save."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.catalogues import catalogue
from app.models.kinds.directory import OrganisationEntry
from app.models.rights import NotAllowed
from app.services.station.known_services import _shipped, enter_services, services_lacking
from app.services.station.organisation_acts import add_organisation
from tests.unit.services.station_house import StationHouse, a_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[StationHouse]:
    made = a_house(tmp_path)
    yield made
    made.lock()


def test_every_service_has_a_kind_that_is_in_the_list() -> None:
    assert {one.detail["kind"] for one in _shipped()} <= catalogue("organisation_kinds").keys()


def test_those_that_lack_are_offered_and_entered_in_one_save(house: StationHouse) -> None:
    desk = house.sit("admin")
    add_organisation(desk, "ocad", {"nl": "OCAD", "original": "nl"}, "analysis_unit")
    codes = [one.code for one in services_lacking(desk)]
    assert "OCAD" not in codes
    assert enter_services(desk, [*codes[:3], "OCAD", "unknown"]) == 3
    assert [one.code for one in services_lacking(desk)] == codes[3:]
    with desk.read() as view:
        found = {one.code: one for _, one in view.find(OrganisationEntry)}
    first = next(one for one in _shipped() if one.code == codes[0])
    assert found[codes[0]].names == {**first.words, "original": "nl"}
    assert enter_services(desk, []) == 0


def test_who_may_not_change_the_directory_enters_none(house: StationHouse) -> None:
    with pytest.raises(NotAllowed):
        enter_services(house.sit("verhaegen"), ["VSSE"])
