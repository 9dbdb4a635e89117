"""Days at the ends of the calendar, as only a changed program writes them: every page opens all the same."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, InformationGrade, PermitState, SourceGrade, ThreatKind, ThreatLevel
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.movements import Flight
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis, ThreatReport
from app.models.kinds.visits import ProgrammeItem, VisitFile
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.file_sheets import file_sheet
from app.services.cases.reports import record_report
from app.services.situation.whole import situation
from app.services.tasks.lines import TaskQuery, Whose
from app.services.tasks.listing import list_tasks
from app.services.visits.boards import visit_board
from app.services.visits.visit_lines import add_line
from app.services.visits.visits import edit_visit
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.screens.visit.screen import VisitScreen
from tests.ui.screens.at_work import AtWork
from tests.unit.services.paper_world import PaperWorld, a_paper_world
from tests.unit.services.visit_paper_world import a_visit_on_paper


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld, tab: str) -> ThreatFileScreen:
    address = Address("threat_file", world.file, tab)
    return work.show(ThreatFileScreen, world.desk, address, issue=lambda *_: 0)


def far_away(world: PaperWorld) -> None:
    """Write into the file what no form takes."""
    world.add_measure("far", type="perimeter", start=date.min, end=date.max)
    with world.desk.write() as unit:
        unit.require(Action.EXECUTE, world.assignment)
        told = ExecutionReport(measure=world.measures["far"], from_on=date.min, to_on=date.max)
        unit.create(world.assignment, told)
        unit.save()
    for dated in (date.min, date.max):
        analysis = ThreatAnalysis(
            service=world.cuta, kind=ThreatKind.TERRORISM, dated=dated, level=ThreatLevel.LOW, valid_until=date.max
        )
        record_analysis(world.desk, world.file, analysis)
    request = AnalysisRequest(service=world.cuta, question="?", asked_on=date.min, wanted_by=date.max)
    request_analysis(world.desk, world.file, request)
    for moment in (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)):
        report = ThreatReport(
            form="letter", description="x", moment=moment, source_grade=SourceGrade.X,
            information_grade=InformationGrade.FOUR,
        )  # fmt: skip
        record_report(world.desk, world.file, report)


def test_every_page_of_a_file_opens_and_is_painted(work: AtWork, world: PaperWorld) -> None:
    far_away(world)
    assert file_sheet(world.desk, world.file, "nl")
    for tab in ("overview", "reports", "analyses", "measures", "history"):
        screen = opened(work, world, tab)
        assert not screen.grab().isNull()
    screen = opened(work, world, "measures")
    for face in ("show_board", "show_gantt", "show_list"):
        work.press(screen, face)
        assert not screen.grab().isNull()


@pytest.mark.parametrize("year", [1926, 2126])
def test_a_visit_typed_into_another_century_opens_to_be_mended(work: AtWork, world: PaperWorld, year: int) -> None:
    visit: Id = a_visit_on_paper(world).visit
    arrival = datetime(year, 11, 24, 8, tzinfo=UTC)
    edit_visit(world.desk, visit, {"arrival": arrival, "departure": datetime(2126, 11, 25, 8, tzinfo=UTC)})
    add_line(world.desk, visit, Flight(scheduled=arrival, state_flight=True, permit=PermitState.ASKED))
    assert visit_board(world.desk, visit, "nl").lacks
    screen = work.show(VisitScreen, world.desk, Address("visit", visit))
    assert not screen.grab().isNull()


NAIVE = datetime(2026, 11, 24, 8)  # noqa: DTZ001 - as a changed program writes it
ENDS = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC))


@pytest.mark.parametrize(("arrival", "departure"), [ENDS, (ENDS[1], ENDS[1]), (ENDS[0], ENDS[0]), (NAIVE, NAIVE)])
def test_a_visit_at_the_end_of_the_calendar_or_without_a_zone_keeps_nothing_from_being_opened(
    work: AtWork, world: PaperWorld, arrival: datetime, departure: datetime
) -> None:
    """One such visit of another workstation would take the situation and the tasks of everybody away."""
    visit = a_visit_on_paper(world).visit
    with world.desk.write() as unit:
        core, programme = unit.part(visit, "visit_core"), unit.part(visit, "visit_programme")
        for stream in (core, programme):
            unit.require(Action.VISIT, stream)
        unit.change(core, visit, VisitFile, {"arrival": arrival, "departure": departure})
        unit.create(programme, ProgrammeItem(file=visit, starts=arrival, ends=departure))
        unit.create(programme, Flight(file=visit, scheduled=departure, state_flight=True, permit=PermitState.ASKED))
        unit.save()
    assert visit_board(world.desk, visit, "nl").lacks
    assert situation(world.desk)
    assert list_tasks(world.desk, TaskQuery(Whose.ALL), "nl")
    for tab in ("", "programme", "history"):
        assert not work.show(VisitScreen, world.desk, Address("visit", visit, tab)).grab().isNull()
