"""A list by the names of its officers: read name after name, it begins as its whole order does, and walks no table."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.enums import Action, FileBasis, Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.threat import ThreatFile
from app.services.lists.columns import ListName
from app.services.lists.listing import first_page, order_of
from app.services.lists.queries import Contains, Query
from tests.statements import read_by
from tests.station_world import StationWorld, a_station

FILES = 60


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """Files of officers of whom two have one name and one is not in the directory; some without an officer."""
    made = a_station(tmp_path)
    desk = made.officer
    double = made.sit("Verhaegen", [Role.FILE_OFFICER])
    last = made.sit("zwart", [Role.FILE_OFFICER])
    officers = [desk.officer, last.officer, None, double.officer, desk.ids.new(), made.recorder.officer]
    with desk.write() as unit:
        for at in range(FILES):
            uid = desk.ids.new()
            core = unit.begin(uid, "file_core", Label(marking=Marking.NONE), Action.FILE)
            file = ThreatFile(
                reference=f"BP-{at:03}", title=f"t{at}", basis=FileBasis.STATUS, file_officer=officers[at % 6]
            )
            unit.create(core, file, uid)
        unit.save()
    yield made
    made.close()


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 7, 15, 35, 59, 60, 100])
def test_the_first_page_is_the_beginning_of_the_order(world: StationWorld, descending: bool, limit: int) -> None:
    query = Query("file_officer", descending, language="nl")
    whole = order_of(world.officer, ListName.THREAT_FILES, query)
    page = first_page(world.officer, ListName.THREAT_FILES, query, limit)
    assert [row.key for row in page.rows] == list(whole.keys[:limit])
    assert page.more == (limit < FILES)


def test_what_is_filtered_begins_as_its_order_too(world: StationWorld) -> None:
    query = replace(Query("file_officer", language="nl"), filters={"title": Contains("1")})
    whole = order_of(world.officer, ListName.THREAT_FILES, query)
    page = first_page(world.officer, ListName.THREAT_FILES, query, 5)
    assert [row.key for row in page.rows] == list(whole.keys[:5])


def test_no_table_is_walked_for_a_page_of_those_with_a_name(world: StationWorld) -> None:
    with read_by(world.officer) as asked:
        first_page(world.officer, ListName.THREAT_FILES, Query("file_officer", language="nl"), 5)
    ordered = [one for one in asked if "ORDER BY t.sid" in one]
    assert ordered
    with world.officer.read() as view:
        plans = [
            row[3]
            for one in ordered
            for row in view.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", {"v0": "[]"}).all()
        ]
    assert all("p_threat_file__by_officer" in plan for plan in plans if "p_threat_file" in plan), plans
    assert not [plan for plan in plans if plan.startswith("SCAN t")], plans
