"""What needs someone now: counted, worded, by urgency, within rights, never more than was asked for."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import SteppingClock
from app.models.enums import Action, DeadlineUnit, DecisionKind, FileState, Marking, MeasureState, Role
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.threat import AnalysisRequest, FileNote, ThreatAnalysis, ThreatFile
from app.models.lists import DEADLINES
from app.models.rights import NotAllowed
from app.services.cases.notes import record_note
from app.services.cases.worklists import overdue
from app.services.catalogues.changing import change_item
from app.services.paper.copies import acknowledge, hand_over, recall_document
from app.services.paper.issuing import Issued
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import issue_protocol
from app.services.situation import Count, Need, NeedKind, Situation, needs, situation
from app.services.situation.look import Horizon, Look
from app.services.situation.needs import ALIKE
from tests.reads import returned, to_ratify, waiting
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit
from tests.unit.services.visit_paper_world import a_visit_on_paper


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def day(world: PaperWorld, ahead: int) -> date:
    return world.desk.today() + timedelta(days=ahead)


def go_to(world: PaperWorld, on: date) -> None:
    assert isinstance(world.on.clock, SteppingClock)
    world.on.clock.at += timedelta(days=(on - world.desk.today()).days)


def pass_hours(world: PaperWorld, hours: int) -> None:
    assert isinstance(world.on.clock, SteppingClock)
    world.on.clock.at += timedelta(hours=hours)


def set_measure(world: PaperWorld, name: str, **fields: Any) -> None:
    world.change(world.assignment, world.measures[name], Measure, Action.MEASURE, **fields)


def seen(world: PaperWorld) -> Situation:
    return situation(world.desk)


def only(world: PaperWorld, kind: NeedKind) -> Need:
    (found,) = needs(world.desk, kind)
    return found


def issued(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies(), Choice())


def settle_everything(world: PaperWorld) -> None:
    for name in world.measures:
        set_measure(world, name, state=MeasureState.ACTIVE, end=day(world, 90), review=None)


def test_nothing_waits_where_nothing_is_owed(world: PaperWorld) -> None:
    settle_everything(world)
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.OPEN)
    found = seen(world)
    assert found.quiet
    assert found.late == 0
    assert set(found.counts.values()) == {Count()}
    assert not found.points


@pytest.mark.parametrize(("ahead", "kind"), [(-1, NeedKind.OVERDUE), (0, NeedKind.EVALUATE), (7, NeedKind.EVALUATE)])
@pytest.mark.parametrize("field", ["end", "review"])
def test_a_measure_past_its_day_is_late_and_one_near_it_is_announced(
    world: PaperWorld, ahead: int, kind: NeedKind, field: str
) -> None:
    settle_everything(world)
    set_measure(world, "patrols", **{"end": day(world, 60), "review": day(world, 60), field: day(world, ahead)})
    found = seen(world)
    assert found.counts[kind] == Count(1, int(ahead < 0))
    need = only(world, kind)
    assert (need.due, need.days_left, need.late) == (day(world, ahead), ahead, ahead < 0)
    assert (need.reference, need.title) == ("BP-2026-BRU1-0042", "Bedreigde onderzoeksrechter")
    assert need.who == "An Maes"
    assert (need.opens.screen, need.opens.uid, need.opens.tab) == ("threat_file", world.file, "measures")
    assert need.say("nl").startswith("Patrouilles op wisselende tijdstippen: ")
    assert need.say("fr").startswith("Patrouilles à des heures variables")


def test_the_day_after_the_horizon_is_not_announced_yet(world: PaperWorld) -> None:
    settle_everything(world)
    set_measure(world, "patrols", end=day(world, 8))
    assert seen(world).quiet


@pytest.mark.parametrize("state", [MeasureState.ENDED, MeasureState.REFUSED])
def test_what_is_settled_waits_for_nobody(world: PaperWorld, state: MeasureState) -> None:
    settle_everything(world)
    set_measure(world, "patrols", state=state, end=day(world, -5))
    assert seen(world).quiet


def test_an_urgent_start_waits_for_ratification_and_the_cabinet_gives_it(world: PaperWorld) -> None:
    settle_everything(world)
    set_measure(world, "post", state=MeasureState.PROVISIONAL, ratify_by=day(world, -2))
    need = only(world, NeedKind.RATIFY)
    assert need.late
    assert need.say_who("nl") == "Kabinet van de minister"
    assert seen(world).counts[NeedKind.RATIFY] == Count(1, 1)


def test_proposals_and_those_that_came_back_are_apart(world: PaperWorld) -> None:
    settle_everything(world)
    set_measure(world, "post", state=MeasureState.PROPOSED)
    set_measure(world, "patrols", state=MeasureState.RETURNED)
    found = seen(world)
    assert found.counts[NeedKind.PROPOSED].number == 1
    assert found.counts[NeedKind.RETURNED].number == 1
    assert only(world, NeedKind.RETURNED).who == "An Maes"


def test_an_oral_decision_waits_until_another_confirms_it(world: PaperWorld) -> None:
    settle_everything(world)
    oral = Decision(
        subject=world.measures["post"], kind=DecisionKind.START_URGENT, recorder=world.desk.officer,
        dated=world.desk.clock.now(), confirm_by=day(world, 2),
    )  # fmt: skip
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        uid = unit.create(world.assignment, oral)
        unit.save(signed=True)
    assert only(world, NeedKind.CONFIRM).due == day(world, 2)
    assert only(world, NeedKind.CONFIRM).file == world.file
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        unit.create(world.assignment, replace(oral, confirm_by=None, confirms=uid))
        unit.save(signed=True)
    assert not needs(world.desk, NeedKind.CONFIRM)


def test_an_analysis_loses_its_validity_unless_its_service_replaced_it(world: PaperWorld) -> None:
    settle_everything(world)
    with world.desk.read() as view:
        (old,) = view.find(ThreatAnalysis)
    with world.desk.write() as unit:
        unit.require(Action.ANALYSE, world.threat)
        gone = unit.create(world.threat, replace(old[1], dated=day(world, -60), valid_until=day(world, -1)))
        unit.save()
    need = only(world, NeedKind.ANALYSIS)
    assert need.late
    assert need.say("nl") == "Dreigingsanalyse OCAD is verlopen"
    with world.desk.write() as unit:
        unit.require(Action.ANALYSE, world.threat)
        unit.create(
            world.threat, replace(old[1], dated=day(world, 0), valid_until=day(world, 60), replaces=gone)
        )  # fmt: skip
        unit.save()
    assert not needs(world.desk, NeedKind.ANALYSIS)


def test_an_analysis_of_a_closed_file_is_nobodys_work(world: PaperWorld) -> None:
    settle_everything(world)
    with world.desk.read() as view:
        (old,) = view.find(ThreatAnalysis)
    with world.desk.write() as unit:
        unit.require(Action.ANALYSE, world.threat)
        unit.require(Action.REPORT, world.threat)
        unit.create(world.threat, replace(old[1], valid_until=day(world, -1)))
        unit.create(
            world.threat,
            AnalysisRequest(file=world.file, service=world.cuta, question="?", wanted_by=day(world, -3)),
        )
        unit.save()
    assert len(needs(world.desk, NeedKind.ANALYSIS)) == 1
    assert only(world, NeedKind.REQUEST).days_left == -3
    world.change(world.core, world.file, ThreatFile, Action.FILE, state=FileState.CLOSED)
    assert seen(world).quiet


def test_what_a_note_says_must_follow_waits_until_a_later_note_corrects_it(world: PaperWorld) -> None:
    settle_everything(world)
    far = FileNote(text="gebeld", follow_up="later", follow_up_by=day(world, 60))
    late = FileNote(text="gebeld", follow_up="nummerplaat nagaan", follow_up_by=day(world, -2))
    record_note(world.desk, world.file, far)
    asked = record_note(world.desk, world.file, late)
    need = only(world, NeedKind.FOLLOW_UP)
    assert (need.days_left, need.say("nl")) == (-2, "Op te volgen: nummerplaat nagaan")
    assert need.opens.tab == "notes"
    record_note(world.desk, world.file, FileNote(text="nagegaan", corrects=asked))
    assert not needs(world.desk, NeedKind.FOLLOW_UP)


def test_a_copy_handed_over_waits_for_its_receipt(world: PaperWorld) -> None:
    made = issued(world)
    settle_everything(world)
    hand_over(world.desk, [made.copies[1].copy], "PZ Antwerpen", on=day(world, -3))
    need = only(world, NeedKind.UNACKNOWLEDGED)
    assert need.days_left == -1
    assert "PZ Antwerpen" in need.say("nl")
    assert "exemplaar 2" in need.say("nl")
    change_item(world.admin, DEADLINES, "acknowledge", {"number": 5, "unit": DeadlineUnit.DAYS})
    assert only(world, NeedKind.UNACKNOWLEDGED).days_left == 2
    acknowledge(world.desk, [made.copies[1].copy], "HINP Claes")
    assert not needs(world.desk, NeedKind.UNACKNOWLEDGED)


@pytest.mark.parametrize(("line", "field"), [("evaluate", "soon"), ("visit_papers", "visits")])
def test_how_far_ahead_is_announced_follows_the_deadlines(world: PaperWorld, line: str, field: str) -> None:
    change_item(world.admin, DEADLINES, line, {"number": 33, "unit": DeadlineUnit.DAYS})
    with world.desk.read() as view:
        assert getattr(Look(view, Horizon()).horizon, field) == 33


def test_copies_of_a_recalled_paper_are_fetched_back(world: PaperWorld) -> None:
    made = issued(world)
    settle_everything(world)
    assert not needs(world.desk, NeedKind.RECALL)
    recall_document(world.desk, made.document, "adres bekend geraakt")
    assert seen(world).counts[NeedKind.RECALL].number == len(made.copies)


def test_copies_that_order_more_than_was_decided_since_are_fetched_back(world: PaperWorld) -> None:
    made = issued(world)
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        unit.create(
            world.assignment,
            Decision(subject=world.measures["patrols"], kind=DecisionKind.REDUCE, recorder=world.desk.officer,
                     dated=world.desk.clock.now(), file=world.file),
        )  # fmt: skip
        unit.save(signed=True)
    assert len(needs(world.desk, NeedKind.RECALL)) == len(made.copies)


def test_a_paper_whose_orders_cannot_be_read_is_said_where_less_was_decided(world: PaperWorld) -> None:
    issued(world)
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        unit.create(
            world.assignment,
            Decision(subject=world.measures["patrols"], kind=DecisionKind.REDUCE, recorder=world.desk.officer,
                     dated=world.desk.clock.now(), file=world.file),
        )  # fmt: skip
        unit.save(signed=True)
    with world.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE p_document_data SET data = x'90'")
    [need] = needs(world.desk, NeedKind.RECALL)
    assert need.say("nl").startswith("Beschermingsprotocol v1: wat het oplegt, is niet meer te lezen")
    assert need.opens.tab == "papers"
    assert need.raised is None, "the damage is of this workstation alone"


def test_visits_points_gaps_and_papers_of_today_and_tomorrow(world: PaperWorld) -> None:
    settle_everything(world)
    visit = a_visit_on_paper(world)
    go_to(world, date(2026, 11, 23))
    found = seen(world)
    assert found.counts[NeedKind.VISIT].number == 1
    assert [point.uncovered for point in found.points] == [False, True]
    assert found.points[0].place == "Egmontpaleis"
    gap = only(world, NeedKind.GAP)
    assert gap.say("en") == "No measure covers: Dinner offered by the host"
    assert (gap.opens.screen, gap.opens.uid, gap.opens.tab) == ("visit", visit.visit, "programme")
    papers = only(world, NeedKind.PAPERS)
    assert papers.reference == "VIP-2026-BRU1-0207"
    assert papers.late, "the note verbale was due three working days before"
    assert NeedKind.VISIT not in {need.kind for need in found.first}


def test_a_point_that_is_over_is_left_out_and_its_gap_with_it(world: PaperWorld) -> None:
    settle_everything(world)
    a_visit_on_paper(world)
    go_to(world, date(2026, 11, 24))
    assert len(seen(world).points) == 3
    pass_hours(world, 2)
    assert [point.uncovered for point in seen(world).points] == [True, True]
    pass_hours(world, 11)
    assert [point.starts.day for point in seen(world).points] == [25]


def test_a_visit_that_has_left_or_is_far_away_is_silent(world: PaperWorld) -> None:
    settle_everything(world)
    a_visit_on_paper(world)
    for on in (date(2026, 11, 27), date(2026, 11, 1)):
        go_to(world, on)
        found = seen(world)
        assert found.counts[NeedKind.VISIT] == found.counts[NeedKind.PAPERS] == Count()
        assert not found.points


def test_it_wears_the_highest_marking_of_what_it_was_read_from(world: PaperWorld) -> None:
    settle_everything(world)
    assert seen(world).marking is Marking.NONE
    set_measure(world, "patrols", end=day(world, 3))
    assert seen(world).marking is Marking.CONFIDENTIAL


def test_what_stands_twice_is_one_need_for_each_file(world: PaperWorld) -> None:
    settle_everything(world)
    with world.desk.store.write() as connection:
        for field in (1, 3):
            sql = "INSERT INTO conflict (entity, field) SELECT id, ? FROM entity WHERE uid = ? AND kind <> 1"
            connection.exec_driver_sql(sql, (field, world.file))
    need = only(world, NeedKind.CONFLICT)
    assert need.say("nl") == "Conflicten te beslechten: 2"
    assert (need.opens.screen, need.opens.uid, need.reference) == ("conflicts", world.file, "BP-2026-BRU1-0042")
    low = sit(world.admin, world.on, "laag", Role.FILE_OFFICER, clearance=Marking.NONE)
    assert situation(low).quiet, "what is not his is not counted for him either"


def test_a_bundle_that_never_came_is_named_for_who_may_import(world: PaperWorld) -> None:
    settle_everything(world)
    with world.desk.store.write() as connection:
        station = world.desk.station
        connection.exec_driver_sql(
            "INSERT INTO peer (station, acked, in_counter, out_counter, in_upto) VALUES (?, 0, 0, 0, 0)", (station,)
        )
        for counter in (1, 3):
            connection.exec_driver_sql(
                "INSERT INTO bundle (id, pid, dir, counter, from_eid, to_eid, entries, bytes, moment, officer, reason,"
                " state) VALUES (?, (SELECT max(pid) FROM peer), 'in', ?, 0, 0, 1, 1, 0, x'00', '', 'applied')",
                (bytes([counter]), counter),
            )
    assert "BRU1" in only(world, NeedKind.BUNDLE).say("nl")
    analyst = sit(world.admin, world.on, "ontleder", Role.ANALYST)
    assert not needs(analyst, NeedKind.BUNDLE)


def test_changes_held_back_and_findings_are_one_line_each(world: PaperWorld) -> None:
    settle_everything(world)
    with world.desk.store.write() as connection:
        sql = "SELECT max(eid) FROM entry JOIN stream USING (sid) WHERE stream.id = ?"
        entry = connection.exec_driver_sql(sql, (world.core,)).scalar_one()
        connection.exec_driver_sql("UPDATE entry SET void = '?' WHERE eid = ?", (entry,))
        for subject in (b"one", b"two"):
            connection.exec_driver_sql(
                "INSERT INTO finding (kind, subject, eid, detail) VALUES ('moment', ?, ?, '')", (subject, entry)
            )
    assert only(world, NeedKind.HELD).say("en") == "Changes of workstation BRU1 wait to be adopted: 1"
    assert only(world, NeedKind.FINDING).say("en") == "Findings about the history to look at: 2"
    assert only(world, NeedKind.FINDING).opens.tab == "findings"
    low = sit(world.admin, world.on, "laag", Role.FILE_OFFICER, clearance=Marking.NONE)
    assert situation(low).quiet


@pytest.mark.parametrize("seed", range(8))
def test_the_numbers_are_those_of_the_whole_lists(world: PaperWorld, seed: int) -> None:
    die = random.Random(seed)
    for number in range(25):
        world.add_measure(
            f"m{number}", state=die.choice(list(MeasureState)), start=die.choice((None, day(world, -20))),
            end=die.choice((None, day(world, die.randint(-9, 12)))), review=day(world, die.randint(-9, 12)),
            ratify_by=day(world, die.randint(-9, 12)),
        )  # fmt: skip
    counts, today = seen(world).counts, world.desk.today()
    assert counts[NeedKind.PROPOSED].number == len(waiting(world.desk))
    assert counts[NeedKind.RETURNED].number == len(returned(world.desk))
    assert counts[NeedKind.RATIFY].number == len(to_ratify(world.desk))
    late = {row.id for row in overdue(world.desk, today)}
    unratified = {row.id for row in to_ratify(world.desk) if (row.record.ratify_by or today) < today}
    passed = {
        row.id for row in overdue(world.desk, today)
        if min(one for one in (row.record.end, row.record.review) if one) < today
    }  # fmt: skip
    assert counts[NeedKind.OVERDUE] == Count(len(passed), len(passed))
    assert counts[NeedKind.RATIFY].late == len(unratified)
    assert passed | unratified == late, "nothing that is overdue is missing from the two"


def test_the_list_is_ordered_by_urgency(world: PaperWorld) -> None:
    settle_everything(world)
    set_measure(world, "patrols", end=day(world, 3))
    set_measure(world, "contact", end=day(world, -1))
    set_measure(world, "post", end=day(world, -9))
    made = issued(world)
    recall_document(world.desk, made.document, "vervangen")
    lefts = [need.days_left for need in seen(world).first]
    assert lefts == [-9, -1, *[None] * len(made.copies), 3]


def test_what_is_alike_in_many_files_stands_on_one_line(world: PaperWorld) -> None:
    settle_everything(world)
    files = [world.desk.ids.new() for _ in range(ALIKE)]
    for file in files[1:]:
        world.add_measure(file.hex(), file=file, end=day(world, 2))
    assert len(seen(world).first) == ALIKE - 1
    world.add_measure("last", file=files[0], end=day(world, 2))
    (need,) = seen(world).first
    assert need.say("nl") == f"Patrouilles op wisselende tijdstippen: evalueren, in {ALIKE} dossiers"
    assert (need.opens.screen, need.opens.tab) == ("situation", "evaluate")
    assert seen(world).counts[NeedKind.EVALUATE].number == ALIKE
    assert len(needs(world.desk, NeedKind.EVALUATE)) == ALIKE
    world.add_measure("other day", file=files[0], end=day(world, 3))
    assert [one.days_left for one in seen(world).first] == [2, 3]


def test_what_is_alike_in_one_file_keeps_its_file(world: PaperWorld) -> None:
    settle_everything(world)
    file = world.desk.ids.new()
    for number in range(ALIKE):
        world.add_measure(f"alike {number}", file=file, end=day(world, 2))
    (need,) = seen(world).first
    assert need.say("nl") == f"Patrouilles op wisselende tijdstippen: evalueren, {ALIKE} keer"
    assert (need.file, need.opens.screen, need.opens.uid) == (file, "threat_file", file)


def test_a_number_that_was_cut_off_says_so(world: PaperWorld) -> None:
    settle_everything(world)
    for ahead in (-3, -2):
        world.add_measure(f"late{ahead}", end=day(world, ahead))
    set_measure(world, "patrols", end=day(world, -1))
    found = situation(world.desk, Horizon(most=2), first=1)
    assert str(found.counts[NeedKind.OVERDUE]) == "2+"
    assert [need.days_left for need in found.first] == [-3]
    assert str(situation(world.desk, Horizon(most=3)).counts[NeedKind.OVERDUE]) == "3"


def test_a_partner_sees_his_measures_and_nothing_of_the_file(world: PaperWorld) -> None:
    settle_everything(world)
    set_measure(world, "patrols", end=day(world, -1))
    partner = sit(world.admin, world.on, "De Clerck", Role.PARTNER, world.zone)
    (need,) = needs(partner, NeedKind.OVERDUE)
    assert (need.reference, need.title, need.who) == ("", "", "")
    assert need.file == world.file
    stranger = sit(world.admin, world.on, "Vreemd", Role.PARTNER, world.cuta)
    assert situation(stranger).quiet


def test_who_reads_no_content_is_refused(world: PaperWorld) -> None:
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            situation(sit(world.admin, world.on, role.value, role))


def test_no_need_shows_what_it_says_of_people(world: PaperWorld) -> None:
    set_measure(world, "patrols", end=day(world, -1))
    assert "onderzoeksrechter" not in repr(seen(world)) + repr(needs(world.desk, NeedKind.OVERDUE))


def test_what_was_just_read_serves_again_until_something_is_written(world: PaperWorld) -> None:
    first, again = situation(world.desk), situation(world.desk)
    count_before = first.counts[NeedKind.REQUEST].number
    with world.desk.write() as unit:
        unit.require(Action.REPORT, unit.part(world.file, "file_threat"))
        request = AnalysisRequest(file=world.file, question="Welk niveau?", wanted_by=world.desk.today())
        unit.create(unit.part(world.file, "file_threat"), request)
        unit.save()

    after = situation(world.desk)

    assert again.first == first.first
    assert after.counts[NeedKind.REQUEST].number == count_before + 1
