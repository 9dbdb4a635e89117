"""An execution report that was typed wrong: corrected by a later one, which alone counts, wherever it is counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import Action, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import ExecutionReport, Measure
from app.models.rights import NotAllowed
from app.services.cases.executions import (
    CorrectedAlready,
    Executed,
    NotOfThisMeasure,
    OthersReport,
    PeriodUnclear,
    correct_report,
    report_execution,
    standing,
)
from app.services.cases.file_sheets import file_sheet
from app.services.cases.lead_times import times_of
from app.services.cases.measures import start_urgent_measures
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.desk import Desk
from app.services.lists.columns import ListName
from app.services.lists.queries import Query
from app.services.naming import names_of
from app.services.reported import REPORT_STANDS
from app.services.station.verifying import verify_store
from app.services.trails import Past
from tests.reads import executions_of, fetch, measures_of
from tests.station_world import TODAY, StationWorld, a_file, a_measure, a_person, a_ruling, a_station
from tests.unit.services.two_desks import TwoDesks, two_desks

YESTERDAY = TODAY - timedelta(days=1)
TYPED = ExecutionReport(from_on=YESTERDAY, to_on=TODAY, planned=3, done=33, not_done=0, by_whom="ploeg 14")
MEANT = replace(TYPED, to_on=YESTERDAY, done=3)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationWorld]:
    made = a_station(tmp_path_factory.mktemp("corrected"))
    yield made
    made.close()


def a_running(desk: Desk, police: Id, label: Label | None = None) -> tuple[Id, Id, Id]:
    """Return person, file and a measure by the police that runs since yesterday."""
    person = a_person(desk, label=label)
    file = a_file(desk, person)
    new = replace(a_measure(person, executing=police), start=YESTERDAY)
    return person, file, start_urgent_measures(desk, file, new, a_ruling())[0]


def test_what_corrects_a_report_alone_counts_and_the_former_stays(world: StationWorld) -> None:
    desk = world.officer
    _, file, measure = a_running(desk, world.police)
    first = report_execution(desk, measure, TYPED)
    later = correct_report(desk, first, MEANT)

    told = {one.id: one for one in executions_of(desk, measure)}
    assert (told[first].corrected_by, told[later].corrected_by) == (later, None)
    assert [one.id for one in standing(told.values())] == [later]
    assert told[later].record.corrects == first
    assert names_of(desk, [first], "nl") == {first: "20 nov 2026 – 21 nov 2026"}
    assert [row.reports for row in measures_of(desk, file)] == [1]
    (row,) = [
        row for row in fetch(world.partner, ListName.ASSIGNMENTS, Query(language="nl"), 0).rows if row.id == measure
    ]
    assert row.values["reported_to"] == YESTERDAY
    sheet = file_sheet(desk, file, "nl")
    assert [one.took.ends for one in times_of(sheet, TODAY).all if one.took.step == "execution"] == [YESTERDAY]
    again = correct_report(desk, later, replace(MEANT, done=2))
    assert [one.id for one in standing(executions_of(desk, measure))] == [again]
    assert not verify_store(desk).faults


def test_before_it_was_corrected_it_counted(world: StationWorld) -> None:
    desk = world.officer
    _, file, measure = a_running(desk, world.police)
    first = report_execution(desk, measure, TYPED)
    then = desk.clock.now()
    correct_report(desk, first, MEANT)

    past = file_sheet_as_of(desk, file, then, Past.KNOWN_HERE, "nl")
    assert [(one.id, one.corrected_by) for one in past.executions[measure]] == [(first, None)]
    now = file_sheet_as_of(desk, file, desk.clock.now(), Past.KNOWN_HERE, "nl")
    assert len(standing(now.executions[measure])) == 1


def test_a_correction_is_of_ones_own_report_on_the_same_measure_and_of_the_newest(world: StationWorld) -> None:
    desk = world.officer
    _, _, measure = a_running(desk, world.police)
    _, _, other = a_running(desk, world.police)
    theirs = report_execution(world.partner, measure, TYPED)
    ours = report_execution(desk, measure, TYPED)
    with pytest.raises(OthersReport):
        correct_report(desk, theirs, MEANT)
    with pytest.raises(OthersReport):
        correct_report(world.partner, ours, MEANT)
    with pytest.raises(NotAllowed):
        correct_report(world.recorder, ours, MEANT)
    with pytest.raises(PeriodUnclear):
        correct_report(desk, ours, replace(MEANT, to_on=TODAY + timedelta(days=1)))
    with pytest.raises(NotOfThisMeasure):
        report_execution(desk, other, replace(MEANT, corrects=ours))
    correct_report(desk, ours, MEANT)
    with pytest.raises(CorrectedAlready):
        correct_report(desk, ours, MEANT)
    assert {one.id: one.ours for one in executions_of(world.partner, measure)}[theirs]
    refusals: list[UserError] = [OthersReport(), CorrectedAlready(), NotOfThisMeasure()]
    for refusal in refusals:
        assert len({refusal.say(language) for language in ("en", "nl", "fr", "de")}) == 4


def test_a_colleague_of_the_same_service_may_correct_it(world: StationWorld) -> None:
    _, _, measure = a_running(world.officer, world.police)
    theirs = report_execution(world.partner, measure, TYPED)
    colleague = world.sit("collega zone", [Role.PARTNER], world.police)
    later = correct_report(colleague, theirs, MEANT)
    assert [one.id for one in standing(executions_of(world.officer, measure))] == [later]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[TwoDesks]:
    with two_desks(tmp_path) as made:
        yield made


def shared(desks: TwoDesks) -> tuple[Id, Id, Id]:
    found = a_running(desks.here, desks.police)
    for other in (desks.there, desks.zone):
        desks.carry(desks.here, other, *found[:2])
    return found


def counted(desk: Desk, measure: Id) -> list[int | None]:
    return [one.record.done for one in standing(executions_of(desk, measure))]


def test_a_partner_corrects_his_own_and_it_comes_with_his_bundle(desks: TwoDesks) -> None:
    person, file, measure = shared(desks)
    first = report_execution(desks.zone, measure, TYPED)
    desks.carry(desks.zone, desks.here, file)
    assert counted(desks.here, measure) == [33]
    correct_report(desks.zone, first, MEANT)
    desks.carry(desks.zone, desks.here, file)
    desks.carry(desks.here, desks.there, person, file)
    for desk in (desks.here, desks.there, desks.zone):
        assert counted(desk, measure) == [3]
        assert [row.reports for row in measures_of(desk, file)] == [1]
        assert not verify_store(desk).faults
    assert [one.ours for one in executions_of(desks.here, measure)] == [False, False]


def test_two_corrections_written_apart_count_once_and_the_same_one_everywhere(desks: TwoDesks) -> None:
    person, file, measure = shared(desks)
    first = report_execution(desks.here, measure, TYPED)
    desks.meet(person, file)
    correct_report(desks.here, first, MEANT)
    correct_report(desks.there, first, replace(MEANT, done=2))
    desks.meet(person, file)
    desks.meet(person, file)
    here, there = (counted(desk, measure) for desk in (desks.here, desks.there))
    assert here == there
    assert len(here) == 1
    assert {one.record.done for one in executions_of(desks.here, measure)} == {33, 3, 2}


@pytest.mark.parametrize("twice_first", [True, False])
def test_a_correction_of_a_correction_that_gave_way_to_another_gives_way_too(
    desks: TwoDesks, twice_first: bool
) -> None:
    person, file, measure = shared(desks)
    first = report_execution(desks.here, measure, TYPED)
    desks.meet(person, file)
    twice, once = (desks.here, desks.there) if twice_first else (desks.there, desks.here)
    if twice_first:
        again = correct_report(twice, first, MEANT)
        other = correct_report(once, first, replace(MEANT, done=2))
    else:
        other = correct_report(once, first, replace(MEANT, done=2))
        again = correct_report(twice, first, MEANT)
    last = correct_report(twice, again, replace(MEANT, done=1))
    desks.meet(person, file)
    desks.meet(person, file)
    for desk in (desks.here, desks.there):
        assert [one.id for one in standing(executions_of(desk, measure))] == [last if again > other else other]
        assert [row.reports for row in measures_of(desk, file)] == [1]


def rings(seed: int, desk: Desk, measure: Id) -> set[Id]:
    """Write reports that correct one another as only a changed program does; return which are counted of them."""
    chance = Random(seed)
    uids = [desk.ids.new() for _ in range(chance.randint(1, 6))]
    to = {uid: chance.choice([None, *uids]) for uid in uids}
    with desk.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.EXECUTE, stream)
        for uid, former in to.items():
            unit.create(stream, replace(TYPED, measure=measure, corrects=former), uid)
        unit.save()
    kept = {uid: former for uid, former in to.items() if former is None or uid > former}
    last = {former: max(uid for uid in kept if kept[uid] == former) for former in kept.values() if former is not None}

    def gave_way(uid: Id) -> bool:
        former = kept.get(uid)
        return former is not None and (last[former] != uid or gave_way(former))

    return {uid for uid in kept if uid not in last and not gave_way(uid)}


def test_reports_that_correct_one_another_do_not_all_drop_out(world: StationWorld) -> None:
    desk = world.officer
    _, file, measure = a_running(desk, world.police)
    first, second = desk.ids.new(), desk.ids.new()
    with desk.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.EXECUTE, stream)
        unit.create(stream, replace(TYPED, measure=measure, corrects=second), first)
        unit.create(stream, replace(MEANT, measure=measure, corrects=first), second)
        unit.save()
    (stands,) = standing(executions_of(desk, measure))
    assert [row.reports for row in measures_of(desk, file)] == [1]
    correct_report(desk, stands.id, MEANT)
    assert len(standing(executions_of(desk, measure))) == 1


def test_of_reports_in_rings_the_same_ones_are_counted_wherever_it_is_counted(world: StationWorld) -> None:
    desk = world.officer
    for seed in range(40):
        _, file, measure = a_running(desk, world.police)
        expected = rings(seed, desk, measure)
        assert {one.id for one in standing(executions_of(desk, measure))} == expected, seed
        with desk.read() as view:
            where = f"measure = ? AND {REPORT_STANDS.format('p_execution_report')}"
            assert {uid for uid, _ in view.find(ExecutionReport, where, measure)} == expected, seed
        assert [row.reports for row in measures_of(desk, file)] == [len(expected)], seed


def test_a_report_that_was_corrected_time_and_again_keeps_nobody_waiting(world: StationWorld) -> None:
    """Looked through for rings, each along all it corrected, twenty-five took a minute: a partner can write them."""
    desk = world.officer
    _, file, measure = a_running(desk, world.police)
    former: Id | None = None
    with desk.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.EXECUTE, stream)
        for _ in range(300):
            former = unit.create(stream, replace(TYPED, measure=measure, corrects=former))
        unit.save()
    assert [one.id for one in standing(executions_of(desk, measure))] == [former]
    assert [row.reports for row in measures_of(desk, file)] == [1]


def forged(desk: Desk, measure: Id, former: Id, said: ExecutionReport) -> Executed:
    """Write what a partner with a changed program writes: a correction of a report that is not his."""
    with desk.write() as unit:
        stream = unit.stream_of(measure, Measure)
        whole = replace(said, measure=measure, corrects=former)
        unit.require(Action.EXECUTE, stream)
        made = unit.create(stream, whole)
        unit.save()
    return Executed(made, stream, whole)


def test_another_organisations_correction_counts_for_nothing_whatever_it_says_of_itself(desks: TwoDesks) -> None:
    person, file, measure = shared(desks)
    ours = report_execution(desks.here, measure, MEANT)
    desks.carry(desks.here, desks.zone, person, file)
    forged(desks.zone, measure, ours, replace(TYPED, done=0, not_done=3, organisation=desks.centre))
    desks.carry(desks.zone, desks.here, file)
    desks.carry(desks.here, desks.there, person, file)
    for desk in (desks.here, desks.there, desks.zone):
        assert [(one.id, one.corrected_by) for one in executions_of(desk, measure)] == [(ours, None)]
        assert [row.reports for row in measures_of(desk, file)] == [1]
        assert counted(desk, measure) == [3]
