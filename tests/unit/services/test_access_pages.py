"""Who read a file is told to those whose file it is; all of the log to auditors; each page says what it covers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Role
from app.models.rights import NotAllowed
from app.services.access_log import Access, AccessFilter, AccessReason, read_access_log
from app.services.access_pages import NotYourFile, log_page, readers_of
from app.services.desk import Desk
from app.services.own_files import give_reason
from app.services.visits.visits import NewVisit, open_visit
from tests.station_world import StationWorld, a_file, a_station


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def colleague(world: StationWorld) -> Desk:
    return world.sit("collega", [Role.FILE_OFFICER])


@pytest.fixture
def auditor(world: StationWorld) -> Desk:
    return world.sit("auditor", [Role.AUDITOR])


@pytest.fixture
def read(world: StationWorld, colleague: Desk) -> Id:
    file = a_file(world.officer)
    give_reason(colleague, file, AccessReason.REPLACING)
    return file


def test_who_read_a_file_is_told_to_its_officer_and_that_he_looked_is_logged(
    world: StationWorld, read: Id, colleague: Desk, auditor: Desk
) -> None:
    a_file(world.officer)
    page = readers_of(world.officer, read, None, "nl")
    [line] = page.lines
    assert (line.act, line.officer, line.reason) == (
        Access.OUTSIDE_OWN_FILES, colleague.officer, AccessReason.REPLACING,
    )  # fmt: skip
    assert (page.names[line.officer], page.here) == ("Collega", "BRU1")
    assert read_access_log(auditor, AccessFilter(subject=read))[0].act is Access.AUDIT
    assert len(readers_of(world.officer, read, None, "nl").lines) == 1, "the looks of the log itself are left out"


def test_nobody_else_is_told_and_a_visit_has_its_readers_too(world: StationWorld, read: Id, colleague: Desk) -> None:
    with pytest.raises(NotYourFile):
        readers_of(colleague, read, None, "nl")
    with pytest.raises(NotAllowed):
        readers_of(world.nobody, read, None, "nl")
    visit = open_visit(world.officer, NewVisit("Werkbezoek"))
    assert readers_of(world.officer, visit, None, "nl").lines == []
    give_reason(colleague, visit, AccessReason.DUTY)
    assert [one.reason for one in readers_of(world.officer, visit, None, "nl").lines] == [AccessReason.DUTY]


def test_a_page_of_the_log_goes_on_where_the_one_before_ended(
    world: StationWorld, read: Id, colleague: Desk, auditor: Desk
) -> None:
    give_reason(colleague, a_file(world.officer), AccessReason.DUTY)
    every = log_page(auditor, AccessFilter(acts=frozenset({Access.OUTSIDE_OWN_FILES})), None, "nl").lines
    assert len(every) == 2
    first = log_page(auditor, AccessFilter(acts=frozenset({Access.OUTSIDE_OWN_FILES})), None, "nl", most=1)
    assert (list(first.lines), first.more) == ([every[0]], True)
    then = log_page(auditor, AccessFilter(acts=frozenset({Access.OUTSIDE_OWN_FILES})), first.lines[-1].no, "nl", most=1)
    assert list(then.lines) == [every[1]]
    assert read not in then.names, "an auditor reads no titles"
    assert then.kinds[read] == "threat_file"
    with pytest.raises(NotAllowed):
        log_page(world.officer, AccessFilter(), None, "nl")
