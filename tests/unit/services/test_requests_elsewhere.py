"""One request for analysis in two hands: withdrawn here while it is answered, moved or withdrawn there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.ids import Id
from app.history.digest import stream_digests
from app.models.enums import Marking, ThreatLevel
from app.models.kinds.label import Label
from app.models.kinds.threat import AnalysisRequest
from app.services.cases.analyses import Asked, edit_request, record_analysis, request_analysis, withdraw_request
from app.services.cases.files import NewFile, open_file
from app.services.desk import Desk
from app.services.exchange.conflicts import Conflict, conflicts_to_settle, settle_conflict
from app.services.situation import NeedKind, needs
from app.services.station.verifying import verify_store
from app.services.tasks.lines import TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks
from tests.reads import analyses_of, requests_of
from tests.station_world import TODAY, a_request, a_ruling, an_analysis
from tests.unit.services.two_desks import TwoDesks, two_desks

DAY = timedelta(days=1)
WHY = "De bedreigde is verhuisd naar het buitenland"
OTHER = "De dienst is niet bevoegd"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoDesks]:
    with two_desks(tmp_path_factory.mktemp("requests")) as made:
        yield made


@pytest.fixture
def file(both: TwoDesks) -> Id:
    return open_file(both.here, NewFile("Lambrecht en gezin"), a_ruling(), Label(marking=Marking.RESTRICTED))


@pytest.fixture
def request_there(both: TwoDesks, file: Id) -> Id:
    """A request that is late, known at both."""
    asked = replace(a_request(both.centre, TODAY - DAY), asked_on=TODAY - 9 * DAY)
    made = request_analysis(both.here, file, asked)
    both.carry(both.here, both.there, file)
    return made


def here_first(both: TwoDesks, file: Id) -> None:
    both.carry(both.here, both.there, file)
    both.carry(both.there, both.here, file)


def there_first(both: TwoDesks, file: Id) -> None:
    both.carry(both.there, both.here, file)
    both.carry(both.here, both.there, file)


def crossing(both: TwoDesks, file: Id) -> None:
    """Both write before either reads; what one sent is taken in twice."""
    out, back = both.send(both.here, both.there, file), both.send(both.there, both.here, file)
    both.take(both.here, back)
    both.take(both.there, out)
    both.take(both.here, back)


MEETINGS = [here_first, there_first, crossing]
Meeting = Callable[[TwoDesks, Id], None]


def equal(both: TwoDesks, file: Id) -> None:
    """Assert that both hold and show the same of a file, as their history makes it."""
    with both.here.read() as here, both.there.read() as there:
        streams = [one for part in ("file_core", "file_threat") for one in here.parts(file, part)]
        assert stream_digests(here.connection, streams) == stream_digests(there.connection, streams)
    assert requests_of(both.here, file) == requests_of(both.there, file)
    assert [one.id for one in analyses_of(both.here, file)] == [one.id for one in analyses_of(both.there, file)]
    assert conflicts_of(both.here, file) == conflicts_of(both.there, file)
    for desk in (both.here, both.there):
        assert list(verify_store(desk).faults) == []


def conflicts_of(desk: Desk, file: Id) -> list[Conflict]:
    return [one for one in conflicts_to_settle(desk) if one.root == file]


def asked_at(desk: Desk, file: Id) -> Asked:
    [found] = requests_of(desk, file)
    return found


def owed(desk: Desk, file: Id) -> int:
    """Return how often the situation and the tasks speak of a request of this file."""
    tasks = list_tasks(desk, TaskQuery(Whose.ALL, TaskState.OPEN, None, 0, 500), "nl").lines
    raised = [one for one in tasks if one.ref.rule is NeedKind.REQUEST and one.about == file]
    return len([one for one in needs(desk, NeedKind.REQUEST) if one.file == file]) + len(raised)


@pytest.mark.parametrize("meet", MEETINGS)
def test_withdrawn_here_and_answered_there_is_answered_with_who_withdrew_it_and_why(
    both: TwoDesks, file: Id, request_there: Id, meet: Meeting
) -> None:
    assert owed(both.here, file) == owed(both.there, file) == 2
    withdraw_request(both.here, request_there, WHY)
    analysis = record_analysis(both.there, file, an_analysis(both.centre), answers=request_there)

    meet(both, file)

    equal(both, file)
    for desk in (both.here, both.there):
        found = asked_at(desk, file)
        assert (found.owed, found.late, found.withdrawn, found.crossed) == (False, False, False, True)
        assert found.record.answer == analysis, "what was asked no more and came all the same counts"
        said = (found.record.withdrawn_on, found.record.withdrawn_why, found.record.withdrawn_by)
        assert said == (TODAY, WHY, both.here.officer)
        assert [(one.id, one.standing) for one in analyses_of(desk, file)] == [(analysis, True)]
        assert owed(desk, file) == 0
        assert conflicts_of(desk, file) == []


def test_taking_the_answer_away_again_leaves_it_withdrawn_at_both(both: TwoDesks, file: Id, request_there: Id) -> None:
    withdraw_request(both.here, request_there, WHY)
    record_analysis(both.there, file, an_analysis(both.centre), answers=request_there)
    crossing(both, file)
    edit_request(both.here, request_there, {"answer": None})  # it answered another question
    here_first(both, file)
    equal(both, file)
    found = asked_at(both.there, file)
    assert (found.withdrawn, found.crossed, found.owed) == (True, False, False)


@pytest.mark.parametrize("meet", MEETINGS)
def test_withdrawn_here_and_put_off_there_is_withdrawn_and_both_are_kept(
    both: TwoDesks, file: Id, request_there: Id, meet: Meeting
) -> None:
    withdraw_request(both.here, request_there, WHY)
    edit_request(both.there, request_there, {"wanted_by": TODAY + 9 * DAY, "reference": "OCAD/7"})
    meet(both, file)
    equal(both, file)
    found = asked_at(both.there, file)
    assert (found.withdrawn, found.owed, owed(both.there, file)) == (True, False, 0)
    assert (found.record.wanted_by, found.record.reference) == (TODAY + 9 * DAY, "OCAD/7")


@pytest.mark.parametrize("meet", MEETINGS)
def test_withdrawn_at_both_for_other_reasons_is_settled_by_an_officer(
    both: TwoDesks, file: Id, request_there: Id, meet: Meeting
) -> None:
    withdraw_request(both.here, request_there, WHY)
    withdraw_request(both.there, request_there, OTHER)
    meet(both, file)
    equal(both, file)
    [conflict] = conflicts_of(both.there, file)
    assert set(conflict.fields) == {"withdrawn_on", "withdrawn_why", "withdrawn_by"}
    assert {one.values["withdrawn_why"] for one in conflict.standing if one.values} == {WHY, OTHER}
    assert owed(both.here, file) == 0, "either way nothing is waited for"
    assert [one.kind for one in needs(both.there, NeedKind.CONFLICT) if one.file == file] == [NeedKind.CONFLICT]

    values = next(one.values for one in conflict.standing if one.values and one.values["withdrawn_why"] == OTHER)
    settle_conflict(both.there, conflict, values)
    meet(both, file)
    equal(both, file)
    assert asked_at(both.here, file).record.withdrawn_why == OTHER
    assert conflicts_of(both.here, file) == []


@pytest.mark.parametrize("meet", MEETINGS)
def test_answered_at_both_keeps_both_analyses_and_asks_which_one_answers(
    both: TwoDesks, file: Id, request_there: Id, meet: Meeting
) -> None:
    mine = record_analysis(both.here, file, an_analysis(both.centre), answers=request_there)
    high = an_analysis(both.centre, ThreatLevel.VERY_SERIOUS, replaces=None)
    theirs = record_analysis(both.there, file, high, answers=request_there)
    meet(both, file)
    equal(both, file)
    assert {one.id for one in analyses_of(both.here, file)} == {mine, theirs}
    [conflict] = conflicts_of(both.here, file)
    assert (conflict.uid, list(conflict.fields)) == (request_there, ["answer"])
    assert asked_at(both.here, file).record.answer in {mine, theirs}
    assert owed(both.there, file) == 0
    with both.here.read() as view:
        assert view.get(AnalysisRequest, request_there).withdrawn_on is None
