"""Tasks of an officer and of a desk: what is late first, what is put off away, nothing that may not be seen."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.ids import Id
from app.models.enums import AccountState, Action, Marking, MeasureState, NeedKind, Role
from app.models.kinds.directory import Officer, Station
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.kinds.tasks import Task
from app.models.kinds.threat import AnalysisRequest
from app.models.rights import NotAllowed
from app.services.cases.assignments import OrganisationUnknown
from app.services.cases.labels import set_compartments, set_marking
from app.services.desk import Desk
from app.services.search.finding import find
from app.services.situation import situation
from app.services.station.stations import directory_of
from app.services.tasks.acting import (
    NewTask,
    add_task,
    assign,
    edit_task,
    finish,
    put_off,
    take_on,
    take_up_again,
    wake,
)
from app.services.tasks.lines import TaskLine, TaskPage, TaskQuery, TaskRef, TaskState, Whose
from app.services.tasks.listing import list_tasks, task_count
from app.services.tasks.refusals import (
    DueHasPassed,
    EndsByItself,
    FinishedAlready,
    NotALaterDay,
    NotFinished,
    NotPutOff,
    OfficerGone,
    PutOffWhy,
    StaysWithTheDesk,
    TaskSaysNothing,
)
from app.services.trail_sheets import trail_sheet
from app.services.undoing import undo_save
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_station

SOON = TODAY + timedelta(days=3)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    made = a_station(tmp_path)
    yield made
    made.close()


def page(
    desk: Desk, whose: Whose = Whose.DESK, state: TaskState = TaskState.OPEN, start: int = 0, most: int = 100
) -> TaskPage:
    return list_tasks(desk, TaskQuery(whose, state, None, start, most), "nl")


def said(desk: Desk, whose: Whose = Whose.DESK, state: TaskState = TaskState.OPEN) -> list[str]:
    return [line.say("nl") for line in page(desk, whose, state).lines]


def only(desk: Desk, whose: Whose = Whose.DESK, state: TaskState = TaskState.OPEN) -> TaskLine:
    (line,) = page(desk, whose, state).lines
    return line


def sleep(world: StationWorld, days: int) -> None:
    world.clock.at += timedelta(days=days)


def a_late_measure(world: StationWorld, file: Id, until: date) -> Id:
    """Write a measure that runs until a day."""
    with world.officer.write() as unit:
        stream = next(one for one in unit.parts(file, "assignment") if unit.may(Action.MEASURE, one))
        unit.require(Action.MEASURE, stream)
        record = Measure(file=file, type="patrols", state=MeasureState.ACTIVE, start=TODAY, review=until)
        measure = unit.create(stream, record)
        unit.save()
    return measure


def set_review(world: StationWorld, measure: Id, until: date) -> None:
    with world.officer.write() as unit:
        stream = unit.stream_of(measure, Measure)
        unit.require(Action.MEASURE, stream)
        unit.change(stream, measure, Measure, {"review": until})
        unit.save()


def test_a_task_that_somebody_set_is_on_the_list_of_who_was_asked(world: StationWorld) -> None:
    add_task(world.officer, NewTask("De zone bellen", due=SOON, officers=[world.duty.officer]))

    line = only(world.duty, Whose.MINE)

    assert (line.say("fr"), line.due, line.days_left, line.late) == ("De zone bellen", SOON, 3, False)
    assert (line.officers, line.asked_by, line.mine, line.raised) == (("Peeters",), "Verhaegen", True, False)
    assert said(world.officer, Whose.MINE) == []
    assert said(world.officer) == ["De zone bellen"]


def test_a_task_for_nobody_by_name_is_for_the_desk(world: StationWorld) -> None:
    add_task(world.officer, NewTask("De map nakijken"))

    line = only(world.duty)

    assert (line.officers, line.desks, line.mine) == ((), ("Nationaal Crisiscentrum",), False)
    take_on(world.duty, line.ref)
    assert only(world.duty, Whose.MINE).officers == ("Peeters",)


def test_what_is_late_stands_first_and_what_has_no_day_after_today(world: StationWorld) -> None:
    add_task(world.officer, NewTask("zonder dag"))
    add_task(world.officer, NewTask("later", due=TODAY + timedelta(days=9)))
    add_task(world.officer, NewTask("vandaag", due=TODAY))
    add_task(world.officer, NewTask("te laat", due=TODAY + timedelta(days=1)))
    add_task(world.officer, NewTask("nog later", due=TODAY + timedelta(days=30)))
    sleep(world, 2)

    assert said(world.officer) == ["vandaag", "te laat", "zonder dag", "later", "nog later"]
    assert (page(world.officer).total, page(world.officer).late) == (5, 2)
    assert (task_count(world.officer, Whose.DESK).number, task_count(world.officer, Whose.DESK).late) == (5, 2)


def test_a_page_has_as_many_as_were_asked_for_and_says_how_many_there_are(world: StationWorld) -> None:
    for number in range(7):
        add_task(world.officer, NewTask(f"{number}", due=TODAY + timedelta(days=number)))

    found = page(world.officer, start=3, most=2)

    assert ([line.say("nl") for line in found.lines], found.total) == (["3", "4"], 7)


def test_a_task_about_a_file_says_which_and_opens_it(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    add_task(world.officer, NewTask("Buren bevragen", about=file))
    add_task(world.officer, NewTask("Iets anders"))

    (line,) = list_tasks(world.officer, TaskQuery(Whose.ALL, about=file), "nl").lines

    assert (line.opens.screen, line.opens.uid, line.title) == ("threat_file", file, "Lambrecht en gezin")
    assert line.reference.startswith("BP-2026-BRU1-")


def test_a_finished_task_is_with_the_finished_ones_with_its_remark(world: StationWorld) -> None:
    add_task(world.officer, NewTask("Bellen"))
    ref = only(world.officer).ref

    finish(world.duty, ref, "Niemand nam op, mail gestuurd")

    assert said(world.officer) == []
    line = only(world.officer, state=TaskState.DONE)
    assert line.done is not None
    assert (line.done.officer, line.done.remark) == ("Peeters", "Niemand nam op, mail gestuurd")
    assert (line.late, said(world.duty, Whose.MINE, TaskState.DONE)) == (False, ["Bellen"])
    assert said(world.officer, Whose.MINE, TaskState.DONE) == []
    with pytest.raises(FinishedAlready):
        finish(world.officer, ref)
    with pytest.raises(FinishedAlready):
        put_off(world.officer, ref, SOON, "x")
    with pytest.raises(FinishedAlready):
        take_on(world.officer, ref)
    take_up_again(world.officer, ref)
    assert said(world.officer) == ["Bellen"]
    with pytest.raises(NotFinished):
        take_up_again(world.officer, ref)


def test_the_last_finished_stands_first_and_pages_go_on(world: StationWorld) -> None:
    for number in range(4):
        add_task(world.officer, NewTask(f"{number}"))
        finish(world.officer, only(world.officer).ref)

    assert said(world.officer, state=TaskState.DONE) == ["3", "2", "1", "0"]
    found = page(world.officer, state=TaskState.DONE, start=1, most=2)
    assert ([line.say("nl") for line in found.lines], found.total) == (["2", "1"], 4)


def test_a_task_put_off_comes_back_on_its_day_and_says_why_it_was_away(world: StationWorld) -> None:
    add_task(world.officer, NewTask("Bellen"))
    ref = only(world.officer).ref

    put_off(world.officer, ref, SOON, "Wacht op het parket")

    assert said(world.officer) == []
    asleep = only(world.officer, state=TaskState.PUT_OFF).put_off
    assert asleep is not None
    assert (asleep.until, asleep.reason, asleep.officer) == (SOON, "Wacht op het parket", "Verhaegen")
    sleep(world, 2)
    assert said(world.officer) == []
    sleep(world, 1)
    assert said(world.officer) == ["Bellen"]


def test_a_later_day_takes_the_place_of_the_earlier_and_waking_ends_both(world: StationWorld) -> None:
    add_task(world.officer, NewTask("Bellen"))
    ref = only(world.officer).ref
    put_off(world.officer, ref, SOON, "eerst dit")
    put_off(world.duty, ref, SOON + timedelta(days=4), "dan dat")

    asleep = only(world.officer, state=TaskState.PUT_OFF).put_off
    assert asleep is not None
    assert (asleep.until, asleep.reason) == (SOON + timedelta(days=4), "dan dat")
    wake(world.officer, ref)
    assert said(world.officer) == ["Bellen"]
    with pytest.raises(NotPutOff):
        wake(world.officer, ref)


def test_the_program_raises_tasks_and_takes_them_away_with_what_raised_them(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    measure = a_late_measure(world, file, TODAY + timedelta(days=5))

    line = only(world.officer, Whose.MINE)
    assert (line.ref.rule, line.ref.subject, line.raised) == (NeedKind.EVALUATE, measure, True)
    assert line.opens.tab == "measures"
    with pytest.raises(EndsByItself):
        finish(world.officer, line.ref)
    with pytest.raises(EndsByItself):
        take_up_again(world.officer, line.ref)

    set_review(world, measure, TODAY + timedelta(days=60))
    assert said(world.officer) == []


def test_a_raised_task_put_off_stays_away_while_its_fact_stands_and_no_longer(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    measure = a_late_measure(world, file, TODAY + timedelta(days=5))
    put_off(world.officer, only(world.officer).ref, TODAY + timedelta(days=20), "De zone komt woensdag")

    assert said(world.officer) == []
    assert only(world.duty, state=TaskState.PUT_OFF).ref.subject == measure
    set_review(world, measure, TODAY + timedelta(days=6))
    assert only(world.officer).ref.rule is NeedKind.EVALUATE
    set_review(world, measure, TODAY + timedelta(days=5))
    assert said(world.officer) == []
    sleep(world, 6)
    late = only(world.officer)
    assert (late.ref.rule, late.late) == (NeedKind.OVERDUE, True)


def test_a_day_that_passes_brings_back_what_was_put_off_beyond_it(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    with world.officer.write() as unit:
        stream = unit.part(file, "file_threat")
        unit.require(Action.REPORT, stream)
        unit.create(stream, AnalysisRequest(file=file, service=world.centre, question="Niveau?", wanted_by=SOON))
        unit.save()
    put_off(world.officer, only(world.officer).ref, TODAY + timedelta(days=30), "Antwoord beloofd")
    assert said(world.officer) == []
    sleep(world, 4)
    assert only(world.officer).ref.rule is NeedKind.REQUEST


def test_a_raised_task_can_be_taken_on_and_is_then_no_longer_the_file_officers(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    a_late_measure(world, file, TODAY + timedelta(days=5))

    take_on(world.duty, only(world.officer).ref)

    assert said(world.officer, Whose.MINE) == []
    assert only(world.duty, Whose.MINE).officers == ("Peeters",)
    assign(world.duty, only(world.duty).ref, [])
    assert only(world.officer, Whose.MINE).officers == ()


def test_a_raised_task_is_given_to_nobody_of_another_organisation(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    a_late_measure(world, file, TODAY + timedelta(days=5))

    with pytest.raises(StaysWithTheDesk):
        assign(world.officer, only(world.officer).ref, [world.partner.officer])
    assert only(world.officer, Whose.MINE).officers == ()


def test_what_an_officer_had_who_has_no_account_any_more_is_the_desks_again(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    a_late_measure(world, file, TODAY + timedelta(days=5))
    take_on(world.duty, only(world.officer).ref)
    add_task(world.officer, NewTask("Bellen", officers=[world.duty.officer]))
    with world.admin.write() as unit:
        directory = directory_of(world.admin)
        unit.require(Action.DIRECTORY, directory)
        unit.change(directory, world.duty.officer, Officer, {"state": AccountState.REVOKED})
        unit.save(signed=True)

    assert len(page(world.officer, Whose.MINE).lines) == 1
    assert "Bellen" in said(world.officer)


def test_a_task_for_one_officer_of_a_zone_is_on_the_list_of_his_desk(world: StationWorld) -> None:
    colleague = world.sit("maes", [Role.PARTNER], world.police)
    add_task(world.officer, NewTask("Deur opmeten", officers=[world.partner.officer]))

    line = only(colleague)
    assert line.desks == ()
    finish(colleague, line.ref)
    assert said(world.partner, Whose.DESK, TaskState.DONE) == ["Deur opmeten"]


def test_the_situation_still_counts_what_is_put_off(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    a_late_measure(world, file, TODAY - timedelta(days=1))
    put_off(world.officer, only(world.officer).ref, SOON, "Morgen vergadering")

    assert situation(world.officer).counts[NeedKind.OVERDUE].number == 1


def test_more_tasks_are_raised_than_the_situation_shows(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    with world.officer.write() as unit:
        stream = next(one for one in unit.parts(file, "assignment") if unit.may(Action.MEASURE, one))
        unit.require(Action.MEASURE, stream)
        for _ in range(130):
            unit.create(stream, Measure(file=file, type="patrols", state=MeasureState.ACTIVE, review=TODAY))
        unit.save()

    assert (page(world.officer).total, situation(world.officer).counts[NeedKind.EVALUATE].number) == (130, 100)


def test_a_partner_sees_the_task_he_is_asked_and_nothing_else(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    add_task(world.officer, NewTask("Intern", about=file))
    add_task(world.officer, NewTask("Voor de zone", about=file, desks=[world.police]))

    line = only(world.partner)

    assert (line.say("nl"), line.reference, line.title, line.may) == ("Voor de zone", "", "", True)
    assert said(world.partner, Whose.ALL) == ["Voor de zone"]
    finish(world.partner, line.ref, "Gedaan")
    assert only(world.officer, state=TaskState.DONE).done is not None


def test_how_one_desk_puts_off_a_raised_task_is_not_told_to_another(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer), label=Label(marking=Marking.NONE))
    with world.officer.write() as unit:
        label = Label(marking=Marking.NONE, co_owners=(world.police,))
        stream = unit.begin(file, "assignment", label, Action.MEASURE)
        unit.create(stream, Measure(file=file, type="patrols", state=MeasureState.ACTIVE, review=TODAY))
        unit.save()
    put_off(world.partner, only(world.partner, Whose.ALL).ref, SOON, "Intern van de zone")

    assert said(world.partner, Whose.ALL) == []
    assert len(said(world.officer, Whose.ALL)) == 1
    put_off(world.officer, only(world.officer, Whose.ALL).ref, SOON, "Ook wij")
    assert len(said(world.officer, Whose.ALL, TaskState.PUT_OFF)) == 1


def test_a_recused_officer_sees_no_task_about_his_file(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer), recused=(world.duty.officer,))
    add_task(world.officer, NewTask("Over een collega", about=file))

    assert said(world.duty, Whose.ALL) == []
    with pytest.raises(NotAllowed):
        add_task(world.duty, NewTask("Toch", about=file))


def test_a_task_is_marked_as_what_it_is_about(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer), label=Label(marking=Marking.CONFIDENTIAL))
    add_task(world.officer, NewTask("Bellen", about=file))
    uncleared = world.sit("jong", [Role.FILE_OFFICER], clearance=Marking.NONE)

    assert page(world.officer).marking is Marking.CONFIDENTIAL
    assert said(uncleared, Whose.ALL) == []


def test_a_task_is_raised_with_its_file_and_not_lowered_with_it(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer), label=Label(marking=Marking.RESTRICTED))
    add_task(world.officer, NewTask("Bellen", about=file))
    with world.officer.read() as view:
        core, task = view.part(file, "file_core"), view.part(file, "task")

    for asked, marked in ((Marking.SECRET, Marking.SECRET), (Marking.RESTRICTED, Marking.SECRET)):
        set_marking(world.officer, core, asked, "Nieuwe analyse")
        with world.officer.read() as view:
            assert view.thing(task).marking is marked


def test_a_compartment_of_a_file_closes_its_tasks_too(world: StationWorld) -> None:
    inside = world.sit("royal", [Role.FILE_OFFICER])
    with world.admin.write() as unit:
        directory = directory_of(world.admin)
        unit.require(Action.DIRECTORY, directory)
        unit.change(directory, inside.officer, Officer, {"compartments": ("ROYAL",)})
        unit.change(directory, world.admin.station, Station, {"compartments": ("ROYAL",)})
        unit.save(signed=True)
    file = a_file(inside, a_person(inside))
    add_task(inside, NewTask("Bellen", about=file))
    assert said(world.officer) == ["Bellen"]
    with inside.read() as view:
        core = view.part(file, "file_core")

    set_compartments(inside, core, ["ROYAL"])

    assert (said(world.officer), said(inside)) == ([], ["Bellen"])


def test_only_who_may_gives_a_task_on_to_another_organisation(world: StationWorld) -> None:
    add_task(world.officer, NewTask("Bellen"))
    ref = only(world.officer).ref
    with pytest.raises(NotAllowed):
        assign(world.recorder, ref, [world.partner.officer])
    assert said(world.partner, Whose.ALL) == []

    assign(world.officer, ref, [world.partner.officer], [world.police])
    assert only(world.partner, Whose.MINE).desks == ("Zone de police Bruxelles",)


@pytest.mark.parametrize("who", ["admin", "nobody"])
def test_who_works_on_no_file_has_no_tasks(world: StationWorld, who: str) -> None:
    desk: Desk = getattr(world, who)
    with pytest.raises(NotAllowed):
        page(desk)
    with pytest.raises(NotAllowed):
        add_task(desk, NewTask("x"))
    assert task_count(desk).number == 0


def test_a_clearance_that_ends_is_a_task_of_its_officer_and_of_who_renews_it(world: StationWorld) -> None:
    keeper = world.sit("veiligheid", [Role.SECURITY_OFFICER])
    with world.admin.write() as unit:
        directory = directory_of(world.admin)
        unit.require(Action.DIRECTORY, directory)
        unit.change(directory, world.duty.officer, Officer, {"clearance_until": TODAY + timedelta(days=20)})
        unit.save(signed=True)

    for desk in (world.duty, keeper):
        line = only(desk, Whose.ALL)
        assert (line.ref.rule, line.due) == (NeedKind.CLEARANCE, TODAY + timedelta(days=20))
        assert line.say("nl") == "Veiligheidsmachtiging van Peeters vervalt"
    assert only(world.duty, Whose.MINE).may
    assert only(keeper).may
    assert said(world.officer, Whose.ALL) == []
    put_off(world.duty, only(world.duty).ref, SOON, "Aangevraagd")
    assert said(world.duty) == said(keeper) == []


def test_who_keeps_clearances_puts_those_tasks_off_and_has_no_others(world: StationWorld) -> None:
    keeper = world.sit("veiligheid", [Role.SECURITY_OFFICER])
    with world.admin.write() as unit:
        directory = directory_of(world.admin)
        unit.require(Action.DIRECTORY, directory)
        unit.change(directory, world.duty.officer, Officer, {"clearance_until": TODAY + timedelta(days=20)})
        unit.save(signed=True)
    other = add_task(world.officer, NewTask("Bellen"))

    ref = only(keeper, Whose.ALL).ref
    put_off(keeper, ref, SOON, "Screening loopt")
    put = only(keeper, Whose.ALL, TaskState.PUT_OFF).put_off
    assert put is not None
    assert (put.until, put.reason, put.officer) == (SOON, "Screening loopt", "Veiligheid")
    assert said(world.duty, Whose.ALL) == ["Bellen"]
    wake(keeper, ref)
    assert len(said(keeper, Whose.ALL)) == 1
    for forbidden in (
        lambda: add_task(keeper, NewTask("x")), lambda: edit_task(keeper, other, "x", None),
        lambda: finish(keeper, TaskRef(other)), lambda: put_off(keeper, TaskRef(other), SOON, "x"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            forbidden()


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (NewTask("  "), TaskSaysNothing),
        (NewTask("x", due=TODAY - timedelta(days=1)), DueHasPassed),
        (NewTask("x", officers=[bytes(16)]), OfficerGone),
        (NewTask("x", desks=[bytes(16)]), OrganisationUnknown),
    ],
)
def test_a_task_that_nobody_could_do_is_not_saved(world: StationWorld, new: NewTask, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        add_task(world.officer, new)
    assert page(world.officer).total == 0


@pytest.mark.parametrize(("days", "reason", "refusal"), [(0, "x", NotALaterDay), (1, "  ", PutOffWhy)])
def test_putting_off_takes_a_later_day_and_a_reason(
    world: StationWorld, days: int, reason: str, refusal: type[UserError]
) -> None:
    add_task(world.officer, NewTask("Bellen"))
    with pytest.raises(refusal):
        put_off(world.officer, only(world.officer).ref, TODAY + timedelta(days=days), reason)
    assert said(world.officer) == ["Bellen"]


def test_a_task_can_be_worded_anew_and_keeps_a_day_that_passed(world: StationWorld) -> None:
    made = add_task(world.officer, NewTask("Bellen", due=TODAY, text="02 506"))
    sleep(world, 3)

    edit_task(world.officer, made, "Mailen", TODAY, "")
    edit_task(world.officer, made, "Mailen", TODAY, "")

    assert (only(world.officer).say("nl"), only(world.officer).text) == ("Mailen", "")
    with pytest.raises(DueHasPassed):
        edit_task(world.officer, made, "Mailen", TODAY + timedelta(days=1))
    with pytest.raises(TaskSaysNothing):
        edit_task(world.officer, made, "", None)


def test_what_is_done_with_a_task_stands_in_the_history_of_its_file(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    add_task(world.officer, NewTask("Bellen", about=file))
    put_off(world.officer, only(world.officer).ref, SOON, "Wacht op het parket")

    found = trail_sheet(world.officer, file, "nl")

    assert {"task", "task_step"} <= {change.kind for change in found.changes}
    assert any((change.values or {}).get("reason") == "Wacht op het parket" for change in found.changes)
    named = {found.names.get(value) for change in found.changes for value in (change.values or {}).values()
             if isinstance(value, bytes)}  # fmt: skip
    assert {"Bellen", "Wacht op het parket"} <= named


def test_a_file_is_found_by_the_words_of_its_tasks_by_whom_may_read_them(world: StationWorld) -> None:
    file = a_file(world.officer, a_person(world.officer))
    add_task(world.officer, NewTask("Buren bevragen", about=file, text="Hoekhuis met klimop"))

    assert [(one.root, one.kind) for one in find(world.officer, "klimop", language="nl")] == [(file, "task")]
    assert find(world.partner, "klimop", language="nl") == []


def test_finishing_can_be_undone(world: StationWorld) -> None:
    add_task(world.officer, NewTask("Bellen"))
    finish(world.officer, only(world.officer).ref)
    with world.officer.read() as view:
        sql = "SELECT hash FROM save ORDER BY vid DESC LIMIT 1"
        last = bytes(view.connection.exec_driver_sql(sql).scalar_one())

    undo_save(world.officer, last)

    assert said(world.officer) == ["Bellen"]


def test_a_task_of_nowhere_is_refused(world: StationWorld) -> None:
    for act in (finish, take_on, wake):
        with pytest.raises(UserError):
            act(world.officer, TaskRef(bytes(16)))


def test_a_task_that_was_set_is_a_root_of_its_own_where_it_is_about_nothing(world: StationWorld) -> None:
    made = add_task(world.officer, NewTask("Bellen"))
    with world.officer.read() as view:
        assert view.thing(view.stream_of(made, Task)).root == made
