"""What screens are given in one look: names instead of ids, rights, the past in the shape of the present."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, DecisionKind, Marking, MeasureState, RelationKind, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.persons import Relation
from app.models.rights import NotAllowed
from app.services.cases.decisions import approve_measures
from app.services.cases.evaluation import end_measure
from app.services.cases.executions import report_execution
from app.services.cases.file_sheets import file_sheet
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.cases.reports import record_report
from app.services.desk import Desk, NotThere
from app.services.directory_sheets import directory_sheet
from app.services.knowing import who_knows
from app.services.registers.person_sheets import person_sheet
from app.services.registers.persons import edit_line, remove_line
from app.services.trail_sheets import trail_sheet
from app.services.trails import Past
from app.services.visits.boards import visit_board
from app.services.visits.visits import NewVisit, open_visit
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_person,
    a_proposal,
    a_report,
    a_ruling,
    a_station,
    the_minister,
    told_why,
)

SOURCE = "buurman op nummer zeven"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


@pytest.fixture
def case(world: StationWorld) -> tuple[Id, Id, Id]:
    """A file with one person, one report whose source is sealed, one measure approved and executed."""
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    record_report(world.officer, file, a_report(source=SOURCE))
    measure = a_proposal(world, file, person)
    approve_measures(world.recorder, [measure], the_minister())
    report_execution(world.partner, measure, ExecutionReport(from_on=TODAY, to_on=TODAY, planned=3, done=3))
    return file, person, measure


def test_a_file_is_given_with_the_names_of_everybody_in_it(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    file, person, measure = case
    sheet = file_sheet(world.officer, file, "nl")
    line = sheet.overview.measures[0]
    assert sheet.names[person] == "Nele Lambrecht"
    assert sheet.names[line.record.executing[0]]
    assert [one.record.done for one in sheet.executions[measure]] == [3]
    assert {row.record.kind for row in sheet.decisions} >= {DecisionKind.PROPOSE, DecisionKind.APPROVE}
    assert {Action.REPORT, Action.PROPOSE} <= sheet.may


def test_a_partner_sees_his_measures_and_neither_reports_nor_names_he_may_not(
    world: StationWorld, case: tuple[Id, Id, Id]
) -> None:
    file, person, _ = case
    sheet = file_sheet(told_why(world.partner, file), file, "nl")
    assert len(sheet.overview.measures) == 1
    assert not sheet.reports
    assert person not in sheet.names
    assert Action.REPORT not in sheet.may
    assert Action.EXECUTE in sheet.may


def test_whoever_may_read_nothing_of_a_file_gets_no_sheet(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    with pytest.raises(NotAllowed):
        file_sheet(world.nobody, case[0], "nl")


def test_a_sealed_source_is_in_no_sheet_and_no_history(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    file = case[0]
    assert SOURCE not in str([one.record.source for one in file_sheet(world.officer, file, "nl").reports])
    told = trail_sheet(world.officer, file, "nl")
    assert SOURCE not in str([change.values for change in told.changes])
    assert any(change.kind == "threat_report" for change in told.changes)


def test_the_past_has_the_shape_of_the_present_and_can_not_be_acted_on(
    world: StationWorld, case: tuple[Id, Id, Id]
) -> None:
    file, _, measure = case
    then = world.clock.now()
    before = file_sheet(world.officer, file, "nl")
    world.clock.at += timedelta(minutes=5)
    end_measure(world.recorder, measure, the_minister(reason="niet meer nodig"))
    now = file_sheet(world.officer, file, "nl")
    past = file_sheet_as_of(world.officer, file, then, Past.KNOWN_HERE, "nl")
    assert now.overview.measures[0].state is MeasureState.ENDED
    assert past.overview.measures[0].record == before.overview.measures[0].record
    assert past.overview.measures[0].minister == before.overview.measures[0].minister != frozenset()
    assert past.overview.record == before.overview.record
    assert len(past.decisions) == len(before.decisions) < len(now.decisions)
    assert not past.may


def test_the_past_says_what_its_persons_were_to_one_another_then(world: StationWorld) -> None:
    desk, hidden = world.officer, Label(marking=Marking.CONFIDENTIAL)
    child, parent, stranger = (a_person(desk, name) for name in ("Kind", "Ouder", "Vreemd"))
    file = a_file(desk, child, parent)

    def said(moment: datetime, past: Past, who: Desk = desk) -> list[tuple[Id | None, Id | None, RelationKind | None]]:
        sheet = file_sheet_as_of(told_why(who, file), file, moment, past, "nl")
        return [(one.person, one.other, one.kind) for one in sheet.relations]

    moments = [world.clock.now()]
    for kind in (RelationKind.SIBLING, RelationKind.CHILD, None):
        world.clock.at += timedelta(minutes=5)
        if kind is RelationKind.SIBLING:
            with desk.write() as unit:
                stream = unit.begin(parent, "person_private", hidden, Action.REGISTER)
                line = unit.create(stream, Relation(person=parent, other=child, kind=kind))
                unit.create(stream, Relation(person=parent, other=stranger, kind=kind))
                unit.save()
        elif kind is not None:
            edit_line(desk, line, Relation, {"kind": kind})
        else:
            remove_line(desk, line, Relation)
        moments.append(world.clock.now())
    uncleared = world.sit("de smet", [Role.FILE_OFFICER], clearance=Marking.NONE)
    for past in Past:
        assert not any(said(moment, past, uncleared) for moment in moments)
        assert [said(moment, past) for moment in moments] == [
            [], [(parent, child, RelationKind.SIBLING)], [(parent, child, RelationKind.CHILD)], []
        ]  # fmt: skip


def test_a_relation_that_had_ended_by_then_is_not_said_of_the_past(world: StationWorld) -> None:
    desk = world.officer
    one, other = a_person(desk, "Een"), a_person(desk, "Ander")
    file = a_file(desk, one, other)
    with desk.write() as unit:
        stream = unit.begin(one, "person_private", Label(marking=Marking.CONFIDENTIAL), Action.REGISTER)
        ended = Relation(person=one, other=other, kind=RelationKind.PARTNER, to_on=TODAY - timedelta(days=1))
        line = unit.create(stream, ended)
        unit.save()
    then = world.clock.now()
    world.clock.at += timedelta(minutes=5)
    edit_line(desk, line, Relation, {"to_on": TODAY})

    assert not file_sheet_as_of(desk, file, then, Past.KNOWN_HERE, "nl").relations
    [held] = file_sheet_as_of(desk, file, world.clock.now(), Past.KNOWN_HERE, "nl").relations
    assert held == file_sheet(desk, file, "nl").relations[0]


def test_before_it_began_a_file_has_no_past(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    with pytest.raises(NotThere):
        file_sheet_as_of(world.officer, case[0], world.clock.now() - timedelta(days=400), Past.KNOWN_HERE, "nl")


def test_history_names_authors_and_what_they_changed(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    told = trail_sheet(world.officer, case[0], "nl")
    assert {told.names[change.officer] for change in told.changes} >= {"verhaegen", "janssens"} or all(
        told.names.get(change.officer) for change in told.changes
    )
    assert [change.moment for change in told.changes]


def test_the_newest_of_a_history_are_what_the_whole_of_it_ends_with(
    world: StationWorld, case: tuple[Id, Id, Id]
) -> None:
    whole = trail_sheet(world.officer, case[0], "nl")
    latest = sorted(whole.changes, key=lambda change: change.moment)
    for most in (1, 4, whole.total, whole.total + 5):
        newest = trail_sheet(world.officer, case[0], "nl", newest=most)
        moments = sorted(change.moment for change in newest.changes)
        assert newest.total == whole.total == len(whole.changes)
        assert len(moments) >= min(most, whole.total)
        assert moments == [change.moment for change in latest[-len(moments) :]]
        assert sum(change.moment == moments[0] for change in latest) == moments.count(moments[0])
        assert newest.names.items() <= whole.names.items()


def test_the_newest_of_a_history_are_only_what_one_may_read(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    mine = trail_sheet(world.officer, case[0], "nl", newest=2)
    theirs = trail_sheet(told_why(world.partner, case[0]), case[0], "nl", newest=2)
    assert 0 < theirs.total < mine.total
    assert theirs.total == len(trail_sheet(world.partner, case[0], "nl").changes)


def test_a_person_is_given_with_files_and_rights(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    file, person, _ = case
    sheet = person_sheet(world.officer, person, "nl")
    assert [one.file for one in sheet.files] == [file]
    assert sheet.may_edit
    with pytest.raises(NotAllowed):
        person_sheet(world.nobody, person, "nl")


def test_nobody_outside_has_what_never_left(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    found = who_knows(world.officer, case[0], "nl")
    assert not found.shared
    assert not found.copies


def test_a_visit_is_given_with_gaps_and_what_it_lacks(world: StationWorld) -> None:
    visit = open_visit(world.officer, NewVisit("Bezoek", "official", arrival=world.clock.now() + timedelta(days=9)))
    board = visit_board(world.officer, visit, "nl")
    assert board.lacks
    assert not board.gaps
    assert Action.VISIT in board.may
    with pytest.raises(NotAllowed):
        visit_board(world.nobody, visit, "nl")


def test_the_directory_tells_who_works_where_and_what_is_lacking(world: StationWorld) -> None:
    sheet = directory_sheet(world.admin, "nl")
    assert {one.login for _, one in sheet.officers} >= {"verhaegen", "janssens"}
    assert sheet.gaps
    assert len(sheet.words) == 12
    assert Action.ACCOUNTS in sheet.may
    assert not directory_sheet(world.officer, "nl").may & {Action.ACCOUNTS, Action.KEYS}


def test_an_own_decision_needs_a_ruling(world: StationWorld, case: tuple[Id, Id, Id]) -> None:
    """The panel offers only what the rules let this officer record."""
    assert a_ruling().capacity is not None
    row = file_sheet(world.officer, case[0], "nl").overview.measures[0]
    assert DecisionKind.KEEP in row.open_decisions
