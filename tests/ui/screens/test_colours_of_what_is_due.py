"""Red is past its day and amber before it, the same in the file as in the situation."""

from datetime import date, timedelta

import pytest

from app.models.enums import DeadlineUnit, MeasureState
from app.models.kinds.measures import Measure
from app.models.lists import DEADLINES
from app.models.rules.measures import Course
from app.services.cases.worklists import MeasureRow
from app.services.catalogues.changing import change_item
from app.services.lists.columns import ListName, Row, RowTone
from app.services.lists.declared import columns_of
from app.services.search.short_lists import lists_of
from app.services.situation import Count, Need, NeedKind, Opening
from app.services.tasks.lines import TaskLine, TaskRef, TaskState
from app.ui.files.wording import standing_chip
from app.ui.kit.parts import Tone
from app.ui.kit.words import Words
from app.ui.screens.situation.wording import count_tone, due_tone
from app.ui.screens.tasks.wording import line_of
from app.ui.tables.wording import cell_of, near_tone
from tests.station_world import StationWorld

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("ratify_by", "late"), [(date(2026, 11, 22), False), (date(2026, 11, 20), True)])
def test_what_is_to_ratify_has_one_colour_everywhere(ratify_by: date, late: bool) -> None:
    state, uid = MeasureState.PROVISIONAL, bytes(16)
    course = Course(state, ratify_by=ratify_by)
    row = MeasureRow(uid, uid, Measure(state=state), course, state, late, False, 0, False, frozenset())
    _, tone = standing_chip(Words("nl"), row, TODAY)
    assert tone is count_tone(NeedKind.RATIFY, Count(1, int(late)))
    assert tone is (Tone.RED if late else Tone.AMBER)


@pytest.mark.parametrize(("why", "late"), [(RowTone.EXPIRING, False), (RowTone.OVERDUE, True)])
@pytest.mark.parametrize("name", [ListName.MEASURES, ListName.ASSIGNMENTS])
def test_a_list_says_of_it_what_the_file_says_in_the_same_colour(name: ListName, why: RowTone, late: bool) -> None:
    state, uid, words = MeasureState.PROVISIONAL, bytes(16), Words("nl")
    course = Course(state, ratify_by=TODAY.replace(day=20 if late else 22))
    in_file = standing_chip(
        words, MeasureRow(uid, uid, Measure(state=state), course, state, late, False, 0, False, frozenset()), TODAY
    )
    column = next(one for one in columns_of(name) if one.name == "state")
    cell = cell_of(words, column, Row(1, uid, {"state": state}, {"state": why}))
    assert (cell.text, cell.tone) == in_file
    assert cell.under == "Voorlopig"


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (Course(MeasureState.ACTIVE, review=TODAY + timedelta(days=4)), "Te evalueren over 4 dagen"),
        (Course(MeasureState.ACTIVE, review=TODAY), "Vandaag te evalueren"),
        (Course(MeasureState.ACTIVE, end=TODAY + timedelta(days=1), review=TODAY + timedelta(days=9)), "Loopt af over"),
    ],
)
def test_nothing_is_said_to_end_on_the_day_of_its_evaluation(course: Course, said: str) -> None:
    uid = bytes(16)
    row = MeasureRow(
        uid, uid, Measure(state=course.state), course, course.state, False, False, 0, False, frozenset()
    )  # fmt: skip
    text, tone = standing_chip(Words("nl"), row, TODAY)
    assert (text.startswith(said), tone) == (True, Tone.AMBER)


@pytest.mark.parametrize("days", [0, 2, 9])
def test_what_must_be_done_is_amber_from_the_day_that_the_deadlines_say(world: StationWorld, days: int) -> None:
    change_item(world.admin, DEADLINES, "near", {"number": days, "unit": DeadlineUnit.DAYS})
    words = Words("nl", lists_of(world.officer))
    for left, tone in ((-1, Tone.RED), (0, Tone.AMBER), (days, Tone.AMBER), (days + 1, Tone.PLAIN)):
        due = TODAY + timedelta(days=left)
        need = Need(NeedKind.REQUEST, "", {}, Opening("threat_file"), due, left)
        assert due_tone(words, need) is tone
        task = TaskLine(TaskRef(), "", None, Opening("tasks"), due, left, None)
        assert line_of(words, task, TaskState.OPEN, TODAY).cells[0].tone is tone


def test_days_that_are_worked_are_counted_where_the_deadline_says_so(world: StationWorld) -> None:
    change_item(world.admin, DEADLINES, "near", {"number": 2, "unit": DeadlineUnit.WORKING_DAYS})
    words, friday = Words("nl", lists_of(world.officer)), date(2026, 11, 20)
    assert near_tone(words, 4, friday) is Tone.AMBER, "the Tuesday after it"
    assert near_tone(words, 5, friday) is Tone.PLAIN


@pytest.mark.parametrize("days", [0, 7, 12])
def test_a_measure_expires_from_the_day_that_the_deadlines_say(world: StationWorld, days: int) -> None:
    change_item(world.admin, DEADLINES, "evaluate", {"number": days, "unit": DeadlineUnit.DAYS})
    words, state, uid = Words("nl", lists_of(world.officer)), MeasureState.ACTIVE, bytes(16)
    for left, tone in ((days, Tone.AMBER), (days + 1, Tone.PLAIN)):
        course = Course(state, review=TODAY + timedelta(days=left))
        row = MeasureRow(uid, uid, Measure(state=state), course, state, False, False, 0, False, frozenset())
        assert standing_chip(words, row, TODAY)[1] is tone
