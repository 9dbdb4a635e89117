"""What becomes of a request for analysis: answered by the analysis its officer names, moved, or asked no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.ids import Id
from app.models.enums import Marking, ThreatLevel
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.rights import NotAllowed
from app.models.rules.lead_times import Step
from app.services.cases.analyses import (
    AnsweredAlready,
    AnsweredNotWithdrawn,
    Asked,
    RequestWithdrawn,
    WantedBeforeAsked,
    WithdrawnWhen,
    WithdrawnWhy,
    edit_request,
    record_analysis,
    request_analysis,
    withdraw_request,
)
from app.services.cases.courses import AnalysisNotInFile
from app.services.cases.decisions import approve_measures
from app.services.cases.evaluation import reduce_measure, widen_measure
from app.services.cases.files import FileIsClosed
from app.services.cases.life import close_file
from app.services.cases.measures import edit_measure
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.cases.reports import NotOfThisFile
from app.services.choices import BelongsWhereItIs
from app.services.situation import NeedKind, needs
from app.services.tasks.lines import TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks
from app.services.trails import Past, field_history
from app.services.undoing import undo_save
from tests.reads import analyses_of, lead_times, requests_of
from tests.station_world import (
    TODAY,
    StationWorld,
    a_file,
    a_person,
    a_proposal,
    a_request,
    a_ruling,
    an_analysis,
    distribute,
    the_minister,
)
from tests.unit.services.test_exchange_of_two_stations import Pair, pair

__all__ = ["pair"]

DAY = timedelta(days=1)
WHY = "De bedreigde is verhuisd naar het buitenland"


def asked_of(world: StationWorld, file: Id) -> Asked:
    [found] = requests_of(world.officer, file)
    return found


def owed(world: StationWorld, file: Id) -> int:
    """Return how often the situation and the tasks speak of a request of this file."""
    tasks = list_tasks(world.officer, TaskQuery(Whose.DESK, TaskState.OPEN, None, 0, 500), "nl").lines
    raised = [one for one in tasks if one.ref.rule is NeedKind.REQUEST and one.about == file]
    return len([one for one in needs(world.officer, NeedKind.REQUEST) if one.file == file]) + len(raised)


def test_no_answer_is_wanted_before_it_was_asked_for(world: StationWorld, file: Id) -> None:
    request = replace(a_request(world.police), wanted_by=TODAY - DAY)
    with pytest.raises(WantedBeforeAsked) as refused:
        request_analysis(world.officer, file, request)
    assert refused.value.facts["field"] == "wanted_by"
    made = request_analysis(world.officer, file, replace(request, asked_on=TODAY - DAY))
    with pytest.raises(WantedBeforeAsked):
        edit_request(world.officer, made, {"wanted_by": TODAY - 2 * DAY})
    assert len({refused.value.say(language) for language in ("en", "nl", "fr", "de")}) == 4


def test_what_is_asked_no_more_is_owed_nothing_and_stays_with_who_when_and_why(world: StationWorld, file: Id) -> None:
    request = request_analysis(world.officer, file, a_request(world.police, TODAY - DAY))
    assert (asked_of(world, file).late, owed(world, file)) == (True, 2)
    assert [one.took.waiting for one in lead_times(world.officer, file).all] == [True]

    withdraw_request(world.officer, request, f" {WHY} ")

    found = asked_of(world, file)
    assert (found.withdrawn, found.owed, found.late, owed(world, file)) == (True, False, False, 0)
    said = (found.record.withdrawn_on, found.record.withdrawn_why, found.record.withdrawn_by)
    assert said == (TODAY, WHY, world.officer.officer)
    assert lead_times(world.officer, file).all == []


def test_a_withdrawal_says_why_on_a_day_that_can_be_and_by_who_may_ask(world: StationWorld, file: Id) -> None:
    request = request_analysis(world.officer, file, a_request(world.police))
    with pytest.raises(WithdrawnWhy):
        withdraw_request(world.officer, request, "  ")
    for wrong in (TODAY + DAY, TODAY - DAY):
        with pytest.raises(WithdrawnWhen):
            withdraw_request(world.officer, request, WHY, wrong)
    for desk in (world.partner, world.nobody):
        with pytest.raises(NotAllowed):
            withdraw_request(desk, request, WHY)
    with pytest.raises(BelongsWhereItIs):
        edit_request(world.officer, request, {"withdrawn_on": TODAY})
    assert asked_of(world, file).owed
    withdraw_request(world.duty, request, WHY, TODAY)
    assert asked_of(world, file).withdrawn


def test_what_was_answered_is_not_withdrawn_and_what_was_withdrawn_is_not_answered(
    world: StationWorld, file: Id
) -> None:
    answered = request_analysis(world.officer, file, a_request(world.police))
    record_analysis(world.officer, file, an_analysis(world.police), answers=answered)
    with pytest.raises(AnsweredNotWithdrawn):
        withdraw_request(world.officer, answered, WHY)
    with pytest.raises(AnsweredAlready):
        record_analysis(world.officer, file, an_analysis(world.police), answers=answered)
    other = request_analysis(world.officer, file, a_request(world.police))
    withdraw_request(world.officer, other, WHY)
    for again in (
        lambda: withdraw_request(world.officer, other, WHY),
        lambda: edit_request(world.officer, other, {"wanted_by": TODAY}),
        lambda: record_analysis(world.officer, file, an_analysis(world.police), answers=other),
    ):
        with pytest.raises(RequestWithdrawn):
            again()
    assert len(analyses_of(world.officer, file)) == 1


def test_nothing_is_withdrawn_in_a_closed_file(world: StationWorld, file: Id) -> None:
    request = request_analysis(world.officer, file, a_request(world.police))
    close_file(world.officer, file, "threat_ended", a_ruling())
    with pytest.raises(FileIsClosed):
        withdraw_request(world.officer, request, WHY)


def test_a_withdrawal_is_undone_stands_in_history_and_not_in_what_was_before_it(world: StationWorld, file: Id) -> None:
    request = request_analysis(world.officer, file, a_request(world.police))
    before = world.clock.now()
    save = withdraw_request(world.officer, request, WHY)
    after = world.clock.now()
    for moment, withdrawn in ((before, False), (after, True)):
        sheet = file_sheet_as_of(world.officer, file, moment, Past.KNOWN_HERE, "nl")
        assert [one.withdrawn for one in sheet.overview.requests] == [withdrawn]
    last = field_history(world.officer, file, request)[-1]
    assert last.values is not None
    assert (last.values["withdrawn_why"], last.officer) == (WHY, world.officer.officer)

    undo_save(world.officer, save)

    assert (asked_of(world, file).owed, owed(world, file)) == (True, 2)


def test_an_analysis_answers_the_request_that_was_chosen_not_the_oldest(world: StationWorld, file: Id) -> None:
    old = request_analysis(world.officer, file, a_request(world.police, TODAY + DAY))
    young = request_analysis(world.officer, file, a_request(world.police, TODAY + 2 * DAY))
    analysis = record_analysis(world.officer, file, an_analysis(world.police), answers=young)
    alone = record_analysis(world.officer, file, an_analysis(world.police))
    answers = {one.id: one.record.answer for one in requests_of(world.officer, file)}
    assert answers == {old: None, young: analysis}
    waiting = {
        one.of: one.took.waiting for one in lead_times(world.officer, file).all if one.took.step is Step.ANALYSIS
    }
    assert waiting == {old: True, young: False}
    assert owed(world, file) == 2

    edit_request(world.officer, young, {"answer": None})  # the wrong one was chosen
    edit_request(world.officer, old, {"answer": alone})

    answers = {one.id: one.record.answer for one in requests_of(world.officer, file)}
    assert answers == {old: alone, young: None}
    elsewhere = record_analysis(world.officer, a_file(world.officer), an_analysis(world.police))
    with pytest.raises(NotOfThisFile):
        edit_request(world.officer, young, {"answer": elsewhere})


def test_a_widening_and_a_reduction_name_the_analysis_they_rest_on(world: StationWorld, person: Id, file: Id) -> None:
    first = record_analysis(world.officer, file, an_analysis(world.police))
    measure = a_proposal(world, file, person, basis_analysis=first)
    approve_measures(world.recorder, [measure], the_minister())
    higher = record_analysis(world.officer, file, an_analysis(world.police, ThreatLevel.VERY_SERIOUS, replaces=first))
    elsewhere = record_analysis(world.officer, a_file(world.officer), an_analysis(world.police))
    for refused in (
        lambda: widen_measure(world.recorder, measure, the_minister(), {"basis_analysis": elsewhere}),
        lambda: edit_measure(world.officer, measure, {"basis_analysis": elsewhere}),
    ):
        with pytest.raises(AnalysisNotInFile):
            refused()

    widen_measure(world.recorder, measure, the_minister(), {"frequency": "permanent", "basis_analysis": higher})
    assert rests_on(world, measure) == higher
    reduce_measure(world.recorder, measure, the_minister(reason="dreiging daalt"), {"basis_analysis": first})
    assert rests_on(world, measure) == first
    edit_measure(world.officer, measure, {"basis_analysis": higher})
    assert rests_on(world, measure) == higher


def rests_on(world: StationWorld, measure: Id) -> Id | None:
    with world.officer.read() as view:
        return view.get(Measure, measure).basis_analysis


def test_a_withdrawal_goes_to_the_other_workstation(pair: Pair) -> None:
    label = Label(marking=Marking.NONE, distribution=(pair.partner,))
    file = a_file(pair.bru, a_person(pair.bru, label=label), label=label)
    request = request_analysis(pair.bru, file, a_request(pair.partner))
    with pair.bru.read() as view:
        distribute(pair.bru, view.part(file, "file_threat"), pair.partner)
    pair.carry(pair.bru, pair.ant, file)
    assert [one.owed for one in requests_of(pair.ant, file)] == [True]

    withdraw_request(pair.bru, request, WHY)
    pair.carry(pair.bru, pair.ant, file)

    [found] = requests_of(pair.ant, file)
    assert (found.withdrawn, found.record.withdrawn_why, found.record.withdrawn_by) == (True, WHY, pair.bru.officer)
