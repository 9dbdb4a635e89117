"""A file from its opening to the first execution report, by four officers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import DecisionKind, FileState, MeasureState, ThreatLevel
from app.models.kinds.measures import ExecutionReport
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.decisions import approve_measures
from app.services.cases.executions import report_execution
from app.services.cases.file_overviews import file_overview
from app.services.cases.reports import record_report
from app.services.station.verifying import verify_store
from tests.reads import decisions_on, executions_of, measures_of, reports_of, requests_of, unconfirmed_measures, waiting
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_person,
    a_proposal,
    a_report,
    a_request,
    a_ruling,
    a_station,
    an_analysis,
    the_minister,
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


def test_a_file_goes_from_opening_to_its_first_execution_report(world: StationWorld) -> None:
    officer = world.officer
    person = a_person(officer)
    file = a_file(officer, person, basis=None)
    record_report(officer, file, a_report())
    request = request_analysis(officer, file, a_request(world.police))
    record_analysis(officer, file, an_analysis(world.police), answers=request, ruling=a_ruling())
    measure = a_proposal(world, file, person)

    assert [row.id for row in waiting(world.recorder)] == [measure]
    approve_measures(world.recorder, [measure], the_minister())
    assert [row.id for row in unconfirmed_measures(world.partner)] == [measure]
    report_execution(
        world.partner, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, planned=4, done=4, by_whom="ploeg 2")
    )

    overview = file_overview(officer, file)
    assert overview.record is not None
    assert overview.record.reference == "BP-2026-BRU1-0001"
    assert overview.record.state is FileState.OPEN
    assert overview.head is not None
    assert overview.head.level is ThreatLevel.SERIOUS
    assert [row.person.family_name for row in overview.involved if row.person] == ["Lambrecht"]
    [row] = measures_of(officer, file)
    assert (row.state, row.unconfirmed, row.reports) == (MeasureState.ACTIVE, False, 1)
    kinds = [line.record.kind for line in decisions_on(officer, measure)]
    assert kinds == [DecisionKind.PROPOSE, DecisionKind.APPROVE]
    assert [line.record.kind for line in overview.decisions] == [DecisionKind.OPEN_FILE]
    assert len(reports_of(officer, file)) == 1
    assert requests_of(officer, file)[0].record.answer is not None
    assert [line.record.organisation for line in executions_of(officer, measure)] == [world.police]
    report_execution(officer, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, planned=1, done=1))
    said = [line.record.organisation for line in executions_of(officer, measure)]
    assert said == [world.police, world.police], "rung through and typed here: it is still their work"


def test_what_was_done_replays_to_the_same_store(world: StationWorld) -> None:
    a_file(world.officer, a_person(world.officer))
    assert not verify_store(world.officer).faults
