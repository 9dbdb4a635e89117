"""Whoever reads a file that is not his own says why, once a day, and auditors see it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.enums import Role
from app.models.rights import NotAllowed
from app.services.access_log import Access, AccessFilter, AccessReason, read_access_log
from app.services.cases.decisions import approve_measures
from app.services.cases.labels import share_parts
from app.services.cases.sharing import sharing_of
from app.services.desk import NotThere
from app.services.own_files import ReasonOfReading, give_reason, reason_asked, reasons_offered
from tests.station_world import StationWorld, a_file, a_person, a_proposal, a_station, the_minister


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def test_a_colleague_gives_a_reason_once_a_day_and_it_is_logged(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    colleague = world.sit("collega", [Role.FILE_OFFICER])
    auditor = world.sit("auditor", [Role.AUDITOR])

    assert not reason_asked(world.officer, file), "his own"
    assert not reason_asked(world.duty, file), "at night one is alone"
    assert reason_asked(colleague, file)
    with pytest.raises(ReasonOfReading):
        give_reason(colleague, file, AccessReason.NONE)
    give_reason(colleague, file, AccessReason.REPLACING)

    assert not reason_asked(colleague, file)
    (line,) = read_access_log(auditor, AccessFilter(act=Access.OUTSIDE_OWN_FILES))
    assert (line.officer, line.subjects, line.reason) == (colleague.officer, (file,), AccessReason.REPLACING)
    world.clock.at += timedelta(days=1)
    assert reason_asked(colleague, file)


def test_a_reason_opens_nothing_that_is_not_allowed(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    with pytest.raises(NotAllowed):
        give_reason(world.admin, file, AccessReason.SUPERVISION)
    with pytest.raises(NotAllowed):
        reason_asked(world.nobody, file)
    with pytest.raises(NotThere):
        reason_asked(world.officer, bytes(16))


def test_that_a_decision_waits_is_a_reason_of_who_decides(world: StationWorld) -> None:
    assert AccessReason.DECISION in reasons_offered(world.recorder)
    assert AccessReason.DECISION not in reasons_offered(world.officer)
    assert AccessReason.NONE not in reasons_offered(world.recorder)
    file = a_file(world.officer, a_person(world.officer))
    give_reason(world.recorder, file, AccessReason.DECISION)
    (line,) = read_access_log(world.sit("auditor", [Role.AUDITOR]), AccessFilter(act=Access.OUTSIDE_OWN_FILES))
    assert line.reason.say("nl") == "wacht op mijn beslissing"


def test_who_decides_is_offered_first_that_a_decision_waits_where_one_does(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    assert reasons_offered(world.recorder, file)[0] is not AccessReason.DECISION
    a_proposal(world, file, person)
    assert reasons_offered(world.recorder, file)[0] is AccessReason.DECISION
    assert AccessReason.DECISION not in reasons_offered(world.officer, file)


def test_that_one_carries_out_a_measure_is_the_first_reason_of_a_partner_where_it_is_so(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    parts = sharing_of(world.officer, file, "nl").parts
    share_parts(world.officer, {part.stream: True for part in parts}, world.police)
    assert AccessReason.EXECUTING not in reasons_offered(world.partner, file), "nothing is decided"
    approve_measures(world.recorder, [measure], the_minister())

    assert reasons_offered(world.partner, file)[0] is AccessReason.EXECUTING
    assert AccessReason.EXECUTING not in reasons_offered(world.recorder, file), "the file is of their own organisation"
    assert AccessReason.EXECUTING not in reasons_offered(world.partner)
    assert reason_asked(world.partner, file)
    give_reason(world.partner, file, AccessReason.EXECUTING)
    assert not reason_asked(world.partner, file)
