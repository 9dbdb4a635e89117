"""Red is past its day and amber before it, the same in the file as in the situation."""

from datetime import date

import pytest

from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.rules.measures import Course
from app.services.cases.worklists import MeasureRow
from app.services.lists.columns import ListName, Row, RowTone
from app.services.lists.declared import columns_of
from app.services.situation import Count, NeedKind
from app.ui.files.wording import standing_chip
from app.ui.kit.parts import Tone
from app.ui.kit.words import Words
from app.ui.screens.situation.wording import count_tone
from app.ui.tables.wording import cell_of

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
    assert cell.under == words.enum(state)
